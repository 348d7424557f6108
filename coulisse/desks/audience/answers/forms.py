"""What is typed about wordings, seats, receipts and answers."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.audience.answers.actions.drafts import LONGEST
from coulisse.desks.audience.answers.fields import UnknownFields, unknown
from coulisse.desks.audience.answers.models import Heard, Seat, Wording
from coulisse.desks.audience.answers.refusals import sentence
from coulisse.desks.audience.answers.texts import cleaned
from coulisse.desks.audience.intake.labels import KINDS
from coulisse.desks.audience.intake.models import Channel, Topic
from coulisse.foundation.accounts.models import User
from coulisse.foundation.ui.days import DayField

LANGUAGES: Final = (("fr", "Français"), ("nl", "Nederlands"), ("en", "English"))
TALL: Final = {"rows": 9, "spellcheck": "true"}


class DraftForm(forms.Form):
    """The editor."""

    text = forms.CharField(required=False, strip=False, max_length=LONGEST, widget=forms.Textarea)
    subject = forms.CharField(required=False, max_length=250)
    language = forms.ChoiceField(choices=LANGUAGES, required=False)
    version = forms.IntegerField(required=False, min_value=0)
    wording = forms.IntegerField(required=False)
    insert = forms.IntegerField(required=False)

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class TextsForm(forms.Form):
    """What a wording says, language by language."""

    fr = forms.CharField(
        label="Français", required=False, max_length=LONGEST, widget=forms.Textarea({**TALL, "lang": "fr"})
    )
    nl = forms.CharField(
        label="Nederlands", required=False, max_length=LONGEST, widget=forms.Textarea({**TALL, "lang": "nl"})
    )
    en = forms.CharField(
        label="English", required=False, max_length=LONGEST, widget=forms.Textarea({**TALL, "lang": "en"})
    )
    why = forms.CharField(label=gettext_lazy("What changes"), required=False, max_length=300)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    read = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for code, _label in LANGUAGES:
            if names := unknown(values.get(code) or ""):
                self.add_error(code, sentence(UnknownFields(names)))
        if not any(code in self.errors for code, _label in LANGUAGES) and not cleaned(self.texts()):
            raise ValidationError(_("Write the text in one language at least."))
        return values

    def texts(self) -> dict[str, str]:
        return {code: str(self.cleaned_data.get(code) or "") for code, _label in LANGUAGES}


class ConditionsForm(forms.Form):
    """When a wording is proposed, and until when it is valid."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    purpose = forms.CharField(label=gettext_lazy("What it is for"), max_length=300, required=False)
    everywhere = forms.BooleanField(label=gettext_lazy("For every production of the house"), required=False)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Language of the writer"),
        choices=LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kind of message"), required=False, widget=forms.CheckboxSelectMultiple
    )
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topic"), required=False, widget=forms.SelectMultiple({"size": 6})
    )
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Channel"), choices=Channel.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    valid_from = DayField(label=gettext_lazy("Valid from"), required=False)
    valid_until = DayField(label=gettext_lazy("Valid until and including"), required=False)
    needs_approval = forms.BooleanField(label=gettext_lazy("May leave only once approved"), required=False)
    superseded_by = forms.ModelChoiceField(
        label=gettext_lazy("Replaced by"), queryset=Wording.objects.none(), required=False
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, others: Any = None, may_everywhere: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(code, mark.label) for code, mark in KINDS.items()]  # type: ignore[attr-defined]
        topics = Topic.objects.filter(archived_at__isnull=True).select_related("within")
        self.fields["topics"].choices = [  # type: ignore[attr-defined]
            (str(topic.pk), f"{topic.within} · {topic}") for topic in topics
        ]
        if others is None:
            del self.fields["superseded_by"]
        else:
            self.fields["superseded_by"].queryset = others  # type: ignore[attr-defined]
        if not may_everywhere:
            del self.fields["everywhere"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("valid_from"), values.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", _("It ends before it begins. Correct one of the two days."))
        return values

    def values(self) -> dict[str, Any]:
        read = self.cleaned_data
        names = (
            "title",
            "purpose",
            "languages",
            "kinds",
            "channels",
            "valid_from",
            "valid_until",
            "needs_approval",
        )
        found = {name: read[name] for name in names} | {"topics": [int(pk) for pk in read["topics"]]}
        if "superseded_by" in read:
            found["superseded_by"] = read["superseded_by"]
        return found


class AskForm(forms.Form):
    """Which seats are asked."""

    seats = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who approves"), queryset=Seat.objects.none(), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, seats: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seats"].queryset = seats  # type: ignore[attr-defined]


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Colleagues, to be ticked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=User.objects.none(), **options)


