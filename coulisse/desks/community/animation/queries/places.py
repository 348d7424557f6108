"""Where a player stands once a question is closed: counted once for everybody, then kept in the process.

A thousand telephones ask within two seconds of each closing. The first one has the ranking counted; the others
cost one short query, which says whether the answers are still those that were counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Final

from coulisse.desks.community.animation.models import Animation, Entrant, Given
from coulisse.desks.community.animation.queries.public import Stage
from coulisse.desks.community.animation.queries.ranking import engine_ranking

KEPT: Final = 8
"""Rankings that a process holds: one of each quiz that is on air."""
_ONE_AT_A_TIME: Final = Lock()


@dataclass(frozen=True, slots=True)
class Standpoint:
    """One's own place, among how many. `is_tied`: equal in all to somebody."""

    rank: int
    of: int
    is_tied: bool


def place_of(animation: Animation, stage: Stage, me: Entrant | None) -> Standpoint | None:
    """After the question that has just closed, and only then: whoever came in later has no place yet.

    Not once the quiz is over: a person may still decide among equals, and the result is published. One query;
    three more for the first who asks.
    """
    one = stage.question
    if me is None or me.excluded or stage.name != "closed" or one is None or one.closes_at is None:
        return None
    answers = Given.objects.filter(question=one, entrant__excluded="").count()
    with _ONE_AT_A_TIME:
        return _places(animation, one.closes_at, answers).get(me.code)


@lru_cache(maxsize=KEPT)
def _places(animation: Animation, closed_at: datetime, answers: int) -> Mapping[str, Standpoint]:
    """By code. `answers` to the last question: one that was on its way, or an entry ruled out, counts anew."""
    found = engine_ranking(animation, at=closed_at).places
    return {one.player: Standpoint(one.rank, len(found), one.is_tied) for one in found}
