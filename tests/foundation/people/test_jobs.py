"""A long import as a job."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.jobs.execution import execute
from coulisse.foundation.jobs.models import Job, State
from coulisse.foundation.people.actions import importing
from coulisse.foundation.people.imports import staging
from coulisse.foundation.people.jobs import import_job
from coulisse.foundation.people.models import Contact, Import
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_folder(settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENTS = tmp_path


def waiting(cast: Cast) -> Import:
    imported = importing.stage_file(chunks=[b"Nom\nThonon\nClaes\n"], file_name="x.csv", by=cast.nadia, at=AT)
    importing.choose_mapping(imported=imported, mapping=["last_name"], twins="complete")
    importing.set_running(imported=imported)
    return imported


def run(imported: Import, cast: Cast) -> Job:
    job = begin(import_job, by=cast.nadia, at=AT, title="x", key=imported.key, choices={})
    execute(job_id=job.pk, now=timezone.now)
    job.refresh_from_db()
    return job


@pytest.mark.django_db(transaction=True)
def test_the_job_imports_and_leads_to_the_result(cast: Cast) -> None:
    imported = waiting(cast)
    job = run(imported, cast)
    assert (job.state, job.result) == (State.DONE, {"url": f"/people/import/{imported.key}/result"})
    assert (Contact.objects.count(), job.done, job.total) == (2, 2, 2)
    again = run(imported, cast)
    assert (again.state, Contact.objects.count()) == (State.DONE, 2)


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_gone_lets_the_import_wait_again(cast: Cast) -> None:
    imported = waiting(cast)
    staging.staged_path(imported.key).unlink()
    assert run(imported, cast).state == State.FAILED
    imported.refresh_from_db()
    assert imported.state == Import.State.STAGED
