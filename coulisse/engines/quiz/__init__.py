"""Contests: a ranking by skill, and draws that anybody can check: see docs/engines/quiz.md."""

from coulisse.engines.quiz.lots import (
    Draw,
    DrawNotAuthorised,
    EntrantTwice,
    SeedTooShort,
    TooManyPlaces,
    commitment,
    draw,
    verify,
)
from coulisse.engines.quiz.ranking import (
    Answer,
    Excluded,
    Place,
    Player,
    PlayerTwice,
    Question,
    QuestionTwice,
    Ranking,
    excluded,
    rank,
)

__all__ = [
    "Answer",
    "Draw",
    "DrawNotAuthorised",
    "EntrantTwice",
    "Excluded",
    "Place",
    "Player",
    "PlayerTwice",
    "Question",
    "QuestionTwice",
    "Ranking",
    "SeedTooShort",
    "TooManyPlaces",
    "commitment",
    "draw",
    "excluded",
    "rank",
    "verify",
]
