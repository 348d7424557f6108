"""The forecast over true rows: what counts, and once only; the first week below zero, scenarios, the position."""

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.office.cashflow.actions.balances import drop_balance, read_balance, set_watch
from coulisse.desks.office.cashflow.actions.planned import drop_movement, plan_movements, restore_movement
from coulisse.desks.office.cashflow.actions.scenarios import (
    NameTaken,
    drop_scenario,
    restore_scenario,
    save_scenario,
)
from coulisse.desks.office.cashflow.changes import UnreadableChange, read, write
from coulisse.desks.office.cashflow.models import PlannedMovement, Scenario
from coulisse.desks.office.cashflow.queries.forecast import Foreseen, foresee, outlook
from coulisse.desks.office.cashflow.queries.gathering import gather
from coulisse.desks.office.cashflow.queries.position import position_of
from coulisse.desks.office.financing.actions.tranches import move_tranche, receive_tranche
from coulisse.desks.office.financing.models import Tranche
from coulisse.desks.office.ledger.actions import post, reverse
from coulisse.desks.office.ledger.entries import Entry
from coulisse.engines.cashflow import Kind
from coulisse.foundation.journal.models import Entry as Told
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.parameters.actions import load
from coulisse.kernel.money import Money
from tests.cast import AT, TODAY, Cast
from tests.desks.office.cashflow.drache import BALANCE, READ_AT, cash_of_la_drache

FOUR_WEEKS = 28


@pytest.fixture
def tranches(cast: Cast) -> dict[str, Tranche]:
    return cash_of_la_drache(cast)


def seen(cast: Cast, *changes: dict[str, object]) -> Foreseen:
    return foresee(gather(cast.drache, TODAY), changes)


def first(found: Foreseen) -> tuple[int, Money, int | None]:
    assert found.first is not None
    assert found.gap is not None
    return found.first.number, found.first.lowest, found.gap.days


def committed(account: str, net: int, due_on: date | None, source_id: str = "1", **more: Any) -> Entry:
    values: dict[str, Any] = {
        "nature": "committed",
        "day": date(2027, 3, 1),
        "label": "Caméra",
        "supplier": "Caméra Sambre",
    }
    return Entry(
        account=account, net_cents=net, due_on=due_on, source="test", source_id=source_id, **{**values, **more}
    )


def test_the_curve_of_the_design(cast: Cast, tranches: dict[str, Tranche]) -> None:
    found = seen(cast)
    assert [(slot.number, slot.closing.cents) for slot in found.forecast.slots] == [
        (11, 21_488_012),
        (12, 26_250_000),
        (13, 20_060_000),
        (14, 17_230_000),
        (15, 26_110_000),
        (16, 18_620_000),
        (17, 20_640_000),
        (18, 14_810_000),
        (19, 10_180_000),
        (20, 7_050_000),
        (21, -3_841_260),
        (22, 19_140_000),
        (23, 15_450_000),
        (24, 19_330_000),
        (25, 16_880_000),
    ]
    assert first(found) == (21, Money(-3_841_260), 7)
    assert found.first_at == 10
    assert found.gap is not None
    assert found.gap.biggest_out is not None
    assert found.gap.biggest_out.label == "Postproduction image, acompte"


def test_moving_the_tax_shelter_by_four_weeks_makes_the_hole_deeper_and_longer(
    cast: Cast, tranches: dict[str, Tranche]
) -> None:
    key = f"tranche:{tranches['Tax Shelter'].pk}"
    found = seen(cast, {"do": "shift", "key": key, "days": FOUR_WEEKS})
    assert first(found) == (21, Money(-3_841_260), 35)
    assert found.gap is not None
    assert found.gap.missing == Money(29_550_000)
    assert found.forecast.lowest.number == 23


