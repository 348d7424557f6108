"""The cue sheet on paper and as a workbook, in the language asked for."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from coulisse.desks.office.rights.models import Work
from coulisse.desks.office.rights.queries.music import cue_sheet as lines_of
from coulisse.kernel.times import to_brussels
from coulisse.papers.cue_sheet import CueLine, CueSheet, cue_sheet, cue_sheet_xlsx

LANGUAGES: Final = ("fr", "nl", "en")


def cue_sheet_pdf(film: Work, *, language: str, at: datetime) -> bytes:
    return cue_sheet(record_of(film, at=at), language)


def cue_sheet_workbook(film: Work, *, language: str, at: datetime) -> bytes:
    return cue_sheet_xlsx(record_of(film, at=at), language)


def record_of(film: Work, *, at: datetime) -> CueSheet:
    return CueSheet(
        film=film.title,
        house=str(film.production.company),
        reference=film.reference,
        lines=tuple(
            CueLine(
                title=line.title,
                authors=line.authors,
                publisher=line.publisher,
                performers=line.performers,
                starts_at=line.starts_at,
                seconds=line.seconds,
                use=line.use,
                sabam=line.sabam,
                reference=line.reference,
                note=line.note,
            )
            for line in lines_of(film)
        ),
        at=to_brussels(at),
    )


def name_of(film: Work) -> str:
    what = _("cue sheet")
    return f"{film.title} {what}"
