"""Two people do one thing at one moment: it is done once, and the other one is told."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse as address

from coulisse.desks.office.costs.actions import closing
from coulisse.desks.office.costs.models import ClosedReport
from coulisse.desks.office.financing.actions.tranches import Part, move_tranche, set_tranches
from coulisse.desks.office.financing.models import Source
from coulisse.desks.office.ledger import actions
from coulisse.desks.office.ledger.models import Posting
from coulisse.desks.office.ledger.queries import open_commitments, verify_chain
from coulisse.desks.office.spending.actions import expenses, quotes
from coulisse.foundation.accounts.models import User
from tests.cast import AT, TODAY, Cast, gather
from tests.desks.office.at_once import at_once, kinds
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.ledger.test_actions import WHY, entry, promise, put
from tests.desks.office.spending.rows import quote, request, ticket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return gather()


def test_the_chain_has_neither_gap_nor_fork_when_eight_post_at_one_moment(cast: Cast) -> None:
    def posts(number: int) -> Any:
        return [put(cast, entry(source_id=f"{number}-{one}")) for one in range(5)]

    assert kinds(at_once(*(partial(posts, number) for number in range(8)))) == ["list"] * 8
    assert list(Posting.objects.order_by("sequence").values_list("sequence", flat=True)) == list(range(1, 41))
    assert verify_chain(cast.drache).holds


def test_one_source_posts_once_however_often_it_is_sent_at_one_moment(cast: Cast) -> None:
    assert kinds(at_once(*(partial(put, cast, entry()) for _ in range(4)))) == ["list"] * 4
    assert Posting.objects.count() == 1


def test_a_commitment_is_reversed_billed_or_let_go_but_never_twice(cast: Cast) -> None:
    held = promise(cast, vat_cents=0, recoverable_cents=0)
    bill = entry(settles=held.pk, vat_cents=0, recoverable_cents=0)
    at_once(
        partial(put, cast, bill),
        partial(put, cast, entry(source_id="2", settles=held.pk, vat_cents=0, recoverable_cents=0)),
        partial(actions.reverse, held, why=WHY, by=cast.nadia, at=AT),
        partial(actions.release, held, why=WHY, day=TODAY, by=cast.nadia, at=AT),
    )
    committed = Posting.objects.filter(nature="committed")
    assert sum(committed.values_list("net_cents", flat=True)) == 0
    assert open_commitments(cast.drache) == ()
    assert verify_chain(cast.drache).holds


def test_a_period_is_closed_once_and_nothing_slips_in(cast: Cast) -> None:
    put(cast, entry())
    close = partial(actions.close_period, production=cast.drache, day=TODAY, by=cast.nadia, at=AT)
    late = partial(put, cast, entry(source_id="late"))
    given = at_once(close, close, late)
    assert kinds(given).count("PeriodClosing") == 1 and kinds(given).count("ClosedAlready") == 1
    closing_ = next(one for one in given if type(one).__name__ == "PeriodClosing")
    slipped = Posting.objects.filter(day__lte=TODAY, sequence__gt=closing_.sequence)
    assert not slipped.exists()


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_ticket_is_validated_once_by_two_people_and_the_other_is_told(cast: Cast) -> None:
    a_budget(cast)
    made = ticket(cast)
    one, other = browser(cast.nadia), browser(cast.solange)
    where = address("office:spending:validate", args=[made.pk])
    answers = at_once(partial(one.post, where), partial(other.post, where))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Posting.objects.count() == 1
    pages = [client.get(address("office:spending:yesterday")).content.decode() for client in (one, other)]
    told = "Il reste comme décidé"
    assert sum(told in page for page in pages) == 1


def test_a_ticket_validated_and_refused_at_one_moment_is_one_of_the_two(cast: Cast) -> None:
    made = ticket(cast)
    given = at_once(
        partial(expenses.validate, expense=made, by=cast.nadia, at=AT),
        partial(expenses.refuse, expense=made, reason="Doublon", by=cast.solange, at=AT),
    )
    assert kinds(given) == ["DecidedAlready", "Expense"]


def test_one_quote_of_two_is_chosen(cast: Cast) -> None:
    asked = request(cast)
    offers = [quote(cast, asked, 1_000_00), quote(cast, asked, 900_00)]
    choose = partial(quotes.choose, reason="Moins cher", day=TODAY, by=cast.nadia, at=AT)
    assert kinds(at_once(*(partial(choose, quote=offer) for offer in offers))) == ["ChosenAlready", "QuoteRequest"]
    assert Posting.objects.filter(nature="committed").count() == 1


def test_one_week_is_closed_once(cast: Cast) -> None:
    a_budget(cast)
    promise(cast)
    close = partial(closing.close_report, production=cast.drache, until=TODAY, by=cast.nadia, at=AT)
    assert kinds(at_once(close, close)) == ["ClosedAlready", "ClosedReport"]
    assert ClosedReport.objects.count() == 1


def test_a_tranche_read_by_two_is_moved_by_one(cast: Cast) -> None:
    source = Source.objects.create(production=cast.drache, name="CCA", kind="fund", amount_cents=100)
    [tranche] = set_tranches(source=source, parts=[Part(cents=100)], read_version=1, by=cast.nadia, at=AT)
    moves = [
        partial(
            move_tranche, tranche=tranche, due_on=TODAY + timedelta(days=n), read_version=1, by=cast.nadia, at=AT
        )
        for n in (1, 2)
    ]
    assert kinds(at_once(*moves)) == ["StaleWrite", "Tranche"]
