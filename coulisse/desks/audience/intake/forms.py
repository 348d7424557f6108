"""What is typed on the screens of the intake."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.audience.facts.intake import CHANNELS
from coulisse.desks.audience.intake.actions.topics import LANGUAGES
from coulisse.desks.audience.intake.models import Channel, Topic
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.days import DayField

NAMES: Final = {"fr": gettext_lazy("French"), "nl": gettext_lazy("Dutch"), "en": gettext_lazy("English")}
LONGEST_WORDS: Final = 6_000
LONGEST_ORDER: Final = 60_000


class TopicForm(forms.Form):
    """A topic: its name in three languages, its seed words a line each."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, topic: Topic | None = None, **options: Any) -> None:
        if topic is not None:
            options.setdefault("initial", _initial(topic))
        super().__init__(*args, **options)
        for language in LANGUAGES:
            self.fields[f"label_{language}"] = forms.CharField(
                label=_("Name in %(language)s") % {"language": NAMES[language]},
                max_length=80,
                required=language == "fr",
                widget=forms.TextInput(attrs={"lang": language}),
            )
        for language in LANGUAGES:
            self.fields[f"words_{language}"] = forms.CharField(
                label=_("Words in %(language)s") % {"language": NAMES[language]},
                max_length=LONGEST_WORDS,
                required=False,
                widget=forms.Textarea(attrs={"rows": 6, "lang": language, "spellcheck": "false"}),
            )

    def labels(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"label_{language}"] for language in LANGUAGES}

    def words(self) -> dict[str, list[str]]:
        """Lines or words with commas between them."""
        return {
            language: [
                word
                for line in self.cleaned_data[f"words_{language}"].splitlines()
                for word in line.split(",")
                if word.strip()
            ]
            for language in LANGUAGES
        }


def _initial(topic: Topic) -> dict[str, Any]:
    values: dict[str, Any] = {"version": topic.version}
    for language in LANGUAGES:
        values[f"label_{language}"] = topic.labels.get(language, "")
        values[f"words_{language}"] = "\n".join(map(str, topic.words.get(language, ())))
    return values


class OrderForm(forms.Form):
    """The running order, pasted."""

    order = forms.CharField(
        label=gettext_lazy("Running order"),
        max_length=LONGEST_ORDER,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "One piece a line: “20:52 Archives”. A star at the end marks what people write about."
        ),
    )


class ArchiveForm(forms.Form):
    """A file of messages kept elsewhere."""

    file = forms.FileField(label=gettext_lazy("File"))
    channel = forms.ChoiceField(
        label=gettext_lazy("Channel"), choices=list(CHANNELS.items()), initial=Channel.MAIL
    )
    production = forms.ModelChoiceField(
        label=gettext_lazy("Production"), queryset=Production.objects.none(), required=False
    )
    to_answer = forms.BooleanField(
        label=gettext_lazy("These messages still wait for an answer"),
        required=False,
    )

    def __init__(self, *args: Any, productions: QuerySet[Production], whole_house: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["production"]
        assert isinstance(field, forms.ModelChoiceField)  # declared above
        field.queryset = productions
        field.required = not whole_house
        field.empty_label = str(_("None: it concerns the house")) if whole_house else None

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if not file.size:
            raise forms.ValidationError(_("%(name)s is empty. Choose another file.") % {"name": file.name})
        return file


class CorrectForm(forms.Form):
    """The label of one thing."""

    about = forms.CharField(max_length=40)
    label = forms.CharField(max_length=60)
    version = forms.IntegerField(required=False)


class PeriodForm(forms.Form):
    """Which messages are read again."""

    OPEN, PERIOD = "open", "period"
    what = forms.ChoiceField(
        choices=(
            (OPEN, pgettext_lazy("messages", "those that wait for an answer")),
            (PERIOD, pgettext_lazy("messages", "all of a period")),
        ),
        initial=OPEN,
    )
    since = DayField(label=gettext_lazy("From"), required=False)
    until = DayField(label=gettext_lazy("Until"), required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        if values.get("what") == self.PERIOD and not (since or until):
            self.add_error("since", _("Say from which day, or until which day."))
        if since and until and until < since:
            self.add_error("until", _("The period ends before it begins."))
        return values


def keys_of(values: Sequence[str], *, most: int) -> list[int]:
    """Numbers that a page sent, at most so many."""
    return [int(value) for value in values[:most] if value.isascii() and value.isdigit() and len(value) < 18]
