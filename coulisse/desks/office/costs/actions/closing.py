"""Closing a week: the report gets its number and is frozen, with the place in the books that it was made from."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from coulisse.desks.office.costs.models import ClosedReport
from coulisse.desks.office.costs.queries.freezing import frozen, hash_of
from coulisse.desks.office.costs.queries.report import Known, last_estimate, situation_of
from coulisse.desks.office.costs.weeks import last_whole_week
from coulisse.desks.office.facts.costs import ReportClosed
from coulisse.desks.office.ledger.actions import close_period, locked_head
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production


class NoBudget(Exception):
    """Without an agreed budget there is nothing to report against."""


class BeforeTheLast(Exception):
    """The situation is before that of the last closed report, or the number is taken."""


class ClosedAlready(Exception):
    """The very same report was closed before: sent twice, or by two people at once. Carries its number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"report {number} holds the same")
        self.number = number


def close_report(
    *,
    production: Production,
    until: date,
    by: User | None,
    at: datetime,
    number: int | None = None,
    stamp: str = "",
    facts: Mapping[str, Any] | None = None,
    and_the_books: bool = False,
) -> ClosedReport:
    """Freeze the report of a day. `facts`: what stands on the paper from other desks, plain values.

    `and_the_books` also closes the ledger up to that day. Raises `NoBudget`, `BeforeTheLast`, `ClosedAlready`.
    """
    with transaction.atomic():
        head = locked_head(production)
        _after_the_last(production, until, number)
        week = last_whole_week(until)
        known = Known(sequence=head.sequence, estimate=last_estimate(production))
        situation = situation_of(production, until, known=known, week=week)
        if not situation.has_budget:
            raise NoBudget
        content = frozen(situation, facts or {})
        _not_the_same(production, until, stamp.strip(), content, sequence=head.sequence)
        numbered = number or _next(production)
        closed = ClosedReport.objects.create(
            production=production,
            number=numbered,
            until=until,
            move_from=week.since,
            move_to=week.through,
            sequence=head.sequence,
            chain_hash=head.hash,
            estimate_id=known.estimate or 0,
            stamp=stamp.strip(),
            content=content,
            hash=hash_of(content, number=numbered, until=until, sequence=head.sequence, chain_hash=head.hash),
            by=by,
            at=at,
        )
        if and_the_books and (head.closed_until is None or head.closed_until < until):
            close_period(production=production, day=until, by=by, at=at)
        said = ReportClosed(number=numbered, day=until)
        announce(said, by=by, at=at, about=closed, production=production.pk, desk=Desk.OFFICE)
    return closed


def _next(production: Production) -> int:
    last: int | None = ClosedReport.objects.filter(production=production).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _after_the_last(production: Production, until: date, number: int | None) -> None:
    last = ClosedReport.objects.filter(production=production).order_by("-number").first()
    if last is not None and (until < last.until or (number is not None and number <= last.number)):
        raise BeforeTheLast(last.until.isoformat())


def _not_the_same(
    production: Production, until: date, stamp: str, content: Mapping[str, Any], *, sequence: int
) -> None:
    last = ClosedReport.objects.filter(production=production).order_by("-number").first()
    if last is None or (last.until, last.stamp, last.sequence) != (until, stamp, sequence):
        return
    if last.content == json.loads(json.dumps(content)):
        raise ClosedAlready(last.number)
