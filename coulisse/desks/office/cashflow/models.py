"""What is typed of the cash: balances read, movements planned, scenarios, and when one wants to be warned."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.engines.cashflow import Every, Kind, Terms
from coulisse.foundation.journal.versions import Versioned

KINDS = {
    Kind.TRANCHE: pgettext_lazy("cash movement", "Financing"),
    Kind.SALE: pgettext_lazy("cash movement", "Sale"),
    Kind.PAYROLL: pgettext_lazy("cash movement", "Payroll"),
    Kind.SOCIAL: pgettext_lazy("cash movement", "Social contributions"),
    Kind.WITHHOLDING: pgettext_lazy("cash movement", "Withholding tax"),
    Kind.SUPPLIER: pgettext_lazy("cash movement", "Supplier"),
    Kind.VAT: pgettext_lazy("cash movement", "VAT"),
    Kind.RENT: pgettext_lazy("cash movement", "Rent"),
    Kind.INSURANCE: pgettext_lazy("cash movement", "Insurance"),
    Kind.LOAN: pgettext_lazy("cash movement", "Bridging credit"),
    Kind.OTHER: pgettext_lazy("cash movement", "Other"),
}
TERMS = {
    Terms.SAME_DAY: _("that very day"),
    Terms.NET_15: _("15 days after"),
    Terms.NET_30: _("30 days after"),
    Terms.NET_60: _("60 days after"),
    Terms.END_OF_MONTH_30: _("30 days, end of the month"),
    Terms.END_OF_MONTH_60: _("60 days, end of the month"),
    Terms.LEGAL: _("on the legal day (VAT, withholding tax, ONSS)"),
}
EVERY = {
    Every.ONCE: pgettext_lazy("cash movement", "once"),
    Every.WEEK: pgettext_lazy("cash movement", "every week"),
    Every.MONTH: pgettext_lazy("cash movement", "every month"),
    Every.QUARTER: pgettext_lazy("cash movement", "every quarter"),
}
VAT_MONTHS = [
    (1, pgettext_lazy("VAT return", "every month")),
    (3, pgettext_lazy("VAT return", "every quarter")),
]


class BalanceReading(models.Model):
    """What a bank account of the production held at a moment, as somebody read it. Never changed: read again."""

    class Origin(models.TextChoices):
        STATEMENT = "statement", pgettext_lazy("balance", "Bank statement, typed")

    production = models.ForeignKey("productions.Production", on_delete=models.PROTECT, related_name="balances")
    account = models.CharField(_("Bank account"), max_length=60, blank=True)
    amount_cents = models.BigIntegerField(_("Balance"))
    read_at = models.DateTimeField(_("Read at"))
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.STATEMENT)
    dropped_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-read_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["production", "-read_at"], name="balances_by_moment")]


class PlannedMovement(Versioned):
    """Money that somebody expects to move, once or again and again."""

    production = models.ForeignKey(
        "productions.Production", on_delete=models.PROTECT, related_name="planned_movements"
    )
    is_in = models.BooleanField(_("Comes in"), default=False)
    kind = models.CharField(_("Kind"), max_length=12, choices=[(code.value, word) for code, word in KINDS.items()])
    label = models.CharField(_("Label"), max_length=160)
    supplier = models.CharField(_("Supplier"), max_length=160, blank=True)
    account = models.CharField(_("Account"), max_length=20, blank=True)
    net_cents = models.BigIntegerField(_("Amount excluding VAT"))
    vat_cents = models.BigIntegerField(_("VAT"), default=0)
    recoverable_cents = models.BigIntegerField(_("Recoverable VAT"), default=0)
    day = models.DateField(_("Date of the invoice or of the pay"))
    terms = models.CharField(
        _("Paid"),
        max_length=6,
        choices=[(code.value, word) for code, word in TERMS.items()],
        default=Terms.SAME_DAY.value,
    )
    every = models.CharField(
        _("Comes back"),
        max_length=7,
        choices=[(code.value, word) for code, word in EVERY.items()],
        default=Every.ONCE.value,
    )
    until = models.DateField(_("Until"), null=True, blank=True)
    is_certain = models.BooleanField(_("Certain"), default=True)
    dropped_at = models.DateTimeField(null=True, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(net_cents__gt=0), name="a_planned_movement_moves_something"),
            models.CheckConstraint(
                condition=Q(recoverable_cents__gte=0, vat_cents__gte=models.F("recoverable_cents")),
                name="no_more_vat_back_than_planned",
            ),
            models.CheckConstraint(
                condition=Q(every="once") | Q(until__isnull=False), name="what_comes_back_has_an_end"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Scenario(Versioned):
    """What if: a named list of changes to the movements."""

    production = models.ForeignKey(
        "productions.Production", on_delete=models.PROTECT, related_name="cash_scenarios"
    )
    name = models.CharField(_("Name"), max_length=60)
    changes = models.JSONField(default=list)
    """`[{"do": "shift", "key", "days"}, {"do": "spread", "key", "days"}, {"do": "drop", "key"},
    {"do": "add", "day", "cents", "label"}]`."""
    dropped_at = models.DateTimeField(null=True, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["production", "name"],
                condition=Q(dropped_at__isnull=True),
                name="one_cash_scenario_per_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class CashSettings(Versioned):
    """How the cash of a production is watched."""

    production = models.OneToOneField(
        "productions.Production", on_delete=models.PROTECT, related_name="cash_settings"
    )
    threshold_cents = models.BigIntegerField(_("Warn below"), default=0)
    vat_months = models.PositiveSmallIntegerField(
        _("VAT return"),
        choices=VAT_MONTHS,
        default=1,
    )
    vat_refunded = models.BooleanField(_("VAT credits are claimed back"), default=False)
    """False: a credit is carried to the next return."""

    def __str__(self) -> str:
        return str(self.production)
