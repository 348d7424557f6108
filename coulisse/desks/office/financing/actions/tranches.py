"""Tranches: written as a whole so that they make up their source, moved and received one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.db import transaction

from coulisse.desks.office.facts.financing import TrancheMoved, TrancheReceived, TranchesSet
from coulisse.desks.office.financing.models import Source, Tranche
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.versions import StaleWrite, differences_of
from coulisse.kernel.allocation import largest_remainder
from coulisse.kernel.money import Money

WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class Part:
    """A tranche as somebody wrote it: either a share of the source or a fixed amount."""

    percent: Decimal | None = None
    cents: int | None = None
    trigger: str = ""
    due_on: date | None = None
    received_on: date | None = None
    received_cents: int = 0
    pk: int | None = None
    read_version: int | None = None


class DoesNotMakeUp(Exception):
    """The tranches are less or more than their source. `left` is what misses, below zero what is too much."""

    def __init__(self, left: Fraction, whole: int) -> None:
        super().__init__(f"{left} cents of {whole} are left")
        self.left, self.whole = left, whole

    @property
    def money(self) -> Money:
        return Money.of(self.left / WHOLE)

    @property
    def percent(self) -> Fraction:
        return self.left * WHOLE / self.whole


def deal_out(whole: int, parts: Sequence[Part]) -> tuple[int, ...]:
    """The cents of each tranche; they sum to `whole` exactly. Raises `DoesNotMakeUp`.

    A fixed amount stays what it is; what rounding leaves goes to the largest remainders.
    """
    exact = [
        Fraction(part.cents) if part.cents is not None else Fraction(part.percent or 0) * whole / WHOLE
        for part in parts
    ]
    left = whole - sum(exact, Fraction(0))
    if left != 0:
        raise DoesNotMakeUp(left, whole)
    return largest_remainder(whole, exact)


def set_tranches(
    *, source: Source, parts: Sequence[Part], read_version: int, by: User | None, at: datetime
) -> list[Tranche]:
    """Write all tranches of a source anew, in this order; those with a `pk` stay the same rows.

    Raises `DoesNotMakeUp`, and `StaleWrite` when the source or one of its tranches moved since it was read.
    """
    with transaction.atomic():
        fresh = source.write({}, read_version=read_version)
        cents = deal_out(fresh.amount_cents, parts) if parts else ()
        held = {row.pk: row for row in Tranche.objects.select_for_update().filter(source=fresh)}
        _refuse_stale(held, parts)
        kept = {part.pk for part in parts if part.pk in held}
        Tranche.objects.filter(source=fresh).exclude(pk__in=kept).delete()
        rows = [
            _write(fresh, held.get(part.pk or 0), part, position, amount)
            for position, (part, amount) in enumerate(zip(parts, cents, strict=True), start=1)
        ]
        told = TranchesSet(source_id=fresh.pk, name=fresh.name, count=len(rows))
        announce(told, by=by, at=at, about=fresh, production=fresh.production_id, desk=Desk.OFFICE)
    return rows


def _refuse_stale(held: dict[int, Tranche], parts: Sequence[Part]) -> None:
    for part in parts:
        row = held.get(part.pk or 0)
        if row is not None and part.read_version is not None and row.version != part.read_version:
            raise StaleWrite(row, differences_of(row, _values(part, row.position, row.amount_cents)))


def _values(part: Part, position: int, amount: int) -> dict[str, object]:
    return {
        "position": position,
        "percent": part.percent if part.cents is None else None,
        "amount_cents": amount,
        "trigger": part.trigger,
        "due_on": part.due_on,
        "received_on": part.received_on,
        "received_cents": part.received_cents,
    }


def _write(source: Source, row: Tranche | None, part: Part, position: int, amount: int) -> Tranche:
    values = _values(part, position, amount)
    if row is None:
        return Tranche.objects.create(source=source, **values)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.version += 1
        row.save(update_fields=[*changed, "version"])
    return row


def deal_again(source: Source) -> None:
    """The source's amount changed: its shares follow, fixed amounts stay and the plan says what is missing."""
    rows = list(Tranche.objects.select_for_update().filter(source=source).order_by("position"))
    if not rows or any(row.percent is None for row in rows):
        return
    cents = deal_out(source.amount_cents, [Part(percent=row.percent) for row in rows])
    for row, amount in zip(rows, cents, strict=True):
        if row.amount_cents != amount:
            row.amount_cents = amount
            row.version += 1
            row.save(update_fields=["amount_cents", "version"])


def move_tranche(
    *, tranche: Tranche, due_on: date | None, by: User, at: datetime, read_version: int | None = None
) -> Tranche:
    """Expect a payment on another day; the cash follows. Raises `StaleWrite`.

    Without `read_version` the last word wins: for a bar that is dragged, and the undo of it.
    """
    with transaction.atomic():
        was = Tranche.objects.select_for_update(of=("self",)).select_related("source").get(pk=tranche.pk)
        if was.due_on == due_on and read_version in (None, was.version):
            return was
        read = was.version if read_version is None else read_version
        written = was.write({"due_on": due_on}, read_version=read)
        source = was.source
        told = TrancheMoved(
            source_id=source.pk,
            name=source.name,
            tranche_id=written.pk,
            number=written.position,
            cents=written.amount_cents,
            was=was.due_on.isoformat() if was.due_on else "",
            due=due_on.isoformat() if due_on else "",
        )
        announce(told, by=by, at=at, about=source, production=source.production_id, desk=Desk.OFFICE)
    return written


def receive_tranche(
    *, tranche: Tranche, cents: int, received_on: date | None, read_version: int, by: User, at: datetime
) -> Tranche:
    """Write what came and when; zero without a day takes it back. Raises `StaleWrite`."""
    with transaction.atomic():
        values = {"received_cents": cents, "received_on": received_on if cents else None}
        written = tranche.write(values, read_version=read_version)
        source = written.source
        told = TrancheReceived(
            source_id=source.pk,
            name=source.name,
            tranche_id=written.pk,
            number=written.position,
            cents=cents,
            received_on=received_on.isoformat() if received_on and cents else "",
        )
        announce(told, by=by, at=at, about=source, production=source.production_id, desk=Desk.OFFICE)
    return written
