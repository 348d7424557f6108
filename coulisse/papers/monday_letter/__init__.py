"""La lettre du lundi / de maandagbrief / the Monday letter: what the public said of a programme in one week.

A letter, not a dashboard: one sentence, four figures, the curve with its cause, themes, voices, what we ask, how
to read it. A4, DOCX and CSV of the same content.
"""

from coulisse.papers.monday_letter.compose import monday_letter
from coulisse.papers.monday_letter.proposals import proposed
from coulisse.papers.monday_letter.records import ApartTold, Ask, Changed, LetterRecord, Quote

__all__ = ["ApartTold", "Ask", "Changed", "LetterRecord", "Quote", "monday_letter", "proposed"]
