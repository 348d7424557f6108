"""What a process keeps open always says what the database says, whatever the steps and whoever made them."""

import random
from contextlib import suppress
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.office.budget.actions import history, lines, tables, versions
from coulisse.desks.office.budget.actions.lines import Cell
from coulisse.desks.office.budget.models import Budget, BudgetAccount, BudgetFringe, BudgetGlobal, BudgetLine
from coulisse.desks.office.budget.queries import opened as shelf
from coulisse.desks.office.budget.queries.agreed import agreed_budget, leaf_accounts
from coulisse.desks.office.budget.queries.opened import opened
from coulisse.desks.office.budget.queries.rows import read_rows, record_of
from coulisse.desks.office.budget.queries.totals import cuts_of, totals_of
from coulisse.engines.budget import compute
from coulisse.kernel.language import Language
from coulisse.kernel.money import Money
from tests.cast import AT, TODAY, Cast
from tests.desks.office.budget.small import line_called, set_weeks, small_budget


def same_as_counted_anew(budget: Budget) -> None:
    budget.refresh_from_db()
    book = opened(budget)
    rows = read_rows(budget.pk)
    fresh = compute(record_of(rows, budget.currency))
    assert book.revision == budget.revision
    assert set(book.rows.lines) == set(rows.lines)
    assert totals_of(book.rows, book.result) == totals_of(rows, fresh)
    assert book.result.fringes == fresh.fringes
    assert cuts_of(book.rows, book.result, "territory") == cuts_of(rows, fresh, "territory")
    assert dict(book.result.line_cents) == dict(fresh.line_cents)


def edit(budget: Budget, cast: Cast, draw: random.Random) -> None:
    """One step of some kind, by one of two people."""
    by = draw.choice([cast.nadia, cast.solange])
    known = list(BudgetLine.objects.filter(budget=budget))
    line = draw.choice(known)
    what = draw.randrange(8)
    if what == 0:
        cell = Cell(line.pk, line.version, "r", f"{draw.randrange(1, 5000)},{draw.randrange(10)}")
        lines.set_cells(budget=budget, cells=[cell], language=Language.FR, by=by, at=AT)
    elif what == 1:
        set_weeks(budget, f"{draw.randrange(1, 9)}.5", by)
    elif what == 2:
        row = BudgetFringe.objects.get(budget=budget, code="OUV")
        values = {"value": str(draw.randrange(50)), "cutoff_cents": draw.choice([None, 100_000])}
        tables.set_fringe(budget=budget, pk=row.pk, read_version=row.version, values=values, by=by, at=AT)
    elif what == 3:
        rows = [{"d": "Ajout", "q": "semaines_tournage", "r": "12,34", "f": "OUV", "who": "Tom"}]
        account = draw.choice(["31", "23", "41"])
        lines.insert(budget=budget, account=account, after=None, rows=rows, language=Language.FR, by=by, at=AT)
    elif what == 4 and len(known) > 2:
        lines.delete(budget=budget, ids=[(line.pk, line.version)], by=by, at=AT)
    elif what == 5:
        account = draw.choice(["31", "23", "41"])
        lines.move(budget=budget, ids=[(line.pk, line.version)], account=account, after=None, by=by, at=AT)
    elif what == 6:
        values = {"number": f"9{draw.randrange(100, 10_000)}", "name": "Divers", "parent": "90"}
        tables.set_account(budget=budget, pk=None, read_version=None, values=values, by=by, at=AT)
    else:
        turn = draw.choice([history.undo, history.undo, history.redo])
        with suppress(history.NothingToUndo, history.NothingToRedo, history.ChangedSince):
            turn(budget=budget, by=by, at=AT)


@pytest.mark.parametrize("seed", range(4))
def test_any_row_of_steps_leaves_the_open_budget_as_the_database_has_it(cast: Cast, seed: int) -> None:
    budget = small_budget(cast)
    draw = random.Random(seed)  # a row of steps that repeats
    for _turn in range(25):
        edit(budget, cast, draw)
        same_as_counted_anew(budget)


