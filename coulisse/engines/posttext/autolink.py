"""A text as HTML for a preview: everything escaped, what the network links in `<a>`, lines broken.

Only addresses of http and https are linked; a name without a page to lead to is marked and not linked.

>>> from coulisse.engines.posttext.networks import rules_of
>>> from coulisse.engines.posttext.records import Network
>>> autolink("<b> @anne", rules_of(Network.X))
'&lt;b&gt; <a href="https://x.com/anne" class="mention">@anne</a>'
>>> autolink("a & rtbf.be", rules_of(Network.X))
'a &amp; <a href="https://rtbf.be" class="url">rtbf.be</a>'
>>> autolink("#Été", rules_of(Network.MASTODON), server="piaille.example")
'<a href="https://piaille.example/tags/%C3%89t%C3%A9" class="hashtag">#Été</a>'
"""

from html import escape
from urllib.parse import quote

import regex

from coulisse.engines.posttext.measure import entities
from coulisse.engines.posttext.networks import Rules
from coulisse.engines.posttext.records import Entity, Kind, Network

_HOST = regex.compile(r"[\p{L}\p{M}\p{N}.\-]+(?::[0-9]{1,5})?")
_WEB = ("http://", "https://")
_OTHER_PROTOCOL = regex.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:(?!\d)")


def autolink(text: str, rules: Rules, *, server: str = "") -> str:
    """HTML-safe; `server` is the house's own server of Mastodon, without which its names and tags lead nowhere."""
    pieces, done = [], 0
    for one in entities(text, rules):
        pieces += [_escaped(text[done : one.start]), _linked(text[one.start : one.end], one, rules, server)]
        done = one.end
    return "".join([*pieces, _escaped(text[done:])])


def _escaped(text: str) -> str:
    return escape(text).replace("\r\n", "\n").replace("\n", "<br>")


def _linked(shown: str, entity: Entity, rules: Rules, server: str) -> str:
    page = target(entity, rules, server=server)
    if not page:
        return f'<span class="{entity.kind}">{_escaped(shown)}</span>'
    return f'<a href="{escape(page)}" class="{entity.kind}">{_escaped(shown)}</a>'


def target(entity: Entity, rules: Rules, *, server: str = "") -> str:
    """The page that a piece of a text leads to; empty where there is none."""
    if entity.kind is Kind.URL:
        return _address(entity.value)
    pattern = {
        Kind.MENTION: rules.mention_url,
        Kind.LIST: rules.list_url,
        Kind.HASHTAG: rules.hashtag_url,
        Kind.CASHTAG: rules.cashtag_url,
    }[entity.kind]
    name = entity.value
    if rules.network is Network.MASTODON and entity.kind is Kind.MENTION:
        name, _, elsewhere = name.partition("@")
        server = elsewhere or server
    if pattern is None or ("{server}" in pattern and not _HOST.fullmatch(server)):
        return ""
    safe = "/" if entity.kind is Kind.LIST else ""
    return pattern.replace("{server}", server).replace("{}", quote(name, safe=safe, errors="replace"))


def _address(url: str) -> str:
    if url.lower().startswith(_WEB):
        return url
    return "" if _OTHER_PROTOCOL.match(url) else f"https://{url}"
