"""Words for the problems of an import: what was found, on which row, and what to do."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.formats.problems import Problem, ProblemJson, Unreadable
from coulisse.formats.problems import as_json as problem_json

SENTENCES: Final[dict[str, Promise]] = {
    # of a row
    "name-missing": gettext_lazy("No name: the row is left out. Write a name in it, or the name of a firm."),
    "name-too-long": gettext_lazy(
        "Name refused: it is longer than 200 characters. Check whether columns have shifted."
    ),
    "email": gettext_lazy(
        "E-mail address refused: %(value)s. It is not of the form name@domain. The rest of the row is imported."
    ),
    "phone": gettext_lazy(
        "Telephone number refused: %(value)s. It cannot be dialled. "
        "Write it with its country, as +32 470 12 34 56."
    ),
    "website": gettext_lazy("Website refused: %(value)s. It is not an address. Write it as www.example.be."),
    "vat": gettext_lazy("VAT number refused: %(value)s. The check digits do not match. Check it with the firm."),
    "birthday": gettext_lazy(
        "Birthday refused: %(value)s. It is not a day of the calendar. Write it as 18/03/1987."
    ),
    "language": gettext_lazy("Language unknown: %(value)s. Write its name, or its two letters (fr, nl, en)."),
    "document-language": gettext_lazy(
        "Language of documents refused: %(value)s. Documents are made in French, Dutch and English."
    ),
    "country": gettext_lazy("Country unknown: %(value)s. Write its name, or its two letters (BE, FR, LU)."),
    "value-cut": gettext_lazy("Text too long: only its beginning is imported."),
    "formula-text": gettext_lazy(
        "Formula not run: %(value)s. It is imported as plain text; check whether it belongs there."
    ),
    # of a vCard
    "line-broken": gettext_lazy("Line left out: it is not a line of a vCard."),
    "card-unclosed": gettext_lazy(
        "The last card has no end: what could be read of it is imported. Check that the file is whole."
    ),
    "card-nested": gettext_lazy("A card within a card was left out."),
    "outside-card": gettext_lazy("Text outside the cards was left out."),
    "birthday-unclear": gettext_lazy(
        "Birthday left out: %(value)s. It has no year, or is not a day of the calendar."
    ),
    # of a table
    "bytes-replaced": gettext_lazy(
        "Some characters could not be read and show as �. Save the file again as UTF-8."
    ),
    "nul-removed": gettext_lazy("NUL characters were taken out of this row. Check its values."),
    "quote-unclosed": gettext_lazy("A quotation mark is opened and never closed: check the rows from here on."),
    "quote-misplaced": gettext_lazy("A quotation mark stands inside a value: check this row."),
    "row-too-long": gettext_lazy(
        "The row has %(cells)s cells for %(width)s columns: what is beyond was left out."
    ),
    "row-too-short": gettext_lazy(
        "The row has only %(cells)s cells for %(width)s columns: the missing ones count as empty."
    ),
    "column-unnamed": gettext_lazy("Column %(column)s has no heading: choose below what it holds."),
    "column-repeated": gettext_lazy("Two columns have the heading “%(field)s”: check which one is used."),
    "cells-in-error": gettext_lazy(
        "%(count)s cells hold an error of the spreadsheet (#N/A, #REF!) and count as empty."
    ),
    "more-problems": gettext_lazy("%(count)s more problems of the same kind are not listed."),
    # of a whole file
    "too-large": gettext_lazy("The file is too large. Split it, and import the parts one after the other."),
    "line-too-long": gettext_lazy(
        "A line is longer than a megabyte: this is no list of contacts. Export it again as CSV or XLSX."
    ),
    "cell-too-long": gettext_lazy(
        "A cell is longer than any spreadsheet allows. A quotation mark is probably missing before this row."
    ),
    "empty": gettext_lazy("The file holds no row. Check that you chose the right file."),
    "too-many-columns": gettext_lazy("The file has more than a thousand columns: this is no list of contacts."),
    "too-many-cells": gettext_lazy("The file holds more than four million cells. Split it, and import the parts."),
    "too-many-parts": gettext_lazy(
        "This workbook is not made as a spreadsheet makes it. Save it again, or as CSV."
    ),
    "too-large-unpacked": gettext_lazy(
        "This workbook unpacks to far more than it seems to hold, and was not opened. Save it again, or as CSV."
    ),
    "encrypted": gettext_lazy("This workbook is protected by a password. Save it without, and try again."),
    "old-or-encrypted": gettext_lazy(
        "This workbook is in the format of before 2007, or has a password. Save it as XLSX without password."
    ),
    "not-a-workbook": gettext_lazy(
        "This workbook cannot be read: it is damaged. Open it in a spreadsheet and save it again."
    ),
    "sheet-missing": gettext_lazy("The sheet asked for is not in the workbook."),
    "not-a-vcard": gettext_lazy("The file holds no card. Export the contacts again as vCard."),
    "too-many-cards": gettext_lazy("The file holds more than 50,000 cards. Split it, and import the parts."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A problem in the reader's words; `line` is None for what concerns the whole file."""

    line: int | None
    text: str


def told(problem: Problem | ProblemJson) -> Told:
    """A problem, fresh or from its stored JSON."""
    found = problem if isinstance(problem, dict) else problem_json(problem)
    line, _colon, field = found["where"].partition(":")
    number = int(line) if line.isdigit() else None
    return Told(number, _sentence(found["code"], {"field": field, **found["detail"]}))


def why_unreadable(refusal: Unreadable) -> str:
    """Why nothing of a file can be used, with the line where there is one."""
    text = _sentence(refusal.code, {"field": refusal.where.field, **dict(refusal.detail)})
    if refusal.where.line is None:
        return text
    return _("Row %(line)s: %(text)s") % {"line": refusal.where.line, "text": text}


def _sentence(code: str, detail: dict[str, str | int]) -> str:
    sentence = SENTENCES.get(code)
    if sentence is None:
        return _("This part of the file could not be read (%(code)s).") % {"code": code}
    blank = dict.fromkeys(("value", "field", "cells", "width", "column", "count"), "")
    return str(sentence) % {**blank, **detail}
