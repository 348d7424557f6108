"""Out and in again without loss; a foreign sheet with its refusals; all in one step, or as a new version."""

from dataclasses import replace
from time import perf_counter

import pytest
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.office.budget.actions.history import undo
from coulisse.desks.office.budget.exchange import actions
from coulisse.desks.office.budget.exchange.carrying import book_of
from coulisse.desks.office.budget.exchange.drafts import Draft, read_draft
from coulisse.desks.office.budget.exchange.exports import as_csv, as_xlsx
from coulisse.desks.office.budget.exchange.models import BudgetImport
from coulisse.desks.office.budget.models import Budget, BudgetEdit, BudgetLine
from coulisse.desks.office.budget.queries.opened import opened
from coulisse.formats.budget_book import Book, write_book
from coulisse.kernel.language import Language
from tests.cast import AT, Cast
from tests.desks.office.budget.exchange.verdicts import staged
from tests.desks.office.budget.small import set_weeks, small_budget

FR = Language.FR


def draft_of(imported: BudgetImport) -> Draft:
    return read_draft(imported, language=FR)


def taken_in(cast: Cast, imported: BudgetImport, into: str, draft: Draft | None = None) -> Budget:
    draft = draft or draft_of(imported)
    actions.choose(imported=imported, reading=draft.reading, into=into)
    done = actions.read_in(imported=imported, draft=draft, by=cast.nadia, at=AT)
    assert done.made is not None
    return Budget.objects.get(pk=done.made.pk)


def without_keys(book: Book) -> Book:
    return replace(book, lines=tuple(replace(line, key=None) for line in book.lines))


def cents(budget: Budget) -> int:
    return opened(Budget.objects.get(pk=budget.pk)).result.total.cents


def test_a_workbook_comes_back_into_its_budget_and_changes_nothing(cast: Cast) -> None:
    budget = small_budget(cast)
    before, edits = book_of(budget)[0], BudgetEdit.objects.count()
    data = as_xlsx(budget, language=Language.NL, at=AT)

    imported = staged(cast, data, "budget.xlsx", budget=budget)
    taken_in(cast, imported, "replace")

    assert book_of(Budget.objects.get(pk=budget.pk))[0] == before
    assert BudgetEdit.objects.count() == edits  # not even a step to undo


def test_a_global_and_a_line_changed_in_the_spreadsheet_are_one_step(cast: Cast) -> None:
    budget = small_budget(cast)
    book, figures = book_of(budget)
    weeks = replace(book.globals[0], formula="7")
    first = replace(book.lines[0], rate="2351", description="Corps caméra n° 2")
    changed = replace(book, globals=(weeks,), lines=(first, *book.lines[2:]))
    data = write_book(changed, figures, title="", language=FR, created=AT)

    taken_in(cast, staged(cast, data, "b.xlsx", budget=budget), "replace")

    after = book_of(Budget.objects.get(pk=budget.pk))[0]
    assert after == changed
    budget.refresh_from_db()
    undo(budget=budget, by=cast.nadia, at=AT)
    assert book_of(Budget.objects.get(pk=budget.pk))[0] == book


def test_a_new_version_has_the_same_figures_and_knows_its_lines_again(cast: Cast) -> None:
    budget = small_budget(cast)
    data = as_xlsx(budget, language=FR, at=AT)

    made = taken_in(cast, staged(cast, data, "v2.xlsx", budget=budget), "new")

    assert made.number == budget.number + 1 and made.based_on == budget
    assert without_keys(book_of(made)[0]) == without_keys(book_of(budget)[0])
    assert cents(made) == cents(budget) == 4_026_200
    kin = set(BudgetLine.objects.filter(budget=made).values_list("same_as", flat=True))
    assert kin == set(BudgetLine.objects.filter(budget=budget).values_list("pk", flat=True))


def test_a_version_taken_into_its_copy_finds_the_lines_that_came_of_it(cast: Cast) -> None:
    budget = small_budget(cast)
    data = as_xlsx(budget, language=FR, at=AT)
    copy = taken_in(cast, staged(cast, data, "copy.xlsx", budget=budget), "new")
    keys = set(BudgetLine.objects.filter(budget=copy).values_list("pk", flat=True))
    set_weeks(budget, "9", cast.nadia)
    again = as_xlsx(Budget.objects.get(pk=budget.pk), language=FR, at=AT)

    taken_in(cast, staged(cast, again, "again.xlsx", budget=copy), "replace")

    assert set(BudgetLine.objects.filter(budget=copy).values_list("pk", flat=True)) == keys
    assert cents(copy) == cents(budget)


