"""Beginning a report, counting it, writing over its proposals, freezing it as a version."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from coulisse.desks.audience.facts.reports import (
    OfReport,
    ReportBegun,
    ReportChanged,
    ReportDropped,
    ReportFrozen,
)
from coulisse.desks.audience.reports.content import content_of, names_of
from coulisse.desks.audience.reports.counting import (
    MOST_AT_ONCE,
    Kept,
    complaints_of,
    how_many,
    packed,
    rows_of,
    topic_labels,
    was_counted_as_filed,
)
from coulisse.desks.audience.reports.models import Report
from coulisse.desks.audience.reports.periods import Span, frame_of
from coulisse.engines.digest import Frame, Told, complaints_told, plain, revived, told
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.jobs import actions as jobs
from coulisse.foundation.jobs.models import Job
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.parameters.queries import NoValueInForce, value_on
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import to_brussels

THRESHOLD: Final = "audience.publication_threshold"
COUNT_JOB: Final = "audience.report-count"
SUFFIXES: Final = {"monday": "S{week:02}", "midday": "M{day}", "complaints": "P{day}", "year": "A{month}"}


class FrozenAlready(Exception):
    """What was frozen is not changed: a new version is begun."""


class NotCounted(Exception):
    """It is still being counted."""


class PeriodEmpty(Exception):
    """It ends before it starts."""


def begin(*, kind: str, production: Production | None, span: Span, by: User, at: datetime) -> Report:
    """A draft of a period; the one there is where somebody began it already. Raises PeriodEmpty.

    A period with many messages is counted by a job.
    """
    if span.ends <= span.starts:
        raise PeriodEmpty
    code = code_of(kind, production, span)
    with transaction.atomic():
        known = Report.objects.select_for_update().filter(code=code)
        draft = known.filter(state=Report.State.DRAFT).first()
        if draft is not None:
            return draft
        number = (known.aggregate(last=Max("number"))["last"] or 0) + 1
        latest = known.filter(number=number - 1).first()
        row = Report.objects.create(
            kind=kind,
            production=production,
            code=code,
            number=number,
            starts_at=span.starts,
            ends_at=span.ends,
            before_starts_at=span.before_starts,
            before_ends_at=span.before_ends,
            texts={} if latest is None else latest.texts,
            begun_by=by,
            begun_at=at,
        )
        _tell(ReportBegun(**_of(row)), row, by=by, at=at)
        count_or_begin(report=row, by=by, at=at)
    return Report.objects.get(pk=row.pk)


def code_of(kind: str, production: Production | None, span: Span) -> str:
    """`PJ-2027-S10`: who, year and week; two productions of the same initials take their short codes."""
    code, longer = codes_of(kind, production, span)
    taken = Report.objects.filter(code=code).exclude(production=production)
    return longer if production is not None and taken.exists() else code


def codes_of(kind: str, production: Production | None, span: Span) -> tuple[str, str]:
    """The code of a report, and the one that it takes where another production has it."""
    starts = to_brussels(span.starts)
    year, week = starts.isocalendar()[:2]
    suffix = SUFFIXES[kind].format(week=week, day=f"{starts:%m%d}", month=f"{starts:%m}")
    shown = year if kind == Report.Kind.MONDAY else starts.year
    code = f"{_initials(production)}-{shown}-{suffix}"
    return code, f"{production.code.upper()}-{shown}-{suffix}"[:40] if production else code


def _initials(production: Production | None) -> str:
    if production is None:
        return "MAISON"
    words = re.findall(r"[^\W\d_]+|\d+", production.title)
    letters = "".join(word[0] if word[0].isalpha() else word for word in words).upper()
    return letters[:6] if len(letters) > 1 else production.code.upper()[:12]


def count_or_begin(*, report: Report, by: User, at: datetime) -> Job | None:
    """Count now, or give it to a job where there is much to count."""
    many = how_many(report.production, report.before_starts_at, report.ends_at)
    if many <= MOST_AT_ONCE:
        count(report=report, at=at)
        return None
    return jobs.begin(
        COUNT_JOB,
        by=by,
        at=at,
        title=_("Count of %(code)s") % {"code": report.identifier},
        production=report.production_id,
        report=report.pk,
    )


def count(*, report: Report, at: datetime) -> Report:
    """Count the period as it stands, and keep each row. Raises FrozenAlready."""
    with transaction.atomic():
        row = (
            Report.objects.select_for_update(of=("self",)).select_related("production__company").get(pk=report.pk)
        )
        if row.is_frozen:
            raise FrozenAlready(row.identifier)
        counted = counted_again(row, at=at)
        row.frame, row.figures = plain(counted.frame), counted.figures
        row.labels, row.counted, row.counted_at = counted.labels, packed(counted.kept), at
        row.version += 1
        row.save(update_fields=["frame", "figures", "labels", "counted", "counted_at", "version"])
    return row


class Counted:
    """One count: the frame, the figures as JSON, the words of the topics, the rows."""

    __slots__ = ("figures", "frame", "kept", "labels")

    def __init__(self, frame: Frame, figures: dict[str, Any], labels: dict[str, Any], kept: Kept) -> None:
        self.frame = frame
        self.figures = figures
        self.labels = labels
        self.kept = kept


def counted_again(report: Report, *, at: datetime, frame: Frame | None = None) -> Counted:
    """Count a report's period. `frame`: as of an earlier count; else as of now, and of every answer known now."""
    if report.kind == Report.Kind.COMPLAINTS:
        return _complaints(report, at=at, frame=frame)
    as_filed = frame is not None and was_counted_as_filed(report)
    rows = rows_of(report.production, report.starts_at, report.ends_at, as_filed=as_filed)
    before = rows_of(report.production, report.before_starts_at, report.before_ends_at, as_filed=as_filed)
    latest = max((row.answered for row in rows if row.answered is not None), default=at)
    as_of = max(at, latest + timedelta(microseconds=1))
    fresh, broadcast = frame_of(report, rows, as_of=as_of)
    used = frame or fresh
    found = told(rows, before, used)
    figures: dict[str, Any] = {"told": plain(found), "names": names_of(report, used, broadcast)}
    if report.kind == Report.Kind.YEAR:
        then = replace(
            used,
            starts=used.before_starts,
            ends=used.before_ends,
            before_starts=used.before_starts,
            before_ends=used.before_starts,
        )
        figures["months_before"] = plain(told(before, (), then).months)
    labels = topic_labels([one.code for one in (*found.topics, *found.night_topics)])
    return Counted(used, figures, labels, Kept(tuple(rows), tuple(before)))


