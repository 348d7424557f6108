"""The tranches of a source as a table: a share or an amount a row; an empty row is no tranche."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.desks.office.financing.actions.tranches import DoesNotMakeUp, Part
from coulisse.desks.office.financing.models import Tranche
from coulisse.foundation.ui.days import DayField
from coulisse.foundation.ui.figures import MoneyField, NumberField, reader
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate
from coulisse.kernel.writing import write_money, write_rate

SPARE: Final = 2
"""Empty rows under those that there are."""
MOST: Final = 40


class TrancheForm(forms.Form):
    """One row."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    percent = NumberField(label=gettext_lazy("Share %"), required=False, least=Decimal(0), most=Decimal(100))
    amount = MoneyField(label=gettext_lazy("Or amount €"), required=False, positive=True)
    trigger = forms.CharField(label=gettext_lazy("What sets it off"), max_length=160, required=False)
    due_on = DayField(label=gettext_lazy("Due on"), required=False)
    received = MoneyField(label=gettext_lazy("Received €"), required=False, positive=True)
    received_on = DayField(label=gettext_lazy("Received on"), required=False)

    use_required_attribute = False

    @property
    def is_empty(self) -> bool:
        """Nothing typed but, at most, the hidden numbers: the row is taken away."""
        data = self.cleaned_data
        return not any(data.get(name) for name in ("percent", "amount", "trigger", "received"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors or not any(values.get(name) for name in ("percent", "amount", "trigger", "received")):
            return values
        percent, amount = values.get("percent"), values.get("amount")
        if bool(percent) == bool(amount):
            self.add_error("percent", _("Write either a share or an amount."))
        if percent is not None and percent != percent.quantize(Decimal("0.0001")):
            self.add_error("percent", _("At most four decimals."))
        if values.get("received") and not values.get("received_on"):
            self.add_error("received_on", _("Write the day on which it came."))
        return values

    def part(self) -> Part:
        data = self.cleaned_data
        received: Money | None = data["received"]
        amount: Money | None = data["amount"] or None
        return Part(
            percent=data["percent"] if amount is None else None,
            cents=amount.cents if amount is not None else None,
            trigger=data["trigger"],
            due_on=data["due_on"],
            received_on=data["received_on"] if received else None,
            received_cents=received.cents if received else 0,
            pk=data["pk"],
            read_version=data["version"],
        )


TrancheTable = forms.formset_factory(TrancheForm, extra=SPARE, max_num=MOST, absolute_max=MOST)


def tranche_table(tranches: Sequence[Tranche], data: Mapping[str, Any] | None = None) -> Any:
    """The rows as they stand, or as they were typed."""
    return TrancheTable(data, prefix="t", initial=[_initial(row) for row in tranches])


def _initial(row: Tranche) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "version": row.version,
        "percent": None if row.percent is None else row.percent.normalize() + 0,
        "amount": Money(row.amount_cents) if row.percent is None else None,
        "trigger": row.trigger,
        "due_on": row.due_on,
        "received": Money(row.received_cents) if row.received_cents else None,
        "received_on": row.received_on,
    }


def parts_of(table: Any) -> list[Part]:
    """The rows that say something, in their order."""
    return [form.part() for form in table.forms if form.has_changed() or form.initial if not form.is_empty]


def shortfall(refused: DoesNotMakeUp) -> str:
    """« Il manque 10 %, soit 45 000,00 € »."""
    said = {
        "percent": write_rate(Rate.percent(abs(refused.percent)), reader(), 2),
        "amount": write_money(abs(refused.money), reader()),
        "whole": write_money(Money(refused.whole), reader()),
    }
    if refused.left > 0:
        return _("The tranches must make %(whole)s: %(percent)s is missing, %(amount)s.") % said
    return _("The tranches must make %(whole)s: there is %(percent)s too much, %(amount)s.") % said


class MoveForm(forms.Form):
    """Another day."""

    due_on = DayField(label=gettext_lazy("Due on"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReceiveForm(forms.Form):
    """What came, and when."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    received = MoneyField(label=gettext_lazy("Received €"), positive=True)
    received_on = DayField(label=gettext_lazy("Received on"), required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("received") and not values.get("received_on"):
            self.add_error("received_on", _("Write the day on which it came."))
        return values
