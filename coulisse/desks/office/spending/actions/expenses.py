"""Handing a ticket in, validating or refusing it, and taking that back. Only validating reaches the books."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from coulisse.desks.office.facts.spending import (
    ExpenseChanged,
    ExpenseHandedIn,
    ExpensePosted,
    ExpenseRefused,
    ExpenseTakenBack,
    OfExpense,
)
from coulisse.desks.office.ledger.actions import locked_head, post, reverse
from coulisse.desks.office.ledger.entries import Entry
from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.desks.office.spending.models import Expense
from coulisse.desks.office.spending.vat import parts_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.companies.queries import recovery_on
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.vault import Content
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.versions import StaleWrite, differences_of
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate

SOURCE: Final = "office.spending.expense"


class DecidedAlready(Exception):
    """Somebody validated or refused it meanwhile: take that back first."""


class NotDecided(Exception):
    """It waits for a decision: nothing to take back."""


class ReasonMissing(Exception):
    """Who spent the money is told why it is refused."""


def hand_in(
    *,
    production: Production,
    values: Mapping[str, Any],
    photo: Content | None = None,
    photo_name: str = "",
    number: int | None = None,
    by: User,
    at: datetime,
) -> Expense:
    """A new ticket, with its photo. Raises `vault.EmptyFile`, `vault.FileTooLarge`.

    `number` is for a house that counted elsewhere before; the next ones follow it.
    """
    with transaction.atomic():
        Production.objects.select_for_update(no_key=True).get(pk=production.pk)
        highest = Expense.objects.filter(production=production).aggregate(highest=Max("number"))["highest"] or 0
        expense = Expense(
            production=production,
            number=number or highest + 1,
            handed_in_by=by,
            handed_in_at=at,
            **values,
        )
        if photo is not None:
            _pin(expense, photo, photo_name, by=by, at=at)
        expense.save()
        _tell(ExpenseHandedIn(**_told(expense)), expense, by=by, at=at)
    return expense


def change(
    *,
    expense: Expense,
    values: Mapping[str, Any],
    read_version: int,
    photo: Content | None = None,
    photo_name: str = "",
    by: User,
    at: datetime,
) -> Expense:
    """Correct a ticket that waits. Raises `StaleWrite`, `DecidedAlready`."""
    with transaction.atomic():
        stored = _locked(expense)
        _refuse_decided(stored)
        written = dict(values)
        if photo is not None:
            _pin(stored, photo, photo_name, by=by, at=at)
            written |= {"paper": stored.paper, "paper_hash": stored.paper_hash}
        fields = tuple(name for name, value in written.items() if getattr(expense, name) != value)
        changed = stored.write(written, read_version=read_version)
        if fields:
            _tell(ExpenseChanged(**_told(changed), fields=fields), changed, by=by, at=at)
    return changed


def validate(*, expense: Expense, read_version: int | None = None, by: User, at: datetime) -> Expense:
    """Post a ticket. Raises `DecidedAlready`, `StaleWrite`, and what the ledger raises."""
    with transaction.atomic():
        stored = _locked(expense)
        _refuse_decided(stored)
        _refuse_stale(stored, read_version, {"state": Expense.State.POSTED})
        return _post([stored], by=by, at=at)[0]


def validate_all(*, expenses: Iterable[Expense], by: User, at: datetime) -> list[Expense]:
    """Post those that still wait, all or none; what somebody decided meanwhile stays as decided."""
    with transaction.atomic():
        keys = [expense.pk for expense in expenses]
        waiting = Expense.objects.select_for_update(of=("self",)).filter(
            pk__in=keys, state=Expense.State.TO_VALIDATE
        )
        return _post(list(waiting.select_related("production__company").order_by("pk")), by=by, at=at)


def refuse(*, expense: Expense, reason: str, read_version: int | None = None, by: User, at: datetime) -> Expense:
    """Nothing is posted, and the reason stays. Raises `ReasonMissing`, `DecidedAlready`, `StaleWrite`."""
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        stored = _locked(expense)
        _refuse_decided(stored)
        _refuse_stale(stored, read_version, {"state": Expense.State.REFUSED})
        _decide(stored, Expense.State.REFUSED, reason=reason.strip(), by=by, at=at)
        _tell(ExpenseRefused(**_told(stored), reason=stored.reason), stored, by=by, at=at)
    return stored


def take_back(*, expense: Expense, why: str, by: User, at: datetime) -> Expense:
    """The ticket waits again; what it posted is reversed, and both stay in the books. Raises `NotDecided`."""
    with transaction.atomic():
        stored = _locked(expense)
        if stored.state == Expense.State.TO_VALIDATE:
            raise NotDecided(stored.pk)
        locked_head(stored.production)
        for posting in standing(stored.production, SOURCE, stored.pk):
            reverse(posting, why=why, by=by, at=at)
        _decide(stored, Expense.State.TO_VALIDATE, reason="", by=None, at=None)
        _tell(ExpenseTakenBack(**_told(stored)), stored, by=by, at=at)
    return stored


def standing(production: Production, source: str, pk: int) -> Sequence[Posting]:
    """What a source of this slice has in the books, and was not reversed."""
    found = Posting.objects.filter(production=production, source=source, source_id=str(pk))
    return list(found.filter(reverses__isnull=True, reversal__isnull=True, follows__isnull=True))


def open_day(closed_until: date | None, day: date) -> date:
    """The day itself, or the first one that is not closed: a late ticket is booked when it comes."""
    return day if closed_until is None or day > closed_until else closed_until + timedelta(days=1)


def _post(expenses: Sequence[Expense], *, by: User, at: datetime) -> list[Expense]:
    if not expenses:
        return []
    production = expenses[0].production
    closed_until = locked_head(production).closed_until
    post(
        production=production,
        entries=[_entry(expense, open_day(closed_until, expense.day)) for expense in expenses],
        by=by,
        at=at,
    )
    for expense in expenses:
        _decide(expense, Expense.State.POSTED, reason="", by=by, at=at)
        _tell(ExpensePosted(**_told(expense), account=expense.account), expense, by=by, at=at)
    return list(expenses)


def _entry(expense: Expense, day: date) -> Entry:
    recovery = recovery_on(expense.production.company, expense.day)
    parts = parts_of(Money(expense.gross_cents), Rate.percent(expense.vat_percent), recovery)
    return Entry(
        nature=Nature.ACTUAL,
        day=day,
        account=expense.account,
        label=expense.label,
        net_cents=parts.net.cents,
        vat_cents=parts.vat.cents,
        recoverable_cents=parts.recoverable.cents,
        territory=expense.territory,
        shooting_day=expense.shooting_day,
        supplier=expense.supplier,
        paper=f"n°\u00a0{expense.number:04}",
        source=SOURCE,
        source_id=str(expense.pk),
    )


def _pin(expense: Expense, photo: Content, name: str, *, by: User, at: datetime) -> None:
    title = f"{expense.supplier}, {expense.day:%d/%m/%Y}"
    kept = keep(
        photo,
        name=name,
        title=title,
        production=expense.production_id,
        desk=Desk.OFFICE,
        tags=("ticket",),
        by=by,
        at=at,
    )
    expense.paper = kept
    expense.paper_hash = kept.current.sha256 if kept.current else ""


def _locked(expense: Expense) -> Expense:
    found = Expense.objects.select_for_update(of=("self",)).select_related("production__company")
    return found.get(pk=expense.pk)


def _refuse_decided(stored: Expense) -> None:
    if stored.state != Expense.State.TO_VALIDATE:
        raise DecidedAlready(stored.pk)


def _refuse_stale(stored: Expense, read_version: int | None, wanted: Mapping[str, object]) -> None:
    """A decision is taken on what was read: an amount corrected meanwhile is looked at again."""
    if read_version is not None and stored.version != read_version:
        raise StaleWrite(stored, differences_of(stored, wanted))


def _decide(stored: Expense, state: "Expense.State", *, reason: str, by: User | None, at: datetime | None) -> None:
    stored.state, stored.reason, stored.decided_by, stored.decided_at = state, reason, by, at
    stored.version += 1
    stored.save(update_fields=["state", "reason", "decided_by", "decided_at", "version"])


def _told(expense: Expense) -> dict[str, Any]:
    return {
        "expense_id": expense.pk,
        "number": expense.number,
        "supplier": expense.supplier,
        "cents": expense.gross_cents,
    }


def _tell(happened: OfExpense, expense: Expense, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=expense, production=expense.production_id, desk=Desk.OFFICE)
