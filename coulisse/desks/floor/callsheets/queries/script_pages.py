"""The sides of a day: the pages of the current draft that hold its scenes, for one person by name."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from coulisse.desks.floor.callsheets.models import CallSheet
from coulisse.desks.floor.schedule.queries.days import day_sheet
from coulisse.desks.floor.script.queries import current_draft, current_manuscript
from coulisse.engines.screenplay import Page, paginate
from coulisse.kernel.language import Language
from coulisse.kernel.screenplay import Manuscript, ParagraphKind
from coulisse.kernel.times import to_brussels
from coulisse.papers.sides import NothingOfTheDay, Sides, SidesPage, SidesParagraph, of_the_day


def sides_of(sheet: CallSheet, *, person: str, at: datetime) -> Sides:
    """The copy of one person. Raises NothingOfTheDay without a screenplay, a day or a scene."""
    production, day = sheet.production, sheet.day
    manuscript, draft = current_manuscript(production), current_draft(production)
    if manuscript is None or day is None:
        raise NothingOfTheDay(str(sheet))
    planned = day_sheet(day)
    numbers = {strip.number.split(" ")[0] for strip in planned.scenes}
    laid = paginate(manuscript, language=Language(production.language))
    pages = of_the_day([_page(page, manuscript) for page in laid.pages], numbers)
    return Sides(
        film=production.title,
        house=production.company.name,
        day=planned.number or sheet.number,
        of=planned.total,
        date=sheet.date,
        at=to_brussels(at),
        person=person,
        pages=pages,
        draft=f"v{draft.number} {draft.name}".strip() if draft else "",
    )


def _page(page: Page, manuscript: Manuscript) -> SidesPage:
    return SidesPage(str(page.number), tuple(_paragraphs(page, manuscript)))


def _paragraphs(page: Page, manuscript: Manuscript) -> Iterator[SidesParagraph]:
    """What of each paragraph stands on this page; what the page adds itself (« SUITE ») is a line of its own."""
    for place, lines in groupby(page.lines, key=lambda line: line.paragraph):
        held = list(lines)
        if place is None:
            yield from (SidesParagraph(ParagraphKind.CHARACTER, line.text) for line in held)
            continue
        paragraph = manuscript.paragraphs[place]
        text = paragraph.text[held[0].start : held[-1].end]
        yield SidesParagraph(paragraph.kind, text, paragraph.number or "", is_revised=bool(paragraph.revision))
