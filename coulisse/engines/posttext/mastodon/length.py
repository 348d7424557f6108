"""The length of a post on Mastodon: graphemes, where every address counts the same, a person of another server
counts without the server, and the content warning counts too.

>>> countable("@anne@mastodon.social https://www.rtbf.be/emission/plein-jour")
'@anne xxxxxxxxxxxxxxxxxxxxxxx'
>>> length("Été 👨‍👩‍👧", warning="Film")
9
"""

from typing import Final

from coulisse.engines.posttext.emoji import graphemes
from coulisse.engines.posttext.mastodon.entities import entities
from coulisse.engines.posttext.records import Kind

URL: Final = 23


def length(text: str, *, warning: str = "", url: int = URL) -> int:
    """Characters as the server counts them; `url` is its `characters_reserved_per_url`."""
    return graphemes(warning + countable(text, url=url))


def countable(text: str, *, url: int = URL) -> str:
    """The text that is counted."""
    pieces, done = [], 0
    for one in entities(text):
        if one.kind is Kind.URL:
            shown = "x" * url
        elif one.kind is Kind.MENTION:
            shown = f"@{one.value.partition('@')[0]}"
        else:
            continue
        pieces += [text[done : one.start], shown]
        done = one.end
    return "".join([*pieces, text[done:]])
