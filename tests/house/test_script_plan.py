"""`coulisse script plan`: from a screenplay to the papers of its first plan, in a folder, without a database."""

import io
import json
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coulisse.engines.breakdown import lexicon
from coulisse.formats.fdx import read_fdx
from coulisse.formats.manuscript import read_manuscript
from coulisse.house import planning
from coulisse.house.command_line import main
from coulisse.house.commands import script
from coulisse.house.planning import NothingToShoot, Plan, Terms, papers_of, plan_of
from coulisse.house.planning.lettering import area_of
from coulisse.house.planning.records import CATEGORIES
from coulisse.house.planning.script import THROUGH_THE_DAY
from coulisse.kernel.holidays import holidays
from coulisse.kernel.language import SPOKEN
from coulisse.kernel.times import BRUSSELS
from tests.papers.reading import pages_of, sheets_of, text_of

LA_DRACHE = Path(planning.__file__).parents[1] / "sample" / "files" / "la-drache.fountain"
AT = datetime(2027, 1, 11, 9, 0, tzinfo=BRUSSELS)
TERMS = Terms(date(2027, 3, 22), AT, "Sans titre")
SMALL = """Title: La Drache
Credit: un film de
Author: Arnaud Delvigne

EXT. QUAI, PONTON - JOUR #1#

= Léo attend sur le ponton.

LÉO (12 ans) ouvre un parapluie. Deux chiens passent.

LÉO
Il pleut.

INT. CAFÉ - NUIT #2A#

VICTOR
Encore.

LÉO
Toujours.

EXT. QUAI, BERGE - JOUR #3#

VICTOR
Viens.
"""
EVERY_FILE = {
    "depouillement.xlsx",
    "plan-de-travail.pdf",
    "plan-de-travail.xlsx",
    "dood.pdf",
    "dood.xlsx",
    "one-liner.pdf",
    "feuille-de-service-J1.pdf",
    "scenario.fdx",
    "scenario.fountain",
}


def planned(text: str, terms: Terms = TERMS) -> Plan:
    return plan_of(read_manuscript(text.encode()), terms)


def run(text: str, folder: Path, *options: str) -> int:
    file = folder / "script.fountain"
    file.write_text(text, "utf-8")
    return main(["script", "plan", str(file), "--out", str(folder / "out"), *options])


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


# ---- the command ----------------------------------------------------------------------------------------------


def test_every_paper_is_written_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(SMALL, tmp_path, "--json", "--from", "2027-03-27") == 0
    document = printed(capsys)
    assert (
        {one["file"] for one in document["files"]}
        == EVERY_FILE
        == {one.name for one in (tmp_path / "out").iterdir()}
    )
    assert document["counts"] == {"scenes": 3, "roles": 2, "elements": 6, "days": 1, "eighths": 3}
    assert document["title"] == "La Drache"
    # A Saturday, then Easter Monday: the first day is the Tuesday.
    assert document["first_day"] == "2027-03-30"
    assert all(one["bytes"] and not one["replaced"] for one in document["files"])


def test_what_is_written_over_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(SMALL, tmp_path)
    capsys.readouterr()
    assert run(SMALL, tmp_path) == 0
    assert "  dood.pdf (replaced)" in capsys.readouterr().out.splitlines()
    assert {one.name for one in (tmp_path / "out").iterdir()} == EVERY_FILE


@pytest.mark.parametrize(
    ("language", "names"),
    [("nl", ("opnameplan.pdf", "callsheet-D1.pdf")), ("en", ("shooting-plan.pdf", "call-sheet-D1.pdf"))],
)
def test_files_are_named_in_the_language_of_their_reader(
    tmp_path: Path, language: str, names: tuple[str, ...]
) -> None:
    assert run(SMALL, tmp_path, "--language", language) == 0
    assert all((tmp_path / "out" / name).exists() for name in names)


