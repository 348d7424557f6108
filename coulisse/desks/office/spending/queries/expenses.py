"""Tickets as the screen shows them: what waits, its duplicates, and what is left on each account."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Q, QuerySet, Sum

from coulisse.desks.office.budget.queries.agreed import leaf_accounts
from coulisse.desks.office.current import within_reach
from coulisse.desks.office.ledger.models import Nature
from coulisse.desks.office.ledger.queries import balances
from coulisse.desks.office.spending.duplicates import Ticket, doubles
from coulisse.desks.office.spending.models import Expense
from coulisse.desks.office.spending.vat import parts_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.companies.models import Company
from coulisse.foundation.companies.queries import recoveries_of
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate

State = Expense.State
ALL_OF_IT = Rate.percent(100)


@dataclass(frozen=True, slots=True)
class Account:
    """One account and what is left of its budget, after what was spent and promised."""

    number: str
    name: str
    budget: Money
    left: Money | None
    """None: the account is in no budget, so that nothing is left nor missing."""

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left.cents < 0


@dataclass(frozen=True, slots=True)
class Double:
    """The earlier ticket that this one seems to repeat."""

    pk: int
    number: int
    is_posted: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One ticket of the list."""

    pk: int
    version: int
    number: int
    day: date
    spent_at: time | None
    who: str
    supplier: str
    label: str
    gross: Money
    net: Money
    vat: Money
    recoverable: Money
    vat_rate: Rate
    account: Account
    paid_with: str
    shooting_day: date | None
    place: str
    territory: str
    paper_id: int | None
    photo: int | None
    """The version of the paper whose thumbnail may be shown; None where there is none, or none drawn yet."""
    double: Double | None
    state: str
    state_label: str
    reason: str
    decided_by: str
    decided_at: datetime | None

    @property
    def cost(self) -> Money:
        return self.net + self.vat - self.recoverable

    @property
    def after(self) -> Money | None:
        """What would be left on the account once this is posted."""
        return None if self.account.left is None else self.account.left - self.cost

    @property
    def tone(self) -> str:
        return {"posted": "ok", "refused": "stop"}.get(self.state, "warn")


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen of the day before: what waits, and its sum."""

    lines: tuple[Line, ...]

    @property
    def total(self) -> Money:
        return Money.total(line.gross for line in self.lines)

    @property
    def doubles(self) -> int:
        return sum(line.double is not None for line in self.lines)

    @property
    def day(self) -> date | None:
        """The day of the tickets, if all have one."""
        days = {line.day for line in self.lines}
        return days.pop() if len(days) == 1 else None


def screen(production: Production, *, state: str = State.TO_VALIDATE, most: int = 200) -> Screen:
    """The tickets in a state, in a constant number of queries; what waits oldest first, the rest newest first."""
    rows = _rows(production).filter(state=state)
    order = ("day", "spent_at", "number") if state == State.TO_VALIDATE else ("-day", "-spent_at", "-number")
    return Screen(_lines(production, list(rows.order_by(*order)[:most])))


def expense_line(expense: Expense) -> Line:
    """One ticket with the same knowledge as in the list."""
    rows = list(_rows(expense.production).filter(pk=expense.pk))
    return _lines(expense.production, rows)[0]


def counts(production: Production) -> Mapping[str, int]:
    """How many tickets there are in each state."""
    found = Expense.objects.filter(production=production).order_by().values_list("state")
    return dict(found.annotate(count=Count("pk")))


def accounts_of(production: Production) -> dict[str, Account]:
    """The accounts that one may post on, with what is left of each."""
    spent = _spent(production)
    return {
        leaf.number: Account(leaf.number, leaf.name, leaf.total, leaf.total - Money(spent.get(leaf.number, 0)))
        for leaf in leaf_accounts(production)
    }


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the morning says: how many tickets of one production wait, and the first of them."""

    production_id: int
    title: str
    count: int
    total: Money
    lines: tuple[Line, ...]


