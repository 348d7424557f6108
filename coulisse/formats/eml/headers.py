"""Headers: cut from the body, unfolded, decoded (RFC 2047), with their parameters (RFC 2231).

>>> block, body, _ = cut(b"Subject: =?utf-8?q?Ren=C3=A9e?= \\r\\n et\\r\\n =?latin1?b?6Q==?=\\r\\n\\r\\nCorps")
>>> block.text("subject"), body
('Renée et é', b'Corps')
>>> parameters("application/pdf; name*0*=utf-8''%C3%A9t; name*1=e.pdf")
('application/pdf', {'name': 'éte.pdf'})
"""

import re
from binascii import Error, a2b_base64, a2b_qp
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from coulisse.formats.eml.charsets import clean, labelled

LONGEST: Final = 64 * 1024
MOST_HEADERS: Final = 2000
FIELD: Final = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*(.*)", re.DOTALL)
FOLD: Final = re.compile(rb"\r?\n[ \t]")
WORD: Final = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,40})?\?([bBqQ])\?((?:[^?]|\?(?!=)){0,1000})\?=")
BETWEEN: Final = re.compile(r"[ \t\r\n]*")
PARAMETER: Final = re.compile(
    r";\s*([^\s=;*\"]{1,80})(?:\*(\d{1,3}))?(\*)?\s*=\s*(\"(?:[^\"\\]|\\.){0,4000}\"|[^;]*)", re.DOTALL
)
SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """The headers of a mail or of a part: names in lower case, values unfolded and not decoded yet."""

    fields: tuple[tuple[str, str], ...] = ()

    def raw(self, name: str) -> str:
        """The first value of that name, as written."""
        return next((value for key, value in self.fields if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of that name, as written."""
        return tuple(value for key, value in self.fields if key == name)

    def text(self, name: str) -> str:
        """The first value of that name, for people to read, on one line."""
        return one_line(decoded(self.raw(name)))


def cut(data: bytes, *, is_whole: bool = True) -> tuple[Block, bytes, tuple[str, ...]]:
    """Headers, body, and codes of what was wrong: header-broken, header-too-long, headers-too-many,
    body-unseparated.

    A line that is none is passed over where more headers follow it, and begins the body where none do. A whole
    mail may begin with empty lines or the line of a mailbox file; a part that begins with an empty line has no
    headers.
    """
    fields: list[tuple[str, str]] = []
    codes: dict[str, None] = {}
    at = 0
    for start, end, line in _logical_lines(data):
        at = end
        if not line.strip():
            if fields or not is_whole:
                break
            continue
        found = FIELD.fullmatch(line.rstrip(b"\r\n"))
        if found is None:
            if is_whole and not fields and line.startswith((b"From ", b">From ")):
                continue
            if not _header_follows(data, end):
                codes["body-unseparated"] = None
                at = start
                break
            codes["header-broken"] = None
            continue
        if len(found[2]) > LONGEST:
            codes["header-too-long"] = None
        if len(fields) >= MOST_HEADERS:
            codes["headers-too-many"] = None
            continue
        fields.append((found[1].decode("ascii").lower(), _value(found[2][:LONGEST])))
    return Block(tuple(fields)), data[at:], tuple(codes)


def _logical_lines(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each header with its continuation lines; the last one yielded is the empty line."""
    start = 0
    while start < len(data):
        end = _line_end(data, start)
        while data[end : end + 1] in (b" ", b"\t") and data[start:end].strip():
            next_end = _line_end(data, end)
            if not data[end:next_end].strip() and not _continues(data, next_end):
                break
            end = next_end
        yield start, end, data[start:end]
        start = end


def _continues(data: bytes, start: int) -> bool:
    """An empty line of spaces is part of a header only if the next line goes on with it (RFC 5322, 4.2)."""
    return data[start : start + 1] in (b" ", b"\t") and bool(data[start : start + 200].split(b"\n", 1)[0].strip())


def _line_end(data: bytes, start: int) -> int:
    newline = data.find(b"\n", start, start + 4096)
    stop = newline if newline >= 0 else min(start + 4096, len(data))
    lone = data.find(b"\r", start, stop)
    if lone >= 0 and data[lone:stop].strip(b"\r"):  # an end of line of old Macintoshes
        return lone + 1
    if newline >= 0:
        return newline + 1
    newline = data.find(b"\n", start)
    return newline + 1 if newline >= 0 else len(data)


def _header_follows(data: bytes, start: int) -> bool:
    line = data[start : start + 1000].split(b"\n", 1)[0]
    return FIELD.fullmatch(line.rstrip(b"\r")) is not None and b" " not in line.split(b":", 1)[0].rstrip()


def _value(raw: bytes) -> str:
    unfolded = FOLD.sub(b" ", raw) if b"\n" in raw else raw
    text = unfolded.decode("ascii") if unfolded.isascii() else labelled(unfolded, "").text
    return clean(text).strip()


def one_line(text: str) -> str:
    """The text with every run of white space as one space."""
    return SPACES.sub(" ", text).strip()


def decoded(value: str) -> str:
    """RFC 2047: encoded words read, neighbours joined before their bytes become text, for some cut characters."""
    if "=?" not in value:
        return value
    parts: list[str] = []
    pending, charset, at = b"", "", 0
    for word in WORD.finditer(value):
        gap = value[at : word.start()]
        if pending and not (BETWEEN.fullmatch(gap) and word[1].lower() == charset):
            parts.append(_text(pending, charset))
            pending = b""
            gap = "" if BETWEEN.fullmatch(gap) else gap
            parts.append(gap)
        elif not pending and not (at and BETWEEN.fullmatch(gap)):
            parts.append(gap)
        pending += _word(word[2], word[3])
        charset, at = word[1].lower(), word.end()
    return "".join([*parts, _text(pending, charset), value[at:]])


def _text(data: bytes, charset: str) -> str:
    return clean(labelled(data, charset).text)


def _word(encoding: str, text: str) -> bytes:
    data = text.encode("utf-8", errors="replace")
    if encoding in "qQ":
        return a2b_qp(data, header=True)
    try:
        return a2b_base64(data + b"=" * (-len(data) % 4))
    except Error:
        whole = len(data.rstrip(b"=")) // 4 * 4
        try:
            return a2b_base64(data[:whole])
        except Error:
            return data


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """The value before the first semicolon in lower case, and its parameters, decoded, names in lower case."""
    head, semicolon, _rest = value.partition(";")
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for found in PARAMETER.finditer(value[len(head) :]) if semicolon else ():
        name, number, starred, raw = found[1].lower(), found[2], bool(found[3]), found[4].strip()
        plain = re.sub(r"\\(.)", r"\1", raw[1:-1]) if raw[:1] == '"' and raw[-1:] == '"' and len(raw) > 1 else raw
        if number is None and not starred:
            pieces.setdefault(name, [(0, False, plain)])
        elif all(kind is False and at == 0 for at, kind, _ in pieces.get(name, [])) and int(number or 0) == 0:
            pieces[name] = [(0, starred, plain)]  # RFC 2231's form wins over a plain twin
        else:
            pieces.setdefault(name, []).append((int(number or 0), starred, plain))
    return head.strip().lower(), {name: _joined(sorted(found)) for name, found in pieces.items()}


def _joined(pieces: list[tuple[int, bool, str]]) -> str:
    first = pieces[0]
    if not any(starred for _, starred, _ in pieces):
        return one_line(decoded("".join(text for _, _, text in pieces)))
    charset, quote, rest = first[2].partition("'")
    language_cut = rest.partition("'")[2] if quote else first[2]
    texts = [(first[1], language_cut), *((starred, text) for _, starred, text in pieces[1:])]
    data = b"".join(
        unquote_to_bytes(text) if starred else text.encode("utf-8", "replace") for starred, text in texts
    )
    return one_line(_text(data, charset if quote else "utf-8"))
