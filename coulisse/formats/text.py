"""Text of unknown encoding: byte order mark, UTF-8, UTF-16, else Windows-1252, declared as found.

>>> decode("Renée".encode("cp1252")).encoding
'cp1252'
>>> decode(b"\\xff\\xfe" + "Renée".encode("utf-16-le")).text
'Renée'
"""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from dataclasses import dataclass

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (BOM_UTF32_LE, "utf-32-le"),
    (BOM_UTF32_BE, "utf-32-be"),
    (BOM_UTF8, "utf-8"),
    (BOM_UTF16_LE, "utf-16-le"),
    (BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 4096
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Decoded:
    """`replaced` counts the characters that no reading of the bytes could give."""

    text: str
    encoding: str
    replaced: int = 0


def decode(data: bytes) -> Decoded:
    """The text of `data` and the encoding that it was found to be in; never fails."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _forced(data[len(mark) :], encoding)
    if wide := _utf16_without_mark(data[:SAMPLE]):
        return _forced(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _forced(data, "cp1252")


def _forced(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count(REPLACEMENT))


def _utf16_without_mark(sample: bytes) -> str:
    """Latin text in UTF-16 has a zero in nearly every second byte, always on the same side."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = len(sample) // 4
    if len(sample) < 4 or max(even, odd) <= enough or min(even, odd) > enough // 4:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"
