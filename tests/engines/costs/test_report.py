"""The columns of a cost report, and the rule behind the final cost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.costs import Account, compare, explain, report
from coulisse.kernel import Money

euros = st.integers(0, 10**9).map(Money)
signed = st.integers(-(10**7), 10**7).map(Money)


@st.composite
def accounts(draw: Any) -> Account:
    return Account(
        draw(st.text("0123456789", min_size=2, max_size=4)),
        "",
        budget=draw(euros),
        actual=draw(euros),
        committed=draw(euros),
        forecast=draw(signed),
        movement=draw(signed),
        estimate=draw(st.none() | euros),
        group=draw(st.sampled_from(["10", "20", "30"])),
        group_name="",
    )


def one(**values: Any) -> Account:
    money: dict[str, Any] = {name: Money(value) for name, value in values.items()}
    return Account("33", "Machinerie", **money)


@pytest.mark.parametrize(
    ("account", "final", "rule"),
    [
        (one(budget=1_000, actual=300, committed=200), 1_000, "budget"),
        (one(budget=1_000, actual=300, forecast=250), 1_250, "budget"),
        (one(budget=1_000, forecast=-400), 600, "budget"),
        (one(budget=1_000, actual=300, estimate=1_100, forecast=50), 1_150, "estimate"),
        (one(budget=1_000, actual=900, committed=300), 1_200, "spent"),
        (one(budget=1_000, actual=900, committed=300, estimate=1_100), 1_200, "spent"),
        (one(actual=75), 75, "spent"),
    ],
)
def test_the_final_cost_is_the_estimate_or_the_budget_with_the_forecasts_and_never_less_than_spent(
    account: Account, final: int, rule: str
) -> None:
    why = explain(account)
    assert (why.final.cents, why.rule) == (final, rule)


@given(st.lists(accounts(), max_size=12))
def test_nothing_is_ever_to_complete_below_zero_and_the_sums_are_those_of_the_rows(held: list[Account]) -> None:
    made = report(held)
    rows = list(made.rows())
    assert all(row.figures.to_complete.cents >= 0 for row in rows)
    for name in ("budget", "actual", "committed", "to_date", "to_complete", "final", "variance", "movement"):
        parts = sum(getattr(row.figures, name).cents for row in rows)
        assert getattr(made.total, name).cents == parts
        assert sum(getattr(group.figures, name).cents for group in made.groups) == parts


@given(st.lists(accounts(), max_size=8), st.randoms())
def test_the_order_of_the_accounts_changes_no_total(held: list[Account], chance: Any) -> None:
    before = report(held).total
    chance.shuffle(held)
    assert report(held).total == before


def test_two_reports_differ_where_a_figure_moved_and_nowhere_else() -> None:
    before = report([Account("31", "Image", budget=Money(100)), Account("33", "Machinerie", budget=Money(50))])
    after = report(
        [
            Account("31", "Image", budget=Money(100)),
            Account("33", "Machinerie", budget=Money(50), actual=Money(60)),
            Account("54", "Régie", actual=Money(5)),
        ]
    )
    assert [(each.number, each.actual.cents, each.final.cents) for each in compare(before, after)] == [
        ("33", 60, 10),
        ("54", 5, 5),
    ]
    assert compare(after, after) == ()
