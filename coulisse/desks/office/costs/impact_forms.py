"""The forms of a cancelled day: a commitment typed by hand, what comes back, and why a forecast is taken out."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.desks.office.budget.queries.agreed import AgreedAccount
from coulisse.desks.office.costs.impact_models import CostKind, Evidence
from coulisse.desks.office.ledger.forms import day_field
from coulisse.foundation.documents.forms import check_file
from coulisse.foundation.ui.figures import MOST_CENTS, MoneyField
from coulisse.kernel.money import Money

FORMULA_MOST = 100_000


def account_field(accounts: Collection[AgreedAccount], *kept: str, none: str = "—") -> forms.Field:
    """The accounts of the budget to choose from, typed without a budget; `kept`: those that a row has already."""
    label = gettext_lazy("Account")
    if not accounts:
        return forms.CharField(label=label, max_length=16)
    known = {account.number for account in accounts}
    choices = [("", none), *((account.number, f"{account.number} · {account.name}") for account in accounts)]
    choices += [(number, number) for number in kept if number and number not in known]
    return forms.ChoiceField(label=label, choices=choices)


class CostForm(forms.Form):
    """A cost of one day that no desk of the house knows yet."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=CostKind.choices)
    label = forms.CharField(label=gettext_lazy("Label"), max_length=160)
    supplier = forms.CharField(label=gettext_lazy("Supplier"), max_length=160, required=False)
    day = day_field(gettext_lazy("Shooting day"))
    quantity = forms.IntegerField(
        label=gettext_lazy("Number"), min_value=1, max_value=FORMULA_MOST, required=False
    )
    unit = MoneyField(label=gettext_lazy("Price of one"), positive=True, required=False)
    amount = MoneyField(
        label=gettext_lazy("Amount"),
        positive=True,
        required=False,
        help_text=gettext_lazy("Empty: the number times the price of one."),
    )
    evidence = forms.ChoiceField(label=gettext_lazy("Paper"), choices=Evidence.choices)
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=240,
        help_text=gettext_lazy("Which paper, of which day: “order of 02/03, page 2”."),
    )
    paper = forms.FileField(label=gettext_lazy("Document"), required=False)

    def __init__(self, *args: Any, accounts: Collection[AgreedAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"] = account_field(accounts)
        self.order_fields(["kind", "label", "supplier", "day", "account"])

    def clean_paper(self) -> Any:
        upload = self.cleaned_data["paper"]
        if upload is not None:
            check_file(upload)
        return upload

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        quantity, unit, amount = (values.get(name) for name in ("quantity", "unit", "amount"))
        product = None if quantity is None or unit is None else unit * quantity
        if amount is None and product is None and not {"unit", "amount", "quantity"} & set(self.errors):
            self.add_error("amount", _("Write the amount, or the number and the price of one."))
        if product is not None and product.cents > MOST_CENTS:
            self.add_error("quantity", _("This comes to more than any budget. Check its zeros."))
        if amount is not None and product is not None and amount != product:
            self.add_error("amount", _("It is not the number times the price of one. Correct one of the three."))
        values["amount"] = amount if amount is not None else product
        return values

    def values(self) -> dict[str, Any]:
        """The fields of the row."""
        read = self.cleaned_data
        plain = ("kind", "label", "supplier", "day", "account", "quantity", "evidence", "source")
        unit: Money | None = read["unit"]
        return {name: read[name] for name in plain} | {
            "unit_cents": None if unit is None else unit.cents,
            "cents": read["amount"].cents,
        }


class RecoverableForm(forms.Form):
    """What of one line comes back."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    recoverable = MoneyField(label=gettext_lazy("Recoverable"), positive=True)
    why = forms.CharField(label=gettext_lazy("Why it can be had back"), max_length=200, required=False)

    def __init__(self, *args: Any, most: Money, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most

    def clean_recoverable(self) -> Money:
        typed: Money = self.cleaned_data["recoverable"]
        if typed > self.most:
            raise ValidationError(_("No more comes back than the line costs."))
        return typed


class WhyForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
