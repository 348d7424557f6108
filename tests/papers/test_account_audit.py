"""The audit of an account: facts with n and interval, in three languages; nothing said of too little."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Final

import pytest

from coulisse.papers.account_audit import (
    AuditRecord,
    ChangeTold,
    FormatTold,
    HoursTold,
    HourTold,
    SilenceTold,
    account_audit,
    facts_of,
)
from coulisse.papers.reporting import report_csv, report_pdf
from tests.papers.reading import text_of

FIRST: Final = date(2027, 1, 16)
AUDIT: Final = AuditRecord(
    account="Instagram · festivalcapsambre",
    house="Meuse & Fils Films SRL",
    writer="Inès Ouali",
    at=datetime(2027, 4, 16, 10),
    first=FIRST,
    last=date(2027, 4, 15),
    metric="Interactions",
    definition="Somme des réactions.",
    n=64,
    per_week=Fraction(64 * 7, 90),
    weeks=tuple((date(2027, 1, 11) + timedelta(weeks=at), 0 if at in {6, 7} else 6) for at in range(14)),
    silence=SilenceTold(16, date(2027, 2, 20), date(2027, 3, 8)),
    formats=(
        FormatTold("reel", 20, 20, Fraction(180), 150, 220, True),
        FormatTold("photo", 30, 30, Fraction(90), 80, 105, True),
        FormatTold("story", 3, 3, Fraction(900), None, None, False),
    ),
    hours=HoursTold(
        "enough", 64, 100.0, (HourTold(20, 1, 18, 1.9, 1.5, 2.4),), (HourTold(14, 1, 12, 0.4, 0.3, 0.6),)
    ),
    sources=("ig-90-jours.csv",),
)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_it_prints_in_each_language(language: str) -> None:
    text = text_of(report_pdf(account_audit(AUDIT, language)))
    dot = "." if language == "en" else ","
    for words in (
        "festivalcapsambre",
        "64",
        f"5{dot}0",
        f"0{dot}4",
        f"1{dot}9",
        "ig-90-jours.csv",
        "n = 12",
        "n = 20",
    ):
        assert words in text, words


def test_facts_carry_their_n_and_their_interval() -> None:
    facts = [line.replace("\u202f", " ").replace("\u00a0", " ") for line in facts_of(AUDIT, "fr")]
    assert facts[0] == "64 posts en 90 jours, soit 5,0 par semaine."
    assert facts[2] == "Le plus long silence dure 16 jours, du 20/02/2027 au 08/03/2027."
    assert "médiane 180 (entre 150 et 220 95 fois sur 100, n = 20) contre 90" in facts[3]
    assert "de 14 h à 15 h : 0,4 fois l’ordinaire (entre 0,3 et 0,6 95 fois sur 100, n = 12)" in facts[-1]


def test_overlapping_formats_are_not_ranked_and_few_hours_not_judged() -> None:
    alike = (replace(AUDIT.formats[0], low=70), replace(AUDIT.formats[1], high=190))
    few = replace(AUDIT, formats=alike, hours=HoursTold("not_enough_data", 12, None, (), ()))
    facts = facts_of(few, "en")
    assert "No format stands out" in facts[3]
    assert facts[-1] == "Not enough data about the hours (n = 12)."


def test_two_audits_stand_side_by_side() -> None:
    changes = (
        ChangeTold("reel", 12, Fraction(90), 20, Fraction(180), "more"),
        ChangeTold("", 2, None, 0, None, "not_enough_data"),
    )
    both = replace(
        AUDIT, before=(date(2026, 10, 1), date(2026, 12, 29)), changes=changes, per_week_before=Fraction(3)
    )
    document = account_audit(both, "fr")
    text = text_of(report_pdf(document))
    assert "Depuis l’audit du 01/10/2026 au 29/12/2026" in text
    assert (
        "plus qu’avant" in text and "pas assez de données" in text and "avant : 3,0" in text.replace("\u202f", " ")
    )
    assert "reel" in report_csv(document).decode("utf-8-sig")
