from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel import (
    COMMUNITY_DAYS,
    LEGAL_HOLIDAYS,
    SPOKEN,
    Holiday,
    Language,
    YearOutOfRange,
    easter,
    holiday_name,
    holidays,
)

EASTERS = """
1961-04-02 1965-04-18 1970-03-29 1975-03-30 1981-04-19 1984-04-22 1989-03-26 1991-03-31 1994-04-03
1997-03-30 2000-04-23 2002-03-31 2005-03-27 2008-03-23 2010-04-04 2011-04-24 2013-03-31 2016-03-27
2019-04-21 2021-04-04 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21
2035-03-25 2038-04-25 2040-04-01 2049-04-18 2057-04-22 2060-04-18 2069-04-14 2076-04-19 2079-04-23
2088-04-11 2095-04-24 2099-04-12 2100-03-28
"""

gregorian_years = st.integers(1583, 9999)


@pytest.mark.parametrize("day", EASTERS.split())
def test_easter_is_when_it_was_and_will_be(day: str) -> None:
    assert easter(int(day[:4])) == date.fromisoformat(day)


@given(gregorian_years)
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    day = easter(year)
    assert day.isoweekday() == 7
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


def test_the_ten_legal_holidays_of_2027() -> None:
    assert {day.strftime("%d/%m"): feasts[0].value for day, feasts in holidays(2027).items()} == {
        "01/01": "new-year",
        "29/03": "easter-monday",
        "01/05": "labour-day",
        "06/05": "ascension",
        "17/05": "whit-monday",
        "21/07": "national-day",
        "15/08": "assumption",
        "01/11": "all-saints",
        "11/11": "armistice",
        "25/12": "christmas",
    }


def test_the_community_days_of_2027() -> None:
    assert [day.isoformat() for day in holidays(2027, COMMUNITY_DAYS)] == [
        "2027-05-08",
        "2027-07-11",
        "2027-09-19",
        "2027-09-27",
        "2027-11-15",
    ]


def test_two_feasts_may_share_a_date() -> None:
    assert holidays(2008)[date(2008, 5, 1)] == (Holiday.ASCENSION, Holiday.LABOUR_DAY)


@given(gregorian_years)
def test_every_year_has_ten_feasts_in_order_on_their_weekdays(year: int) -> None:
    year_of = holidays(year)
    feasts = {feast: day for day, both in year_of.items() for feast in both}
    assert feasts.keys() == LEGAL_HOLIDAYS
    assert list(year_of) == sorted(year_of)
    weekdays = [feasts[f].isoweekday() for f in (Holiday.EASTER_MONDAY, Holiday.ASCENSION, Holiday.WHIT_MONDAY)]
    assert weekdays == [1, 4, 1]


def test_every_holiday_has_a_name_in_each_language() -> None:
    for language in SPOKEN:
        assert len({holiday_name(feast, language) for feast in Holiday}) == len(Holiday)
    assert holiday_name(Holiday.ASCENSION, Language.DE) == "Ascension"


@pytest.mark.parametrize("year", [1582, 10000, 0])
def test_refuses_years_without_a_gregorian_easter(year: int) -> None:
    for asked in (easter, holidays):
        with pytest.raises(YearOutOfRange):
            asked(year)
