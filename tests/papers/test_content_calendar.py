"""The calendar that a client reads: every text whole, holidays and on-call named, no formula from a text."""

import io
from datetime import date, datetime
from zipfile import ZipFile

import pytest

from coulisse.kernel.times import BRUSSELS
from coulisse.papers import press
from coulisse.papers.content_calendar import (
    CalendarDay,
    CalendarPaper,
    Post,
    content_calendar,
    content_calendar_xlsx,
)
from tests.papers.reading import text_of

AT = datetime(2027, 4, 16, 9, tzinfo=BRUSSELS)


def a_post(language: str = "fr", text: str = "L’ouverture, à 19 h.", **values: object) -> Post:
    told: dict[str, object] = {
        "due_at": datetime(2027, 5, 6, 9, 30, tzinfo=BRUSSELS),
        "network": "Instagram",
        "account": "festivalcapsambre",
        "language": language,
        "text": text,
        "state": "planned",
    }
    return Post(**(told | values))  # type: ignore[arg-type]  # tests name the fields


def a_calendar(*posts: Post) -> CalendarPaper:
    ascension = CalendarDay(date(2027, 5, 6), posts, ("Ascension",), ("Inès Ouali",))
    return CalendarPaper(
        "Festival Cap Sambre", "Meuse & Fils Films", date(2027, 4, 30), date(2027, 5, 9), AT, (ascension,)
    )


@pytest.mark.parametrize(("language", "said"), [("fr", "férié : Ascension"), ("nl", "feestdag: Ascension")])
def test_the_page_names_the_holiday_and_who_is_on_call(language: str, said: str) -> None:
    paper = content_calendar(a_calendar(a_post(), a_post("nl", "De opening, om 19 u.")), language)
    words = text_of(paper)
    assert said in words and "Inès Ouali" in words
    assert "(FR 1, NL 1)" in words
    assert press.page_count(paper) == 1


def test_a_second_zone_stands_beside_and_a_stop_is_told() -> None:
    record = a_calendar(a_post(beside="03:30", state="stopped", tied_to="Plein Jour", pictures=("Une barge",)))
    words = text_of(content_calendar(record, "fr"))
    assert "(03:30)" in words and "arrêtée" in words and "Image : Une barge" in words


def test_a_text_is_never_typeset_as_markup_nor_read_as_a_formula() -> None:
    record = a_calendar(a_post(text="=1+1 #strong[x] @everyone $a$"))
    assert "=1+1 #strong[x] @everyone $a$" in text_of(content_calendar(record, "fr"))
    workbook = ZipFile(io.BytesIO(content_calendar_xlsx(record, "fr")))
    assert b"<f>" not in workbook.read("xl/worksheets/sheet1.xml")


def test_nothing_planned_is_said() -> None:
    assert "Aucune publication" in text_of(content_calendar(a_calendar(), "fr"))
