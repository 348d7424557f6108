"""Forms of the plan: a source and its paper, a condition, a version."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.office.financing.countries import country_choices, territory_name
from coulisse.desks.office.financing.funds import fund_choices
from coulisse.desks.office.financing.models import Condition, Source
from coulisse.foundation.ui.days import DayField
from coulisse.foundation.ui.figures import MoneyField
from coulisse.kernel.money import Money
from coulisse.kernel.territory import REGIONS

Choice = tuple[str, str]
SOURCE_FIELDS: Final = (
    *("name", "kind", "fund", "aid", "country", "region", "status", "paper", "paper_on"),
    *("decision_on", "schedule", "note"),
)


class DocumentField(forms.TypedChoiceField):
    """A document of the house, from those offered."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, required=False, **options)

    def offer(self, documents: Sequence[tuple[int, str]], chosen: int | None = None) -> None:
        """`chosen` is kept even where it isn't among them any more."""
        known = {pk for pk, _title in documents}
        held = [] if chosen is None or chosen in known else [(str(chosen), f"n° {chosen}")]
        self.choices = [("", "—"), *held, *((str(pk), title) for pk, title in documents)]


class SourceForm(forms.Form):
    """One who pays: how much, how surely, against which paper."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Source"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=Source.Kind.choices)
    fund = forms.ChoiceField(label=_("Fund"), required=False)
    aid = forms.CharField(
        label=_("Nature of the money"),
        max_length=120,
        required=False,
        help_text=_("As the plan prints it: “production aid”, “repayable advance”"),
    )
    country = forms.ChoiceField(label=_("Country"), initial="BE")
    region = forms.ChoiceField(label=_("Region"), required=False)
    amount = MoneyField(label=_("Amount"), positive=True)
    status = forms.ChoiceField(label=_("Status"), choices=Source.Status.choices)
    paper = forms.CharField(
        label=_("Paper"),
        max_length=200,
        required=False,
        help_text=_("Agreement, letter, bank statement; its date"),
    )
    paper_on = DayField(label=_("Date of the paper"), required=False)
    document = DocumentField(label=_("Document"))
    file = forms.FileField(label=_("Or a new file"), required=False)
    decision_on = DayField(label=_("Decision expected on"), required=False)
    schedule = forms.CharField(
        label=_("Tranches, as printed"),
        max_length=200,
        required=False,
        help_text=_("Empty: made from the tranches."),
    )
    note = forms.CharField(label=_("Remark"), max_length=300, required=False)

    def __init__(
        self, *args: Any, documents: Sequence[tuple[int, str]], source: Source | None = None, **kwargs: Any
    ) -> None:
        if source is not None:
            kwargs["initial"] = {
                **{name: getattr(source, name) for name in SOURCE_FIELDS},
                "version": source.version,
                "amount": Money(source.amount_cents),
                "document": source.document_id,
            }
        super().__init__(*args, **kwargs)
        _choose(self, "fund", [("", "—"), *fund_choices()])
        _choose(self, "country", country_choices())
        _choose(self, "region", [("", "—"), *((code, territory_name(code)) for code in REGIONS)])
        field: Any = self.fields["document"]
        field.offer(documents, source.document_id if source else None)

    def clean_amount(self) -> Money:
        amount: Money = self.cleaned_data["amount"]
        if amount is not None and amount.cents == 0:
            raise forms.ValidationError(_("Write what this source pays: more than zero."))
        return amount

    def values(self) -> dict[str, Any]:
        """The fields of the row."""
        data = self.cleaned_data
        return {
            **{name: data[name] for name in SOURCE_FIELDS},
            "amount_cents": data["amount"].cents,
            "document_id": data["document"],
        }


def _choose(form: forms.Form, name: str, choices: list[Choice]) -> None:
    field: Any = form.fields[name]
    field.choices = choices


class ConditionForm(forms.Form):
    """What the source asks in return."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label=_("Condition"), max_length=300)
    measure = forms.ChoiceField(label=_("Measured by"), choices=Condition.Measure.choices)
    territory = forms.ChoiceField(label=_("Territory"), required=False)
    least = MoneyField(label=pgettext_lazy("amount", "At least"), positive=True, required=False)
    until = DayField(label=_("Last day"), required=False)
    situation = forms.CharField(label=_("Situation"), max_length=300, required=False)
    margin = forms.CharField(label=_("Margin"), max_length=60, required=False)

    def __init__(self, *args: Any, condition: Condition | None = None, **kwargs: Any) -> None:
        if condition is not None:
            plain = ("version", "text", "measure", "territory", "until", "situation", "margin")
            least = None if condition.least_cents is None else Money(condition.least_cents)
            kwargs["initial"] = {**{name: getattr(condition, name) for name in plain}, "least": least}
        super().__init__(*args, **kwargs)
        places = [*country_choices()[:8], *((code, territory_name(code)) for code in REGIONS)]
        _choose(self, "territory", [("", "—"), *places])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        measure = values.get("measure")
        if measure == Condition.Measure.TERRITORY:
            if not values.get("territory"):
                self.add_error("territory", _("Choose where the money must be spent."))
            if values.get("least") is None and "least" not in self.errors:
                self.add_error("least", _("Write how much must be spent there at least."))
        if measure == Condition.Measure.DEADLINE and not values.get("until") and "until" not in self.errors:
            self.add_error("until", _("Write the last day."))
        return values

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        plain = ("text", "measure", "territory", "until", "situation", "margin")
        least = data["least"]
        return {**{name: data[name] for name in plain}, "least_cents": None if least is None else least.cents}


class FreezeForm(forms.Form):
    """A version of the plan, with its day and what it changes."""

    day = DayField(label=_("As of"))
    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=999)
    reason = forms.CharField(label=_("What changed"), max_length=200, required=False)

    def __init__(self, *args: Any, today: date, following: int, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"day": today, "number": following}, **kwargs})
