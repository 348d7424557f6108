"""The form of a new value."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.parameters.models import Value
from coulisse.foundation.parameters.subjects import TERRITORIES, YES_NO
from coulisse.kernel.language import Language
from coulisse.kernel.reading import UnreadableNumber, read_number

NUMBERS = {
    "percent",
    "EUR",
    "EUR/km",
    "months",
    "years",
    "days",
    "working days",
    "hours",
    "characters",
    "complaints",
    "bytes",
    "count",
}


def day_field(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class ValueForm(forms.Form):
    """A new value from a date; what was calculated before keeps the value that it used."""

    text = forms.CharField(label=_("Value"), max_length=80)
    since = day_field(_("In force from"))
    territory = forms.ChoiceField(
        label=_("Territory"), choices=[("", _("The whole country")), *TERRITORIES.items()], required=False
    )
    joint_committee = forms.CharField(
        label=_("Joint committee"), max_length=10, required=False, help_text=_("For instance 303.01")
    )
    regime = forms.CharField(
        label=_("Applies to"), max_length=60, required=False, help_text=_("Empty: to everybody")
    )
    source = forms.CharField(label=_("Source"), max_length=240, help_text=_("The text, its date, the page read."))
    read_on = day_field(_("Read on"))
    confidence = forms.ChoiceField(label=_("Confidence"), choices=Value.Confidence.choices)

    def __init__(self, *args: Any, unit: str, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit, self.language = unit, language
        if unit == "yes-no":
            self.fields["text"] = forms.ChoiceField(label=_("Value"), choices=list(YES_NO.items()))

    def clean_text(self) -> str:
        typed: str = self.cleaned_data["text"].strip()
        if self.unit not in NUMBERS:
            return typed
        try:
            return format(read_number(typed, Language(self.language)), "f")
        except UnreadableNumber as error:
            raise forms.ValidationError(
                _("%(value)s is not a number. Write for instance 0,4449."), params={"value": typed}
            ) from error
