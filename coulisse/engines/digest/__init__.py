"""What a report counts, and how it says it: see docs/engines/digest.md."""

from coulisse.engines.digest.anonymise import Cut, Proposed, anonymised
from coulisse.engines.digest.behind import behind
from coulisse.engines.digest.comparing import Change, Verdict, compared
from coulisse.engines.digest.complaints import Complaint, ComplaintsTold, Line, complaints_told
from coulisse.engines.digest.counting import Count, Quarters, median_minutes, quarters, shares, tally
from coulisse.engines.digest.moving import Move, moves
from coulisse.engines.digest.quoting import best_sentences
from coulisse.engines.digest.records import OTHER, Frame, Row
from coulisse.engines.digest.reviving import plain, revived
from coulisse.engines.digest.telling import Apart, Delay, FamilyTold, Month, Told, told
from coulisse.engines.digest.voices import Voice, chosen

__all__ = [
    "OTHER",
    "Apart",
    "Change",
    "Complaint",
    "ComplaintsTold",
    "Count",
    "Cut",
    "Delay",
    "FamilyTold",
    "Frame",
    "Line",
    "Month",
    "Move",
    "Proposed",
    "Quarters",
    "Row",
    "Told",
    "Verdict",
    "Voice",
    "anonymised",
    "behind",
    "best_sentences",
    "chosen",
    "compared",
    "complaints_told",
    "median_minutes",
    "moves",
    "plain",
    "quarters",
    "revived",
    "shares",
    "tally",
    "told",
]
