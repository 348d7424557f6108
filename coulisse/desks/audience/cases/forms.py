"""What is typed about cases, delays, recourse, questions, changes, material, contacts and letters."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.audience.cases.models import (
    Case,
    CaseAct,
    HouseContact,
    Material,
    PostedLetter,
    Recommendation,
    Recourse,
    ReleaseFinding,
)
from coulisse.desks.audience.cases.models.handovers import HandDesk
from coulisse.desks.audience.cases.models.recourse import Body
from coulisse.desks.audience.intake.models import Conversation, Topic
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.forms import check_file
from coulisse.foundation.ui.days import DayField

MOMENT: Final = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
LANGUAGES: Final = settings.LANGUAGES
SERVICES: Final = [
    (Conversation.Service.MEDIATION, Conversation.Service.MEDIATION.label),
    (Conversation.Service.SERVICE, Conversation.Service.SERVICE.label),
]
UNKNOWN: Final = [
    ("", pgettext_lazy("condition", "not known")),
    ("yes", gettext_lazy("Yes")),
    ("no", gettext_lazy("No")),
]


def moment_field(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
        input_formats=MOMENT,
    )


def long_field(label: Any, *, rows: int = 4, required: bool = True, most: int = 20_000) -> forms.CharField:
    return forms.CharField(label=label, required=required, max_length=most, widget=forms.Textarea({"rows": rows}))


def person_field(label: Any, people: QuerySet[User], *, required: bool = False) -> Any:
    return forms.ModelChoiceField(people, label=label, required=required)


class Versioned(forms.Form):
    """What was read, so that a stale write is seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def read_version(self) -> int:
        return self.cleaned_data["version"] or 0


class CaseForm(forms.Form):
    """A new case."""

    title = forms.CharField(label=gettext_lazy("What it is about"), max_length=200)
    service = forms.ChoiceField(label=gettext_lazy("Service"), choices=SERVICES)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = person_field(pgettext_lazy("case", "Followed by"), people)
        self.fields["conversations"] = forms.CharField(
            label=gettext_lazy("Numbers of the messages"),
            required=False,
            max_length=4000,
            widget=forms.Textarea({"rows": 3, "placeholder": "2027-0315-07, 2027-0315-08"}),
            help_text=gettext_lazy("One or several, with a space or a comma between."),
        )


class EditCaseForm(Versioned):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)

    def __init__(self, *args: Any, people: QuerySet[User], case: Case, **kwargs: Any) -> None:
        kwargs["initial"] = {"title": case.title, "owner": case.owner_id, "version": case.version}
        super().__init__(*args, **kwargs)
        self.fields["owner"] = person_field(pgettext_lazy("case", "Followed by"), people)


class ActForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[one for one in CaseAct.Kind.choices if one[0] != CaseAct.Kind.STEP]
    )
    text = long_field(gettext_lazy("Text"), required=False)
    paper = forms.FileField(label=gettext_lazy("Paper"), required=False)

    def clean_paper(self) -> Any:
        upload = self.cleaned_data["paper"]
        if upload is not None:
            check_file(upload)
        return upload


class CloseForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), choices=Case.Outcome.choices)
    reason = long_field(gettext_lazy("Reason, as the complainant may read it"))


class DueForm(forms.Form):
    due_on = DayField(label=gettext_lazy("Another day"))
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


class RecourseForm(forms.Form):
    body = forms.ChoiceField(label=gettext_lazy("Where they go"), choices=Body.choices)
    asked_on = DayField(label=gettext_lazy("Asked on"))