def test_moving_another_tranche_by_four_weeks_names_a_sooner_week(
    cast: Cast, tranches: dict[str, Tranche]
) -> None:
    tranche = tranches["Ateliers du Canal"]
    tried = seen(cast, {"do": "shift", "key": f"tranche:{tranche.pk}", "days": FOUR_WEEKS})
    assert first(tried) == (18, Money(-3_190_000), 3)
    move_tranche(tranche=tranche, due_on=date(2027, 5, 10), by=cast.nadia, at=AT)
    assert first(seen(cast)) == first(tried)
    move_tranche(tranche=tranche, due_on=date(2027, 4, 12), by=cast.nadia, at=AT)
    assert first(seen(cast)) == (21, Money(-3_841_260), 7)


def test_half_of_the_deposit_two_weeks_later_fills_the_hole(cast: Cast, tranches: dict[str, Tranche]) -> None:
    found = seen(cast)
    assert found.gap is not None
    assert found.gap.biggest_out is not None
    spread = seen(cast, {"do": "spread", "key": found.gap.biggest_out.key, "days": 7})
    assert spread.first is None


def test_of_a_tranche_only_what_is_still_to_come_counts(cast: Cast, tranches: dict[str, Tranche]) -> None:
    tranche = tranches["Alzette Images"]
    receive_tranche(
        tranche=tranche, cents=5_000_000, received_on=TODAY, read_version=tranche.version, by=cast.nadia, at=AT
    )
    week = seen(cast).forecast.slots[1]
    assert week.into == Money(7_000_000)


def test_late_money_is_not_taken_for_certain(cast: Cast, tranches: dict[str, Tranche]) -> None:
    move_tranche(tranche=tranches["Alzette Images"], due_on=date(2027, 3, 1), by=cast.nadia, at=AT)
    (late,) = [one for one in gather(cast.drache, TODAY).movements if one.was_due_on]
    assert (late.day, late.is_certain, late.was_due_on) == (date(2027, 3, 16), False, date(2027, 3, 1))


def test_without_the_unconfirmed_money_the_first_week_may_come_sooner(
    cast: Cast, tranches: dict[str, Tranche]
) -> None:
    source = tranches["Ateliers du Canal"].source
    type(source).objects.filter(pk=source.pk).update(status="asked")
    found = seen(cast)
    assert found.prudent is not None
    assert (found.prudent.number, first(found)[0]) == (18, 21)


def test_commitments_count_with_their_vat_once_and_take_the_place_of_the_plan(cast: Cast) -> None:
    read_balance(production=cast.drache, amount=BALANCE, read_at=READ_AT, by=cast.nadia, at=AT)
    plan = {
        "kind": "supplier",
        "label": "Caméra",
        "account": "31",
        "net_cents": 2_000_000,
        "day": date(2027, 4, 20),
    }
    plan_movements(production=cast.drache, values=[plan], by=cast.nadia, at=AT)
    entry = committed("31", 1_000_000, date(2027, 4, 5), vat_cents=210_000, recoverable_cents=210_000)
    (commitment,) = post(production=cast.drache, entries=[entry], by=cast.nadia, at=AT)
    amounts = {one.key.split(":")[0]: one.amount.cents for one in gather(cast.drache, TODAY).movements}
    assert amounts == {"committed": -1_210_000, "planned": -790_000}

    bill = committed(
        "31",
        400_000,
        date(2027, 4, 15),
        "2",
        nature="actual",
        vat_cents=84_000,
        recoverable_cents=84_000,
        settles=commitment.pk,
    )
    (billed,) = post(production=cast.drache, entries=[bill], by=cast.nadia, at=AT)
    amounts = {one.key.split(":")[0]: one.amount.cents for one in gather(cast.drache, TODAY).movements}
    assert amounts == {"committed": -726_000, "billed": -484_000, "planned": -790_000}
    reverse(billed, why="Saisie deux fois", by=cast.nadia, at=AT)
    amounts = {one.key.split(":")[0]: one.amount.cents for one in gather(cast.drache, TODAY).movements}
    assert amounts == {"committed": -1_210_000, "planned": -790_000}


