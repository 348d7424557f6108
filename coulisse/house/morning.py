"""Matin: what is urgent, blocked, due and running, for one person, on one screen. A table of contents.

Each block is a function of the person and the hour; None when it has nothing to say. The rooms and desks hold the
queries; this file only says what comes first. A desk that opens adds its blocks to `FRONT` (the left column, the
first one leads) and to `SIDE`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils.timezone import localdate

from coulisse.desks.office.cashflow.queries.position import positions_for
from coulisse.desks.office.spending.queries.expenses import waiting_for
from coulisse.foundation.accounts.models import User
from coulisse.foundation.bookings.queries import clashes_for
from coulisse.foundation.grid.queries import next_of_productions
from coulisse.foundation.jobs.queries import list_jobs, worker_seen_at
from coulisse.foundation.journal.queries import Filter, delivery_state, list_entries
from coulisse.foundation.mailroom.queries import trouble_count
from coulisse.foundation.tasks.queries import Line, for_matin

WORKER_SILENCE: Final = timedelta(minutes=2)
NEWS: Final = 7


@dataclass(frozen=True, slots=True)
class Block:
    """One block: the fragment that draws it, and what it shows."""

    template: str
    show: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Morning:
    """The whole screen."""

    front: tuple[Block, ...]
    side: tuple[Block, ...]


BlockOf = Callable[[User, datetime], Block | None]


def morning_of(user: User, at: datetime) -> Morning:
    """What this person sees this morning."""
    return Morning(_filled(FRONT, user, at), _filled(SIDE, user, at))


def _filled(blocks: Sequence[BlockOf], user: User, at: datetime) -> tuple[Block, ...]:
    return tuple(found for block in blocks if (found := block(user, at)) is not None)


def lead(user: User, at: datetime) -> Block:
    """The headline: what cannot wait, else that nothing presses; under it, what to do today."""
    tasks = for_matin(user, localdate(at))
    now: tuple[Line, ...] = (*tasks.overdue, *tasks.today)
    return Block(
        "house/morning/lead.html",
        {"tasks": now, "overdue": len(tasks.overdue), "today": len(tasks.today), "first": now[0] if now else None},
    )


def news(user: User, at: datetime) -> Block | None:
    """What the others did since the day before."""
    yesterday: date = localdate(at) - timedelta(days=1)
    page = list_entries(user, Filter(since=yesterday), size=NEWS)
    return Block("house/morning/news.html", {"lines": page.lines}) if page.lines else None


def blocked(user: User, at: datetime) -> Block:
    """What stands still until somebody acts; always there, for « rien n'est bloqué » is an answer too."""
    failed = [job for job in list_jobs(user, at=at, state="failed").object_list if _recent(job.ended_at, at)]
    deliveries = delivery_state() if user.may("manage") else None
    seen_at = worker_seen_at()
    return Block(
        "house/morning/blocked.html",
        {
            "letters": trouble_count(user),
            "jobs": failed[:3],
            "stuck": deliveries.stuck if deliveries else 0,
            "clashes": clashes_for(user, at),
            "silent": seen_at is None or at - seen_at > WORKER_SILENCE,
        },
    )


def _recent(moment: datetime | None, at: datetime) -> bool:
    return moment is not None and at - moment < timedelta(days=2)


def due_this_week(user: User, at: datetime) -> Block:
    """What falls due up to Sunday."""
    return Block("house/morning/due.html", {"tasks": for_matin(user, localdate(at)).this_week})


def running(user: User, at: datetime) -> Block | None:
    """The reader's own jobs that run."""
    jobs = list_jobs(user, at=at, state="active").object_list
    return Block("house/morning/jobs.html", {"jobs": jobs[:3]}) if jobs else None


def on_air(user: User, at: datetime) -> Block | None:
    """The next broadcasts of the productions within reach."""
    broadcasts = next_of_productions(user.scope().productions(), at)
    return Block("house/morning/on_air.html", {"broadcasts": broadcasts}) if broadcasts else None


def spending(user: User, at: datetime) -> Block | None:
    """The tickets that wait for this person's decision, on the productions whose books they keep."""
    waiting = waiting_for(user)
    if not waiting:
        return None
    return Block("house/morning/spending.html", {"waiting": waiting, "several": len(waiting) > 1})


def treasury(user: User, at: datetime) -> Block | None:
    """Where the cash stands on the productions whose books this person keeps."""
    found = positions_for(user, localdate(at))
    return Block("house/morning/cash.html", {"found": found, "several": len(found) > 1}) if found else None


FRONT: Final[tuple[BlockOf, ...]] = (lead, spending, news)
SIDE: Final[tuple[BlockOf, ...]] = (blocked, treasury, due_this_week, running, on_air)
