"""How a board is written: effects, lengths of time, names of days, and its lights in words."""

from datetime import date

from django import template
from django.utils.safestring import SafeString

from coulisse.desks.floor.schedule import drawing, wording
from coulisse.desks.floor.schedule.models import Board
from coulisse.desks.floor.schedule.queries.board import BoardChoice, BoardView, DayView, StripView
from coulisse.desks.floor.schedule.queries.days import DayLine
from coulisse.desks.floor.schedule.queries.flags import Flag

register = template.Library()


@register.filter
def duration(minutes: int | None) -> str:
    """`2 h 50`."""
    return wording.duration(minutes)


@register.filter
def timing(seconds: int | None) -> str:
    """`3'10"`: the length of a scene on the screen."""
    return wording.timing(seconds)


@register.filter
def heading(strip: StripView) -> str:
    """`EXT JOUR`."""
    return wording.heading(strip.int_ext, strip.effect)


@register.filter
def day_name(day: DayView | DayLine) -> str:
    """`J14`."""
    return wording.day_name(day.number, day.date, day.unit)


@register.filter
def board_name(board: Board | BoardChoice | BoardView) -> str:
    """`v8 approuvée`."""
    return wording.board_name(board.number, board.state)


@register.simple_tag
def draw_strip(strip: StripView, board: int) -> SafeString:
    """One line of the board."""
    return drawing.draw_strip(strip, board)


@register.simple_tag
def break_note(day: DayView, private: bool) -> wording.Said | None:
    return wording.break_note(day, private=private)


@register.simple_tag
def in_words(flag: Flag, private: bool) -> wording.Said:
    return wording.in_words(flag, private=private)


@register.filter
def weekday(day: date) -> str:
    """`mardi 16 mars`: the year is that of the board."""
    return wording.long_day(day)


@register.filter
def step_name(label: str) -> str:
    return wording.step_name(label)
