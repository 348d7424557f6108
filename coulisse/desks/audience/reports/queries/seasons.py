"""One programme over two seasons, week by week and topic by topic; what a difference may mean is said modestly."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coulisse.desks.audience.intake.models import Topic
from coulisse.desks.audience.reports.periods import WEEK, at_wall, latest_moment, monday_of
from coulisse.engines.digest import Change, compared
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.translated import in_language

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
    latest = None if last else latest_moment(production)
    end = last or (localdate(latest) if latest else date(2000, 1, 2))
    begin = first or date(end.year if end.month >= SEASON_BEGINS else end.year - 1, SEASON_BEGINS, 1)
    begin, end = monday_of(min(begin, end)), monday_of(max(begin, end))
    return max(begin, end - (MOST_WEEKS - 1) * WEEK), end + WEEK - timedelta(days=1)


def seasons(production: Production, *, first: date | None, last: date | None, topic: int | None) -> Seasons:
    """One count of both and the names of the topics: two queries and that of the latest message."""
    begin, end = season_of(production, first, last)
    many = (end - begin).days // 7 + 1
    mondays = [begin + at * WEEK for at in range(many)]
    before = [monday - YEAR for monday in mondays]
    counted = _counts(production, {*mondays, *before})
    now, then = _of_weeks(counted, mondays), _of_weeks(counted, before)
    by_week, by_week_before = _by_week(now, topic), _by_week(then, topic)
    weeks = tuple(
        WeekPair(monday.isocalendar().week, monday, earlier, by_week[monday], by_week_before[earlier])
        for monday, earlier in zip(mondays, before, strict=True)
    )
    names = _names({pk for _week, pk in (*now, *then) if pk is not None} | ({topic} if topic else set()))
    n, n_before = sum(week.n for week in weeks), sum(week.before for week in weeks)
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
        change=compared(n, n_before),
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
COUNT: Final = """
SELECT week.place, known.topic, found.n
FROM unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[]) WITH ORDINALITY AS week(starts, ends, place)
CROSS JOIN (SELECT id AS topic FROM audience_topic) AS known
CROSS JOIN LATERAL (
    SELECT count(*) AS n FROM audience_conversation
    WHERE production_id = %(production)s AND state <> 'spam' AND topic_id = known.topic
    AND received_at >= week.starts AND received_at < week.ends
) AS found
WHERE found.n > 0
UNION ALL
SELECT week.place, NULL, found.n
FROM unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[]) WITH ORDINALITY AS week(starts, ends, place)
CROSS JOIN LATERAL (
    SELECT count(*) AS n FROM audience_conversation
    WHERE production_id = %(production)s AND state <> 'spam' AND topic_id IS NULL
    AND received_at >= week.starts AND received_at < week.ends
) AS found
WHERE found.n > 0
"""
"""Each week of each topic is a stretch of `conversations_by_topic`: grouping the rows instead takes four times as
long, because each needs its week worked out."""


def _counts(production: Production, mondays: Iterable[date]) -> Counts:
    """What counts, by week and topic. One query."""
    weeks = sorted(mondays)
    asked: dict[str, Any] = {
        "production": production.pk,
        "starts": [at_wall(monday) for monday in weeks],
        "ends": [at_wall(monday + WEEK) for monday in weeks],
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, asked)
        return {(weeks[place - 1], topic): n for place, topic, n in cursor.fetchall()}


def _of_weeks(counts: Counts, mondays: Iterable[date]) -> Counts:
    wanted = set(mondays)
    return {(monday, topic): n for (monday, topic), n in counts.items() if monday in wanted}


def _by_week(counts: Counts, topic: int | None) -> defaultdict[date, int]:
    """Of one topic, or of all."""
    found: defaultdict[date, int] = defaultdict(int)
    for (monday, pk), n in counts.items():
        if topic is None or pk == topic:
            found[monday] += n
    return found


def _by_topic(counts: Counts) -> defaultdict[int | None, int]:
    found: defaultdict[int | None, int] = defaultdict(int)
    for (_monday, pk), n in counts.items():
        found[pk] += n
    return found


def _names(topics: set[int]) -> dict[int | None, str]:
    language = get_language() or "fr"
    rows = Topic.objects.filter(pk__in=topics).values_list("pk", "labels")
    return {pk: in_language(labels, language) for pk, labels in rows}


def _topics(now: Counts, then: Counts, names: dict[int | None, str]) -> list[TopicPair]:
    here, before = _by_topic(now), _by_topic(then)
    pairs = [
        TopicPair(key, names.get(key) or _("without a topic"), compared(here[key], before[key]))
        for key in {*here, *before}
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
