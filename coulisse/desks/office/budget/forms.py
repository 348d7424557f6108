"""What people type about a budget beside its grid: versions, globals, fringes, charges, rates, prices."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from coulisse.desks.office.budget.charts import charts_for
from coulisse.desks.office.budget.models import (
    BudgetCharge,
    BudgetFringe,
    BudgetGlobal,
    BudgetRate,
)
from coulisse.desks.office.budget.queries.rows import Rows
from coulisse.desks.office.budget.typed import Unreadable, read_currency, read_formula
from coulisse.engines.budget import is_name, localise
from coulisse.foundation.journal.versions import Versioned
from coulisse.foundation.ui.days import DayField
from coulisse.foundation.ui.figures import MoneyField, NumberField, reader
from coulisse.kernel.money import Money

EMPTY: Final = ""


class FormulaField(forms.CharField):
    """A number or a formula, kept with its decimal dot."""

    def to_python(self, value: Any) -> Any:
        try:
            return read_formula(super().to_python(value) or "", reader())
        except Unreadable as why:
            raise ValidationError(why.why) from None

    def prepare_value(self, value: Any) -> Any:
        return localise(value, reader()) if isinstance(value, str) and value else value


class AccountField(forms.ChoiceField):
    """One of the accounts of the budget, or none."""

    def offer(self, rows: Rows, nothing: str) -> None:
        self.choices = [(EMPTY, nothing), *((row.number, f"{row.number} {row.name}") for row in rows.accounts)]


class BeginForm(forms.Form):
    """A first budget from a template."""

    chart = forms.ChoiceField(label=_("Template"))
    name = forms.CharField(label=_("Name"), max_length=80, required=False)

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        language = (get_language() or "fr")[:2]
        offered = [(chart.key, chart.words.in_(language)) for chart in charts_for(kind)]
        field = self.fields["chart"]
        assert isinstance(field, forms.ChoiceField)  # declared above
        field.choices = [*offered, ("empty", _("No template: I write the accounts"))]


class CopyForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    change = forms.CharField(label=_("What changes"), max_length=300, required=False)


class LockForm(forms.Form):
    agreed_on = DayField(label=_("Agreed on"))
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RenameForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    change = forms.CharField(label=_("What changes"), max_length=300, required=False)


class TableForm(forms.Form):
    """A row that lines refer to. `row` is what is changed; None makes a new one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    columns: ClassVar[tuple[str, ...]] = ()
    model: ClassVar[type[Versioned]]

    def __init__(self, *args: Any, row: Any = None, rows: Rows, **options: Any) -> None:
        start = {"version": row.version, **self.shown(row)} if row is not None else {}
        options["initial"] = start
        super().__init__(*args, **options)
        self.offer(rows)

    def shown(self, row: Any) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.columns}

    def offer(self, rows: Rows) -> None:
        """What the choices are made of."""

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.columns}


class GlobalForm(TableForm):
    name = forms.CharField(label=_("Name"), max_length=40)
    label = forms.CharField(label=_("What it is"), max_length=120, required=False)
    formula = FormulaField(label=_("Value"), max_length=240)
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False)
    columns = ("name", "label", "formula", "unit")
    model = BudgetGlobal

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not is_name(name):
            raise ValidationError(_("Write letters, digits and underscores, a letter first: semaines_tournage."))
        return name


