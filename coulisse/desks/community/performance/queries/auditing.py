"""An audit told again from the posts that it kept, and two audits side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from math import comb
from typing import Any, Final

from coulisse.desks.community.performance.metrics import METRICS
from coulisse.desks.community.performance.models import AccountAudit
from coulisse.engines.reach import Audit, Bucket, Posted, audit, best_hours, compare
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.period import Period
from coulisse.kernel.times import elapsed, to_brussels
from coulisse.papers.account_audit import (
    AuditRecord,
    ChangeTold,
    FormatTold,
    HoursTold,
    HourTold,
    SilenceTold,
)

OUTSIDE: Final = 0.025
"""Of each tail: 95 % stay between the two."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One post as an audit keeps it."""

    record: int
    at: datetime
    has_hour: bool
    value: int | None
    format: str


def kept_of(row: AccountAudit) -> tuple[Kept, ...]:
    return tuple(
        Kept(record, to_brussels(datetime.fromisoformat(at)), has_hour, value, format)
        for record, at, has_hour, value, format in row.posts
    )


def audit_of(row: AccountAudit) -> Audit:
    """Hours are judged by the posts whose hour is known; all the rest by all of them."""
    kept = kept_of(row)
    whole = audit([_posted(one) for one in kept], Period(row.first_on, row.last_on))
    timed = [_posted(one) for one in kept if one.has_hour and row.first_on <= one.at.date() <= row.last_on]
    return replace(whole, hours=best_hours(timed, by_weekday=False))


def record_of(row: AccountAudit, language: str, *, house: str, before: AccountAudit | None = None) -> AuditRecord:
    """What the screen and the paper tell, in a language."""
    found = audit_of(row)
    return AuditRecord(
        account=str(row.account),
        house=house,
        writer=str(row.made_by or ""),
        at=to_brussels(row.made_at),
        first=row.first_on,
        last=row.last_on,
        metric=in_language(METRICS.metric(row.metric).labels, language),
        definition=in_language(METRICS.metric(row.metric).definition, language),
        n=found.n,
        per_week=found.per_week,
        weeks=found.weeks,
        silence=_silence(row),
        formats=tuple(
            FormatTold(one.code, one.n, len(one.values), one.median, *median_interval(one.values), one.is_enough)
            for one in found.formats
        ),
        hours=HoursTold(
            found.hours.verdict.value,
            found.hours.n,
            found.hours.usual,
            tuple(_hour(one) for one in found.hours.best),
            tuple(_hour(one) for one in found.hours.dead),
        ),
        sources=tuple(row.sources),
        before=(before.first_on, before.last_on) if before else None,
        changes=_changes(row, before) if before else (),
        per_week_before=audit_of(before).per_week if before else None,
    )


def median_interval(values: Sequence[int]) -> tuple[int | None, int | None]:
    """Between which values the median lies in 95 of 100, by their ranks alone; nothing under six values.

    >>> median_interval(range(1, 11)), median_interval([1, 2, 3])
    ((2, 9), (None, None))
    """
    n, tail, rank = len(values), 0.0, 0
    while rank < n and (tail := tail + comb(n, rank) / 2**n) <= OUTSIDE:
        rank += 1
    if not rank:
        return None, None
    ordered = sorted(values)
    return ordered[rank - 1], ordered[n - rank]


def _posted(one: Kept) -> Posted:
    return Posted(one.at, one.value, one.format)


def _silence(row: AccountAudit) -> SilenceTold | None:
    moments = sorted(one.at for one in kept_of(row) if row.first_on <= one.at.date() <= row.last_on)
    pairs = [(elapsed(one, after), one, after) for one, after in pairwise(moments)]
    if not pairs:
        return None
    longest, starts, ends = max(pairs, key=lambda pair: pair[0])
    return SilenceTold(longest.days, starts.date(), ends.date())


def _hour(one: Bucket) -> HourTold:
    return HourTold(one.hour, one.width, one.n, one.times, one.low, one.high)


def _changes(row: AccountAudit, before: AccountAudit) -> tuple[ChangeTold, ...]:
    change = compare(audit_of(before), audit_of(row))
    return tuple(
        ChangeTold(
            one.code,
            one.before.n if one.before else 0,
            one.before.median if one.before else None,
            one.after.n if one.after else 0,
            one.after.median if one.after else None,
            one.moved.value,
        )
        for one in change.formats
    )


def as_posts(rows: Iterable[tuple[int, datetime, bool, int | None, str]]) -> list[list[Any]]:
    """As the row keeps them."""
    return [[record, at.isoformat(), has_hour, value, format] for record, at, has_hour, value, format in rows]
