"""Cells of the day out of days and of the cross table as HTML, written by hand: a long film has 12,000 of them.

Everything that people typed goes through `escape`.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from coulisse.desks.floor.schedule.tables import CrossRow, CrossStrip, DoodRow
from coulisse.foundation.ui.templatetags.coulisse import frenchspaces


def cross_cells(row: CrossRow, strips: Sequence[CrossStrip]) -> SafeString:
    """A role under every strip: its number where it plays, an empty cell elsewhere."""
    return mark_safe("".join(_cross_cells(row, strips)))  # noqa: S308  # every text in it went through escape


def _cross_cells(row: CrossRow, strips: Sequence[CrossStrip]) -> Iterator[str]:
    name, number = escape(row.name), escape(row.number)
    for is_here, strip in zip(row.present, strips, strict=True):
        edges = f"{' opens' if strip.opens_day else ''}{' gone' if strip.is_cancelled else ''}"
        if is_here:
            title = f"{name}, {escape(strip.scenes)}"
            yield f'<td class="here {strip.tone}{edges}" title="{title}">{number}</td>'
        else:
            yield f'<td class="{edges}"></td>' if edges else "<td></td>"


def dood_cells(row: DoodRow) -> SafeString:
    """A role on every day: its code, with the reason under the pointer."""
    language = get_language() or ""
    return mark_safe("".join(_dood_cells(row, language)))  # noqa: S308  # every text in it went through escape


def _dood_cells(row: DoodRow, language: str) -> Iterator[str]:
    for cell in row.cells:
        look = f"is-{cell.look} " if cell.look else ""
        title = f' title="{_title(cell.title, language)}"' if cell.title else ""
        yield f'<td class="{look}{cell.kind}"{title}>{cell.code}</td>'


@lru_cache(maxsize=8192)
def _title(text: str, language: str) -> str:
    """The reason with the spaces of the reader's language; a board is looked at again and again."""
    return escape(frenchspaces(text))