class CheckForm(Versioned):
    """What is known of a complaint."""

    published_on = DayField(label=gettext_lazy("Broadcast or published on"), required=False)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160, required=False)
    address = long_field(gettext_lazy("Address"), rows=3, required=False, most=500)
    programme = forms.CharField(label=gettext_lazy("Precise reference"), max_length=250, required=False)
    motives = forms.CharField(
        label=gettext_lazy("Motives"),
        max_length=600,
        required=False,
        help_text=gettext_lazy("With a semicolon between."),
    )
    has_copy = forms.BooleanField(label=gettext_lazy("A copy is joined"), required=False)
    went_to_outlet = forms.ChoiceField(
        label=gettext_lazy("Went to the outlet first"), choices=UNKNOWN, required=False
    )
    is_registered = forms.ChoiceField(
        label=gettext_lazy("Sent by registered letter"), choices=UNKNOWN, required=False
    )
    is_named = forms.ChoiceField(
        label=gettext_lazy("Named or recognisable in the broadcast"), choices=UNKNOWN, required=False
    )
    text = long_field(gettext_lazy("Text of the complaint"), rows=8, required=False, most=100_000)

    def __init__(self, *args: Any, recourse: Recourse, **kwargs: Any) -> None:
        names = ("published_on", "name", "address", "programme", "has_copy", "text", "version")
        kwargs["initial"] = {
            **{name: getattr(recourse, name) for name in names},
            "motives": "; ".join(recourse.motives),
            **{name: _said(getattr(recourse, name)) for name in ("went_to_outlet", "is_registered", "is_named")},
        }
        super().__init__(*args, **kwargs)

    def clean_motives(self) -> list[str]:
        found = [part.strip()[:60] for part in self.cleaned_data["motives"].split(";")]
        return [part for part in found if part]

    def values(self) -> dict[str, Any]:
        read = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        for name in ("went_to_outlet", "is_registered", "is_named"):
            read[name] = {"yes": True, "no": False}.get(read[name])
        return read


def _said(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


class MoveForm(forms.Form):
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[one for one in Recourse.State.choices if one[0] != Recourse.State.ANNOUNCED],
    )
    outcome = long_field(gettext_lazy("What was decided"), rows=3, required=False)


class AddresseeForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    address = long_field(gettext_lazy("Address"), rows=4, required=False, most=400)
    site = forms.CharField(label=gettext_lazy("Site"), max_length=200, required=False)
    text = long_field(gettext_lazy("Text told to the complainant"), rows=7)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300)
    read_on = DayField(label=gettext_lazy("Read on"))
    confidence = forms.ChoiceField(
        label=gettext_lazy("Confidence"),
        choices=[
            ("H", pgettext_lazy("confidence", "high")),
            ("M", pgettext_lazy("confidence", "medium")),
            ("L", pgettext_lazy("confidence", "low")),
        ],
    )
    from_day = DayField(label=gettext_lazy("Used from"))


class QuestionForm(forms.Form):
    """Put to a person of the production, or to somebody by e-mail."""

    text = long_field(gettext_lazy("Question"), rows=4, most=4000)
    due_on = DayField(label=gettext_lazy("Answer due"))
    guest_name = forms.CharField(label=gettext_lazy("Name"), max_length=160, required=False)
    guest_email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = person_field(gettext_lazy("Person of the production"), people)
        self.order_fields(("to", "text", "due_on", "guest_name", "guest_email"))

    def clean(self) -> dict[str, Any]:
        read: dict[str, Any] = super().clean() or {}
        if not read.get("to") and not read.get("guest_email"):
            raise ValidationError(_("Choose a person, or write the e-mail address of somebody outside."))
        return read


class AnswerForm(forms.Form):
    text = long_field(gettext_lazy("Answer"), rows=6)


class MaterialForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Material.Kind.choices)
    label = forms.CharField(label=gettext_lazy("What it is"), max_length=200)
    place = forms.CharField(label=gettext_lazy("Where"), max_length=160, required=False)
    goes_at = moment_field(gettext_lazy("Goes out"))
    source = forms.CharField(label=gettext_lazy("Who says so"), max_length=200)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class FindingForm(forms.Form):
    person = forms.CharField(label=gettext_lazy("Who is shown"), max_length=160)
    found = forms.ChoiceField(label=gettext_lazy("Agreement"), choices=ReleaseFinding.Found.choices)
    note = forms.CharField(label=gettext_lazy("Where it was looked for"), max_length=300)


