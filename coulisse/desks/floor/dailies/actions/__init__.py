"""Writing the day: the clock, the check-list, who is there, what was shot, what went wrong, the report."""

from coulisse.desks.floor.dailies.actions.checks import begin_checks, tick, untick
from coulisse.desks.floor.dailies.actions.clock import HoursOutOfOrder, mark, unmark
from coulisse.desks.floor.dailies.actions.incidents import is_known, keep_note, report_incident
from coulisse.desks.floor.dailies.actions.order import BoardClosed, apply_order
from coulisse.desks.floor.dailies.actions.people import LeavesBeforeArriving, note_presence
from coulisse.desks.floor.dailies.actions.report import (
    AlreadySigned,
    ReportIsClosed,
    ReportIsOpen,
    close,
    edit_figures,
    reopen,
    report_of,
    sign,
)
from coulisse.desks.floor.dailies.actions.scenes import begin_scene, note_scene

__all__ = [
    "AlreadySigned",
    "BoardClosed",
    "HoursOutOfOrder",
    "LeavesBeforeArriving",
    "ReportIsClosed",
    "ReportIsOpen",
    "apply_order",
    "begin_checks",
    "begin_scene",
    "close",
    "edit_figures",
    "is_known",
    "keep_note",
    "mark",
    "note_presence",
    "note_scene",
    "reopen",
    "report_incident",
    "report_of",
    "sign",
    "tick",
    "unmark",
    "untick",
]
