"""The two pages of the call sheet: everything of the record, in the reader's language, nothing left blank."""

from dataclasses import replace

import pytest

from coulisse.papers.call_sheet import CallSheet, Hours, Revision, call_sheet, differences
from coulisse.papers.call_sheet.page import page_data, tightness
from coulisse.papers.call_sheet.words import WORDS
from tests.papers.call_sheet.rectified import SHEET, pages_of, smoothed
from tests.papers.la_drache import FIRST, SECOND_AT, heavy, hour

LANGUAGES = ("fr", "nl", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", [FIRST, SHEET, heavy()], ids=["first", "rectified", "heavy"])
def test_it_is_two_pages(sheet: CallSheet, language: str) -> None:
    assert len(pages_of(call_sheet(sheet, language))) == 2


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (
            "fr",
            [
                "Feuille de service n° 15",
                "mercredi 17 mars 2027",
                "un film d’Arnaud Delvigne",
                "Rectificatif n° 2",
                "remplace le rectificatif n° 1 du 16/03/2027 à 21:10",
                "PAT 08:00 → 08:30 (séq. 27)",
                "Non disponible",
                "50,26° N 4,91° E",
                "nouvelle, pages roses",
                "propres moyens",
                "4 séquences 3 5/8 5′00″",
            ],
            [
                "34 personnes, convocation à la base (lieu C)",
                "J 16 · jeudi 18 mars · PAT 08:00 (prévision)",
                "Validée par Solange De Backer, directrice de production, le 17/03/2027 à 07:00 · envoyée à "
                "34 + 6 + 18 personnes · accusé de lecture demandé",
            ],
        ),
        (
            "nl",
            [
                "Callsheet nr. 15",
                "woensdag 17 maart 2027",
                "Rechtzetting nr. 2",
                "Niet beschikbaar",
                "4,91° O",
                "nieuw, roze blz.",
                "DAG",
                "eigen vervoer",
                "4 scènes 3 5/8 5′00″",
            ],
            ["34 personen, oproep aan de basis (locatie C)", "D 16 · donderdag 18 maart · PAT 08:00 (voorlopig)"],
        ),
        (
            "en",
            [
                "Call sheet no. 15",
                "Wednesday 17 March 2027",
                "Revision no. 2",
                "Not available",
                "4.91° E",
                "new, pink pages",
                "4 scenes 3 5/8 5′00″",
            ],
            ["34 people, call at base (place C)", "D 16 · Thursday 18 March · PAT 08:00 (provisional)"],
        ),
    ],
)
def test_it_speaks_the_language_of_its_reader(language: str, first: list[str], second: list[str]) -> None:
    one, two = (smoothed(text) for text in pages_of(call_sheet(SHEET, language)))
    for words in first:
        assert words in one
    for words in second:
        assert words in two


def test_it_holds_everybody_and_everything() -> None:
    text = smoothed(" ".join(pages_of(call_sheet(SHEET, "fr"))))
    names = [member.name for department in SHEET.crew for member in department.members]
    names += [role.actor for role in SHEET.cast] + [role.name for role in SHEET.cast]
    assert [name for name in names if name not in text] == []
    for words in (
        "0470 00 01 04",
        "CHU UCL Namur – site de Dinant",
        "112",
        "Salle du Collège",
        "06:50 gare de Dinant",
        "allergie arachide",
        "Mineure de 15 ans",
        "Défibrillateur",
        "Libre – tête-à-tête",
        "bureau",
    ):
        assert words in text


def test_a_known_weather_comes_with_its_hours_and_its_source() -> None:
    text = smoothed(pages_of(call_sheet(FIRST, "fr"))[0])
    assert "Pluie éparse" in text
    assert "70 %" in text
    assert "Source : IRM, bulletin du 16/03 17:00, lu à 18:32" in text
    assert "Rectificatif" not in text


def test_what_nobody_knows_is_said() -> None:
    role = replace(FIRST.cast[0], pat=None, hair=None, pick_up=None)
    sheet = replace(
        FIRST,
        hours=Hours(),
        sun=None,
        weather=None,
        hospital=None,
        catering=None,
        validation=None,
        safety=(),
        cast=(role,),
        scenes=(replace(FIRST.scenes[0], seconds=None),),
        places=(replace(FIRST.places[0], parking=""),),
    )
    first, second = (smoothed(text) for text in pages_of(call_sheet(sheet, "fr")))
    assert first.count("Non disponible") == 4  # sun, weather, hospital, meals
    assert first.count("n.d.") == 9  # four hours, the parking, a length and its sum, PAT and pick-up of a role
    assert "PROJET" in second
    assert "Projet, non validé" in second
    assert "Rien à signaler." in second


def test_a_hundred_changes_do_not_swallow_the_page() -> None:
    crew = tuple(
        replace(department, members=tuple(replace(one, call=hour("05:00")) for one in department.members))
        for department in FIRST.crew
    )
    revision = Revision(1, 0, SECOND_AT)
    sheet = differences(FIRST, replace(FIRST, crew=crew, revision=revision)).sheet
    banner = page_data(sheet, "fr")["banner"]
    assert banner["line"] == "remplace la première version du 16/03/2027 à 21:10 – la détruire"
    assert len(banner["changes"]) <= 8
    assert banner["changes"][-1].endswith("autres changements, marqués d’un triangle")
    assert len(pages_of(call_sheet(sheet, "fr"))) == 2


def test_a_heavy_day_is_set_tighter() -> None:
    assert tightness(FIRST) == (0, 0)
    assert min(tightness(heavy())) >= 1


def test_a_day_too_heavy_for_two_pages_runs_on() -> None:
    assert len(pages_of(call_sheet(heavy(scenes=40, roles=60), "fr"))) > 2


def test_long_texts_tighten_the_page_too() -> None:
    wordy = tuple(replace(scene, summary=(f"{scene.summary} " * 5).strip()) for scene in FIRST.scenes)
    assert len(pages_of(call_sheet(replace(FIRST, scenes=wordy), "fr"))) == 2


def test_it_reads_no_markup() -> None:
    sheet = replace(FIRST, film="#strong[x] & $1+1$", safety=("*a* _b_ <c>",))
    first, second = pages_of(call_sheet(sheet, "fr"))
    assert "#strong[x] & $1+1$" in first
    assert "*a* _b_ <c>" in second


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert call_sheet(SHEET, "nl") == call_sheet(SHEET, "nl")


def test_the_three_catalogues_say_the_same_things() -> None:
    def keys(words: dict[str, object]) -> set[str]:
        return {f"{name}.{key}" for name, value in words.items() if isinstance(value, dict) for key in value} | {
            *words
        }

    assert keys(WORDS["fr"]) == keys(WORDS["nl"]) == keys(WORDS["en"])
    for name, value in WORDS["fr"].items():
        if isinstance(value, tuple):
            assert len(value) == len(WORDS["nl"][name]) == len(WORDS["en"][name])
