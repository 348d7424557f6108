"""Whole budgets: the published fringes, the rule of rounding, what is wrong and where, and what always holds."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.engines.budget import (
    Account,
    Budget,
    Charge,
    DuplicateLine,
    Fringe,
    Global,
    Line,
    Result,
    compute,
)
from coulisse.kernel import Money, UnknownCurrency
from tests.engines.budget.budgets import budgets

CUT = Money.parse("50.00")
HALF = Fringe("HALF", "percent", "50", CUT)
KIT, TEL = Fringe("KIT", "flat", "100"), Fringe("TEL", "flat", "100")
TENTH = Fringe("TENTH", "percent", "10")


def one_account(*lines: Line, fringes: tuple[Fringe, ...] = (), **more: object) -> Result:
    return compute(Budget(fringes=fringes, accounts=(Account("11", "Équipe", lines),), **more))  # type: ignore[arg-type]


def codes(result: Result) -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in result.problems]


@pytest.mark.parametrize(
    ("fringes", "total"),
    [
        # Figures published with greenbudget's own fringe tests: a line of 100, and what it comes to.
        ((HALF,), "125.00"),
        ((HALF, KIT), "225.00"),
        ((HALF, KIT, TEL), "325.00"),
        ((HALF, KIT, TEL, TENTH), "335.00"),
        ((TENTH, TEL, HALF, KIT), "335.00"),
    ],
)
def test_the_published_fringes(fringes: tuple[Fringe, ...], total: str) -> None:
    line = Line("a", "1", "1", "100", fringes=tuple(one.code for one in fringes))
    assert one_account(line, fringes=fringes).total == Money.parse(total)


@pytest.mark.parametrize(
    ("quantity", "rate", "amount"),
    [
        ("1", "2.675", "2.68"),
        ("-1", "2.675", "-2.68"),
        ("1/3", "1", "0.33"),
        ("0.005", "1", "0.01"),
        ("3", "0.005", "0.02"),  # 0.015: the product is rounded, not the rate
        ("6.5*5", "250.00", "8125.00"),
    ],
)
def test_a_line_is_rounded_once_half_away_from_zero(quantity: str, rate: str, amount: str) -> None:
    assert one_account(Line("a", quantity, "1", rate)).lines["a"].amount == Money.parse(amount)


def test_an_empty_multiplier_is_one_and_an_empty_rate_nothing_yet() -> None:
    result = one_account(Line("a", "2", "", "10"), Line("b", "2", "1", ""))
    assert result.total == Money.parse("20.00")
    assert not result.problems


def test_a_foreign_line_is_rounded_after_its_currency() -> None:
    result = one_account(Line("a", "1", "1", "10.01", "USD"), rates={"USD": "0.915"})
    assert result.total == Money.parse("9.16")  # 9.15915


def test_one_ceiling_for_all_lines_of_a_person_and_each_cent_on_a_line() -> None:
    onss = Fringe("ONSS", "percent", "25", Money.parse("3000.00"))
    prep = Line("prep", "1", "1", "1000.00", fringes=("ONSS",), person="p1")
    shoot = Line("shoot", "1", "1", "2000.00", fringes=("ONSS",), person="p1")
    wrap = Line("wrap", "1", "1", "1000.00", fringes=("ONSS",), person="p1")
    other = Line("other", "1", "1", "4000.00", fringes=("ONSS",), person="p2")
    alone = Line("alone", "1", "1", "100.00", fringes=("ONSS",))
    result = one_account(prep, shoot, wrap, other, alone, fringes=(onss,))
    assert result.fringes["ONSS"] == Money.parse("1525.00")  # 750 + 750 + 25
    shares = [result.lines[key].fringes[0][1].plain() for key in ("prep", "shoot", "wrap")]
    assert shares == ["187.50", "375.00", "187.50"]


def test_equal_remainders_go_by_key_and_not_by_place() -> None:
    tenth = Fringe("F", "percent", "10")
    lines = [Line(key, "1", "1", "0.50", fringes=("F",), person="p") for key in (3, 1, 2)]
    there, back = one_account(*lines, fringes=(tenth,)), one_account(*reversed(lines), fringes=(tenth,))
    for result in (there, back):  # 15 cents on three equal lines leave none over; 10 % of 1.50
        assert [result.lines[key].fringes[0][1].cents for key in (1, 2, 3)] == [5, 5, 5]
    uneven = [replace(line, rate="0.35") for line in lines]  # 10.5 → 11 cents: 4, 4, 3
    for order in (uneven, uneven[::-1]):
        result = one_account(*order, fringes=(tenth,))
        assert [result.lines[key].fringes[0][1].cents for key in (1, 2, 3)] == [4, 4, 3]


def test_a_range_counts_what_lies_between_floor_and_cutoff() -> None:
    high = Fringe("HIGH", "percent", "10", Money.parse("3000"), Money.parse("1000"))
    for amount, fringe in (("900", "0.00"), ("1500", "50.00"), ("5000", "200.00")):
        assert one_account(Line("a", "1", "1", amount, fringes=("HIGH",)), fringes=(high,)).fringes[
            "HIGH"
        ] == Money.parse(fringe)


def test_a_flat_fringe_leaves_an_empty_line_alone() -> None:
    lines = (Line("a", "0", "1", "10", fringes=("KIT",)), Line("b", "1", "1", "10", fringes=("KIT", "KIT")))
    assert one_account(*lines, fringes=(KIT,)).fringes["KIT"] == Money.parse("100")


def test_charges_count_on_their_bases_once_and_never_on_one_another() -> None:
    tree = (
        Account("1", "Équipe", (Line("a", "1", "1", "1000", fringes=("HALF",)),)),
        Account("1.1", "Image", (Line("b", "1", "1", "500"),), parent="1"),
        Account("2", "Divers", (Line("c", "1", "1", "100"),)),
        Account("9", "Imprévus"),
    )
    charges = (
        Charge("IMP", "Imprévus", "10", account="9"),
        Charge("FG", "Frais généraux", "7.5", bases=("1", "1.1"), on_fringes=True),
        Charge("PROD", "Salaire producteur", "5", excluded=("1.1",)),
    )
    result = compute(Budget(fringes=(Fringe("HALF", "percent", "50"),), accounts=tree, charges=charges))
    assert {code: amount.plain() for code, amount in result.charges.items()} == {
        "IMP": "160.00",
        "FG": "150.00",
        "PROD": "55.00",
    }
    assert result.loaded["9"] == Money.parse("160.00")
    assert result.loaded["1"] == Money.parse("2000.00")
    assert result.accounts["1"] == Money.parse("1500.00")
    assert result.total == Money.parse("2465.00")


def test_formulas_over_globals_and_over_accounts_of_any_depth() -> None:
    tree = (
        Account("9", "Assurance", (Line("ins", "@1", "1", "0.015"),)),
        Account("1", "Film", (Line("a", "WEEKS*5", "1", "100.00"),)),
        Account("11", "Image", (Line("b", "DAYS", "1", "10"),), parent="1"),
        Account("111", "Optiques", (Line("c", "1", "1", "7.50"),), parent="11"),
    )
    names = (Global("DAYS", "WEEKS*5"), Global("WEEKS", "6.5"))
    result = compute(Budget(accounts=tree, globals=names))
    assert result.accounts["1"] == Money.parse("3582.50")
    assert result.own["9"] == Money.parse("53.74")  # 53.7375
    assert not result.problems


def test_problems_name_their_place_and_the_rest_is_counted() -> None:
    accounts = (
        Account(
            "11", "", (Line("ok", "1", "1", "5"), Line("x", "WEEK*2", "1", "9"), Line("y", "1", "", "1+", "CHF"))
        ),
        Account("12", "", (Line("z", "1", "1", "3", fringes=("NONE",)),), parent="nowhere"),
        Account("11", "", (Line("again", "1/0", "1", "2"), Line("big", "9" * 40, "1", "1"))),
    )
    names = (Global("A", "B+1"), Global("B", "A"), Global("C", "A*2"), Global("min", "1"), Global("C", "7"))
    result = compute(Budget(accounts=accounts, globals=names))
    assert result.total == Money.parse("8.00")
    assert codes(result) == [
        ("duplicate-account", "accounts/11"),
        ("unknown-parent", "accounts/12"),
        ("bad-name", "globals/min"),
        ("duplicate-global", "globals/C"),
        *sorted([("cycle", "globals/A"), ("cycle", "globals/B")], key=lambda one: codes(result).index(one)),
        ("name-in-error", "globals/C"),
        ("unknown-name", "11/2/quantity"),
        ("unfinished", "11/3/rate"),
        ("missing-rate", "11/3/currency"),
        ("division-by-zero", "11/4/quantity"),
        ("amount-too-large", "11/5"),
        ("unknown-fringe", "12/1/fringes"),
    ]


def test_a_circle_counts_nothing_and_what_only_looks_at_it_is_counted() -> None:
    accounts = (
        Account("1", "", (Line("a", "@2", "1", "1"), Line("fix", "1", "1", "10"))),
        Account("2", "", (Line("b", "@1", "1", "1"),)),
        Account("3", "", (Line("c", "@1", "2", "1"),)),
        Account("4", "", (Line("self", "@4+1", "1", "1"),)),
    )
    result = compute(Budget(accounts=accounts))
    assert {number: amount.plain() for number, amount in result.accounts.items()} == {
        "1": "10.00",
        "2": "0.00",
        "3": "20.00",
        "4": "0.00",
    }
    assert codes(result) == [(("cycle"), f"{number}/1/quantity") for number in ("1", "2", "4")]


def test_accounts_in_a_circle_stand_at_the_top() -> None:
    ring = (Account("1", "", (Line("a", "1", "1", "1"),), parent="2"), Account("2", "", (), parent="1"))
    result = compute(Budget(accounts=ring))
    assert result.total == Money.parse("1.00")
    assert [code for code, _ in codes(result)] == ["account-cycle", "account-cycle"]


def test_two_lines_of_one_key_and_a_currency_of_four_letters_are_refused() -> None:
    with pytest.raises(DuplicateLine):
        one_account(Line("a", "1", "1", "1"), Line("a", "1", "1", "1"))
    with pytest.raises(UnknownCurrency):
        Budget(currency="euro")


def test_a_chain_of_thousands_of_globals_and_of_accounts() -> None:
    names = (*(Global(f"N{at}", f"N{at + 1}+1") for at in range(3000)), Global("N3000", "1"))
    deep = tuple(Account(str(at), "", (), str(at - 1) if at > 1 else "") for at in range(1, 800))
    last = Account("last", "", (Line("a", "N0", "1", "1"),), "799")
    result = compute(Budget(globals=names, accounts=(last, *deep)))
    assert result.accounts["1"] == Money.parse("3001.00")


def test_numbers_that_grow_without_end_are_a_problem() -> None:
    names = (*(Global(f"N{at}", f"N{at + 1}*N{at + 1}") for at in range(40)), Global("N40", "99999"))
    result = compute(Budget(globals=names, accounts=(Account("1", "", (Line("a", "N0", "1", "1"),)),)))
    assert "too-large" in {one.code for one in result.problems}
    assert result.total == Money(0)


@given(budgets(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_lines_and_accounts_never_changes_a_figure(budget: Budget, random: Random) -> None:
    def shuffled(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(random.sample(items, len(items)))

    accounts = tuple(replace(one, lines=shuffled(one.lines)) for one in shuffled(budget.accounts))  # type: ignore[attr-defined,type-var]
    one, other = compute(budget), compute(replace(budget, accounts=accounts, globals=shuffled(budget.globals)))  # type: ignore[arg-type]
    for name in ("total", "accounts", "own", "fringes", "charges", "loaded", "own_fringes", "globals"):
        assert getattr(one, name) == getattr(other, name)
    assert one.cuts("territory") == other.cuts("territory")
    assert {key: (line.amount, line.fringes) for key, line in one.lines.items()} == {
        key: (line.amount, line.fringes) for key, line in other.lines.items()
    }


@given(budgets())
@settings(max_examples=150, deadline=None)
def test_the_parts_make_the_whole(budget: Budget) -> None:
    result = compute(budget)
    total = Money.total
    assert result.total == total([*result.own.values(), *result.fringes.values(), *result.charges.values()])
    assert total(result.own.values()) == total(line.amount for line in result.lines.values())
    for account in budget.accounts:
        below = [one.number for one in budget.accounts if one.parent == account.number]
        own = result.own[account.number]
        assert result.accounts[account.number] == total([own, *(result.accounts[number] for number in below)])
    for code, amount in result.fringes.items():
        shares = [share for line in result.lines.values() for name, share in line.fringes if name == code]
        assert amount == total(shares)
    assert total(result.own_fringes.values()) == total(result.fringes.values())


@given(budgets())
@settings(max_examples=150, deadline=None)
def test_the_cuts_make_the_total(budget: Budget) -> None:
    result = compute(budget)
    assert Money.total(result.cuts("territory").values()) == result.total
    by_account = result.cuts_by_account("territory")
    for number, amount in result.loaded.items():
        assert Money.total(by_account[number].values()) == amount
    assert result.cuts("set") == ({"": result.total} if result.lines or result.total else {}) or not result.total


@given(budgets())
@settings(max_examples=100, deadline=None)
def test_every_figure_explains_itself(budget: Budget) -> None:
    result = compute(budget)
    total = result.explain()
    assert (
        total.amount == result.total == Money.total(step.amount for step in total.steps if step.amount is not None)
    )
    for number, amount in result.accounts.items():
        told = result.explain("account", number)
        assert told.amount == amount == Money.total(step.amount for step in told.steps if step.amount is not None)
    for key, line in result.lines.items():
        told = result.explain("line", key)
        assert told.amount == line.amount
        assert line.problems or abs(told.rounding) * 200 <= 1
    for code, amount in result.fringes.items():
        told = result.explain("fringe", code)
        assert told.amount == amount == Money.total(step.amount for step in told.steps if step.amount is not None)
        for step in told.steps:
            if step.kind == "pool":
                pool = result.explain("pool", step.of)
                assert pool.amount == step.amount
                assert abs(pool.rounding) * 200 <= 1
    for code, amount in result.charges.items():
        told = result.explain("charge", code)
        assert told.amount == amount
        assert abs(told.rounding) * 200 <= 1
    for name, value in result.globals.items():
        assert result.explain("global", name).value == value
