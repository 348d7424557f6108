"""What it reached and what it cost: sums, costs, engagement and share of voice, exact until they are shown.

>>> from datetime import date
>>> from coulisse.kernel.money import Money
>>> april = Period(date(2027, 4, 16), date(2027, 4, 19))
>>> paid = Spend(amount=Money.parse("640.00"), period=april, source="ads.csv")
>>> shown = Count(metric="impressions", value=182400, side=Side.PAID, period=april, source="ads.csv")
>>> cpm(paid, shown).rounded
Decimal('3.51')
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from coulisse.engines.reach.figures import (
    Caution,
    Count,
    Figure,
    Missing,
    Operand,
    Side,
    Spend,
    Why,
    hull,
    named,
)
from coulisse.engines.reach.metrics import Metric, Unit
from coulisse.kernel.money import EUR
from coulisse.kernel.period import Period

INTERACTIONS = "interactions"


class WrongMetric(ValueError):
    """A count of another metric than the calculation is about."""


class SidesMixed(ValueError):
    """Organic and paid counts met in one calculation."""


class OrganicCount(ValueError):
    """A cost was asked of what nobody paid for."""


class NotInTheSet(ValueError):
    """The own name isn't in the declared set."""


def total(metric: Metric, counts: Iterable[Count]) -> Figure:
    """The sum over posts of one side; raises WrongMetric, SidesMixed.

    What isn't available is left out and said; all of it missing is not available. People reached aren't summed.
    """
    listed = list(counts)
    if any(one.metric != metric.code for one in listed):
        raise WrongMetric(metric.code)
    side = _one_side(listed)
    known = [one for one in listed if one.value is not None]
    missing = Missing.NO_READING if not listed else Missing.NOT_GIVEN if not known else None
    if not metric.is_additive and (len(known) > 1 or any(one.is_sum for one in known)):
        missing = Missing.NOT_ADDITIVE
    return Figure(
        metric=metric.code,
        value=None if missing else Fraction(sum(one.value or 0 for one in known)),
        unit=Unit.COUNT,
        places=0,
        side=side,
        period=hull(one.period for one in listed),
        n=sum(one.posts for one in known),
        sources=named(one.source for one in listed),
        why=Why("sum", tuple(_operand(one) for one in listed), missing),
        cautions=tuple(_cautions_of_sum(listed, known)),
    )


def cpm(spend: Spend, impressions: Count) -> Figure:
    """Cost per thousand paid impressions; raises WrongMetric, OrganicCount."""
    return _cost("cpm", spend, _of(impressions, "impressions"), per=1000)


def cpc(spend: Spend, clicks: Count) -> Figure:
    """Cost per paid click; raises WrongMetric, OrganicCount."""
    return _cost("cpc", spend, _of(clicks, "clicks"))


def cpv(spend: Spend, views: Count) -> Figure:
    """Cost per paid view, shown to three decimals; raises WrongMetric, OrganicCount."""
    return _cost("cpv", spend, _of(views, "views"), places=3)


def cost_per_result(spend: Spend, results: Count) -> Figure:
    """Cost per declared result, whatever its metric; raises OrganicCount."""
    return _cost("cost_per_result", spend, results)


def engagement_by_reach(interactions: Count, reach: Count) -> Figure:
    """Raises WrongMetric, SidesMixed."""
    return _share("engagement_by_reach", _of(interactions, INTERACTIONS), _of(reach, "reach"))


def engagement_by_views(interactions: Count, views: Count) -> Figure:
    """Raises WrongMetric, SidesMixed."""
    return _share("engagement_by_views", _of(interactions, INTERACTIONS), _of(views, "views"))


def engagement_by_followers(interactions: Count, followers: Count) -> Figure:
    """Followers are of no side: they are on either. Raises WrongMetric."""
    base = _of(followers, "followers")
    return _share("engagement_by_followers", _of(interactions, INTERACTIONS), base, has_side=False)


