"""Text from bytes with a label that may be missing, unknown or wrong.

>>> labelled("Renée".encode("latin-1"), "iso-8859-1").text
'Renée'
>>> labelled("Renée".encode(), "iso-8859-1").text, labelled("Renée".encode("cp1252"), "utf-8").text
('Renée', 'Renée')
>>> labelled(b"abc", "x-klingon").known
False
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from coulisse.formats.text import REPLACEMENT, decode

# What mail calls them, where Python does not know the name.
OTHER_NAMES: Final = {
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "x-utf-8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-gbk": "gbk",
    "gb2312": "gb18030",
    "ansi_x3.110-1983": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso8859-1": "cp1252",
    "us-ascii": "ascii",
    "cp-850": "cp850",
    "windows-874": "cp874",
    "ks_c_5601-1987": "cp949",
}
# Labels that say that the sender did not know.
NO_LABEL: Final = {"", "ascii", "unknown-8bit", "x-unknown", "unknown", "default", "8bit", "binary", "none"}
# One byte a character: UTF-8 read as one of these gives no error, only rubbish.
SINGLE: Final = {"cp1252", "iso8859-15", "iso8859-1", "mac-roman", "cp850", "cp437"}
# Codecs of Python that make surprising text of harmless bytes.
NOT_CHARSETS: Final = {"unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem"}
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u2028\u2029\x85]")
SURROGATE: Final = re.compile("[\ud800-\udfff]")
LINE_END: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Labelled:
    """`known` is false where no codec has that name, `right` where the bytes are in another one.

    `replaced` counts the characters that could not be read.
    """

    text: str
    known: bool = True
    right: bool = True
    replaced: int = 0


def labelled(data: bytes, label: str) -> Labelled:
    """The text of `data`, said to be in `label`; never fails."""
    name = label.strip().strip("\"'").lower()
    name = OTHER_NAMES.get(name, name)
    if name in NO_LABEL:
        found = decode(data)
        return Labelled(found.text, replaced=found.replaced)
    codec = _codec(name)
    if not codec:
        found = decode(data)
        return Labelled(found.text, known=False, replaced=found.replaced)
    if codec in SINGLE and (text := _as_utf8(data)) is not None:
        return Labelled(text, right=text.isascii())
    return _in(data, codec)


def clean(text: str) -> str:
    """The text without control characters and halves of characters, lines ending in one way only."""
    if "\r" in text:
        text = LINE_END.sub("\n", text)
    if text.isascii() and text.isprintable():
        return text
    return SURROGATE.sub(REPLACEMENT, CONTROL.sub("", text))


def _codec(name: str) -> str:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return ""
    is_text = getattr(found, "_is_text_encoding", True) and found.name not in NOT_CHARSETS
    return found.name if is_text else ""


def _in(data: bytes, codec: str) -> Labelled:
    try:
        return Labelled(data.decode(codec))
    except (UnicodeError, ValueError):
        if codec != "utf-8" and (utf8 := _as_utf8(data)) is not None:
            return Labelled(utf8, right=False)
        text = data.decode(codec, errors="replace")
    replaced = text.count(REPLACEMENT)
    if codec == "utf-8" and replaced * 2 > sum(not character.isascii() for character in text):
        return Labelled(data.decode("cp1252", errors="replace"), right=False)
    return Labelled(text, replaced=replaced)


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None
