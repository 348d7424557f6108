"""The sample house tells the story of the design to the cent, from its own plan and its own ledger."""

import pytest

from coulisse.desks.office.cashflow.models import Scenario
from coulisse.desks.office.cashflow.queries.forecast import foresee
from coulisse.desks.office.cashflow.queries.gathering import gather
from coulisse.desks.office.cashflow.queries.position import position_of
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money
from tests.browser.sample import owner_of_the_sample
from tests.cast import TODAY

CLOSINGS = {
    11: 21_488_012,
    12: 26_250_000,
    13: 20_060_000,
    14: 17_230_000,
    15: 26_110_000,
    16: 18_620_000,
    17: 20_640_000,
    18: 14_810_000,
    19: 10_180_000,
    20: 7_050_000,
    21: -3_841_260,
    22: 19_140_000,
    23: 15_450_000,
    24: 19_330_000,
    25: 16_880_000,
}


@pytest.mark.django_db
def test_the_cash_of_la_drache_is_the_one_of_the_design() -> None:
    owner_of_the_sample()
    drache = Production.objects.get(title="La Drache")
    gathered = gather(drache, TODAY)
    found = foresee(gathered)
    assert {slot.number: slot.closing.cents for slot in found.forecast.slots[:15]} == CLOSINGS
    assert all(slot.closing.cents > 0 for slot in found.forecast.slots[15:])
    now = position_of(drache, TODAY)
    assert now is not None
    assert (now.balance, now.lasts, now.week, now.depth) == (Money(21_488_012), 10, "S21", Money(-3_841_260))

    later, again = (foresee(gathered, one.changes) for one in Scenario.objects.order_by("pk"))
    assert later.first is not None
    assert later.gap is not None
    assert (later.first.number, later.gap.missing, later.gap.days) == (21, Money(30_893_975), 35)
    assert again.gap is not None
    assert again.gap.missing == Money(3_841_260 + 2_359_980)

    luxembourg = next(
        key for key, one in gathered.tranches.items() if one.source.startswith("Alzette") and one.number == 2
    )
    moved = foresee(gathered, [{"do": "shift", "key": luxembourg, "days": 28}])
    assert moved.first is not None
    assert (moved.first.number, moved.first.lowest) == (16, Money(-2_275_900))
