"""The one small form in which a call is noted while it is going on, or something is typed in for somebody."""

from datetime import date
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.audience.intake.models import Channel
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.days import DayField, refuse_slip

TYPED: Final = (
    (Channel.CALL.value, pgettext_lazy("channel", "Call")),
    (Channel.SOCIAL.value, pgettext_lazy("channel", "Private message")),
    (Channel.LETTER.value, pgettext_lazy("channel", "Letter")),
)
LANGUAGES: Final = (("", "—"), ("fr", "FR"), ("nl", "NL"), ("en", "EN"), ("de", "DE"))
LONGEST: Final = 20_000


class TypedForm(forms.Form):
    """Caller, what about, the words; the rest only where it is needed."""

    key = forms.RegexField(r"^[0-9a-f-]{16,40}$", widget=forms.HiddenInput)
    channel = forms.ChoiceField(
        label=pgettext_lazy("call log", "By"), choices=TYPED, widget=forms.RadioSelect, initial=Channel.CALL
    )
    writer = forms.IntegerField(widget=forms.HiddenInput({"data-caller-id": ""}), required=False, min_value=1)
    name = forms.CharField(
        label=gettext_lazy("Who"),
        max_length=160,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "data-caller-name": "", "autofocus": True}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Number"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off", "data-caller-phone": ""}),
    )
    topic = forms.ChoiceField(label=gettext_lazy("About"), required=False, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("What was said"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4, "data-enter-saves": ""}),
    )
    production = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Production.objects.none(),
        required=False,
        empty_label=pgettext_lazy("programme", "none: for the house"),
    )
    minute = forms.TimeField(
        label=gettext_lazy("Minute on air"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
    )
    ring_back = forms.BooleanField(label=gettext_lazy("To ring back"), required=False)
    ring_back_on = DayField(label=gettext_lazy("To ring back on"), required=False)
    by_relay = forms.BooleanField(label=gettext_lazy("Through a relay service for deaf people"), required=False)
    is_minor = forms.BooleanField(label=gettext_lazy("Under 18 years old"), required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=250, required=False)
    handle = forms.CharField(
        label=pgettext_lazy("social network", "Account"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("With its network: facebook:name."),
    )
    postal = forms.CharField(
        label=gettext_lazy("Postal address"), max_length=500, required=False, widget=forms.Textarea({"rows": 3})
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, required=False)
    received_on = DayField(label=gettext_lazy("Came on"), required=False, help_text=gettext_lazy("Empty: today."))

    def __init__(
        self,
        *args: Any,
        topics: list[tuple[str, str]],
        productions: QuerySet[Production],
        today: date,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"key": str(uuid4()), "ring_back_on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]
        self.fields["production"].queryset = productions  # type: ignore[attr-defined]

    def clean_received_on(self) -> date | None:
        day: date | None = self.cleaned_data["received_on"]
        if day is not None:
            refuse_slip(day)
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("text", "").strip() and not values.get("topic") and "text" not in self.errors:
            self.add_error("text", _("Write what was said, or choose what it is about."))
        if values.get("ring_back") and not values.get("ring_back_on") and "ring_back_on" not in self.errors:
            values["ring_back_on"] = self.today
        if not values.get("ring_back"):
            values["ring_back_on"] = None
        if values.get("ring_back") and not values.get("phone") and not values.get("writer"):
            self.add_error("phone", _("Write the number to ring back."))
        return values


class LaterForm(forms.Form):
    on = DayField(label=gettext_lazy("Day"))
