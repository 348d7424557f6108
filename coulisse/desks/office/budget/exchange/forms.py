"""A file of a budget: its bytes, then how it is to be read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.office.budget.exchange.models import BudgetImport
from coulisse.desks.office.budget.exchange.words import FIELDS
from coulisse.formats.budget_book.targets import LINE_FIELDS

HANDS: Final = (("fr", _("1.234,56 or 1 234,56")), ("en", _("1,234.56")))


class UploadForm(forms.Form):
    """A file, or rows pasted from a spreadsheet."""

    file = forms.FileField(
        label=_("File of a budget"),
        required=False,
        help_text=_(
            "XLSX, ODS or CSV, up to 32 MB; exports of Movie Magic Budgeting too. "
            "Nothing is written before you have seen it."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt"}),
    )
    pasted = forms.CharField(
        label=_("Or rows copied from a spreadsheet"),
        required=False,
        max_length=2_000_000,
        strip=False,
        help_text=_("Copy the cells with their headings, and paste them here."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not values.get("file") and not values.get("pasted", "").strip():
            self.add_error("file", _("Choose a file, or paste rows."))
        return values

    def content(self) -> tuple[str, Iterable[bytes]]:
        """The name and the bytes of what was given; a file goes before pasted rows."""
        if file := self.cleaned_data["file"]:
            return file.name or "", file.chunks()
        return f"{_('pasted rows')}.tsv", [self.cleaned_data["pasted"].encode(errors="replace")]


class ReadingForm(forms.Form):
    """Which sheet, where its head is, what each column holds, how numbers are written, and where it all goes."""

    into = forms.ChoiceField(label=_("What becomes of it"), widget=forms.RadioSelect)
    sheet = forms.TypedChoiceField(
        label=pgettext_lazy("spreadsheet", "Sheet"), coerce=int, required=False, empty_value=None
    )
    head = forms.IntegerField(label=_("Row of the headings"), min_value=1, max_value=1_000_000, required=False)
    hand = forms.ChoiceField(label=_("Numbers are written"), choices=HANDS, required=False)

    def __init__(
        self, *args: Any, sheets: Sequence[str], columns: int, into: Sequence[tuple[str, Any]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["into"].choices = into  # type: ignore[attr-defined]
        unnamed = pgettext_lazy("sheet", "the only one")
        self.fields["sheet"].choices = [(at, name or unnamed) for at, name in enumerate(sheets)]  # type: ignore[attr-defined]
        choices = [("", _("leave out")), *((code, FIELDS[code]) for code in LINE_FIELDS)]
        for column in range(columns):
            self.fields[f"column-{column}"] = forms.ChoiceField(required=False, choices=choices)

    def reading(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """What was chosen, as `BudgetImport.reading` keeps it; another sheet is guessed anew."""
        values = self.cleaned_data
        if kept.get("kind") != "table":
            return dict(kept)
        if values["sheet"] is not None and values["sheet"] != kept.get("sheet"):
            return {"kind": "table", "sheet": values["sheet"]}
        head = (values["head"] or kept["head"] + 1) - 1
        columns = [values.get(f"column-{at}", "") for at in range(len(kept["columns"]))]
        return {
            "kind": "table",
            "sheet": kept["sheet"],
            "head": head,
            "columns": columns if head == kept["head"] else [],
            "hand": values["hand"] or kept["hand"],
        }


def into_choices(imported: BudgetImport) -> list[tuple[str, Any]]:
    """A locked budget, or none at all, leaves only a new version."""
    choices = list(BudgetImport.Into.choices)
    if imported.budget is None or imported.budget.is_locked:
        return choices[-1:]
    return choices
