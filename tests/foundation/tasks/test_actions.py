from datetime import date, time, timedelta

import pytest

from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions import actions as productions
from coulisse.foundation.productions.blueprints import blueprint
from coulisse.foundation.search.models import Item
from coulisse.foundation.tasks import actions
from coulisse.foundation.tasks.models import Task
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


def added(cast: Cast, title: str = "Relancer le bourgmestre", **values: object) -> Task:
    asked: dict[str, object] = {"production": cast.drache, "person": cast.bastien, **values}
    return actions.add(title=title, by=cast.nadia, at=AT, **asked)  # type: ignore[arg-type]


def kinds(task: Task) -> list[str]:
    rows = Entry.objects.filter(subject="tasks.task", subject_id=task.pk).order_by("id")
    return [row.kind.rpartition(".")[2] for row in rows]


def test_a_task_keeps_the_title_of_what_it_is_tied_to(cast: Cast) -> None:
    place = Place.objects.create(name="Place aux Foires", created_at=AT)
    task = added(cast, about=place, checks=("Plan", "Lettre"))
    place.delete()
    task.refresh_from_db()
    assert (task.subject, task.subject_title) == ("places.place", "Place aux Foires")
    assert [check.text for check in task.checks.all()] == ["Plan", "Lettre"]
    assert kinds(task) == ["added"]


def test_one_source_proposes_once(cast: Cast) -> None:
    first = added(cast, source="link:4211")
    again = added(cast, "Autre titre", source="link:4211")
    assert (again.pk, again.title, Task.objects.count()) == (first.pk, "Relancer le bourgmestre", 1)
    assert kinds(first) == ["added"]


def test_nobody_is_given_what_they_cannot_see(cast: Cast) -> None:
    for person in (cast.pascaline, cast.kobe, cast.achille):
        with pytest.raises(actions.PersonCannotSee):
            added(cast, person=person)
    shared = added(cast, production=None, client=cast.client, person=cast.kobe)
    with pytest.raises(actions.PersonCannotSee):
        actions.edit(
            task=shared, values={"client": None, "production": cast.drache}, read_version=1, by=cast.odile, at=AT
        )
    assert Task.objects.count() == 1


def test_finish_and_undo(cast: Cast) -> None:
    task = added(cast)
    finished = actions.finish(task=task, by=cast.bastien, at=AT)
    assert (finished.state, finished.done_at, finished.done_by) == ("done", AT, cast.bastien)
    with pytest.raises(actions.TaskAlreadyDone):
        actions.finish(task=task, by=cast.bastien, at=AT)
    with pytest.raises(actions.TaskAlreadyDone):
        actions.snooze(task=task, due_on=date(2027, 3, 20), by=cast.bastien, at=AT)
    opened = actions.reopen(task=task, by=cast.bastien, at=AT)
    assert (opened.state, opened.done_at, opened.done_by) == ("todo", None, None)
    assert kinds(task) == ["added", "done", "reopened"]


def test_moving_where_it_is_already_tells_nothing(cast: Cast) -> None:
    task = added(cast)
    actions.move(task=task, to="waiting", by=cast.bastien, at=AT)
    actions.move(task=task, to="waiting", by=cast.bastien, at=AT)
    assert kinds(task) == ["added", "moved"]


def test_put_off_keeps_the_hour(cast: Cast) -> None:
    task = added(cast, due_on=date(2027, 3, 16), due_time=time(14, 30))
    written = actions.snooze(task=task, due_on=date(2027, 3, 22), by=cast.bastien, at=AT)
    assert (written.due_on, written.due_time) == (date(2027, 3, 22), time(14, 30))
    payload = Entry.objects.get(kind="foundation.tasks.snoozed").payload
    assert (payload["was_due_on"], payload["due_on"]) == ("2027-03-16", "2027-03-22")


def test_several_are_given_at_once_or_none(cast: Cast) -> None:
    tasks = [added(cast, f"T{number}") for number in range(3)]
    written = actions.assign(tasks=tasks, person=cast.nadia, by=cast.solange, at=AT)
    assert {task.person for task in written} == {cast.nadia}
    assert actions.assign(tasks=tasks, person=cast.nadia, by=cast.solange, at=AT) == []
    other = added(cast, "Gel", production=cast.gel, person=None)
    with pytest.raises(actions.PersonCannotSee):
        actions.assign(tasks=[*tasks, other], person=cast.bastien, by=cast.odile, at=AT)
    assert Task.objects.filter(person=cast.nadia).count() == 3


