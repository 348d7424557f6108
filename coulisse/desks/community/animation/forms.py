"""The forms of animations: those of the desk, and those of the public."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from coulisse.desks.community.animation.actions.entering import MOST_WORDS, Entry
from coulisse.desks.community.animation.actions.writing import MOST_RULES, Asked
from coulisse.desks.community.animation.bounds import bases_on, bounds_of, day_of
from coulisse.desks.community.animation.models import Animation, GameQuestion
from coulisse.desks.community.animation.models.games import KEEP_DAYS, MOST_DELAY, SECONDS
from coulisse.desks.community.animation.reading import Line, read_lines, written_out
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.ui.translated import in_language, reading_language
from coulisse.kernel.reading import UnreadableNumber, read_number

LANGUAGES: Final = ("fr", "nl", "en")
LANGUAGE_NAMES: Final = {"fr": "français", "nl": "Nederlands", "en": "English"}
MOMENT: Final = forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")
SLUG: Final = r"^[a-z0-9][a-z0-9-]{2,58}$"
PLAIN: Final = (
    "kind",
    "mechanic",
    "slug",
    "starts_at",
    "ends_at",
    "broadcast",
    "organiser",
    "complaints",
    "authorisation",
    "winners",
    "least_age",
    "tie_unit",
    "asks_contact",
    "shows_live",
    "keep_days",
)


class NumberField(forms.CharField):
    """A number as one types it here: « 2 450 » and « 2450,5 » are the same to everybody."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=20, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            number = read_number(text, reading_language(get_language() or "fr"))
        except UnreadableNumber:
            raise ValidationError(_("“%(text)s” is not a number: write it in figures.") % {"text": text}) from None
        if not 0 <= number < 10**11:
            raise ValidationError(_("This number is out of reach."))
        return round(number, 2)


