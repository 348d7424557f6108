"""How the other views of a plan are written: signed amounts, days of either board, the cells of wide tables."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from coulisse.desks.floor.schedule import plan_words, table_cells
from coulisse.desks.floor.schedule.queries.comparing import ChangedDay, Spot
from coulisse.desks.floor.schedule.tables import CrossRow, CrossStrip, DoodRow
from coulisse.foundation.ui.templatetags.coulisse import money
from coulisse.kernel.money import Money

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


@register.simple_tag
def cross_cells(row: CrossRow, strips: Sequence[CrossStrip]) -> SafeString:
    """A role under every strip of the plan."""
    return table_cells.cross_cells(row, strips)


@register.simple_tag
def dood_cells(row: DoodRow) -> SafeString:
    """A role on every day of the calendar."""
    return table_cells.dood_cells(row)
