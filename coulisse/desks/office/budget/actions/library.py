"""The library: prices of agreed budgets and of quotes, kept for the next budget."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction

from coulisse.desks.office.budget.models import Budget, BudgetLine, LibraryLine
from coulisse.desks.office.budget.queries.opened import Opened
from coulisse.desks.office.facts.budget import PriceKept
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.search.writing import plain
from coulisse.kernel.money import Money


def keep_lines(*, budget: Budget, book: Opened, by: User, at: datetime) -> int:
    """The lines of a budget that was agreed, each with its rate; what was kept of it before is replaced."""
    LibraryLine.objects.filter(origin=LibraryLine.Origin.BUDGET, line__budget=budget).delete()
    names = {account.pk: account.name for account in book.rows.accounts}
    kept = [_of_line(line, book, names, budget, by, at) for line in _priced(book)]
    LibraryLine.objects.bulk_create(kept, batch_size=1000)
    return len(kept)


def _priced(book: Opened) -> Iterator[BudgetLine]:
    """Lines with a price in whole cents: 0.4449 € a kilometre is a parameter, and would be kept wrong."""
    for line in book.rows.lines.values():
        rate = book.result.lines[line.pk].rate
        if line.description and rate and (rate * 100).denominator == 1:
            yield line


def _of_line(
    line: BudgetLine, book: Opened, names: dict[int, str], budget: Budget, by: User, at: datetime
) -> LibraryLine:
    is_pay = bool(line.person or line.fringes)
    heading = names[line.account_id]
    return LibraryLine(
        description=line.description,
        plain=words_of(line.description, heading),
        account=book.rows.numbers[line.account_id],
        account_name=heading,
        unit=line.unit,
        rate_cents=Money.of(book.result.lines[line.pk].rate).cents,
        currency=line.currency or budget.currency,
        vat=line.vat,
        origin=LibraryLine.Origin.BUDGET,
        is_pay=is_pay,
        production_id=budget.production_id,
        line=line,
        seen_on=budget.agreed_on or at.date(),
        by=by,
        at=at,
    )


def keep_price(
    *,
    description: str,
    rate: Money,
    unit: str = "",
    supplier: str = "",
    account: str = "",
    account_name: str = "",
    seen_on: date,
    production: int | None = None,
    origin: str = LibraryLine.Origin.QUOTE,
    by: User,
    at: datetime,
) -> LibraryLine:
    """A supplier's price, as quoted or typed."""
    with transaction.atomic():
        made = LibraryLine.objects.create(
            description=description,
            plain=words_of(description, account_name, supplier),
            account=account,
            account_name=account_name,
            unit=unit,
            rate_cents=rate.cents,
            currency=rate.currency,
            supplier=supplier,
            origin=origin,
            production_id=production,
            seen_on=seen_on,
            by=by,
            at=at,
        )
        happened = PriceKept(description=description, cents=rate.cents)
        announce(happened, by=by, at=at, production=production, desk=Desk.OFFICE)
    return made


def words_of(*texts: str) -> str:
    return plain(" ".join(text for text in texts if text))[:400]
