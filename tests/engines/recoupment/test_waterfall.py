"""Who gets what of the receipts: worked tables, and what holds for any waterfall."""

import doctest
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines import recoupment
from coulisse.engines.recoupment import (
    Beneficiary,
    Kind,
    NegativeReceipts,
    Tier,
    UnsoundTier,
    between,
    distribute,
    waterfall,
)
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate


def eur(text: str) -> Money:
    return Money.parse(text)


DRACHE = (
    Tier(Kind.FEE, "commission", (Beneficiary("Vendeur"),), Rate.percent(25)),
    Tier(Kind.EXPENSES, "frais", (Beneficiary("Vendeur"),), cap=eur("40000.00")),
    Tier(Kind.RECOUP, "minimum garanti", (Beneficiary("Distributeur", owed=eur("60000.00")),)),
    Tier(Kind.CORRIDOR, "couloir", (Beneficiary("Producteur"),), Rate.percent(10)),
    Tier(
        Kind.RECOUP,
        "investisseurs",
        (Beneficiary("Wallimage", owed=eur("200000.00")), Beneficiary("screen.brussels", owed=eur("80000.00"))),
    ),
    Tier(
        Kind.PROFIT,
        "net",
        (
            Beneficiary("Meuse & Fils", Fraction(51)),
            Beneficiary("Ateliers du Canal", Fraction(34)),
            Beneficiary("Alzette Images", Fraction(15)),
        ),
    ),
)
"""The worked example of docs/engines/recoupment.md."""


def test_the_worked_example_of_the_page() -> None:
    outcome = distribute(eur("620000.00"), DRACHE)
    taken = [step.taken.plain() for step in outcome.steps]
    assert taken == ["155000.00", "40000.00", "60000.00", "36500.00", "280000.00", "48500.00"]
    assert {name: money.plain() for name, money in outcome.totals.items()} == {
        "Vendeur": "195000.00",
        "Distributeur": "60000.00",
        "Producteur": "36500.00",
        "Wallimage": "200000.00",
        "screen.brussels": "80000.00",
        "Meuse & Fils": "24735.00",
        "Ateliers du Canal": "16490.00",
        "Alzette Images": "7275.00",
    }
    assert not outcome.left and all(step.is_paid for step in outcome.steps)


def test_when_receipts_run_out_a_tier_says_what_it_lacks_and_those_below_get_nothing() -> None:
    outcome = distribute(eur("200000.00"), DRACHE)
    shorts = [step.short.plain() for step in outcome.steps]
    assert shorts == ["0.00", "0.00", "0.00", "0.00", "235000.00", "0.00"]
    assert [money.plain() for _name, money in outcome.steps[4].parts] == ["32142.86", "12857.14"]
    assert not outcome.steps[5].taken


def test_a_cent_that_cannot_be_halved_goes_to_the_largest_remainder() -> None:
    three = tuple(Beneficiary(name) for name in "ABC")
    parts = distribute(eur("100.00"), [Tier(Kind.PROFIT, "net", three)]).steps[0].parts
    assert [money.plain() for _name, money in parts] == ["33.34", "33.33", "33.33"]


def test_a_recoupment_with_a_rate_takes_only_that_part_until_it_is_paid_back() -> None:
    half = Tier(Kind.RECOUP, "half", (Beneficiary("A", owed=eur("80.00")),), Rate.percent(50))
    rest = Tier(Kind.PROFIT, "net", (Beneficiary("P"),))
    few, many = distribute(eur("100.00"), [half, rest]), distribute(eur("1000.00"), [half, rest])
    assert (few.totals["A"], few.totals["P"]) == (eur("50.00"), eur("50.00"))
    assert (many.totals["A"], many.totals["P"]) == (eur("80.00"), eur("920.00"))


def test_a_cap_stops_a_corridor_and_the_rest_runs_on() -> None:
    tiers = [
        Tier(Kind.CORRIDOR, "corridor", (Beneficiary("P"),), Rate.percent(10), cap=eur("5.00")),
        Tier(Kind.PROFIT, "net", (Beneficiary("Q"),)),
    ]
    assert distribute(eur("100.00"), tiers).totals == {"P": eur("5.00"), "Q": eur("95.00")}


@pytest.mark.parametrize(
    ("tier", "why"),
    [
        (Tier(Kind.PROFIT, "x", ()), "nobody"),
        (Tier(Kind.FEE, "x", (Beneficiary("A"),)), "percent"),
        (Tier(Kind.FEE, "x", (Beneficiary("A"),), Rate.percent(101)), "percent"),
        (Tier(Kind.RECOUP, "x", (Beneficiary("A"),)), "amount"),
        (Tier(Kind.EXPENSES, "x", (Beneficiary("A"),)), "amount"),
        (Tier(Kind.PROFIT, "x", (Beneficiary("A", Fraction(0)),)), "weights"),
        (Tier(Kind.PROFIT, "x", (Beneficiary("A", Fraction(-1)), Beneficiary("B"))), "weights"),
    ],
)
def test_a_tier_that_cannot_be_applied_is_refused_by_name(tier: Tier, why: str) -> None:
    with pytest.raises(UnsoundTier) as refused:
        distribute(eur("1.00"), [tier])
    assert (refused.value.tier, refused.value.why) == ("x", why)


def test_receipts_below_zero_are_refused() -> None:
    with pytest.raises(NegativeReceipts):
        distribute(Money(-1), DRACHE)


@given(receipts=st.integers(0, 10**9))
def test_what_is_handed_out_and_what_is_left_make_the_receipts(receipts: int) -> None:
    outcome = distribute(Money(receipts), DRACHE)
    assert Money.total(outcome.totals.values()) + outcome.left == Money(receipts)
    assert all(money.cents >= 0 for money in outcome.totals.values())


@given(first=st.integers(0, 10**8), second=st.integers(0, 10**8))
def test_statements_add_up_to_the_whole_whatever_their_order(first: int, second: int) -> None:
    both = Money(first + second)
    one = between(Money(0), Money(first), DRACHE)
    other = between(Money(first), both, DRACHE)
    assert {name: one[name] + other[name] for name in one} == distribute(both, DRACHE).totals


def test_the_examples_in_the_code_are_true() -> None:
    assert recoupment.distribute is waterfall.distribute
    assert doctest.testmod(waterfall).failed == 0
