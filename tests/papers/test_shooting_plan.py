"""The plan on one A3: every strip, the totals of the engine, the reader's language."""

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest

from coulisse.engines.daysout import days_out
from coulisse.papers.board import Board, Role, ShootingDay, Strip, StripOutsideDays, ground_of
from coulisse.papers.shooting_plan import shooting_plan, shooting_plan_xlsx
from tests.engines.daysout.la_drache import calendar, elements
from tests.papers.plan_of_la_drache import board
from tests.papers.reading import cells_typed, pages_of, sheets_of, text_of


def test_la_drache_is_one_a3_with_every_strip() -> None:
    pdf = shooting_plan(board(), "fr")
    (page,) = pypdfium2.PdfDocument(pdf)
    assert [round(points / 72 * 25.4) for points in page.get_size()] == [420, 297]
    text = text_of(pdf)
    for strip in board().strips:
        assert ", ".join(strip.scenes) in text
    assert "version 9, établi le mardi 16 mars 2027 à 17:30" in text
    assert "99 1/8" in text
    assert "99′20″" in text
    assert "ANNULÉ 16/03" in text


def test_the_days_of_each_role_are_those_of_the_engine() -> None:
    table = days_out(calendar(), elements())
    plan = board()
    assert [plan.days_of(role) for role in plan.cast] == [row.totals.work for row in table.rows]
    assert sum(plan.days_of(role) for role in plan.cast) == table.totals.work == 95


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("Plan de travail", "Pré-minutage", "Figuration", "NUIT", "remplace v8")),
        ("nl", ("Opnameplan", "Voortiming", "Figuratie", "NACHT", "vervangt v8", "dinsdag 16 maart 2027")),
        ("en", ("Shooting plan", "Timing", "Extras", "NIGHT", "replaces v8", "Tuesday 16 March 2027")),
    ],
)
def test_it_speaks_the_language_of_its_reader(language: str, words: tuple[str, ...]) -> None:
    text = text_of(shooting_plan(board(), language))
    for word in words:
        assert word in text


def large(days: int, strips_a_day: tuple[int, ...], roles: int) -> Board:
    """A plan as large as asked, of the strips of La Drache again and again."""
    plan = board()
    dates = [date(2027, 2, 1) + timedelta(days=7 * (n // 5) + n % 5) for n in range(days)]
    cast = [Role(str(n + 1), plan.cast[n % 12].name, plan.cast[n % 12].actor) for n in range(roles)]
    strips: list[Strip] = []
    for number in range(1, days + 1):
        for _ in range(strips_a_day[number % len(strips_a_day)]):
            model = plan.strips[len(strips) % len(plan.strips)]
            present = tuple(str((int(role) + 5 * len(strips)) % roles + 1) for role in model.roles)
            strips.append(replace(model, day=number, roles=present))
    shooting = [ShootingDay(number, day) for number, day in enumerate(dates, start=1)]
    return replace(plan, days=shooting, strips=strips, cast=cast)


@pytest.mark.parametrize(
    ("days", "strips_a_day", "roles"),
    [
        pytest.param(45, (1,), 22, id="45 days, 22 roles"),
        pytest.param(45, (2, 2, 3), 22, id="105 strips"),
        pytest.param(45, (1,), 12, id="45 days, 12 roles"),
        pytest.param(20, (2,), 16, id="short, many roles"),
        pytest.param(3, (1,), 1, id="a short film"),
    ],
)
def test_it_keeps_to_one_page(days: int, strips_a_day: tuple[int, ...], roles: int) -> None:
    assert pages_of(shooting_plan(large(days, strips_a_day, roles), "fr")) == 1


def test_a_plan_without_strips_is_still_a_paper() -> None:
    empty = replace(board(), strips=[], change="", made_by=[])
    assert pages_of(shooting_plan(empty, "nl")) == 1


def test_a_strip_outside_the_days_is_refused() -> None:
    with pytest.raises(StripOutsideDays):
        shooting_plan(replace(board(), days=board().days[:-1]), "fr")


def test_markup_and_formulas_stay_text() -> None:
    plan = board()
    trap = replace(plan.strips[0], set_name="#strong[x]", note="=1+1", synopsis="=HYPERLINK(1)")
    risky = replace(plan, strips=[trap, *plan.strips[1:]])
    assert "#strong[x]" in text_of(shooting_plan(risky, "fr"))
    book = shooting_plan_xlsx(risky, "fr")
    assert cells_typed(book, "f") == 0
    assert "=1+1" in [cell for row in sheets_of(book)["Bandes"] for cell in row]


def test_the_workbook_holds_the_cross_and_the_strips() -> None:
    sheets = sheets_of(shooting_plan_xlsx(board(), "fr"))
    cross, strips = sheets["Jours × rôles"], sheets["Bandes"]
    assert [row[-1] for row in cross[1:]] == [board().days_of(role) for role in board().cast]
    assert cross[1][3] == "1, 2, 3"
    assert len(strips) == 1 + 42
    assert sum(row[9] for row in strips[1:] if isinstance(row[9], int)) == 793


@pytest.mark.parametrize(
    ("inside", "effect", "ground"),
    [
        ("INT", "day", "int-day"),
        ("EXT", "morning", "ext-day"),
        ("INT/EXT", "night", "ext-night"),
        ("INT", "evening", "int-evening"),
        ("EXT", "dawn", "ext-evening"),
        ("EXT", "plus tard", "ext-day"),
    ],
)
def test_one_colour_for_inside_and_light(inside: str, effect: str, ground: str) -> None:
    assert ground_of(Strip(1, inside, effect)) == ground


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert shooting_plan(board(), "fr") == shooting_plan(board(), "fr")
