"""How a comparison and a proposal are written: signed amounts, days of either board, what changed."""

from collections.abc import Sequence
from typing import TypeVar

from django import template

from coulisse.desks.floor.schedule import plan_words
from coulisse.desks.floor.schedule.queries.comparing import ChangedDay, Spot
from coulisse.foundation.ui.templatetags.coulisse import money
from coulisse.kernel.money import Money

T = TypeVar("T")
register = template.Library()


@register.filter
def signed(value: Money | None) -> str:
    """`+1 180,00 €`; what costs nothing more has no sign."""
    written = money(value)
    return f"+{written}" if value is not None and value.cents > 0 else written


@register.filter
def spot_name(spot: Spot | None) -> str:
    """`J16`, or the reserve."""
    return plan_words.spot_name(spot)


@register.filter
def spot_words(spot: Spot | None) -> str:
    """`J16, jeudi 18 mars`."""
    return plan_words.spot_words(spot)


@register.filter
def day_change(day: ChangedDay) -> str:
    return str(plan_words.DAY_CHANGES[day.change])


@register.filter
def at(things: Sequence[T], place: int) -> T:
    """The thing of a column, where two rows of a table go side by side."""
    return things[place]