def test_off_the_list_and_back(cast: Cast) -> None:
    task = added(cast)
    actions.drop(task=task, by=cast.nadia, at=AT)
    assert not Item.objects.filter(kind="tasks.task", object_id=task.pk).exists()
    with pytest.raises(actions.TaskDroppedAlready):
        actions.finish(task=task, by=cast.nadia, at=AT)
    actions.bring_back(task=task, by=cast.nadia, at=AT)
    assert Item.objects.filter(kind="tasks.task", object_id=task.pk).exists()
    with pytest.raises(actions.TaskNotDropped):
        actions.bring_back(task=task, by=cast.nadia, at=AT)


def test_a_stale_write_changes_nothing_not_even_the_checklist(cast: Cast) -> None:
    task = added(cast, checks=("Plan",))
    actions.edit(task=task, values={"title": "Appeler"}, read_version=1, by=cast.nadia, at=AT)
    with pytest.raises(StaleWrite):
        actions.rewrite(
            task=task, values={"title": "Écrire"}, checks=[], state="done", read_version=1, by=cast.bastien, at=AT
        )
    task.refresh_from_db()
    assert (task.title, task.state, task.checks.count()) == ("Appeler", "todo", 1)


def test_a_line_that_stays_keeps_its_tick(cast: Cast) -> None:
    task = added(cast, checks=("Plan", "Lettre"))
    actions.tick(check=task.checks.get(text="Plan"), is_done=True, by=cast.bastien, at=AT)
    actions.set_checklist(task=task, lines=["Riverains", "Plan"])
    assert [(check.text, check.done_by) for check in task.checks.all()] == [
        ("Riverains", None),
        ("Plan", cast.bastien),
    ]
    actions.tick(check=task.checks.get(text="Plan"), is_done=False, by=cast.bastien, at=AT)
    assert not task.checks.filter(done_at__isnull=False).exists()


def test_a_production_begins_with_the_tasks_of_its_template_in_its_language(cast: Cast) -> None:
    made = productions.begin(
        blueprint=blueprint("concert"),
        title="Nacht",
        code="nacht",
        company=cast.company,
        language="nl",
        starts_on=date(2027, 9, 1),
        by=cast.pascaline,
        at=AT,
    )
    tasks = Task.objects.filter(production=made)
    first = tasks.get(title="Het concert aangeven bij SABAM")
    assert (tasks.count(), first.due_on, first.person) == (6, date(2027, 7, 3), cast.pascaline)
    assert tasks.get(title__startswith="De afrekening").due_on is None


def test_a_copy_starts_its_tasks_afresh(cast: Cast) -> None:
    cast.drache.starts_on = date(2027, 2, 25)
    cast.drache.save()
    dated = added(cast, due_on=date(2027, 2, 20), checks=("Plan",))
    actions.finish(task=dated, by=cast.bastien, at=AT)
    added(cast, "Sans date", person=None)
    actions.drop(task=added(cast, "Retirée"), by=cast.nadia, at=AT)
    copy = productions.duplicate(
        source=cast.drache,
        title="La Drache 2",
        code="drache-2",
        parts={"tasks", "team"},
        starts_on=cast.drache.starts_on + timedelta(days=364),
        by=cast.nadia,
        at=AT,
    )
    tasks = {task.title: task for task in Task.objects.filter(production=copy)}
    assert set(tasks) == {"Relancer le bourgmestre", "Sans date"}
    moved = tasks["Relancer le bourgmestre"]
    assert (moved.due_on, moved.state, moved.person) == (date(2028, 2, 19), "todo", cast.bastien)
    assert moved.checks.count() == 1


def test_without_the_team_the_copied_tasks_are_nobodys(cast: Cast) -> None:
    added(cast)
    copy = productions.duplicate(
        source=cast.drache, title="Bis", code="bis", parts={"tasks"}, by=cast.odile, at=AT
    )
    assert Task.objects.get(production=copy).person is None