class SeatForm(forms.Form):
    """A new seat."""

    fr = forms.CharField(label=gettext_lazy("Name in French"), max_length=60)
    nl = forms.CharField(label=gettext_lazy("Name in Dutch"), max_length=60, required=False)
    code = forms.SlugField(
        label=pgettext_lazy("seat", "Code"), max_length=30, help_text=gettext_lazy("redaction, direction, legal …")
    )
    everywhere = forms.BooleanField(label=gettext_lazy("For every production of the house"), required=False)
    people = PeopleField(label=gettext_lazy("Who sits there"), required=False)

    def __init__(self, *args: Any, people: Iterable[int], may_everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = User.objects.filter(pk__in=list(people)).order_by("name")  # type: ignore[attr-defined]
        if not may_everywhere:
            del self.fields["everywhere"]

    def labels(self) -> dict[str, str]:
        return {code: self.cleaned_data[code] for code in ("fr", "nl") if self.cleaned_data[code]}


class SettingsForm(forms.Form):
    """How a production answers."""

    per_minute = forms.IntegerField(
        label=gettext_lazy("Answers a minute at most, to many"), min_value=1, max_value=600
    )
    asks_heard = forms.BooleanField(label=gettext_lazy("Ask under each answer whether it helped"), required=False)
    fr = forms.CharField(
        label=gettext_lazy("Signature in French"),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
    )
    nl = forms.CharField(
        label=gettext_lazy("Signature in Dutch"),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
    )
    en = forms.CharField(
        label=gettext_lazy("Signature in English"),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def signatures(self) -> dict[str, str]:
        return {
            code: self.cleaned_data[code].strip() for code, _label in LANGUAGES if self.cleaned_data[code].strip()
        }


class ReceiptForm(forms.Form):
    """The automatic receipt of a mailbox."""

    is_on = forms.BooleanField(label=gettext_lazy("Send a receipt for what comes in from now on"), required=False)
    fr = forms.CharField(
        label="Français", required=False, max_length=4000, widget=forms.Textarea({"rows": 6, "lang": "fr"})
    )
    nl = forms.CharField(
        label="Nederlands", required=False, max_length=4000, widget=forms.Textarea({"rows": 6, "lang": "nl"})
    )
    en = forms.CharField(
        label="English", required=False, max_length=4000, widget=forms.Textarea({"rows": 6, "lang": "en"})
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for code, _label in LANGUAGES:
            if names := unknown(values.get(code) or ""):
                self.add_error(code, sentence(UnknownFields(names)))
        if values.get("is_on") and not any(values.get(code) for code, _label in LANGUAGES):
            self.add_error("is_on", _("Write the text in one language at least."))
        return values

    def texts(self) -> dict[str, str]:
        return cleaned({code: str(self.cleaned_data.get(code) or "") for code, _label in LANGUAGES})


class PrepareForm(forms.Form):
    """The answers to many: what was shown when the button was pressed."""

    wording = forms.IntegerField()
    expected = forms.IntegerField(min_value=0)
    per_minute = forms.IntegerField(min_value=1, max_value=600, required=False)


class HeardForm(forms.Form):
    """The one question to whoever was answered."""

    helped = forms.ChoiceField(
        label=pgettext_lazy("did the answer help", "You say"),
        choices=Heard.Helped.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Anything to add?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    reopen = forms.BooleanField(
        label=gettext_lazy("My question is not answered: please look at it again"), required=False
    )