def test_without_a_date_the_first_day_is_a_monday_to_come(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(SMALL, tmp_path, "--json") == 0
    first = date.fromisoformat(printed(capsys)["first_day"])
    assert first > datetime.now(BRUSSELS).date()
    assert first.weekday() == 0 or first - timedelta(days=first.weekday()) in holidays(first.year)


def test_standard_input_has_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"INT. BAR - DAG\n\nJAN\nJa.\n")))
    assert main(["script", "plan", "-", "--out", str(tmp_path), "--language", "nl", "--json"]) == 0
    assert printed(capsys)["title"] == "Zonder titel"


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), ("Il pleut.\n", "no-scene"), (".OMISE #1#\n", "no-scene"), ("%PDF-1.7", "not-text")],
)
def test_nothing_to_plan_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, code: str
) -> None:
    assert run(text, tmp_path, "--json") == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["error"]["code"] == code
    assert "Traceback" not in told.err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "out").write_text("a file")
    assert run(SMALL, tmp_path, "--json") == 1
    assert printed(capsys)["error"]["code"] == "unwritable"


def test_the_screenplay_itself_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "scenario.fountain"
    own.write_text(SMALL, "utf-8")
    assert main(["script", "plan", str(own), "--out", str(tmp_path), "--json"]) == 1
    assert printed(capsys)["error"]["code"] == "would-replace-the-script"
    assert [one.name for one in tmp_path.iterdir()] == ["scenario.fountain"]
    assert own.read_text("utf-8") == SMALL


