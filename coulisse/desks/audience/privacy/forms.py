"""The forms of privacy."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.desks.audience.privacy.models import PrivacyRequest
from coulisse.desks.audience.relations.models import Writer, WriterAddress
from coulisse.foundation.ui.days import DayField


class AskForm(forms.Form):
    """Who asks what, and since when."""

    kind = forms.ChoiceField(label=gettext_lazy("What is asked"), choices=PrivacyRequest.Kind.choices)
    who = forms.CharField(
        label=gettext_lazy("E-mail address or number of the person’s card"),
        max_length=250,
        help_text=gettext_lazy(
            "The address from which they write; the number stands in the address of their card."
        ),
    )
    received_on = DayField(label=gettext_lazy("Received on"))

    def clean_who(self) -> Writer:
        typed = str(self.cleaned_data["who"]).strip().lower()
        if typed.isascii() and typed.isdecimal() and len(typed) < 16:
            found = Writer.objects.filter(pk=int(typed)).first()
        else:
            address = WriterAddress.objects.filter(key=typed).select_related("writer").first()
            found = address.writer if address is not None else None
        if found is None:
            raise ValidationError(_("Nobody writes from this address: look for the card among the people."))
        while found.merged_into is not None:
            found = found.merged_into
        return found


class IdentityForm(forms.Form):
    """How one knows that it is really them."""

    how = forms.CharField(
        label=gettext_lazy("How identity was checked"),
        max_length=200,
        help_text=gettext_lazy("“Answered from the address of the file”; no copy of an identity card is kept."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ExtendForm(forms.Form):
    """A delay is extended once, with its reason."""

    why = forms.CharField(label=gettext_lazy("Why it takes longer"), max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)


class DecideForm(forms.Form):
    """What is answered."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=(("done", gettext_lazy("Done")), ("refused", gettext_lazy("Refused"))),
    )
    reason = forms.CharField(
        label=gettext_lazy("What was done, or why it is refused"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class EraseForm(forms.Form):
    """The number is typed once more: nothing comes back."""

    number = forms.CharField(label=gettext_lazy("Number of the request, once more"), max_length=20)

    def __init__(self, *args: Any, request: PrivacyRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = request

    def clean_number(self) -> str:
        typed = str(self.cleaned_data["number"]).strip().upper()
        if typed != self.asked.number:
            raise ValidationError(_("Type %(number)s to erase.") % {"number": self.asked.number})
        return typed


class RetentionForm(forms.Form):
    """How long, and who says so."""

    months = forms.IntegerField(label=gettext_lazy("Months"), min_value=1, max_value=240)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)
