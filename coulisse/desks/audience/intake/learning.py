"""What corrections have taught, kept in the process: felt at once here, caught up by every other process.

The rows of `Correction` are the truth. Each learner remembers which rows it has read; new ones are learned one by
one, and a row that was changed or erased has the learner made anew from what stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import RLock
from typing import Final

from django.db.models import Count, Max, Q

from coulisse.desks.audience.intake.models import Correction
from coulisse.engines.triage.learner import Example, Learner

KIND: Final = "kind"
MOST: Final = 4_000
"""Examples of one subject that are learned, the latest: enough to be sure, and quickly read by a new process."""
Stamp = tuple[int, int, datetime]


@dataclass(slots=True)
class _Held:
    learner: Learner
    stamp: Stamp
    last: int
    """The newest row that was read."""


_held: dict[str, _Held] = {}
_lock: Final = RLock()


def learners() -> dict[str, Learner]:
    """A learner for each subject that somebody has corrected, up to date. One query when nothing is new."""
    rows = Correction.objects.values("about").annotate(many=Count("pk"), last=Max("pk"), at=Max("at"))
    stamps: dict[str, Stamp] = {row["about"]: (row["many"], row["last"], row["at"]) for row in rows.order_by()}
    with _lock:
        for about in [about for about in _held if about not in stamps]:
            del _held[about]
        return {about: _fresh(about, stamp) for about, stamp in stamps.items()}


def learner(about: str) -> Learner | None:
    """The learner of one subject, None where nobody has corrected it."""
    row = Correction.objects.filter(about=about).aggregate(many=Count("pk"), last=Max("pk"), at=Max("at"))
    with _lock:
        if not row["many"]:
            _held.pop(about, None)
            return None
        return _fresh(about, (row["many"], row["last"], row["at"]))


def forget_all() -> None:
    """Let go of what is kept: the next question reads the rows again."""
    with _lock:
        _held.clear()


def _fresh(about: str, stamp: Stamp) -> Learner:
    held = _held.get(about)
    if held is not None and held.stamp == stamp:
        return held.learner
    if held is not None and _caught_up(about, held, stamp):
        return held.learner
    held = _held[about] = _made(about, stamp)
    return held.learner


def _caught_up(about: str, held: _Held, stamp: Stamp) -> bool:
    """Learn the rows that came since; False where a known row has changed or gone."""
    is_new = Q(pk__gt=held.last) | Q(at__gt=held.stamp[2])
    news = list(Correction.objects.filter(is_new, about=about).order_by("pk")[: MOST + 1])
    if held.stamp[0] + len(news) != stamp[0] or len(news) > MOST or (news and news[0].pk <= held.last):
        return False
    for row in news:
        held.learner.add_label(row.label)
        held.learner.learn(row.text, row.label)
    held.stamp, held.last = stamp, max([held.last, *(row.pk for row in news)])
    return True


def _made(about: str, stamp: Stamp) -> _Held:
    rows = list(Correction.objects.filter(about=about).order_by("-pk")[:MOST])[::-1]
    examples = [Example(row.text, row.label) for row in rows]
    made = Learner({example.label for example in examples}, examples)
    return _Held(made, stamp, rows[-1].pk if rows else 0)


def by_set(known: Mapping[str, Learner]) -> dict[str, Learner]:
    """Those of the sets of topics."""
    return {about: one for about, one in known.items() if about != KIND}
