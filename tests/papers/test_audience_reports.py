"""Midday synthesis, complaint table, yearly report: figures that sum, in every language and every form."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from coulisse.engines.digest import Complaint, Frame, compared, complaints_told, told
from coulisse.kernel.times import BRUSSELS
from coulisse.papers.complaint_table import ComplaintRecord, complaint_table
from coulisse.papers.midday_synthesis import midday_synthesis
from coulisse.papers.reporting import report_csv, report_docx, report_pdf
from coulisse.papers.yearly_report import RecourseCount, Season, YearRecord, yearly_report
from tests.papers.plein_jour import AIR, FRAME, TOPICS, the_letter, week_9, week_10
from tests.papers.reading import text_of

LANGUAGES = ("fr", "nl", "en")


def the_night() -> Frame:
    starts = AIR - timedelta(minutes=10)
    return replace(
        FRAME, starts=starts, before_starts=starts - timedelta(7), before_ends=FRAME.ends - timedelta(7)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_synthesis_counts_the_night_alone(language: str) -> None:
    frame = the_night()
    record = replace(the_letter(), frame=frame, told=told(week_10(), week_9(), frame), code="PJ-2027-M0314")
    document = midday_synthesis(record, language)
    text = text_of(report_pdf(document)).replace("\n", " ")
    for said in ("412", "400", "378", "34", "371", "29", "PJ-2027-M0314-v1"):
        assert said in text, said
    assert report_docx(document)
    tones = [line for line in report_csv(document).decode("utf-8-sig").splitlines() if "indicati" in line]
    assert any(";300;" in line for line in tones)


def complaints() -> ComplaintRecord:
    rows = [
        Complaint(
            n,
            f"2027-0314-{n:03}",
            "Plein Jour",
            "Médiane TV",
            date(2027, 3, 14),
            "archives",
            "D-2027-001",
            "partly",
        )
        for n in range(12)
    ]
    rows += [Complaint(20 + n, f"2027-0312-{n:02}", "Le Marché", "", date(2027, 3, 12)) for n in range(3)]
    return ComplaintRecord(
        house="Médiane TV",
        writer="Marc-Olivier Lejeune",
        at=datetime(2027, 3, 16, 9, tzinfo=BRUSSELS),
        code="MAISON-2027-P0301",
        number=1,
        starts=datetime(2027, 3, 1, tzinfo=BRUSSELS),
        ends=datetime(2027, 3, 15, tzinfo=BRUSSELS),
        as_of=datetime(2027, 3, 16, 9, tzinfo=BRUSSELS),
        told=complaints_told(rows, 10),
        topics=TOPICS,
        threshold_on=date(2027, 3, 14),
        threshold_source="choix de la maison",
        threshold_to_be_confirmed=True,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_complaints_and_dossiers_are_counted_apart(language: str) -> None:
    record = complaints()
    assert (record.told.n, record.told.dossiers, record.told.below, record.told.programmes_below) == (15, 1, 3, 1)
    document = complaint_table(record, language)
    text = text_of(report_pdf(document)).replace("\n", " ")
    assert "Plein Jour" in text and "Le Marché" not in text and "MAISON-2027-P0301-v1" in text
    assert {
        "fr": "ne dit rien de leur gravité",
        "nl": "zegt niets over hun ernst",
        "en": "says nothing of how serious",
    }[language] in text
    assert report_docx(document) and ";12;1;" in report_csv(document).decode("utf-8-sig")


def test_no_complaint_is_said() -> None:
    record = replace(complaints(), told=complaints_told([], 10))
    assert "Aucune plainte" in text_of(report_pdf(complaint_table(record, "fr")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_year_has_its_months_its_recourse_and_its_seasons(language: str) -> None:
    frame = Frame(
        datetime(2027, 1, 1, tzinfo=BRUSSELS),
        datetime(2028, 1, 1, tzinfo=BRUSSELS),
        datetime(2026, 1, 1, tzinfo=BRUSSELS),
        datetime(2027, 1, 1, tzinfo=BRUSSELS),
        FRAME.as_of,
    )
    found = told([*week_10(), *week_9()], [], frame)
    assert sum(month.n for month in found.months) == found.n == 583 and len(found.months) == 12
    record = YearRecord(
        letter=replace(
            the_letter(), frame=frame, told=found, code="PJ-2027-A01", texts={"quality": "Une année calme."}
        ),
        seasons=(Season("archives", compared(402, 0)), Season("guest", compared(39, 35))),
        recourse=(RecourseCount("csa", "announced", 2),),
    )
    document = yearly_report(record, language)
    text = text_of(report_pdf(document)).replace("\n", " ")
    for said in ("583", "CSA", "Une année calme.", "PJ-2027-A01-v1", "402"):
        assert said.replace(" ", "") in text.replace(" ", ""), said
    assert report_docx(document) and "2027" in report_csv(document).decode("utf-8-sig")
