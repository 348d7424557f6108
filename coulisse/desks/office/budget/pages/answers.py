"""What a change in the grid is answered: the rows that the browser lacks, and what happened, in words."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from coulisse.desks.office.budget.actions import history
from coulisse.desks.office.budget.actions.lines import TOO_MANY, StaleCell, StaleCells
from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.pages.asked import asked_base, language_of_reader
from coulisse.desks.office.budget.queries.grid import since
from coulisse.desks.office.budget.typed import COLUMN_OF, FORMULAS, Refused, Where, write_weights
from coulisse.desks.office.budget.wording import field_name, refusal_of
from coulisse.engines.budget import localise
from coulisse.foundation.accounts.models import User
from coulisse.foundation.ui.doors import SignedInRequest
from coulisse.kernel.language import Language
from coulisse.kernel.writing import write_number

CONFLICT: Final = 409
UNPROCESSABLE: Final = 422


def patch(request: SignedInRequest, budget: Budget, held: int, said: str = "") -> dict[str, Any]:
    """What the browser lacks since the revision that it holds."""
    fresh = Budget.objects.get(pk=budget.pk)
    found = since(fresh, held, asked_base(request, fresh), language_of_reader())
    return {**found, **history_state(fresh, request.user), "said": said, "saved_at": hour()}


def history_state(budget: Budget, user: User) -> dict[str, bool]:
    return {
        "undo": history.last_step(budget, user) is not None,
        "redo": history.next_step(budget, user) is not None,
    }


def hour() -> str:
    return date_format(localtime(now()), "H:i")


def done(request: SignedInRequest, budget: Budget, held: int, said: str = "") -> JsonResponse:
    return JsonResponse(patch(request, budget, held, said))


def refused(request: SignedInRequest, budget: Budget, held: int, why: str) -> JsonResponse:
    """The budget as it is, and why nothing was written."""
    return JsonResponse({**patch(request, budget, held), "refused": why}, status=CONFLICT)


def refused_whole(request: SignedInRequest, budget: Budget, held: int, error: Exception) -> JsonResponse:
    return refused(request, budget, held, refusal_of(error))


def stale(request: SignedInRequest, budget: Budget, held: int, late: StaleCells) -> JsonResponse:
    """Somebody was quicker in the very same cell: both values, who and when."""
    language = language_of_reader()
    cells = [stale_words(cell, language) for cell in late.cells]
    return JsonResponse({**patch(request, budget, held), "stale": cells}, status=CONFLICT)


def stale_words(cell: StaleCell, language: Language) -> dict[str, Any]:
    return {
        "id": cell.id,
        "field": cell.field,
        "label": field_name(cell.field),
        "yours": cell.yours,
        "theirs": as_typed(cell.field, cell.theirs, language),
        "who": str(cell.edit.by) if cell.edit and cell.edit.by else _("Somebody"),
        "when": date_format(localtime(cell.edit.at), "H:i") if cell.edit else "",
    }


def as_typed(field: str, value: Any, language: Language) -> str:
    """A kept value as the reader would type it."""
    if field in FORMULAS:
        return localise(value, language)
    if field == "f":
        return ", ".join(value)
    if field == "vat":
        return write_number(value, language) if not value else write_percent(value, language)
    return write_weights(value, language) if COLUMN_OF.get(field) == "cuts" else str(value)


def write_percent(points: int, language: Language) -> str:
    whole, rest = divmod(points, 100)
    return str(whole) if not rest else write_number(points, language).rstrip()


def unreadable(request: HttpRequest, error: Refused) -> HttpResponse:
    """422: which cells cannot be read, and why; nothing was written."""
    where = error.where
    if any(one.why == TOO_MANY for one in where):
        return JsonResponse(
            {"refused": _("Paste at most 2,000 rows at a time."), "where": []}, status=UNPROCESSABLE
        )
    return JsonResponse({"refused": sentence(where), "where": [one.told() for one in where]}, status=UNPROCESSABLE)


def sentence(where: Sequence[Where]) -> str:
    """« Ligne 3, Taux : … (et 2 autres cellules). Rien n'a été écrit. »"""
    first = where[0]
    place = field_name(first.field)
    if first.row is not None:
        place = _("row %(row)s, %(field)s") % {"row": first.row + 1, "field": place}
    words = {"place": place, "why": first.why, "others": len(where) - 1}
    if len(where) == 1:
        return _("%(place)s: %(why)s Nothing was written.") % words
    return _("%(place)s: %(why)s Nothing was written; cells to mend besides: %(others)s.") % words
