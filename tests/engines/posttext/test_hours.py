"""Hours as posts state them, what only lasts, and whether the old hour is still there."""

from datetime import time

import pytest

from coulisse.engines.posttext import stated_hours, states
from coulisse.kernel.language import Language

FR, NL, EN, DE, UND = Language.FR, Language.NL, Language.EN, Language.DE, Language.UND


def hours(text: str, language: Language) -> list[str]:
    return ["/".join(f"{at:%H:%M}" for at in one.times) for one in stated_hours(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        (FR, "Ce soir à 20 h 25 sur La Une", ["20:25"]),
        (FR, "à 20\u202fh\u202f25", ["20:25"]),
        (FR, "20h25, 20:25, 20H, 20 heures 30, 8 h", ["20:25", "20:25", "20:00", "20:30", "08:00"]),
        (FR, "de 14 h à 16 h 30, 20h-22h", ["14:00", "16:30", "20:00", "22:00"]),
        (FR, "à huit heures et quart du soir", ["20:15"]),
        (FR, "vers vingt heures trente, dès vingt-et-une heures", ["20:30", "21:00"]),
        (FR, "8 heures et demie, 9 h moins le quart", ["08:30", "08:45"]),
        (FR, "à midi et à minuit, cet après-midi", ["12:00", "00:00"]),
        (FR, "lundi soir, 8 h 30", ["20:30"]),
        (FR, "24 h 00, 24 h 10, 24 h", ["00:00"]),
        (FR, "Au JT de 20 h, après 20 h", ["20:00", "20:00"]),
        (FR, "dès 20.25", ["20:25"]),
        (NL, "om 20.25 uur en 22 uur", ["20:25", "22:00"]),
        (NL, "20u25, 8u, 08u", ["20:25", "08:00/20:00", "08:00"]),
        (NL, "om half negen, kwart voor acht, om acht uur", ["08:30/20:30", "07:45/19:45", "08:00/20:00"]),
        (NL, "vanavond om half 9, zaterdagavond 8 uur, 9 uur ’s ochtends", ["20:30", "20:00", "09:00"]),
        (NL, "om 12 uur, om 12.30 uur", ["12:00/00:00", "12:30/00:30"]),
        (EN, "8.25 pm, 8pm, 8 p.m., 12 am, 12 pm", ["20:25", "20:00", "20:00", "00:00", "12:00"]),
        (EN, "half past eight tonight", ["20:30"]),
        (EN, "at 9 o’clock, quarter to ten in the morning", ["09:00/21:00", "09:45"]),
        (DE, "20 Uhr 15, 20.15 Uhr", ["20:15", "20:15"]),
        (UND, "8 h", ["08:00/20:00"]),
    ],
)  # fmt: skip
def test_hours(language: Language, text: str, said: list[str]) -> None:
    assert hours(text, language) == said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (FR, "pendant 2 h, dans 2 h, en 2 h, durée : 1 h 52"),
        (FR, "un film de 1 h 52, 1 h 52 de film, 24h/24, 24 h"),
        (FR, "01:20:25, 16:9, 2:1, 20,25 €, 20.25, le 14.03, 3'40"),
        (FR, "rtbf.be/20h25, 0475 20 25 30, 120h, vingt heures"),
        (NL, "in 2 uur, duurt 2 uur, 2 uur lang, 2 uur later"),
        (EN, "for 2 hrs, in 2 hrs, 8 points, $ 20:25"),
    ],
)  # fmt: skip
def test_no_hour(language: Language, text: str) -> None:
    assert hours(text, language) == []


def test_the_film_of_an_evening_begins_and_does_not_last() -> None:
    assert hours("le film de 20 h 25, un film de 2 h", FR) == ["20:25"]


def test_a_post_that_says_the_old_hour_is_found() -> None:
    text = "« Plein Jour », dimanche à 20 h 25 sur La Une"
    assert states(text, time(20, 25), FR)
    assert not states(text, time(21, 5), FR)
    assert states("zondag om 8.25 uur", time(20, 25), NL)


def test_the_words_are_where_it_says() -> None:
    text = "🎬 Ce soir, 20 h 25 !"
    (one,) = stated_hours(text, FR)
    assert text[one.start : one.end] == one.words == "20 h 25"
