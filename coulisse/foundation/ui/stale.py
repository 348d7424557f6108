"""Two people on one row: the write that came too late is shown beside what was saved, and nothing typed is lost.

A page that catches `StaleWrite` answers with `stale_page`. What was typed goes back in hidden fields, with one
question a field: the saved value, or one's own. The answer is posted to the same page, with the version that is
saved now; there `without_left` takes out the fields where the saved value was preferred.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from coulisse.foundation.journal.versions import StaleWrite

CHOICE: Final = "stale-choice-"
SAVED, MINE = "saved", "mine"
NOT_RESENT: Final = frozenset({"csrfmiddlewaretoken"})
NOTHING: Final = "—"

Show = Callable[[str, object], str | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """One field where the two part."""

    name: str
    label: str
    saved: str
    mine: str


def stale_page(
    request: HttpRequest,
    refused: "StaleWrite",
    *,
    title: str,
    back: str,
    data: QueryDict | None = None,
    version_field: str = "version",
    who: str = "",
    when: datetime | None = None,
    show: Show | None = None,
) -> HttpResponse:
    """409: both values of each field, to choose from and to save again.

    `back` is where to go without saving; `data` is what was posted (`request.POST`); `who` and `when` tell of the
    write that was saved; `show` may give the words for a value that is not plain text, date, list or choice.
    """
    kept = data if data is not None else request.POST
    hidden = [
        (name, value)
        for name, values in kept.lists()
        if name not in NOT_RESENT and name != version_field and not name.startswith(CHOICE)
        for value in values
    ]
    context = {
        "title": title,
        "back": back,
        "who": who,
        "when": when,
        "choices": choices(refused, show=show),
        "prefix": CHOICE,
        "hidden": hidden,
        "version_field": version_field,
        "version": refused.row.version,
    }
    return render(request, "ui/stale.html", context, status=409)


def choices(refused: "StaleWrite", *, show: Show | None = None) -> list[Choice]:
    """The fields that part, in words."""

    def words(name: str, value: object) -> str:
        given = show(name, value) if show is not None else None
        return _words(refused.row, name, value) if given is None else given or NOTHING

    return [
        Choice(one.field, one.label, words(one.field, one.stored), words(one.field, one.refused))
        for one in refused.differences
    ]


def without_left(values: Mapping[str, Any], data: QueryDict) -> dict[str, Any]:
    """The values to write once somebody chose: not those where the saved value was preferred."""
    return {name: value for name, value in values.items() if data.get(f"{CHOICE}{name}") != SAVED}


def _words(row: Any, name: str, value: object) -> str:
    if value in (None, "", [], (), {}):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(localtime(value) if is_aware(value) else value, "d/m/Y H:i")
    if isinstance(value, date):
        return date_format(value, "d/m/Y")
    if isinstance(value, list | tuple):
        return "\n".join(_words(row, "", item) for item in value)
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part)
    return _of_choices(row, name, value)


def _of_choices(row: Any, name: str, value: object) -> str:
    if not name:
        return str(value)
    known = dict(getattr(row._meta.get_field(name), "flatchoices", None) or ())
    return str(known.get(value, value))
