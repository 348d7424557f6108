"""What something is worth reading, with its reasons: each a code and its points. Pure.

A keyword gives its weight, twice where it stands in the title or as a tag; an unwanted one takes away. Whatever no
keyword is found in is worth nothing, however fresh and frequent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FRESH: Final = ((timedelta(hours=24), 2), (timedelta(hours=72), 1))
MOST_SPREAD: Final = 3
RISING: Final = 3
PROMINENT: Final = frozenset({"tag", "title"})


@dataclass(frozen=True, slots=True)
class KeywordHit:
    """`place` is tag, title or text; `is_rising`: it is said more often that day than usual."""

    keyword: str
    weight: int
    place: str
    is_rising: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """`code` is keyword, unwanted, rising, fresh or spread."""

    code: str
    points: int
    keyword: str = ""
    place: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Score:
    total: int
    reasons: tuple[Reason, ...]


def score(hits: Sequence[KeywordHit], *, said_at: datetime, at: datetime, elsewhere: int = 0) -> Score:
    """`elsewhere`: in how many other places the same stands.

    >>> hit = KeywordHit("#namurfest", 4, "tag")
    >>> found = score([hit], said_at=datetime(2027, 4, 15), at=datetime(2027, 4, 16, 9))
    >>> found.total, [(one.code, one.points) for one in found.reasons]
    (9, [('keyword', 8), ('fresh', 1)])
    """
    reasons = [_of_keyword(hit) for hit in sorted(hits, key=lambda hit: (-hit.weight, hit.keyword))]
    if not any(one.points > 0 for one in reasons):
        return Score(min(0, sum(one.points for one in reasons)), tuple(reasons))
    reasons += [Reason("rising", RISING, hit.keyword) for hit in hits if hit.is_rising and hit.weight > 0][:1]
    fresh = next((points for age, points in FRESH if at - said_at <= age), 0)
    if fresh:
        reasons.append(Reason("fresh", fresh))
    if elsewhere:
        reasons.append(Reason("spread", min(elsewhere, MOST_SPREAD), count=elsewhere))
    return Score(sum(one.points for one in reasons), tuple(reasons))


def _of_keyword(hit: KeywordHit) -> Reason:
    if hit.weight < 0:
        return Reason("unwanted", hit.weight, hit.keyword, hit.place)
    return Reason("keyword", hit.weight * (2 if hit.place in PROMINENT else 1), hit.keyword, hit.place)
