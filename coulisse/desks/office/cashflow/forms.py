"""The forms of the cash: a balance, a planned movement, the watch, a tranche's day, a bridging credit."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coulisse.desks.office.cashflow.models import EVERY, KINDS, TERMS, VAT_MONTHS, PlannedMovement
from coulisse.engines.cashflow import Every, Kind, Terms
from coulisse.foundation.ui.days import DayField
from coulisse.foundation.ui.figures import MoneyField, NumberField
from coulisse.kernel.money import Money
from coulisse.kernel.times import BRUSSELS


class BalanceForm(forms.Form):
    """What the bank says."""

    amount = MoneyField(label=_("Balance"), help_text=_("As the statement writes it; with a minus if below zero."))
    day = DayField(label=_("Date"))
    time = forms.TimeField(label=_("Hour"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    account = forms.CharField(
        label=_("Bank account"),
        max_length=60,
        required=False,
        help_text=_("Where the production has several: they are added up, the last reading of each."),
    )

    def read_at(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], tzinfo=BRUSSELS)


class MovementForm(forms.Form):
    """Money that is expected to move."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    is_in = forms.TypedChoiceField(
        label=_("Direction"),
        choices=[("out", _("goes out")), ("in", _("comes in"))],
        coerce=lambda value: value == "in",
        initial="out",
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[(code.value, word) for code, word in KINDS.items()])
    label = forms.CharField(label=_("Label"), max_length=160)
    supplier = forms.CharField(label=_("Supplier"), max_length=160, required=False)
    account = forms.CharField(
        label=_("Account"),
        max_length=20,
        required=False,
        help_text=_("What the ledger commits on this account takes the place of the plan, the earliest first."),
    )
    net = MoneyField(label=_("Amount excluding VAT"), positive=True)
    vat = MoneyField(label=_("VAT"), positive=True, required=False)
    recoverable = MoneyField(label=_("Recoverable VAT"), positive=True, required=False)
    day = DayField(label=_("Date of the invoice or of the pay"))
    terms = forms.ChoiceField(
        label=_("Paid"),
        choices=[(code.value, word) for code, word in TERMS.items()],
        initial=Terms.SAME_DAY.value,
    )
    every = forms.ChoiceField(
        label=_("Comes back"),
        choices=[(code.value, word) for code, word in EVERY.items()],
        initial=Every.ONCE.value,
    )
    until = DayField(label=_("Until"), required=False)
    is_certain = forms.BooleanField(label=_("Certain: signed or owed"), required=False, initial=True)

    def __init__(self, *args: Any, movement: PlannedMovement | None = None, **kwargs: Any) -> None:
        if movement is not None:
            kwargs["initial"] = _initial(movement)
        else:
            kwargs.setdefault("initial", {"kind": Kind.SUPPLIER.value})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        net: Money | None = values.get("net")
        vat, back = values.get("vat") or Money(0), values.get("recoverable") or Money(0)
        if net is not None and not net:
            self.add_error("net", _("Write an amount: nothing moves with zero."))
        if back > vat:
            self.add_error("recoverable", _("No more VAT comes back than is paid. Write at most the VAT."))
        self._check_days(values)
        return values

    def _check_days(self, values: dict[str, Any]) -> None:
        every, day, until = values.get("every"), values.get("day"), values.get("until")
        if every != Every.ONCE.value and until is None and "until" not in self.errors:
            self.add_error("until", _("Say until when it comes back."))
        if day and until and until < day:
            self.add_error("until", _("It ends before it begins. Write a later day."))

    def values(self) -> dict[str, Any]:
        """The fields of the row."""
        typed = self.cleaned_data
        plain = ("is_in", "kind", "label", "supplier", "account", "day", "terms", "every", "is_certain")
        return {
            **{name: typed[name] for name in plain},
            "net_cents": typed["net"].cents,
            "vat_cents": (typed["vat"] or Money(0)).cents,
            "recoverable_cents": (typed["recoverable"] or Money(0)).cents,
            "until": typed["until"] if typed["every"] != Every.ONCE.value else None,
        }


def _initial(row: PlannedMovement) -> dict[str, Any]:
    plain = ("version", "kind", "label", "supplier", "account", "day", "terms", "every", "until", "is_certain")
    return {
        **{name: getattr(row, name) for name in plain},
        "is_in": "in" if row.is_in else "out",
        "net": Money(row.net_cents),
        "vat": Money(row.vat_cents),
        "recoverable": Money(row.recoverable_cents),
    }


class WatchForm(forms.Form):
    """From which balance to warn, and how VAT is returned."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    threshold = MoneyField(
        label=_("Warn below"), positive=True, help_text=_("Zero: only when the cash goes below zero.")
    )
    vat_months = forms.TypedChoiceField(label=_("VAT return"), choices=VAT_MONTHS, coerce=int)
    vat_refunded = forms.BooleanField(
        label=_("VAT credits are claimed back"),
        required=False,
        help_text=_("If not, a credit is carried to the next return."),
    )

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "threshold_cents": typed["threshold"].cents,
            "vat_months": typed["vat_months"],
            "vat_refunded": typed["vat_refunded"],
        }


class TrancheDayForm(forms.Form):
    """Another day for a tranche."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    due_on = DayField(label=_("Expected on"))


class NameForm(forms.Form):
    """The name of a scenario."""

    name = forms.CharField(label=_("Name of the scenario"), max_length=60)


class BridgeForm(forms.Form):
    """What a bridging credit costs: simple interest by day, on a year of 365 days."""

    amount = MoneyField(label=_("Amount"), positive=True)
    first = DayField(label=_("Paid out on"))
    last = DayField(label=_("Paid back on"))
    rate = NumberField(
        label=_("Interest by year, in per cent"),
        least=Decimal(0),
        most=Decimal(100),
        help_text=_("As your bank says: Coulisse proposes no rate."),
    )
    fee = MoneyField(label=_("File costs"), positive=True, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first: date | None = values.get("first")
        last: date | None = values.get("last")
        if first and last and last <= first:
            self.add_error("last", _("It is paid back after it is paid out. Write a later day."))
        amount: Money | None = values.get("amount")
        if amount is not None and not amount:
            self.add_error("amount", _("Write an amount: nothing moves with zero."))
        return values
