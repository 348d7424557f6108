"""From a screenplay to its first plan and the papers of it, without a database.

`plan_of` reads scenes, elements and days out of a manuscript; `papers_of` prints them; `write_files` puts them
into a folder. The engines compute and the papers print: what stands here translates between their records.
"""

from coulisse.house.planning.files import WouldReplaceTheScript, Written, papers_of, write_files
from coulisse.house.planning.records import Element, Plan, PlannedDay, PlannedScene, Use
from coulisse.house.planning.script import EIGHTHS_A_DAY, NothingToShoot, Terms, plan_of
from coulisse.house.planning.words import WORDS

__all__ = [
    "EIGHTHS_A_DAY",
    "WORDS",
    "Element",
    "NothingToShoot",
    "Plan",
    "PlannedDay",
    "PlannedScene",
    "Terms",
    "Use",
    "WouldReplaceTheScript",
    "Written",
    "papers_of",
    "plan_of",
    "write_files",
]