def to_validate(user: User) -> int:
    """How many tickets wait for this person, on all the productions whose books they may change."""
    return Expense.objects.filter(state=State.TO_VALIDATE, production__in=within_reach(user, "change")).count()


def waiting_for(user: User, *, shown: int = 6) -> tuple[Waiting, ...]:
    """The productions where tickets wait for this person, the fullest first."""
    of_production = (
        Expense.objects.filter(state=State.TO_VALIDATE, production__in=within_reach(user, "change"))
        .order_by()
        .values("production")
        .annotate(count=Count("pk"), cents=Sum("gross_cents"))
        .order_by("-count")[:2]
    )
    titles = Production.objects.select_related("company").in_bulk([row["production"] for row in of_production])
    return tuple(
        Waiting(
            production_id=row["production"],
            title=titles[row["production"]].title,
            count=row["count"],
            total=Money(row["cents"]),
            lines=screen(titles[row["production"]], most=shown).lines,
        )
        for row in of_production
    )


def doubles_of(production: Production, rows: Sequence[Expense]) -> dict[int, Double]:
    """The earlier tickets that these repeat, in one query."""
    if not rows:
        return {}
    amounts = {row.gross_cents for row in rows}
    hashes = {row.paper_hash for row in rows if row.paper_hash}
    near = Q(gross_cents__in=amounts) | Q(paper_hash__in=hashes)
    found = Expense.objects.filter(near, production=production).exclude(state=State.REFUSED)
    known = {row.pk: row for row in found}
    pairs = doubles([_ticket(row) for row in rows], [_ticket(row) for row in known.values()])
    return {
        pk: Double(other.pk, other.number, known[other.pk].state == State.POSTED) for pk, other in pairs.items()
    }


def _rows(production: Production) -> QuerySet[Expense]:
    return Expense.objects.filter(production=production).select_related("paper__current", "decided_by")


def _lines(production: Production, rows: Sequence[Expense]) -> tuple[Line, ...]:
    if not rows:
        return ()
    accounts = accounts_of(production)
    repeated = doubles_of(production, rows)
    recovery = recovered(production.company)
    return tuple(_line(row, accounts, repeated.get(row.pk), recovery(row.day)) for row in rows)


def recovered(company: Company) -> Callable[[date], Rate]:
    """The part of the VAT that a company gets back on any day, read once."""
    rows = recoveries_of(company)
    return lambda day: next((Rate.percent(row.percent) for row in rows if row.starts_on <= day), ALL_OF_IT)


def _spent(production: Production) -> dict[str, int]:
    found: dict[str, int] = {}
    for (account, nature), cents in balances(production, until=None).items():
        if nature in {Nature.ACTUAL, Nature.COMMITTED}:
            found[account] = found.get(account, 0) + cents
    return found


def _ticket(row: Expense) -> Ticket:
    return Ticket(row.pk, row.number, row.day, row.gross_cents, row.supplier, row.paper_hash)


def _line(row: Expense, accounts: Mapping[str, Account], double: Double | None, recovery: Rate) -> Line:
    rate = Rate.percent(row.vat_percent)
    parts = parts_of(Money(row.gross_cents), rate, recovery)
    version = row.paper.current if row.paper else None
    return Line(
        pk=row.pk,
        version=row.version,
        number=row.number,
        day=row.day,
        spent_at=row.spent_at,
        who=row.who,
        supplier=row.supplier,
        label=row.label,
        gross=Money(row.gross_cents),
        net=parts.net,
        vat=parts.vat,
        recoverable=parts.recoverable,
        vat_rate=rate,
        account=accounts.get(row.account) or Account(row.account, "", Money(0), None),
        paid_with=str(row.get_paid_with_display()),
        shooting_day=row.shooting_day,
        place=row.place,
        territory=row.territory,
        paper_id=row.paper_id,
        photo=version.number if version and version.examined_at and not version.trouble else None,
        double=double,
        state=row.state,
        state_label=str(row.get_state_display()),
        reason=row.reason,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
    )
