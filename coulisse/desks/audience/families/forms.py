"""What is typed about a family."""

from typing import Any

from django import forms
from django.utils.dateformat import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from coulisse.desks.audience.families.queries.pages import Whole
from coulisse.desks.audience.intake.models import RunningItem


class NameForm(forms.Form):
    """What it is about, and the piece of the broadcast that caused it."""

    title = forms.CharField(label=_("What they write about"), max_length=200, required=False, strip=True)
    cause = forms.TypedChoiceField(label=_("Cause on air"), required=False, coerce=int, empty_value=None)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, shown: Whole) -> None:
        first = {"title": shown.typed_title, "cause": shown.cause or "", "version": shown.version}
        super().__init__(data, initial=first)
        field = self.fields["cause"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [
            ("", _("None named")),
            *((pk, f"{time_format(localtime(at).time(), 'H:i')} · {title}") for pk, at, title in shown.items),
        ]

    def values(self) -> tuple[str, RunningItem | None]:
        chosen = self.cleaned_data["cause"]
        item = RunningItem.objects.select_related("broadcast").get(pk=chosen) if chosen else None
        return self.cleaned_data["title"], item


class JoinForm(forms.Form):
    """With which other family."""

    other = forms.IntegerField(min_value=1, max_value=2**62)


class RowsForm(forms.Form):
    """Which families stand by themselves again: numbers with commas, the leading one first."""

    rows = forms.RegexField(r"^\d{1,18}(,\d{1,18}){0,20}$")

    def numbers(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["rows"].split(",")]
