"""What the living page shows in its fields: a form with a hint, a refusal and each kind of control."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

TOAST: Final = "Cinq dépenses validées, 1 222,97 €."
TYPED: Final = {
    "amount": "1 284,37",
    "day": "18/03/2027",
    "iban": "BE71 0961 2345 6768",
    "tell": "on",
    "kind": "film",
}


class SampleForm(forms.Form):
    amount = forms.CharField(label=_("Amount"), help_text=_("“1.284,37” and “1 284,37” are both read."))
    day = forms.CharField(label=_("Date"))
    iban = forms.CharField(label="IBAN")
    kind = forms.ChoiceField(label=_("Kind"), choices=[("film", "Long métrage"), ("stage", "Spectacle")])
    note = forms.CharField(label=_("Remark"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    tell = forms.BooleanField(label=_("Tell only the nine people concerned"), required=False)

    def clean_iban(self) -> str:
        raise forms.ValidationError(_("The check digits are wrong. Copy the IBAN from the invoice."))