def _complaints(report: Report, *, at: datetime, frame: Frame | None) -> Counted:
    rows = complaints_of(report.production, report.starts_at, report.ends_at)
    fresh, broadcast = frame_of(report, (), as_of=at)
    used = frame or fresh
    limit = threshold_on(report)
    found = complaints_told(rows, limit["n"])
    figures = {
        "complaints": plain(found),
        "names": names_of(report, used, broadcast),
        "threshold": limit,
    }
    labels = topic_labels([line.topic for line in found.lines])
    return Counted(used, figures, labels, Kept(complaints=tuple(rows)))


def threshold_on(report: Report) -> dict[str, Any]:
    """From how many complaints a programme is named: the parameter in force on the last day of the period."""
    day = localdate(report.ends_at - timedelta(microseconds=1))
    try:
        value = value_on(THRESHOLD, day)
    except NoValueInForce:
        return {
            "n": 1,
            "on": day.isoformat(),
            "source": _("no value in force: every programme"),
            "to_be_confirmed": True,
        }
    return {
        "n": int(value.number),
        "on": day.isoformat(),
        "source": value.source,
        "to_be_confirmed": value.to_be_confirmed,
    }


def write(
    *, report: Report, language: str, texts: Mapping[str, str], read_version: int, by: User, at: datetime
) -> Report:
    """Words over the proposals, in one language; an empty one goes back to the proposal.

    Raises FrozenAlready, StaleWrite.
    """
    with transaction.atomic():
        fresh = Report.objects.select_for_update().get(pk=report.pk)
        if fresh.is_frozen:
            raise FrozenAlready(fresh.identifier)
        kept = {name: text.strip() for name, text in texts.items() if text.strip()}
        changed = tuple(
            sorted(
                name
                for name in {*kept, *fresh.texts.get(language, {})}
                if kept.get(name) != fresh.texts.get(language, {}).get(name)
            )
        )
        row = report.write({"texts": {**fresh.texts, language: kept}}, read_version=read_version)
        if changed:
            _tell(ReportChanged(**_of(row), fields=changed), row, by=by, at=at)
    return row


def choose_voices(*, report: Report, voices: Sequence[int] | None, by: User, at: datetime) -> Report:
    """Quotations by hand; None: those that differ most. Raises FrozenAlready."""
    with transaction.atomic():
        row = Report.objects.select_for_update().get(pk=report.pk)
        if row.is_frozen:
            raise FrozenAlready(row.identifier)
        row.voices = None if voices is None else list(voices)
        row.version += 1
        row.save(update_fields=["voices", "version"])
        _tell(ReportChanged(**_of(row), fields=("voices",)), row, by=by, at=at)
    return row


def freeze(*, report: Report, by: User, at: datetime) -> Report:
    """A version that never changes: counted once more where that takes no time, then kept as it is printed.

    Raises FrozenAlready, NotCounted.
    """
    with transaction.atomic():
        row = (
            Report.objects.select_for_update(of=("self",)).select_related("production__company").get(pk=report.pk)
        )
        if row.is_frozen:
            raise FrozenAlready(row.identifier)
        if how_many(row.production, row.before_starts_at, row.ends_at) <= MOST_AT_ONCE:
            row = count(report=row, at=at)
        if row.counted_at is None:
            raise NotCounted(row.identifier)
        family = revived(Told, row.figures["told"]).family if "told" in row.figures else None
        row.content = content_of(row, family)
        row.state, row.frozen_by, row.frozen_at = Report.State.FROZEN, by, at
        row.version += 1
        row.save(update_fields=["content", "state", "frozen_by", "frozen_at", "version"])
        _tell(ReportFrozen(**_of(row), count=total_of(row)), row, by=by, at=at)
    return row


def total_of(report: Report) -> int:
    figures = report.figures
    if "complaints" in figures:
        return int(figures["complaints"]["n"])
    return int(figures["told"]["n"]) if "told" in figures else 0


def span_of(report: Report) -> Span:
    return Span(report.starts_at, report.ends_at, report.before_starts_at, report.before_ends_at)


def drop(*, report: Report, by: User, at: datetime) -> None:
    """Throw a draft away. Raises FrozenAlready."""
    with transaction.atomic():
        row = Report.objects.select_for_update().get(pk=report.pk)
        if row.is_frozen:
            raise FrozenAlready(row.identifier)
        _tell(ReportDropped(**_of(row)), row, by=by, at=at)
        row.delete()


def _of(row: Report) -> dict[str, Any]:
    return {"report_id": row.pk, "code": row.identifier}


def _tell(happened: OfReport, row: Report, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=row, production=row.production_id, desk=Desk.AUDIENCE)
