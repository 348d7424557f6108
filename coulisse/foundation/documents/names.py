"""The names of files: cleaned when they come in, written safely into a header when they go out."""

import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

LONGEST: Final = 180
NAMELESS: Final = "document"
# Signs that no file system takes, or that would end or break a header.
FORBIDDEN: Final = re.compile(r'[<>:"|?*;%\\/]')
UNQUOTED: Final = "!#$&+-.^_`|~"


def clean_name(name: str) -> str:
    """A name without path, control signs, or the signs that turn the direction of writing.

    >>> clean_name('../../etc/passwd'), clean_name('C:\\\\films\\\\budget "v7".xlsx')
    ('passwd', 'budget _v7_.xlsx')
    >>> clean_name('facture\\u202egnp.exe'), clean_name(' ..'), clean_name('a\\r\\nSet-Cookie: x')
    ('facturegnp.exe', 'document', 'aSet-Cookie_ x')
    """
    last = re.split(r"[/\\]", name)[-1]
    # Cc control, Cf format (direction marks, zero-width), Cs surrogates, Co private, Cn unassigned.
    shown = "".join(sign for sign in last if not unicodedata.category(sign).startswith("C"))
    safe = " ".join(FORBIDDEN.sub("_", unicodedata.normalize("NFC", shown)).split()).strip(". ")
    return _shortened(safe) or NAMELESS


def _shortened(name: str) -> str:
    """At most `LONGEST` signs, the ending kept."""
    if len(name) <= LONGEST:
        return name
    ending = PurePosixPath(name).suffix[:12]
    return name[: LONGEST - len(ending)].rstrip(". ") + ending


def title_of(name: str) -> str:
    """A title for a document that came without one: the name without its ending, underscores as spaces.

    >>> title_of("Autorisation_pont_de_Jambes.pdf")
    'Autorisation pont de Jambes'
    """
    stem = PurePosixPath(clean_name(name)).stem
    return stem.replace("_", " ").strip() or NAMELESS


def with_ending(name: str, ending: str) -> str:
    """The name with another ending: `with_ending("IMG_1.webp", ".jpg")` is `IMG_1.jpg`."""
    return PurePosixPath(clean_name(name)).stem + ending


def attachment(name: str) -> str:
    """The `Content-Disposition` that saves a file under this name (RFC 6266, RFC 8187).

    >>> print(attachment("feuille n° 16.pdf"))
    attachment; filename="feuille n_ 16.pdf"; filename*=UTF-8''feuille%20n%C2%B0%2016.pdf
    """
    cleaned = clean_name(name)
    plain = unicodedata.normalize("NFD", cleaned)
    ascii_name = "".join(sign if sign.isascii() else "_" for sign in plain if not unicodedata.combining(sign))
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(cleaned, safe=UNQUOTED)}"
