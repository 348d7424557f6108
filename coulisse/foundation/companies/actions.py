"""Adding, changing, archiving the companies of the house."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.db import transaction

from coulisse.foundation.accounts.models import User
from coulisse.foundation.companies.facts import (
    CompanyAdded,
    CompanyArchived,
    CompanyChanged,
    CompanyReopened,
    RecoveryRemoved,
    RecoverySet,
)
from coulisse.foundation.companies.models import Company, VatRecovery
from coulisse.foundation.companies.searchable import findable
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.search.actions import index

FIELDS: Final = (
    "name",
    "legal_form",
    "vat",
    "street",
    "postcode",
    "city",
    "country",
    "iban",
    "bic",
    "ledger",
    "onss",
    "payroll",
)


def add_company(*, values: Mapping[str, Any], by: User, at: datetime) -> Company:
    """Add a company. `values` are checked by the form: keys among `FIELDS`."""
    with transaction.atomic():
        company = Company.objects.create(**values)
        announce(CompanyAdded(company_id=company.pk, name=str(company)), by=by, at=at, about=company)
        index(findable([company.pk]))
    return company


def change_company(
    *, company: Company, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> Company:
    """Change a company that is still at `read_version`. Raises `StaleWrite`."""
    with transaction.atomic():
        before = Company.objects.get(pk=company.pk)
        changed = [name for name, value in values.items() if getattr(before, name) != value]
        written = company.write(values, read_version=read_version)
        if changed:
            announce(
                CompanyChanged(company_id=written.pk, name=str(written), fields=changed),
                by=by,
                at=at,
                about=written,
            )
            index(findable([written.pk]))
    return written


def archive_company(*, company: Company, by: User, at: datetime) -> Company:
    """Put a company away: its productions keep it, no new one can choose it."""
    return _archive(company, archived_at=at, by=by, at=at)


def reopen_company(*, company: Company, by: User, at: datetime) -> Company:
    """The inverse of `archive_company`."""
    return _archive(company, archived_at=None, by=by, at=at)


def _archive(company: Company, *, archived_at: datetime | None, by: User, at: datetime) -> Company:
    with transaction.atomic():
        fresh = Company.objects.select_for_update().get(pk=company.pk)
        if (fresh.archived_at is None) is (archived_at is None):
            return fresh
        fresh.archived_at = archived_at
        fresh.version += 1
        fresh.save(update_fields=["archived_at", "version"])
        fact = CompanyReopened if archived_at is None else CompanyArchived
        announce(fact(company_id=fresh.pk, name=str(fresh)), by=by, at=at, about=fresh)
    return fresh


def set_recovery(
    *, company: Company, starts_on: date, percent: Decimal, note: str = "", by: User, at: datetime
) -> VatRecovery:
    """Say what part of the VAT comes back from a day on; said again for the same day, the new part holds.

    What is posted already keeps what it was posted with.
    """
    with transaction.atomic():
        row, _ = VatRecovery.objects.update_or_create(
            company=company, starts_on=starts_on, defaults={"percent": percent, "note": note.strip()}
        )
        said = RecoverySet(company_id=company.pk, name=str(company), day=starts_on)
        announce(said, by=by, at=at, about=company)
    return row


def remove_recovery(*, recovery: VatRecovery, by: User, at: datetime) -> None:
    """Take a rate back: the one before it holds again."""
    with transaction.atomic():
        company = recovery.company
        said = RecoveryRemoved(company_id=company.pk, name=str(company), day=recovery.starts_on)
        recovery.delete()
        announce(said, by=by, at=at, about=company)