def test_a_commitment_without_a_day_is_told_and_not_counted(cast: Cast) -> None:
    post(production=cast.drache, entries=[committed("31", 500_000, None)], by=cast.nadia, at=AT)
    gathered = gather(cast.drache, TODAY)
    assert gathered.movements == ()
    assert [(one.amount, one.is_in) for one in gathered.undated] == [(Money(500_000), False)]


def test_vat_handed_on_is_paid_on_the_day_that_the_parameters_say(cast: Cast) -> None:
    load(at=AT)
    sale = {"kind": "sale", "label": "Vente", "is_in": True, "net_cents": 1_000_000, "vat_cents": 210_000}
    buy = {"kind": "supplier", "label": "Achat", "net_cents": 500_000, "vat_cents": 105_000}
    plan_movements(
        production=cast.drache,
        values=[
            {**sale, "day": date(2027, 4, 5)},
            {**buy, "recoverable_cents": 105_000, "day": date(2027, 4, 6)},
        ],
        by=cast.nadia,
        at=AT,
    )
    vat = [one for one in seen(cast).movements if one.kind is Kind.VAT]
    assert [(one.day, one.amount) for one in vat] == [(date(2027, 5, 20), Money(-105_000))]
    set_watch(production=cast.drache, values={"vat_months": 3}, read_version=0, by=cast.nadia, at=AT)
    vat = [one for one in seen(cast).movements if one.kind is Kind.VAT]
    assert [one.day for one in vat] == [date(2027, 7, 20)]


def test_withholding_tax_and_contributions_fall_on_their_legal_days(cast: Cast) -> None:
    load(at=AT)
    plan_movements(
        production=cast.drache,
        values=[
            {"kind": kind, "label": kind, "net_cents": 100, "day": date(2027, 4, 9), "terms": "legal"}
            for kind in ("withholding", "social", "vat")
        ],
        by=cast.nadia,
        at=AT,
    )
    days = {one.label: one.day for one in gather(cast.drache, TODAY).movements}
    assert days == {
        "withholding": date(2027, 5, 15),
        "social": date(2027, 7, 31),
        "vat": date(2027, 5, 20),
    }


def test_the_balance_is_the_last_one_of_each_account(cast: Cast) -> None:
    later = READ_AT + timedelta(minutes=5)
    for amount, account, moment in ((100, "A", READ_AT), (300, "A", later), (20, "B", READ_AT)):
        read_balance(
            production=cast.drache, amount=Money(amount), account=account, read_at=moment, by=cast.nadia, at=AT
        )
    reading = read_balance(
        production=cast.drache, amount=Money(9), account="B", read_at=later, by=cast.nadia, at=AT
    )
    assert gather(cast.drache, TODAY).opening == Money(309)
    drop_balance(reading=reading, by=cast.nadia, at=AT)
    assert gather(cast.drache, TODAY).opening == Money(320)


def test_what_was_due_before_the_balance_is_in_it(cast: Cast) -> None:
    read_balance(production=cast.drache, amount=BALANCE, read_at=READ_AT, by=cast.nadia, at=AT)
    rent = {"kind": "rent", "label": "Bureau", "net_cents": 85_000, "day": date(2027, 3, 1)}
    weekly = {**rent, "every": "week", "until": date(2027, 3, 29)}
    plan_movements(production=cast.drache, values=[rent, weekly], by=cast.nadia, at=AT)
    days = [one.day for one in gather(cast.drache, TODAY).movements]
    assert days == [date(2027, 3, 22), date(2027, 3, 29)]


def test_the_position_of_the_morning(cast: Cast, tranches: dict[str, Tranche]) -> None:
    plan_movements(
        production=cast.drache,
        values=[{"kind": "rent", "label": "Bureau", "net_cents": 100, "day": TODAY}],
        by=cast.nadia,
        at=AT,
    )
    now = position_of(cast.drache, TODAY)
    assert now is not None
    assert (now.balance, now.lasts, now.out_1, now.out_7, now.out_30) == (
        BALANCE,
        10,
        Money(100),
        Money(100),
        Money(7_238_112 + 6_190_000 + 8_830_000),
    )
    assert now.available == Money(21_487_912)
    assert position_of(cast.gel, TODAY) is None


