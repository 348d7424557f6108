"""A strip as HTML, written by hand: a board draws three hundred of them, and a template takes a millisecond each.

Everything that people typed goes through `escape`.
"""

from functools import cache
from typing import Final

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from coulisse.desks.floor.schedule.queries.board import Slot, StripView
from coulisse.desks.floor.schedule.wording import duration, heading
from coulisse.foundation.ui.templatetags.coulisse import icon
from coulisse.kernel.eighths import Eighths
from coulisse.kernel.writing import write_eighths

LAST_COLUMN: Final = 25
"""Where roles without a column of their own are counted."""


def draw_strip(strip: StripView, board: int) -> SafeString:
    """One line of the board: a row of a grid, with a link for whoever has no script."""
    drawn = _banner(strip, board) if strip.is_banner else _scene(strip, board)
    return mark_safe(drawn)  # noqa: S308  # every text in it went through escape


def _scene(strip: StripView, board: int) -> str:
    classes = f"strip {strip.tone}{' bad' if strip.is_red else ''}{' gone' if strip.is_omitted else ''}"
    effect = escape(_heading(strip.int_ext, strip.effect, get_language() or ""))
    note = f" <em>{escape(strip.note)}</em>" if strip.note else ""
    roles = " ".join(str(slot.element) for slot in strip.slots)
    slots = "".join(map(_slot, strip.slots))
    if strip.more:
        slots += f'<span class="c{LAST_COLUMN}">+{len(strip.more)}</span>'
    return (
        f'<div {_row(strip, classes)} data-roles="{roles}">{_grip()}'
        f'<span class="no num" role="gridcell">{_link(strip, board, f"{strip.number}{strip.part}")}</span>'
        f'<span class="ie" role="gridcell">{effect}</span>'
        f'<span class="set el" role="gridcell"><i aria-hidden="true">{effect} · </i>{escape(strip.set)}</span>'
        f'<span class="syn el" role="gridcell">{escape(strip.synopsis)}{note}</span>'
        f'<span class="role" role="gridcell"><span class="roles">{slots}</span></span>'
        f'<span class="p tr" role="gridcell"><span class="e8">{_eighths(strip.eighths)}</span></span>'
        f'<span class="m tr num" role="gridcell">{duration(strip.minutes)}</span></div>'
    )


def _banner(strip: StripView, board: int) -> str:
    minutes = duration(strip.minutes) if strip.minutes else ""
    return (
        f"<div {_row(strip, 'strip banner')}>{_grip()}"
        f'<span class="words el" role="gridcell">{_link(strip, board, strip.text)}</span>'
        f'<span class="m tr num" role="gridcell">{minutes}</span></div>'
    )


def _row(strip: StripView, classes: str) -> str:
    return (
        f'class="{classes}" role="row" tabindex="-1" aria-selected="false" id="strip-{strip.pk}" '
        f'data-strip="{strip.pk}" data-version="{strip.version}"'
    )


def _link(strip: StripView, board: int, words: str) -> str:
    return f'<a href="?board={board}&amp;strip={strip.pk}#strip-{strip.pk}">{escape(words)}</a>'


def _slot(slot: Slot) -> str:
    number = slot.number if slot.number is not None else "·"
    shown = f"<b>{number}</b>" if slot.is_red else number
    return f'<span class="c{slot.column}" title="{escape(slot.name)}">{shown}</span>'


def _grip() -> str:
    return f'<span class="grip" role="gridcell">{icon("dots-three", 14)}</span>'


@cache
def _heading(int_ext: str, effect: str, language: str) -> str:
    """A dozen of them in each language."""
    return heading(int_ext, effect)


@cache
def _eighths(count: int) -> str:
    return write_eighths(Eighths(count))
