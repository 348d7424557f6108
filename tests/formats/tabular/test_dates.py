"""Days as people write them, and what is no day."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.formats.tabular import Cell, as_date

DAY = date(2027, 3, 8)


@pytest.mark.parametrize(
    "cell",
    [
        "2027-03-08",
        "2027-3-8",
        "2027/03/08",
        "08/03/2027",
        "8-3-2027",
        " 8.3.27 ",
        "8 3 2027",
        "20270308",
        "2027-03-08T07:25:00+01:00",
        DAY,
        datetime(2027, 3, 8, 7, 25),
    ],
)
def test_a_day_in_many_clothes(cell: Cell) -> None:
    assert as_date(cell) == DAY


@pytest.mark.parametrize("cell", [None, 20270308, Decimal(46000), "", "mardi", "31/02/2027", "8/3", "1/2-2027"])
def test_what_is_no_day(cell: Cell) -> None:
    assert as_date(cell) is None


def test_two_digits_of_a_year_turn_at_seventy() -> None:
    assert (as_date("1/1/69"), as_date("1/1/70")) == (date(2069, 1, 1), date(1970, 1, 1))


@given(st.text())
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert as_date(text) is None or isinstance(as_date(text), date)


@given(st.dates())
def test_what_is_written_as_iso_is_read(day: date) -> None:
    assert as_date(day.isoformat()) == day
