"""Days and hours as papers write them, in three languages."""

from datetime import date, time

import pytest

from coulisse.papers.days import day_in_words, hour_in_figures, hours_and_minutes, minutes_and_seconds


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        (date(2027, 3, 17), "fr", "mercredi 17 mars 2027"),
        (date(2027, 8, 1), "fr", "dimanche 1er août 2027"),
        (date(2027, 3, 1), "nl", "maandag 1 maart 2027"),
        (date(2027, 12, 25), "en", "Saturday 25 December 2027"),
    ],
)
def test_days_in_words(day: date, language: str, words: str) -> None:
    assert day_in_words(day, language) == words


def test_figures() -> None:
    assert hour_in_figures(time(7, 5)) == "07:05"
    assert minutes_and_seconds(605) == "10′05″"
    assert hours_and_minutes(495) == "8:15"
