"""The form of a company. Numbers may be typed as people write them; they are kept compact."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.companies.actions import FIELDS
from coulisse.foundation.companies.identifiers import compact_iban, compact_vat
from coulisse.foundation.companies.models import Company
from coulisse.foundation.ui.figures import NumberField


class TypedNumber(forms.CharField):
    """A number whose check quotes what was typed; it is made compact before it is checked."""

    def to_python(self, value: Any) -> str:
        return compact_iban(super().to_python(value) or "")


if TYPE_CHECKING:
    CompanyModelForm = forms.ModelForm[Company]
else:
    CompanyModelForm = forms.ModelForm


class CompanyForm(CompanyModelForm):
    """All that may be changed, and the version that was read."""

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Company
        fields = FIELDS
        field_classes = {"iban": TypedNumber, "bic": TypedNumber}  # noqa: RUF012  # Django's own form of Meta

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["read_version"].initial = self.instance.version if self.instance.pk else None
        self.order_fields(["country", *[name for name in FIELDS if name != "country"]])

    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean_vat(self) -> str:
        typed = str(self.cleaned_data["vat"])
        return compact_vat(typed, country=self.cleaned_data.get("country", "BE")) if typed else ""

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class RecoveryForm(forms.Form):
    """The part of the VAT that comes back from a day on."""

    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    percent = NumberField(label=_("Recovered, in per cent"), least=Decimal(0), most=Decimal(100))
    note = forms.CharField(label=_("Where this stands"), max_length=200, required=False)

    def clean_percent(self) -> Decimal:
        """To the hundredth, as the column holds it."""
        percent: Decimal = self.cleaned_data["percent"]
        if percent != round(percent, 2):
            raise forms.ValidationError(_("Write at most two decimals."))
        return percent
