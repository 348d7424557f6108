"""A booking that lasts says on each day what it takes of that day, and carries its acts once."""

from datetime import date, datetime

import pytest
from django.utils.translation import override

from coulisse.foundation.bookings.queries import Row, Stretch, Week
from coulisse.foundation.bookings.templatetags.stretches import Piece, day_by_day
from coulisse.kernel.times import BRUSSELS

MONDAY = date(2027, 3, 15)


def pieces(starts_at: datetime, ends_at: datetime) -> list[Piece]:
    one = Stretch(
        pk=1,
        version=1,
        unit_id=1,
        starts_at=starts_at.replace(tzinfo=BRUSSELS),
        ends_at=ends_at.replace(tzinfo=BRUSSELS),
        state="option",
        production="La Drache",
        purpose="",
        is_mine=True,
        clashes=False,
    )
    empty = Week(MONDAY, ())
    row = Row(1, "item", "Ronin 2", tuple((one,) if one.touches(day) else () for day in empty.days))
    return [piece for _, found in day_by_day(row, Week(MONDAY, (row,))) for piece in found]


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "hours"),
    [
        (datetime(2027, 3, 16, 8), datetime(2027, 3, 16, 18), ["08:00–18:00"]),
        (datetime(2027, 3, 16, 8), datetime(2027, 3, 17, 0), ["08:00–24:00"]),
        (datetime(2027, 3, 16, 8), datetime(2027, 3, 17, 2), ["from 08:00", "until 02:00"]),
        (datetime(2027, 3, 16, 8), datetime(2027, 3, 18, 12), ["from 08:00", "all day", "until 12:00"]),
        (datetime(2027, 3, 12, 8), datetime(2027, 3, 16, 12), ["all day", "until 12:00"]),
    ],
)
def test_each_day_says_what_is_taken_of_it(starts_at: datetime, ends_at: datetime, hours: list[str]) -> None:
    with override("en"):
        assert [piece.hours for piece in pieces(starts_at, ends_at)] == hours


def test_the_acts_stand_on_the_first_day_shown() -> None:
    within = pieces(datetime(2027, 3, 16, 8), datetime(2027, 3, 18, 12))
    begun_before = pieces(datetime(2027, 3, 12, 8), datetime(2027, 3, 16, 12))
    assert [piece.is_first for piece in within] == [True, False, False]
    assert [piece.is_first for piece in begun_before] == [True, False]
