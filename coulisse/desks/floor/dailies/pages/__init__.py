"""The page of the day, and the pages of its report."""

from coulisse.desks.floor.dailies.pages.report import close, paper, reopen, report, reports, sign
from coulisse.desks.floor.dailies.pages.today import (
    arrive,
    begin_checks,
    begin_scene,
    incident,
    mark,
    note,
    person,
    scene,
    tick,
    today_,
    unmark,
    untick,
)
from coulisse.desks.floor.dailies.pages.unforeseen import apply_unforeseen, unforeseen

__all__ = [
    "apply_unforeseen",
    "arrive",
    "begin_checks",
    "begin_scene",
    "close",
    "incident",
    "mark",
    "note",
    "paper",
    "person",
    "reopen",
    "report",
    "reports",
    "scene",
    "sign",
    "tick",
    "today_",
    "unforeseen",
    "unmark",
    "untick",
]
