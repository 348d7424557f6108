"""Rows → the engine's records → a ranking. What a person decided about equal ranks is laid over it, and said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from coulisse.desks.community.animation.models import Animation, Entrant, GameDecision, GameQuestion, Given
from coulisse.desks.community.animation.participation import year_of
from coulisse.engines.quiz import Answer, Place, Player, Question, Ranking, rank


@dataclass(frozen=True, slots=True)
class RankRow:
    """One place. `off`: how far the guess was, None without one. `wins`: within the number of winners.

    `is_tied`: equal in all to somebody, and nobody has decided yet; `is_decided`: a person did.
    """

    rank: int
    code: str
    name: str
    points: int
    off: Fraction | None
    seconds: float
    is_tied: bool
    is_decided: bool
    wins: bool

    def as_json(self) -> dict[str, Any]:
        return {
            "rank": self.rank,
            "code": self.code,
            "name": self.name,
            "points": self.points,
            "off": None if self.off is None else f"{float(self.off):.2f}",
            "seconds": f"{self.seconds:.1f}",
            "tied": self.is_tied,
            "decided": self.is_decided,
            "wins": self.wins,
        }


def engine_ranking(animation: Animation, *, at: datetime) -> Ranking:
    """What the engine says of the questions that were open by then, and of who had joined; three queries."""
    asked = [
        _question(one)
        for one in animation.questions.all()
        if one.opens_at is not None and one.closes_at is not None and one.opens_at <= at
    ]
    entrants = Entrant.objects.filter(animation=animation, excluded="", joined_at__lte=at)
    given = Given.objects.filter(question__animation=animation, entrant__excluded="")
    return rank(
        [_player(one) for one in entrants],
        asked,
        [
            Answer(code, str(question), str(choices[0]), when)
            for code, question, choices, when in given.values_list("entrant__code", "question_id", "choices", "at")
        ],
        tie_break=Fraction(animation.tie_answer or 0),
        year=year_of(animation),
        least_age=animation.least_age,
    )


def ranking_of(animation: Animation, *, at: datetime) -> tuple[RankRow, ...]:
    """The ranking as it stands, with pseudonyms; five queries."""
    found = engine_ranking(animation, at=at)
    names = dict(animation.entrants.values_list("code", "pseudonym"))
    decided = {one.rank: one for one in animation.decisions.all()}
    return tuple(_rows(found.places, names, decided, animation.winners))


def _rows(
    places: Sequence[Place], names: Mapping[str, str], decided: Mapping[int, GameDecision], winners: int
) -> Iterable[RankRow]:
    ordered: list[tuple[int, Place, bool]] = []
    for place in places:
        decision = decided.get(place.rank) if place.is_tied else None
        if decision is not None and place.player in decision.codes:
            ordered.append((place.rank + decision.codes.index(place.player), place, True))
        else:
            ordered.append((place.rank, place, False))
    # Equals stand in the order of their names: the list itself draws no lots.
    ordered.sort(key=lambda one: (one[0], names.get(one[1].player, "").casefold(), one[1].player))
    for number, place, is_decided in ordered:
        yield RankRow(
            rank=number,
            code=place.player,
            name=names.get(place.player, "") or place.player,
            points=place.points,
            off=place.off,
            seconds=place.time.total_seconds(),
            is_tied=place.is_tied and not is_decided,
            is_decided=is_decided,
            wins=number <= winners,
        )


def ties_to_decide(rows: Sequence[RankRow], winners: int) -> tuple[tuple[RankRow, ...], ...]:
    """Groups that share a rank on which a prize hangs: a person decides by the rules."""
    groups: dict[int, list[RankRow]] = {}
    for row in rows:
        if row.is_tied and row.rank <= winners:
            groups.setdefault(row.rank, []).append(row)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def _player(entrant: Entrant) -> Player:
    return Player(
        key=entrant.code,
        birth_year=entrant.birth_year,
        declares_age=entrant.declares_age,
        accepts_rules=entrant.accepted_at is not None,
        guess=None if entrant.guess is None else Fraction(entrant.guess),
    )


def _question(row: GameQuestion) -> Question:
    assert row.opens_at is not None and row.closes_at is not None  # the caller chose those
    return Question(str(row.pk), frozenset(map(str, row.right)), row.opens_at, row.closes_at, row.points)
