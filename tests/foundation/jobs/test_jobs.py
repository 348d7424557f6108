"""Jobs: begun with the act that asks, seen while they run, stopped, tried again, ended once."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from coulisse.formats.tabular import read_table
from coulisse.foundation.jobs import actions, queries
from coulisse.foundation.jobs.actions import AlreadyEnded, StillActive, ask_to_stop, begin, prune, rescue, retry
from coulisse.foundation.jobs.execution import run_now
from coulisse.foundation.jobs.exports import filter_as_params, journal_workbook
from coulisse.foundation.jobs.models import Job, JobFile, State
from coulisse.foundation.jobs.run import Run, Stopped, Superseded
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.queries import Filter
from tests.cast import AT, Cast
from tests.doubles.desks.work import broken, busy, count, fragile, refusing, stubborn


def waiting_tasks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'jobs.run' AND status = 'todo'")
        return int(cursor.fetchone()[0])


def begun(cast: Cast, kind: object = count, **params: object) -> Job:
    return begin(kind, by=cast.nadia, at=AT, title="Compter", **params)  # type: ignore[arg-type]


def running(cast: Cast, kind: object = count, **params: object) -> Job:
    job = begun(cast, kind, **params)
    claimed = actions.claim(job_id=job.pk, at=AT)
    assert claimed is not None
    return claimed


def test_a_job_is_queued_with_the_act_that_asks_or_not_at_all(cast: Cast) -> None:
    begun(cast, to=3)
    assert waiting_tasks() == 1
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        begun(cast, to=3)
        raise ZeroDivisionError
    assert (waiting_tasks(), Job.objects.count()) == (1, 1)


def test_a_job_does_its_work_and_says_what_came_of_it(cast: Cast) -> None:
    job = run_now(begun(cast, to=3), at=AT)
    assert (job.state, job.done, job.total, job.note) == (State.DONE, 3, 3, "number 3")
    assert job.result == {"text": "counted to 3", "url": "/people/"}
    kinds = (
        Entry.objects.filter(subject="jobs.job", subject_id=job.pk).order_by("id").values_list("kind", flat=True)
    )
    assert list(kinds) == ["foundation.jobs.begun", "foundation.jobs.done"]


def test_a_job_happens_once_though_the_queue_calls_twice(cast: Cast) -> None:
    job = run_now(begun(cast, to=3), at=AT)
    again = run_now(job, at=AT + timedelta(minutes=1))
    assert (again.attempt, again.ended_at) == (1, AT)


def test_a_waiting_job_stops_at_once_and_never_runs(cast: Cast) -> None:
    job = ask_to_stop(job=begun(cast, to=3), by=cast.nadia, at=AT)
    assert run_now(job, at=AT).state == State.STOPPED
    with pytest.raises(AlreadyEnded):
        ask_to_stop(job=job, by=cast.nadia, at=AT)


def test_a_running_job_stops_at_its_next_breath_and_keeps_what_it_did(cast: Cast) -> None:
    job = running(cast, to=3)
    run = Run(job, connection, lambda: AT)
    run.progress(2, 3)
    ask_to_stop(job=job, by=cast.nadia, at=AT)
    with pytest.raises(Stopped):
        run.check()
    actions.stop(job=job, at=AT)
    job.refresh_from_db()
    assert (job.state, job.done) == (State.STOPPED, 2)


def test_a_run_that_was_taken_for_dead_may_not_write_any_more(cast: Cast) -> None:
    old = running(cast, stubborn)
    rescue(job_id=old.pk, at=AT)
    new = actions.claim(job_id=old.pk, at=AT)
    with pytest.raises(Superseded):
        Run(old, connection, lambda: AT).check()
    actions.finish(job=old, at=AT, result={"text": "late"})
    assert Job.objects.get().state == State.RUNNING
    assert new is not None and new.attempt == 2


def test_a_passing_problem_is_tried_again_later_and_longer(cast: Cast) -> None:
    job = run_now(begun(cast, busy, succeeds_at=3), at=AT)
    assert (job.state, job.not_before, job.error) == (State.QUEUED, AT + timedelta(seconds=10), "Busy")
    job = run_now(job, at=AT)
    assert job.not_before == AT + timedelta(seconds=20)
    assert run_now(job, at=AT).state == State.DONE


def test_a_passing_problem_that_does_not_pass_is_a_failure(cast: Cast) -> None:
    job = begun(cast, busy, succeeds_at=9)
    for _attempt in range(3):
        job = run_now(job, at=AT)
    assert (job.state, job.attempt) == (State.FAILED, 3)


def test_an_unforeseen_problem_fails_without_its_innards(cast: Cast) -> None:
    job = run_now(begun(cast, broken), at=AT)
    assert (job.state, job.error) == (State.FAILED, actions.UNEXPECTED)
    assert "ZeroDivision" not in queries.problem_of(job)


def test_a_refusal_is_told_in_its_own_words(cast: Cast) -> None:
    job = run_now(begun(cast, refusing), at=AT)
    assert queries.problem_of(job) == "La feuille est vide."


def test_a_failed_job_is_begun_again_by_a_person_only_when_it_ended(cast: Cast) -> None:
    job = run_now(begun(cast, broken), at=AT)
    assert retry(job=job, by=cast.nadia, at=AT).state == State.QUEUED
    with pytest.raises(StillActive):
        retry(job=job, by=cast.nadia, at=AT)


def test_a_killed_job_is_begun_anew_only_if_its_kind_allows(cast: Cast) -> None:
    restartable, not_so = running(cast, stubborn), running(cast, fragile)
    for job in (restartable, not_so):
        rescue(job_id=job.pk, at=AT)
        job.refresh_from_db()
    assert restartable.state == State.QUEUED
    assert (not_so.state, not_so.error) == (State.FAILED, actions.KILLED)


def test_a_job_that_lost_its_task_is_queued_again(cast: Cast) -> None:
    begun(cast, to=3)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    assert actions.requeue_lost(at=AT + timedelta(minutes=1)) == 0
    assert actions.requeue_lost(at=AT + timedelta(minutes=3)) == 1
    assert actions.requeue_lost(at=AT + timedelta(minutes=3)) == 0


def test_old_jobs_are_forgotten_with_their_files(cast: Cast) -> None:
    job = run_now(begun(cast, to=3), at=AT)
    JobFile.objects.create(job=job, name="a.csv", content_type="text/csv", content=b"a")
    begun(cast, to=4)
    assert prune(at=AT + timedelta(days=29)) == 0
    assert prune(at=AT + timedelta(days=31)) == 1
    assert Job.objects.count() == 1


def test_remaining_time_comes_from_the_pace(cast: Cast) -> None:
    job = running(cast, to=400)
    job.done, job.total = 100, 400
    with translation.override("fr"):
        assert queries.view_of(job, AT + timedelta(seconds=10)).remaining == "encore 30\u00a0s"
        assert queries.view_of(job, AT + timedelta(minutes=10)).remaining == "encore 30\u00a0min"


def test_the_pages_of_a_job(cast: Cast) -> None:
    browser = Browser()
    browser.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    assert "Aucun travail" in browser.get(reverse("jobs:list")).content.decode()
    job = running(cast, to=400)
    Job.objects.filter(pk=job.pk).update(done=248, total=400)
    fragment = browser.get(reverse("jobs:progress", args=[job.pk])).content.decode()
    assert "248 sur 400" in fragment
    assert "Arrêter, garder les 248" in fragment
    assert 'hx-trigger="every 2s"' in fragment
    assert 'max="400" value="248"' in fragment
    browser.post(reverse("jobs:stop", args=[job.pk]))
    actions.stop(job=job, at=AT)
    ended = browser.get(reverse("jobs:progress", args=[job.pk])).content.decode()
    assert "hx-trigger" not in ended
    browser.post(reverse("jobs:retry", args=[job.pk]))
    assert Job.objects.get().state == State.QUEUED
    assert "Compter" in browser.get(reverse("jobs:list"), {"state": "active"}).content.decode()


@pytest.mark.parametrize("number", [2, 30])
def test_the_list_asks_the_database_a_constant_number_of_times(
    cast: Cast, number: int, django_assert_num_queries: object
) -> None:
    for _each in range(number):
        begun(cast, to=3)
    cast.nadia.may("read")
    with django_assert_num_queries(2):  # type: ignore[operator]
        list(queries.list_jobs(cast.nadia, at=AT))


def test_the_large_workbook_of_the_journal_is_made_with_the_rights_of_whoever_asked(cast: Cast) -> None:
    browser = Browser()
    browser.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    browser.post(reverse("jobs:journal_export"), {"production": cast.drache.pk})
    assert Job.objects.get().params["production_id"] == cast.drache.pk
    job = begin(journal_workbook, by=cast.nadia, at=AT, title="Journal", **filter_as_params(Filter()))
    job = run_now(job, at=AT)
    assert job.state == State.DONE, job.error
    answer = browser.get(reverse("jobs:file", args=[job.pk]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="journal.xlsx"'
    assert len(read_table(answer.content).records.rows) == Entry.objects.count() - 1


def test_the_worker_gives_a_sign_of_life(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
    assert queries.worker_seen_at() is None
    actions.note_pulse(at=AT)
    assert queries.worker_seen_at() == AT
