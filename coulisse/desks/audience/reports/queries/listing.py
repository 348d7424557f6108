"""The list of the reports of a production, what is proposed next, and what moved since a count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coulisse.desks.audience.intake.labels import kind_label
from coulisse.desks.audience.intake.models import Channel, Conversation
from coulisse.desks.audience.reports.actions.writing import codes_of, counted_again, total_of
from coulisse.desks.audience.reports.counting import kept_of
from coulisse.desks.audience.reports.models import Pivot, Report
from coulisse.desks.audience.reports.papers import frame_kept, told_of
from coulisse.desks.audience.reports.periods import (
    Span,
    fortnight_span,
    latest_broadcast,
    latest_moment,
    monday_of,
    night_span,
    told_week,
    week_span,
    year_span,
)
from coulisse.engines.digest import Move, Row, behind, moves
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import to_brussels

MOST_REPORTS: Final = 60
MOST_SHOWN: Final = 200
MOST_MOVES: Final = 200


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report of the list."""

    pk: int
    kind: str
    kind_label: str
    identifier: str
    starts_at: datetime
    ends_at: datetime
    is_frozen: bool
    is_counted: bool
    total: int
    at: datetime
    by: str
    copies: int
    read: int
    of_the_house: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A report that is due, with the period that is proposed."""

    kind: str
    label: str
    starts_at: datetime
    ends_at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class Listing:
    lines: tuple[ReportLine, ...]
    proposals: tuple[Proposal, ...]
    pivots: tuple[tuple[int, str, str], ...]
    """Number, title, address."""


def reads_house(user: User, to: str = "read") -> bool:
    """Whether somebody holds the desk for the whole house."""
    return user.may(to, desk=Desk.AUDIENCE, production=None)


def listing(user: User, production: Production, *, may_change: bool) -> Listing:
    """Four queries and those of the latest message and broadcast."""
    mine = Q(production=production) | Q(production__isnull=True) if reads_house(user) else Q(production=production)
    rows = (
        Report.objects.filter(mine)
        .defer("counted", "content", "labels", "texts", "frame")
        .select_related("frozen_by", "begun_by")
        .annotate(sent=Count("copies"), said_read=Count("copies", filter=Q(copies__read_at__isnull=False)))
        .order_by("-ends_at", "-id")[:MOST_REPORTS]
    )
    lines = tuple(_line(row) for row in rows)
    pivots = tuple(
        (row.pk, row.title, f"{reverse('audience:reports:pivot')}?{_query(row)}")
        for row in Pivot.objects.filter(mine)[:MOST_SHOWN]
    )
    proposals = tuple(_proposals(user, production)) if may_change else ()
    return Listing(lines, proposals, pivots)


def _query(row: Pivot) -> str:
    from_spec = "&".join(f"{name}={value}" for name, value in row.spec.items() if value)
    return f"{from_spec}&kept={row.pk}" + (f"&production={row.production_id}" if row.production_id else "")


def _line(row: Any) -> ReportLine:
    return ReportLine(
        pk=row.pk,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        identifier=row.identifier,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        is_frozen=row.is_frozen,
        is_counted=row.counted_at is not None,
        total=total_of(row),
        at=row.frozen_at or row.begun_at,
        by=str(row.frozen_by or row.begun_by or ""),
        copies=row.sent,
        read=row.said_read,
        of_the_house=row.production_id is None,
    )


def spans_of(user: User, production: Production) -> dict[str, tuple[Production | None, Span]]:
    """For each kind the period that is due, from the latest message of the production; none without messages."""
    latest = latest_moment(production)
    if latest is None:
        return {}
    day = to_brussels(latest).date()
    found: dict[str, tuple[Production | None, Span]] = {
        Report.Kind.MONDAY: (production, week_span(told_week(latest))),
    }
    broadcast = latest_broadcast(production, latest + timedelta(minutes=1))
    if broadcast is not None:
        found[Report.Kind.MIDDAY] = (production, night_span(broadcast))
    house = None if reads_house(user) else production
    found[Report.Kind.COMPLAINTS] = (house, fortnight_span(monday_of(day)))
    found[Report.Kind.YEAR] = (production, year_span(date(day.year - 1, 1, 1)))
    return found


def _proposals(user: User, production: Production) -> list[Proposal]:
    """What is due and not begun. One query besides those of the periods."""
    labels = dict(Report.Kind.choices)
    found = []
    spans = spans_of(user, production)
    codes = {kind: codes_of(kind, of, span) for kind, (of, span) in spans.items()}
    begun = set(
        Report.objects.filter(code__in=[code for pair in codes.values() for code in pair]).values_list(
            "code", "production"
        )
    )
    for kind, (of, span) in spans.items():
        if any((code, of.pk if of else None) in begun for code in codes[kind]):
            continue
        what = production.title if of is not None else _("the whole house")
        found.append(Proposal(kind, str(labels[kind]), span.starts, span.ends, what))
    return found


@dataclass(frozen=True, slots=True)
class Behind:
    """One conversation behind a figure. A folded one shows nothing of its text."""

    pk: int
    reference: str
    received_at: datetime
    channel: str
    subject: str
    preview: str
    topic: str
    language: str
    state: str
    is_folded: bool
    is_there: bool


@dataclass(frozen=True, slots=True)
class FigureList:
    figure: str
    n: int
    rows: tuple[Behind, ...]
    next_from: int | None


def figure_list(report: Report, figure: str, *, start: int = 0) -> FigureList:
    """The very conversations that a figure counted, a page at a time."""
    kept = kept_of(report)
    if "complaints" in report.figures:
        keys = _complaint_keys(report, figure)
    else:
        rows: Sequence[Row] = behind(kept.rows, kept.before, frame_kept(report), told_of(report), figure)
        keys = [row.key for row in rows]
    shown = keys[start : start + MOST_SHOWN]
    more = start + MOST_SHOWN if start + MOST_SHOWN < len(keys) else None
    return FigureList(figure, len(keys), tuple(conversation_lines(shown)), more)


def _complaint_keys(report: Report, figure: str) -> list[int]:
    """`all`, `with-dossier`, or `line:<n>` of the table as printed."""
    kept = kept_of(report).complaints
    name, _colon, code = figure.partition(":")
    if name == "line" and code.isdigit():
        lines = report.figures["complaints"]["lines"]
        if int(code) >= len(lines):
            return []
        line = lines[int(code)]
        same = ("programme", "service", "topic")
        return [
            one.key
            for one in kept
            if all(getattr(one, part) == line[part] for part in same) and one.on.isoformat() == line["on"]
        ]
    if name == "with-dossier":
        return [one.key for one in kept if one.dossier]
    return [one.key for one in kept] if name == "all" else []


def conversation_lines(keys: Sequence[int]) -> list[Behind]:
    """In the order asked; what was erased since is said so. One query."""
    rows = Conversation.objects.filter(pk__in=keys).select_related("topic")
    found = {row.pk: row for row in rows}
    return [_behind(key, found.get(key)) for key in keys]


def _behind(key: int, row: Conversation | None) -> Behind:
    if row is None:
        return Behind(key, "", datetime.min, "", "", "", "", "", "", is_folded=False, is_there=False)
    return Behind(
        pk=row.pk,
        reference=row.reference,
        received_at=row.received_at,
        channel=row.get_channel_display(),
        subject="" if row.is_folded else row.subject,
        preview="" if row.is_folded else row.preview,
        topic=str(row.topic) if row.topic else "",
        language=row.language,
        state=row.get_state_display(),
        is_folded=row.is_folded,
        is_there=True,
    )


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One difference in words."""

    key: int
    reference: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Check:
    """A frozen report counted again. `same`: every figure is what it was."""

    same: bool
    differs: tuple[tuple[str, int, int], ...]
    """Figures that differ: name, then, now."""
    moves: tuple[MoveLine, ...]
    many: int


