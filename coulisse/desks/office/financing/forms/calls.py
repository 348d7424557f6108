"""Forms of the calendar of the funds and of the dossiers."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from coulisse.desks.office.financing.forms.plan import DocumentField
from coulisse.desks.office.financing.funds import fund_choices
from coulisse.desks.office.financing.models import Call
from coulisse.foundation.ui.days import DayField

CALL_FIELDS: Final = (
    *("fund", "kind", "title", "day", "source", "verified_on", "confidence", "is_example", "note"),
)


class CallForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself has no parameter here
    """A date of a fund, where it was read and when."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    fund = forms.ChoiceField(label=_("Fund"))

    class Meta:
        model = Call
        fields = CALL_FIELDS
        field_classes: Final = {"day": DayField, "verified_on": DayField}
        help_texts: Final = {
            "source": _("Address of the page, or who said so"),
            "confidence": _("An official page read again within 90 days doesn’t warn."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["fund"]
        field.choices = fund_choices()
        if self.instance.pk:
            self.initial["version"] = self.instance.version

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CALL_FIELDS}


class DossierForm(forms.Form):
    """A new application."""

    fund = forms.ChoiceField(label=_("Fund"))
    title = forms.CharField(label=_("Title"), max_length=160)
    language = forms.ChoiceField(label=_("Language of the dossier"), choices=settings.LANGUAGES)
    call = forms.TypedChoiceField(label=_("Call"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, calls: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fund: Any = self.fields["fund"]
        fund.choices = fund_choices()
        call: Any = self.fields["call"]
        call.choices = [("", "—"), *((str(pk), title) for pk, title in calls)]


class PieceForm(forms.Form):
    """The document of a piece, a new file, or why none is needed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    document = DocumentField(label=_("Document"))
    file = forms.FileField(label=_("Or a new file"), required=False)
    waived = forms.CharField(label=_("Not needed, because"), max_length=200, required=False)

    def __init__(
        self, *args: Any, documents: Sequence[tuple[int, str]], chosen: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["document"]
        field.offer(documents, chosen)


class NewPieceForm(forms.Form):
    """A piece besides the list."""

    title = forms.CharField(label=_("Piece"), max_length=200)
    is_required = forms.BooleanField(label=_("Required"), required=False, initial=True)
