"""Fields that read typed numbers: what they take, what they refuse and in which words."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from coulisse.foundation.ui.figures import MoneyField, NumberField
from coulisse.kernel.money import Money


@pytest.mark.parametrize("typed", ["1.234,56", "1 234,56", "1234,56 €", "1 234,56"])
def test_belgian_writing_is_read(typed: str) -> None:
    with translation.override("fr"):
        assert MoneyField().clean(typed) == Money(123456)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("12,345", "plus de deux décimales"),
        ("1.23.4", "groupé de façon étrange"),
        ("douze", "n’est pas un nombre"),
        ("12 USD", "en EUR"),
        ("-5", "sous zéro"),
        ("999999999999999", "dépasse tout budget"),
        ("", "obligatoire"),
    ],
)
def test_what_is_refused_is_said(typed: str, said: str) -> None:
    with translation.override("fr"), pytest.raises(ValidationError) as refused:
        MoneyField(positive=True).clean(typed)
    assert said in str(refused.value.messages[0])


def test_an_optional_amount_may_stay_empty() -> None:
    assert MoneyField(required=False).clean("  ") is None


def test_a_number_has_bounds() -> None:
    field = NumberField(least=Decimal(0), most=Decimal(100))
    with translation.override("nl"):
        assert field.clean("12,5") == Decimal("12.5")
        with pytest.raises(ValidationError, match="Hoogstens 100"):
            field.clean("101")
        with pytest.raises(ValidationError, match="Minstens 0"):
            field.clean("-1")


def test_a_value_is_written_back_in_the_readers_hand() -> None:
    with translation.override("fr"):
        assert MoneyField().prepare_value(Money(-123456)) == "−1\u00a0234,56"
        assert NumberField().prepare_value(Decimal("6.5")) == "6,5"
    with translation.override("en"):
        assert MoneyField().prepare_value(Money(123456)) == "1,234.56"
