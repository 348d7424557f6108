from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel import (
    Eighths,
    Language,
    Money,
    Rate,
    read_money,
    read_number,
    write_amount,
    write_eighths,
    write_money,
    write_number,
    write_rate,
)

FR, NL, EN = Language.FR, Language.NL, Language.EN
languages = st.sampled_from(list(Language))


def shown(text: str) -> str:
    return text.replace("\u00a0", "_")


@pytest.mark.parametrize(
    ("cents", "french", "english"),
    [
        (348265000, "3_482_650,00_€", "€3,482,650.00"),
        (128437, "1_284,37_€", "€1,284.37"),
        (-5, "\u22120,05_€", "\u2212€0.05"),
        (0, "0,00_€", "€0.00"),
        (99999, "999,99_€", "€999.99"),
    ],
)
def test_writes_euros(cents: int, french: str, english: str) -> None:
    assert shown(write_money(Money(cents), FR)) == shown(write_money(Money(cents), NL)) == french
    assert write_money(Money(cents), EN) == english


def test_writes_other_currencies_by_their_code() -> None:
    assert shown(write_money(Money(123456, "USD"), FR)) == "1_234,56_USD"
    assert shown(write_money(Money(-123456, "GBP"), EN)) == "\u2212GBP_1,234.56"
    assert shown(write_amount(Money(123456, "USD"), NL)) == "1_234,56"


def test_writes_the_decimals_a_number_has_or_those_asked() -> None:
    assert write_number(Decimal("6.50"), FR) == "6,5"
    assert write_number(Decimal("0.3595"), FR) == "0,3595"
    assert shown(write_number(1000, FR)) == "1_000"
    assert write_number(Fraction(1, 3), FR) == "0,33"
    assert write_number(Decimal("0.5"), EN, 0) == "1"
    assert write_number(Decimal("1E+3"), EN) == "1,000"


def test_writes_rates() -> None:
    assert shown(write_rate(Rate.percent("40.6"), FR)) == "40,6_%"
    assert shown(write_rate(Rate.percent("51"), NL, 2)) == "51,00_%"
    assert write_rate(Rate.percent("-12.5"), EN) == "\u221212.5%"


def test_writes_eighths_that_hold_together() -> None:
    assert shown(write_eighths(Eighths(11))) == "1_3/8"
    assert write_eighths(Eighths(-3)) == "\u22123/8"


@given(st.integers(-(10**13), 10**13), languages, st.sampled_from(["EUR", "USD"]))
def test_money_written_is_read_back(cents: int, language: Language, currency: str) -> None:
    money = Money(cents, currency)
    assert read_money(write_money(money, language), language, currency) == money
    assert read_money(write_amount(money, language), language, currency) == money


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=5), languages)
def test_a_number_written_is_read_back(value: Decimal, language: Language) -> None:
    assert read_number(write_number(value, language), language) == value
    assert read_number(write_number(value, language, 5), language) == value


@given(st.integers(-10_000, 10_000))
def test_eighths_written_are_read_back(count: int) -> None:
    assert Eighths.parse(write_eighths(Eighths(count))) == Eighths(count)