@pytest.mark.parametrize("wrong", [("--from", "demain"), ("--from", "9999-12-31"), ("--eighths-per-day", "0")])
def test_wrong_usage(tmp_path: Path, wrong: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as left:
        run(SMALL, tmp_path, *wrong)
    assert left.value.code == 2


# ---- the plan -------------------------------------------------------------------------------------------------


def test_the_whole_of_la_drache() -> None:
    plan = planned(LA_DRACHE.read_text("utf-8"))
    assert (len(plan.scenes), plan.title, plan.director, plan.warnings) == (79, "La Drache", "Arnaud Delvigne", ())
    assert [role.name for role in plan.roles[:2]] == ["NOÉMIE", "VICTOR"]
    assert [role.name for role in plan.roles if role.age is not None] == ["LÉO"]
    shot = [scene.number for day in plan.days for scene in day.scenes]
    assert sorted(shot) == sorted(scene.number for scene in plan.scenes)
    for day in plan.days:
        assert sum(scene.eighths for scene in day.scenes) <= plan.most_eighths
        assert day.date.weekday() < 5
        lights = [THROUGH_THE_DAY.index(scene.effect) for scene in day.scenes]
        assert lights == sorted(lights)
        assert day.date not in holidays(day.date.year)


def test_roles_are_numbered_by_their_scenes_then_by_who_comes_first() -> None:
    assert [(role.number, role.name, role.scenes) for role in planned(SMALL).roles] == [
        ("1", "LÉO", ("1", "2A")),
        ("2", "VICTOR", ("2A", "3")),
    ]


def test_an_area_is_shot_together_and_a_short_day_joins_another() -> None:
    (day,) = planned(SMALL).days
    assert [scene.number for scene in day.scenes] == ["1", "3", "2A"]
    assert area_of("QUAI, PONTON") == area_of("QUAI, BERGE") == "QUAI"


def test_no_day_is_a_page_long_where_another_has_room() -> None:
    plan = planned(LA_DRACHE.read_text("utf-8"))
    lengths = [
        (sum(scene.eighths for scene in day.scenes), any(scene.is_night for scene in day.scenes))
        for day in plan.days
    ]
    for place, (length, night) in enumerate(lengths):
        others = [other for at, (other, dark) in enumerate(lengths) if at != place and dark is night]
        assert (
            length * 2 > plan.most_eighths or length + min(others, default=plan.most_eighths) > plan.most_eighths
        )


def test_scenes_without_a_number_get_one_and_are_told() -> None:
    plan = planned("INT. BAR - JOUR #4#\n\nA\nOui.\n\nINT. BAR\n\nA\nNon.\n")
    assert [scene.number for scene in plan.scenes] == ["4", "4A"]
    assert [(one["code"], one["where"]) for one in plan.warnings] == [
        ("number-given", "scene 2"),
        ("light-assumed", "scene 2"),
    ]
    fresh = planned("INT. BAR - JOUR\n\nINT. BAR - NUIT\n")
    assert [one["code"] for one in fresh.warnings] == ["numbers-given"]
    assert [one.number for one in read_fdx(papers_of(fresh, "fr")["scenario.fdx"]).records.paragraphs] == [
        "1",
        "2",
    ]


def test_a_scene_longer_than_a_day_has_one_and_is_told() -> None:
    plan = planned(LA_DRACHE.read_text("utf-8"), Terms(date(2027, 3, 22), AT, "", most_eighths=8))
    told = [one["detail"]["number"] for one in plan.warnings if one["code"] == "longer-than-a-day"]
    alone = [day.scenes[0].number for day in plan.days if len(day.scenes) == 1]
    assert told
    assert set(told) <= set(alone)


def test_a_day_is_as_long_by_the_command_as_by_the_plan() -> None:
    assert script.EIGHTHS_A_DAY == planning.EIGHTHS_A_DAY


def test_nothing_to_shoot() -> None:
    with pytest.raises(NothingToShoot):
        planned("Il pleut.\n")


def test_every_category_of_the_engine_has_its_sheet() -> None:
    known = {entry.category for language in SPOKEN for entry in lexicon.entries(language).values()}
    implied = {category for category, *_names in lexicon.IMPLIED.values()}
    assert known | implied <= set(CATEGORIES)
    for words in planning.WORDS.values():
        assert set(words["categories"]) == set(CATEGORIES)


# ---- the papers -----------------------------------------------------------------------------------------------


def test_the_breakdown_has_the_scenes_and_a_sheet_a_category() -> None:
    sheets = sheets_of(papers_of(planned(SMALL), "fr")["depouillement.xlsx"])
    assert {"Séquences", "Rôles", "Accessoires", "Animaux", "À propos"} <= set(sheets)
    assert [row[0] for row in sheets["Séquences"]] == ["Séq.", "1", "2A", "3"]
    assert [row[:3] for row in sheets["Rôles"][1:]] == [[1, "LÉO", 12], [2, "VICTOR", None]]
    (_, prop) = sheets["Accessoires"]
    assert prop[:4] == ["parapluie", 1, 1, "1"]
    (_, dogs) = sheets["Animaux"]
    assert dogs[2] == 2


def test_the_call_sheet_says_what_is_not_known() -> None:
    text = text_of(papers_of(planned(SMALL), "fr")["feuille-de-service-J1.pdf"])
    for words in ("PROJET", "Projet, non validé", "n.d.", "Non disponible", "un film d’Arnaud Delvigne", "LÉO"):
        assert words in text
    assert "mineur" in text


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_papers_speak_one_language_and_are_the_same_twice(language: str) -> None:
    plan = planned(SMALL)
    assert papers_of(plan, language) == papers_of(plan, language)


def test_hundreds_of_scenes_and_roles_run_on_over_more_sheets() -> None:
    long = "".join(
        f"INT. LIEU {n % 40} - JOUR #{n}#\n\nROLE {n % 230}\nOui.\n\nROLE {n % 7}\nNon.\n\n" for n in range(1, 261)
    )
    papers = papers_of(planned(long), "fr")
    assert pages_of(papers["plan-de-travail.pdf"]) > 2
    assert pages_of(papers["dood.pdf"]) > 2
    text = text_of(papers["plan-de-travail.pdf"])
    assert "ROLE 229" in text
    assert " – document" not in text


def test_signs_without_a_typeface_do_not_stop_the_papers() -> None:
    text = text_of(papers_of(planned("INT. BAR \N{BEER MUG} - JOUR\n\nZOÉ\nOui.\n"), "fr")["one-liner.pdf"])
    assert "BAR □" in text
