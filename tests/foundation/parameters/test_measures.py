"""Values are read as Belgians write them, with their unit, in the reader's language."""

import pytest
from django.utils.translation import override

from coulisse.foundation.parameters.templatetags.measures import measured, where

NO_BREAK, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("text", "unit", "written"),
    [
        ("0.4449", "EUR/km", "0,4449 €/km"),
        ("15000000.00", "EUR", "15 000 000,00 €"),
        ("4.50", "percent", "4,50 %"),
        ("310", "percent", "310 %"),
        ("1", "months", "1 mois"),
        ("1", "days", "1 jour"),
        ("30", "working days", "30 jours ouvrables"),
        ("5000", "characters", "5 000 caractères"),
        ("30", "count", "30"),
        ("20:00", "hour", "20:00"),
        ("10/9", "ratio", "10/9"),
        ("yes", "yes-no", "oui"),
        ("no", "yes-no", "non"),
    ],
)
def test_a_value_is_written_with_its_unit(text: str, unit: str, written: str) -> None:
    with override("fr"):
        assert measured(text, unit) == written.replace(" ", NO_BREAK)


def test_a_list_keeps_its_words_and_takes_french_spaces() -> None:
    with override("fr"):
        assert measured("40; 30; 30", "list") == f"40{NARROW}; 30{NARROW}; 30"
    with override("nl"):
        assert measured("40; 30; 30", "list") == "40; 30; 30"


def test_the_reader_s_language_decides() -> None:
    with override("nl"):
        assert measured("2", "years") == f"2{NO_BREAK}jaar"
    with override("en"):
        assert measured("1500.50", "EUR") == "€1,500.50"


def test_an_amount_finer_than_a_cent_is_not_rounded() -> None:
    with override("fr"):
        assert measured("0.125", "EUR") == f"0,125{NO_BREAK}€"


def test_where_a_value_holds_is_said_in_words() -> None:
    with override("fr"):
        assert where("stage · BE-BRU · 303.01") == "scène · Bruxelles · CP 303.01"
        assert where("Uccle") == "Uccle"
