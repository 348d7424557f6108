"""The calendar as a workbook: one row a publication."""

from coulisse.formats.tabular import Column, Table, write_xlsx
from coulisse.papers.content_calendar.records import CalendarPaper
from coulisse.papers.content_calendar.words import WORDS
from coulisse.papers.days import day_in_words, hour_in_figures

TEXT_WIDTH = 70


def content_calendar_xlsx(record: CalendarPaper, language: str) -> bytes:
    """One sheet; dates as dates, hours as text beside the second zone's."""
    words = WORDS[language]
    text = words["columns"].index(words["heads"][3])
    columns = tuple(
        Column(title, TEXT_WIDTH) if place == text else Column(title)
        for place, title in enumerate(words["columns"])
    )
    rows = tuple(
        (
            day_in_words(day.date, language, with_year=False),
            day.date,
            hour_in_figures(post.due_at) + (f" ({post.beside})" if post.beside else ""),
            post.network,
            post.account,
            post.language.upper(),
            post.title,
            post.text,
            " · ".join(post.pictures),
            post.tied_to,
            words["states"][post.state],
            post.address,
            ", ".join(day.holidays),
            ", ".join(day.on_call),
        )
        for day in record.days
        for post in day.posts
    )
    return write_xlsx([Table(words["sheet"], columns, rows)], created=record.at)
