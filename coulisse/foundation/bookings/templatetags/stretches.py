"""A week's row day by day: a booking that lasts says on each day what it takes of that day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django import template
from django.utils.translation import gettext as _

from coulisse.foundation.bookings.queries import Row, Stretch, Week

register = template.Library()


@dataclass(frozen=True, slots=True)
class Piece:
    """What one booking takes of one day."""

    stretch: Stretch
    day: date
    is_first: bool
    """The first piece shown this week: it carries the acts, once."""

    @property
    def hours(self) -> str:
        begins, ends = self.stretch.starts_at, self.stretch.ends_at
        ends_here = ends.date() == self.day or self._ends_at_midnight
        if begins.date() == self.day:
            return f"{begins:%H:%M}–{self._end}" if ends_here else _("from %(hour)s") % {"hour": f"{begins:%H:%M}"}
        return _("until %(hour)s") % {"hour": self._end} if ends_here else _("all day")

    @property
    def _ends_at_midnight(self) -> bool:
        ends = self.stretch.ends_at
        return ends.date() == self.day + timedelta(days=1) and f"{ends:%H:%M}" == "00:00"

    @property
    def _end(self) -> str:
        return "24:00" if self._ends_at_midnight else f"{self.stretch.ends_at:%H:%M}"


@register.filter
def day_by_day(row: Row, week: Week) -> Iterator[tuple[date, list[Piece]]]:
    """The seven days of a row, each with its pieces."""
    for day, stretches in zip(week.days, row.days, strict=True):
        yield (
            day,
            [Piece(one, day, is_first=day == max(one.starts_at.date(), week.monday)) for one in stretches],
        )
