"""The table of contents of the desk's rows, slice by slice, so that the desk is one application."""

from coulisse.desks.floor.breakdown.models import Category, Companion, Element, Tag
from coulisse.desks.floor.callsheets.models import Block, Call, CallSheet, Delivery, Print, Revision
from coulisse.desks.floor.crew.models import Casting, CrewMember, Obstacle
from coulisse.desks.floor.dailies.models import (
    Check,
    Incident,
    Mark,
    Note,
    Presence,
    Report,
    SceneDone,
    ShootingDay,
    Signature,
)
from coulisse.desks.floor.schedule.models import Board, Day, Edit, ElementEvent, Proposal, Strip
from coulisse.desks.floor.script.models import Draft, Paper, Scene, Set

__all__ = [
    "Block",
    "Board",
    "Call",
    "CallSheet",
    "Casting",
    "Category",
    "Check",
    "Companion",
    "CrewMember",
    "Day",
    "Delivery",
    "Draft",
    "Edit",
    "Element",
    "ElementEvent",
    "Incident",
    "Mark",
    "Note",
    "Obstacle",
    "Paper",
    "Presence",
    "Print",
    "Proposal",
    "Report",
    "Revision",
    "Scene",
    "SceneDone",
    "Set",
    "ShootingDay",
    "Signature",
    "Strip",
    "Tag",
]
