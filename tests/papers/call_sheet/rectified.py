"""The second rectification of day 15, compared with the first version, and readings of its paper."""

from dataclasses import replace

import pypdfium2

from coulisse.papers.call_sheet import Revision, differences
from tests.papers.la_drache import FIRST, SECOND_AT, THIRD

REVISION = Revision(number=2, replaces=1, replaces_at=SECOND_AT)
DIFFERENCES = differences(FIRST, replace(THIRD, revision=REVISION))
SHEET = DIFFERENCES.sheet


def pages_of(paper: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper)]


def smoothed(text: str) -> str:
    """Lines joined and all spaces alike: where a cell breaks its line is not our promise."""
    return " ".join(text.split())