def check(report: Report, *, at: datetime) -> Check:
    """Count again as of the moment of the first count, and tell what moved."""
    again = counted_again(report, at=at, frame=frame_kept(report))
    kept = kept_of(report)
    moved = [*moves(kept.rows, again.kept.rows), *moves(kept.before, again.kept.before)]
    if "complaints" in report.figures:
        same = again.figures["complaints"] == report.figures["complaints"]
        differs = _differing(report.figures["complaints"], again.figures["complaints"], ("n", "dossiers", "below"))
        lines = [
            MoveLine(one.key, one.reference, _("has another place in the table"))
            for one in set(kept.complaints) ^ set(again.kept.complaints)
        ]
        return Check(same, differs, tuple(lines[:MOST_MOVES]), len(lines))
    same = again.figures["told"] == report.figures["told"]
    differs = _differing(report.figures["told"], again.figures["told"], tuple(FIGURE_NAMES))
    told = [move for move in moved if move.what not in LATER] if same else moved
    return Check(same, differs, tuple(_move_line(move) for move in told[:MOST_MOVES]), len(told))


LATER: Final = frozenset({"answered", "due", "is_closed", "routed", "service", "is_confirmed", "tone", "language"})
"""Life goes on: where no figure differs, what was done after the count is no news."""
FIGURE_NAMES: Final = ("n", "before", "night", "answered", "open", "late", "put_away", "confirmed")


def _differing(was: dict[str, Any], now: dict[str, Any], names: Sequence[str]) -> tuple[tuple[str, int, int], ...]:
    return tuple((figure_name(name), was[name], now[name]) for name in names if was[name] != now[name])


def figure_name(name: str) -> str:
    return {
        "n": pgettext("figure", "messages"),
        "before": pgettext("figure", "messages of the period before"),
        "night": pgettext("figure", "messages of the night"),
        "answered": pgettext("figure", "answers sent"),
        "open": pgettext("figure", "still open"),
        "late": pgettext("figure", "overdue"),
        "put_away": pgettext("figure", "closed without an answer"),
        "confirmed": pgettext("figure", "confirmed by a person"),
        "dossiers": pgettext("figure", "dossiers"),
        "below": pgettext("figure", "below the threshold"),
    }.get(name, name)


def _move_line(move: Move) -> MoveLine:
    if move.what == "came":
        return MoveLine(move.key, move.reference, _("is counted now, and was not"))
    if move.what == "left":
        return MoveLine(move.key, move.reference, _("was counted, and is no longer"))
    names = {
        "topic": _("topic"),
        "kind": _("kind"),
        "channel": _("channel"),
        "language": _("language"),
        "tone": _("tone"),
        "family": _("family"),
        "answered": _("answered"),
        "due": _("due"),
        "is_closed": _("closed"),
        "is_confirmed": _("confirmed"),
        "routed": _("handed on"),
        "service": _("service"),
        "received": _("received"),
    }
    words = {"what": names.get(move.what, move.what), "was": _shown(move, move.was), "now": _shown(move, move.now)}
    return MoveLine(move.key, move.reference, _("%(what)s: %(was)s, now %(now)s") % words)


def _shown(move: Move, value: str) -> str:
    if move.what == "kind":
        return kind_label(value) or "–"
    if move.what == "channel":
        return str(dict(Channel.choices).get(value, value))
    return value or "–"
