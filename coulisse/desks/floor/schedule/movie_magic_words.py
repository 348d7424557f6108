"""What the readers of Movie Magic's reports stumbled over, in words, with its page and line."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.formats.problems import Problem, Unreadable
from coulisse.kernel.eighths import Eighths

REFUSALS: Final[dict[str, Promise]] = {
    "too-large": gettext_lazy("%(file)s is over 32 MB. Print the report again, without pictures."),
    "not-a-pdf": gettext_lazy("%(file)s is not a PDF that can be opened. Print the report as PDF again."),
    "pdf-locked": gettext_lazy("%(file)s is locked with a password. Print the report without one."),
    "too-many-pages": gettext_lazy("%(file)s has more than 400 pages. Print the report in parts."),
    "no-text": gettext_lazy("%(file)s holds pictures only. Print the report as PDF, don't scan it."),
    "neither-report": gettext_lazy(
        "%(file)s is neither report. Print the Breakdown Report and the Shooting Schedule as PDF."
    ),
    "not-a-breakdown-report": gettext_lazy("%(file)s holds no breakdown sheet. Print the Breakdown Report."),
    "not-a-shooting-schedule": gettext_lazy("%(file)s holds no strip. Print the Shooting Schedule."),
}
WORDS: Final[dict[str, Promise]] = {
    "line-unknown": gettext_lazy("This line was not understood: “%(text)s”."),
    "length-unreadable": gettext_lazy("This length was not understood: “%(text)s”."),
    "length-missing": gettext_lazy("No length in eighths: the script's own is kept."),
    "time-unreadable": gettext_lazy("This estimated time was not understood: “%(text)s”."),
    "scene-twice": gettext_lazy("A scene has two sheets."),
    "date-missing": gettext_lazy("This day has no date: its scenes go to the reserve."),
    "total-differs": gettext_lazy("The day states %(stated)s pages, its strips make %(counted)s."),
    "no-day-break": gettext_lazy("Strips after the last day: they go to the reserve."),
}
LENGTHS: Final = ("stated", "counted")


def refusal(refused: Unreadable) -> str:
    """Why nothing of a file can be used, and what to do."""
    known = REFUSALS.get(refused.code)
    if known is None:
        return _("This file cannot be read (%(code)s).") % {"code": refused.code}
    return str(known) % {"file": refused.where.file}


def told(found: Problem) -> tuple[str, str]:
    """The place, « schedule.pdf, p. 3, line 12 », and the sentence."""
    detail = dict(found.detail)
    place = [found.where.file]
    if "page" in detail:
        place.append(_("p. %(page)s") % detail)
    if found.where.line is not None:
        place.append(_("line %(line)s") % {"line": found.where.line})
    values = {name: str(Eighths(int(value))) if name in LENGTHS else value for name, value in detail.items()}
    known = WORDS.get(found.code)
    sentence = str(known) % values if known else found.code
    return ", ".join(place), f"{found.where.field}: {sentence}" if found.where.field else sentence
