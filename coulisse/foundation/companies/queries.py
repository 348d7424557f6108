"""Reads: the list of the house's companies, and one of them as a page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from coulisse.foundation.accounts.models import User
from coulisse.foundation.companies.identifiers import written_iban, written_vat
from coulisse.foundation.companies.models import Company, VatRecovery
from coulisse.kernel import Rate


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    pk: int
    name: str
    vat: str
    city: str
    productions: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One company. Bank, payroll and ledger are None for those who may not read them."""

    pk: int
    name: str
    vat: str
    address: str
    is_archived: bool
    bank: tuple[str, str] | None
    """IBAN in groups of four, and BIC."""
    ledger: str | None
    onss: str | None
    payroll: str | None


def visible_to(user: User) -> QuerySet[Company]:
    """The companies that somebody may see: all of them, for whoever works in the house."""
    return Company.objects.all() if user.may("read") else Company.objects.none()


def open_companies() -> QuerySet[Company]:
    """The companies that a new production may choose."""
    return Company.objects.filter(archived_at__isnull=True)


def list_companies(
    user: User, *, search: str = "", archived: bool = False, sort: str = "name"
) -> QuerySet[Company]:
    """The list, filtered and ordered; a page shows it with `lines`."""
    found = visible_to(user).filter(archived_at__isnull=not archived)
    if search:
        bare = "".join(sign for sign in search if sign.isalnum())
        found = found.filter(
            Q(name__icontains=search) | Q(city__icontains=search) | Q(vat__icontains=bare or search)
        )
    allowed = {"name": "name", "-name": "-name", "city": "city", "-city": "-city"}
    return found.annotate(works=Count("productions")).order_by(allowed.get(sort, "name"), "pk")


def lines(companies: Iterable[Any]) -> list[Line]:
    return [
        Line(pk=each.pk, name=str(each), vat=written_vat(each.vat), city=each.city, productions=each.works)
        for each in companies
    ]


def sheet(company: Company, *, with_bank: bool) -> Sheet:
    """One company as its page shows it; `with_bank` for those who may manage companies."""
    place = f"{company.postcode} {company.city}".strip()
    return Sheet(
        pk=company.pk,
        name=str(company),
        vat=written_vat(company.vat),
        address=", ".join(filter(None, (company.street, place, company.country))),
        is_archived=company.archived_at is not None,
        bank=(written_iban(company.iban), company.bic) if with_bank else None,
        ledger=company.ledger if with_bank else None,
        onss=company.onss if with_bank else None,
        payroll=company.payroll if with_bank else None,
    )


@dataclass(frozen=True, slots=True)
class Recovery:
    """The part of the VAT that comes back, from a day on."""

    pk: int
    starts_on: date
    percent: Decimal
    note: str


def recoveries_of(company: Company) -> list[Recovery]:
    """The newest first."""
    rows = VatRecovery.objects.filter(company=company)
    return [Recovery(row.pk, row.starts_on, row.percent, row.note) for row in rows]


def recovery_on(company: Company, day: date) -> Rate:
    """The part of the VAT that a company gets back that day: all of it where nothing was said."""
    row = VatRecovery.objects.filter(company=company, starts_on__lte=day).order_by("-starts_on").first()
    return Rate.percent(row.percent if row else 100)
