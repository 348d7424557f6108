"""Figures of posts as the database adds them up: the latest reading counts, what is silent is left out."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from django.test import Client

from coulisse.desks.community.performance.models import DataFile, MetricReading, PostRecord
from coulisse.desks.community.performance.queries.behind import page_behind
from coulisse.desks.community.performance.queries.figures import Figures, figures_of
from coulisse.desks.community.performance.queries.listing import extremes
from coulisse.desks.community.performance.queries.scope import Scope
from coulisse.desks.community.performance.queries.sums import ranked
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.engines.reach import Caution, Missing
from coulisse.kernel.period import Period
from coulisse.kernel.times import BRUSSELS
from tests.cast import AT, Cast
from tests.desks.community.performance.rows import instagram

pytestmark = pytest.mark.django_db


def a_post(account: NetworkAccount, name: str, day: int, hour: int = 12) -> PostRecord:
    at = datetime(2027, 3, day, hour, tzinfo=BRUSSELS)
    return PostRecord.objects.create(account=account, remote_id=name, text=name, published_at=at)


def a_file(account: NetworkAccount, name: str) -> DataFile:
    return DataFile.objects.create(
        kind="posts", account=account, production=account.production, file_name=name, sha256=name, at=AT
    )


def read(
    record: PostRecord, file: DataFile, metric: str, value: int | None, *, side: str = "unsplit", on: int = 20
) -> None:
    MetricReading.objects.create(
        record=record, file=file, metric=metric, side=side, value=value, on=date(2027, 3, on)
    )


def march(cast: Cast, **asked: int) -> Figures:
    return figures_of(Scope(cast.drache, date(2027, 3, 1), date(2027, 3, 31), **asked), cast.ines)


def labels(cast: Cast, found: Figures, code: str) -> list[tuple[str, int | None, bool]]:
    told = found.named(code)
    assert told is not None
    return [
        (row.label, row.value, row.is_left_out) for row in page_behind(found, told, cast.ines, number="1").rows
    ]


def test_the_latest_reading_of_each_post_counts(cast: Cast) -> None:
    account = instagram(cast)
    old, new = a_file(account, "old.csv"), a_file(account, "new.csv")
    first, second = a_post(account, "first", 2), a_post(account, "second", 4)
    read(first, old, "views", 100, on=10)
    read(second, old, "views", 30, on=10)
    read(first, new, "views", 250, on=12)
    told = march(cast).named("posts-views-unsplit")
    assert told is not None
    figure = told.figure
    assert (figure.value, figure.n) == (Fraction(280), 2)
    assert figure.sources == ("old.csv", "new.csv"), "of the newest post first"
    assert figure.period == Period(date(2027, 3, 2), date(2027, 3, 12))
    read(first, a_file(account, "silent.csv"), "views", None, on=14)
    told = march(cast).named("posts-views-unsplit")
    assert told is not None and (told.figure.value, told.figure.n) == (Fraction(30), 1), "it says nothing any more"


def test_silence_is_left_out_under_the_first_side_and_listed(cast: Cast) -> None:
    account = instagram(cast)
    file = a_file(account, "ig.csv")
    organic, paid, mute, blank = (a_post(account, name, 3 + at) for at, name in enumerate(("o", "p", "m", "b")))
    read(organic, file, "views", 40, side="organic")
    read(blank, file, "views", None, side="organic")
    read(paid, file, "views", 70, side="paid")
    found = march(cast)
    assert found.posts and mute.pk in found.posts
    one, other = found.named("posts-views-organic"), found.named("posts-views-paid")
    assert one is not None and other is not None
    assert (one.figure.value, one.figure.n, one.figure.cautions) == (
        Fraction(40),
        1,
        (Caution.SOME_NOT_AVAILABLE,),
    )
    assert (other.figure.value, other.figure.n, other.figure.cautions) == (Fraction(70), 1, ())
    assert labels(cast, found, "posts-views-organic") == [("b", None, True), ("m", None, True), ("o", 40, False)]
    assert labels(cast, found, "posts-views-paid") == [("p", 70, False)]
    assert found.named("posts-views-unsplit") is None


def test_engagement_is_of_the_posts_that_tell_both_on_one_side(cast: Cast) -> None:
    account = instagram(cast)
    file = a_file(account, "ig.csv")
    for day, (name, views, interactions) in enumerate((("a", 200, 10), ("b", 300, None), ("c", None, 7)), start=2):
        post = a_post(account, name, day)
        read(post, file, "views", views)
        read(post, file, "interactions", interactions)
    crossed = a_post(account, "d", 9)
    read(crossed, file, "views", 50, side="organic")
    read(crossed, file, "interactions", 50, side="paid")
    found = march(cast)
    told = found.named("posts-engagement_by_views-unsplit")
    assert told is not None
    assert (told.figure.value, told.figure.n) == (Fraction(10, 200), 1)
    assert labels(cast, found, told.code) == [("a", 10, False)]
    assert [one.code for one in found.told if "engagement" in one.code] == [told.code]


def test_people_reached_are_told_for_one_post_and_not_summed_over_two(cast: Cast) -> None:
    account = instagram(cast)
    file = a_file(account, "ig.csv")
    read(a_post(account, "one", 2), file, "reach", 900)
    alone = march(cast).named("posts-reach-unsplit")
    assert alone is not None and alone.figure.value == 900
    read(a_post(account, "two", 3), file, "reach", 800)
    both = march(cast).named("posts-reach-unsplit")
    assert both is not None
    assert (both.figure.value, both.figure.why.missing, both.figure.n) == (None, Missing.NOT_ADDITIVE, 2)


def test_networks_that_count_by_other_rules_are_summed_with_a_caution(cast: Cast) -> None:
    for network, value in (("instagram", 5), ("youtube", 6), ("facebook", None)):
        account = instagram(cast, network=network, handle=network)
        read(a_post(account, network, 2), a_file(account, f"{network}.csv"), "views", value)
    told = march(cast).named("posts-views-unsplit")
    assert told is not None
    assert told.figure.value == 11 and Caution.DEFINITIONS_DIFFER in told.figure.cautions
    assert told.networks == {"instagram", "youtube"}


def test_the_best_and_the_worst_without_advertising(cast: Cast) -> None:
    account = instagram(cast)
    file = a_file(account, "ig.csv")
    values = (
        ("a", 5, "unsplit"),
        ("b", 9, "organic"),
        ("c", 1, "unsplit"),
        ("d", 5, "unsplit"),
        ("e", 99, "paid"),
    )
    for day, (name, value, side) in enumerate(values, start=2):
        read(a_post(account, name, day), file, "interactions", value, side=side)
    silent = a_post(account, "f", 20)
    read(silent, file, "interactions", None, side="organic")
    read(silent, file, "interactions", 70)
    best, worst = extremes(ranked(march(cast).posts))
    assert [post.record.text for post in best] == ["b", "a"]
    assert [post.record.text for post in worst] == ["c", "d"]
    assert extremes([]) == ((), ())


def test_days_are_those_of_brussels_and_a_long_figure_is_paged(cast: Cast) -> None:
    account = instagram(cast)
    file = a_file(account, "ig.csv")
    late = PostRecord.objects.create(
        account=account, remote_id="late", published_at=datetime(2027, 3, 2, 0, 30, tzinfo=BRUSSELS)
    )
    posts = [late, *(a_post(account, f"p{number}", 3) for number in range(240))]
    MetricReading.objects.bulk_create(
        MetricReading(record=post, file=file, metric="views", side="unsplit", value=2, on=date(2027, 3, 1))
        for post in posts
    )
    told = march(cast).named("posts-views-unsplit")
    assert told is not None
    assert (told.figure.value, told.figure.n) == (Fraction(482), 241)
    assert told.figure.period == Period(date(2027, 3, 2), date(2027, 3, 3))
    client = Client()
    client.force_login(cast.ines, backend="django.contrib.auth.backends.ModelBackend")
    here = f"/community/performance/figure/{told.code}?production={cast.drache.pk}"
    first, second = client.get(here).content.decode(), client.get(f"{here}&page=2").content.decode()
    assert "241 lignes derrière ce chiffre" in first.replace("\xa0", " ")
    assert first.count("/community/performance/posts/") > 200
    assert ">late<" in second and ">late<" not in first