class FringeForm(TableForm):
    code = forms.CharField(label=_("Code"), max_length=16)
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=BudgetFringe.Kind.choices)
    value = NumberField(label=pgettext_lazy("fringe", "Percent or amount"), least=Decimal(0))
    cutoff = MoneyField(label=_("Ceiling for one person"), required=False, positive=True)
    floor = MoneyField(label=_("Only what is above"), required=False, positive=True)
    account = AccountField(label=_("Shown on account"), required=False)
    columns = ("code", "name", "kind", "account")
    model = BudgetFringe

    def offer(self, rows: Rows) -> None:
        field = self.fields["account"]
        assert isinstance(field, AccountField)  # declared above
        field.offer(rows, str(_("The account of each line")))

    def shown(self, row: BudgetFringe) -> dict[str, Any]:
        return {
            **super().shown(row),
            "value": Decimal(row.value),
            "cutoff": None if row.cutoff_cents is None else Money(row.cutoff_cents),
            "floor": None if row.floor_cents is None else Money(row.floor_cents),
        }

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].strip()
        if any(mark in code for mark in " ,;+"):
            raise ValidationError(_("A code has no space, comma or plus."))
        return code

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            **super().values(),
            "value": f"{data['value']:f}",
            "cutoff_cents": data["cutoff"].cents if data["cutoff"] is not None else None,
            "floor_cents": data["floor"].cents if data["floor"] is not None else None,
        }


class ChargeForm(TableForm):
    code = forms.CharField(label=_("Code"), max_length=16)
    name = forms.CharField(label=_("Name"), max_length=80)
    percent = NumberField(label=_("Percent"), least=Decimal(0), most=Decimal(100))
    bases = forms.CharField(label=_("On accounts"), max_length=200, required=False)
    excluded = forms.CharField(label=_("Without accounts"), max_length=200, required=False)
    on_fringes = forms.BooleanField(label=_("Also on fringes"), required=False)
    account = AccountField(label=_("Shown on account"), required=False)
    columns = ("code", "name", "on_fringes", "account")
    model = BudgetCharge

    def offer(self, rows: Rows) -> None:
        field = self.fields["account"]
        assert isinstance(field, AccountField)  # declared above
        field.offer(rows, str(_("Beside the accounts")))
        self.known = {row.number for row in rows.accounts}

    def shown(self, row: BudgetCharge) -> dict[str, Any]:
        lists = {"bases": ", ".join(row.bases), "excluded": ", ".join(row.excluded)}
        return {**super().shown(row), **lists, "percent": Decimal(row.percent)}

    def clean_bases(self) -> list[str]:
        return self._numbers("bases")

    def clean_excluded(self) -> list[str]:
        return self._numbers("excluded")

    def _numbers(self, name: str) -> list[str]:
        found = self.cleaned_data[name].replace(",", " ").replace(";", " ").split()
        for number in found:
            if number not in self.known:
                raise ValidationError(_("There is no account %(number)s."), params={"number": number})
        return list(found)

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        lists = {"bases": data["bases"], "excluded": data["excluded"]}
        return {**super().values(), **lists, "percent": f"{data['percent']:f}"}


class RateForm(TableForm):
    currency = forms.CharField(label=_("Currency"), max_length=3)
    rate = NumberField(label=_("One unit is worth"), least=Decimal("0.000001"))
    day = DayField(label=_("Of"))
    source = forms.CharField(label=_("Source"), max_length=120, required=False)
    columns = ("currency", "day", "source")
    model = BudgetRate

    def shown(self, row: BudgetRate) -> dict[str, Any]:
        return {**super().shown(row), "rate": Decimal(row.rate)}

    def clean_currency(self) -> str:
        try:
            return read_currency(self.cleaned_data["currency"])
        except Unreadable as why:
            raise ValidationError(why.why) from None

    def values(self) -> dict[str, Any]:
        return {**super().values(), "rate": f"{self.cleaned_data['rate']:f}"}


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class PriceForm(forms.Form):
    """A supplier's price, kept for the next budget."""

    description = forms.CharField(label=pgettext_lazy("budget", "Description"), max_length=200)
    rate = MoneyField(label=pgettext_lazy("budget", "Rate"), positive=True)
    unit = forms.CharField(label=_("Unit"), max_length=20, required=False)
    supplier = forms.CharField(label=_("Supplier"), max_length=120, required=False)
    account = forms.CharField(label=_("Account"), max_length=16, required=False)
    seen_on = DayField(label=pgettext_lazy("library", "Of"))

    def __init__(self, *args: Any, day: date, **options: Any) -> None:
        options["initial"] = {"seen_on": day}
        super().__init__(*args, **options)
