"""Two seasons: each week of each topic is counted as a list of it would be, over the change of the clock too."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.audience.intake.models import Topic, TopicSet
from coulisse.desks.audience.reports.counting import conversations_of
from coulisse.desks.audience.reports.queries.seasons import YEAR, seasons
from coulisse.kernel.times import BRUSSELS, to_brussels
from tests.cast import Cast
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2027, 3, 15), date(2027, 4, 11)
"""The clock moves on Sunday 28 March."""


def wall(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRUSSELS)


@pytest.fixture
def topics(cast: Cast) -> list[Topic]:
    within, _made = TopicSet.objects.get_or_create(code="house")
    found = [Topic.objects.create(within=within, code=f"house.test-{n}") for n in range(2)]
    moments = [wall(FIRST + timedelta(days=n), hour) for n in range(28) for hour in (0, 12, 23)]
    moments += [wall(FIRST - timedelta(days=1), 23, 59), wall(LAST + timedelta(days=1), 0)]
    moments += [at - YEAR for at in moments[::5]]
    for n, at in enumerate(moments):
        topic = [*found, None][n % 3]
        a_conversation(cast, at=at, topic=topic, reference=f"r-{n}", state="spam" if n % 7 == 0 else "open")
        a_conversation(cast, at=at, topic=topic, reference=f"other-{n}", production=cast.gel)
    return found


def by_week_and_topic(cast: Cast) -> Counter[tuple[date, int | None]]:
    rows = conversations_of(cast.drache).values_list("received_at", "topic")
    days = ((to_brussels(at).date(), topic) for at, topic in rows)
    return Counter((day - timedelta(days=day.weekday()), topic) for day, topic in days)


def test_every_week_counts_what_came_in_it(cast: Cast, topics: list[Topic]) -> None:
    counted = by_week_and_topic(cast)
    for topic in (None, *(one.pk for one in topics)):
        found = seasons(cast.drache, first=FIRST, last=LAST, topic=topic)
        assert [week.monday for week in found.weeks] == [FIRST + timedelta(days=7 * n) for n in range(4)]
        for week in found.weeks:
            for monday, n in ((week.monday, week.n), (week.monday_before, week.before)):
                own = [c for (start, pk), c in counted.items() if start == monday and topic in {None, pk}]
                assert n == sum(own), (topic, monday)
        assert found.change.n > found.change.before > 0


def test_topics_add_up_to_the_weeks(cast: Cast, topics: list[Topic]) -> None:
    found = seasons(cast.drache, first=FIRST, last=LAST, topic=None)
    assert {one.pk for one in found.topics} == {None, *(one.pk for one in topics)}
    assert sum(one.change.n for one in found.topics) == sum(week.n for week in found.weeks)
    assert sum(one.change.before for one in found.topics) == sum(week.before for week in found.weeks)
    assert found.topics[-1].pk is None, "those without a topic come last"


def test_few_queries_however_long(
    cast: Cast, topics: list[Topic], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for last in (LAST, FIRST + timedelta(days=300)):
        with django_assert_num_queries(2):
            seasons(cast.drache, first=FIRST, last=last, topic=None)
