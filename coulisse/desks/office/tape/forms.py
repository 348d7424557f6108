"""A form by calculator. Each works itself out: `worked()` gives its tape and the legal values behind it."""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.office.tape.models import Calculation
from coulisse.desks.office.tape.queries import contributions_on, proposed
from coulisse.engines import tape
from coulisse.engines.tape import Tape
from coulisse.engines.tape.records import Row
from coulisse.foundation.parameters.queries import NoValueInForce, Valued
from coulisse.foundation.ui.figures import MoneyField, NumberField, reader
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate
from coulisse.kernel.reading import UnreadableNumber, read_money

Worked = tuple[Tape, Sequence[Valued]]
KM: Final = "payroll.km_yearly"
CURRENCIES: Final = ("EUR", "USD", "GBP", "CHF", "CAD")
MOST: Final = Decimal(10) ** 9
MOST_SUMMANDS: Final = 100


class Calculator(forms.Form):
    """What every calculator asks besides its own figures. `day` is the day whose legal values count."""

    kind: ClassVar[Calculation.Kind]
    note = forms.CharField(
        label=pgettext_lazy("calculator", "Note"),
        max_length=120,
        required=False,
        help_text=_("Printed on the tape."),
    )

    def __init__(self, *arguments: Any, day: date, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.day = day
        self.order_fields([name for name in self.fields if name != "note"] + ["note"])

    @abstractmethod
    def worked(self) -> Worked:
        """The tape, and the legal values behind it."""


class VatForm(Calculator):
    kind = Calculation.Kind.VAT
    amount = MoneyField(label=pgettext_lazy("calculator", "Amount"))
    direction = forms.ChoiceField(
        label=_("This amount is"),
        choices=[("add", _("without VAT")), ("extract", _("VAT included"))],
        initial="add",
        widget=forms.RadioSelect,
    )
    rate = NumberField(label=_("Rate of VAT, %"), least=Decimal(0), most=Decimal(100), initial=Decimal(21))

    def worked(self) -> Worked:
        given = self.cleaned_data
        act = tape.vat_added if given["direction"] == "add" else tape.vat_extracted
        return act(given["amount"], Rate.percent(given["rate"])), ()


class EmployerForm(Calculator):
    kind = Calculation.Kind.EMPLOYER
    gross = MoneyField(label=_("Gross wage"), positive=True)
    status = forms.ChoiceField(
        label=pgettext_lazy("wage", "Status"),
        choices=[
            ("employee", _("Employee")),
            ("employee-variable", _("Employee, holiday pay on variable pay included")),
            ("artist", _("Artist or manual worker (108 % scheme)")),
        ],
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "status" in given:
            try:
                self.parts, self.values = contributions_on(given["status"], self.day)
            except NoValueInForce:
                self.add_error("status", _t("A rate is not known for today. Add it in the parameters first."))
        return given

    def worked(self) -> Worked:
        return tape.employer_cost(self.cleaned_data["gross"], self.parts), self.values


class ProRataForm(Calculator):
    kind = Calculation.Kind.PRO_RATA
    amount = MoneyField(label=pgettext_lazy("calculator", "Amount"))
    part = NumberField(
        label=_("So many"), least=Decimal(0), most=MOST, help_text=_("Days worked, copies, shares.")
    )
    whole = NumberField(label=_("Out of"), least=Decimal("0.0001"), most=MOST)

    def worked(self) -> Worked:
        given = self.cleaned_data
        return tape.pro_rata(given["amount"], given["part"], given["whole"]), ()


class KilometresForm(Calculator):
    kind = Calculation.Kind.KILOMETRES
    distance = NumberField(label=_("Kilometres"), least=Decimal(0), most=MOST)
    allowance = NumberField(label=_("Allowance by kilometre, €"), least=Decimal(0), most=Decimal(100))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.legal = proposed(KM, self.day)
        if self.legal is not None:
            self.fields["allowance"].initial = self.legal.decimal
        else:
            self.fields["allowance"].help_text = _("Not known for today: type it, and check it.")

    def worked(self) -> Worked:
        given = self.cleaned_data
        is_legal = self.legal is not None and self.legal.decimal == given["allowance"]
        return tape.kilometres(given["distance"], given["allowance"]), [
            self.legal
        ] if is_legal and self.legal else []


class CurrencyForm(Calculator):
    kind = Calculation.Kind.CURRENCY
    amount = NumberField(label=pgettext_lazy("calculator", "Amount"), least=-MOST, most=MOST)
    start = forms.ChoiceField(label=_("From"), choices=[(code, code) for code in CURRENCIES], initial="USD")
    end = forms.ChoiceField(label=_("Into"), choices=[(code, code) for code in CURRENCIES], initial="EUR")
    rate = NumberField(
        label=_("Rate of exchange"),
        least=Decimal("0.000001"),
        most=Decimal(10**6),
        help_text=_("Units of the second currency for one of the first, as your bank or contract says."),
    )

    def worked(self) -> Worked:
        given = self.cleaned_data
        return tape.converted(Money.of(given["amount"], given["start"]), given["rate"], given["end"]), ()


class OvertimeForm(Calculator):
    kind = Calculation.Kind.OVERTIME
    hourly = MoneyField(label=_("Hourly wage"), positive=True)
    hours = NumberField(label=_("Hours beyond the limit"), least=Decimal(0), most=Decimal(1000))
    supplement = NumberField(
        label=_("Supplement, %"),
        least=Decimal(0),
        most=Decimal(1000),
        help_text=_("As the joint committee or the contract says."),
    )

    def worked(self) -> Worked:
        given = self.cleaned_data
        return tape.overtime(given["hourly"], given["hours"], Rate.percent(given["supplement"])), ()


class SumForm(Calculator):
    """A column of amounts, as on the machine: one a line, or pasted from a spreadsheet."""

    kind = Calculation.Kind.FREE
    amounts = forms.CharField(
        label=_("Amounts, one a line"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A line that begins with − is taken off."),
    )

    def clean_amounts(self) -> list[Money]:
        lines = [line.strip() for line in self.cleaned_data["amounts"].splitlines() if line.strip()]
        if len(lines) > MOST_SUMMANDS:
            raise forms.ValidationError(_("At most %(most)s lines at a time.") % {"most": MOST_SUMMANDS})
        found = []
        for number, line in enumerate(lines, start=1):
            try:
                found.append(read_money(line.removeprefix("+").strip(), reader()))
            except (UnreadableNumber, ValueError):
                said = _("Line %(line)s, “%(typed)s”, is not an amount in euro. Write it like 1.234,56.")
                raise forms.ValidationError(said % {"line": number, "typed": line[:40]}) from None
        return found

    def worked(self) -> Worked:
        amounts: list[Money] = self.cleaned_data["amounts"]
        rows = [Row("−" if one.cents < 0 else "+", abs(one), "") for one in amounts]
        return Tape((*rows, Row("*", Money.total(amounts), "sum"))), ()


CALCULATORS: Final[dict[str, type[Calculator]]] = {
    form.kind.value: form
    for form in (VatForm, EmployerForm, ProRataForm, KilometresForm, CurrencyForm, OvertimeForm, SumForm)
}
