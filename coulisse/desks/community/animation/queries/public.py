"""What the public's pages show: the stage of a game, polls counted, results, and how to check a draw."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Final

from coulisse.desks.community.animation.models import Animation, Entrant, GameQuestion, Given, Standing
from coulisse.desks.community.animation.participation import browser_hash, takes_entries
from coulisse.foundation.ui.translated import in_language

SHOWN: Final = 20
"""How many of a ranking everybody sees."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a quiz is: `wait` before a question, `open`, `closed` after it, `over`, `published`.

    A question that is released but has not reached the public yet (the delay) is not told.
    """

    name: str
    question: GameQuestion | None
    of: int

    @property
    def told(self) -> dict[str, Any]:
        """What changes when the stage does, and nothing that one could cheat with."""
        one = self.question
        return {
            "stage": self.name,
            "question": one.position if one else 0,
            "of": self.of,
            "closes": int(one.closes_at.timestamp() * 1000)
            if one and one.closes_at and self.name == "open"
            else 0,
        }

    @property
    def tag(self) -> str:
        """Of the short answer: the same while nothing happens."""
        return hashlib.sha256(json.dumps(self.told, sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Choice:
    number: int
    label: str
    is_mine: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One option of a poll: how many chose it, of how many who answered."""

    label: str
    n: int
    percent: int


@dataclass(frozen=True, slots=True)
class Counted:
    """One question of a poll."""

    label: str
    n: int
    bars: tuple[Bar, ...]
    is_several: bool


def stage_of(animation: Animation, *, at: datetime) -> Stage:
    """One query."""
    questions = list(animation.questions.all())
    shown = [one for one in questions if one.opens_at is not None and one.opens_at <= at]
    last = max(shown, key=lambda one: (one.opens_at, one.position), default=None) if shown else None
    if animation.state != Animation.State.OPEN:
        is_settled = animation.state == Animation.State.SETTLED
        return Stage("published" if is_settled else "over", last, len(questions))
    if last is None or last.closes_at is None:
        return Stage("wait", None, len(questions))
    return Stage("open" if at < last.closes_at else "closed", last, len(questions))


def entrant_with(animation: Animation, key: str) -> Entrant | None:
    """Who this browser is, if it took part."""
    if not key:
        return None
    return Entrant.objects.filter(animation=animation, key_hash=browser_hash(animation, key)).first()


def choices_of(stage: Stage, entrant: Entrant | None, language: str) -> tuple[Choice, ...]:
    """The options of the stage's question; which are right only once nobody can answer any more."""
    one = stage.question
    if one is None:
        return ()
    given = Given.objects.filter(entrant=entrant, question=one).first() if entrant else None
    mine = set(given.choices) if given else set()
    tells = stage.name != "open"
    return tuple(
        Choice(number, in_language(option, language), number in mine, tells and number in one.right)
        for number, option in enumerate(one.options)
    )


def counted(animation: Animation, language: str) -> tuple[Counted, ...]:
    """A poll, question by question; two queries."""
    given = Given.objects.filter(question__animation=animation, entrant__excluded="")
    by_question: dict[int, list[list[int]]] = {}
    for question, choices in given.values_list("question_id", "choices"):
        by_question.setdefault(question, []).append(choices)
    return tuple(_counted(one, by_question.get(one.pk, []), language) for one in animation.questions.all())


def _counted(question: GameQuestion, answers: Sequence[Sequence[int]], language: str) -> Counted:
    n = len(answers)
    many = Counter(choice for choices in answers for choice in choices)
    bars = tuple(
        Bar(in_language(option, language), many[number], _percent(many[number], n))
        for number, option in enumerate(question.options)
    )
    return Counted(in_language(question.labels, language), n, bars, question.most > 1)


def _percent(part: int, whole: int) -> int:
    """Rounded half up; of nothing, nothing."""
    return int(Fraction(100 * part, whole) + Fraction(1, 2)) if whole else 0


def shows_result(animation: Animation, at: datetime) -> bool:
    """Whether the public may read the figures now."""
    return animation.shows_live or not (animation.state == Animation.State.OPEN and takes_entries(animation, at))


def standing_of(animation: Animation) -> Standing | None:
    return Standing.objects.filter(animation=animation).first()


def shown_ideas(animation: Animation) -> list[Entrant]:
    """What came in on a call and was let through."""
    rows = animation.entrants.filter(shown_at__isnull=False, excluded="").exclude(words="")
    return list(rows.order_by("-shown_at")[:100])
