"""Whether a name, a list, a tag or an address is one that X would take, by itself.

>>> is_username("@rtbf"), is_list("@rtbf/info"), is_hashtag("#16"), is_url("http://256.1.2.3/")
(True, True, False, False)
"""

from typing import Final

import regex

from coulisse.engines.posttext.characters import CYRILLIC
from coulisse.engines.posttext.x.names import hashtags

_USERNAME: Final = regex.compile(r"[@＠][a-z0-9_]{1,20}", regex.IGNORECASE)
_LIST: Final = regex.compile(r"[@＠][a-z0-9_]{1,20}/[a-z][a-z0-9_\-]{0,24}", regex.IGNORECASE)

# RFC 3986, appendix B, and section 3 with Cyrillic letters and hosts in any script.
_PARTS: Final = regex.compile(
    r"(?:(?P<scheme>[^:/?#]+)://)?(?P<host>[^/?#]*)(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    regex.DOTALL,
)
_CHARACTER: Final = rf"(?:[a-z{CYRILLIC}0-9\-._~!$&'()*+,;=:|@]|%[0-9a-f]{{2}})"
_PATH: Final = regex.compile(rf"(?:/{_CHARACTER}*)*", regex.IGNORECASE)
_QUERY: Final = regex.compile(rf"(?:{_CHARACTER}|[/?])*", regex.IGNORECASE)
_USER: Final = r"(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?"
_LETTER: Final = r"(?:[a-z0-9]|[^\x00-\x7f])"
_LABEL: Final = rf"{_LETTER}(?:(?:{_LETTER}|[_\-])*{_LETTER})?"
_ENDING: Final = rf"(?:[a-z]|[^\x00-\x7f])(?:(?:{_LETTER}|-)*{_LETTER})?"
_OCTET: Final = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_HOST: Final = rf"(?:(?:{_LABEL}\.)+{_ENDING}|{_OCTET}(?:\.{_OCTET}){{3}}|\[[a-f0-9:.]+\])"
_AUTHORITY: Final = regex.compile(rf"{_USER}(?P<name>{_HOST})(?::[0-9]{{1,5}})?", regex.IGNORECASE)


def is_username(text: str) -> bool:
    """A name of a person, with its @."""
    return _USERNAME.fullmatch(text) is not None


def is_list(text: str) -> bool:
    """A list of somebody's: `@name/list`."""
    return _LIST.fullmatch(text) is not None


def is_hashtag(text: str) -> bool:
    """One whole tag, with its #."""
    return [(one.start, one.end) for one in hashtags(text)] == [(0, len(text))]


def is_url(text: str, *, needs_protocol: bool = True) -> bool:
    """A whole address of the web, http or https."""
    parts = _PARTS.fullmatch(text)
    if parts is None or (needs_protocol and parts["scheme"] is None):
        return False
    if parts["scheme"] is not None and parts["scheme"].lower() not in ("http", "https"):
        return False
    return (
        _is_authority(parts["host"])
        and _PATH.fullmatch(parts["path"]) is not None
        and _QUERY.fullmatch(parts["query"] or "") is not None
        and _QUERY.fullmatch(parts["fragment"] or "") is not None
    )


def _is_authority(text: str) -> bool:
    match = _AUTHORITY.fullmatch(text)
    if match is None:
        return False
    # The label just before the ending is the one that is registered: no underscore there.
    labels = match["name"].split(".")
    return len(labels) < 2 or "_" not in labels[-2]
