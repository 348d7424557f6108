"""The conversation of the grid: each change as it is typed, answered with what the browser lacks."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.office.budget.access import access_budget
from coulisse.desks.office.budget.actions import history, lines, tables
from coulisse.desks.office.budget.actions.lines import Cell, StaleCells
from coulisse.desks.office.budget.models import Budget, BudgetAccount
from coulisse.desks.office.budget.pages import asked
from coulisse.desks.office.budget.pages.answers import (
    CONFLICT,
    UNPROCESSABLE,
    done,
    patch,
    refused,
    refused_whole,
    stale,
    unreadable,
)
from coulisse.desks.office.budget.queries.grid import lines_json
from coulisse.desks.office.budget.queries.opened import opened
from coulisse.desks.office.budget.typed import Refused, Unreadable, read_formula
from coulisse.desks.office.budget.wording import REFUSALS, step_name
from coulisse.engines.budget import localise
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door

NO_CONTENT: Final = 204
Said = str
Act = Callable[[SignedInRequest, Budget, dict[str, Any]], Said]


def conversation(act: Act) -> Callable[..., HttpResponseBase]:
    """A change of the grid: its body read, its refusals put into words, its answer the rows that changed."""

    @door(MEMBER)
    @require_POST
    @wraps(act)
    def page(request: SignedInRequest, pk: int) -> HttpResponse:
        budget = access_budget(request.user, pk, to="change")
        body = asked.body_of(request)
        held = asked.whole(body.get("revision", 0))
        try:
            said = act(request, budget, body)
        except Refused as error:
            return unreadable(request, error)
        except StaleCells as late:
            return stale(request, budget, held, late)
        except REFUSALS as error:
            return refused_whole(request, budget, held, error)
        return done(request, budget, held, said)

    return page


@conversation
def cells(request: SignedInRequest, budget: Budget, body: dict[str, Any]) -> Said:
    changes = [_cell(asked.mapping(one)) for one in asked.many(body.get("changes"))]
    lines.set_cells(
        budget=budget, cells=changes, language=asked.language_of_reader(), by=request.user, at=timezone.now()
    )
    return ""


def _cell(one: Any) -> Cell:
    return Cell(
        asked.whole(one.get("id")),
        asked.whole(one.get("v")),
        asked.text(one.get("field"), 40),
        asked.text(one.get("value")),
    )


@conversation
def insert(request: SignedInRequest, budget: Budget, body: dict[str, Any]) -> Said:
    values = {
        asked.text(name, 40): asked.text(one) for name, one in asked.mapping(body.get("values") or {}).items()
    }
    count = min(asked.whole(body.get("count", 1), least=1), asked.MOST)
    lines.insert(
        budget=budget,
        account=asked.text(body.get("account"), 16),
        after=asked.whole_or_none(body.get("after")),
        rows=[values] * count,
        language=asked.language_of_reader(),
        by=request.user,
        at=timezone.now(),
    )
    return ""


@conversation
def delete(request: SignedInRequest, budget: Budget, body: dict[str, Any]) -> Said:
    ids = asked.pairs(body.get("ids"))
    count = lines.delete(budget=budget, ids=ids, by=request.user, at=timezone.now())
    return ngettext("%(count)s line deleted", "%(count)s lines deleted", count) % {"count": count}


@conversation
def move(request: SignedInRequest, budget: Budget, body: dict[str, Any]) -> Said:
    lines.move(
        budget=budget,
        ids=asked.pairs(body.get("ids")),
        account=asked.text(body.get("account"), 16),
        after=asked.whole_or_none(body.get("after")),
        by=request.user,
        at=timezone.now(),
    )
    return ""


@conversation
def paste(request: SignedInRequest, budget: Budget, body: dict[str, Any]) -> Said:
    rows = [[asked.text(cell) for cell in asked.many(row)] for row in asked.many(body.get("rows"))]
    count = lines.paste(
        budget=budget,
        account=asked.text(body.get("account"), 16),
        start=asked.whole_or_none(body.get("at")),
        fields=[asked.text(field, 40) for field in asked.many(body.get("fields"))],
        rows=rows,
        language=asked.language_of_reader(),
        by=request.user,
        at=timezone.now(),
    )
    return ngettext("%(count)s row pasted", "%(count)s rows pasted", count) % {"count": count}


@door(MEMBER)
@require_POST
def globals_(request: SignedInRequest, pk: int) -> HttpResponse:
    """A global typed beside the grid: its effect is said in lines and in money."""
    budget = access_budget(request.user, pk, to="change")
    body = asked.body_of(request)
    held = asked.whole(body.get("revision", 0))
    before = opened(budget).result.total.cents
    try:
        values = _global_values(body)
        row = tables.set_global(
            budget=budget,
            pk=asked.whole_or_none(body.get("id")),
            read_version=asked.whole_or_none(body.get("v")),
            values=values,
            by=request.user,
            at=timezone.now(),
        )
    except Unreadable as why:
        where = [{"id": body.get("id"), "field": "formula", "why": why.why}]
        return JsonResponse({"refused": why.why, "where": where}, status=UNPROCESSABLE)
    except tables.NotAName:
        said = _("Name a global with letters, digits and underscores: semaines_tournage.")
        where = [{"id": body.get("id"), "field": "name", "why": said}]
        return JsonResponse({"refused": said, "where": where}, status=UNPROCESSABLE)
    except tables.AlreadyThere:
        said = _("There is a global of that name already.")
        return JsonResponse(
            {"refused": said, "where": [{"id": body.get("id"), "field": "name", "why": said}]},
            status=UNPROCESSABLE,
        )
    except StaleWrite as late:
        return _stale_global(request, budget, held, late)
    except REFUSALS as error:
        return refused_whole(request, budget, held, error)
    answer = patch(request, budget, held)
    moved = len(answer["lines"])
    answer["said"] = ngettext(
        "%(name)s changed: %(count)s line moves", "%(name)s changed: %(count)s lines move", moved
    ) % {"name": row.name, "count": moved}
    answer["difference"] = answer["total"] - before
    return JsonResponse(answer)


def _global_values(body: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if "formula" in body:
        values["formula"] = read_formula(asked.text(body["formula"]), asked.language_of_reader()) or "0"
    for name, most in (("name", 40), ("label", 120), ("unit", 20)):
        if name in body:
            values[name] = asked.text(body[name], most).strip()
    return values


def _stale_global(request: SignedInRequest, budget: Budget, held: int, late: StaleWrite) -> HttpResponse:
    row: Any = late.row
    edit = history.last_touch(budget, "globals", row.pk)
    language = asked.language_of_reader()
    told = [
        {
            "id": row.pk,
            "field": one.field,
            "label": one.label,
            "yours": localise(str(one.refused), language) if one.field == "formula" else str(one.refused),
            "theirs": localise(str(one.stored), language) if one.field == "formula" else str(one.stored),
            "who": str(edit.by) if edit and edit.by else _("Somebody"),
            "when": timezone.localtime(edit.at).strftime("%H:%M") if edit else "",
        }
        for one in late.differences
    ]
    return JsonResponse({**patch(request, budget, held), "stale": told}, status=CONFLICT)


@door(MEMBER)
@require_POST
def accounts(request: SignedInRequest, pk: int) -> HttpResponse:
    """An account added or renamed in the topsheet."""
    budget = access_budget(request.user, pk, to="change")
    body = asked.body_of(request)
    held = asked.whole(body.get("revision", 0))
    names = (("number", 16), ("name", 120), ("parent", 16))
    values = {name: asked.text(body[name], most).strip() for name, most in names if name in body}
    if not body.get("id") and not values.get("number"):
        return _account_refused(_("Give the account a number."))
    try:
        if body.get("remove"):
            row = BudgetAccount.objects.get(budget=budget, pk=asked.whole(body.get("id")))
            tables.remove(budget=budget, row=row, by=request.user, at=timezone.now())
        else:
            tables.set_account(
                budget=budget,
                pk=asked.whole_or_none(body.get("id")),
                read_version=asked.whole_or_none(body.get("v")),
                values=values,
                by=request.user,
                at=timezone.now(),
            )
    except tables.AlreadyThere:
        return _account_refused(_("There is an account of that number already."))
    except tables.UnderItself:
        return _account_refused(_("An account cannot stand below itself."))
    except tables.StillUsed:
        return _account_refused(_("The account is not empty: move its lines first."))
    except BudgetAccount.DoesNotExist:
        return refused(request, budget, held, _("This account is no longer there."))
    except StaleWrite:
        return refused(
            request, budget, held, _("Somebody changed this account meanwhile. It is shown as it is now.")
        )
    except REFUSALS as error:
        return refused_whole(request, budget, held, error)
    return done(request, budget, held)


def _account_refused(why: str) -> HttpResponse:
    return JsonResponse({"refused": why, "where": []}, status=UNPROCESSABLE)


@door(MEMBER)
@require_POST
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    return _turned(request, pk, again=False)


@door(MEMBER)
@require_POST
def redo(request: SignedInRequest, pk: int) -> HttpResponse:
    return _turned(request, pk, again=True)


def _turned(request: SignedInRequest, pk: int, *, again: bool) -> HttpResponse:
    budget = access_budget(request.user, pk, to="change")
    held = asked.whole(asked.body_of(request).get("revision", 0))
    turn = history.redo if again else history.undo
    try:
        edit = turn(budget=budget, by=request.user, at=timezone.now())
    except history.NothingToUndo:
        return refused(request, budget, held, _("Nothing to take back: you have changed nothing in this budget."))
    except history.NothingToRedo:
        return refused(request, budget, held, _("Nothing to do again."))
    except history.ChangedSince as later:
        return refused(request, budget, held, _changed_since(later))
    except REFUSALS as error:
        return refused_whole(request, budget, held, error)
    said = _("Done again: %(step)s") if again else _("Taken back: %(step)s")
    return done(request, budget, held, said % {"step": step_name(edit.label)})


def _changed_since(error: history.ChangedSince) -> str:
    edit = error.edit
    words = {
        "who": str(edit.by) if edit and edit.by else _("Somebody"),
        "hour": timezone.localtime(edit.at).strftime("%H:%M") if edit else "",
    }
    return _("Not taken back: %(who)s changed the same cells since. Your step would undo theirs.") % words


@door(MEMBER)
@require_GET
def changes(request: SignedInRequest, pk: int) -> HttpResponse:
    """What others did since a revision: 204 where there is nothing."""
    budget = access_budget(request.user, pk)
    held = asked.asked_number(request, "since") or 0
    if budget.revision <= held:
        return HttpResponse(status=NO_CONTENT)
    names = history.others_since(budget, held, request.user)
    said = _("%(who)s changed this budget.") % {"who": ", ".join(names)} if names else ""
    return done(request, budget, held, said)


@door(MEMBER)
@require_GET
def some_lines(request: SignedInRequest, pk: int) -> HttpResponse:
    """The lines of one account (`?account=31`), or all of them."""
    budget = access_budget(request.user, pk)
    book = opened(budget)
    base = asked.asked_base(request, budget)
    number = request.GET.get("account")
    with book.lock:
        rows = [
            row
            for row in book.rows.lines.values()
            if number is None or book.rows.numbers[row.account_id] == number
        ]
        found = lines_json(book, rows, base, asked.language_of_reader())
        return JsonResponse({"lines": found, "revision": book.revision})
