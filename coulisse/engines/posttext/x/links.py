"""Addresses in a text as X finds them: with a protocol, or bare where the ending exists.

>>> [text[start:end] for text in ["Voir rtbf.be/plein-jour, (http://✪df.ws/ejp) et fichier.jpg."]
...  for start, end in link_spans(text)]
['rtbf.be/plein-jour', 'http://✪df.ws/ejp']
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import regex

from coulisse.engines.posttext.characters import ASCII_PUNCTUATION, CYRILLIC, LATIN_ACCENTED, NEVER
from coulisse.engines.posttext.domains import encoded_length, endings
from coulisse.engines.posttext.records import utf16_length

LONGEST: Final = 4096
"""Units of UTF-16, protocol and encoded host included: a longer address is text like another."""
LONGEST_SLUG: Final = 40
_PROTOCOL: Final = len("https://")

# Repetitions are bounded so that no text takes long; no host comes near the bounds.
_MOST_LABELS: Final = 126
_IN_LABEL: Final = f"[a-z0-9{LATIN_ACCENTED}]"
_SUBDOMAIN: Final = rf"(?>(?:{_IN_LABEL}[a-z0-9{LATIN_ACCENTED}\-_]{{0,512}})?{_IN_LABEL}\.)"
_NAME: Final = rf"(?:(?:{_IN_LABEL}[a-z0-9{LATIN_ACCENTED}\-]{{0,512}})?{_IN_LABEL}\.)"
# Any script, once a protocol says that this is an address.
_ANY: Final = rf"[^{ASCII_PUNCTUATION}\s\p{{Z}}\u2000-\u206f]"
_ANY_NAME: Final = rf"(?:(?:{_ANY}(?:{_ANY}|-){{0,512}})?{_ANY}\.)"
ENDING: Final = r"(?(DEFINE)(?P<ending>\L<endings>(?![a-z0-9@+\-])))"
"""The ending of a host, named once before the pattern: compile with the named list `endings`."""
# Looking first whether the list is worth asking keeps a long row of labels from taking seconds.
_ENDING: Final = r"(?=[a-z]{2,63}(?![a-z0-9@+\-])|[^\x00-\x7f]{2})(?&ending)"
_PUNYCODE: Final = r"xn--[\-0-9a-z]+"
HOST: Final = rf"(?:{_SUBDOMAIN}{{0,{_MOST_LABELS}}}{_NAME}(?:{_ENDING}|{_PUNYCODE})|(?<=://){_ANY_NAME}{_ENDING})"
"""A host, behind `ENDING`."""

_IN_PATH: Final = rf"[a-z0-9!*';:=+,.$/%#\[\]\-\u2013_~|&@{LATIN_ACCENTED}{CYRILLIC}]"
_ENDS_PATH: Final = rf"[a-z0-9=_#/\-+{LATIN_ACCENTED}{CYRILLIC}]"
_IN_QUERY: Final = r"[a-z0-9!?*'();:&=+$/%#\[\]\-_.,~|@]"
_ENDS_QUERY: Final = r"[a-z0-9\-_&=#/]"
_BEFORE: Final = rf"(?<![a-z0-9@＠$#＃{NEVER}])"
# A bare host does not begin inside a word, nor behind what joins it to something longer.
_BEFORE_BARE: Final = rf"(?<![a-z0-9@＠$#＃{NEVER}{LATIN_ACCENTED}\-_./])"


def path_pattern(inside: str, ending: str) -> str:
    """What follows a host: `/` and signs, brackets two deep where they close, and no sign that ends a sentence."""
    brackets = rf"\((?:{inside}++|{inside}*+\({inside}++\){inside}*+)\)"
    return rf"/(?:{inside}*(?:{brackets}{inside}*)*(?:{ending}|{brackets})|@{inside}+/)*+"


_QUERY: Final = rf"\?{_IN_QUERY}*{_ENDS_QUERY}"


@cache
def _links() -> Any:
    path = path_pattern(_IN_PATH, _ENDS_PATH)
    begins = rf"(?:{_BEFORE}(?P<protocol>https?://)|{_BEFORE_BARE})"
    whole = rf"{ENDING}{begins}(?P<host>{HOST})(?::[0-9]++)?(?:{path})?(?:{_QUERY})?"
    return regex.compile(whole, regex.IGNORECASE, endings=sorted(endings()))


_SHORTENED: Final = regex.compile(rf"https?://t\.co/(?P<slug>[a-z0-9]+)(?:{_QUERY})?", regex.IGNORECASE)


def link_spans(text: str, *, bare: bool = True) -> Iterator[tuple[int, int]]:
    """Where addresses stand, in code points; `bare=False` leaves out those without a protocol."""
    if "." not in text:
        return
    for match in _links().finditer(text):
        start, end = match.span()
        protocol = match["protocol"]
        if not protocol and not bare:
            continue
        # What X itself shortened has one word for a path, and nothing behind it.
        if shortened := _SHORTENED.match(match[0]):
            if len(shortened["slug"]) > LONGEST_SLUG:
                continue
            end = start + shortened.end()
        if is_short_enough(text[start:end], match["host"], protocol):
            yield start, end


def is_short_enough(url: str, host: str, protocol: str | None) -> bool:
    """Whether a host can be written in ASCII and the whole address is within what X takes."""
    encoded = encoded_length(host)
    if encoded is None:
        return False
    return utf16_length(url) - utf16_length(host) + encoded + (0 if protocol else _PROTOCOL) <= LONGEST
