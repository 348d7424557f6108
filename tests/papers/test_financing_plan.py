"""The financing plan and budget summary: the figures of La Drache in three languages, and the workbook."""

from dataclasses import replace
from decimal import Decimal

import pytest

from coulisse.kernel.money import Money
from coulisse.papers.financing_plan import financing_plan, financing_plan_xlsx, risk_in_words
from tests.papers.la_drache_financing import plan, topsheet
from tests.papers.reading import pages_of, sheets_of, text_of


def flat(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


def test_two_pages_that_sum_to_the_cent() -> None:
    paper = financing_plan(plan(), "fr")
    text = flat(paper)
    assert pages_of(paper) == 2
    for words in (
        "La Drache Plan de financement version 6, arrêtée le lundi 15 mars 2027",
        "Belgique 1 776 151,50 51,00 % 1 044 151,50",
        "Tax Shelter investissement exonéré 900 000,00 25,84 % signé",
        "60 000,00 1,72 % pressenti",
        "Total du financement 3 482 650,00 100,00 % 2 015 810,85",
        "Coût du film (devis v11) 3 482 650,00",
        "Écart 0,00 financement moins coût",
        "816 151,50 23,43 %",
        "2 606 498,50 74,84 %",
        "Si la décision du 30/04/2027 est négative",
        "voir page 2, compte 90",
        "dépenses au Luxembourg ≥ 522 397,50 €",
        "Devis récapitulatif version 11, devis agréé du 08/01/2027",
        "23 Équipe – préparation et tournage 742 600,00 21,32 % 369 558,50 278 323,00 94 718,50",
        "12 Droits musicaux et musique originale 41 500,00 1,19 % 16 600,00 24 900,00 –",
        "Coût total du film 3 482 650,00 100,00 % 1 776 151,50 1 184 101,00 522 397,50",
    ):
        assert words in text, words
    assert financing_plan(plan(), "fr") == paper, "the same record gives the same bytes"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "nl",
            (
                "Financieringsplan",
                "verhoopt",
                "Totale financiering 3 482 650,00",
                "waarvan Luxembourg",
                "Verschil 0,00",
            ),
        ),
        (
            "en",
            ("Financing plan", "hoped for", "Total financing 3,482,650.00 100.00%", "of which France", "Gap 0.00"),
        ),
    ],
)
def test_dutch_and_english(language: str, words: tuple[str, ...]) -> None:
    text = flat(financing_plan(plan(), language))
    for expected in words:
        assert expected in text, expected


def test_without_a_budget_it_says_so_on_one_page() -> None:
    paper = financing_plan(replace(plan(), topsheet=None, is_frozen=False), "fr")
    assert pages_of(paper) == 1
    assert "pas encore de devis" in text_of(paper) and "en projet" in text_of(paper)


def test_a_gap_is_printed_whatever_it_is() -> None:
    dearer = replace(topsheet(), total=Money.parse("3494650.00"))
    assert "Écart −12 000,00" in flat(financing_plan(replace(plan(), topsheet=dearer), "fr"))


def test_nothing_at_risk_is_said_too() -> None:
    assert (
        risk_in_words(replace(plan(), groups=plan().groups[1:]), "nl") == "De volledige financiering is bevestigd."
    )


def test_the_workbook_has_living_totals() -> None:
    sheets = sheets_of(financing_plan_xlsx(plan(), "fr"))
    rows = sheets["Plan de financement"]
    assert rows[0][:4] == ["Pays", "Source", "Nature", "Montant"]
    assert rows[2][:4] == ["Belgique", "Tax Shelter", "investissement exonéré", Decimal(900_000)]
    assert rows[9][1] == "Total du financement" and rows[9][3] == "=SUM(D2:D9)"
    assert rows[11][1] == "Écart" and rows[11][3] == "=D10-D11"
