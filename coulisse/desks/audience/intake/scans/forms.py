"""What is given and typed about a letter on paper."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.audience.intake.calls.forms import LANGUAGES
from coulisse.desks.audience.intake.scans.actions import LONGEST, MOST_FILES, GivenFile
from coulisse.desks.audience.intake.scans.models import PaperLetter
from coulisse.foundation.documents.forms import Files, check_file
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.days import DayField

LARGEST = 40_000_000


class SheetsForm(forms.Form):
    """The sheets of a letter: one PDF, or photos in their order."""

    files = Files(  # type: ignore[assignment]  # Django takes fields off the class
        label=gettext_lazy("Sheets"),
        help_text=gettext_lazy("One PDF, or photos in the order of the sheets: JPEG, PNG or WebP."),
    )
    files.widget.attrs["accept"] = "image/jpeg,image/png,image/webp,application/pdf"

    def clean_files(self) -> Any:
        uploads: Sequence[UploadedFile[Any]] = self.cleaned_data["files"]
        if len(uploads) > MOST_FILES:
            raise ValidationError(_("Forty files at most. Put the sheets into one PDF."))
        for upload in uploads:
            check_file(upload)
            if (upload.size or 0) > LARGEST:
                raise ValidationError(_("“%(name)s” is over 40 MB."), params={"name": upload.name})
        return uploads

    def given(self) -> list[GivenFile]:
        return [GivenFile(upload.name or "", upload.chunks()) for upload in self.cleaned_data["files"]]


class LetterForm(SheetsForm):
    received_on = DayField(label=gettext_lazy("Received on"))
    production = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Production.objects.none(),
        required=False,
        empty_label=pgettext_lazy("programme", "none: for the house"),
    )

    field_order = ("files", "received_on", "production")

    def __init__(self, *args: Any, productions: QuerySet[Production], today: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"received_on": today} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["production"].queryset = productions  # type: ignore[attr-defined]


class TextForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=pgettext_lazy("letter on paper", "Text of the letter"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 14, "class": "letter"}),
    )

    def __init__(self, *args: Any, letter: PaperLetter, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": letter.version, "text": letter.text}
        super().__init__(*args, **kwargs)


class AuthorForm(forms.Form):
    """Who wrote it."""

    writer = forms.IntegerField(widget=forms.HiddenInput({"data-caller-id": ""}), required=False, min_value=1)
    name = forms.CharField(
        label=pgettext_lazy("letter on paper", "Who wrote it"),
        max_length=160,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "data-caller-name": ""}),
        help_text=gettext_lazy("Empty: anonymous."),
    )
    postal = forms.CharField(
        label=gettext_lazy("Postal address"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("On several lines, as on an envelope: the answer leaves with it."),
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=250, required=False)
    phone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"inputmode": "tel"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, required=False)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200, required=False)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)

    def __init__(self, *args: Any, topics: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", _("to be proposed")), *topics]  # type: ignore[attr-defined]
