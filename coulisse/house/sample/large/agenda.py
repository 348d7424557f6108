"""Tasks, bookings that never overlap, and a grid of broadcasts."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from coulisse.foundation.accounts.models import User
from coulisse.foundation.bookings.models import Booking, Unit
from coulisse.foundation.grid.models import Broadcast, Channel, Programme
from coulisse.foundation.people.models import Contact
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain
from coulisse.foundation.tasks.models import Task
from coulisse.house.sample.large import vocabulary as words
from coulisse.house.sample.large.copying import copy_rows
from coulisse.house.sample.large.draw import Draw

TASKS: Final = 4_000
UNITS: Final = 60
BOOKINGS_EACH: Final = 50
CHANNELS: Final = 8
BROADCASTS: Final = 10_000
HALF_HOUR: Final = timedelta(minutes=30)


def add_tasks(draw: Draw, users: list[User], productions: list[Production], contacts: list[Contact]) -> list[Task]:
    rows = []
    for number in range(TASKS):
        created = draw.past()
        contact = draw.one(contacts)
        done = draw.happens(0.7)
        production = draw.one(productions) if draw.happens(0.9) else None
        rows.append(
            Task(
                title=f"{draw.one(words.DEEDS)} {contact.name}"[:190],
                state=Task.State.DONE if done else draw.one(("todo", "todo", "doing", "waiting")),
                priority=draw.one((1, 2, 2, 2, 3)),
                due_on=created.date() + timedelta(days=draw.random.randint(1, 60)) if draw.happens(0.9) else None,
                person=draw.one(users) if draw.happens(0.8) else None,
                production=production,
                subject=contact._meta.label_lower if number % 3 == 0 else "",
                subject_id=contact.pk if number % 3 == 0 else None,
                subject_title=contact.name if number % 3 == 0 else "",
                created_by=draw.one(users),
                created_at=created,
                done_at=created + timedelta(days=3) if done else None,
                done_by=draw.one(users) if done else None,
            )
        )
    return list(copy_rows(rows))


def take_bookings(draw: Draw, users: list[User], productions: list[Production]) -> list[Booking]:
    kinds = words.GEAR
    units = copy_rows(
        [
            Unit(kind=Unit.Kind.ITEM, name=f"{kinds[number % len(kinds)]} n° {10 + number}")
            for number in range(UNITS)
        ]
    )
    rows = [booking for unit in units for booking in _one_after_the_other(draw, unit, users, productions)]
    return list(copy_rows(rows))


def _one_after_the_other(
    draw: Draw, unit: Unit, users: list[User], productions: list[Production]
) -> Iterator[Booking]:
    starts_at = draw.at - timedelta(days=300)
    for _ in range(BOOKINGS_EACH):
        starts_at += timedelta(hours=draw.random.randint(12, 240))
        ends_at = starts_at + timedelta(hours=draw.random.randint(4, 72))
        yield Booking(
            unit=unit,
            production=draw.one(productions),
            during=DateTimeTZRange(starts_at, ends_at),
            state=draw.one(
                (Booking.State.CONFIRMED, Booking.State.CONFIRMED, Booking.State.OPTION, Booking.State.RELEASED)
            ),
            purpose=draw.one(words.NOUNS).capitalize(),
            made_by=draw.one(users),
            made_at=draw.past(),
        )
        starts_at = ends_at


def fill_grid(draw: Draw) -> list[Broadcast]:
    channels = copy_rows(
        [Channel(code=f"chaine{number + 1}.example", name=f"Chaîne {number + 1}") for number in range(CHANNELS)]
    )
    titles = [f"{show} {edition}" for edition in range(1, 7) for show in words.SHOWS]
    programmes = copy_rows(
        [Programme(key=plain(title), titles={"fr": title}, category="magazine") for title in titles]
    )
    rows = []
    for channel in channels:
        starts_at = (draw.at - timedelta(days=60)).replace(minute=0, second=0, microsecond=0)
        for _ in range(BROADCASTS // CHANNELS):
            length = HALF_HOUR * draw.random.randint(1, 4)
            rows.append(
                Broadcast(
                    channel=channel,
                    programme=draw.one(programmes),
                    starts_at=starts_at,
                    ends_at=starts_at + length,
                    is_repeat=draw.happens(0.3),
                )
            )
            starts_at += length
    return list(copy_rows(rows))
