from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from coulisse.foundation.tasks import actions, queries
from coulisse.foundation.tasks.access import may_see
from coulisse.foundation.tasks.models import Task
from coulisse.foundation.tasks.queries import Wanted, When
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.django_db


def added(cast: Cast, title: str, **values: object) -> Task:
    asked: dict[str, object] = {"production": cast.drache, **values}
    return actions.add(title=title, by=cast.odile, at=AT, **asked)  # type: ignore[arg-type]


def test_each_sees_what_their_roles_reach_and_the_list_agrees_with_the_door(cast: Cast) -> None:
    added(cast, "Drache")
    added(cast, "Gel", production=cast.gel)
    added(cast, "Maison", production=None)
    added(cast, "Sambre", production=None, client=cast.client)
    added(cast, "Pour Kobe", production=None, client=cast.client, person=cast.kobe)
    seen = {
        "odile": {"Drache", "Gel", "Maison", "Sambre", "Pour Kobe"},
        "ines": {"Drache", "Gel", "Maison", "Sambre", "Pour Kobe"},
        "nadia": {"Drache", "Maison"},
        "pascaline": {"Gel", "Maison"},
        "kobe": {"Sambre", "Pour Kobe"},
        "achille": set(),
    }
    for who, titles in seen.items():
        user = getattr(cast, who)
        assert set(queries.visible_to(user).values_list("title", flat=True)) == titles
        for task in Task.objects.all():
            door = may_see(user, production=task.production_id, client=task.client_id, person=task.person_id)
            assert door is (task.title in titles)


@pytest.mark.parametrize(
    ("due_on", "expected"),
    [
        (date(2027, 3, 15), When.OVERDUE),
        (date(2027, 3, 16), When.TODAY),
        (date(2027, 3, 17), When.WEEK),
        (date(2027, 3, 21), When.WEEK),
        (date(2027, 3, 22), When.LATER),
        (None, When.UNDATED),
    ],
)
def test_the_week_ends_on_sunday(due_on: date | None, expected: When) -> None:
    assert queries.when(Task(due_on=due_on), TODAY) is expected
    assert queries.when(Task(due_on=due_on, state="done"), TODAY) is When.DONE


def test_groups_come_in_the_order_of_time(cast: Cast) -> None:
    for days in (None, 30, 2, 0, -3, -1):
        due_on = TODAY + timedelta(days=days) if days is not None else None
        added(cast, f"{days}", due_on=due_on, person=cast.nadia)
    added(cast, "Pas à moi", person=cast.bastien, due_on=TODAY)
    found = queries.groups(queries.with_names(queries.listed(cast.nadia, Wanted())), TODAY)
    assert [(group.when, [line.title for line in group.lines]) for group in found] == [
        (When.OVERDUE, ["-3", "-1"]),
        (When.TODAY, ["0"]),
        (When.WEEK, ["2"]),
        (When.LATER, ["30"]),
        (When.UNDATED, ["None"]),
    ]


def test_the_list_filters(cast: Cast) -> None:
    added(cast, "Permis Durbuy", person=cast.nadia)
    added(cast, "Permis Dinant")
    done = added(cast, "Fini", person=cast.nadia)
    actions.finish(task=done, by=cast.nadia, at=AT)

    def titles(**wanted: object) -> set[str]:
        return {task.title for task in queries.listed(cast.nadia, Wanted(**wanted))}  # type: ignore[arg-type]

    assert titles() == {"Permis Durbuy"}
    assert titles(whose="all") == {"Permis Durbuy", "Permis Dinant"}
    assert titles(whose="nobody") == {"Permis Dinant"}
    assert titles(whose="all", words="permis dinant") == {"Permis Dinant"}
    assert titles(state="done") == {"Fini"}
    assert titles(state="waiting") == set()
    assert titles(whose="all", production=cast.gel.pk) == set()
    assert titles(whose="all", person=cast.nadia.pk) == {"Permis Durbuy"}


def test_the_board_shows_a_column_at_a_time_and_forgets_what_is_long_done(cast: Cast) -> None:
    for number in range(queries.COLUMN + 2):
        added(cast, f"T{number}")
    actions.move(task=added(cast, "En attente"), to="waiting", by=cast.odile, at=AT)
    actions.finish(task=added(cast, "Hier"), by=cast.odile, at=AT)
    actions.finish(task=added(cast, "Ancien"), by=cast.odile, at=AT - timedelta(days=15))
    columns = queries.board(cast.odile, Wanted(whose="all"), at=AT, today=TODAY)
    assert [(column.state, column.count, len(column.lines)) for column in columns] == [
        ("todo", queries.COLUMN + 2, queries.COLUMN),
        ("doing", 0, 0),
        ("waiting", 1, 1),
        ("done", 1, 1),
    ]


def test_the_morning_shows_ones_own_and_no_further_than_sunday(cast: Cast) -> None:
    for days in (-2, 0, 3, 6):
        added(cast, f"{days}", due_on=TODAY + timedelta(days=days), person=cast.nadia, checks=("a", "b"))
    added(cast, "Sans date", person=cast.nadia)
    found = queries.for_matin(cast.nadia, TODAY)
    assert [[line.title for line in lines] for lines in (found.overdue, found.today, found.this_week)] == [
        ["-2"],
        ["0"],
        ["3"],
    ]
    assert (found.overdue[0].checks, found.overdue[0].production, found.overdue[0].is_overdue) == (
        2,
        "La Drache",
        True,
    )
    assert queries.for_matin(cast.bastien, TODAY).is_empty
    assert queries.open_count(cast.nadia, TODAY) == 2


def test_tomorrow_is_planned_tonight(cast: Cast) -> None:
    for days in (-1, 0, 1, 2):
        added(cast, f"{days}", due_on=TODAY + timedelta(days=days), person=cast.nadia)
    assert [line.title for line in queries.tomorrow(cast.nadia, TODAY)] == ["0", "1"]


def test_the_tasks_of_an_object(cast: Cast) -> None:
    added(cast, "Tenir", about=cast.company)
    found = queries.tasks_of(cast.nadia, "companies.company", cast.company.pk, TODAY)
    assert [line.title for line in found] == ["Tenir"]
    assert queries.tasks_of(cast.pascaline, "companies.company", cast.company.pk, TODAY) == []


@pytest.mark.parametrize("size", [1, 45])
def test_a_constant_number_of_queries(
    cast: Cast, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(size):
        added(cast, f"T{number}", due_on=TODAY, person=cast.nadia, checks=("a",))
    cast.nadia.scope()
    with django_assert_num_queries(1):
        assert len(queries.for_matin(cast.nadia, TODAY).today) == size
    with django_assert_num_queries(3):
        queries.board(cast.nadia, Wanted(), at=AT, today=TODAY)


def test_whom_one_may_give_a_task(cast: Cast) -> None:
    assert [user.name for user in queries.assignable(cast.pascaline, TODAY)] == [
        "Inès Ouali",
        "Marc-Olivier Lejeune",
        "Odile Renard",
        "Pascaline Thiry",
    ]
    assert cast.achille not in queries.assignable(cast.odile, TODAY)