def share_of_voice(mentions: Mapping[str, int | None], own: str, *, period: Period, source: str) -> Figure:
    """Own mentions over those of the declared set, which is exactly the names given; `n` is all mentions.

    One name without a count and there is no share. Raises NotInTheSet, NegativeCount.
    """
    if own not in mentions:
        raise NotInTheSet(own)
    counts = {
        name: Count(metric="mentions", value=value, side=Side.UNSPLIT, period=period, source=source)
        for name, value in mentions.items()
    }
    known = [one.value for one in counts.values() if one.value is not None]
    whole, mine = sum(known), counts[own].value
    missing = None if whole else Missing.NOTHING_TO_DIVIDE_BY
    if len(known) < len(counts):
        missing = Missing.NOT_GIVEN
    return Figure(
        metric="share_of_voice",
        value=None if missing or mine is None else Fraction(mine, whole),
        unit=Unit.SHARE,
        places=1,
        side=Side.UNSPLIT,
        period=period,
        n=whole,
        sources=(source,),
        why=Why("own / declared set", tuple(_operand(counts[name], name) for name in sorted(counts)), missing),
    )


def _cost(code: str, spend: Spend, count: Count, *, per: int = 1, places: int = 2) -> Figure:
    if count.side is Side.ORGANIC:
        raise OrganicCount(count.metric)
    amount = spend.amount
    value, missing = _divided(amount.fraction * per if amount is not None else None, count.value)
    rule = f"spend * {per} / {count.metric}" if per != 1 else f"spend / {count.metric}"
    return Figure(
        metric=code,
        value=value,
        unit=Unit.MONEY,
        places=places,
        side=count.side,
        period=hull((spend.period, count.period)),
        n=count.posts,
        sources=named((spend.source, count.source)),
        why=Why(
            rule, (Operand("spend", amount.fraction if amount else None, spend.source), _operand(count)), missing
        ),
        currency=amount.currency if amount is not None else EUR,
        cautions=tuple(_cautions(spend.period, count)),
    )


def _share(code: str, part: Count, base: Count, *, has_side: bool = True) -> Figure:
    side = _one_side((part, base)) if has_side else part.side
    value, missing = _divided(None if part.value is None else Fraction(part.value), base.value)
    return Figure(
        metric=code,
        value=value,
        unit=Unit.SHARE,
        places=2,
        side=side,
        period=hull((part.period, base.period)),
        n=part.posts,
        sources=named((part.source, base.source)),
        why=Why(f"{part.metric} / {base.metric}", (_operand(part), _operand(base)), missing),
        cautions=tuple(_cautions(base.period, part)),
    )


def _divided(part: Fraction | None, base: int | None) -> tuple[Fraction | None, Missing | None]:
    if part is None or base is None:
        return None, Missing.NOT_GIVEN
    return (part / base, None) if base else (None, Missing.NOTHING_TO_DIVIDE_BY)


def _cautions(period: Period, count: Count) -> Iterator[Caution]:
    if count.side is Side.UNSPLIT:
        yield Caution.UNSPLIT
    if count.period != period:
        yield Caution.PERIODS_DIFFER


def _cautions_of_sum(listed: list[Count], known: list[Count]) -> Iterator[Caution]:
    if any(one.side is Side.UNSPLIT for one in listed):
        yield Caution.UNSPLIT
    if known and len(known) < len(listed):
        yield Caution.SOME_NOT_AVAILABLE
    if len({one.network for one in known}) > 1:
        yield Caution.DEFINITIONS_DIFFER


def _one_side(counts: Iterable[Count]) -> Side:
    sides = {one.side for one in counts}
    if len(sides) > 1:
        raise SidesMixed(" + ".join(sorted(sides)))
    return next(iter(sides), Side.UNSPLIT)


def _of(count: Count, metric: str) -> Count:
    if count.metric != metric:
        raise WrongMetric(f"{count.metric} isn't {metric}")
    return count


def _operand(count: Count, label: str = "") -> Operand:
    value = None if count.value is None else Fraction(count.value)
    return Operand(count.metric, value, count.source, label or count.network)