def test_the_csv_gives_every_line_back(cast: Cast) -> None:
    budget = small_budget(cast)
    imported = staged(cast, as_csv(budget, language=FR, at=AT), "lignes.csv", budget=budget)

    taken_in(cast, imported, "replace")

    assert cents(budget) == 4_026_200
    formulas = BudgetLine.objects.filter(budget=budget).values_list("quantity", flat=True)
    assert "semaines_tournage*5" in formulas


def test_a_foreign_sheet_says_which_rows_it_leaves_out(cast: Cast) -> None:
    sheet = (
        "Notre devis;;;;\n"
        "Compte;Libellé;Nombre;P.U.;Total\n"
        "31;Caméra;;;3.501,00\n"
        "31;Corps caméra;2;1.250,50;2.501,00\n"
        "31;Optiques;deux;500,00;1.000,00\n"
        ";Trépied;1;1 000,00;1 000,01\n"
        ";Total caméra;;;3 501,00\n"
    )
    draft = draft_of(staged(cast, sheet.encode(), "devis.csv"))

    assert [(one.row, one.kind) for one in draft.seen] == [
        (3, "account"),
        (4, "line"),
        (5, "refused"),
        (6, "line"),
        (7, "total"),
    ]
    assert [(line.account, line.quantity, line.rate) for line in draft.book.lines] == [
        ("31", "2", "1250.5"),
        ("31", "1", "1000"),
    ]
    places = [(one.code, one.where.line, one.where.field) for one in draft.problems]
    assert places == [("bad-number", 5, "quantity"), ("amount-differs", 6, "amount")]


def test_lines_are_added_below_those_that_stand(cast: Cast) -> None:
    budget = small_budget(cast)
    taken_in(cast, staged(cast, budget=budget), "add")

    rows = BudgetLine.objects.filter(budget=budget, account__number="31").order_by("position")
    assert [row.description for row in rows][-1] == "Corps caméra" and len(rows) == 4
    assert cents(budget) == 4_026_200 + 250_100


def test_one_of_ours_with_a_row_that_cannot_be_read_is_taken_whole_or_not_at_all(cast: Cast) -> None:
    budget = small_budget(cast)
    book, figures = book_of(budget)
    broken = replace(book, lines=(replace(book.lines[0], quantity="deux"), *book.lines[1:]))
    broken = replace(broken, lines=(replace(broken.lines[0], quantity="2*("), *broken.lines[1:]))
    data = write_book(broken, figures, title="", language=FR, created=AT)
    imported = staged(cast, data, "b.xlsx", budget=budget)
    draft = draft_of(imported)

    assert draft.blocks and [one.code for one in draft.problems] == ["bad-formula"]
    with pytest.raises(actions.NotUsable):
        actions.read_in(imported=imported, draft=draft, by=cast.nadia, at=AT)
    assert book_of(budget)[0] == book


def test_a_file_is_taken_in_once(cast: Cast) -> None:
    imported = staged(cast)
    taken_in(cast, imported, "new")
    with pytest.raises(actions.AlreadyReadIn):
        actions.read_in(imported=imported, draft=draft_of(imported), by=cast.nadia, at=AT)


def test_the_queries_do_not_grow_with_the_file(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    budget = small_budget(cast)
    rows = "".join(f"31;Ligne {n};2;3,50\n" for n in range(1500))
    imported = staged(cast, f"Compte;Libellé;Quantité;Prix\n{rows}".encode(), budget=budget)
    draft = draft_of(imported)
    with django_assert_max_num_queries(60):
        taken_in(cast, imported, "add", draft)


@pytest.mark.slow
def test_twenty_thousand_rows_in_one_step(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    budget = small_budget(cast)
    rows = "".join(f"{31 + n % 9};Été à Liège {n};{n % 7 + 1};1 234,{n % 100:02}\n" for n in range(20_000))
    imported = staged(cast, f"Compte;Libellé;Quantité;Prix unitaire\n{rows}".encode(), budget=budget)
    start = perf_counter()
    draft = draft_of(imported)
    read = perf_counter() - start
    taken_in(cast, imported, "add", draft)
    whole = perf_counter() - start
    assert BudgetLine.objects.filter(budget=budget).count() == 20_004
    expected = sum((n % 7 + 1) * (123_400 + n % 100) for n in range(20_000))
    assert cents(budget) == 4_026_200 + expected
    with capsys.disabled():
        print(f"\n20,000 rows: read in {read:.1f} s, taken in after {whole:.1f} s")
