from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel import InexactNumber, Money, NotAPlainNumber, Rate

rates = st.builds(Rate, st.fractions(min_value=-10, max_value=10))


def test_per_cent_and_ratio_are_one_thing() -> None:
    assert Rate.percent("25") == Rate.percent(25) == Rate.of_ratio(Decimal("0.25")) == Rate(Fraction(1, 4))
    assert Rate.percent("25").as_percent == 25
    assert Rate.percent("40.6").complement == Rate.percent("59.4")


@pytest.mark.parametrize(
    ("percent", "amount", "part"),
    [
        ("25", "3000.00", "750.00"),
        ("13.07", "650.00", "84.96"),
        ("50", "0.01", "0.01"),
        ("50", "-0.01", "-0.01"),
    ],
)
def test_takes_its_part_of_money_rounded_once(percent: str, amount: str, part: str) -> None:
    assert Rate.percent(percent).of(Money.parse(amount)).plain() == part


def test_takes_its_part_of_a_number_exactly() -> None:
    assert Rate.percent("13.07").of_exact(Decimal("650")) == Fraction("84.955")


@given(rates, rates)
def test_rates_add_and_compose_exactly(a: Rate, b: Rate) -> None:
    assert a + b - b == a
    assert (a * b).ratio == a.ratio * b.ratio
    assert (a < b) == (a.ratio < b.ratio)


@pytest.mark.parametrize(
    ("ratio", "written"),
    [
        ("1/4", "25%"),
        ("1307/10000", "13.07%"),
        ("1/3", "100/3%"),
        ("0", "0%"),
        ("-1/8", "-12.5%"),
        ("10", "1000%"),
    ],
)
def test_writes_itself(ratio: str, written: str) -> None:
    assert str(Rate(Fraction(ratio))) == written


def test_refuses_floats_and_commas() -> None:
    with pytest.raises(InexactNumber):
        Rate.percent(0.25)  # type: ignore[arg-type]
    with pytest.raises(NotAPlainNumber):
        Rate.percent("12,5")
