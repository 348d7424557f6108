"""Figures as a cost report writes them: a dash for nothing, the variance with its sign."""

from django import template

from coulisse.desks.office.costs.words import reader
from coulisse.kernel import Money
from coulisse.kernel.writing import write_amount

register = template.Library()
NOTHING = "–"


@register.filter
def amount(value: Money | None) -> str:
    """`1 284,37`, and a dash for nothing."""
    return write_amount(value, reader()) if value else NOTHING


@register.filter
def signed(value: Money | None) -> str:
    """`+640,00`, `−495,95`, and a dash for nothing."""
    if not value:
        return NOTHING
    return f"+{write_amount(value, reader())}" if value.cents > 0 else write_amount(value, reader())
