"""Day out of days: who works, starts, finishes, is held, let go, taken up again or travels, day by day.

The codes are those of the trade, in English, because agents, payroll and other programs read them so; see
docs/engines/daysout.md.

>>> from datetime import date
>>> days = [CalendarDay(date(2027, 3, 15 + n), DayKind.SHOOT, n + 1) for n in range(4)]
>>> table = days_out(days, [Element("1", frozenset({date(2027, 3, 15), date(2027, 3, 18)}))])
>>> [cell.code for cell in table.rows[0].cells], table.totals.hold
(['SW', 'H', 'H', 'WF'], 2)
"""

from coulisse.engines.daysout.compute import DaysOutOfOrder, OutsideCalendar, days_out
from coulisse.engines.daysout.records import (
    CalendarDay,
    Cell,
    Counted,
    DayKind,
    DaysOut,
    DropRule,
    Element,
    Event,
    Reason,
    Row,
    Totals,
)

__all__ = [
    "CalendarDay",
    "Cell",
    "Counted",
    "DayKind",
    "DaysOut",
    "DaysOutOfOrder",
    "DropRule",
    "Element",
    "Event",
    "OutsideCalendar",
    "Reason",
    "Row",
    "Totals",
    "days_out",
]
