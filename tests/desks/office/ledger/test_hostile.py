"""What an ill-disposed or hurried person tries on the books."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse as address

from coulisse.desks.office.ledger.actions import NothingLeft, release, reverse
from coulisse.desks.office.ledger.models import LedgerHead, Nature, Posting
from coulisse.desks.office.ledger.queries import open_commitments, verify_chain
from tests.cast import AT, TODAY, Cast
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.ledger.test_actions import WHY, by_nature, entry, promise, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def nadia(cast: Cast) -> Client:
    a_budget(cast)
    client = Client()
    client.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    return client


def bill(cast: Cast, held: Posting, net: int) -> Posting:
    values: dict[str, Any] = {"net_cents": net, "vat_cents": 0, "recoverable_cents": 0}
    return put(cast, entry(settles=held.pk, **values))[0]


def bare(cast: Cast) -> Posting:
    return promise(cast, vat_cents=0, recoverable_cents=0)


def test_reversing_a_commitment_takes_back_what_is_left_of_it_and_no_more(cast: Cast) -> None:
    held = bare(cast)
    bill(cast, held, 6_000)
    back = reverse(held, why=WHY, by=cast.nadia, at=AT)
    assert back.net_cents == -4_000
    assert by_nature(cast) == {Nature.ACTUAL: 6_000, Nature.COMMITTED: 0}
    assert open_commitments(cast.drache) == ()


def test_a_bill_reversed_after_its_commitment_opens_nothing_again(cast: Cast) -> None:
    held = bare(cast)
    paid = bill(cast, held, 6_000)
    reverse(held, why=WHY, by=cast.nadia, at=AT)
    reverse(paid, why=WHY, by=cast.nadia, at=AT)
    assert by_nature(cast) == {Nature.ACTUAL: 0, Nature.COMMITTED: 0}
    assert verify_chain(cast.drache).holds


@pytest.mark.parametrize("how", ["billed", "let go"])
def test_a_commitment_of_which_nothing_is_left_is_not_reversed(cast: Cast, nadia: Client, how: str) -> None:
    held = bare(cast)
    if how == "billed":
        bill(cast, held, 10_000)
    else:
        release(held, why=WHY, day=TODAY, by=cast.nadia, at=AT)
    before = by_nature(cast)
    with pytest.raises(NothingLeft):
        reverse(held, why=WHY, by=cast.nadia, at=AT)
    page = nadia.post(address("office:ledger:reverse", args=[held.pk]), {"reason": WHY}, follow=True)
    assert "Il ne reste rien de cet engagement" in page.content.decode()
    assert by_nature(cast) == before


@pytest.mark.parametrize("day", ["9999-12-31", "2099-01-01"])
def test_the_books_are_not_closed_for_ever_by_a_slip(cast: Cast, nadia: Client, day: str) -> None:
    put(cast, entry())
    page = nadia.post(address("office:ledger:close"), {"day": day})
    assert page.status_code == 422
    assert not LedgerHead.objects.filter(closed_until__isnull=False).exists()


def test_a_day_of_the_books_to_come_may_be_closed_once_something_stands_on_it(cast: Cast, nadia: Client) -> None:
    put(cast, entry(day=TODAY + timedelta(days=400)))
    page = nadia.post(address("office:ledger:close"), {"day": (TODAY + timedelta(days=400)).isoformat()})
    assert page.status_code == 302


def test_a_form_sent_again_with_another_amount_is_refused_and_not_said_to_be_posted(
    cast: Cast, nadia: Client
) -> None:
    typed = {
        "nature": "committed",
        "account": "33",
        "label": "Grue",
        "net": "1 000,00",
        "vat_rate": "21",
        "day": TODAY.isoformat(),
        "token": "a" * 32,
    }
    where = address("office:ledger:add")
    assert nadia.post(where, typed).status_code == 302
    again = nadia.post(where, {**typed, "net": "2 000,00"})
    assert again.status_code == 422
    assert Posting.objects.count() == 1


@pytest.mark.parametrize("field", ["net_cents", "day", "why"])
def test_no_way_of_the_orm_changes_a_posting(cast: Cast, field: str) -> None:
    row = put(cast, entry())[0]
    value: Any = {"net_cents": 1, "day": date(2020, 1, 1), "why": "x"}[field]
    setattr(row, field, value)
    for attempt in (
        lambda: Posting.objects.bulk_update([row], [field]),
        lambda: Posting.objects.filter(pk=row.pk).update(**{field: value}),
        lambda: row.save(),
        lambda: row.delete(),
        lambda: Posting.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert verify_chain(cast.drache).holds
