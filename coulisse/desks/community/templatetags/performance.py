"""Figures, hours and codes as the pages of the slice write them."""

from fractions import Fraction

from django import template
from django.utils.translation import get_language

from coulisse.desks.community.performance.words import MOVES, PACES, SIDES
from coulisse.foundation.ui.figures import reader
from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel.writing import MINUS, write_number
from coulisse.papers.account_audit.facts import tenth as written_tenth
from coulisse.papers.account_audit.facts import whole as written_whole
from coulisse.papers.days import WEEKDAYS

register = template.Library()


@register.filter
def tenth(value: Fraction | float | None) -> str:
    return "–" if value is None else written_tenth(value, reader().value)


@register.filter
def half(value: Fraction | int | None) -> str:
    """A median: whole, or with its half."""
    return written_whole(value, reader().value)


@register.filter
def signed(value: float | None) -> str:
    """A correlation with its sign, two decimals."""
    if value is None:
        return "–"
    number = write_number(Fraction(round(abs(value) * 100), 100), reader(), 2)
    return f"{MINUS if value < 0 else '+'}{number}"


@register.filter
def permille(value: int) -> str:
    return f"{write_number(Fraction(value, 10), reader(), 1)}\u00a0%"


@register.filter
def plain(value: float) -> str:
    """As a drawing wants it: a dot in every language."""
    return f"{value:.1f}"


@register.filter
def weekday(number: str) -> str:
    """The name of a day, Monday being 1."""
    return WEEKDAYS[reading_language(get_language() or "fr").value][int(number) - 1]


@register.filter
def moved(code: str) -> str:
    return str(MOVES[code])


@register.filter
def pace(code: str) -> str:
    return str(PACES[code])


@register.filter
def side(code: str) -> str:
    return str(SIDES[code])


@register.filter
def words(text: str) -> list[str]:
    return text.split()


@register.filter
def at(several: list[str], place: int) -> str:
    return several[place]
