"""Real worker processes, killed in the middle of 10,000 facts: every effect once, none lost."""

import pytest
from django.db import connection, transaction
from django.utils import timezone

from coulisse.foundation.journal.actions import announce, wake_the_worker
from coulisse.foundation.journal.models import Delivery
from coulisse.foundation.journal.queries import anything_owed
from tests.doubles.desks.ledger import book
from tests.doubles.desks.processes import forget_queue, kill, start_worker, wait_for
from tests.doubles.desks.sluice.facts import BoatPassed

FACTS = 10_000
BITE = 500
TOLL = "passed_boat_pays_toll.book_toll"


@pytest.fixture
def only_the_toll(desks: None) -> None:
    from coulisse.foundation.journal import links

    del links.REGISTRY.reactions["passed_wreck_breaks.survey"]


def announce_some(first: int) -> None:
    at = timezone.now()
    with transaction.atomic():
        for number in range(first, first + BITE):
            announce(BoatPassed(boat=f"boat {number}"), by=None, at=at)


def test_every_effect_happens_exactly_once_though_workers_are_killed(
    lasting_ledger: None, only_the_toll: None
) -> None:
    forget_queue()
    process = start_worker()
    kills = 0
    try:
        for first in range(0, FACTS, BITE):
            announce_some(first)
            if first in {2_000, 5_000, 8_000}:
                before = book.count()
                wait_for(lambda before=before: book.count() > before + 20)  # type: ignore[misc]
                kill(process)
                kills += 1
                process = start_worker()
        middle = book.count()
        wait_for(lambda: book.count() > middle)
        kill(process)
        kills += 1
        assert anything_owed(at=timezone.now(), links=[TOLL]), "the last kill must fall in the middle"
        process = start_worker()
        wait_for(lambda: not anything_owed(at=timezone.now(), links=[TOLL]))
        process.terminate()
        assert process.wait(timeout=20) == 0
    finally:
        if process.poll() is None:
            kill(process)
    lines = book.lines()
    assert kills == 4
    assert len(lines) == FACTS
    assert len({source for source, _line in lines}) == FACTS
    assert {line for _source, line in lines} == {f"boat {number}" for number in range(FACTS)}
    assert Delivery.objects.filter(link=TOLL, delivered_at__isnull=False).count() == FACTS
    forget_queue()


def test_the_worker_is_woken_by_the_commit_once_for_many_facts(lasting_ledger: None, desks: None) -> None:
    forget_queue()
    announce_some(0)
    assert waiting_tasks() == 1
    wake_the_worker()
    assert waiting_tasks() == 1
    forget_queue()


def waiting_tasks() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'journal.deliver' AND status = 'todo'"
        )
        return int(cursor.fetchone()[0])
