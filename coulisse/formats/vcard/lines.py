"""The lines of a vCard: unfolded, cut into group, name, parameters and value, decoded.

Decoding works line by line on bytes, since a 2.1 card may name another character set on each line.
"""

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from coulisse.formats.text import decode

BLANKS = " \t"
LINE_END = re.compile(rb"\r\n|\n|\r")
HEAD = re.compile(r"(?:(?P<group>[A-Za-z0-9_-]+)\.)?(?P<name>[A-Za-z0-9_-]+)")
PARAMETER = re.compile(r';((?:[^;:"]|"[^"]*")*)')
CARET = {"^n": "\n", "^'": '"', "^^": "^"}
QUOTED_PRINTABLE = re.compile(rb"[^:]*quoted-printable", re.IGNORECASE)
# Bare words of version 2.1 that are encodings, not kinds.
ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"}


@dataclass(frozen=True, slots=True)
class Line:
    """A content line; `number` counts physical lines, `value` is decoded and still escaped."""

    number: int
    name: str
    value: str
    params: tuple[tuple[str, str], ...] = ()
    group: str = ""

    def kinds(self) -> tuple[str, ...]:
        """The values of TYPE, in lower case, each once."""
        found = [kind for name, value in self.params if name == "TYPE" for kind in value.lower().split(",")]
        return tuple(dict.fromkeys(kind.strip() for kind in found if kind.strip()))


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that has no name and value."""

    number: int


def lines(data: bytes) -> Iterator[Line | BrokenLine]:
    """Every line of the file that is not blank, in order."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = decode(data).text.encode()
    for number, raw in _unfolded(data.removeprefix(codecs.BOM_UTF8)):
        if raw.strip():
            yield _line(number, raw)


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    start, parts, soft = 0, [b""], False
    for number, physical in enumerate(LINE_END.split(data), start=1):
        if soft:
            parts.append(physical)
        elif physical[:1] in (b" ", b"\t") and start:
            parts.append(physical[1:])
        else:
            if start:
                yield start, b"".join(parts)
            start, parts = number, [physical]
        # A soft line break of quoted-printable joins the next line whether it is indented or not.
        soft = physical.endswith(b"=") and QUOTED_PRINTABLE.match(parts[0]) is not None
        if soft:
            parts[-1] = parts[-1][:-1]
    yield start, b"".join(parts)


def _line(number: int, raw: bytes) -> Line | BrokenLine:
    text = raw.decode("latin-1")  # one character a byte, until the character set is known
    # Blanks only: to Python, half of a two-byte character may be white space too.
    head = HEAD.match(text, len(text) - len(text.lstrip(BLANKS)))
    if head is None:
        return BrokenLine(number)
    position = head.end()
    params: list[tuple[str, str]] = []
    while found := PARAMETER.match(text, position):
        params.append(_parameter(found[1]))
        position = found.end()
    if text[position : position + 1] != ":":
        return BrokenLine(number)
    value, kept = _decoded(raw[position + 1 :], [param for param in params if param[0]])
    return Line(number, head["name"].upper(), value, tuple(kept), head["group"] or "")


def _parameter(text: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator:
        bare = name.strip(BLANKS)
        return ("ENCODING" if bare.upper() in ENCODINGS else "TYPE" if bare else "", bare)
    plain = _charset_of_head(value.strip(BLANKS).replace('"', ""))
    return name.strip(BLANKS).upper(), re.sub(r"\^[n'^]", lambda found: CARET[found[0]], plain)


def _charset_of_head(text: str) -> str:
    """Parameters are UTF-8 where they are valid UTF-8."""
    return decode(text.encode("latin-1")).text if not text.isascii() else text


def _decoded(value: bytes, params: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    """The text of the value, and the parameters that still mean something once it is text."""
    named = dict(params)
    if named.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        value = quopri.decodestring(value)
        params = [param for param in params if param[0] != "ENCODING"]
    params = [param for param in params if param[0] != "CHARSET"]
    text = _text(value, named.get("CHARSET", ""))
    return re.sub(r"\r\n|\r|\n", r"\\n", text), params


def _text(value: bytes, charset: str) -> str:
    try:
        return value.decode(charset or "utf-8")
    except (LookupError, UnicodeError, ValueError):
        return decode(value).text
