"""The production report: one page, planned beside real, and « non relevé » for what nobody measured."""

from dataclasses import replace
from datetime import time

import pypdfium2
import pytest

from coulisse.papers.call_sheet import Span
from coulisse.papers.production_report import Count, Incident, IncidentKind, production_report
from coulisse.papers.production_report.page import gap, page_data
from coulisse.papers.production_report.words import WORDS
from tests.papers.la_drache_report import CHILD, REPORT, hour


def pages_of(paper: bytes) -> list[str]:
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper))
    return [" ".join(text.split()) for text in pages]


def page_of(paper: bytes) -> str:
    (page,) = pages_of(paper)
    return page


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "fr",
            [
                "Rapport de production",
                "mercredi 17 mars 2027",
                "réalisation Arnaud Delvigne",
                "Prêt à tourner 08:30 09:10 +40 min",
                "Coupure repas 12:30–13:30 13:05–14:05 +35 min",
                "Prévu J15",
                "Pages 3 5/8 2 2/8 43 56 1/8",
                "Pré-minutage des mêmes séquences 5′00″ 3′10″ 43′25″ 55′55″",
                "Cartes image / son – 4 / 1 61 / 14 –",
                "non tournée → J16",
                "Total 3 5/8 2 2/8 5′00″ 3′40″ 27",
                "Total 8:15",
                "Seuil : 11 h de travail par jour, repas déduit (paramètre daté, CP 303.01",
                "Repos < 11 h si la convocation du 18/03 reste à 06:30 (10:40 pour F. Magnée, E. Smets).",
                "Heures supplémentaires (6 pers.) à chiffrer",
                "Caisse : 3 tickets 87,45 €",
                "Repas commandés / servis 61 / 60",
                "à déclarer à l’assurance",
                "signé 19:40",
                "clos le 17/03/2027 à 19:40",
            ],
        ),
        (
            "nl",
            [
                "Productierapport",
                "woensdag 17 maart 2027",
                "Draaiklaar 08:30 09:10 +40 min",
                "niet gedraaid → D16",
                "Rust < 11 u als de oproep van 18/03 op 06:30 blijft",
                "Kas: 3 tickets 87,45 €",
                "aan te geven bij de verzekering",
                "getekend 19:40",
            ],
        ),
        (
            "en",
            [
                "Production report",
                "Wednesday 17 March 2027",
                "Ready to shoot 08:30 09:10 +40 min",
                "not shot → D16",
                "Rest < 11 h if the call of 18/03 stays at 06:30",
                "Till: 3 receipts €87.45",
                "to be declared to the insurer",
                "signed 19:40",
            ],
        ),
    ],
)
def test_it_is_one_page_in_the_language_of_its_reader(language: str, expected: list[str]) -> None:
    text = page_of(production_report(REPORT, language))
    assert [words for words in expected if words not in text] == []


def test_it_names_everybody_and_tells_every_incident() -> None:
    text = page_of(production_report(REPORT, "fr"))
    for words in ("SŒUR AGNÈS", "Gilles Remacle", "Elke Smets", "genou contusionné", "Talkie n° 17", "Ronin 2"):
        assert words in text


def test_what_nobody_measured_says_so() -> None:
    unmeasured = replace(
        REPORT,
        weather=None,
        hours=tuple(replace(one, real=None) for one in REPORT.hours),
        scenes=tuple(replace(one, useful_seconds=None) for one in REPORT.scenes),
        progress=replace(REPORT.progress, picture_cards=Count(None, None, None), sound_cards=Count(None, 1, 14)),
        meals_served=None,
        cash_cents=None,
        closed_at=None,
    )
    text = page_of(production_report(unmeasured, "fr"))
    assert "Convocation équipe 06:30 non relevé" in text
    assert "61 / non relevé" in text
    assert "non relevé / 1" in text
    # The weather, six hours, three scenes and their sum, two of the cards, meals, the till.
    assert text.lower().count("non relevé") - text.lower().count("non relevée") == 15
    assert "projet du 17/03/2027" in text


def test_a_role_that_was_called_and_not_used_has_dashes_and_not_holes() -> None:
    (row,) = [row for row in page_data(REPORT, "fr")["cast"]["rows"] if row[0] == "9"]
    assert row[3:] == ["13:20", "13:45", "–", "–", "18:20"]


def test_children_are_listed_with_their_hours_and_a_stay_too_long_is_marked() -> None:
    nobody_saw = replace(CHILD, name="Noé Petit", left=None)
    record = replace(REPORT, minors=(CHILD, nobody_saw))
    text = page_of(production_report(record, "fr"))
    assert "Léa Dubois" in text
    assert "avec sa mère · permis : 6:00" in text
    rows = page_data(record, "fr")["minors"]["rows"]
    assert [row["cells"][2:] for row in rows] == [
        ["09:00", "15:40", "6:40"],
        ["09:00", "non relevé", "non relevé"],
    ]
    assert [row["is-over"] for row in rows] == [True, False]


def test_a_quiet_day_says_that_it_was_quiet() -> None:
    text = page_of(production_report(replace(REPORT, incidents=(), beyond=(), rest=(), cause=""), "fr"))
    assert "Aucun incident signalé." in text
    assert "Personne au-delà du seuil." in text
    assert "Heures supplémentaires" not in text


def test_a_full_day_stays_one_page() -> None:
    full = replace(
        REPORT,
        scenes=REPORT.scenes * 3,
        cast=REPORT.cast * 2,
        incidents=REPORT.incidents * 2,
        beyond=REPORT.beyond * 2,
        minors=(CHILD,),
    )
    assert len(pages_of(production_report(full, "fr"))) == 1


def test_a_day_that_no_page_holds_runs_on_and_loses_nothing() -> None:
    many = tuple(Incident(hour("10:00"), IncidentKind.OTHER, f"Fait n° {number}.") for number in range(80))
    pages = pages_of(production_report(replace(REPORT, incidents=many), "fr"))
    assert len(pages) > 1
    assert "Fait n° 79." in " ".join(pages)
    assert "Directrice de production" in pages[-1]


@pytest.mark.parametrize(
    ("planned", "real", "minutes"),
    [
        (time(6, 30), time(6, 30), 0),
        (time(18, 30), time(18, 10), -20),
        (time(23, 50), time(0, 20), 30),
        (time(0, 20), time(23, 50), -30),
        (Span(time(12, 30), time(13, 30)), Span(time(13, 5), time(14, 5)), 35),
        (None, time(6, 0), None),
    ],
)
def test_the_gap_is_counted_across_midnight(
    planned: time | Span | None, real: time | Span | None, minutes: int | None
) -> None:
    assert gap(planned, real) == minutes


def test_the_same_report_gives_the_same_bytes() -> None:
    assert production_report(REPORT, "nl") == production_report(REPORT, "nl")


def test_the_three_catalogues_say_the_same_things() -> None:
    def keys(words: dict[str, object]) -> set[str]:
        return {f"{name}.{key}" for name, value in words.items() if isinstance(value, dict) for key in value} | {
            *words
        }

    assert keys(WORDS["fr"]) == keys(WORDS["nl"]) == keys(WORDS["en"])
    for name, value in WORDS["fr"].items():
        if isinstance(value, tuple):
            assert len(value) == len(WORDS["nl"][name]) == len(WORDS["en"][name])
