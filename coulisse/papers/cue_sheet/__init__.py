"""Relevé musical / muzieklijst / cue sheet: every music of a film, for the societies and the broadcasters."""

from coulisse.papers.cue_sheet.page import cue_sheet
from coulisse.papers.cue_sheet.records import CueLine, CueSheet
from coulisse.papers.cue_sheet.workbook import cue_sheet_xlsx

__all__ = ["CueLine", "CueSheet", "cue_sheet", "cue_sheet_xlsx"]
