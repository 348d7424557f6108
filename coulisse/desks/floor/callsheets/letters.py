"""The letter that brings a person their own call, in their language."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.papers.call_sheet import CallSheet, OwnCall, change_lines, message
from coulisse.papers.days import day_in_words


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text."""

    subject: str
    text: str


def call_words(
    sheet: CallSheet, own: OwnCall | None, *, name: str, link: str, language: str, again: bool = False
) -> Words:
    """What is written to one person; `own` is None for whom the sheet calls no longer."""
    with translation.override(language):
        context = {
            "sheet": sheet,
            "own": own,
            "name": name,
            "first_name": name.split(" ")[0],
            "link": link,
            "again": again,
            "day": day_in_words(sheet.date, language),
            "message": message(sheet, own, link=link, language=language) if own else "",
            "changes": change_lines(sheet.revision.changes, language) if sheet.revision else [],
        }
        text = render_to_string("floor/callsheets/letters/call.txt", context)
        return Words(_subject(sheet, own, language), text)


def _subject(sheet: CallSheet, own: OwnCall | None, language: str) -> str:
    words = {
        "film": sheet.film,
        "number": sheet.number,
        "day": day_in_words(sheet.date, language, with_year=False),
    }
    first = own.call if own else None
    if own is None:
        return _("%(film)s, %(day)s: you are not called any more") % words
    if sheet.revision is not None:
        words["revision"] = sheet.revision.number
        return _("%(film)s, call sheet no. %(number)s, rectification %(revision)s: %(day)s") % words
    if first is None:
        return _("%(film)s, call sheet no. %(number)s: %(day)s") % words
    words["hour"] = f"{first.hour:%H:%M}"
    return _("%(film)s, %(day)s: your call is at %(hour)s") % words
