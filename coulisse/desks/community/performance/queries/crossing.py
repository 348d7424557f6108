"""Ratings beside posts: each broadcast with what was posted about it, drawn and correlated, never explained."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from coulisse.desks.community.performance.access import files_of
from coulisse.desks.community.performance.models import DataFile, Rating
from coulisse.desks.community.performance.queries.figures import Post, posts_of
from coulisse.desks.community.performance.queries.scope import Scope, records_in
from coulisse.engines.reach import Crossing, cross
from coulisse.foundation.accounts.models import User
from coulisse.kernel.times import to_brussels

BEFORE: Final = timedelta(hours=48)
AFTER: Final = timedelta(hours=3)
"""A post is about a broadcast that it is tied to, or that begins within two days or ended just now."""
WIDE, HIGH, LEFT, FOOT = 690, 330, 66, 288
STEPS: Final = 4
ROUND: Final = (4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40)


@dataclass(frozen=True, slots=True)
class Showing:
    """One broadcast: its viewers, and the posts about it. None is not available; no post at all is 0."""

    key: str
    title: str
    at: datetime
    viewers: int | None
    share: int | None
    posts: int | None
    interactions: int | None
    in_grid: bool


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Viewers from left to right, posts or interactions upwards; both from 0."""

    dots: tuple[Dot, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Crossed:
    """`by`: interactions or posts. Showings in the order of the calendar."""

    by: str
    showings: tuple[Showing, ...]
    found: Crossing
    chart: Chart | None


def crossed(scope: Scope, user: User, *, by: str) -> Crossed:
    """Three queries and the readings of the posts."""
    files = files_of(user, scope.production).filter(kind=DataFile.Kind.RATINGS)
    ratings = Rating.objects.filter(file__in=files, aired_at__date__range=(scope.first, scope.last))
    if scope.programme is not None:
        ratings = ratings.filter(broadcast__programme=scope.programme)
    rated = list(ratings.select_related("broadcast").order_by("aired_at", "-file_id", "pk"))
    around = scope.during(scope.first - BEFORE, scope.last)
    posts = posts_of(records_in(_bare(around), user).select_related("account"))
    showings = tuple(_showings(rated, posts))
    posted = {
        one.key: value
        for one in showings
        if (value := one.interactions if by == "interactions" else one.posts) is not None
    }
    found = cross([(one.key, one.viewers) for one in showings], posted)
    return Crossed(by, showings, found, _chart(found))


def _bare(scope: Scope) -> Scope:
    """Posts about a broadcast need not be tied to its programme."""
    return Scope(scope.production, scope.first, scope.last, account=scope.account)


def _showings(rated: Sequence[Rating], posts: Sequence[Post]) -> Iterable[Showing]:
    """A second rating of one broadcast, from an older file, is left out."""
    days = [to_brussels(post.record.published_at) for post in posts]
    seen: set[tuple[object, datetime]] = set()
    for rating in rated:
        identity = (rating.broadcast_id or rating.title, rating.aired_at)
        if identity in seen:
            continue
        seen.add(identity)
        about = [post for post in posts if _is_about(post, rating)]
        known = [value for post in about if (value := post.value("interactions")) is not None]
        # Before the first and after the last post known, silence is ignorance.
        covered = bool(days) and min(days) - BEFORE <= rating.aired_at <= max(days) + BEFORE
        yield Showing(
            f"{to_brussels(rating.aired_at):%Y-%m-%d %H:%M} {rating.title}",
            rating.title,
            rating.aired_at,
            rating.viewers,
            rating.share_permille,
            len(about) if about or covered else None,
            sum(known) if known else (0 if covered and not about else None),
            rating.broadcast_id is not None,
        )


def _is_about(post: Post, rating: Rating) -> bool:
    record = post.record
    if record.broadcast_id is not None:
        return record.broadcast_id == rating.broadcast_id
    return rating.aired_at - BEFORE <= record.published_at <= rating.aired_at + AFTER


def _chart(found: Crossing) -> Chart | None:
    if not found.pairs:
        return None
    most_x = _round(max(pair.viewers for pair in found.pairs))
    most_y = _round(max(pair.posted for pair in found.pairs))
    return Chart(
        tuple(Dot(_x(pair.viewers, most_x), _y(pair.posted, most_y), pair.broadcast) for pair in found.pairs),
        tuple(Tick(_x(most_x * at // STEPS, most_x), most_x * at // STEPS) for at in range(STEPS + 1)),
        tuple(Tick(_y(most_y * at // STEPS, most_y), most_y * at // STEPS) for at in range(STEPS + 1)),
    )


def _x(value: int, most: int) -> float:
    return round(LEFT + value / most * (WIDE - LEFT - 24), 1)


def _y(value: int, most: int) -> float:
    return round(FOOT - value / most * (FOOT - 16), 1)


def _round(most: int) -> int:
    """The next round number that four steps divide."""
    unit = 1
    while True:
        for step in ROUND:
            if most <= unit * step and not unit * step % STEPS:
                return unit * step
        unit *= 10
