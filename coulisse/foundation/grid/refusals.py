"""The words for what a grid's file does wrong, in the reader's language."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.formats.problems import Problem, Unreadable
from coulisse.kernel.times import to_brussels

FIELDS: Final[dict[str, Promise]] = {
    "channel": gettext_lazy("channel"),
    "day": gettext_lazy("date"),
    "start": gettext_lazy("start"),
    "title": gettext_lazy("title"),
}


def sentence(found: Problem | Unreadable) -> str:
    """What is refused, why, and what to do."""
    detail = dict(found.detail)
    words = {
        "field": _field(found.where.field),
        "value": detail.get("value", ""),
        "start": _moment(str(detail.get("start", ""))),
    }
    text = SENTENCES.get(found.code, _unknown)() % words
    if not found.where.line:
        return text
    # Taken apart from the sentence, for the words of an f-string are not extracted.
    row = _("Row %d:") % found.where.line
    return f"{row} {text}"


def _field(codes: str) -> str:
    return ", ".join(str(FIELDS.get(code, code)) for code in codes.split(", "))


def _moment(text: str) -> str:
    """The start of a slot as the clocks of Brussels show it."""
    return f"{to_brussels(datetime.fromisoformat(text)):%d/%m/%Y, %H:%M}" if text else ""


def _unknown() -> str:
    return _("This part of the file cannot be read and is left out.")


SENTENCES: Final[dict[str, Callable[[], str]]] = {
    "columns-missing": lambda: _(
        "Columns not found: %(field)s. Name them in the first row, for instance Chaîne, Date, Début, Titre."
    ),
    "empty-cell": lambda: _("the cell “%(field)s” is empty; the row is left out."),
    "not-a-date": lambda: _("“%(value)s” is not a date such as 14/03/2027; the row is left out."),
    "not-an-hour": lambda: _("“%(value)s” is not an hour such as 20:25; the row is left out."),
    "hour-of-the-clock-change": lambda: _(
        "%(value)s does not exist or happens twice on the night when the clocks change; the row is left out."
    ),
    "no-end": lambda: _("%(field)s (%(start)s) has no end, or one over a day later; it is left out."),
    "empty": lambda: _("The file is empty. Choose the file that the channel sent."),
    "not-a-grid": lambda: _("This is XML, but not a programme grid (XMLTV). Choose another file."),
    "too-large": lambda: _("The file is too large. Ask the channel for a shorter period."),
}
