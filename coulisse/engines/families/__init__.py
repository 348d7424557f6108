"""Families of messages that say the same: see docs/engines/families.md."""

from coulisse.engines.families.apart import EXCEPTIONAL, additions
from coulisse.engines.families.grouping import Families, NoSuchFamily, founded, read_ahead
from coulisse.engines.families.joining import Join, joins
from coulisse.engines.families.records import Apart, Family, Message, Placement, Reason

__all__ = [
    "EXCEPTIONAL",
    "Apart",
    "Families",
    "Family",
    "Join",
    "Message",
    "NoSuchFamily",
    "Placement",
    "Reason",
    "additions",
    "founded",
    "joins",
    "read_ahead",
]
