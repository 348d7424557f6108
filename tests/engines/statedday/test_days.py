"""The day is found however it is written; an hour or a price is no day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.statedday import states_day

SUNDAY = date(2027, 4, 18)
DAYS = st.dates(date(2000, 1, 1), date(2098, 1, 1))


@given(DAYS)
def test_a_day_is_found_by_its_date(day: date) -> None:
    assert states_day(f"Rendez-vous le {day.day}/{day.month:02}, à Namur", day)
    assert not states_day(f"Rendez-vous le {day.day % 28 + 1}/{day.month:02}", day) or day.day % 28 + 1 == day.day


@given(st.text(max_size=200), DAYS)
def test_whatever_is_written_it_quotes_the_text(text: str, day: date) -> None:
    assert states_day(text, day) in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dimanche !", "Dimanche"),
        ("zondag om 20.25 u", "zondag"),
        ("On Sunday", "Sunday"),
        ("le 18 avril", "18 avril"),
        ("op 18 april", "18 april"),
        ("on April 18", "April 18"),
        ("le 18/04 à 20 h 25", "18/04"),
    ],
)
def test_by_name_and_by_date_in_three_languages(text: str, words: str) -> None:
    assert states_day(text, SUNDAY) == words


@pytest.mark.parametrize("text", ["om 18.04 u", "18.04 € la place", "lundi 19 avril", "version 1.18.04", "18 04"])
def test_what_is_another_day_or_none(text: str) -> None:
    assert states_day(text, SUNDAY) == ""
