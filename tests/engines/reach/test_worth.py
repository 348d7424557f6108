"""D18 to the cent; what isn't available isn't 0; organic apart from paid; each figure with its why."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines import reach
from coulisse.engines.reach import (
    Caution,
    Count,
    Figure,
    Missing,
    NegativeCount,
    NoMetrics,
    NotInTheSet,
    OrganicCount,
    Side,
    SidesMixed,
    Spend,
    Unit,
    UnknownMetric,
    WrongMetric,
    cost_per_result,
    cpc,
    cpm,
    cpv,
    engagement_by_followers,
    engagement_by_reach,
    engagement_by_views,
    read_metrics,
    share_of_voice,
    total,
)
from coulisse.kernel import Language, Money, Period, write_number

SHIPPED = Path(reach.__file__).parent / "metrics.json"
DOCUMENT = json.loads(SHIPPED.read_text("utf-8"))
METRICS = read_metrics(DOCUMENT)
WEEKEND = Period(date(2027, 4, 16), date(2027, 4, 18))
SPEND = Spend(amount=Money.parse("640.00"), period=WEEKEND, source="ads.csv")


def _count(metric: str, value: int | None, side: Side = Side.PAID, **values: object) -> Count:
    given_: dict[str, object] = {"period": WEEKEND, "source": "ads.csv", "network": "instagram", "posts": 34}
    return Count(metric=metric, value=value, side=side, **given_ | values)  # type: ignore[arg-type]


# ---- D18


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (cpm(SPEND, _count("impressions", 182_400)), "3,51"),
        (cpc(SPEND, _count("clicks", 1_420)), "0,45"),
        (cpv(SPEND, _count("views", 31_950)), "0,020"),
    ],
)
def test_the_measures_of_the_campaign(figure: Figure, shown: str) -> None:
    assert figure.rounded is not None
    assert write_number(figure.rounded, Language.FR, figure.places) == shown
    assert (figure.unit, figure.currency, figure.n, figure.period) == (Unit.MONEY, "EUR", 34, WEEKEND)
    assert figure.sources == ("ads.csv",)
    assert (figure.why.missing, figure.cautions) == (None, ())
    definition = METRICS.metric(figure.metric)
    assert definition.definition["fr"]
    assert definition.is_not["nl"]


def test_a_cost_tells_how_it_was_made() -> None:
    why = cpm(SPEND, _count("impressions", 182_400)).why
    assert why.rule == "spend * 1000 / impressions"
    assert [(one.code, one.value) for one in why.operands] == [
        ("spend", Fraction(640)),
        ("impressions", Fraction(182_400)),
    ]


def test_the_cost_of_a_result() -> None:
    assert cost_per_result(SPEND, _count("passes", 41)).rounded == Decimal("15.61")


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_costs_are_exact_until_shown(cents: int, clicks: int) -> None:
    figure = cpc(replace(SPEND, amount=Money(cents)), _count("clicks", clicks))
    assert figure.value is not None
    assert figure.value * clicks == Money(cents).fraction
    assert figure.rounded is not None
    assert abs(Fraction(figure.rounded) - figure.value) <= Fraction(1, 200)


# ---- not available


@pytest.mark.parametrize(
    ("spend", "count", "missing"),
    [
        (SPEND, _count("clicks", None), Missing.NOT_GIVEN),
        (SPEND, _count("clicks", 0), Missing.NOTHING_TO_DIVIDE_BY),
        (replace(SPEND, amount=None), _count("clicks", 3), Missing.NOT_GIVEN),
    ],
)
def test_a_cost_that_cannot_be_told(spend: Spend, count: Count, missing: Missing) -> None:
    figure = cpc(spend, count)
    assert (figure.value, figure.rounded, figure.why.missing) == (None, None, missing)


def test_nothing_spent_is_not_the_same_as_unknown() -> None:
    assert cpc(replace(SPEND, amount=Money(0)), _count("clicks", 3)).rounded == Decimal("0.00")


def test_sums_leave_out_what_is_missing_and_say_so() -> None:
    views = METRICS.metric("views")
    some = total(views, [_count("views", 100, posts=1), _count("views", None, posts=1)])
    assert (some.value, some.n, some.cautions) == (Fraction(100), 1, (Caution.SOME_NOT_AVAILABLE,))
    none = total(views, [_count("views", None)])
    assert (none.value, none.n, none.why.missing) == (None, 0, Missing.NOT_GIVEN)
    assert total(views, []).why.missing is Missing.NO_READING
    zero = total(views, [_count("views", 0)])
    assert (zero.value, zero.why.missing) == (Fraction(0), None)


def test_people_reached_are_not_summed() -> None:
    people = METRICS.metric("reach")
    assert total(people, [_count("reach", 100)]).value == 100
    two = total(people, [_count("reach", 100), _count("reach", 80)])
    assert (two.value, two.why.missing) == (None, Missing.NOT_ADDITIVE)
    summed = total(people, [_count("reach", 180, posts=2, is_sum=True)])
    assert (summed.value, summed.n, summed.why.missing) == (None, 2, Missing.NOT_ADDITIVE)


def test_views_of_two_networks_are_not_quite_of_one_kind() -> None:
    both = total(METRICS.metric("views"), [_count("views", 1), _count("views", 2, network="youtube")])
    assert (both.value, both.cautions) == (Fraction(3), (Caution.DEFINITIONS_DIFFER,))
    assert {one.network for one in METRICS.rules_of("views", ["instagram", "youtube"], WEEKEND)} == {
        "instagram",
        "youtube",
    }


@given(st.lists(st.none() | st.integers(0, 10**9)))
def test_a_sum_is_available_exactly_when_something_is(values: list[int | None]) -> None:
    figure = total(METRICS.metric("interactions"), [_count("interactions", value) for value in values])
    known = [value for value in values if value is not None]
    assert figure.value == (sum(known) if known else None)


# ---- organic and paid


def test_organic_and_paid_never_meet() -> None:
    organic, paid = _count("interactions", 10, Side.ORGANIC), _count("interactions", 10)
    with pytest.raises(SidesMixed):
        total(METRICS.metric("interactions"), [organic, paid])
    with pytest.raises(SidesMixed):
        engagement_by_reach(organic, _count("reach", 100))
    with pytest.raises(OrganicCount):
        cpv(SPEND, _count("views", 100, Side.ORGANIC))


def test_what_the_source_does_not_split_is_marked() -> None:
    unsplit = _count("views", 100, Side.UNSPLIT)
    assert cpv(SPEND, unsplit).cautions == (Caution.UNSPLIT,)
    assert total(METRICS.metric("views"), [unsplit]).cautions == (Caution.UNSPLIT,)


# ---- shares


def test_engagement_says_by_what() -> None:
    seen = _count("interactions", 30, Side.ORGANIC)
    by_reach = engagement_by_reach(seen, _count("reach", 1600, Side.ORGANIC))
    by_views = engagement_by_views(seen, _count("views", 2400, Side.ORGANIC))
    by_followers = engagement_by_followers(seen, _count("followers", 900, Side.UNSPLIT))
    assert [one.rounded for one in (by_reach, by_views, by_followers)] == [
        Decimal("1.88"),
        Decimal("1.25"),
        Decimal("3.33"),
    ]
    assert by_reach.why.rule == "interactions / reach"
    assert by_followers.side is Side.ORGANIC
    assert engagement_by_reach(seen, _count("reach", 0, Side.ORGANIC)).value is None


def test_other_periods_are_marked() -> None:
    later = Period(date(2027, 4, 19), date(2027, 4, 20))
    figure = cpc(SPEND, _count("clicks", 3, period=later))
    assert figure.cautions == (Caution.PERIODS_DIFFER,)
    assert figure.period == Period(date(2027, 4, 16), date(2027, 4, 20))


def test_share_of_voice_is_over_a_declared_set() -> None:
    figure = share_of_voice({"us": 120, "a": 200, "b": 80}, "us", period=WEEKEND, source="watch")
    assert (figure.rounded, figure.n) == (Decimal("30.0"), 400)
    assert [(one.label, one.value) for one in figure.why.operands] == [
        ("a", Fraction(200)),
        ("b", Fraction(80)),
        ("us", Fraction(120)),
    ]
    unknown = share_of_voice({"us": 120, "a": None}, "us", period=WEEKEND, source="watch")
    assert (unknown.value, unknown.why.missing) == (None, Missing.NOT_GIVEN)
    silent = share_of_voice({"us": 0, "a": 0}, "us", period=WEEKEND, source="watch")
    assert (silent.value, silent.why.missing) == (None, Missing.NOTHING_TO_DIVIDE_BY)
    with pytest.raises(NotInTheSet):
        share_of_voice({"a": 3}, "us", period=WEEKEND, source="watch")


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10**6), min_size=1))
def test_shares_of_voice_sum_to_one(mentions: dict[str, int]) -> None:
    shares = [share_of_voice(mentions, name, period=WEEKEND, source="watch").value for name in mentions]
    if any(mentions.values()):
        assert sum(share or 0 for share in shares) == 1
    else:
        assert set(shares) == {None}


def test_mistakes_are_refused() -> None:
    with pytest.raises(NegativeCount):
        _count("clicks", -1)
    with pytest.raises(WrongMetric):
        cpm(SPEND, _count("views", 10))
    with pytest.raises(WrongMetric):
        total(METRICS.metric("views"), [_count("clicks", 1)])


# ---- the list of metrics


def test_every_metric_says_what_it_is_and_is_not_in_three_languages() -> None:
    for metric in METRICS.metrics.values():
        for texts in (metric.labels, metric.definition, metric.is_not):
            assert set(texts) == {"fr", "nl", "en"}
            assert all(texts.values())
        assert metric.source
    assert all(set(one.note) == {"fr", "nl", "en"} and one.source for one in METRICS.providers)


def test_what_a_network_gives_depends_on_the_day() -> None:
    names = {one.name for one in METRICS.provided("facebook", date(2027, 4, 16))}
    assert "post_total_media_view_unique" in names
    assert "post_impressions_unique" not in names
    assert "reach" not in {one.metric for one in METRICS.provided("bluesky", date(2027, 4, 16))}
    change = Period(date(2026, 8, 1), date(2026, 9, 30))
    assert len(METRICS.rules_of("views", ["youtube"], change)) == 3


def test_an_unreadable_list_is_refused_with_its_entry() -> None:
    with pytest.raises(UnknownMetric):
        METRICS.metric("likes")
    with pytest.raises(NoMetrics):
        read_metrics([])
    broken = {**DOCUMENT, "providers": [{**DOCUMENT["providers"][0], "metric": "likes"}]}
    with pytest.raises(NoMetrics, match="bluesky"):
        read_metrics(broken)
