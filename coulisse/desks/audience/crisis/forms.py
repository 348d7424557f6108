"""The forms of the crisis."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.foundation.accounts.models import User


class OpenForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("What it is about"), max_length=200)
    reason = forms.CharField(
        label=gettext_lazy("Why a crisis"), max_length=300, widget=forms.Textarea({"rows": 2})
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)


class NoteForm(forms.Form):
    text = forms.CharField(label=pgettext_lazy("crisis", "Note in the log"), max_length=300)


class LessonsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    lessons = forms.CharField(
        label=gettext_lazy("What we learn from it"),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
    )


class OnCallForm(forms.Form):
    person = forms.ModelChoiceField(label=gettext_lazy("Person"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = User.objects.filter(pk__in=[one.pk for one in people]).order_by("name")
        self.fields["person"].queryset = found  # type: ignore[attr-defined]


class VerbatimForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Words as they are quoted"), max_length=400, widget=forms.Textarea({"rows": 2})
    )
    reason = forms.CharField(label=gettext_lazy("Why these words"), max_length=200, required=False)
    is_looked_at = forms.BooleanField(label=gettext_lazy("No name, no place, no rare fact points to somebody"))
