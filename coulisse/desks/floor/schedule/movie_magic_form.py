"""The one or two PDFs of Movie Magic, as they are dropped."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_FILES: Final = 2


class TwoFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class Reports(forms.FileField):
    """A list of one or two files; an empty one is left to the reader, which says so."""

    widget = TwoFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        uploads = [upload for upload in data or [] if upload]
        if not uploads:
            raise forms.ValidationError(gettext("No file came. Choose one, or drop it in the zone."))
        if len(uploads) > MOST_FILES:
            raise forms.ValidationError(gettext("More than two files came. Drop one of each report."))
        return uploads


class MovieMagicForm(forms.Form):
    file = Reports(
        label=_("Breakdown Report and Shooting Schedule"),
        help_text=_("One PDF or both, in any order; 32 MB at most each."),
        widget=TwoFiles(attrs={"accept": "application/pdf,.pdf", "multiple": True}),
    )
