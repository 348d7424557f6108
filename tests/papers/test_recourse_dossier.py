"""The dossier in three languages: everything it is given, and the same bytes for the same content."""

from datetime import datetime
from typing import Any

import pytest

from coulisse.papers.recourse_dossier import (
    Exchanged,
    Finding,
    Paper,
    RecourseDossier,
    Step,
    recourse_dossier,
)
from tests.papers.reading import text_of

AT = datetime(2027, 3, 15, 16, 40)


def a_dossier(**values: Any) -> RecourseDossier:
    fields: dict[str, Any] = {
        "number": "D-2027-001",
        "title": "Archives de la rue Haute",
        "house": "Médiane TV",
        "body": "Conseil de déontologie journalistique (CDJ)",
        "body_lines": ["lecdj.be"],
        "complainant": "Anne Collard",
        "complainant_lines": ["Rue des Écluses 14", "5000 Namur"],
        "programme": "Plein Jour, 14/03/2027, 20:52",
        "references": ["2027-0315-07"],
        "owner": "Marc-Olivier Lejeune",
        "outcome": "en partie fondée",
        "outcome_reason": "Un avertissement manquait.",
        "at": AT,
        "findings": [Finding("Dans les deux mois", "unmet", "15/05/2027", "14/05/2027", "lecdj.be", "H")],
        "steps": [Step(AT, "Marc-Olivier Lejeune", "Dossier ouvert")],
        "messages": [
            Exchanged(AT, "in", "courriel", "2027-0315-07", "Anne Collard", "Hier", "Bonjour 🙂\n\nVoilà.")
        ],
        "papers": [Paper(1, "courriel.eml", AT, 23456, "ab" * 32)],
        **values,
    }
    return RecourseDossier(**fields)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("non remplie", "Chronologie")),
        ("nl", ("niet vervuld", "Tijdlijn")),
        ("en", ("not met", "Chronology")),
    ],
)
def test_it_holds_everything_and_is_the_same_twice(language: str, words: tuple[str, ...]) -> None:
    paper = recourse_dossier(a_dossier(), language)
    assert paper == recourse_dossier(a_dossier(), language)
    text = text_of(paper)
    for word in (*words, "D-2027-001", "Anne Collard", "14/05/2027", "courriel.eml", "ab" * 8, "Voilà."):
        assert word in text


def test_without_recourse_or_paper_it_says_so() -> None:
    text = text_of(recourse_dossier(a_dossier(findings=[], papers=[]), "fr"))
    assert "rien n’a été vérifié" in text and "Aucune pièce" in text
