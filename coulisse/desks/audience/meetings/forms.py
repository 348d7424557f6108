"""The forms of meetings: those of the desk, and those of the public."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.audience.meetings.actions.evenings import Coming
from coulisse.desks.audience.meetings.actions.questionnaires import Asked, Said
from coulisse.desks.audience.meetings.letters import LANGUAGES, title_in
from coulisse.desks.audience.meetings.models import SLUG, Evening, Idea, Panel, Question, Questionnaire
from coulisse.desks.audience.meetings.queries.voices import DEGREES

MOST_SEATS: Final = 10_000
MOST_OPTIONS: Final = 20
MOST_QUESTIONS: Final = 40
MOMENT: Final = forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")
LANGUAGE_NAMES: Final = {"fr": "français", "nl": "Nederlands", "en": "English"}
KINDS: Final = {
    "1-5": Question.Kind.SCALE,
    "?": Question.Kind.TEXT,
    "o": Question.Kind.CHOICE,
    "x": Question.Kind.SEVERAL,
}


class SlugField(forms.CharField):
    """The last part of a public address."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Address of the public page"),
            max_length=60,
            help_text=gettext_lazy("Small letters, digits and hyphens: “soiree-8-avril”."),
            validators=[
                RegexValidator(SLUG, gettext_lazy("Only small letters, digits and hyphens, three at least."))
            ],
        )


