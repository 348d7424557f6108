"""What the floor announces, a file a slice. Links import from here and from nowhere deeper."""

from coulisse.desks.floor.facts import breakdown, callsheets, crew, dailies, schedule, script

__all__ = ["breakdown", "callsheets", "crew", "dailies", "schedule", "script"]