class AnimationForm(forms.Form):
    """An animation with its words in three languages; questions are written one a line."""

    parts: tuple[tuple[str, Any, int, bool], ...] = (
        ("titles", gettext_lazy("Title"), 120, False),
        ("intros", gettext_lazy("Introduction"), 2_000, True),
        ("ways", gettext_lazy("How one takes part"), 1_500, True),
        ("prizes", gettext_lazy("Prize"), 500, True),
        ("criteria", gettext_lazy("Criteria"), 1_000, True),
        ("tie_labels", gettext_lazy("Tie-break question"), 300, False),
    )
    kind = forms.ChoiceField(label=pgettext_lazy("animation", "Kind"), choices=Animation.Kind.choices)
    mechanic = forms.ChoiceField(
        label=gettext_lazy("How one wins"), choices=Animation.Mechanic.choices, required=False
    )
    slug = forms.CharField(
        label=gettext_lazy("Address of the public page"),
        max_length=60,
        help_text=gettext_lazy("Small letters, digits and hyphens: “qui-a-vole-la-cloche”."),
        validators=[RegexValidator(SLUG, gettext_lazy("Only small letters, digits and hyphens, three at least."))],
    )
    starts_at = forms.DateTimeField(label=pgettext_lazy("animation", "From"), widget=MOMENT)
    ends_at = forms.DateTimeField(label=pgettext_lazy("animation", "Until"), widget=MOMENT)
    broadcast = forms.ModelChoiceField(
        label=gettext_lazy("During"), queryset=Broadcast.objects.none(), required=False
    )
    organiser = forms.CharField(label=gettext_lazy("Organiser: name and address"), max_length=200, required=False)
    complaints = forms.CharField(label=gettext_lazy("Where one complains"), max_length=200, required=False)
    authorisation = forms.CharField(
        label=gettext_lazy("Reference of the authorisation"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Only for a draw by lot: without it the draw does not open."),
    )
    winners = forms.IntegerField(
        label=gettext_lazy("How many win"), min_value=1, max_value=500, initial=1, required=False
    )
    least_age = forms.IntegerField(
        label=gettext_lazy("Least age"),
        min_value=1,
        max_value=99,
        required=False,
        help_text=gettext_lazy("Empty: that of the parameters on the day of the contest."),
    )
    tie_answer = NumberField(label=gettext_lazy("True answer to the tie-break question"), required=False)
    tie_unit = forms.CharField(label=gettext_lazy("Unit"), max_length=20, required=False)
    seconds = forms.IntegerField(
        label=gettext_lazy("Seconds for each question of a quiz"),
        min_value=5,
        max_value=3_600,
        initial=SECONDS,
        required=False,
    )
    asks_contact = forms.BooleanField(
        label=gettext_lazy("Ask for an e-mail address, to reach who wins"), required=False
    )
    shows_live = forms.BooleanField(
        label=gettext_lazy("Show the result while it runs"), required=False, initial=True
    )
    keep_days = forms.IntegerField(
        label=gettext_lazy("Personal data is kept, in days"), min_value=1, max_value=365, initial=KEEP_DAYS
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, production: int | None = None, row: Animation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        questions = list(row.questions.all()) if row else []
        for part, label, most, is_long in self.parts:
            for language in LANGUAGES:
                self.fields[f"{part}_{language}"] = _worded(label, language, most, is_long, row, part)
        for language in LANGUAGES:
            self.fields[f"questions_{language}"] = forms.CharField(
                label=f"{_('Questions')} · {LANGUAGE_NAMES[language]}",
                max_length=8_000,
                required=False,
                widget=forms.Textarea({"rows": 6, "lang": language}),
                initial=written_out(questions, language),
            )
        broadcasts = Broadcast.objects.filter(
            programme__production=production, programme__production__isnull=False
        )
        self.fields["broadcast"].queryset = broadcasts.select_related("programme")  # type: ignore[attr-defined]
        if row is not None:
            self._fill(row, questions)

    def _fill(self, row: Animation, questions: Sequence[GameQuestion]) -> None:
        for name in PLAIN:
            value = getattr(row, "broadcast_id" if name == "broadcast" else name)
            if name.endswith("_at"):
                value = timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
            self.initial.setdefault(name, value)
        self.initial["version"] = row.version
        self.initial["tie_answer"] = "" if row.tie_answer is None else f"{row.tie_answer.normalize():f}"
        if questions:
            self.initial["seconds"] = questions[0].seconds

    @property
    def languages(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The fields by language, for the page."""
        return [
            (
                code,
                LANGUAGE_NAMES[code],
                [*(self[f"{part}_{code}"] for part, *_rest in self.parts), self[f"questions_{code}"]],
            )
            for code in LANGUAGES
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        starts, ends = values.get("starts_at"), values.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("The end lies after the start."))
        if not any(values.get(f"titles_{language}") for language in LANGUAGES):
            self.add_error("titles_fr", _("Write a title in one language at least."))
        self._clean_way(values)
        self._clean_age(values)
        self._clean_questions(values)
        return values

    def _clean_way(self, values: Mapping[str, Any]) -> None:
        kind, mechanic = values.get("kind"), values.get("mechanic") or ""
        if kind == Animation.Kind.QUIZ and mechanic != Animation.Mechanic.SKILL:
            self.add_error("mechanic", _("A quiz is won by skill, with a tie-break question."))
        elif kind == Animation.Kind.CONTEST and not mechanic:
            self.add_error("mechanic", _("Say how one wins a contest."))
        elif kind in (Animation.Kind.POLL, Animation.Kind.CALL) and mechanic:
            self.add_error("mechanic", _("There is nothing to win here: choose “nothing to win”, or a contest."))

    def _clean_age(self, values: Mapping[str, Any]) -> None:
        starts, typed = values.get("starts_at"), values.get("least_age")
        if not starts or not typed or not values.get("mechanic"):
            return
        least = bounds_of(bases_on(day_of(starts))).least_age
        if least is not None and typed < least:
            said = _("On that day nobody under %(age)s takes part in a contest: the parameters say so.")
            self.add_error("least_age", said % {"age": least})

    def _clean_questions(self, values: dict[str, Any]) -> None:
        read: dict[str, list[Any]] = {}
        for language in LANGUAGES:
            try:
                read[language] = read_lines(values.get(f"questions_{language}", ""))
            except ValidationError as wrong:
                self.add_error(f"questions_{language}", wrong)
        written = {language: lines for language, lines in read.items() if lines}
        shapes = {tuple((one.most, len(one.options), one.right) for one in lines) for lines in written.values()}
        if len(shapes) > 1:
            self.add_error(
                f"questions_{max(written)}",
                _("The languages must ask the same: as many lines, as many choices, the same right ones."),
            )
        values["read"] = written

    def values(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in PLAIN}
        told["winners"] = told["winners"] or 1
        worded = {
            part: {
                language: self.cleaned_data[f"{part}_{language}"].strip()
                for language in LANGUAGES
                if self.cleaned_data[f"{part}_{language}"].strip()
            }
            for part, *_rest in self.parts
        }
        return {**told, **worded, "tie_answer": self.cleaned_data["tie_answer"]}

    def asked(self) -> list[Asked]:
        read = self.cleaned_data["read"]
        first: list[Line] = next(iter(read.values()), [])
        return [
            Asked(
                labels={language: lines[at].label for language, lines in read.items()},
                options=[
                    {language: lines[at].options[number] for language, lines in read.items()}
                    for number in range(len(one.options))
                ],
                right=one.right,
                seconds=self.cleaned_data["seconds"] or SECONDS,
                most=one.most,
            )
            for at, one in enumerate(first)
        ]


def _worded(
    label: Any, language: str, most: int, is_long: bool, row: Animation | None, part: str
) -> forms.CharField:
    widget = forms.Textarea({"rows": 2, "lang": language}) if is_long else forms.TextInput({"lang": language})
    return forms.CharField(
        label=f"{label} · {LANGUAGE_NAMES[language]}",
        max_length=most,
        required=False,
        widget=widget,
        initial=getattr(row, part, {}).get(language, "") if row else "",
    )


class RulesForm(forms.Form):
    """The rules in each language; emptied, they are written from the record again."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, texts: Mapping[str, str], version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = version
        for language, text in texts.items():
            self.fields[f"rules_{language}"] = forms.CharField(
                label=LANGUAGE_NAMES[language],
                required=False,
                max_length=MOST_RULES,
                strip=True,
                widget=forms.Textarea({"rows": 18, "lang": language}),
                initial=text,
            )

    def changed_from(self, generated: Mapping[str, str]) -> dict[str, str]:
        """What somebody worded otherwise than the record does."""
        told = {language: self.cleaned_data[f"rules_{language}"].replace("\r\n", "\n") for language in generated}
        return {language: text for language, text in told.items() if text and text != generated[language]}


class DecisionForm(forms.Form):
    """Who comes where, and why: numbers in the order of the list, then the reason."""

    rank = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    codes = forms.CharField(
        label=gettext_lazy("Codes in the order decided"),
        max_length=2_000,
        help_text=gettext_lazy("The first one comes first; separate them with spaces."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why, by the rules"), max_length=500, widget=forms.Textarea({"rows": 2})
    )

    def in_order(self) -> list[str]:
        return str(self.cleaned_data["codes"]).upper().replace(",", " ").split()


class DelayForm(forms.Form):
    seconds = forms.IntegerField(
        label=gettext_lazy("Delay of the broadcast, in seconds"), min_value=0, max_value=MOST_DELAY
    )


class JoinForm(forms.Form):
    """What the public types to play: as little as the rules need."""

    pseudonym = forms.CharField(
        label=gettext_lazy("Pseudonym"),
        max_length=30,
        help_text=gettext_lazy("Not your name: everybody sees it in the ranking."),
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
    birth_year = forms.IntegerField(
        label=gettext_lazy("Year of birth"),
        required=False,
        min_value=1900,
        widget=forms.NumberInput({"inputmode": "numeric", "autocomplete": "bday-year"}),
    )
    declares_age = forms.BooleanField(required=False)
    guess = NumberField(required=False)
    contact = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("Only to tell you if you win; it is encrypted."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    words = forms.CharField(max_length=MOST_WORDS, widget=forms.Textarea({"rows": 6}))
    accepts_rules = forms.BooleanField(label=gettext_lazy("I have read the rules and accept them"))
    website = forms.CharField(required=False, widget=forms.HiddenInput)
    """People don’t see it; machines that fill everything in do."""

    def __init__(
        self, *args: Any, animation: Animation, questions: Sequence[GameQuestion], language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.animation, self.questions, self.language = animation, list(questions), language
        for name in self._not_asked():
            del self.fields[name]
        if "declares_age" in self.fields:
            said = _("I am %(age)s or older") % {"age": animation.least_age}
            self.fields["declares_age"].label = said
        if "birth_year" in self.fields:
            self.fields["birth_year"].max_value = timezone.now().year  # type: ignore[attr-defined]
        if "guess" in self.fields:
            asked = in_language(animation.tie_labels, language)
            self.fields["guess"].label = f"{asked} ({animation.tie_unit})" if animation.tie_unit else asked
            self.fields["guess"].help_text = _("The nearest answer decides where two are equal.")
        if "words" in self.fields:
            self.fields["words"].label = (
                _("Your idea, or your question") if animation.kind == Animation.Kind.CALL else _("Your entry")
            )
        for one in self.questions:
            self.fields[f"q{one.pk}"] = _choices(one, language)

    def _not_asked(self) -> list[str]:
        row = self.animation
        gone = []
        if not row.mechanic:
            gone += ["birth_year", "declares_age", "accepts_rules"]
        if row.kind == Animation.Kind.POLL:
            gone.append("pseudonym")
        if row.kind == Animation.Kind.CALL:
            self.fields["pseudonym"].required = False
        if not row.asks_contact:
            gone.append("contact")
        if row.mechanic != Animation.Mechanic.SKILL:
            gone.append("guess")
        if row.mechanic != Animation.Mechanic.JURY and row.kind != Animation.Kind.CALL:
            gone.append("words")
        return gone

    @property
    def is_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        """Everything that is not a question, in order, but the acceptance, which comes last."""
        names = [name for name in self.fields if name not in ("website", "accepts_rules") and name[0] != "q"]
        return [self[name] for name in names]

    @property
    def question_fields(self) -> list[forms.BoundField]:
        return [self[f"q{one.pk}"] for one in self.questions]

    def entry(self) -> Entry:
        told = {name: self.cleaned_data[name] for name in _ENTRY if name in self.fields}
        return Entry(language=self.language, **told)

    def choices(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for one in self.questions:
            value = self.cleaned_data.get(f"q{one.pk}") or []
            found[one.pk] = [int(each) for each in (value if isinstance(value, list) else [value])]
        return found


_ENTRY: Final = ("pseudonym", "birth_year", "declares_age", "accepts_rules", "guess", "contact", "words")


def _choices(question: GameQuestion, language: str) -> forms.Field:
    label = in_language(question.labels, language)
    options = [(str(number), in_language(one, language)) for number, one in enumerate(question.options)]
    if question.most > 1:
        return forms.MultipleChoiceField(label=label, choices=options, widget=forms.CheckboxSelectMultiple)
    return forms.ChoiceField(label=label, choices=options, widget=forms.RadioSelect)


class ShowSetForm(forms.Form):
    """A hidden set that may be named again."""

    why = forms.CharField(label=gettext_lazy("Why it may be named again"), max_length=200)


class HideSetForm(forms.Form):
    """A set that nobody names."""

    name = forms.CharField(label=gettext_lazy("Set"), max_length=160)
    until = forms.DateField(
        label=pgettext_lazy("embargo", "Until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )
    why = forms.CharField(label=gettext_lazy("Why"), max_length=200, required=False)
