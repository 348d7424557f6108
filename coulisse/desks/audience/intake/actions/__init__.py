"""What is done with what comes in, a file a subject. What other slices call:

receive(incoming, by=…, at=…)                       the only way in
note, assign, close, reopen, mark_spam, mark_read   what becomes of one conversation
route(conversation=…, to=…)                         another desk looks at it
file_under(conversations=…, production=…)           a production for what had none
correct(conversation=…, about=…, label=…)           a label given or confirmed, learned at once
"""

from coulisse.desks.audience.intake.actions.correcting import Corrected, NothingWritten, UnknownLabel, correct
from coulisse.desks.audience.intake.actions.filing import (
    EmptyNote,
    UnknownDesk,
    assign,
    close,
    file_under,
    mark_read,
    mark_spam,
    note,
    reopen,
    route,
)
from coulisse.desks.audience.intake.actions.receiving import (
    KeyMissing,
    TooManyTogether,
    UnknownChannel,
    receive,
)

__all__ = [
    "Corrected",
    "EmptyNote",
    "KeyMissing",
    "NothingWritten",
    "TooManyTogether",
    "UnknownChannel",
    "UnknownDesk",
    "UnknownLabel",
    "assign",
    "close",
    "correct",
    "file_under",
    "mark_read",
    "mark_spam",
    "note",
    "receive",
    "reopen",
    "route",
]