def test_catching_up_on_one_cell_reads_two_things(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    budget = small_budget(cast)
    line = line_called(budget, "Essais caméra")
    cell = Cell(line.pk, line.version, "q", "3")
    lines.set_cells(budget=budget, cells=[cell], language=Language.FR, by=cast.nadia, at=AT)
    budget.refresh_from_db()
    with django_assert_num_queries(2):
        opened(budget)
    with django_assert_num_queries(0):
        opened(budget)


def test_a_transaction_that_wrote_reads_what_it_wrote_and_keeps_nothing(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    budget = small_budget(cast)
    held = shelf._SHELF.get(budget.pk)
    monkeypatch.undo()
    line = line_called(budget, "Essais caméra")
    cell = Cell(line.pk, line.version, "q", "30")
    lines.set_cells(budget=budget, cells=[cell], language=Language.FR, by=cast.nadia, at=AT)
    budget.refresh_from_db()
    assert opened(budget).result.line_cents[line.pk] == 1_920_000
    assert shelf._SHELF.get(budget.pk) is held
    assert held is not None and held.revision < budget.revision


def test_lines_keep_their_order_when_there_is_no_room_between_two(cast: Cast) -> None:
    budget = small_budget(cast)
    first = line_called(budget, "Corps caméra et viseur")
    wanted = ["Corps caméra et viseur"]
    for number in range(20):
        rows = [{"d": f"Entre {number}"}]
        lines.insert(
            budget=budget, account="31", after=first.pk, rows=rows, language=Language.FR, by=cast.nadia, at=AT
        )
    wanted += [f"Entre {number}" for number in reversed(range(20))]
    found = BudgetLine.objects.filter(budget=budget, account__number="31").order_by("position", "pk")
    names = [line.description for line in found]
    assert names == [*wanted, "Optiques anamorphiques", "Essais caméra"]
    assert len({line.position for line in found}) == len(names)


def test_an_undo_that_would_undo_somebody_else_is_refused_and_names_them(cast: Cast) -> None:
    budget = small_budget(cast)
    line = line_called(budget, "Essais caméra")
    cell = Cell(line.pk, line.version, "q", "3")
    lines.set_cells(budget=budget, cells=[cell], language=Language.FR, by=cast.nadia, at=AT)
    line.refresh_from_db()
    cell = Cell(line.pk, line.version, "q", "4")
    lines.set_cells(budget=budget, cells=[cell], language=Language.FR, by=cast.solange, at=AT)
    with pytest.raises(history.ChangedSince) as refused:
        history.undo(budget=budget, by=cast.nadia, at=AT)
    assert refused.value.edit is not None and refused.value.edit.by == cast.solange


def test_a_line_that_an_undo_brings_back_is_the_same_line(cast: Cast) -> None:
    budget = small_budget(cast)
    line = line_called(budget, "Essais caméra")
    lines.delete(budget=budget, ids=[(line.pk, line.version)], by=cast.nadia, at=AT)
    history.undo(budget=budget, by=cast.nadia, at=AT)
    assert line_called(budget, "Essais caméra").pk == line.pk


def test_a_copy_is_free_and_its_lines_remember_where_they_come_from(cast: Cast) -> None:
    budget = small_budget(cast)
    copy = versions.copy(
        budget=versions.copy(budget=budget, name="A", by=cast.nadia, at=AT), name="B", by=cast.nadia, at=AT
    )
    assert line_called(copy, "Essais caméra").kin == line_called(budget, "Essais caméra").pk
    set_weeks(copy, "7", cast.nadia)
    assert BudgetGlobal.objects.get(budget=budget, name="semaines_tournage").formula == "6"
    same_as_counted_anew(copy)
    same_as_counted_anew(budget)


def test_accounts_stand_in_number_order_below_their_own_and_never_below_themselves(cast: Cast) -> None:
    budget = small_budget(cast)
    values = {"number": "311", "name": "Corps", "parent": "31"}
    below = tables.set_account(budget=budget, pk=None, read_version=None, values=values, by=cast.nadia, at=AT)
    numbers = list(BudgetAccount.objects.filter(budget=budget).values_list("number", flat=True))
    assert numbers.index("311") == numbers.index("31") + 1
    with pytest.raises(tables.UnderItself):
        row = BudgetAccount.objects.get(budget=budget, number="31")
        tables.set_account(
            budget=budget, pk=row.pk, read_version=None, values={"parent": "311"}, by=cast.nadia, at=AT
        )
    assert below.parent == "31"


def test_another_version_under_the_same_key_is_not_taken_for_the_one_that_was_open(cast: Cast) -> None:
    budget = small_budget(cast)
    Budget.objects.filter(pk=budget.pk).update(stamp=uuid4(), revision=1)
    BudgetLine.objects.filter(budget=budget).update(rate="1")
    budget.refresh_from_db()
    same_as_counted_anew(budget)


def test_the_agreed_budget_is_read_in_one_query_once_it_is_open(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    budget = small_budget(cast)
    versions.lock(budget=budget, agreed_on=TODAY, by=cast.nadia, at=AT)
    with django_assert_num_queries(1):
        found = agreed_budget(cast.drache)
    with django_assert_num_queries(1):
        leaves = leaf_accounts(cast.drache)
    assert found is not None and found.total == Money(4_026_200)
    assert {account.number: account.total.cents for account in leaves if account.total} == {
        "23": 1_260_000,
        "27": 340_200,
        "31": 2_426_000,
    }
    assert [account.level for account in found.accounts[:2]] == [0, 1]
