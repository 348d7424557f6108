"""The forms of the care of the team."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.audience.care.models import Appeal, Restriction, SafetyContact, SecondReading, ThreatFile
from coulisse.desks.audience.care.words import choices
from coulisse.foundation.accounts.models import User
from coulisse.foundation.ui.days import DayField


class FoldForm(forms.Form):
    gist = forms.ChoiceField(label=pgettext_lazy("gist", "What stands in for the text"), choices=choices)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class AskForm(forms.Form):
    """Whom to ask to read, and how."""

    reader = forms.ModelChoiceField(
        label=gettext_lazy("Colleague"), queryset=User.objects.none(), empty_label=None
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How"), choices=SecondReading.How.choices, widget=forms.RadioSelect, initial="with"
    )
    note = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Without quoting the text."),
    )

    def __init__(self, *args: Any, people: list[User], proposed: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reader"]
        field.queryset = User.objects.filter(pk__in=[one.pk for one in people]).order_by("name")  # type: ignore[attr-defined]
        field.initial = proposed.pk if proposed else None


class AnswerReadingForm(forms.Form):
    answer = forms.CharField(
        label=gettext_lazy("What to know, without quoting"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    is_declined = forms.BooleanField(label=gettext_lazy("I would rather not read it"), required=False)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not found.get("is_declined") and not (found.get("answer") or "").strip():
            raise ValidationError(_("Say in a few neutral words what your colleague should know."))
        return found


class LimitForm(forms.Form):
    most = forms.IntegerField(
        label=gettext_lazy("Folded texts in a week before it is proposed to pass on"), min_value=1, max_value=200
    )


class DaysOffForm(forms.Form):
    first = DayField(label=gettext_lazy("From"))
    last = DayField(label=gettext_lazy("Until and including"))

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("first") and found.get("last") and found["last"] < found["first"]:
            self.add_error("last", _("The last day lies before the first."))
        return found


class ContactForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=SafetyContact.Role.choices)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not found.get("email") and not found.get("phone"):
            raise ValidationError(_("Give an e-mail address or a telephone number: the contact must be reached."))
        return found

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "version"}


class PassOnForm(forms.Form):
    contact = forms.ModelChoiceField(
        label=gettext_lazy("To whom"), queryset=SafetyContact.objects.none(), empty_label=None
    )
    note = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("It goes into the mail. Without quoting the text."),
    )
    by_phone = forms.BooleanField(label=gettext_lazy("I told it by telephone: write no mail"), required=False)

    def __init__(self, *args: Any, contacts: list[SafetyContact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = SafetyContact.objects.filter(pk__in=[one.pk for one in contacts])
        self.fields["contact"].queryset = found  # type: ignore[attr-defined]


class FollowForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=gettext_lazy("What happened"), max_length=500, widget=forms.Textarea({"rows": 3}))
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=ThreatFile.State.choices)
    follow_up_on = DayField(label=gettext_lazy("Look at it again on"), required=False)
    police_number = forms.CharField(
        label=gettext_lazy("Number of the police report"), max_length=60, required=False
    )


class ReaderForm(forms.Form):
    reader = forms.ModelChoiceField(
        label=gettext_lazy("Person"),
        queryset=User.objects.filter(is_active=True).order_by("name"),
        empty_label=None,
    )


class RestrictForm(forms.Form):
    scope = forms.ChoiceField(
        label=gettext_lazy("What is restricted"), choices=Restriction.Scope.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The writer reads it word for word."),
    )
    ends_on = DayField(label=gettext_lazy("Until and including"))


class ToldForm(forms.Form):
    how = forms.CharField(label=gettext_lazy("How the writer was told"), max_length=160)


class AppealForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What the writer says"), max_length=4000, widget=forms.Textarea({"rows": 4})
    )
    received_on = DayField(label=gettext_lazy("Received on"))


class ObjectForm(forms.Form):
    """What a restricted writer says, on the page behind the link of the letter."""

    text = forms.CharField(
        label=gettext_lazy("Why you do not agree"), max_length=4000, widget=forms.Textarea({"rows": 6})
    )


class DecideForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("Decision"), choices=Appeal.Outcome.choices)
    reason = forms.CharField(
        label=gettext_lazy("Reason of the decision"), max_length=500, widget=forms.Textarea({"rows": 3})
    )
    ends_on = DayField(label=gettext_lazy("New end, if it is shortened"), required=False)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("outcome") == Appeal.Outcome.SHORTENED and not found.get("ends_on"):
            self.add_error("ends_on", _("Give the new end."))
        return found
