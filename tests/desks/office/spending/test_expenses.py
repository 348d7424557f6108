"""A ticket reaches the books when it is validated, never otherwise; what is taken back is reversed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from coulisse.desks.office.ledger.actions import close_period
from coulisse.desks.office.ledger.models import Nature, Posting
from coulisse.desks.office.ledger.queries import balances, verify_chain
from coulisse.desks.office.spending.actions.expenses import (
    DecidedAlready,
    NotDecided,
    ReasonMissing,
    change,
    refuse,
    take_back,
    validate,
    validate_all,
)
from coulisse.desks.office.spending.models import Expense
from coulisse.desks.office.spending.queries.expenses import accounts_of, counts, screen, to_validate, waiting_for
from coulisse.foundation.companies.models import VatRecovery
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.kernel.money import Money
from tests.cast import AT, Cast
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.spending.rows import MONDAY, ticket

pytestmark = pytest.mark.django_db


def test_numbers_are_counted_by_production(cast: Cast) -> None:
    first, second = ticket(cast), ticket(cast)
    other = ticket(cast, production=cast.gel)
    assert (first.number, second.number, other.number) == (1, 2, 1)
    assert ticket(cast, number=311).number == 311
    assert ticket(cast).number == 312


def test_validating_posts_net_and_vat_that_sum_to_the_ticket(cast: Cast) -> None:
    expense = validate(expense=ticket(cast, cents=6140), by=cast.nadia, at=AT)
    posting = Posting.objects.get()
    assert expense.state == Expense.State.POSTED
    assert (posting.nature, posting.account, posting.day) == (Nature.ACTUAL, "41", MONDAY)
    assert (posting.net_cents, posting.vat_cents, posting.recoverable_cents) == (5074, 1066, 1066)
    assert balances(cast.drache, until=None) == {("41", "actual"): 5074}


def test_vat_that_does_not_come_back_is_a_cost(cast: Cast) -> None:
    VatRecovery.objects.create(company=cast.company, starts_on=date(2027, 1, 1), percent=Decimal(50))
    validate(expense=ticket(cast, cents=12100), by=cast.nadia, at=AT)
    posting = Posting.objects.get()
    assert (posting.net_cents, posting.vat_cents, posting.recoverable_cents) == (10000, 2100, 1050)
    assert balances(cast.drache, until=None) == {("41", "actual"): 11050}


def test_a_late_ticket_is_booked_on_the_first_open_day(cast: Cast) -> None:
    expense = ticket(cast)
    close_period(production=cast.drache, day=MONDAY, by=cast.nadia, at=AT)
    validate(expense=expense, by=cast.nadia, at=AT)
    assert Posting.objects.get().day == MONDAY + timedelta(days=1)


def test_refusing_posts_nothing_and_wants_a_reason(cast: Cast) -> None:
    expense = ticket(cast)
    with pytest.raises(ReasonMissing):
        refuse(expense=expense, reason="  ", by=cast.nadia, at=AT)
    refused = refuse(expense=expense, reason="Doublon du n° 0311", by=cast.nadia, at=AT)
    assert (refused.state, refused.reason) == (Expense.State.REFUSED, "Doublon du n° 0311")
    assert not Posting.objects.exists()
    entry = Entry.objects.get(kind="office.spending.expense-refused")
    assert entry.payload["reason"] == "Doublon du n° 0311"


def test_it_is_decided_once(cast: Cast) -> None:
    expense = ticket(cast)
    validate(expense=expense, by=cast.nadia, at=AT)
    with pytest.raises(DecidedAlready):
        validate(expense=expense, by=cast.nadia, at=AT)
    with pytest.raises(DecidedAlready):
        refuse(expense=expense, reason="trop tard", by=cast.nadia, at=AT)
    with pytest.raises(DecidedAlready):
        change(expense=expense, values={"gross_cents": 1}, read_version=2, by=cast.nadia, at=AT)
    assert Posting.objects.count() == 1


def test_a_ticket_corrected_meanwhile_is_not_validated_unseen(cast: Cast) -> None:
    expense = ticket(cast)
    change(expense=expense, values={"gross_cents": 99900}, read_version=1, by=cast.solange, at=AT)
    with pytest.raises(StaleWrite):
        validate(expense=expense, read_version=1, by=cast.nadia, at=AT)
    assert not Posting.objects.exists()


def test_taking_back_reverses_and_it_may_be_posted_again(cast: Cast) -> None:
    expense = validate(expense=ticket(cast, cents=12100), by=cast.nadia, at=AT)
    take_back(expense=expense, why="mauvais compte", by=cast.nadia, at=AT)
    assert balances(cast.drache, until=None) == {("41", "actual"): 0}
    with pytest.raises(NotDecided):
        take_back(expense=expense, why="encore", by=cast.nadia, at=AT)
    validate(expense=expense, by=cast.nadia, at=AT)
    assert balances(cast.drache, until=None) == {("41", "actual"): 10000}
    assert Posting.objects.count() == 3
    assert verify_chain(cast.drache).holds


def test_a_series_posts_what_still_waits(cast: Cast) -> None:
    expenses = [ticket(cast, cents=cents) for cents in (18240, 31200, 9857)]
    refuse(expense=expenses[0], reason="pas pour nous", by=cast.nadia, at=AT)
    posted = validate_all(expenses=expenses, by=cast.nadia, at=AT)
    assert [row.pk for row in posted] == [expenses[1].pk, expenses[2].pk]
    assert Posting.objects.count() == 2


def test_the_screen_marks_the_duplicate_and_reads_in_a_constant_number_of_queries(
    cast: Cast, django_assert_num_queries: object
) -> None:
    a_budget(cast)
    known = validate(
        expense=ticket(cast, "Station Marche-en-Famenne", 6140, number=311, day=date(2027, 3, 14)),
        by=cast.nadia,
        at=AT,
    )
    twice = ticket(cast, "Station-service Marche-en-Famenne", 6140, account="53")
    for _turn in range(5):
        ticket(cast, "Brico Marche", 18240 + _turn)
    screen(cast.drache)  # the budget is opened once for the process
    with django_assert_num_queries(5):  # type: ignore[operator]
        shown = screen(cast.drache)
    assert (len(shown.lines), shown.doubles, shown.day) == (6, 1, MONDAY)
    marked = next(line for line in shown.lines if line.pk == twice.pk)
    assert marked.double is not None
    assert (marked.double.pk, marked.double.number, marked.double.is_posted) == (known.pk, 311, True)
    assert marked.account.left == Money(200000)
    assert marked.after == Money(200000 - 5074)


def test_what_is_left_of_an_account_counts_what_is_spent(cast: Cast) -> None:
    a_budget(cast)
    validate(expense=ticket(cast, cents=12100, account="53"), by=cast.nadia, at=AT)
    assert accounts_of(cast.drache)["53"].left == Money(190000)


def test_a_refused_ticket_is_no_original(cast: Cast) -> None:
    first = ticket(cast, cents=6140)
    refuse(expense=first, reason="illisible", by=cast.nadia, at=AT)
    ticket(cast, cents=6140)
    assert screen(cast.drache).doubles == 0


def test_the_same_photo_is_a_duplicate_whatever_is_typed(cast: Cast) -> None:
    first = ticket(cast, "Brico Marche", 18240, photo=b"\xff\xd8\xff\xe0 ticket")
    second = ticket(cast, "Quincaillerie", 9900, photo=b"\xff\xd8\xff\xe0 ticket")
    lines = {line.pk: line for line in screen(cast.drache).lines}
    assert lines[first.pk].double is None
    double = lines[second.pk].double
    assert double is not None and double.pk == first.pk


def test_the_count_is_of_those_whose_books_one_may_change(cast: Cast) -> None:
    ticket(cast)
    ticket(cast, production=cast.gel)
    assert [to_validate(who) for who in (cast.nadia, cast.solange, cast.bastien, cast.odile)] == [1, 1, 0, 2]
    (waiting,) = waiting_for(cast.nadia)
    assert (waiting.title, waiting.count, waiting.total) == ("La Drache", 1, Money(18240))
    assert counts(cast.drache) == {"to-validate": 1}
