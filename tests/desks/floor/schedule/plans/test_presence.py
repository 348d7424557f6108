"""Scenario E9: the plan and the day out of days count alike, and the plan is one A3 page."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.crew.models import Casting
from coulisse.desks.floor.schedule.models import Day, Strip
from coulisse.desks.floor.schedule.queries.arrangement import arrangement_of
from coulisse.desks.floor.schedule.queries.plan_paper import dood_of, plan_of
from coulisse.desks.floor.schedule.queries.presence import attendance_of
from coulisse.engines.daysout import DayKind, Reason
from coulisse.papers.dood import dood_xlsx
from coulisse.papers.shooting_plan import shooting_plan
from tests.cast import AT, Cast
from tests.desks.floor.la_drache import Drache, shoot
from tests.desks.floor.schedule.plans.figures import PRINTED, events

A3 = (1190.55, 841.89)


@pytest.fixture
def drache(cast: Cast) -> Drache:
    return shoot(cast)


@pytest.mark.django_db
def test_the_table_counts_what_the_printed_one_counts(drache: Drache) -> None:
    events(drache)
    found = attendance_of(arrangement_of(drache.v9))
    counts = {
        role.number: (row.totals.work, row.totals.hold)
        for role, row in zip(found.roles, found.table.rows, strict=True)
    }
    assert counts == PRINTED
    totals = found.table.totals
    assert (totals.work, totals.hold, totals.travel, totals.fitting) == (95, 38, 3, 6)
    assert found.cancelled == (14,)
    assert found.drop_after == 5


@pytest.mark.django_db
def test_the_plan_and_the_table_count_the_same_days(drache: Drache) -> None:
    arrangement = arrangement_of(drache.v9)
    found = attendance_of(arrangement)
    plan = plan_of(arrangement, joined=True)
    by_table = {role.name: row.totals.work for role, row in zip(found.roles, found.table.rows, strict=True)}
    assert {role.name: plan.days_of(role) for role in plan.cast} == by_table


@pytest.mark.django_db
def test_the_plan_is_one_a3_page_and_holds_every_scene(drache: Drache) -> None:
    arrangement = arrangement_of(drache.v9)
    plan = plan_of(arrangement, joined=True)
    document = pypdfium2.PdfDocument(shooting_plan(plan, "fr"))
    assert len(document) == 1
    assert [round(length) for length in document[0].get_size()] == [round(length) for length in A3]
    placed = [number for strip in plan.strips for number in strip.scenes]
    held = [strip.number for day in arrangement.shot_days for strip in arrangement.scenes_of(day.pk)]
    assert placed == held


@pytest.mark.django_db
def test_a_role_is_released_and_taken_up_again(drache: Drache) -> None:
    found = attendance_of(arrangement_of(drache.v9))
    adele = next(row for role, row in zip(found.roles, found.table.rows, strict=True) if role.number == 3)
    codes = {cell.day: cell.code for cell in adele.cells if cell.code}
    assert codes == {
        date(2027, 3, 25): "SW",
        date(2027, 3, 26): "H",
        date(2027, 3, 30): "H",
        date(2027, 3, 31): "H",
        date(2027, 4, 1): "WD",
        date(2027, 4, 9): "PWF",
    }
    assert next(cell for cell in adele.cells if cell.day == date(2027, 3, 29)).why == (Reason.COMPANY_OFF,)


@pytest.mark.django_db
def test_who_is_not_held_waits_unpaid(drache: Drache) -> None:
    Casting.objects.filter(role=drache.roles[2]).update(hold_allowed=False)
    found = attendance_of(arrangement_of(drache.v9))
    victor = next(row for role, row in zip(found.roles, found.table.rows, strict=True) if role.number == 2)
    assert (victor.totals.work, victor.totals.hold) == (19, 0)


@pytest.mark.django_db
def test_easter_monday_is_a_holiday_and_a_saturday_a_weekend(drache: Drache) -> None:
    calendar = {one.day: one for one in attendance_of(arrangement_of(drache.v8)).table.days}
    assert calendar[date(2027, 3, 29)].kind is DayKind.HOLIDAY
    assert calendar[date(2027, 3, 27)].kind is DayKind.WEEKEND
    assert calendar[date(2027, 3, 18)].number == 16


@pytest.mark.django_db
def test_a_day_of_another_kind_holds_nobody(drache: Drache) -> None:
    """ADÈLE waits on J22 to J24: a hiatus between them is no hold."""
    Day.objects.filter(board=drache.v9, number=23).update(kind=Day.Kind.HIATUS)
    Strip.objects.filter(day__board=drache.v9, day__number=23).update(day=None)
    found = attendance_of(arrangement_of(drache.v9))
    adele = next(row for role, row in zip(found.roles, found.table.rows, strict=True) if role.number == 3)
    assert adele.totals.hold == 2


@pytest.mark.django_db
def test_the_same_extras_serve_all_the_scenes_of_a_day(drache: Drache) -> None:
    crowd = Element.objects.create(
        production=drache.production, category=Category.EXTRA, name="Passants", key="passants"
    )
    for scene, heads in (("27", 12), ("28", 6)):
        Tag.objects.create(scene=drache.scenes[scene], element=crowd, quantity=heads, made_at=AT)
    found = attendance_of(arrangement_of(drache.v9))
    by_day = dict(zip((one.day for one in found.table.days), found.extras, strict=True))
    assert by_day[date(2027, 3, 17)] == 12
    assert sum(found.extras) == 12


@pytest.mark.django_db
def test_a_second_unit_has_numbers_of_its_own_on_papers(drache: Drache) -> None:
    Day.objects.create(board=drache.v9, date=date(2027, 3, 18), unit="B", number=1)
    arrangement = arrangement_of(drache.v9)
    day = next(day for day in arrangement.shot_days if day.unit)
    assert arrangement.numbers[day.pk] == 101


@pytest.mark.django_db
def test_a_paper_of_a_what_if_says_so_and_a_minor_is_told_to_few(drache: Drache) -> None:
    arrangement = arrangement_of(drache.v9)
    attendance = attendance_of(arrangement)
    open_record, closed = (dood_of(arrangement, attendance, private=private) for private in (True, False))
    assert [role.name for role in open_record.roles if role.is_minor] == ["LÉO"]
    assert not any(role.is_minor for role in closed.roles)
    assert open_record.version != "9"
    assert plan_of(arrangement_of(drache.v8)).version == "8"


@pytest.mark.django_db
def test_the_workbook_holds_the_same_counts(drache: Drache) -> None:
    arrangement = arrangement_of(drache.v9)
    record = dood_of(arrangement, attendance_of(arrangement), private=True)
    sheet = load_workbook(BytesIO(dood_xlsx(record, "fr"))).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    work = rows[0].index("Travail")
    counted = {int(str(row[0])): row[work] for row in rows[1:13]}
    assert counted == {number: days for number, (days, _hold) in PRINTED.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("scenes", [0, 40])
def test_reading_a_board_takes_as_many_queries_whatever_its_length(
    drache: Drache, scenes: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Strip.objects.filter(pk__in=Strip.objects.filter(board=drache.v9).values("pk")[scenes:]).delete()
    with django_assert_num_queries(7):
        arrangement = arrangement_of(drache.v9)
        attendance_of(arrangement)
        [arrangement.place_name(strip, None) for strip in arrangement.scenes]
