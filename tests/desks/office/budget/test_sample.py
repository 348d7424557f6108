"""The budget of the sample house is the one on the papers, to the cent."""

from collections.abc import Iterator
from datetime import date

import pytest

from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.queries.agreed import AgreedBudget, agreed_budget, leaf_accounts
from coulisse.desks.office.budget.queries.versions import versions_of
from coulisse.foundation.parameters.actions import load as load_parameters
from coulisse.house.sample.moments import Moments
from coulisse.house.sample.office.budget import type_the_budget
from tests.cast import AT, Cast

# Account, total, BE, FR, LU, in cents: the topsheet of 08/01/2027.
PAPER = [
    ("10", 16_330_000, 9_164_000, 6_046_000, 1_120_000),
    ("11", 11_200_000, 6_720_000, 3_360_000, 1_120_000),
    ("12", 4_150_000, 1_660_000, 2_490_000, 0),
    ("13", 980_000, 784_000, 196_000, 0),
    ("20", 189_335_000, 100_069_950, 67_539_450, 21_725_600),
    ("21", 17_400_000, 8_874_000, 5_916_000, 2_610_000),
    ("22", 14_800_000, 10_360_000, 4_440_000, 0),
    ("23", 74_260_000, 36_955_850, 27_832_300, 9_471_850),
    ("24", 9_640_000, 2_892_000, 6_748_000, 0),
    ("25", 26_830_000, 14_756_500, 9_390_500, 2_683_000),
    ("26", 6_120_000, 3_672_000, 1_530_000, 918_000),
    ("27", 40_285_000, 22_559_600, 11_682_650, 6_042_750),
    ("30", 27_325_000, 14_482_750, 4_635_750, 8_206_500),
    ("31", 11_845_000, 7_699_250, 1_776_750, 2_369_000),
    ("32", 7_430_000, 2_972_000, 1_486_000, 2_972_000),
    ("33", 5_210_000, 1_823_500, 521_000, 2_865_500),
    ("34", 2_840_000, 1_988_000, 852_000, 0),
    ("40", 35_100_000, 19_480_800, 8_068_800, 7_550_400),
    ("41", 19_640_000, 9_427_200, 5_106_400, 5_106_400),
    ("42", 5_820_000, 3_492_000, 1_164_000, 1_164_000),
    ("43", 6_480_000, 4_665_600, 1_166_400, 648_000),
    ("44", 3_160_000, 1_896_000, 632_000, 632_000),
    ("50", 27_660_000, 12_456_500, 8_680_000, 6_523_500),
    ("51", 8_820_000, 3_969_000, 2_646_000, 2_205_000),
    ("52", 7_640_000, 2_674_000, 2_674_000, 2_292_000),
    ("53", 6_930_000, 3_465_000, 2_079_000, 1_386_000),
    ("54", 4_270_000, 2_348_500, 1_281_000, 640_500),
    ("60", 25_710_000, 7_007_000, 15_207_000, 3_496_000),
    ("61", 4_620_000, 924_000, 3_696_000, 0),
    ("62", 9_860_000, 2_465_000, 7_395_000, 0),
    ("63", 8_740_000, 2_622_000, 2_622_000, 3_496_000),
    ("64", 2_490_000, 996_000, 1_494_000, 0),
    ("70", 9_440_000, 6_098_000, 2_329_000, 1_013_000),
    ("71", 4_340_000, 3_038_000, 868_000, 434_000),
    ("72", 3_860_000, 2_316_000, 965_000, 579_000),
    ("73", 1_240_000, 744_000, 496_000, 0),
    ("80", 11_840_000, 6_038_400, 4_025_600, 1_776_000),
    ("90", 5_525_000, 2_817_750, 1_878_500, 828_750),
]


@pytest.fixture
def agreed(cast: Cast) -> Iterator[AgreedBudget]:
    load_parameters(at=AT)
    people = {"nadia": cast.nadia, "solange": cast.solange}
    type_the_budget(production=cast.drache, people=people, moments=Moments(AT))
    found = agreed_budget(cast.drache)
    assert found is not None
    yield found


def cents_of(budget: AgreedBudget, number: str, code: str) -> int:
    found = budget.by_territory[number].get(code)
    return found.cents if found is not None else 0


def test_every_account_of_the_paper_to_the_cent_and_by_territory(agreed: AgreedBudget, cast: Cast) -> None:
    assert (agreed.number, agreed.agreed_on, agreed.total.cents) == (11, date(2027, 1, 8), 348_265_000)
    totals = {account.number: account.total.cents for account in agreed.accounts}
    found = [
        (number, totals[number], *(cents_of(agreed, number, code) for code in ("BE", "FR", "LU")))
        for number, *_rest in PAPER
    ]
    assert found == PAPER
    assert {one.name: one.formula for one in agreed.globals}["semaines_tournage"] == "6.5"
    assert len(leaf_accounts(cast.drache)) == 31


def test_three_versions_and_their_distance_to_the_agreed_one(agreed: AgreedBudget, cast: Cast) -> None:
    found = {one.number: one for one in versions_of(cast.drache)}
    assert [(number, found[number].state) for number in sorted(found)] == [
        (10, Budget.State.ESTIMATE),
        (11, Budget.State.ORIGINAL),
        (12, Budget.State.WORKING),
    ]
    assert found[11].variance is None
    assert found[10].variance is not None and found[10].variance.cents < 0
    assert found[12].variance is not None and found[12].variance.cents > 0
    assert all(one.problems == 0 for one in found.values())
    assert 150 <= found[11].lines <= 330
