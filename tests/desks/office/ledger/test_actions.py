"""The books: nothing changes, nothing counts twice, nothing is posted into a closed period."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from coulisse.desks.office.ledger.actions import (
    BooksClosed,
    ClosedAlready,
    NoReason,
    ReversedAlready,
    WrongEntry,
    close_period,
    post,
    release,
    reverse,
)
from coulisse.desks.office.ledger.entries import Entry, Share, allocate, with_vat
from coulisse.desks.office.ledger.models import LedgerHead, Nature, Posting
from coulisse.desks.office.ledger.queries import balances, open_commitments, verify_chain
from coulisse.foundation.journal.models import Entry as JournalEntry
from coulisse.kernel import Money, Rate
from tests.cast import AT, TODAY, Cast

pytestmark = pytest.mark.django_db
WHY = "Encodé deux fois"


def entry(**values: Any) -> Entry:
    fields: dict[str, Any] = {
        "nature": Nature.ACTUAL,
        "day": TODAY,
        "account": "33",
        "label": "Rail courbe",
        "net_cents": 10_000,
        "vat_cents": 2_100,
        "recoverable_cents": 2_100,
        "source": "test",
        "source_id": "1",
        **values,
    }
    return Entry(**fields)


def put(cast: Cast, *entries: Entry) -> list[Posting]:
    return post(production=cast.drache, entries=entries, by=cast.nadia, at=AT)


def promise(cast: Cast, **values: Any) -> Posting:
    return put(cast, entry(nature=Nature.COMMITTED, source_id="promise", **values))[0]


def by_nature(cast: Cast) -> dict[str, int]:
    found = balances(cast.drache, until=None)
    return {nature: cents for (_account, nature), cents in found.items()}


def test_the_database_refuses_to_change_or_delete_a_posting(cast: Cast) -> None:
    made = put(cast, entry())[0]
    with pytest.raises(DatabaseError, match="final"), transaction.atomic():
        Posting.objects.filter(pk=made.pk).update(net_cents=1)
    with pytest.raises(DatabaseError, match="final"), transaction.atomic():
        made.delete()
    assert Posting.objects.get().net_cents == 10_000


def test_emptying_a_house_still_works(cast: Cast) -> None:
    put(cast, entry())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE office_posting CASCADE")
    assert not Posting.objects.exists()


def test_lines_are_numbered_by_production(cast: Cast) -> None:
    put(cast, entry(), entry(source_id="2"))
    post(production=cast.gel, entries=[entry()], by=cast.pascaline, at=AT)
    put(cast, entry(source_id="3"))
    numbers = Posting.objects.filter(production=cast.drache).order_by("sequence")
    assert [row.sequence for row in numbers] == [1, 2, 3]
    assert Posting.objects.get(production=cast.gel).sequence == 1


def test_the_chain_holds_and_says_where_it_breaks(cast: Cast) -> None:
    for number in range(4):
        put(cast, entry(source_id=str(number)))
    assert verify_chain(cast.drache).holds
    assert verify_chain(cast.drache).length == 4
    _behind_its_back("UPDATE office_posting SET net_cents = 1 WHERE sequence = 3")
    assert verify_chain(cast.drache).broken_at == 3


def test_a_line_taken_off_the_end_is_missed(cast: Cast) -> None:
    put(cast, entry(), entry(source_id="2"))
    _behind_its_back("DELETE FROM office_posting WHERE sequence = 2")
    assert verify_chain(cast.drache).broken_at == 2


def _behind_its_back(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE office_posting DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute("ALTER TABLE office_posting ENABLE TRIGGER USER")


def test_the_same_source_posts_once(cast: Cast) -> None:
    first = put(cast, entry())
    again = put(cast, entry(label="Autre mot"), entry(line=2))
    assert again[0].pk == first[0].pk
    assert Posting.objects.count() == 2


def test_a_source_that_was_reversed_may_post_anew(cast: Cast) -> None:
    first = put(cast, entry())[0]
    reverse(first, why=WHY, by=cast.nadia, at=AT)
    anew = put(cast, entry(net_cents=9_000))[0]
    assert (anew.round, anew.net_cents) == (2, 9_000)
    assert by_nature(cast) == {Nature.ACTUAL: 9_000}


def test_a_reversal_is_the_opposite_and_happens_once_with_a_reason(cast: Cast) -> None:
    made = put(cast, entry(vat_cents=2_100, recoverable_cents=1_050))[0]
    with pytest.raises(NoReason):
        reverse(made, why="  ", by=cast.nadia, at=AT)
    back = reverse(made, why=WHY, by=cast.nadia, at=AT)
    assert (back.net_cents, back.vat_cents, back.recoverable_cents) == (-10_000, -2_100, -1_050)
    assert by_nature(cast) == {Nature.ACTUAL: 0}
    for one in (made, back):
        with pytest.raises(ReversedAlready):
            reverse(one, why=WHY, by=cast.nadia, at=AT)
    assert JournalEntry.objects.filter(kind="office.ledger.reversed").count() == 1


@pytest.mark.parametrize(
    ("billed", "actual", "promised"), [(4_000, 4_000, 6_000), (10_000, 10_000, 0), (12_500, 12_500, 0)]
)
def test_a_bill_eats_its_commitment_so_that_nothing_counts_twice(
    cast: Cast, billed: int, actual: int, promised: int
) -> None:
    held = promise(cast, vat_cents=0, recoverable_cents=0)
    put(cast, entry(net_cents=billed, vat_cents=0, recoverable_cents=0, settles=held.pk))
    assert by_nature(cast) == {Nature.ACTUAL: actual, Nature.COMMITTED: promised}
    left = [commitment.net.cents for commitment in open_commitments(cast.drache)]
    assert left == ([promised] if promised else [])


def test_the_last_bill_lets_go_what_is_left(cast: Cast) -> None:
    held = promise(cast)
    put(cast, entry(net_cents=7_000, vat_cents=1_470, recoverable_cents=1_470, settles=held.pk, closes=True))
    assert by_nature(cast) == {Nature.ACTUAL: 7_000, Nature.COMMITTED: 0}
    assert open_commitments(cast.drache) == ()


def test_two_bills_of_one_act_share_the_commitment(cast: Cast) -> None:
    held = promise(cast, vat_cents=0, recoverable_cents=0)
    bills = [
        entry(source_id=str(one), net_cents=6_000, vat_cents=0, recoverable_cents=0, settles=held.pk)
        for one in (1, 2)
    ]
    put(cast, *bills)
    assert by_nature(cast) == {Nature.ACTUAL: 12_000, Nature.COMMITTED: 0}


def test_reversing_the_bill_opens_the_commitment_again(cast: Cast) -> None:
    held = promise(cast)
    bill = put(cast, entry(net_cents=4_000, vat_cents=840, recoverable_cents=840, settles=held.pk))[0]
    reverse(bill, why=WHY, by=cast.nadia, at=AT)
    assert by_nature(cast) == {Nature.ACTUAL: 0, Nature.COMMITTED: 10_000}
    assert [one.net for one in open_commitments(cast.drache)] == [Money(10_000)]
    assert verify_chain(cast.drache).holds


def test_a_commitment_is_let_go_or_reversed(cast: Cast) -> None:
    held = promise(cast)
    put(cast, entry(net_cents=4_000, vat_cents=840, recoverable_cents=840, settles=held.pk))
    release(held, why="Commande annulée", day=TODAY, by=cast.nadia, at=AT)
    assert by_nature(cast) == {Nature.ACTUAL: 4_000, Nature.COMMITTED: 0}
    with pytest.raises(ReversedAlready):
        release(held, why="Encore", day=TODAY, by=cast.nadia, at=AT)


def test_one_source_may_promise_and_bill_under_one_number(cast: Cast) -> None:
    held = put(cast, entry(nature=Nature.COMMITTED))[0]
    put(cast, entry(settles=held.pk))
    assert by_nature(cast) == {Nature.ACTUAL: 10_000, Nature.COMMITTED: 0}


def test_what_opens_again_after_it_was_let_go_is_let_go_again(cast: Cast) -> None:
    held = promise(cast)
    bill = put(cast, entry(net_cents=4_000, vat_cents=840, recoverable_cents=840, settles=held.pk))[0]
    release(held, why="Commande annulée", day=TODAY, by=cast.nadia, at=AT)
    reverse(bill, why=WHY, by=cast.nadia, at=AT)
    assert by_nature(cast) == {Nature.ACTUAL: 0, Nature.COMMITTED: 4_000}
    release(held, why="Encore", day=TODAY, by=cast.nadia, at=AT)
    assert open_commitments(cast.drache) == ()


def test_nothing_is_posted_into_a_closed_period(cast: Cast) -> None:
    close_period(production=cast.drache, day=TODAY, by=cast.nadia, at=AT)
    with pytest.raises(BooksClosed) as refused:
        put(cast, entry(day=TODAY + timedelta(days=1)), entry(source_id="2"))
    assert refused.value.closed_until == TODAY
    assert not Posting.objects.exists()
    put(cast, entry(day=TODAY + timedelta(days=1)))


def test_a_line_of_a_closed_period_is_reversed_in_the_open_one(cast: Cast) -> None:
    made = put(cast, entry())[0]
    close_period(production=cast.drache, day=TODAY, by=cast.nadia, at=AT)
    assert reverse(made, why=WHY, by=cast.nadia, at=AT).day == TODAY + timedelta(days=1)


def test_closing_goes_forward_only(cast: Cast) -> None:
    close_period(production=cast.drache, day=TODAY, by=cast.nadia, at=AT)
    for day in (TODAY, TODAY - timedelta(days=7)):
        with pytest.raises(ClosedAlready):
            close_period(production=cast.drache, day=day, by=cast.nadia, at=AT)
    assert LedgerHead.objects.get().closed_until == TODAY


@pytest.mark.parametrize(
    "wrong",
    [
        {"account": " "},
        {"label": ""},
        {"currency": "USD"},
        {"recoverable_cents": 2_101},
        {"vat_cents": 0},
        {"recoverable_cents": -1},
    ],
)
def test_a_wrong_entry_writes_nothing_at_all(cast: Cast, wrong: dict[str, Any]) -> None:
    with pytest.raises(WrongEntry):
        put(cast, entry(source_id="good"), entry(**wrong))
    assert not Posting.objects.exists()


def test_an_amount_is_shared_without_losing_a_cent() -> None:
    whole = entry(net_cents=12_005, vat_cents=2_521, recoverable_cents=1_890)
    shares = [Share(51, territory="BE"), Share(34, territory="FR"), Share(15, territory="LU")]
    parts = allocate(whole, shares)
    assert [part.net_cents for part in parts] == [6_122, 4_082, 1_801]
    assert sum(part.vat_cents for part in parts) == 2_521
    assert sum(part.recoverable_cents for part in parts) == 1_890
    assert all(0 <= part.recoverable_cents <= part.vat_cents for part in parts)
    assert [part.line for part in parts] == [1, 2, 3]


def test_a_credit_note_is_shared_as_its_invoice() -> None:
    shares = [Share(1, account="31"), Share(1, account="33"), Share(1, account="34")]
    back = allocate(replace(entry(), net_cents=-100, vat_cents=0, recoverable_cents=0), shares)
    assert [part.net_cents for part in back] == [-34, -33, -33]


def test_vat_and_what_comes_back_are_rounded_once_each() -> None:
    vat, back = with_vat(Money(10_001), Rate.percent(21), Rate.percent("62.5"))
    assert (vat.cents, back.cents) == (2_100, 1_313)


def test_balances_count_between_two_days(cast: Cast) -> None:
    days = [date(2027, 3, day) for day in (7, 8, 14, 15)]
    put(cast, *(entry(day=day, source_id=str(day)) for day in days))
    assert balances(cast.drache, since=days[1], until=days[2]) == {("33", Nature.ACTUAL): 20_000}
