"""Styled runs of an FDX paragraph to the light markup of Fountain, and back.

A style is words joined by `+`: `Bold+Underline`. `AllCaps` is put into the letters; what markup has no sign for
(`Strikeout`) is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from coulisse.kernel.emphasis import literal, marked, plain, runs

_KEPT = ("Bold", "Italic", "Underline")


def to_markup(pieces: Sequence[tuple[str, str]]) -> str:
    """One text of (text, style) pieces. Styles that markup can't say, inside a word, give way to the words."""
    styled = [(_capitals(text, style), _kept(style)) for text, style in pieces]
    whole = "".join(text for text, _ in styled)
    if any(style for _, style in styled):
        text = "".join(
            marked(_starred(list(group)), underline=underlined)
            for underlined, group in groupby(styled, key=lambda piece: "Underline" in piece[1])
        )
        if plain(text) == whole:
            return text
    return whole if plain(whole) == whole else literal(whole)


def _starred(pieces: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """The pieces with the marks of bold and italic, which an underline may surround."""
    grouped = groupby(pieces, key=lambda piece: ("Bold" in piece[1], "Italic" in piece[1]))
    return "".join(
        marked(literal("".join(text for text, _ in group)), bold=bold, italic=italic)
        for (bold, italic), group in grouped
    )


def to_pieces(text: str) -> Iterator[tuple[str, str]]:
    """The (text, style) pieces of a marked text; a line feed ends a piece and belongs to it."""
    for run in runs(text):
        style = "+".join(name for name in _KEPT if getattr(run, name.lower()))
        yield run.text, style


def lines_of_pieces(pieces: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Pieces cut at line feeds."""
    lines: list[list[tuple[str, str]]] = [[]]
    for text, style in pieces:
        first, *others = text.split("\n")
        lines[-1].append((first, style))
        lines.extend([(other, style)] for other in others)
    return [[piece for piece in line if piece[0]] for line in lines]


def _capitals(text: str, style: str) -> str:
    return text.upper() if "AllCaps" in style.split("+") else text


def _kept(style: str) -> tuple[str, ...]:
    worn = style.split("+")
    return tuple(name for name in _KEPT if name in worn)
