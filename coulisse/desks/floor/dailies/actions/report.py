"""The report of the day: figures, closing, signatures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.floor.dailies.models import Report, Signature
from coulisse.desks.floor.dailies.queries.report import Hours, hours_of, record_of
from coulisse.desks.floor.dailies.shot import shooting_day
from coulisse.desks.floor.facts.dailies import HoursWorked, ReportClosed, ReportReopened, ReportSigned
from coulisse.desks.floor.schedule.models import Day
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.journal.actions import announce
from coulisse.papers.production_report import production_report


class ReportIsClosed(Exception):
    """The report is frozen: open it again, with a reason, to change it."""


class ReportIsOpen(Exception):
    """The report is not closed yet: nothing to sign or to open."""


class AlreadySigned(Exception):
    """Somebody signed for that function. Carries the signature."""

    def __init__(self, standing: Signature) -> None:
        super().__init__(standing.job)
        self.standing = standing


def report_of(day: Day) -> Report:
    """The report of a day, begun at its first opening."""
    return Report.objects.select_related("document").get_or_create(day=shooting_day(day))[0]


def edit_figures(*, report: Report, values: Mapping[str, Any], read_version: int) -> Report:
    """The figures that nothing else holds. Raises ReportIsClosed, StaleWrite."""
    if report.closed_at is not None:
        raise ReportIsClosed(report.pk)
    with transaction.atomic():
        return report.write(values, read_version=read_version)


def close(*, report: Report, day: Day, read_version: int, by: User, at: datetime) -> Report:
    """Freeze the day: its paper is kept, each person's hours go out. Raises ReportIsClosed, StaleWrite.

    The paper speaks the language of the production.
    """
    if report.closed_at is not None:
        raise ReportIsClosed(report.pk)
    production = day.board.production
    with transaction.atomic():
        record = record_of(report, day, now=at, closed_at=at)
        paper = keep(
            production_report(record, production.language),
            name=f"{production.code}-J{day.number or 0:02}-{day.date.isoformat()}.pdf",
            title=f"{production.title} – J{day.number}",
            by=by,
            at=at,
            production=production.pk,
            about=production,
            private=True,
            language=production.language,
        )
        closed = report.write({"closed_at": at, "document": paper}, read_version=read_version)
        announce(
            ReportClosed(
                report_id=closed.pk,
                day_id=day.pk,
                date=day.date.isoformat(),
                number=day.number or 0,
                document_id=paper.pk,
            ),
            by=by,
            at=at,
            about=day,
            production=production.pk,
            desk="floor",
        )
        for worked in hours_of(day, now=at):
            _announce_hours(closed, day, worked, by=by, at=at)
    return closed


def reopen(*, report: Report, day: Day, reason: str, read_version: int, by: User, at: datetime) -> Report:
    """Correct a closed report: its signatures fall, its paper stays among the documents. Raises ReportIsOpen."""
    if report.closed_at is None:
        raise ReportIsOpen(report.pk)
    with transaction.atomic():
        opened = report.write({"closed_at": None}, read_version=read_version)
        opened.signatures.all().delete()
        announce(
            ReportReopened(report_id=report.pk, number=day.number or 0, reason=reason),
            by=by,
            at=at,
            about=day,
            production=day.board.production_id,
            desk="floor",
        )
    return opened


def sign(*, report: Report, day: Day, job: str, name: str, on_paper: bool, by: User, at: datetime) -> Signature:
    """Sign in one's own name, or note a signature on paper. Raises ReportIsOpen, AlreadySigned."""
    with transaction.atomic():
        locked = Report.objects.select_for_update().get(pk=report.pk)
        if locked.closed_at is None:
            raise ReportIsOpen(report.pk)
        standing = Signature.objects.filter(report=locked, job=job).first()
        if standing is not None:
            raise AlreadySigned(standing)
        row = Signature.objects.create(report=locked, job=job, name=name, on_paper=on_paper, user=by, at=at)
        announce(
            ReportSigned(report_id=report.pk, number=day.number or 0, name=name, job=job),
            by=by,
            at=at,
            about=day,
            production=day.board.production_id,
            desk="floor",
        )
    return row


def _announce_hours(report: Report, day: Day, worked: Hours, *, by: User, at: datetime) -> None:
    announce(
        HoursWorked(
            report_id=report.pk,
            contact_id=worked.contact_id,
            name=worked.name,
            date=day.date.isoformat(),
            starts_at=worked.starts_at.isoformat(timespec="minutes"),
            ends_at=worked.ends_at.isoformat(timespec="minutes"),
            meal_minutes=worked.meal_minutes,
            joint_committee=worked.joint_committee,
        ),
        by=by,
        at=at,
        about=day,
        production=day.board.production_id,
        desk="floor",
        private=True,
    )
