"""Fields of forms that read amounts and numbers as people write them: `1.234,56`, `1 234,56 €`, `1234,56`.

They give `Money` and `Decimal`, never a float, and write back what they understood in the reader's hand.
"""

from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel.language import Language
from coulisse.kernel.money import EUR, CurrencyMismatch, Money
from coulisse.kernel.reading import Unreadable, UnreadableNumber, read_money, read_number
from coulisse.kernel.writing import write_amount, write_number

MOST_CENTS: Final = 10**14
"""A thousand billion: more was never meant, and fits no column."""


def reader() -> Language:
    return reading_language(get_language() or "fr")


def refusal_of(refused: UnreadableNumber) -> str:
    """Why a typed number was refused, and what to do, in the reader's words."""
    typed = refused.text.strip()[:40]
    if refused.why is Unreadable.FRACTION_OF_A_CENT:
        return _("“%(typed)s” has more than two decimals. Write the amount to the cent.") % {"typed": typed}
    if refused.why is Unreadable.GROUPING:
        return _("“%(typed)s” is grouped oddly. Write 1.234,56 or 1234,56.") % {"typed": typed}
    return _("“%(typed)s” is not a number. Write it like 1.234,56.") % {"typed": typed}


class NumberField(forms.CharField):
    """A typed number; gives a Decimal, or None where the field may stay empty and does."""

    def __init__(self, *, least: Decimal | None = None, most: Decimal | None = None, **options: Any) -> None:
        super().__init__(
            **{"max_length": 40, "widget": forms.TextInput(attrs={"inputmode": "decimal"}), **options}
        )
        self.least, self.most = least, most

    def prepare_value(self, value: Any) -> Any:
        return write_number(value, reader()) if isinstance(value, int | Decimal) else value

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if typed is None or typed in self.empty_values:
            return None
        try:
            number = read_number(typed, reader())
        except UnreadableNumber as refused:
            raise ValidationError(refusal_of(refused), code=refused.why) from None
        if self.least is not None and number < self.least:
            raise ValidationError(_("At least %(least)s.") % {"least": write_number(self.least, reader())})
        if self.most is not None and number > self.most:
            raise ValidationError(_("At most %(most)s.") % {"most": write_number(self.most, reader())})
        return number

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """The length was a matter of the text."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))


class MoneyField(NumberField):
    """A typed amount, with or without its unit; gives Money. `positive` refuses what is below zero."""

    def __init__(self, *, currency: str = EUR, positive: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.currency, self.positive = currency, positive

    def prepare_value(self, value: Any) -> Any:
        return write_amount(value, reader()) if isinstance(value, Money) else value

    def to_python(self, value: Any) -> Any:
        typed = forms.CharField.to_python(self, value)
        if typed is None or typed in self.empty_values:
            return None
        try:
            money = read_money(typed, reader(), self.currency)
        except UnreadableNumber as refused:
            raise ValidationError(refusal_of(refused), code=refused.why) from None
        except CurrencyMismatch:
            said = _("Write this amount in %(currency)s.") % {"currency": self.currency}
            raise ValidationError(said, code="currency") from None
        if self.positive and money.cents < 0:
            raise ValidationError(_("Write an amount that is not below zero."), code="negative")
        if abs(money.cents) > MOST_CENTS:
            raise ValidationError(_("This amount is larger than any budget. Check its zeros."), code="huge")
        return money
