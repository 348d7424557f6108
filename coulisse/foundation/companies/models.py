"""The legal entities of the house: each production belongs to one."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from stdnum import bic as bic_code
from stdnum import iban as iban_number
from stdnum.eu import vat as vat_number

from coulisse.foundation.companies.identifiers import written_iban, written_vat
from coulisse.foundation.journal.versions import Versioned


def valid_vat(value: str) -> None:
    if value and not vat_number.is_valid(value):
        raise ValidationError(
            _(
                "VAT number refused: %(value)s. It does not match its country's form or check digits. "
                "Copy it again from an invoice of the company."
            ),
            params={"value": written_vat(value)},
        )


def valid_iban(value: str) -> None:
    if value and not iban_number.is_valid(value):
        raise ValidationError(
            _(
                "IBAN refused: %(value)s. The check digits do not match. "
                "Copy it again from a bank statement of the company."
            ),
            params={"value": written_iban(value)},
        )


def valid_bic(value: str) -> None:
    if value and not bic_code.is_valid(value):
        raise ValidationError(
            _("BIC refused: %(value)s. It has 8 or 11 letters and figures. Leave it empty: the IBAN is enough."),
            params={"value": value},
        )


class Company(Versioned):
    """One legal entity: who signs, invoices, keeps the books and pays."""

    name = models.CharField(_("Name"), max_length=120, unique=True)
    legal_form = models.CharField(_("Legal form"), max_length=20, blank=True)
    vat = models.CharField(_("VAT number"), max_length=20, blank=True, validators=[valid_vat])
    street = models.CharField(_("Street and number"), max_length=160, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=12, blank=True)
    city = models.CharField(_("Town"), max_length=80, blank=True)
    country = models.CharField(_("Country"), max_length=2, default="BE")
    iban = models.CharField(_("IBAN"), max_length=34, blank=True, validators=[valid_iban])
    bic = models.CharField(_("BIC"), max_length=11, blank=True, validators=[valid_bic])
    ledger = models.CharField(_("Accounting package"), max_length=40, blank=True)
    onss = models.CharField(_("ONSS employer number"), max_length=20, blank=True)
    payroll = models.CharField(_("Payroll office and file number"), max_length=60, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vat"], condition=~Q(vat=""), name="one_company_per_vat_number")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.legal_form}".strip()


class VatRecovery(models.Model):
    """The part of the VAT that a company gets back, from a day until the next such day."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="recoveries")
    starts_on = models.DateField(_("From"))
    percent = models.DecimalField(_("Recovered, in per cent"), max_digits=5, decimal_places=2)
    note = models.CharField(_("Where this stands"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-starts_on"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["company", "starts_on"], name="one_recovery_per_day"),
            models.CheckConstraint(condition=Q(percent__gte=0, percent__lte=100), name="recovery_is_a_part"),
        ]
