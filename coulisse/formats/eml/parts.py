"""The parts of a mail, cut at their boundaries, without recursion and to a stated depth.

The parser of the standard library calls itself for each nesting and tries every line against every open boundary,
so that a hostile mail of a few megabytes holds it for minutes or ends it; hence the cutting is ours. It follows
RFC 2046: a boundary stands at the beginning of a line, the line end before it belongs to it, white space may
follow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from coulisse.formats.eml.headers import Block, cut, parameters

DEEPEST: Final = 24
MOST_PARTS: Final = 1000


@dataclass(eq=False)
class Part:
    """A part with its headers and its body as it travels; `parts` are those inside, where it is a multipart.

    `where` counts the parts from 1: "2.1" is the first part of the second one; the whole mail has "".
    """

    block: Block
    body: bytes
    where: str = ""
    default_type: str = "text/plain"
    codes: list[str] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    @cached_property
    def _content(self) -> tuple[str, dict[str, str]]:
        written, given = parameters(self.block.raw("content-type"))
        main, slash, sub = written.partition("/")
        if not slash or not main or not sub or " " in written:
            return self.default_type, given
        return written, given

    @property
    def type(self) -> str:
        """The media type in lower case; the one that RFC 2045 assumes where it is missing or is none."""
        return self._content[0]

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of the type."""
        return self._content[1]

    @cached_property
    def disposition(self) -> tuple[str, dict[str, str]]:
        """inline, attachment or another word, and its parameters."""
        return parameters(self.block.raw("content-disposition"))

    @property
    def is_multipart(self) -> bool:
        return self.type.startswith("multipart/")

    @property
    def encoding(self) -> str:
        return self.block.raw("content-transfer-encoding")

    def walk(self) -> Iterator["Part"]:
        """Itself and all parts inside, in their order."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.parts))


def taken_apart(data: bytes) -> Part:
    """The whole mail as a tree of parts. Codes lie at the part that they concern:

    those of `headers.cut`, and boundary-missing (the type gives none, or none is found: the body is kept as text),
    boundary-unclosed, text-outside-parts (words before the first or after the last boundary), nested-too-deep and
    parts-too-many (kept whole, not taken apart).
    """
    block, body, codes = cut(data)
    whole = Part(block, body, codes=list(codes))
    waiting, count = [(whole, 0)], 1
    while waiting:
        part, depth = waiting.pop()
        if not part.is_multipart:
            continue
        if depth >= DEEPEST:
            part.codes.append("nested-too-deep")
            continue
        if count >= MOST_PARTS:
            part.codes.append("parts-too-many")
            continue
        _open(part, MOST_PARTS - count)
        count += len(part.parts)
        waiting.extend((inner, depth + 1) for inner in reversed(part.parts))
    return whole


def _open(part: Part, most: int) -> None:
    boundary = part.parameters.get("boundary", "").rstrip()
    pieces = _pieces(part, boundary, most) if boundary else []
    if not pieces and (guess := _guessed(part.body)):
        part.codes.append("boundary-missing")
        pieces = _pieces(part, guess, most)
    elif not pieces:
        part.codes.append("boundary-missing")
    inner = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
    for number, piece in enumerate(pieces, start=1):
        block, body, codes = cut(piece, is_whole=False)
        where = f"{part.where}.{number}" if part.where else str(number)
        part.parts.append(Part(block, body, where, inner, list(codes)))


def _pieces(part: Part, boundary: str, most: int) -> list[bytes]:
    mark = re.escape(boundary.encode("utf-8", errors="replace"))
    line = re.compile(rb"(?:\A|\r?\n|\r)--" + mark + rb"(--)?[ \t]*(?=\r|\n|\Z)")
    pieces: list[bytes] = []
    start, closed = -1, False
    for found in line.finditer(part.body):
        if start < 0:
            _outside(part, part.body[: found.start()], is_first=True)
        elif len(pieces) == most - 1:
            part.codes.append("parts-too-many")
            return [*pieces, part.body[start:]]
        else:
            pieces.append(part.body[start : found.start()])
        start = _after_line_end(part.body, found.end())
        if found[1]:
            closed = True
            _outside(part, part.body[start:], is_first=False)
            break
    if start >= 0 and not closed:
        part.codes.append("boundary-unclosed")
        pieces.append(part.body[start:])
    return pieces


def _after_line_end(body: bytes, at: int) -> int:
    if body[at : at + 2] == b"\r\n":
        return at + 2
    return min(at + 1, len(body))


def _outside(part: Part, words: bytes, *, is_first: bool) -> None:
    """Old programs are told before the first boundary that this is MIME: that is no loss."""
    text = words.strip().lower()
    if text and not (is_first and (b"mime" in text or b"multi-part" in text or b"multipart" in text)):
        part.codes.append("text-outside-parts")


def _guessed(body: bytes) -> str:
    """The boundary of a multipart that doesn't name it rightly: a line of it with a header after it."""
    found = re.search(rb"(?:\A|\n)--([^\r\n]{1,200}?)[ \t]*\r?\n[Cc]ontent-[A-Za-z-]{1,30}:", body[: 1024 * 1024])
    return found[1].decode("latin-1") if found else ""