class HandOverForm(forms.Form):
    due_at = moment_field(gettext_lazy("By when"))
    note = long_field(gettext_lazy("What they should know"), rows=3, required=False, most=2000)

    def __init__(self, *args: Any, contacts: QuerySet[HouseContact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"] = ContactField(contacts, label=gettext_lazy("To whom"))
        self.order_fields(("contact", "due_at", "note"))


class ContactField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        hours = f" · {obj.hours}" if obj.hours else ""
        return f"{obj.get_desk_display()} · {obj.name}{hours}"


class ContactForm(Versioned):
    desk = forms.ChoiceField(label=gettext_lazy("Desk"), choices=HandDesk.choices)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=160)
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    hours = forms.CharField(label=gettext_lazy("Hours"), max_length=120, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES)

    def __init__(self, *args: Any, contact: HouseContact | None = None, **kwargs: Any) -> None:
        if contact is not None:
            names = ("desk", "name", "email", "phone", "hours", "language", "version")
            kwargs["initial"] = {name: getattr(contact, name) for name in names}
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class RecommendationForm(forms.Form):
    """What is asked of the production, and who wrote about it."""

    title = forms.CharField(label=gettext_lazy("What we recommend"), max_length=200)
    why = long_field(gettext_lazy("Why"), rows=3, required=False)
    due_on = DayField(label=gettext_lazy("Answer due"), required=False)
    family = forms.ChoiceField(label=gettext_lazy("Family of messages"), required=False)
    case = forms.ChoiceField(label=pgettext_lazy("file", "Case"), required=False)
    topic = forms.ModelChoiceField(
        Topic.objects.filter(archived_at__isnull=True), label=gettext_lazy("Topic"), required=False
    )
    from_on = DayField(label=gettext_lazy("Messages from"), required=False)
    to_on = DayField(label=gettext_lazy("to"), required=False)

    def __init__(
        self,
        *args: Any,
        people: QuerySet[User],
        families: list[tuple[int, str]],
        cases: list[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = person_field(pgettext_lazy("recommendation", "Who decides"), people)
        for name, choices in (("family", families), ("case", cases)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "—"), *((str(pk), label) for pk, label in choices)]
        self.order_fields(("title", "why", "owner", "due_on", "family", "case", "topic", "from_on", "to_on"))

    def clean(self) -> dict[str, Any]:
        read: dict[str, Any] = super().clean() or {}
        first, last = read.get("from_on"), read.get("to_on")
        if read.get("topic") and not (first and last):
            self.add_error("from_on", _("Write from which day to which day the messages on the topic count."))
        if first and last and last < first:
            self.add_error("to_on", _("The last day comes before the first."))
        return read

    def values(self) -> dict[str, Any]:
        read = dict(self.cleaned_data)
        for name in ("family", "case"):
            chosen = read.pop(name)
            read[f"{name}_id"] = int(chosen) if chosen else None
        return read


class DecisionForm(Versioned):
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[one for one in Recommendation.Decision.choices if one[0]],
    )
    text = long_field(gettext_lazy("Answer of the production"), rows=4)


class InForceForm(Versioned):
    done_on = DayField(label=gettext_lazy("In force since"))
    what_changed = long_field(gettext_lazy("What was changed, as the public is told"), rows=3, most=2000)


class EffectForm(forms.Form):
    label = forms.CharField(label=gettext_lazy("What is measured"), max_length=160)
    before = forms.CharField(label=gettext_lazy("Before"), max_length=40)
    after = forms.CharField(label=gettext_lazy("After"), max_length=40)
    before_on = forms.CharField(label=gettext_lazy("Period before"), max_length=60, required=False)
    after_on = forms.CharField(label=gettext_lazy("Period after"), max_length=60, required=False)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=250)


class WordingForm(forms.Form):
    """Subject and text in the languages of the readers."""

    def __init__(self, *args: Any, languages: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for language in languages:
            subject, text = f"subject_{language}", f"text_{language}"
            self.fields[subject] = forms.CharField(
                label=_("Subject (%(language)s)") % {"language": language.upper()}, max_length=250
            )
            self.fields[text] = long_field(_("Text (%(language)s)") % {"language": language.upper()}, rows=9)
            for name in (subject, text):
                self.fields[name].widget.attrs["lang"] = language


class LetterForm(WordingForm):
    """Letters by post: kind, date, signature, wording a language."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        choices=[one for one in PostedLetter.Kind.choices if one[0] != PostedLetter.Kind.CLOSING],
    )
    dated_on = DayField(label=gettext_lazy("Date of the letter"))
    signed = long_field(gettext_lazy("Signature"), rows=2, most=160)
    is_registered = forms.BooleanField(label=gettext_lazy("Registered letter"), required=False)


class SentForm(forms.Form):
    sent_on = DayField(label=gettext_lazy("Left on"))
    registered_number = forms.CharField(
        label=gettext_lazy("Number of bpost (registered)"), max_length=40, required=False
    )
