"""The plan: balance, risk, tranches that make up their source, frozen versions, constant queries."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.office.financing.actions import conditions, sources, tranches
from coulisse.desks.office.financing.actions.tranches import DoesNotMakeUp, Part, deal_out
from coulisse.desks.office.financing.actions.versions import NothingToFreeze, NumberTaken, freeze_plan
from coulisse.desks.office.financing.models import PlanVersion, Source, Tranche
from coulisse.desks.office.financing.queries.frozen import versions_of
from coulisse.desks.office.financing.queries.plan import plan_of
from coulisse.desks.office.financing.queries.tranches import tranches_of
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.kernel.money import Money
from tests.cast import AT, TODAY, Cast
from tests.desks.office.financing.drache import agreed_budget_of, plan_v6, source

pytestmark = pytest.mark.django_db


def fund(cast: Cast, cents: int = 100_00, **values: object) -> Source:
    given = {"name": "Fonds", "kind": "fund", "amount_cents": cents, **values}
    return sources.add_source(production=cast.drache, values=given, by=cast.nadia, at=AT)


def shares(*percents: str) -> list[Part]:
    return [Part(percent=Decimal(one)) for one in percents]


def test_the_plan_of_la_drache_balances_to_the_cent(cast: Cast) -> None:
    agreed_budget_of(cast)
    plan_v6(cast)
    plan = plan_of(cast.drache, day=date(2027, 3, 16))
    assert plan.total == Money.parse("3482650.00") and plan.cost == plan.total
    assert plan.gap == Money(0) and plan.missing is None
    assert plan.received == Money.parse("2015810.85")
    assert [(group.country, group.amount.plain()) for group in plan.groups] == [
        ("BE", "1776151.50"),
        ("FR", "1184101.00"),
        ("LU", "522397.50"),
    ]
    assert [one.amount.plain() for one in plan.standings] == ["816151.50", "2606498.50", "60000.00"]
    assert (plan.risk, plan.risk_share.of(Money(10_000))) == (Money.parse("60000.00"), Money(172))
    assert (plan.number, plan.frozen_on) == (6, date(2027, 3, 15))


def test_conditions_are_measured_by_the_budget_and_the_calendar(cast: Cast) -> None:
    agreed_budget_of(cast)
    plan_v6(cast)
    with translation.override("en"):
        plan = plan_of(cast.drache, day=date(2027, 3, 16))
        later = plan_of(cast.drache, day=date(2027, 4, 1))
    measured = {one.source: (one.situation, one.margin, one.tone) for one in plan.conditions}
    assert measured["Luxembourg"] == ("budgeted €522,397.50", "margin €0.00", "warn")
    assert measured["Tax Shelter"] == ("3 postes non payés : 86 412,00 €", "14 days", "warn")
    assert {one.source: one.margin for one in later.conditions}["Tax Shelter"] == "2 days late"


def test_without_a_budget_nothing_is_said_of_a_gap(cast: Cast) -> None:
    fund(cast)
    plan = plan_of(cast.drache)
    assert (plan.cost, plan.gap, plan.total) == (None, None, Money(100_00))


def test_the_plan_costs_the_same_queries_whatever_its_length(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fund(cast)
    with django_assert_num_queries(5):
        plan_of(cast.drache)
    plan_v6(cast)
    with django_assert_num_queries(5):
        plan_of(cast.drache)


def test_tranches_due_in_one_query_with_what_is_still_to_come(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan_v6(cast)
    with django_assert_num_queries(1):
        found = tranches_of(cast.drache)
    shelter = [one for one in found if one.source == "Tax Shelter"]
    assert [(one.number, one.amount.plain(), one.due_on) for one in shelter][-1] == (
        3,
        "450000.00",
        date(2027, 5, 31),
    )
    assert Money.total(one.outstanding for one in found) == Money.parse("1466839.15")
    assert {one.source for one in found if not one.confirmed} == {"VAF / Screen Flanders"}
    assert [one.due_on for one in found] == sorted(one.due_on or date.max for one in found)


def test_shares_deal_out_every_cent() -> None:
    assert deal_out(100_01, shares("33.3333", "33.3333", "33.3334")) == (33_34, 33_33, 33_34)
    assert sum(deal_out(1_184_101_00, shares("30", "30", "30", "10"))) == 1_184_101_00
    assert deal_out(100_00, [Part(cents=40_00), Part(percent=Decimal(60))]) == (40_00, 60_00)


def test_tranches_that_make_ninety_per_cent_are_refused_with_what_is_missing(cast: Cast) -> None:
    row = fund(cast)
    with pytest.raises(DoesNotMakeUp) as short:
        tranches.set_tranches(source=row, parts=shares("40", "50"), read_version=1, by=cast.nadia, at=AT)
    assert (short.value.percent, short.value.money) == (Fraction(10), Money(10_00))
    assert not Tranche.objects.exists()
    row.refresh_from_db()
    assert row.version == 1, "nothing half-written"


def test_a_new_amount_deals_the_shares_again_and_leaves_fixed_amounts(cast: Cast) -> None:
    row = fund(cast)
    tranches.set_tranches(source=row, parts=shares("40", "60"), read_version=1, by=cast.nadia, at=AT)
    sources.edit_source(source=row, values={"amount_cents": 50_01}, read_version=2, by=cast.nadia, at=AT)
    assert [one.amount_cents for one in Tranche.objects.order_by("position")] == [20_00, 30_01]
    fixed = fund(cast, name="Fixe")
    parts = [Part(cents=100_00)]
    tranches.set_tranches(source=fixed, parts=parts, read_version=1, by=cast.nadia, at=AT)
    sources.edit_source(source=fixed, values={"amount_cents": 120_00}, read_version=2, by=cast.nadia, at=AT)
    shown = next(one for one in plan_of(cast.drache).sources if one.name == "Fixe")
    assert shown.undealt == Money(20_00)


def test_two_people_on_one_source_and_on_its_tranches(cast: Cast) -> None:
    row = fund(cast)
    sources.edit_source(source=row, values={"note": "un"}, read_version=1, by=cast.nadia, at=AT)
    with pytest.raises(StaleWrite) as stale:
        sources.edit_source(source=row, values={"note": "deux"}, read_version=1, by=cast.solange, at=AT)
    assert (stale.value.differences[0].stored, stale.value.differences[0].refused) == ("un", "deux")
    (made,) = tranches.set_tranches(source=row, parts=shares("100"), read_version=2, by=cast.nadia, at=AT)
    tranches.move_tranche(tranche=made, due_on=TODAY, by=cast.solange, at=AT)
    again = [Part(percent=Decimal(100), pk=made.pk, read_version=made.version)]
    with pytest.raises(StaleWrite):
        tranches.set_tranches(source=row, parts=again, read_version=3, by=cast.nadia, at=AT)


def test_moving_a_tranche_is_told_with_both_days(cast: Cast) -> None:
    plan_v6(cast)
    third = Tranche.objects.get(source__name="Tax Shelter", position=3)
    tranches.move_tranche(tranche=third, due_on=date(2027, 6, 28), by=cast.nadia, at=AT)
    told = Entry.objects.get(kind="office.financing.tranche-moved").payload
    assert (told["was"], told["due"], told["cents"]) == ("2027-05-31", "2027-06-28", 450_000_00)
    plan = plan_of(cast.drache)
    assert (plan.number, plan.frozen_on) == (6, date(2027, 3, 15)), "a date that moves makes no new version"


def test_received_money_has_its_day_and_can_be_taken_back(cast: Cast) -> None:
    row = fund(cast)
    (made,) = tranches.set_tranches(source=row, parts=shares("100"), read_version=1, by=cast.nadia, at=AT)
    paid = tranches.receive_tranche(
        tranche=made, cents=60_00, received_on=TODAY, read_version=1, by=cast.nadia, at=AT
    )
    assert plan_of(cast.drache, day=TODAY).sources[0].tranches[0].state == "partly"
    tranches.receive_tranche(tranche=paid, cents=0, received_on=TODAY, read_version=2, by=cast.nadia, at=AT)
    assert Tranche.objects.get().received_on is None


def test_a_source_off_the_plan_comes_back_with_all_it_had(cast: Cast) -> None:
    row = fund(cast)
    tranches.set_tranches(source=row, parts=shares("100"), read_version=1, by=cast.nadia, at=AT)
    conditions.add_condition(source=row, values={"text": "dépenser"}, by=cast.nadia, at=AT)
    sources.remove_source(source=row, by=cast.nadia, at=AT)
    assert plan_of(cast.drache).sources == () and tranches_of(cast.drache) == ()
    sources.restore_source(source=row, by=cast.nadia, at=AT)
    (shown,) = plan_of(cast.drache).sources
    assert (len(shown.tranches), len(shown.conditions)) == (1, 1)


def test_a_frozen_version_stays_what_it_was(cast: Cast) -> None:
    plan_v6(cast)
    vaf = source("VAF")
    sources.edit_source(
        source=vaf, values={"amount_cents": 50_000_00}, read_version=vaf.version, by=cast.nadia, at=AT
    )
    plan = plan_of(cast.drache)
    assert (plan.number, plan.frozen_on, plan.total) == (7, None, Money.parse("3472650.00"))
    assert [(one.number, one.total.plain(), one.intact) for one in versions_of(cast.drache)] == [
        (6, "3482650.00", True),
        (5, "3482650.00", True),
    ]
    PlanVersion.objects.filter(number=6).update(content={"sources": []})
    assert [one.intact for one in versions_of(cast.drache)] == [False, True]


def test_numbers_of_versions_go_up_and_may_leap(cast: Cast) -> None:
    with pytest.raises(NothingToFreeze):
        freeze_plan(production=cast.drache, day=TODAY, by=cast.nadia, at=AT)
    fund(cast)
    assert freeze_plan(production=cast.drache, day=TODAY, number=4, by=cast.nadia, at=AT).number == 4
    assert freeze_plan(production=cast.drache, day=TODAY, by=cast.nadia, at=AT).number == 5
    with pytest.raises(NumberTaken) as taken:
        freeze_plan(production=cast.drache, day=TODAY, number=5, by=cast.nadia, at=AT)
    assert taken.value.next == 6