class WordedForm(forms.Form):
    """A form with a title, an introduction and a notice in three languages; one title at least."""

    parts: tuple[tuple[str, Any, int, bool], ...] = (
        ("titles", gettext_lazy("Title"), 120, False),
        ("intros", gettext_lazy("Introduction"), 2_000, True),
        ("notices", gettext_lazy("What becomes of the answers (privacy)"), 1_500, True),
    )

    def __init__(self, *args: Any, row: Evening | Questionnaire | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        for part, label, most, is_long in self.parts:
            for language in LANGUAGES:
                self.fields[f"{part}_{language}"] = forms.CharField(
                    label=f"{label} · {LANGUAGE_NAMES[language]}",
                    max_length=most,
                    required=False,
                    widget=forms.Textarea({"rows": 3, "lang": language})
                    if is_long
                    else forms.TextInput({"lang": language}),
                    initial=getattr(row, part, {}).get(language, ""),
                )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not any(values.get(f"titles_{language}") for language in LANGUAGES):
            self.add_error("titles_fr", _("Write a title in one language at least."))
        for language in LANGUAGES:
            if values.get(f"titles_{language}") and not values.get(f"notices_{language}"):
                self.add_error(
                    f"notices_{language}",
                    _("Say in this language what becomes of what people type: they read it before they send."),
                )
        return values

    def worded(self) -> dict[str, dict[str, str]]:
        return {
            part: {
                language: self.cleaned_data[f"{part}_{language}"]
                for language in LANGUAGES
                if self.cleaned_data[f"{part}_{language}"]
            }
            for part, _label, _most, _long in self.parts
        }

    @property
    def languages(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The fields by language, for the page."""
        return [
            (code, LANGUAGE_NAMES[code], [self[f"{part}_{code}"] for part, *_rest in self.parts])
            for code in LANGUAGES
        ]


class EveningForm(WordedForm):
    """A meeting with the public."""

    def __init__(self, *args: Any, row: Evening | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        for name in self.base_fields:
            if row is not None and name != "version":
                value = getattr(row, name)
                local = name.endswith("_at")
                field_value = timezone.localtime(value).strftime("%Y-%m-%dT%H:%M") if local else value
                self.initial.setdefault(name, field_value)
        if row is not None:
            self.initial["version"] = row.version

    slug = SlugField()
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200)
    starts_at = forms.DateTimeField(label=gettext_lazy("Starts"), widget=MOMENT)
    ends_at = forms.DateTimeField(label=gettext_lazy("Ends"), widget=MOMENT)
    closes_at = forms.DateTimeField(label=gettext_lazy("Registrations close"), widget=MOMENT)
    seats = forms.IntegerField(label=gettext_lazy("Places"), min_value=1, max_value=MOST_SEATS)
    most_each = forms.IntegerField(
        label=gettext_lazy("Places for one registration, at most"), min_value=1, max_value=20, initial=2
    )
    is_open = forms.BooleanField(label=gettext_lazy("Registrations are open"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        starts, ends, closes = (values.get(name) for name in ("starts_at", "ends_at", "closes_at"))
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The end lies after the start."))
        if ends and closes and closes > ends:
            self.add_error("closes_at", _("Registrations close before the end."))
        return values

    def values(self) -> dict[str, Any]:
        plain = {name: self.cleaned_data[name] for name in self.base_fields if name != "version"}
        return {**plain, **self.worded()}


class ComingForm(forms.Form):
    """What the public types to come."""

    name = forms.CharField(
        label=gettext_lazy("First name and name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=forms.EmailInput({"autocomplete": "email"})
    )
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "type": "tel"}),
    )
    seats = forms.TypedChoiceField(label=gettext_lazy("How many people, you included"), coerce=int)
    needs = forms.CharField(
        label=gettext_lazy("What would help you to come"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("A wheelchair place, sign language, a companion: it serves the welcome only."),
    )
    wants_invitations = forms.BooleanField(
        label=gettext_lazy("Write to me about the next meetings"), required=False
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    """People don't see it; machines that fill everything in do."""

    def __init__(self, *args: Any, evening: Evening, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = [(str(count), str(count)) for count in range(1, evening.most_each + 1)]
        self.fields["seats"].choices = numbers  # type: ignore[attr-defined]

    @property
    def is_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def coming(self, language: str) -> Coming:
        read = {name: value for name, value in self.cleaned_data.items() if name != "website"}
        return Coming(language=language, **read)


class QuestionnaireForm(WordedForm):
    """A questionnaire: its questions are written one a line."""

    slug = SlugField()
    evening = forms.ModelChoiceField(
        label=gettext_lazy("After the meeting"), queryset=Evening.objects.none(), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, evenings: Any, row: Questionnaire | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        self.fields["evening"].queryset = evenings  # type: ignore[attr-defined]
        for language in LANGUAGES:
            self.fields[f"questions_{language}"] = forms.CharField(
                label=f"{_('Questions')} · {LANGUAGE_NAMES[language]}",
                max_length=8_000,
                required=False,
                widget=forms.Textarea({"rows": 7, "lang": language}),
                initial=written_out(row, language) if row is not None else "",
            )
        if row is not None:
            self.initial.update(slug=row.slug, evening=row.evening_id, version=row.version)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        read: dict[str, list[tuple[str, str, bool, list[str]]]] = {}
        for language in LANGUAGES:
            if values.get(f"titles_{language}"):
                try:
                    read[language] = read_lines(values.get(f"questions_{language}", ""))
                except ValidationError as wrong:
                    self.add_error(f"questions_{language}", wrong)
        shapes = {
            tuple((kind, must, len(options)) for kind, _l, must, options in lines) for lines in read.values()
        }
        if len(shapes) > 1:
            self.add_error(
                f"questions_{max(read)}",
                _("The languages must ask the same: as many lines, of the same kinds, with as many choices."),
            )
        values["read"] = read
        return values

    def values(self) -> dict[str, Any]:
        return {"slug": self.cleaned_data["slug"], "evening": self.cleaned_data["evening"], **self.worded()}

    def asked(self) -> list[Asked]:
        read = self.cleaned_data["read"]
        first: list[tuple[str, str, bool, list[str]]] = next(iter(read.values()), [])
        return [
            Asked(
                kind=kind,
                labels={language: lines[at][1] for language, lines in read.items()},
                options=[
                    {language: lines[at][3][number] for language, lines in read.items()}
                    for number in range(len(options))
                ],
                is_required=must,
            )
            for at, (kind, _label, must, options) in enumerate(first)
        ]


def read_lines(typed: str) -> list[tuple[str, str, bool, list[str]]]:
    """Kind, label, whether it must be answered, options: from « 1-5 * Did you like it? » and the like."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST_QUESTIONS:
        raise ValidationError(
            _("%(count)s questions: %(most)s are the most.") % {"count": len(lines), "most": MOST_QUESTIONS}
        )
    return [_read_line(number, line) for number, line in enumerate(lines, 1)]


def _read_line(number: int, line: str) -> tuple[str, str, bool, list[str]]:
    sign, _space, rest = line.partition(" ")
    kind = KINDS.get(sign)
    if kind is None or not rest.strip():
        said = _("Line %(number)s: begin with 1-5, o, x or ?, then write the question.")
        raise ValidationError(said % {"number": number})
    must = rest.lstrip().startswith("*")
    label, *options = [part.strip() for part in rest.lstrip().removeprefix("*").split("|")]
    if kind in {Question.Kind.CHOICE, Question.Kind.SEVERAL} and not 1 < len(options) <= MOST_OPTIONS:
        said = _("Line %(number)s: give two choices or more after the question, each after a |.")
        raise ValidationError(said % {"number": number})
    if kind in {Question.Kind.SCALE, Question.Kind.TEXT}:
        options = []
    return str(kind), label[:300], must, [option[:120] for option in options]


def written_out(questionnaire: Questionnaire, language: str) -> str:
    """The questions as they are typed, in this language."""
    signs = {str(kind): sign for sign, kind in KINDS.items()}
    lines = []
    for one in questionnaire.questions.all():
        if language in one.labels:
            must = "* " if one.is_required else ""
            parts = [f"{must}{one.labels[language]}", *(option.get(language, "") for option in one.options)]
            lines.append(f"{signs[one.kind]} {' | '.join(parts)}")
    return "\n".join(lines)


class ReplyForm(forms.Form):
    """The questions of a questionnaire, in the reader's language."""

    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, questions: list[Question], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for one in questions:
            self.fields[f"q{one.pk}"] = _field_of(one, language)

    @property
    def is_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def said(self) -> list[Said]:
        found = []
        for one in self.questions:
            value = self.cleaned_data.get(f"q{one.pk}")
            if one.kind == Question.Kind.TEXT:
                if value:
                    found.append(Said(one.pk, words=value))
            elif value:
                chosen = value if isinstance(value, list) else [value]
                found.append(Said(one.pk, chosen=tuple(int(each) for each in chosen)))
        return found


def _field_of(question: Question, language: str) -> forms.Field:
    label, must = title_in(question.labels, language), question.is_required
    if question.kind == Question.Kind.TEXT:
        return forms.CharField(label=label, required=must, max_length=5_000, widget=forms.Textarea({"rows": 4}))
    if question.kind == Question.Kind.SCALE:
        choices = [(str(degree), str(degree)) for degree in range(1, DEGREES + 1)]
        return forms.ChoiceField(
            label=label,
            required=must,
            choices=choices,
            widget=forms.RadioSelect,
            help_text=gettext_lazy("1: not at all. 5: very much."),
        )
    choices = [(str(at), title_in(option, language)) for at, option in enumerate(question.options)]
    if question.kind == Question.Kind.SEVERAL:
        return forms.MultipleChoiceField(
            label=label, required=must, choices=choices, widget=forms.CheckboxSelectMultiple
        )
    return forms.ChoiceField(label=label, required=must, choices=choices, widget=forms.RadioSelect)


class PanelForm(forms.Form):
    """A panel's name and purpose."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    purpose = forms.CharField(label=gettext_lazy("What it is for"), max_length=300)


class AskPanelForm(forms.Form):
    """Which questionnaire the panel gets."""

    questionnaire = forms.ModelChoiceField(
        label=pgettext_lazy("panel", "Questionnaire"), queryset=Questionnaire.objects.none()
    )

    def __init__(self, *args: Any, panel: Panel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["questionnaire"].queryset = Questionnaire.objects.filter(  # type: ignore[attr-defined]
            production_id=panel.production_id, is_open=True
        )


class IdeaForm(forms.Form):
    """What the public puts in the box."""

    text = forms.CharField(label=gettext_lazy("Your idea"), max_length=2_000, widget=forms.Textarea({"rows": 5}))
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120, required=False)
    email = forms.EmailField(label=gettext_lazy("Your e-mail address, to hear what comes of it"), required=False)
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class IdeaAnswerForm(forms.Form):
    """What comes of an idea."""

    state = forms.ChoiceField(label=gettext_lazy("State"), choices=Idea.State.choices)
    text = forms.CharField(
        label=gettext_lazy("Answer"), max_length=2_000, required=False, widget=forms.Textarea({"rows": 3})
    )
    is_shown = forms.BooleanField(label=gettext_lazy("Show it on the public page, without a name"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
