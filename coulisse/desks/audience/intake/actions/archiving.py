"""Bringing a file of messages: kept and looked at, nothing taken in until somebody says so."""

from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO, Final

from django.db import transaction

from coulisse.desks.audience.intake.archives import Filing, kind_of, messages_of
from coulisse.desks.audience.intake.cleaning import line
from coulisse.desks.audience.intake.models import Archive
from coulisse.formats.problems import Problem
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.vault import vault
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.jobs.models import Job
from coulisse.foundation.productions.models import Production

JOB: Final = "audience.take-in"
HEAD: Final = 4096
MOST: Final = 200_000
"""Messages of one file."""
TOLD: Final = 100
CHUNK: Final = 1 << 20


class NothingToTakeIn(ValueError):
    """Not one message of the file can be read."""


class AlreadyTakenIn(Exception):
    """Every message of this file is in."""


def bring(
    *,
    file: BinaryIO,
    name: str,
    channel: str,
    production: Production | None,
    to_answer: bool,
    by: User,
    at: datetime,
) -> Archive:
    """Keep a file and look through it. Raises Unreadable, `NothingToTakeIn`, and what the vault raises."""
    kept = vault().store(iter(lambda: file.read(CHUNK), b""))
    row = Archive(
        kind=kind_of(kept.head[:HEAD]),
        name=line(name, 200),
        sha256=kept.sha256,
        size=kept.size,
        channel=channel,
        production=production,
        to_answer=to_answer,
        brought_by=by,
        brought_at=at,
    )
    problems: list[dict[str, Any]] = []
    with vault().open(kept.sha256) as content:
        for found in islice(messages_of(row.kind, content, filing_of(row), at=at), MOST):
            if found.problem is None:
                row.messages += 1
                continue
            row.refused += 1
            if len(problems) < TOLD:
                problems.append(as_json(found.problem))
    if not row.messages:
        raise NothingToTakeIn(name)
    row.problems = problems
    row.save()
    return row


def take_in_archive(*, archive: Archive, title: str, by: User, at: datetime) -> Job:
    """Begin the job that takes its messages in, each once. Raises `AlreadyTakenIn`."""
    with transaction.atomic():
        row = Archive.objects.select_for_update().get(pk=archive.pk)
        if row.taken_at is not None:
            raise AlreadyTakenIn(row.pk)
        return begin(JOB, by=by, at=at, title=title, production=row.production_id, archive=row.pk)


def filing_of(row: Archive) -> Filing:
    return Filing(row.channel, row.production, row.to_answer)


def as_json(found: Problem) -> dict[str, Any]:
    detail = {key: str(value)[:80] for key, value in found.detail}
    return {"line": found.where.line, "code": found.code, "field": found.where.field, **detail}
