"""What is typed about the people who write, their tickets and what is offered to them."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.audience.relations.imports import CODES
from coulisse.desks.audience.relations.models import Consent, GestureLimit, TicketOrder, Writer, WriterAddress
from coulisse.desks.audience.relations.words import field_name, language_choices
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.forms import check_file
from coulisse.foundation.ui.figures import MoneyField
from coulisse.kernel.money import Money

MOST_SEATS: Final = 99


class WriterForm(forms.Form):
    """A card, corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    is_minor = forms.BooleanField(label=gettext_lazy("Under 18 years old"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=4_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Read by everybody who answers, and by this person on request: write facts."),
    )

    def __init__(self, *args: Any, writer: Writer, **kwargs: Any) -> None:
        names = ("version", "name", "language", "is_minor", "note")
        kwargs["initial"] = {name: getattr(writer, name) for name in names}
        super().__init__(*args, **kwargs)
        choices = language_choices()
        if writer.language and writer.language not in dict(choices):
            choices.append((writer.language, writer.language.upper()))
        self.fields["language"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "language", "is_minor", "note")}


class AddressForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=WriterAddress.Kind.choices)
    value = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("An account is written with its network: facebook:name."),
    )


class ConsentForm(forms.Form):
    purpose = forms.ChoiceField(label=gettext_lazy("For what"), choices=Consent.Purpose.choices)
    how = forms.CharField(
        label=gettext_lazy("Where and in which words"),
        max_length=200,
        help_text=gettext_lazy("Form of the evening of 8 April; said on the telephone; in the mail of 12 March."),
    )


class MergeWithForm(forms.Form):
    """The other card, by its number."""

    other = forms.IntegerField(min_value=1, max_value=2**62)


class TicketFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File of the box office"),
        widget=forms.FileInput({"accept": ".csv,.txt,.xlsx,.ods,text/csv"}),
        help_text=gettext_lazy(
            "CSV or workbook: order number, name, e-mail, telephone, date, place, category, price, status."
        ),
    )

    def clean_file(self) -> Any:
        check_file(self.cleaned_data["file"])
        return self.cleaned_data["file"]


class ColumnsForm(forms.Form):
    """Which field each column of a file is."""

    def __init__(self, *args: Any, columns: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("left out")), *((code, field_name(code)) for code in CODES)]
        for number in range(columns):
            self.fields[f"column-{number}"] = forms.ChoiceField(choices=choices, required=False)

    def mapping(self) -> list[str]:
        return [self.cleaned_data[name] for name in self.fields]


class LimitForm(forms.Form):
    """What may be offered without asking."""

    seats = forms.IntegerField(label=gettext_lazy("Places at most"), min_value=0, max_value=MOST_SEATS)
    amount = MoneyField(label=gettext_lazy("Amount at most"), positive=True)
    approver = forms.ModelChoiceField(
        label=gettext_lazy("Who approves what is above"),
        queryset=User.objects.none(),
        required=False,
        empty_label=pgettext_lazy("approver", "nobody: above the limit nothing is offered"),
    )
    box_office = forms.ModelChoiceField(
        label=gettext_lazy("Who does it at the box office"),
        queryset=User.objects.none(),
        required=False,
        empty_label=pgettext_lazy("box office", "whoever takes the task"),
    )

    def __init__(self, *args: Any, people: Any, limit: GestureLimit | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = (
            {"seats": 0, "amount": Money(0)}
            if limit is None
            else {
                "seats": limit.seats,
                "amount": Money(limit.cents),
                "approver": limit.approver_id,
                "box_office": limit.box_office_id,
            }
        )
        super().__init__(*args, **kwargs)
        for name in ("approver", "box_office"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]


class GestureForm(forms.Form):
    """What is offered to one person, and why."""

    seats = forms.IntegerField(
        label=pgettext_lazy("gesture", "Places offered"), min_value=0, max_value=MOST_SEATS, initial=2
    )
    amount = MoneyField(label=pgettext_lazy("gesture", "Amount offered"), positive=True, initial=Money(0))
    order = forms.ModelChoiceField(
        label=gettext_lazy("For which place"),
        queryset=TicketOrder.objects.none(),
        required=False,
        empty_label=pgettext_lazy("order", "no order"),
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)

    def __init__(self, *args: Any, writer: Writer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        orders = TicketOrder.objects.filter(writer=writer).order_by("-performed_on")
        self.fields["order"].queryset = orders  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        amount: Money | None = values.get("amount")
        if values.get("seats") == 0 and amount is not None and amount.cents == 0:
            raise ValidationError(_("Nothing is offered: write a number of places, or an amount."))
        return values


class RefuseForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
