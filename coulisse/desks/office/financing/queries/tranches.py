"""The payments that a production expects, as the cash forecast reads them."""

from dataclasses import dataclass
from datetime import date

from coulisse.desks.office.financing.models import Source, Tranche
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class TrancheDue:
    """One payment of one source: what it is, when it should come, what came."""

    pk: int
    source_pk: int
    source: str
    kind: str
    amount: Money
    received: Money
    due_on: date | None
    received_on: date | None
    trigger: str
    status: str
    """asked, letter, signed or paid: how sure the source is."""
    confirmed: bool
    number: int = 1
    """Its place among the tranches of the source: « tranche 3 »."""
    version: int = 1

    @property
    def outstanding(self) -> Money:
        """What is still to come, never below zero."""
        left = self.amount - self.received
        return left if left.cents > 0 else Money.zero(left.currency)


def tranches_of(production: Production) -> tuple[TrancheDue, ...]:
    """Every tranche of the plan, by due date, those without a date at the end: one query."""
    rows = Tranche.objects.filter(source__production=production, source__removed_at__isnull=True)
    found = [_due(row) for row in rows.select_related("source")]
    return tuple(sorted(found, key=lambda one: (one.due_on or date.max, one.source_pk, one.number)))


def _due(row: Tranche) -> TrancheDue:
    source = row.source
    return TrancheDue(
        pk=row.pk,
        source_pk=source.pk,
        source=source.name,
        kind=source.kind,
        amount=Money(row.amount_cents),
        received=Money(row.received_cents),
        due_on=row.due_on,
        received_on=row.received_on,
        trigger=row.trigger,
        status=source.status,
        confirmed=source.status != Source.Status.ASKED,
        number=row.position,
        version=row.version,
    )
