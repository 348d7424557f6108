"""Letting an account cost more than its budget: asked of a named person, approved or refused, and kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.office.costs.models import CostSettings, Overspend
from coulisse.desks.office.facts.costs import OverspendApproved, OverspendAsked, OverspendRefused, WatchChanged
from coulisse.desks.office.ledger.actions import NoReason, locked_head
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.kernel import Money


class AskedAlready(Exception):
    """The account has a question open."""


class AnsweredAlready(Exception):
    """Somebody answered, or it was answered before."""


class NotTheOneAsked(Exception):
    """Only the person who was asked answers."""


def ask(
    *,
    production: Production,
    account: str,
    over: Money,
    reason: str,
    asked_of: User,
    by: User | None,
    at: datetime,
) -> Overspend:
    """Ask a person to approve an overspend. Raises `NoReason`, `AskedAlready`."""
    if not reason.strip():
        raise NoReason
    with transaction.atomic():
        locked_head(production)
        open_ = Overspend.objects.filter(production=production, account=account, state=Overspend.State.ASKED)
        if open_.exists():
            raise AskedAlready(account)
        made = Overspend.objects.create(
            production=production,
            account=account,
            over_cents=over.cents,
            reason=reason.strip(),
            asked_of=asked_of,
            asked_by=by,
            asked_at=at,
        )
        said = OverspendAsked(overspend_id=made.pk, account=account, of=str(asked_of))
        announce(said, by=by, at=at, about=made, production=production.pk, desk=Desk.OFFICE)
    return made


def answer(*, overspend: Overspend, approved: bool, why: str, by: User, at: datetime) -> Overspend:
    """Approve or refuse; a refusal says why. Raises `NotTheOneAsked`, `AnsweredAlready`, `NoReason`."""
    if overspend.asked_of_id != by.pk:
        raise NotTheOneAsked(overspend.account)
    if not approved and not why.strip():
        raise NoReason
    with transaction.atomic():
        fresh = Overspend.objects.select_for_update().get(pk=overspend.pk)
        if fresh.state != Overspend.State.ASKED:
            raise AnsweredAlready(fresh.account)
        values = {
            "state": Overspend.State.APPROVED if approved else Overspend.State.REFUSED,
            "answer": why.strip(),
            "answered_by": by,
            "answered_at": at,
        }
        written = fresh.write(values, read_version=fresh.version)
        said: OverspendApproved | OverspendRefused = (
            OverspendApproved(overspend_id=written.pk, account=written.account)
            if approved
            else OverspendRefused(overspend_id=written.pk, account=written.account, why=why.strip())
        )
        announce(said, by=by, at=at, about=written, production=written.production_id, desk=Desk.OFFICE)
    return written


def watch(
    *, production: Production, values: Mapping[str, Any], read_version: int, by: User | None, at: datetime
) -> CostSettings:
    """Set the contingency, the threshold and the approver. Raises `StaleWrite`."""
    with transaction.atomic():
        row, _ = CostSettings.objects.get_or_create(production=production)
        written = row.write(values, read_version=read_version)
        announce(WatchChanged(), by=by, at=at, about=written, production=production.pk, desk=Desk.OFFICE)
    return written
