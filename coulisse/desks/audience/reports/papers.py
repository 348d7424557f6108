"""A report as a paper: from its row to a record, in the language of whoever reads it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.http import HttpResponse
from django.utils.text import slugify

from coulisse.desks.audience.reports.content import content_of
from coulisse.desks.audience.reports.models import Report
from coulisse.engines.digest import OTHER, ComplaintsTold, Frame, Month, Told, compared, revived
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.times import to_brussels
from coulisse.papers.complaint_table import ComplaintRecord, complaint_table
from coulisse.papers.complaint_table.compose import lead_of as complaint_lead
from coulisse.papers.midday_synthesis import midday_synthesis
from coulisse.papers.monday_letter import (
    ApartTold,
    Ask,
    Changed,
    LetterRecord,
    Quote,
    monday_letter,
    proposed,
)
from coulisse.papers.reporting import Document, report_csv, report_docx, report_pdf
from coulisse.papers.yearly_report import RecourseCount, Season, YearRecord, yearly_report
from coulisse.papers.yearly_report.compose import lead_of as yearly_lead

LANGUAGES: Final = ("fr", "nl", "en")
FORMS: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}
LETTER_TEXTS: Final = ("lead", "to", "hello", "chart_note", "family", "before", "bye")
YEAR_TEXTS: Final = ("lead", "quality", "themes", "before")
COMPLAINT_TEXTS: Final = ("lead", "comment")


def texts_named(kind: str) -> tuple[str, ...]:
    """What may be written over in a report of this kind."""
    if kind == Report.Kind.COMPLAINTS:
        return COMPLAINT_TEXTS
    return YEAR_TEXTS if kind == Report.Kind.YEAR else LETTER_TEXTS


def told_of(report: Report) -> Told:
    return revived(Told, report.figures["told"])


def frame_kept(report: Report) -> Frame:
    """The frame as it was counted, on the clocks of Brussels."""
    frame = revived(Frame, report.frame)
    moments = ("starts", "ends", "before_starts", "before_ends", "as_of", "air_starts", "air_ends", "cue_at")
    local: dict[str, Any] = {
        name: to_brussels(getattr(frame, name)) for name in moments if getattr(frame, name) is not None
    }
    return replace(frame, **local)


def letter_record(report: Report, language: str, *, at: datetime) -> LetterRecord:
    told = told_of(report)
    content = content_of(report, told.family)
    names: Mapping[str, str] = report.figures["names"]
    own: Mapping[str, str] = report.texts.get(language, {})
    return LetterRecord(
        production=names["production"],
        house=names["house"],
        channel=names["channel"],
        writer=writer_of(report),
        at=to_brussels(report.frozen_at or at),
        code=report.code,
        number=report.number if report.is_frozen else None,
        frame=frame_kept(report),
        told=told,
        topics={code: in_language(labels, language) for code, labels in report.labels.items()},
        voices=tuple(
            Quote(one["text"], one["channel"], one["language"], one["in_family"]) for one in content["voices"]
        ),
        asks=tuple(Ask(one["what"], one["owner"], _day(one["due"])) for one in content["asks"]),
        changed=tuple(
            Changed(one["what"], date.fromisoformat(one["on"]), one["told"], _day(one["told_on"]))
            for one in content["changed"]
        ),
        texts={name: text for name, text in own.items() if not name.startswith("apart.")},
        apart={one.kind: _apart(own, one.kind) for one in told.apart},
        bounced=content["bounced"],
        approved_by=tuple(content["approved_by"]),
        place=names["place"],
    )


def _apart(own: Mapping[str, str], kind: str) -> ApartTold:
    return ApartTold(*(own.get(f"apart.{kind}.{name}", "") for name in ("what", "done", "who")))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def writer_of(report: Report) -> str:
    return str(report.frozen_by or report.begun_by or "")


def year_record(report: Report, language: str, *, at: datetime) -> YearRecord:
    letter = letter_record(report, language, at=at)
    content = content_of(report, letter.told.family)
    seasons = (Season(one.code, compared(one.n, one.before)) for one in letter.told.topics if one.code != OTHER)
    return YearRecord(
        letter=letter,
        months_before=tuple(revived(Month, one) for one in report.figures.get("months_before", ())),
        seasons=tuple(seasons) if letter.told.before else (),
        recourse=tuple(RecourseCount(*one) for one in content["recourse"]),
    )


def complaint_record(report: Report, language: str, *, at: datetime) -> ComplaintRecord:
    names: Mapping[str, str] = report.figures["names"]
    limit: Mapping[str, Any] = report.figures["threshold"]
    frame = frame_kept(report)
    return ComplaintRecord(
        house=names["house"],
        writer=writer_of(report),
        at=to_brussels(report.frozen_at or at),
        code=report.code,
        number=report.number if report.is_frozen else None,
        starts=frame.starts,
        ends=frame.ends,
        as_of=frame.as_of,
        told=revived(ComplaintsTold, report.figures["complaints"]),
        topics={code: in_language(labels, language) for code, labels in report.labels.items()},
        threshold_on=date.fromisoformat(limit["on"]),
        threshold_source=limit["source"],
        threshold_to_be_confirmed=limit["to_be_confirmed"],
        texts=report.texts.get(language, {}),
        place=names["place"],
    )


def document_of(report: Report, language: str, *, at: datetime) -> Document:
    """The report in one language: what its PDF, its DOCX and its CSV are written from."""
    if report.kind == Report.Kind.COMPLAINTS:
        return complaint_table(complaint_record(report, language, at=at), language)
    if report.kind == Report.Kind.YEAR:
        return yearly_report(year_record(report, language, at=at), language)
    record = letter_record(report, language, at=at)
    return (
        monday_letter(record, language)
        if report.kind == Report.Kind.MONDAY
        else midday_synthesis(record, language)
    )


def proposals_of(report: Report, language: str, *, at: datetime) -> dict[str, str]:
    """What is printed where nobody writes otherwise."""
    if report.kind == Report.Kind.COMPLAINTS:
        return {"lead": complaint_lead(complaint_record(report, language, at=at), language), "comment": ""}
    if report.kind == Report.Kind.YEAR:
        record = year_record(report, language, at=at)
        letter = proposed(record.letter, language)
        return {"lead": yearly_lead(record, language), "quality": "", "themes": "", "before": letter["before"]}
    return proposed(letter_record(report, language, at=at), language)


def written(report: Report, *, form: str, language: str, at: datetime) -> bytes:
    document = document_of(report, language, at=at)
    return {"pdf": report_pdf, "docx": report_docx, "csv": report_csv}[form](document)


def file_name(report: Report, *, form: str, language: str) -> str:
    return f"{slugify(report.identifier if report.is_frozen else report.code)}-{language}.{form}"


def answer(report: Report, *, form: str, language: str, at: datetime) -> HttpResponse:
    """One of `FORMS`, to be saved; a PDF opens in the browser."""
    response = HttpResponse(written(report, form=form, language=language, at=at), content_type=FORMS[form])
    shown = "inline" if form == "pdf" else "attachment"
    name = file_name(report, form=form, language=language)
    response.headers["Content-Disposition"] = f'{shown}; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
