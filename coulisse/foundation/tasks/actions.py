"""Writing the tasks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import models, transaction

from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.actions import forget, index
from coulisse.foundation.tasks.access import may_see
from coulisse.foundation.tasks.facts import (
    TaskAdded,
    TaskAssigned,
    TaskBroughtBack,
    TaskDone,
    TaskDropped,
    TaskEdited,
    TaskMoved,
    TaskReopened,
    TaskSnoozed,
)
from coulisse.foundation.tasks.models import Check, Task
from coulisse.foundation.tasks.searchable import findable

State = Task.State


class PersonCannotSee(Exception):
    """That person reaches neither the production nor the client of the task."""


class TaskAlreadyDone(Exception):
    """The task is finished; reopen it first."""


class TaskDroppedAlready(Exception):
    """The task is off the list."""


class TaskNotDropped(Exception):
    """The task is on the list."""


def add(
    *,
    title: str,
    by: User | None,
    at: datetime,
    person: User | None = None,
    production: Production | None = None,
    client: Client | None = None,
    due_on: date | None = None,
    due_time: time | None = None,
    priority: int = Task.Priority.NORMAL,
    notes: str = "",
    about: models.Model | None = None,
    checks: Sequence[str] = (),
    source: str | None = None,
) -> Task:
    """A new task, tied to `about` if given. With a `source`, a second call returns the first task unchanged.

    `by` is None when the house itself proposes it. Raises `PersonCannotSee`.
    """
    with transaction.atomic():
        _refuse_blind(person, production, client)
        values = {
            "title": title,
            "notes": notes,
            "priority": priority,
            "due_on": due_on,
            "due_time": due_time,
            "person": person,
            "production": production,
            "client": client,
            "subject": about._meta.label_lower if about else "",
            "subject_id": about.pk if about else None,
            "subject_title": str(about)[:200] if about else "",
            "created_by": by,
            "created_at": at,
        }
        if source is None:
            task, is_new = Task.objects.create(**values), True
        else:
            task, is_new = Task.objects.get_or_create(source=source, defaults=values)
        if is_new:
            _write_checks(task, checks)
            fact = TaskAdded(
                task_id=task.pk,
                title=task.title,
                person_id=task.person_id,
                due_on=due_on.isoformat() if due_on else None,
            )
            _tell(fact, task, by=by, at=at)
    return task


def edit(*, task: Task, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Task:
    """Write the given fields. Raises `PersonCannotSee`, and `StaleWrite` if somebody saved in between."""
    with transaction.atomic():
        stored = Task.objects.select_for_update().get(pk=task.pk)
        changed = [name for name, value in values.items() if getattr(stored, name) != value]
        whose = {name: values.get(name, getattr(stored, name)) for name in ("person", "production", "client")}
        if set(whose) & set(changed):
            _refuse_blind(**whose)
        written = task.write(values, read_version=read_version)
        if changed:
            fact = TaskEdited(task_id=written.pk, title=written.title, fields=changed)
            _tell(fact, written, by=by, at=at)
    return written


def rewrite(
    *,
    task: Task,
    values: Mapping[str, Any],
    checks: Sequence[str],
    state: str,
    read_version: int,
    by: User,
    at: datetime,
) -> Task:
    """The whole form at once: fields, checklist and state. Raises what `edit` and `move` raise."""
    with transaction.atomic():
        written = edit(task=task, values=values, read_version=read_version, by=by, at=at)
        set_checklist(task=written, lines=checks)
        return move(task=written, to=state, by=by, at=at)


def move(*, task: Task, to: str, by: User, at: datetime) -> Task:
    """Put it in another column: to do, under way, waiting or done. Nothing happens when it is there already."""
    with transaction.atomic():
        stored = _locked(task)
        before, after = stored.state, State(to)
        if before == after:
            return stored
        finished = after == State.DONE
        written = stored.write(
            {"state": after, "done_at": at if finished else None, "done_by": by if finished else None},
            read_version=stored.version,
        )
        _tell(_moved(written, before, after), written, by=by, at=at)
    return written


def _moved(task: Task, before: str, after: str) -> Fact:
    if after == State.DONE:
        return TaskDone(task_id=task.pk, title=task.title)
    if before == State.DONE:
        return TaskReopened(task_id=task.pk, title=task.title)
    return TaskMoved(task_id=task.pk, title=task.title, before=before, after=after)


def finish(*, task: Task, by: User, at: datetime) -> Task:
    """Done. Raises `TaskAlreadyDone`."""
    with transaction.atomic():
        if _locked(task).state == State.DONE:
            raise TaskAlreadyDone(task.title)
        return move(task=task, to=State.DONE, by=by, at=at)


def reopen(*, task: Task, by: User, at: datetime) -> Task:
    """Undo `finish`: back to do."""
    return move(task=task, to=State.TODO, by=by, at=at)


def snooze(*, task: Task, due_on: date, by: User, at: datetime) -> Task:
    """Put it off to another day; the hour stays. Raises `TaskAlreadyDone`."""
    with transaction.atomic():
        stored = _locked(task)
        if stored.state == State.DONE:
            raise TaskAlreadyDone(stored.title)
        was = stored.due_on
        written = stored.write({"due_on": due_on}, read_version=stored.version)
        fact = TaskSnoozed(
            task_id=written.pk,
            title=written.title,
            was_due_on=was.isoformat() if was else None,
            due_on=due_on.isoformat(),
        )
        _tell(fact, written, by=by, at=at)
    return written


def assign(*, tasks: Iterable[Task], person: User, by: User, at: datetime) -> list[Task]:
    """Give several tasks to one person, all or none; those that the person has already stay as they are.

    Raises `PersonCannotSee`.
    """
    written = []
    with transaction.atomic():
        pks = [task.pk for task in tasks]
        found = Task.objects.select_for_update(of=("self",)).select_related("production", "client")
        for task in found.filter(pk__in=pks, dropped_at__isnull=True).order_by("pk"):
            if task.person_id == person.pk:
                continue
            _refuse_blind(person, task.production, task.client)
            before = task.person_id
            row = task.write({"person": person}, read_version=task.version)
            fact = TaskAssigned(
                task_id=row.pk, title=row.title, before_id=before, person_id=person.pk, person=str(person)
            )
            _tell(fact, row, by=by, at=at)
            written.append(row)
    return written


def drop(*, task: Task, by: User, at: datetime) -> Task:
    """Off the list. Raises `TaskDroppedAlready`."""
    with transaction.atomic():
        stored = _locked(task)
        written = stored.write({"dropped_at": at}, read_version=stored.version)
        _tell(TaskDropped(task_id=written.pk, title=written.title), written, by=by, at=at)
    return written


def bring_back(*, task: Task, by: User, at: datetime) -> Task:
    """Undo `drop`. Raises `TaskNotDropped`."""
    with transaction.atomic():
        stored = Task.objects.select_for_update().get(pk=task.pk)
        if stored.dropped_at is None:
            raise TaskNotDropped(stored.title)
        written = stored.write({"dropped_at": None}, read_version=stored.version)
        _tell(TaskBroughtBack(task_id=written.pk, title=written.title), written, by=by, at=at)
    return written


def set_checklist(*, task: Task, lines: Sequence[str]) -> None:
    """The checklist as it is now written, one text a line; a line that stays keeps its tick."""
    with transaction.atomic():
        ticked = {check.text: check for check in task.checks.filter(done_at__isnull=False)}
        task.checks.all().delete()
        Check.objects.bulk_create(
            Check(
                task=task,
                position=position,
                text=text[:200],
                done_at=ticked[text].done_at if text in ticked else None,
                done_by_id=ticked[text].done_by_id if text in ticked else None,
            )
            for position, text in enumerate(lines)
        )


def tick(*, check: Check, is_done: bool, by: User, at: datetime) -> None:
    """Tick one line of a checklist, or take its tick away."""
    Check.objects.filter(pk=check.pk).update(done_at=at if is_done else None, done_by=by if is_done else None)


def copy_open(*, source: Production, into: Production, by: User, at: datetime) -> list[Task]:
    """The tasks of one production again in another one, all still to do, their dates moved with the first day."""
    shift = into.starts_on - source.starts_on if into.starts_on and source.starts_on else None
    found = Task.objects.filter(production=source, dropped_at__isnull=True).select_related("person", "client")
    return [
        add(
            title=task.title,
            notes=task.notes,
            priority=task.priority,
            due_on=task.due_on + shift if task.due_on and shift is not None else None,
            due_time=task.due_time if task.due_on and shift is not None else None,
            person=_who_sees(task.person, into, task.client),
            production=into,
            client=task.client,
            checks=[check.text for check in task.checks.all()],
            by=by,
            at=at,
        )
        for task in found.prefetch_related("checks").order_by("pk")
    ]


def _who_sees(person: User | None, production: Production, client: Client | None) -> User | None:
    try:
        _refuse_blind(person, production, client)
    except PersonCannotSee:
        return None
    return person


def _refuse_blind(person: User | None, production: Production | None, client: Client | None) -> None:
    if person is None:
        return
    seen = may_see(
        person,
        production=production.pk if production else None,
        client=client.pk if client else None,
        person=person.pk,
    )
    if not seen:
        raise PersonCannotSee(str(person))


def _locked(task: Task) -> Task:
    stored = Task.objects.select_for_update().get(pk=task.pk)
    if stored.dropped_at is not None:
        raise TaskDroppedAlready(stored.title)
    return stored


def _write_checks(task: Task, lines: Collection[str]) -> None:
    Check.objects.bulk_create(
        Check(task=task, position=position, text=text[:200]) for position, text in enumerate(lines)
    )


def _tell(happened: Fact, task: Task, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=task, production=task.production_id, client=task.client_id)
    if task.dropped_at is not None:
        forget("tasks.task", [task.pk])
    else:
        index(findable([task.pk]))
