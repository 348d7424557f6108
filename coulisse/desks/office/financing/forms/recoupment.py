"""The tiers of a waterfall as a table: a tier a row, its beneficiaries a line each."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.office.financing.queries.waterfall import KINDS, tiers_of
from coulisse.engines.recoupment import Kind, UnsoundTier, distribute
from coulisse.foundation.ui.figures import MoneyField, NumberField, reader, refusal_of
from coulisse.kernel.money import EUR, CurrencyMismatch, Money
from coulisse.kernel.plain import read_plain, write_plain
from coulisse.kernel.reading import UnreadableNumber, read_money, read_number
from coulisse.kernel.writing import write_amount, write_number

SPARE: Final = 2
MOST: Final = 20
SHARED: Final = "1"
"""The weight of a beneficiary named without a number."""


class TierForm(forms.Form):
    """One tier; a row without name and beneficiaries is no tier."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[(kind.value, label) for kind, label in KINDS.items()]
    )
    name = forms.CharField(label=gettext_lazy("Tier"), max_length=80, required=False)
    percent = NumberField(label=gettext_lazy("Share %"), required=False, least=Decimal(0), most=Decimal(100))
    cap = MoneyField(label=gettext_lazy("At most €"), required=False, positive=True)
    to = forms.CharField(
        label=gettext_lazy("For whom, a line each"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    use_required_attribute = False

    @property
    def is_empty(self) -> bool:
        data = self.cleaned_data
        return not data.get("name") and not data.get("to")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors or not (values.get("name") or values.get("to")):
            return values
        values["to"] = self._beneficiaries(Kind(values["kind"]), values.get("to") or "")
        if not self.errors:
            self._try(values)
        return values

    def _beneficiaries(self, kind: Kind, text: str) -> list[list[str]]:
        found = []
        for line in text.splitlines():
            name, mark, number = line.rpartition(":")
            if not line.strip():
                continue
            if not mark:
                name, number = line, ""
            try:
                found.append([name.strip(), _number(kind, number.strip())])
            except UnreadableNumber as refused:
                self.add_error("to", refusal_of(refused))
            except CurrencyMismatch:
                self.add_error("to", _("Write this amount in %(currency)s.") % {"currency": EUR})
        return found

    def _try(self, values: dict[str, Any]) -> None:
        try:
            distribute(Money.zero(), tiers_of([self.row(values)]))
        except UnsoundTier as unsound:
            self.add_error(WHERE[unsound.why], _refusals()[unsound.why])

    def row(self, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """As it is stored."""
        data = self.cleaned_data if values is None else values
        percent: Decimal | None = data.get("percent")
        cap: Money | None = data.get("cap")
        return {
            "kind": data["kind"],
            "name": data["name"] or str(KINDS[Kind(data["kind"])]),
            "percent": "" if percent is None else write_plain(percent, 4),
            "cap": None if cap is None else cap.cents,
            "to": data["to"],
        }


WHERE: Final = {"nobody": "to", "percent": "percent", "amount": "to", "weights": "to"}


def _refusals() -> dict[str, str]:
    return {
        "nobody": _("Say who is paid, a line each: “Name: 51”."),
        "percent": _("Write the share, from 0 to 100 %."),
        "amount": _("Write the amount: “Name: 60.000,00” for a recoupment, “At most” for expenses."),
        "weights": _("Give at least one of them a part above zero."),
    }


def _number(kind: Kind, text: str) -> str:
    """The plain number that is stored: an amount in a recoupment, else a weight."""
    if kind is Kind.RECOUP:
        return read_money(text, reader()).plain()
    if not text:
        return SHARED
    number = read_number(text, reader())
    return write_plain(number, max(0, -int(number.as_tuple().exponent)))


TierTable = forms.formset_factory(TierForm, extra=SPARE, max_num=MOST, absolute_max=MOST)


def tier_table(rows: Sequence[Mapping[str, Any]], data: Mapping[str, Any] | None = None) -> Any:
    return TierTable(data, prefix="w", initial=[_initial(row) for row in rows])


def _initial(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": row["kind"],
        "name": row["name"],
        "percent": Decimal(row["percent"]).normalize() + 0 if row.get("percent") else None,
        "cap": Money(row["cap"]) if row.get("cap") is not None else None,
        "to": "\n".join(_line(Kind(row["kind"]), name, number) for name, number in row["to"]),
    }


def _line(kind: Kind, name: str, number: str) -> str:
    if kind is Kind.RECOUP:
        return f"{name} : {write_amount(Money.parse(number), reader())}"
    return name if number == SHARED else f"{name} : {write_number(read_plain(number), reader())}"


def tiers_typed(table: Any) -> list[dict[str, Any]]:
    return [form.row() for form in table.forms if form.cleaned_data and not form.is_empty]


class ReceiptsForm(forms.Form):
    """The receipts to count with."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    receipts = MoneyField(label=pgettext_lazy("recoupment", "Receipts"), positive=True)
