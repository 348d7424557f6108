"""A million lines of journal over two years: the facts that a busy house announces, in the proportions of one."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, models

from coulisse.foundation.accounts.models import User
from coulisse.foundation.bookings.facts import BookingConfirmed, BookingReleased, OptionTaken
from coulisse.foundation.bookings.models import Booking
from coulisse.foundation.documents.facts import DocumentEdited, DocumentKept, DocumentTagged
from coulisse.foundation.documents.models import Document
from coulisse.foundation.grid.facts import BroadcastCancelled, BroadcastMoved
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.people.facts import ContactAdded, ContactChanged, PartGiven, PrivateFactsRead
from coulisse.foundation.people.models import Contact
from coulisse.foundation.productions.facts import ProductionEdited
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.facts import TaskAdded, TaskDone, TaskMoved, TaskSnoozed
from coulisse.foundation.tasks.models import Task
from coulisse.house.sample.large.copying import copy_values
from coulisse.house.sample.large.draw import SPAN, Draw

ENTRIES: Final = 1_000_000
AS_JSON: Final = json.JSONEncoder(ensure_ascii=False).encode
COLUMNS: Final = (
    "kind",
    "version",
    "payload",
    "subject",
    "subject_id",
    "production_id",
    "client_id",
    "desk",
    "private",
    "by_id",
    "at",
)
Line = tuple[str, int, str, str, int, int | None, None, str, bool, int, datetime]


@dataclass(frozen=True, slots=True)
class Stage:
    """Whom and what the facts are about."""

    users: Sequence[User]
    productions: Sequence[Production]
    contacts: Sequence[Contact]
    tasks: Sequence[Task]
    documents: Sequence[Document]
    bookings: Sequence[Booking]
    broadcasts: Sequence[Broadcast]


Told = tuple[Fact, models.Model, int | None]
Teller = Callable[[Draw, Stage], Told]


def write_history(draw: Draw, stage: Stage, say: Callable[[str], None]) -> None:
    """Oldest first, so that the numbers follow the hours. The indexes are made after the rows: in a third of the time."""
    with _without_indexes(Entry):
        copy_values(Entry, COLUMNS, _lines(draw, stage, say))


def _lines(draw: Draw, stage: Stage, say: Callable[[str], None]) -> Iterator[Line]:
    tellers = [teller for teller, weight in TELLERS for _ in range(weight)]
    users = [user.pk for user in stage.users]
    step, at = SPAN / (ENTRIES + 1), draw.at - SPAN
    for number in range(ENTRIES):
        fact, about, production = draw.one(tellers)(draw, stage)
        at += step
        if number % 250_000 == 0 and number:
            say(f"  journal: {number:,} lines".replace(",", " "))
        payload = AS_JSON(fact.payload())
        private = type(fact) is PrivateFactsRead
        subject = about._meta.label_lower
        yield (
            fact.kind,
            fact.version,
            payload,
            subject,
            about.pk,
            production,
            None,
            "",
            private,
            draw.one(users),
            at,
        )


def _contact_added(draw: Draw, stage: Stage) -> Told:
    card = draw.one(stage.contacts)
    return ContactAdded(contact_id=card.pk, name=card.name), card, None


def _contact_changed(draw: Draw, stage: Stage) -> Told:
    card = draw.one(stage.contacts)
    fields = draw.one((("phones",), ("emails",), ("addresses",), ("skills", "tags")))
    return ContactChanged(contact_id=card.pk, name=card.name, fields=fields), card, None


def _private_read(draw: Draw, stage: Stage) -> Told:
    card = draw.one(stage.contacts)
    return PrivateFactsRead(contact_id=card.pk, name=card.name), card, draw.one(stage.productions).pk


def _part_given(draw: Draw, stage: Stage) -> Told:
    card, production = draw.one(stage.contacts), draw.one(stage.productions)
    return (
        PartGiven(contact_id=card.pk, name=card.name, production_id=production.pk, function="Régie"),
        card,
        production.pk,
    )


def _task_added(draw: Draw, stage: Stage) -> Told:
    task = draw.one(stage.tasks)
    due_on = task.due_on.isoformat() if task.due_on else None
    fact = TaskAdded(task_id=task.pk, title=task.title, person_id=task.person_id, due_on=due_on)
    return fact, task, task.production_id


def _task_moved(draw: Draw, stage: Stage) -> Told:
    task = draw.one(stage.tasks)
    return TaskMoved(task_id=task.pk, title=task.title, before="todo", after="doing"), task, task.production_id


def _task_done(draw: Draw, stage: Stage) -> Told:
    task = draw.one(stage.tasks)
    return TaskDone(task_id=task.pk, title=task.title), task, task.production_id


def _task_snoozed(draw: Draw, stage: Stage) -> Told:
    task = draw.one(stage.tasks)
    was = task.due_on or task.created_at.date()
    later = was + timedelta(days=7)
    fact = TaskSnoozed(task_id=task.pk, title=task.title, was_due_on=was.isoformat(), due_on=later.isoformat())
    return fact, task, task.production_id


def _document_kept(draw: Draw, stage: Stage) -> Told:
    one = draw.one(stage.documents)
    fact = DocumentKept(document_id=one.pk, title=one.title, sha256=f"{one.pk:064x}", document_kind=str(one.kind))
    return fact, one, one.production_id


def _document_edited(draw: Draw, stage: Stage) -> Told:
    one = draw.one(stage.documents)
    return DocumentEdited(document_id=one.pk, title=one.title, fields=("title", "note")), one, one.production_id


def _document_tagged(draw: Draw, stage: Stage) -> Told:
    one = draw.one(stage.documents)
    return DocumentTagged(document_id=one.pk, title=one.title, tag="validé"), one, one.production_id


def _booked(draw: Draw, stage: Stage) -> Told:
    one = draw.one(stage.bookings)
    kind = draw.one((OptionTaken, BookingConfirmed, BookingReleased))
    fact = kind(
        booking_id=one.pk,
        unit_id=one.unit_id,
        unit=one.unit.name,
        starts_at=one.during.lower.isoformat(),
        ends_at=one.during.upper.isoformat(),
    )
    return fact, one, one.production_id


def _broadcast_moved(draw: Draw, stage: Stage) -> Told:
    one = draw.one(stage.broadcasts)
    later = timedelta(minutes=40)
    fact = BroadcastMoved(
        broadcast_id=one.pk,
        programme_id=one.programme_id,
        channel=one.channel.name,
        programme=str(one.programme),
        was_starts_at=one.starts_at.isoformat(),
        was_ends_at=one.ends_at.isoformat(),
        starts_at=(one.starts_at + later).isoformat(),
        ends_at=(one.ends_at + later).isoformat(),
        was=f"{one.starts_at:%d/%m %H:%M}",
        now=f"{one.starts_at + later:%d/%m %H:%M}",
    )
    return fact, one, None


def _broadcast_cancelled(draw: Draw, stage: Stage) -> Told:
    one = draw.one(stage.broadcasts)
    fact = BroadcastCancelled(
        broadcast_id=one.pk,
        programme_id=one.programme_id,
        channel=one.channel.name,
        programme=str(one.programme),
        was=f"{one.starts_at:%d/%m %H:%M}",
    )
    return fact, one, None


def _production_edited(draw: Draw, stage: Stage) -> Told:
    one = draw.one(stage.productions)
    return ProductionEdited(production_id=one.pk, title=one.title, fields=["summary"]), one, one.pk


TELLERS: Final[tuple[tuple[Teller, int], ...]] = (
    (_contact_added, 4),
    (_contact_changed, 14),
    (_private_read, 2),
    (_part_given, 5),
    (_task_added, 14),
    (_task_moved, 10),
    (_task_done, 12),
    (_task_snoozed, 5),
    (_document_kept, 10),
    (_document_edited, 5),
    (_document_tagged, 4),
    (_booked, 8),
    (_broadcast_moved, 4),
    (_broadcast_cancelled, 1),
    (_production_edited, 2),
)


@contextmanager
def _without_indexes(model: type[models.Model]) -> Iterator[None]:
    """Take the indexes of a model away while rows pour in, and make them again."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.schema_editor() as editor:
        for index in model._meta.indexes:
            editor.remove_index(model, index)
    yield
    with connection.schema_editor() as editor:
        for index in model._meta.indexes:
            editor.add_index(model, index)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
