"""Which period a report tells, and which broadcast. No clock is read here: the latest message says what is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from coulisse.desks.audience.intake.models import RunningItem
from coulisse.desks.audience.reports.counting import conversations_of
from coulisse.desks.audience.reports.models import Report
from coulisse.engines.digest import Frame, Row
from coulisse.engines.digest.counting import first_quarter, quarters
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import Never, Twice, in_brussels, to_brussels

WEEK: Final = timedelta(days=7)
FORTNIGHT: Final = timedelta(days=14)
MORNING: Final = time(8)
MIDNIGHT: Final = time(0)
MOST_BROADCASTS: Final = 40


@dataclass(frozen=True, slots=True)
class Span:
    """A period and the one that it is compared with; ends are excluded."""

    starts: datetime
    ends: datetime
    before_starts: datetime
    before_ends: datetime


def at_wall(day: date, wall: time = MIDNIGHT) -> datetime:
    return in_brussels(day, wall, twice=Twice.EARLIER, never=Never.SHIFT)


def latest_moment(production: Production | None) -> datetime | None:
    """When the last message of a production came in: what « now » means to its reports."""
    found = conversations_of(production).order_by("-received_at").values_list("received_at", flat=True)
    return found.first()


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_span(monday: date) -> Span:
    """Monday 00:00 to the next Monday 08:00, beside the seven days before: no message is in both."""
    return Span(
        at_wall(monday),
        at_wall(monday + WEEK, MORNING),
        at_wall(monday - WEEK),
        at_wall(monday),
    )


def told_week(moment: datetime) -> date:
    """The Monday of the last week that is over when the latest message came: its letter is due."""
    return monday_of(to_brussels(moment).date()) - WEEK


def fortnight_span(ends: date) -> Span:
    return Span(
        at_wall(ends - FORTNIGHT), at_wall(ends), at_wall(ends - FORTNIGHT - FORTNIGHT), at_wall(ends - FORTNIGHT)
    )


def year_span(first: date) -> Span:
    """Twelve months from the first of a month, beside the twelve before."""
    return Span(
        at_wall(first),
        at_wall(first.replace(year=first.year + 1)),
        at_wall(first.replace(year=first.year - 1)),
        at_wall(first),
    )


def night_span(broadcast: Broadcast) -> Span:
    """The night of a broadcast: from the quarter before it to eight in the morning; and that of a week before."""
    far = quarters((), air_starts=broadcast.starts_at, ends=broadcast.starts_at + timedelta(days=2))
    starts = first_quarter(broadcast.starts_at)

    def week_before(at: datetime) -> datetime:
        local = to_brussels(at)
        return at_wall(local.date() - WEEK, local.time().replace(tzinfo=None))

    return Span(starts, far.until, week_before(starts), week_before(far.until))


def broadcasts_of(production: Production, starts: datetime, ends: datetime) -> list[Broadcast]:
    """What went on air of a production, the latest first; repeats are not told around."""
    found = Broadcast.objects.filter(
        programme__production=production, starts_at__gte=starts, starts_at__lt=ends, is_repeat=False
    ).exclude(state=Broadcast.State.CANCELLED)
    return list(found.select_related("channel", "programme").order_by("-starts_at")[:MOST_BROADCASTS])


def latest_broadcast(production: Production, until: datetime) -> Broadcast | None:
    return next(iter(broadcasts_of(production, until - timedelta(days=60), until)), None)


def told_broadcast(found: Sequence[Broadcast], rows: Sequence[Row], ends: datetime) -> Broadcast | None:
    """The one whose night brought the most; of equals the latest."""
    moments = [row.received for row in rows]

    def brought(broadcast: Broadcast) -> int:
        return quarters(moments, air_starts=broadcast.starts_at, ends=ends).total

    return max(found, key=brought, default=None)


def frame_of(report: Report, rows: Sequence[Row], *, as_of: datetime) -> tuple[Frame, Broadcast | None]:
    """The frame of a count, around the broadcast of the period that brought the most."""
    broadcast = None
    with_night = report.kind in {Report.Kind.MONDAY, Report.Kind.MIDDAY} and report.production is not None
    if with_night and report.production is not None:
        aired = broadcasts_of(report.production, report.starts_at, report.ends_at)
        broadcast = told_broadcast(aired, rows, report.ends_at)
    cue = None
    if broadcast is not None:
        cue = RunningItem.objects.filter(broadcast=broadcast, is_cause=True).order_by("starts_at").first()
    frame = Frame(
        starts=to_brussels(report.starts_at),
        ends=to_brussels(report.ends_at),
        before_starts=to_brussels(report.before_starts_at),
        before_ends=to_brussels(report.before_ends_at),
        as_of=to_brussels(as_of),
        air_starts=to_brussels(broadcast.starts_at) if broadcast else None,
        air_ends=to_brussels(broadcast.ends_at) if broadcast else None,
        cue_at=to_brussels(cue.starts_at) if cue else None,
        cue=cue.title if cue else "",
    )
    return frame, broadcast
