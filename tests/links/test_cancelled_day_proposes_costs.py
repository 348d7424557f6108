"""A cancelled day proposes its costs; twice delivered, once in effect; it never moves money."""

from datetime import date

import pytest

from coulisse.desks.floor.breakdown.models import Category, Element
from coulisse.desks.floor.crew.actions.posts import join
from coulisse.desks.floor.facts.schedule import DayCancelled
from coulisse.desks.floor.schedule.actions.days import cancel_day, reinstate_day
from coulisse.desks.floor.schedule.models import Board, Day
from coulisse.desks.office.costs.impact_models import DayCost, Impact
from coulisse.desks.office.costs.impact_queries import table_of
from coulisse.desks.office.ledger.models import Posting
from coulisse.foundation.journal.deliver import deliver_owed
from coulisse.foundation.journal.links import Happened
from coulisse.foundation.journal.models import Delivery, Entry
from coulisse.foundation.people.actions.contacts import create_contact
from coulisse.kernel.money import Money
from coulisse.links.cancelled_day_proposes_costs import propose_costs
from tests.cast import AT, Cast
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.costs.impact.rows import J14, TOTAL, type_the_costs

pytestmark = pytest.mark.django_db(transaction=True)


def a_day(cast: Cast, state: str = Board.State.APPROVED, on: date = J14) -> Day:
    board = Board.objects.create(production=cast.drache, number=8, state=state, made_by=cast.solange, made_at=AT)
    return Day.objects.create(board=board, date=on, number=14)


def somebody_is_on_the_crew(cast: Cast, cents: int) -> None:
    contact = create_contact(values={"kind": "person", "name": f"Tom {cents}"}, by=None, at=AT)
    join(
        production=cast.drache,
        contact=contact,
        function="Machiniste",
        department="grip",
        values={"day_rate_cents": cents},
        by=cast.solange,
        at=AT,
    )


def test_it_proposes_the_typed_costs_and_posts_nothing(cast: Cast) -> None:
    type_the_costs(cast)
    cancel_day(day=a_day(cast), reason="drache", by=cast.solange, at=AT)
    deliver_owed(at=AT)
    impact = Impact.objects.get()
    assert table_of(impact).total == Money(TOTAL)
    assert (impact.number, impact.plan, impact.is_real, impact.reason) == (14, 8, True, "drache")
    assert impact.declared_by == cast.solange
    assert not Posting.objects.exists()


def test_delivered_twice_it_happens_once(cast: Cast) -> None:
    type_the_costs(cast)
    cancel_day(day=a_day(cast), reason="drache", by=cast.solange, at=AT)
    deliver_owed(at=AT)
    entry = Entry.objects.get(kind=DayCancelled.kind)
    fact = DayCancelled(**{**entry.payload, "day": J14})
    propose_costs(Happened(fact, entry.pk, at=AT, now=AT, by=cast.solange, production=cast.drache.pk))
    assert Impact.objects.count() == 1
    assert table_of(Impact.objects.get()).total == Money(TOTAL)


def test_without_typed_costs_the_rates_of_the_crew_stand_in(cast: Cast) -> None:
    a_budget(cast, [("23", "Équipe – tournage", "", "1000"), ("25", "Interprétation", "", "1000")])
    for cents in (32000, 41000):
        somebody_is_on_the_crew(cast, cents)
    cancel_day(day=a_day(cast), reason="drache", by=cast.solange, at=AT)
    deliver_owed(at=AT)
    (row,) = table_of(Impact.objects.get()).rows
    assert (row.amount, row.account, row.opens) == (Money(73000), "23", "/floor/crew/")
    assert "2" in row.label


def test_a_day_of_a_what_if_says_so(cast: Cast) -> None:
    type_the_costs(cast)
    cancel_day(day=a_day(cast, Board.State.DRAFT), reason="et si", by=cast.solange, at=AT)
    deliver_owed(at=AT)
    assert not Impact.objects.get().is_real


def test_a_day_put_back_drops_the_proposal(cast: Cast) -> None:
    type_the_costs(cast)
    day = cancel_day(day=a_day(cast), reason="drache", by=cast.solange, at=AT)
    deliver_owed(at=AT)
    reinstate_day(day=day, by=cast.solange, at=AT)
    deliver_owed(at=AT)
    assert Impact.objects.get().state == Impact.State.DROPPED


def test_a_failing_office_leaves_the_day_cancelled_and_tries_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_values: object) -> None:
        raise RuntimeError("the books are away")

    day = a_day(cast)
    with monkeypatch.context() as patch:
        patch.setattr("coulisse.links.cancelled_day_proposes_costs.propose", broken)
        cancel_day(day=day, reason="drache", by=cast.solange, at=AT)
        assert deliver_owed(at=AT).failed == 1
    day.refresh_from_db()
    assert day.cancelled_at == AT
    assert not Impact.objects.exists()
    Delivery.objects.update(not_before=AT)
    deliver_owed(at=AT)
    assert Impact.objects.count() == 1 and not DayCost.objects.exists()
    assert not Element.objects.filter(category=Category.ROLE).exists()
