"""What was wrong with a file of messages, in words: the line, the field, the value, what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.formats.problems import Unreadable

FIELDS: Mapping[str, Promise] = {
    "received": gettext_lazy("date of receipt"),
    "text": gettext_lazy("text"),
    "channel": gettext_lazy("channel"),
}


def refusal(problem: Unreadable) -> str:
    """Why nothing of a file can be used."""
    if problem.code == "columns-missing":
        names = ", ".join(_field(code) for code in problem.where.field.split(", "))
        return _("no column for: %(fields)s. Name the columns in the first line, then bring it again.") % {
            "fields": names
        }
    if problem.code == "empty":
        return _("the file is empty.")
    if problem.code == "too-large":
        return _("the file is too large. Cut it in several files.")
    return _("this is neither a table nor a mailbox file (%(code)s). Choose a CSV, XLSX, ODS or mbox file.") % {
        "code": problem.code
    }


def line_sentence(one: Mapping[str, Any]) -> str:
    """What is wrong with one line of it."""
    said = {
        "line": one.get("line") or "?",
        "value": one.get("value", ""),
        "field": _field(str(one.get("field", ""))),
    }
    code = one.get("code")
    if code == "empty-cell":
        return _("Line %(line)s: no %(field)s.") % said
    if code == "no-date":
        return _("Line %(line)s: “%(value)s” is no date. Write it like 2027-03-15 08:05.") % said
    if code == "in-the-future":
        return _("Line %(line)s: “%(value)s” lies in the future.") % said
    if code == "unknown-channel":
        return _("Line %(line)s: channel “%(value)s” is unknown. Write mail, form, call, letter or social.") % said
    if code == "too-large":
        return _("Line %(line)s: this mail is over 40 MB.") % said
    return _("Line %(line)s cannot be read (%(code)s).") % {**said, "code": code}


def _field(code: str) -> str:
    return str(FIELDS[code]) if code in FIELDS else code