def test_the_threshold_is_crossed_before_zero(cast: Cast, tranches: dict[str, Tranche]) -> None:
    set_watch(production=cast.drache, values={"threshold_cents": 10_000_000}, read_version=0, by=cast.nadia, at=AT)
    found = seen(cast)
    assert found.below is not None
    assert found.below.number == 20
    with pytest.raises(StaleWrite):
        set_watch(production=cast.drache, values={"threshold_cents": 1}, read_version=0, by=cast.nadia, at=AT)


def test_scenarios_are_kept_by_name_and_come_back(cast: Cast) -> None:
    changes = [{"do": "shift", "key": "tranche:1", "days": 28}]
    row = save_scenario(production=cast.drache, name=" +4 ", changes=changes, by=cast.nadia, at=AT)
    assert row.name == "+4"
    with pytest.raises(NameTaken):
        save_scenario(production=cast.drache, name="+4", changes=changes, by=cast.nadia, at=AT)
    drop_scenario(scenario=row, by=cast.nadia, at=AT)
    again = save_scenario(production=cast.drache, name="+4", changes=changes, by=cast.nadia, at=AT)
    with pytest.raises(NameTaken):
        restore_scenario(scenario=row, by=cast.nadia, at=AT)
    drop_scenario(scenario=again, by=cast.nadia, at=AT)
    restore_scenario(scenario=row, by=cast.nadia, at=AT)
    assert list(Scenario.objects.filter(dropped_at__isnull=True)) == [row]
    kinds = set(Told.objects.values_list("kind", flat=True))
    assert {"office.cash.scenario-saved", "office.cash.scenario-dropped", "office.cash.scenario-restored"} <= kinds


def test_a_movement_taken_out_counts_no_more_until_it_is_put_back(cast: Cast) -> None:
    one = {"kind": "rent", "label": "Bureau", "net_cents": 100, "day": date(2027, 4, 1)}
    (row,) = plan_movements(production=cast.drache, values=[one], by=cast.nadia, at=AT)
    drop_movement(movement=row, by=cast.nadia, at=AT)
    assert gather(cast.drache, TODAY).movements == ()
    restore_movement(movement=row, by=cast.nadia, at=AT)
    assert len(gather(cast.drache, TODAY).movements) == 1
    assert PlannedMovement.objects.get().version == 3


def test_gathering_takes_the_same_queries_whatever_there_is(
    cast: Cast, tranches: dict[str, Tranche], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    post(
        production=cast.drache,
        entries=[committed("31", 100, date(2027, 4, day), str(day)) for day in range(1, 20)],
        by=cast.nadia,
        at=AT,
    )
    for production in (cast.drache, cast.gel):
        with django_assert_num_queries(8):
            gathered = gather(production, TODAY)
            outlook(gathered, foresee(gathered))


@pytest.mark.parametrize(
    "change",
    [
        {"do": "shift", "key": "tranche:12", "days": -7},
        {"do": "spread", "key": "planned:3:2027-05-24", "days": 14},
        {"do": "drop", "key": "committed:8"},
        {"do": "add", "cents": -2_411_600, "day": "2027-04-20", "label": "J14 ~ à retourner"},
    ],
)
def test_a_change_is_the_same_in_an_address(change: dict[str, object]) -> None:
    assert read(write(change)) == change


@pytest.mark.parametrize(
    "text",
    [
        "",
        "shift",
        "shift~a",
        "shift~a~b",
        "shift~~7",
        "spread~a~0",
        "add~0~2027-01-01~x",
        "add~1~2027-13-01~x",
        "add~1~2027-01-01~",
        "shift~a~99999",
        "fly~a",
    ],
)
def test_a_change_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(UnreadableChange):
        read(text)
