"""Ratings beside posts: no post is 0 where posts are known, and ignorance where they are not."""

from datetime import date, timedelta

import pytest

from coulisse.desks.community.performance.models import PostRecord, Rating
from coulisse.desks.community.performance.queries.crossing import crossed
from coulisse.desks.community.performance.queries.scope import Scope
from coulisse.engines.reach import Together
from tests.cast import Cast
from tests.desks.community.performance.rows import imported, instagram, posts_before, ratings, twelve_broadcasts

pytestmark = pytest.mark.django_db


def scope(cast: Cast) -> Scope:
    return Scope(cast.drache, date(2027, 1, 1), date(2027, 4, 30))


def test_no_post_is_nought_only_between_known_posts(cast: Cast) -> None:
    broadcasts = twelve_broadcasts(cast)
    imported(cast, ratings(broadcasts), kind="ratings")
    told = posts_before([one for at, one in enumerate(broadcasts) if at not in {4, 10, 11}])
    imported(cast, told, account=instagram(cast))
    found = crossed(scope(cast), cast.ines, by="interactions")
    by_place = [one.interactions for one in found.showings]
    assert by_place[0] == 53 and by_place[4] == 0
    assert by_place[10:] == [None, None]
    assert len(found.found.only_rated) == 2 and found.found.n == 10
    assert found.chart is not None and len(found.chart.dots) == 10
    by_posts = crossed(scope(cast), cast.ines, by="posts")
    assert [one.posts for one in by_posts.showings[:5]] == [1, 1, 1, 1, 0]


def test_a_post_tied_to_another_broadcast_counts_there(cast: Cast) -> None:
    broadcasts = twelve_broadcasts(cast)
    imported(cast, ratings(broadcasts), kind="ratings")
    imported(cast, posts_before(broadcasts), account=instagram(cast))
    PostRecord.objects.filter(remote_id="p0").update(broadcast=broadcasts[3])
    found = crossed(scope(cast), cast.ines, by="posts")
    assert [one.posts for one in found.showings[:4]] == [0, 1, 1, 2]


def test_few_pairs_say_nothing_and_a_second_file_counts_once(cast: Cast) -> None:
    broadcasts = twelve_broadcasts(cast)[:5]
    imported(cast, ratings(broadcasts), kind="ratings")
    imported(cast, ratings(broadcasts) + "\n", kind="ratings")
    imported(cast, posts_before(broadcasts), account=instagram(cast))
    found = crossed(scope(cast), cast.ines, by="interactions")
    assert (found.found.verdict, found.found.n, found.found.rho) == (Together.NOT_ENOUGH_DATA, 5, None)
    assert Rating.objects.count() == 10


def test_admissions_of_a_venue_need_no_grid(cast: Cast) -> None:
    text = "Date;Heure;Film;Salle;Entrées\n" + "\n".join(
        f"{date(2027, 2, 10) + timedelta(days=at):%d/%m/%Y};20:00;La Drache;Caméo 3;{80 + 7 * at}"
        for at in range(9)
    )
    row = imported(cast, text, kind="ratings", name="entrees.csv")
    assert (row.shape, row.counts["added"], row.unread) == ("box_office", 9, [])
    found = crossed(scope(cast), cast.ines, by="posts")
    assert [one.viewers for one in found.showings[:2]] == [80, 87]
    assert not any(one.in_grid for one in found.showings)
    assert found.found.n == 0 and found.chart is None
