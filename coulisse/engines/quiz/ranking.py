"""Who won a quiz: by points, then by the nearest guess at the tie-break question, then by time. Never by lot.

An answer counts from the second its question is released until it closes, and the first one is the answer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from coulisse.kernel.times import NaiveTime, elapsed


class PlayerTwice(ValueError):
    """Two entries of one player."""


class QuestionTwice(ValueError):
    """Two questions of one key, or one that closes before it opens."""


class Excluded(StrEnum):
    """Why somebody isn't ranked."""

    UNDER_AGE = "under_age"
    AGE_NOT_DECLARED = "age_not_declared"
    RULES_NOT_ACCEPTED = "rules_not_accepted"


@dataclass(frozen=True, slots=True)
class Player:
    """An entry. `birth_year` as declared, None if not asked; `declares_age`: "I am old enough" is ticked."""

    key: str
    birth_year: int | None = None
    declares_age: bool = False
    accepts_rules: bool = False
    guess: Fraction | None = None
    """The answer to the tie-break question."""


@dataclass(frozen=True, slots=True)
class Question:
    """`right`: the keys of the right choices. Open from `opens` to `closes` (excluded), both aware."""

    key: str
    right: frozenset[str]
    opens: datetime
    closes: datetime
    points: int = 1


@dataclass(frozen=True, slots=True)
class Answer:
    """What a player chose, as received at `at`."""

    player: str
    question: str
    choice: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """`off`: how far the guess was (None without one); `time`: over all right answers. Equal in all: one rank."""

    rank: int
    player: str
    points: int
    off: Fraction | None
    time: timedelta
    is_tied: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """Places in order, and who isn't ranked, why."""

    places: tuple[Place, ...]
    excluded: tuple[tuple[str, Excluded], ...]


def excluded(player: Player, *, year: int, least_age: int) -> Excluded | None:
    """Why this player may not take part in a contest of that year.

    `least_age` is a dated value of the caller. A year of birth alone leaves a doubt in the year in which it is
    reached: then the declaration decides.
    """
    if not player.accepts_rules:
        return Excluded.RULES_NOT_ACCEPTED
    if player.birth_year is not None:
        reached = year - player.birth_year
        if reached < least_age:
            return Excluded.UNDER_AGE
        if reached > least_age:
            return None
    return None if player.declares_age else Excluded.AGE_NOT_DECLARED


def rank(
    players: Iterable[Player],
    questions: Sequence[Question],
    answers: Iterable[Answer],
    *,
    tie_break: Fraction,
    year: int,
    least_age: int,
) -> Ranking:
    """The ranking; the order in which rows come doesn't matter. Raises PlayerTwice, QuestionTwice, NaiveTime.

    `tie_break` is the true number. A player without a guess comes after those with one.
    """
    listed = sorted(players, key=lambda one: one.key)
    if len({one.key for one in listed}) < len(listed):
        raise PlayerTwice("two entries of one player")
    asked = _checked(questions)
    out = {one.key: why for one in listed if (why := excluded(one, year=year, least_age=least_age)) is not None}
    firsts = _firsts(asked, answers)
    scores = []
    for player in listed:
        if player.key not in out:
            points, time = _score(asked, firsts.get(player.key, {}))
            off = None if player.guess is None else abs(player.guess - tie_break)
            scores.append(((-points, off is None, off or Fraction(0), time), player.key, points, off, time))
    scores.sort(key=lambda score: score[:2])
    equals = Counter(score[0] for score in scores)
    ranks: dict[object, int] = {}
    for number, score in enumerate(scores, 1):
        ranks.setdefault(score[0], number)
    places = tuple(
        Place(ranks[key], player, points, off, time, equals[key] > 1) for key, player, points, off, time in scores
    )
    return Ranking(places, tuple(sorted(out.items())))


def _checked(questions: Sequence[Question]) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for one in questions:
        if one.key in found or elapsed(one.opens, one.closes) <= timedelta():
            raise QuestionTwice(one.key)
        found[one.key] = one
    return found


def _firsts(asked: Mapping[str, Question], answers: Iterable[Answer]) -> dict[str, dict[str, Answer]]:
    """The first answer in time of each player to each question; at one instant, the choice first by its key."""
    found: dict[str, dict[str, Answer]] = defaultdict(dict)
    for one in sorted(answers, key=lambda answer: (_instant(answer.at), answer.choice)):
        question = asked.get(one.question)
        if question and _instant(question.opens) <= _instant(one.at) < _instant(question.closes):
            found[one.player].setdefault(one.question, one)
    return found


def _score(asked: Mapping[str, Question], given: Mapping[str, Answer]) -> tuple[int, timedelta]:
    points, time = 0, timedelta()
    for key, answer in given.items():
        question = asked[key]
        if answer.choice in question.right:
            points += question.points
            time += elapsed(question.opens, answer.at)
    return points, time


def _instant(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise NaiveTime(f"{moment.isoformat()} has no offset")
    return moment.astimezone(UTC)
