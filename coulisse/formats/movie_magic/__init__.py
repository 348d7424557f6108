"""Movie Magic Scheduling: its Breakdown Report and its Shooting Schedule, as the PDFs that it prints.

unverified: no sample of the program could be had. The readers follow the published lists of the two reports'
fields (Entertainment Partners' guide of Movie Magic Scheduling) and take them in any order, label before value,
elements in columns under the name of their category. What they don't know is a problem with its page and line;
nothing is guessed. Lengths are counts of eighths of a page.

The text is laid out anew from the place of each sign on the page: columns stay columns, whatever order the PDF
was written in.
"""

from coulisse.formats.movie_magic.read import read_breakdown_report, read_either, read_shooting_schedule
from coulisse.formats.movie_magic.records import (
    BreakdownReport,
    ScheduledDay,
    ScheduledStrip,
    Sheet,
    SheetElement,
    ShootingSchedule,
)

__all__ = [
    "BreakdownReport",
    "ScheduledDay",
    "ScheduledStrip",
    "Sheet",
    "SheetElement",
    "ShootingSchedule",
    "read_breakdown_report",
    "read_either",
    "read_shooting_schedule",
]
