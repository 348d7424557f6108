"""A real worker process: it works, it is killed, what it left is taken back, it stops when told."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.utils import timezone

from coulisse.foundation.jobs import actions, queries
from coulisse.foundation.jobs.models import Job, State
from tests.doubles.desks.ledger import book
from tests.doubles.desks.processes import forget_queue, kill, wait_for, worker
from tests.doubles.desks.work import count, fragile, stubborn


@pytest.fixture
def house(transactional_db: None) -> Iterator[None]:
    forget_queue()
    book.open_book()
    yield
    book.close_book()
    forget_queue()


def state_of(job: Job) -> str:
    return Job.objects.get(pk=job.pk).state


def let_the_dead_be_cold() -> None:
    """As if the heartbeat of every worker had stopped a minute ago."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")


def test_what_a_killed_worker_left_is_begun_anew_or_said_to_have_failed(house: None) -> None:
    at = timezone.now()
    anew = actions.begin(stubborn, by=None, at=at, title="Recommencer")
    lost = actions.begin(fragile, by=None, at=at, title="Perdre")
    with worker() as first:
        wait_for(lambda: book.count() == 2)
        kill(first)
    assert {state_of(anew), state_of(lost)} == {State.RUNNING}
    let_the_dead_be_cold()
    with worker() as second:
        wait_for(lambda: state_of(anew) == State.DONE and state_of(lost) == State.FAILED)
        second.terminate()
        assert second.wait() == 0
    assert Job.objects.get(pk=anew.pk).result == {"text": "attempt 2"}
    assert Job.objects.get(pk=lost.pk).error == actions.KILLED


def test_a_running_job_is_seen_and_stopped_from_outside(house: None) -> None:
    job = actions.begin(fragile, by=None, at=timezone.now(), title="Arrêter")
    short = actions.begin(count, by=None, at=timezone.now(), title="Compter", to=5)
    with worker():
        wait_for(lambda: state_of(job) == State.RUNNING and state_of(short) == State.DONE)
        Job.objects.filter(pk=job.pk).update(state=State.STOPPING)
        wait_for(lambda: state_of(job) == State.STOPPED)
        assert queries.worker_seen_at() is not None
