"""The meeting pack: one A4 in three languages, whose variances sum; minutes on a page of their own."""

from dataclasses import replace
from datetime import date, datetime
from typing import Final

import pytest

from coulisse.kernel.money import Money
from coulisse.papers import press
from coulisse.papers.meeting_pack import (
    Decided,
    Foreseen,
    MeetingPack,
    Mover,
    Question,
    Scenario,
    Todo,
    meeting_pack,
)
from tests.papers.reading import text_of

PACK: Final = MeetingPack(
    title="La Drache",
    house="Meuse & Fils Films SRL",
    meeting="Point coproducteurs",
    starts_at=datetime(2027, 3, 16, 14),
    made_at=datetime(2027, 3, 16, 13),
    until=date(2027, 3, 15),
    budget=Money(348265000),
    to_date=Money(291313250),
    final=Money(348215405),
    variance=Money(-49595),
    contingency=Money(3165020),
    movers=[
        Mover("91", "Imprévus", Money(5525000), Money(3165020), Money(-2359980)),
        Mover("23", "Équipe", Money(74260000), Money(75388460), Money(1128460)),
    ],
    questions=[Question("Où tourner J14 ?", ("mardi 13/04", "au studio"), "Solange De Backer", date(2027, 3, 18))],
    scenarios=[
        Scenario("v11", "Devis agréé", Money(348265000), Money(0)),
        Scenario("v12", "Une demi-semaine de plus", Money(350624980), Money(2359980)),
        Scenario("v13", "En studio", Money(349902400), Money(1637400)),
    ],
    foreseen=[Foreseen(date(2027, 3, 16), Money(2359980), 14)],
)
KINDS: Final = {"fr": "Dossier de réunion", "nl": "Vergaderdossier", "en": "Meeting pack"}
FIGURES: Final = ("23 599,80", "+11 284,60", "3 482 154,05", "+16 374,00", "31 650,20")
ENGLISH: Final = ("23,599.80", "+11,284.60", "3,482,154.05", "+16,374.00", "31,650.20")


@pytest.mark.parametrize("language", KINDS)
def test_it_says_the_same_figures_in_each_language(language: str) -> None:
    paper = meeting_pack(PACK, language)
    text = text_of(paper).replace("\u00a0", " ")
    assert press.page_count(paper) == 1
    for words in (KINDS[language], "v13", *(ENGLISH if language == "en" else FIGURES)):
        assert words in text, words


def test_what_does_not_fit_is_counted_and_summed() -> None:
    movers = [Mover(str(20 + n), f"Compte {n}", Money(0), Money(100 * n), Money(100 * n)) for n in range(1, 31)]
    questions = [Question("Une longue question, " * 12, ("une option, " * 20,) * 3)] * 9
    paper = meeting_pack(replace(PACK, movers=movers, questions=questions), "fr")
    text = text_of(paper).replace("\u00a0", " ")
    assert press.page_count(paper) == 1
    assert "20 autres comptes" in text and "+210,00" in text and "+465,00" in text
    assert "et 3 autres questions" in text


def test_minutes_come_on_their_own_page() -> None:
    after = replace(
        PACK,
        minutes="Lille et Esch suivent.\n\nProchain point le 23.",
        decided=[Decided("Où tourner J14 ?", "au studio", "pluie annoncée")],
        todos=[Todo("Réserver le plateau", "Solange De Backer", date(2027, 3, 18))],
    )
    paper = meeting_pack(after, "fr")
    text = text_of(paper)
    assert press.page_count(paper) == 2
    assert "Procès-verbal" in text and "Réserver le plateau" in text and "pluie annoncée" in text


def test_an_empty_house_has_a_sheet_all_the_same() -> None:
    bare = replace(PACK, movers=(), questions=(), scenarios=(), contingency=None, foreseen=())
    text = text_of(meeting_pack(bare, "nl"))
    assert "Geen enkele rekening wijkt af" in text and "Er staat geen vraag open" in text


def test_the_same_data_give_the_same_bytes() -> None:
    assert meeting_pack(PACK, "fr") == meeting_pack(PACK, "fr")
