"""Calendrier des publications / publicatiekalender / content calendar: what a client reads before it is public."""

from coulisse.papers.content_calendar.page import content_calendar
from coulisse.papers.content_calendar.records import CalendarDay, CalendarPaper, Post
from coulisse.papers.content_calendar.workbook import content_calendar_xlsx

__all__ = ["CalendarDay", "CalendarPaper", "Post", "content_calendar", "content_calendar_xlsx"]
