"""One programme over two seasons, week by week and topic by topic; what a difference may mean is said modestly."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coulisse.desks.audience.intake.models import Topic
from coulisse.desks.audience.reports.counting import conversations_of, within
from coulisse.desks.audience.reports.periods import WEEK, at_wall, latest_moment, monday_of
from coulisse.engines.digest import Change, compared
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.times import BRUSSELS, to_brussels

MOST_WEEKS: Final = 53
SEASON_BEGINS: Final = 9
"""In September."""
YEAR: Final = 52 * WEEK
"""Of whole weeks, so that a Monday stands beside a Monday."""
HIGH: Final = 190
WIDE: Final = 960
LEFT: Final = 40


@dataclass(frozen=True, slots=True)
class WeekPair:
    """One week of the season, and the same a year before."""

    number: int
    monday: date
    monday_before: date
    n: int
    before: int


@dataclass(frozen=True, slots=True)
class TopicPair:
    """One topic over both seasons."""

    pk: int | None
    name: str
    change: Change


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the scale."""

    y: str
    n: int


@dataclass(frozen=True, slots=True)
class Seasons:
    """Both seasons. `topics` are of all messages; `weeks` of the topic asked for, or of all."""

    first: date
    last: date
    first_before: date
    last_before: date
    weeks: tuple[WeekPair, ...]
    topics: tuple[TopicPair, ...]
    chosen: int | None
    chosen_name: str
    change: Change
    line: str
    """Points of the curve of this season, for a drawing of 960 × 220."""
    line_before: str
    marks: tuple[Mark, ...]
    ticks: tuple[tuple[str, str], ...]


def season_of(production: Production, first: date | None, last: date | None) -> tuple[date, date]:
    """Whole weeks. Without dates: from the first of September before the latest message to the week of it."""
    latest = latest_moment(production)
    end = last or (localdate(latest) if latest else date(2000, 1, 2))
    begin = first or date(end.year if end.month >= SEASON_BEGINS else end.year - 1, SEASON_BEGINS, 1)
    begin, end = monday_of(min(begin, end)), monday_of(max(begin, end))
    return max(begin, end - (MOST_WEEKS - 1) * WEEK), end + WEEK - timedelta(days=1)


def seasons(production: Production, *, first: date | None, last: date | None, topic: int | None) -> Seasons:
    """Two grouped counts and the names of the topics: three queries and that of the latest message."""
    begin, end = season_of(production, first, last)
    many = (end - begin).days // 7 + 1
    now, then = _counts(production, begin, end), _counts(production, begin - YEAR, end - YEAR)
    weeks = tuple(
        WeekPair(
            (begin + at * WEEK).isocalendar().week,
            begin + at * WEEK,
            begin - YEAR + at * WEEK,
            _of(now, begin + at * WEEK, topic),
            _of(then, begin - YEAR + at * WEEK, topic),
        )
        for at in range(many)
    )
    names = _names({pk for _week, pk in (*now, *then) if pk is not None} | ({topic} if topic else set()))
    n, before = sum(week.n for week in weeks), sum(week.before for week in weeks)
    top = max([*(week.n for week in weeks), *(week.before for week in weeks), 1])
    return Seasons(
        first=begin,
        last=end,
        first_before=begin - YEAR,
        last_before=end - YEAR,
        weeks=weeks,
        topics=tuple(_topics(now, then, names)),
        chosen=topic,
        chosen_name=names.get(topic, "") if topic else "",
        change=compared(n, before),
        line=_line([week.n for week in weeks], top),
        line_before=_line([week.before for week in weeks], top),
        marks=tuple(Mark(f"{_y(n, top):.1f}", n) for n in _scale(top)),
        ticks=tuple(
            (f"{_x(at, many):.1f}", f"{week.monday:%d/%m}")
            for at, week in enumerate(weeks)
            if at % 4 == 0 and _x(at, many) < WIDE - 40
        ),
    )


Counts = dict[tuple[date, int | None], int]


def _counts(production: Production, first: date, last: date) -> Counts:
    found = within(conversations_of(production), at_wall(first), at_wall(last + timedelta(days=1))).order_by()
    rows = found.annotate(monday=TruncWeek("received_at", tzinfo=BRUSSELS)).values("monday", "topic")
    return {(_day(one["monday"]), one["topic"]): one["n"] for one in rows.annotate(n=Count("pk"))}


def _day(moment: datetime) -> date:
    return to_brussels(moment).date()


def _of(counts: Counts, monday: date, topic: int | None) -> int:
    return sum(n for (week, pk), n in counts.items() if week == monday and (topic is None or pk == topic))


def _names(topics: set[int]) -> dict[int | None, str]:
    language = get_language() or "fr"
    rows = Topic.objects.filter(pk__in=topics).values_list("pk", "labels")
    return {pk: in_language(labels, language) for pk, labels in rows}


def _topics(now: Counts, then: Counts, names: dict[int | None, str]) -> list[TopicPair]:
    keys = {pk for _week, pk in (*now, *then)}

    def total(counts: Counts, key: int | None) -> int:
        return sum(n for (_week, pk), n in counts.items() if pk == key)

    pairs = [
        TopicPair(key, names.get(key) or _("without a topic"), compared(total(now, key), total(then, key)))
        for key in keys
    ]
    return sorted(pairs, key=lambda one: (one.pk is None, -one.change.n, -one.change.before, one.name))


def _x(at: int, many: int) -> float:
    return LEFT + (WIDE - LEFT - 10) * at / max(many - 1, 1)


def _y(n: float, top: int) -> float:
    return 10 + HIGH * (1 - n / top)


def _line(numbers: list[int], top: int) -> str:
    return " ".join(f"{_x(at, len(numbers)):.1f},{_y(n, top):.1f}" for at, n in enumerate(numbers))


def _scale(top: int) -> list[int]:
    step = next(
        (step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if top <= step * 4), 10_000
    )
    return list(range(0, top + 1, step))


def as_rows(found: Seasons) -> list[tuple[Any, ...]]:
    """For a file: the week, its Monday, both numbers."""
    return [(week.number, week.monday, week.n, week.monday_before, week.before) for week in found.weeks]
