"""Escapes of a vCard or iCalendar value: a backslash before comma, semicolon, backslash; `\\\\n` for a line end.

>>> unescape(escape("a, b; c")), split("a;b\\\\;c", ";")
('a, b; c', ['a', 'b\\\\;c'])
"""

import re

ESCAPE = re.compile(r"\\(.)", re.DOTALL)
TOKEN = re.compile(r"\\.|[^\\]|\\\Z", re.DOTALL)
SPECIAL = re.compile(r"[\\,;]")
LINE_END = re.compile(r"\r\n|\r|\n")


def escape(text: str) -> str:
    """The text as a value."""
    return LINE_END.sub(r"\\n", SPECIAL.sub(r"\\\g<0>", text))


def unescape(value: str) -> str:
    """The text of a value."""
    return ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else _literal(found[1]), value)


def split(value: str, separator: str) -> list[str]:
    """The pieces of a value between separators that are not escaped; still escaped themselves."""
    pieces: list[list[str]] = [[]]
    for token in TOKEN.findall(value):
        if token == separator:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return ["".join(piece) for piece in pieces]


def _literal(character: str) -> str:
    """Old programs leave backslashes alone: only what the standard escapes loses its own."""
    return character if character in "\\,;:" else f"\\{character}"
