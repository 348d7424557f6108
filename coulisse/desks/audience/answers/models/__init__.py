"""Rows of the answers: wordings and who approves them; drafts, answers and what became of them."""

from coulisse.desks.audience.answers.models.sent import (
    Answer,
    AnswerSettings,
    BulkAnswer,
    Draft,
    Heard,
    HouseWord,
    Receipt,
)
from coulisse.desks.audience.answers.models.wordings import Decision, Seat, SeatHolder, Wording, WordingVersion

__all__ = [
    "Answer",
    "AnswerSettings",
    "BulkAnswer",
    "Decision",
    "Draft",
    "Heard",
    "HouseWord",
    "Receipt",
    "Seat",
    "SeatHolder",
    "Wording",
    "WordingVersion",
]
