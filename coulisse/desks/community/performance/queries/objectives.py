"""How far an objective is: what its indicators stand at, beside the straight line to their target."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from coulisse.desks.community.performance.models import AdLine, PostRecord
from coulisse.desks.community.performance.queries.figures import posts_of
from coulisse.desks.community.strategy.models import Indicator
from coulisse.engines.reach import Progress, Target, progress
from coulisse.kernel.period import Period

PAID_ONLY = ("results",)


@dataclass(frozen=True, slots=True)
class Way:
    """An indicator on a day: `source` and `on` of what it stands at, `n` posts or lines behind it."""

    indicator: Indicator
    progress: Progress
    on: date
    source: str
    n: int


def progress_of(indicator: Indicator, *, on: date) -> Way:
    """By the last value typed; by the posts of its campaigns where it is counted from the networks."""
    objective = indicator.objective
    target = Target(
        start=Fraction(indicator.start),
        goal=Fraction(indicator.target),
        period=Period(objective.starts_on, objective.ends_on),
    )
    value, day, source, n = _standing(indicator, on)
    return Way(indicator, progress(target, value, day), day, source, n)


def _standing(indicator: Indicator, on: date) -> tuple[Fraction | None, date, str, int]:
    typed = indicator.readings.filter(on__lte=on).order_by("-on").first()
    if typed is not None:
        return Fraction(typed.value), typed.on, typed.source, 1
    if not indicator.metric:
        return None, on, "", 0
    if indicator.metric in PAID_ONLY:
        lines = AdLine.objects.filter(campaign__objective=indicator.objective_id, last_on__lte=on).select_related(
            "file"
        )
        told = [(one.results, one.file.file_name) for one in lines if one.results is not None]
    else:
        records = PostRecord.objects.filter(campaign__objective=indicator.objective_id, published_at__date__lte=on)
        told = [
            (value, source)
            for post in posts_of(records.select_related("account"))
            if (value := post.value(indicator.metric)) is not None
            for source in [next(iter(post.readings.values())).source]
        ]
    if not told:
        return None, on, "", 0
    sources = ", ".join(dict.fromkeys(source for _value, source in told))
    return Fraction(sum(value for value, _source in told)), on, sources, len(told)
