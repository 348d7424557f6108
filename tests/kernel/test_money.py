from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel import (
    CurrencyMismatch,
    FractionOfACent,
    InexactNumber,
    Money,
    NotAPlainNumber,
    UnknownCurrency,
)

amounts = st.builds(Money, st.integers(-(10**12), 10**12))


def test_splits_the_luxembourg_invoice_to_the_cent() -> None:
    parts = Money.parse("120.05").allocate([51, 34, 15])
    assert [part.plain() for part in parts] == ["61.22", "40.82", "18.01"]
    assert Money.total(parts) == Money.parse("120.05")


@given(amounts, st.lists(st.integers(0, 1000), min_size=1).filter(any))
def test_allocation_keeps_the_sum_and_the_currency(amount: Money, weights: list[int]) -> None:
    parts = amount.allocate(weights)
    assert Money.total(parts) == amount
    assert {part.currency for part in parts} == {"EUR"}


@given(amounts, amounts, amounts)
def test_sums_like_whole_numbers(a: Money, b: Money, c: Money) -> None:
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a - a == Money.zero()
    assert a + b - b == a
    assert -a + a == Money.zero()
    assert abs(a) == max(a, -a)
    assert a * 3 == 3 * a == a + a + a
    assert (a < b) == (b > a) == (not a >= b) == (not b <= a)


@given(amounts)
def test_what_is_written_plain_is_parsed_back(amount: Money) -> None:
    assert Money.parse(amount.plain()) == amount
    assert Money.of(amount.decimal) == Money.of(amount.fraction) == amount


@pytest.mark.parametrize(
    ("amount", "cents", "down"),
    [("0.005", 1, 0), ("-0.005", -1, 0), ("2.675", 268, 267), ("1.0049", 100, 100), ("-2.999", -300, -299)],
)
def test_rounds_once_half_away_from_zero(amount: str, cents: int, down: int) -> None:
    assert Money.of(Decimal(amount)) == Money(cents)
    assert Money.rounded_down(Decimal(amount)) == Money(down)


def test_multiplies_and_converts_exactly_then_rounds_once() -> None:
    assert Money.parse("18450.00").times(Decimal("0.88")) == Money.parse("16236.00")
    assert Money(100).times(Fraction(1, 3)) == Money(33)
    assert Money(1000, "USD").converted(Decimal("0.92"), "EUR") == Money(920)
    assert Money(2500).share_of(Money(10000)) == Fraction(1, 4)


def test_currencies_never_meet() -> None:
    euro, dollar = Money(100), Money(100, "USD")
    for meeting in (
        lambda: euro + dollar,
        lambda: euro - dollar,
        lambda: euro == dollar,
        lambda: euro != dollar,
        lambda: euro < dollar,
        lambda: euro >= dollar,
        lambda: euro.share_of(dollar),
        lambda: Money.total([euro, dollar]),
        lambda: Money.total([euro], "USD"),
    ):
        with pytest.raises(CurrencyMismatch) as refusal:
            meeting()
        assert set(refusal.value.currencies) == {"EUR", "USD"}


def test_money_is_not_a_number() -> None:
    assert Money(1) != 1
    with pytest.raises(TypeError):
        Money(1) + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        assert Money(1) < 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        Money(1) * Decimal(2)  # type: ignore[operator]


@pytest.mark.parametrize("cents", [1.0, True, Decimal(1), "1"])
def test_cents_are_whole_numbers(cents: object) -> None:
    with pytest.raises(InexactNumber):
        Money(cents)  # type: ignore[arg-type]


def test_no_float_comes_near() -> None:
    with pytest.raises(InexactNumber):
        Money.of(0.1)  # type: ignore[arg-type]
    with pytest.raises(InexactNumber):
        Money(1).times(0.1)  # type: ignore[arg-type]
    with pytest.raises(InexactNumber):
        Money(1).allocate([0.1])  # type: ignore[list-item]


@pytest.mark.parametrize("currency", ["", "eur", "€", "EURO", "EU1"])
def test_a_currency_is_three_capitals(currency: str) -> None:
    with pytest.raises(UnknownCurrency):
        Money(1, currency)


def test_parse_is_strict() -> None:
    assert Money.parse("12.500") == Money(1250)
    with pytest.raises(FractionOfACent):
        Money.parse("12.505")
    with pytest.raises(NotAPlainNumber):
        Money.parse("12,50")


def test_equal_amounts_are_one_key_and_zero_is_false() -> None:
    assert {Money(5): "five"}[Money(5)] == "five"
    assert not Money.zero()
    assert Money(-1)
    assert str(Money(-5)) == "-0.05 EUR"
