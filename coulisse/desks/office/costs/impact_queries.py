"""What the page of a cancelled day reads: the table, the sources behind it, and what is in the forecast."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Sum
from django.db.models.functions import Coalesce

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.costs.actions.impact import contingency_of, stands
from coulisse.desks.office.costs.impact_models import DayCost, Impact, ImpactLine
from coulisse.foundation.counted import counted
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, with the address of its paper."""

    pk: int
    version: int
    kind: str
    label: str
    quantity: int | None
    unit: Money | None
    amount: Money
    recoverable: Money
    recoverable_why: str
    account: str
    account_name: str
    evidence: str
    source: str
    commitment_id: int | None
    opens: str

    @property
    def net(self) -> Money:
        return self.amount - self.recoverable

    @property
    def half(self) -> Money:
        """What « half of it » is: the most usual bargain with a caterer."""
        return self.amount.allocate([1, 1])[0]


@dataclass(frozen=True, slots=True)
class Part:
    """What one account bears."""

    account: str
    name: str
    net: Money


@dataclass(frozen=True, slots=True)
class Table:
    """The cost of a cancelled day, down to its papers."""

    pk: int
    version: int
    day: date
    number: int | None
    unit: str
    plan: int | None
    is_real: bool
    reason: str
    state: str
    state_label: str
    declared_by: str
    declared_at: datetime
    foreseen_by: str
    foreseen_at: datetime | None
    back_at: datetime | None
    is_foreseen: bool
    rows: tuple[Row, ...]
    accounts: tuple[Part, ...]
    contingency: str
    contingency_name: str

    @property
    def total(self) -> Money:
        return Money.total(row.amount for row in self.rows)

    @property
    def recoverable(self) -> Money:
        return Money.total(row.recoverable for row in self.rows)

    @property
    def net(self) -> Money:
        return self.total - self.recoverable


@dataclass(frozen=True, slots=True)
class ImpactLineOfList:
    """One cancelled day in the list."""

    pk: int
    day: date
    number: int | None
    plan: int | None
    is_real: bool
    reason: str
    state: str
    state_label: str
    total: Money
    net: Money


@dataclass(frozen=True, slots=True)
class CostLine:
    """One typed commitment of a day."""

    pk: int
    day: date
    kind: str
    label: str
    supplier: str
    quantity: int | None
    unit: Money | None
    amount: Money
    account: str
    evidence: str
    source: str
    paper_id: int | None
    entered_by: str
    entered_at: datetime


def production_of(pk: int | None) -> Production:
    """The production of a fact, with its company: for the link, which knows no model."""
    return Production.objects.select_related("company").get(pk=pk or 0)


def table_of(impact: Impact) -> Table:
    """A constant number of queries, whatever the number of lines."""
    names = {account.number: account.name for account in leaf_accounts(impact.production)}
    contingency = contingency_of(impact.production)
    rows = tuple(_row(line, names) for line in impact.lines.all())
    return Table(
        pk=impact.pk,
        version=impact.version,
        day=impact.day,
        number=impact.number,
        unit=impact.unit,
        plan=impact.plan,
        is_real=impact.is_real,
        reason=impact.reason,
        state=impact.state,
        state_label=str(impact.get_state_display()),
        declared_by=impact.declared_by.name if impact.declared_by else "",
        declared_at=impact.declared_at,
        foreseen_by=impact.foreseen_by.name if impact.foreseen_by else "",
        foreseen_at=impact.foreseen_at,
        back_at=impact.back_at,
        is_foreseen=stands(impact),
        rows=rows,
        accounts=_parts(rows, names),
        contingency=contingency,
        contingency_name=names.get(contingency, ""),
    )


def impacts_of(production: Production) -> tuple[ImpactLineOfList, ...]:
    """The cancelled days, the latest first, in one query."""
    found = counted(
        Impact.objects.filter(production=production),
        cents=Coalesce(Sum("lines__cents"), 0),
        net_cents=Coalesce(Sum(F("lines__cents") - F("lines__recoverable_cents")), 0),
    )
    return tuple(
        ImpactLineOfList(
            row.pk,
            row.day,
            row.number,
            row.plan,
            row.is_real,
            row.reason,
            row.state,
            str(row.get_state_display()),
            Money(row.cents),
            Money(row.net_cents),
        )
        for row in found
    )


def costs_of(production: Production, day: date | None = None) -> tuple[CostLine, ...]:
    """The commitments typed for the days of a production, or for one of them."""
    found = DayCost.objects.filter(production=production).select_related("entered_by")
    if day is not None:
        found = found.filter(day=day)
    return tuple(cost_line(row) for row in found)


def cost_line(row: DayCost) -> CostLine:
    return CostLine(
        pk=row.pk,
        day=row.day,
        kind=str(row.get_kind_display()),
        label=row.label,
        supplier=row.supplier,
        quantity=row.quantity,
        unit=None if row.unit_cents is None else Money(row.unit_cents),
        amount=Money(row.cents),
        account=row.account,
        evidence=str(row.get_evidence_display()),
        source=row.source,
        paper_id=row.paper_id,
        entered_by=row.entered_by.name if row.entered_by else "",
        entered_at=row.entered_at,
    )


def _row(line: ImpactLine, names: dict[str, str]) -> Row:
    return Row(
        pk=line.pk,
        version=line.version,
        kind=str(line.get_kind_display()),
        label=line.label,
        quantity=line.quantity,
        unit=None if line.unit_cents is None else Money(line.unit_cents),
        amount=Money(line.cents),
        recoverable=Money(line.recoverable_cents),
        recoverable_why=line.recoverable_why,
        account=line.account,
        account_name=names.get(line.account, ""),
        evidence=str(line.get_evidence_display()),
        source=line.source,
        commitment_id=line.commitment_id,
        opens=line.opens,
    )


def _parts(rows: Iterable[Row], names: dict[str, str]) -> tuple[Part, ...]:
    """By account, in the order of the plan of accounts."""
    sums: dict[str, Money] = {}
    for row in rows:
        sums[row.account] = sums.get(row.account, Money(0)) + row.net
    return tuple(Part(number, names.get(number, ""), sums[number]) for number in _in_order(sums))


def _in_order(numbers: Iterable[str]) -> Sequence[str]:
    return sorted(numbers, key=lambda number: (len(number), number))
