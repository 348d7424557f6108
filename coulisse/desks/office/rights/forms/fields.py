"""Fields that several forms of the register share."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.desks.office.rights.models import Work
from coulisse.desks.office.rights.wording import land_choices
from coulisse.foundation.documents.forms import check_file

Choice = tuple[str, str]
PAPERS: Final = {"accept": "image/*,application/pdf"}


class Several(forms.MultipleChoiceField):
    """A list of codes to tick."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.CheckboxSelectMultiple, "required": False, **options})


class OneOf(forms.TypedChoiceField):
    """A row among those offered, by its number."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"coerce": int, "empty_value": None, "required": False, **options})


class ClockField(forms.CharField):
    """A time in a film, typed as `1:02:03`, `12:34` or `45`; gives seconds."""

    def __init__(self, *, least: int = 0, **options: Any) -> None:
        super().__init__(**{"max_length": 8, **options})
        self.least = least

    def prepare_value(self, value: Any) -> Any:
        return write_clock(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if typed is None or typed in self.empty_values:
            return None
        parts = typed.split(":")
        if len(parts) > 3 or not all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts):
            raise forms.ValidationError(_("Write it like 1:02:03 or 12:34."))
        seconds = 0
        for part in parts:
            seconds = seconds * 60 + int(part)
        if any(int(part) > 59 for part in parts[1:]):
            raise forms.ValidationError(_("Minutes and seconds go up to 59."))
        if seconds < self.least:
            raise forms.ValidationError(_("At least %(n)s second.") % {"n": self.least})
        return seconds

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The length was a matter of the text."""


def write_clock(seconds: int) -> str:
    """`12:34`, `1:02:03`."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


class OneFile(forms.Form):
    """A form that may bring a signed paper."""

    paper = forms.FileField(label=gettext_lazy("Signed paper"), required=False, widget=forms.FileInput(PAPERS))

    def clean_paper(self) -> Any:
        upload = self.cleaned_data["paper"]
        if upload is not None:
            check_file(upload)
        return upload

    def file(self) -> dict[str, Any]:
        """What an action takes of it."""
        upload = self.cleaned_data["paper"]
        return {} if upload is None else {"paper": upload.chunks(), "paper_name": upload.name or ""}


def choose(form: forms.Form, name: str, choices: Iterable[tuple[object, object]]) -> None:
    field: Any = form.fields[name]
    field.choices = list(choices)


def offer_lands(form: forms.Form, held: Sequence[str] = ()) -> None:
    choose(form, "territories", land_choices(held))


def refuse_backwards(form: forms.Form, values: dict[str, Any]) -> None:
    """A period ends on or after its first day."""
    first, last = values.get("starts_on"), values.get("until")
    if first and last and last < first:
        form.add_error("until", _("The last day comes before the first: write a later one."))


def work_named(pk: int | None) -> Work | None:
    return None if pk is None else Work.objects.filter(pk=pk).first()
