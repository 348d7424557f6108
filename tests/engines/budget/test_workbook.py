"""Edits: after any row of them the figures are those of a full computation, and what changed is told."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.engines.budget import Account, Budget, Changed, Fringe, Global, Line, Result, Workbook, compute
from coulisse.kernel import Money
from tests.engines.budget.budgets import NAMES, NUMBERS, budgets, global_formulas, lines, percent_fringes

FIGURES = ("total", "accounts", "own", "fringes", "charges", "loaded", "own_fringes", "globals", "problems")


def same(one: Result, other: Result) -> None:
    for name in FIGURES:
        if name == "problems":
            assert sorted(map(repr, one.problems)) == sorted(map(repr, other.problems))
        else:
            assert getattr(one, name) == getattr(other, name), name
    assert dict(one.lines) == dict(other.lines)
    assert list(one.lines) == list(other.lines)
    assert one.cuts("territory") == other.cuts("territory")


def edit(book: Workbook, data: st.DataObject, turn: int) -> Changed:
    keys = list(book.result.lines)
    kinds = ["add", "global", "fringe", "rate", *(["line", "line", "remove", "move"] if keys else [])]
    kind = data.draw(st.sampled_from(kinds))
    if kind == "add":
        return book.add_line(data.draw(st.sampled_from(NUMBERS)), data.draw(lines(1000 + turn)))
    if kind == "global":
        return book.set_global(data.draw(st.sampled_from((*NAMES, "MISSING"))), data.draw(global_formulas))
    if kind == "fringe":
        flat = Fringe("TOP", "flat", "12.50")
        return book.set_fringe(
            data.draw(st.one_of(percent_fringes("ONSS"), percent_fringes("NONE"), st.just(flat)))
        )
    if kind == "rate":
        return book.set_rate(
            data.draw(st.sampled_from(("USD", "CHF"))), data.draw(st.sampled_from(("1.1", "0.5", "-")))
        )
    key = data.draw(st.sampled_from(keys))
    if kind == "remove":
        return book.remove_line(key)
    if kind == "move":
        return book.move_line(key, data.draw(st.sampled_from(NUMBERS)))
    new = data.draw(lines(0))
    fields = data.draw(st.sets(st.sampled_from(("quantity", "rate", "currency", "fringes", "person", "cuts"))))
    return book.set_line(key, **{name: getattr(new, name) for name in fields})


@given(budgets(), st.data())
@settings(max_examples=200, deadline=None)
def test_after_any_edits_the_figures_are_those_of_a_full_computation(budget: Budget, data: st.DataObject) -> None:
    book = Workbook(budget)
    for turn in range(data.draw(st.integers(min_value=1, max_value=6))):
        before = book.result
        figures = {key: (line.amount, line.fringes) for key, line in before.lines.items()}
        changed = edit(book, data, turn)
        same(book.result, compute(book.budget))
        after = book.result
        assert {key: (line.amount, line.fringes) for key, line in before.lines.items()} == figures
        for key, line in after.lines.items():
            assert key in changed.lines or figures[key] == (line.amount, line.fringes)
        for name in ("accounts", "loaded"):
            old, new = getattr(before, name), getattr(after, name)
            assert {number for number in new if new[number] != old[number]} <= changed.accounts
        for name in ("fringes", "charges"):
            old, new = getattr(before, name), getattr(after, name)
            assert {code for code in new if new[code] != old.get(code)} <= changed.fringes
        old_names, new_names = before.globals, after.globals
        assert {name for name in new_names if new_names[name] != old_names.get(name)} <= changed.globals


def test_one_edit_says_what_hangs_on_it() -> None:
    budget = Budget(
        globals=(Global("WEEKS", "6"), Global("DAYS", "WEEKS*5"), Global("REST", "1")),
        fringes=(Fringe("ONSS", "percent", "25", Money.parse("3000")),),
        accounts=(
            Account("1", "Équipe"),
            Account("11", "Image", (Line("a", "DAYS", "1", "10", fringes=("ONSS",), person="p"),), "1"),
            Account("12", "Son", (Line("b", "1", "1", "100", fringes=("ONSS",), person="p"),), "1"),
            Account("2", "Divers", (Line("c", "REST", "1", "7"), Line("d", "@11", "1", "0.1"))),
        ),
    )
    book = Workbook(budget)
    assert book.set_global("WEEKS", "6.5") == Changed(
        frozenset({"a", "d"}), frozenset({"1", "11", "2"}), frozenset({"ONSS"}), frozenset({"WEEKS", "DAYS"})
    )
    assert book.result.accounts["2"] == Money.parse("39.50")
    assert book.set_line("c", description="Taxis") == Changed(frozenset({"c"}))
    assert book.set_line("b", rate="9000").lines == {"a", "b"}  # over the ceiling: the shares move


def test_lines_keep_their_place() -> None:
    account = Account("1", "", tuple(Line(key, "1", "1", "1") for key in "abc"))
    book = Workbook(Budget(accounts=(account, Account("2", ""))))
    book.add_line("1", Line("x", "1", "1", "1"), after="a")
    book.move_line("c", "1", after="a")
    book.move_line("b", "2")
    assert [line.key for line in book.budget.accounts[0].lines] == ["a", "c", "x"]
    with pytest.raises(KeyError):
        book.move_line("a", "1", after="nobody")
    with pytest.raises(KeyError):
        book.add_line("7", Line("y", "1", "1", "1"))
    with pytest.raises(KeyError):
        book.set_line("nobody", rate="1")
    same(book.result, compute(book.budget))


def test_another_state_of_the_budget_is_counted_and_compared() -> None:
    account = Account("1", "", (Line("a", "1", "1", "1"), Line("b", "1", "1", "2")))
    book = Workbook(Budget(accounts=(account,)))
    changed = book.replace(replace(book.budget, accounts=(replace(account, lines=account.lines[:1]),)))
    assert changed == Changed(frozenset({"b"}), frozenset({"1"}))
