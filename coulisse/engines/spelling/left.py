"""What neither spelling nor typography touches: addresses, fields, numbers of files, names of accounts."""

import re
from typing import Final

_ALONE: Final = re.compile(
    r"""
    https?://\S+ | www\.\S+                      # addresses of pages
    | [\w.+%-]+@[\w-]+(?:\.[\w-]+)+              # of people
    | (?<![\w.])[\w-]+\.(?:be|com|eu|org|net|fr|nl|brussels|vlaanderen|tv|radio)\b(?:/\S*)?
    | \{[^{}\n]{0,60}\}                          # fields
    | \[[^\]\n]{0,40}\d[^\]\n]{0,40}\]           # numbers of files
    | [@\#][\w.-]+                               # accounts and tags
    | \b[A-Za-z]+\d[\w-]* | \b\d[\w.:/-]*\w      # anything with a figure in it
    """,
    re.VERBOSE,
)


def left_alone(text: str) -> tuple[tuple[int, int], ...]:
    """Where each of them begins and ends.

    >>> left_alone("Voir x.be/a et {nom}")
    ((5, 11), (15, 20))
    """
    return tuple(found.span() for found in _ALONE.finditer(text))


def addresses(text: str) -> tuple[tuple[int, int], ...]:
    """Those in which even a space or an apostrophe must stay: everything but plain numbers and hours."""
    return tuple(span for span in left_alone(text) if not text[span[0]].isdigit())
