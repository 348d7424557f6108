"""Content-Transfer-Encoding: base64, quoted-printable, uuencode, whole or broken.

>>> undone(b"UmVuw6ll", "base64")
(b'Ren\\xc3\\xa9e', '')
>>> undone(b"UmVuw6l", " BASE64; x")
(b'Ren\\xc3\\xa9', 'base64-broken')
>>> undone(b"Bonjour, voici.", "base64")
(b'Bonjour, voici.', 'base64-missing')
"""

import re
from binascii import Error, a2b_base64, a2b_qp, a2b_uu
from dataclasses import dataclass
from typing import Final

NOT_BASE64: Final = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)
BLANK: Final = b" \t\r\n"
PLAIN: Final = {"", "7bit", "8bit", "binary", "7bits", "8bits", "none"}
UU: Final = {"x-uuencode", "uuencode", "x-uue", "uue"}
UU_BLOCK: Final = re.compile(rb"(?:\A|(?<=\n))begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n")
MOST_BLOCKS: Final = 50
UU_END: Final = re.compile(rb"(?:\A|(?<=\n))end[ \t]*(?:\r?\n|\Z)")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file written into a text by uuencode."""

    name: bytes
    content: bytes


def undone(data: bytes, encoding: str) -> tuple[bytes, str]:
    """The bytes as they were, and a code where something was wrong with them, else an empty one.

    Codes: base64-broken (what could be read is given), base64-missing (not base64 at all: given as it is),
    transfer-encoding-unknown (given as it is).
    """
    name = encoding.partition(";")[0].strip().strip("\"'").lower()
    if name in PLAIN:
        return data, ""
    if name == "base64":
        return _base64(data)
    if name.replace(" ", "") in ("quoted-printable", "quotedprintable"):
        return a2b_qp(data), ""
    if name in UU:
        blocks = uu_blocks(data)
        return (blocks[1][0].content, "") if blocks[1] else (data, "transfer-encoding-unknown")
    return data, "transfer-encoding-unknown"


def _base64(data: bytes) -> tuple[bytes, str]:
    strange = len(data.translate(None, BLANK)) - len(useful := data.translate(None, NOT_BASE64))
    if strange * 20 > len(useful) or (b" " in data.strip() and useful and _looks_like_prose(data)):
        return data, "base64-missing"
    pieces = [piece for piece in useful.split(b"=") if piece]
    if len(pieces) <= 1 and len(useful) % 4 == 0 and not strange:
        try:
            return a2b_base64(useful), ""
        except Error:
            pass
    code = "base64-broken" if strange or len(useful) % 4 else ""
    return b"".join(_piece(piece) for piece in pieces), code


def _piece(piece: bytes) -> bytes:
    """Four letters make three bytes; one that is left over alone says nothing."""
    whole = piece[:-1] if len(piece) % 4 == 1 else piece
    try:
        return a2b_base64(whole + b"=" * (-len(whole) % 4))
    except Error:
        return b""


def _looks_like_prose(data: bytes) -> bool:
    """Words of the length of words: base64 that holds spaces holds few."""
    words = data.split()
    return len(words) > 3 and len(data) < 12 * len(words)


def uu_blocks(data: bytes) -> tuple[bytes, tuple[Enclosed, ...]]:
    """The text without the files that uuencode wrote into it, and these files."""
    if b"begin " not in data:
        return data, ()
    rest: list[bytes] = []
    found: list[Enclosed] = []
    at = 0
    for _ in range(MOST_BLOCKS):
        begin = UU_BLOCK.search(data, at)
        if begin is None:
            break
        end = UU_END.search(data, begin.end())
        if end is None:
            break
        content = _uu(data[begin.end() : end.start()])
        if content is None:
            rest.append(data[at : begin.end()])
            at = begin.end()
            continue
        rest.append(data[at : begin.start()])
        found.append(Enclosed(begin[1].strip(), content))
        at = end.end()
    return b"".join([*rest, data[at:]]), tuple(found)


def _uu(block: bytes) -> bytes | None:
    """None where a line is none of uuencode's: then it is prose that happens to begin so."""
    out: list[bytes] = []
    for line in block.splitlines():
        if not line.strip():
            continue
        room = ((line[0] - 32) & 63) * 4 // 3 + 5
        try:
            out.append(a2b_uu(line[:room]))
        except Error:
            return None
    return b"".join(out)
