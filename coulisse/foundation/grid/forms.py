"""The forms of the grid."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.productions.models import Production


class GridFileForm(forms.Form):
    """The file that a channel sends."""

    file = forms.FileField(label=_("File of the grid"), help_text=_("XMLTV, CSV, XLSX or ODS; 32 MB at most."))


class TieForm(forms.Form):
    """Which of the house's productions a programme is."""

    production = forms.ModelChoiceField(
        label=_("Production"), queryset=Production.objects.none(), required=False, empty_label=_("None of ours")
    )

    def __init__(self, *args: Any, productions: QuerySet[Production], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["production"].queryset = productions  # type: ignore[attr-defined]
