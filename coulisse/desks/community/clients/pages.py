"""The workspaces: the list, one of them, and the forms of what it holds."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.clients import actions, queries
from coulisse.desks.community.clients.access import access_meeting_note, access_portrait, access_request, home_of
from coulisse.desks.community.clients.forms import (
    BriefForm,
    MoveForm,
    NoteForm,
    PortraitForm,
    RequestForm,
    VersionedForm,
)
from coulisse.desks.community.clients.models import ColleagueRequest
from coulisse.desks.community.clients.wording import lines_of
from coulisse.desks.community.clients.workspaces import Workspace, access_workspace
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.figures import reader
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_money

HERE = "community:clients:workspace"


@door(MEMBER)
@require_GET
def listing(request: SignedInRequest) -> HttpResponse:
    if not request.user.may("read", desk=Desk.COMMUNITY, anywhere=True):
        raise PermissionDenied
    lines = queries.workspace_lines(request.user, today=timezone.localdate())
    context = {
        "clients": [one for one in lines if one.is_client],
        "own": [one for one in lines if not one.is_client],
    }
    return render(request, "community/clients/list.html", context)


@door(MEMBER)
@require_GET
def workspace(request: SignedInRequest, code: str) -> HttpResponse:
    """The brief, the portraits, the meetings and what colleagues still owe, on one page."""
    found = access_workspace(request.user, code)
    brief = queries.brief_of(found)
    still, ended = queries.requests_of(found, request.user, today=timezone.localdate())
    context = {
        "workspace": found,
        "brief": brief,
        "budget": queries.budget_of(brief),
        "avoided": lines_of(brief.avoided) if brief else (),
        "portraits": queries.portraits_of(found, request.user),
        "notes": queries.notes_of(found, request.user),
        "requests": still,
        "ended": ended,
        "late": sum(one.days_late > 0 for one in still),
        "may_change": found.may(request.user, "change"),
    }
    return render(request, "community/clients/workspace.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def brief(request: SignedInRequest, code: str) -> HttpResponse:
    found = access_workspace(request.user, code, to="change")
    held = queries.brief_of(found)
    form = BriefForm(request.POST or None, row=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_brief(
                workspace=found,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(HERE, args=[code]), show=_in_words)
        except actions.BriefThere:
            refused(request, _("Somebody wrote the brief meanwhile: read it, then change it."))
        else:
            done(request, _("Brief saved"))
        return redirect(HERE, code)
    title = _("The brief of %(name)s") % {"name": found}
    return _form(request, form, found, "community/clients/brief.html", title)


def _in_words(name: str, value: object) -> str | None:
    """The paid media of a brief as people write it."""
    if name != "budget_cents" or not isinstance(value, int):
        return None
    return write_money(Money(value), reader())


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def portrait_add(request: SignedInRequest, code: str) -> HttpResponse:
    found = access_workspace(request.user, code, to="change")
    form = PortraitForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        actions.draw_portrait(workspace=found, values=form.values())
        done(request, _("Portrait added"))
        return redirect(HERE, code)
    return _form(request, form, found, "community/clients/portrait.html", _("Portrait of an audience"))


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def portrait(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_portrait(request.user, pk, to="change")
    form = PortraitForm(request.POST or None, row=row, today=timezone.localdate())

    def write(values: dict[str, Any]) -> None:
        actions.redraw_portrait(portrait=row, values=values, read_version=form.read_version)

    return _edited(request, form, home_of(row), "community/clients/portrait.html", row.name, write)


@door(MEMBER)
@require_POST
def portrait_retire(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_portrait(request.user, pk, to="change")
    actions.retire_portrait(portrait=row, at=timezone.now())
    done(request, _("Portrait put away: %(name)s") % {"name": row.name})
    return redirect(HERE, home_of(row).code)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def note_add(request: SignedInRequest, code: str) -> HttpResponse:
    found = access_workspace(request.user, code, to="change")
    form = NoteForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        actions.note_meeting(workspace=found, values=form.values(), by=request.user, at=timezone.now())
        done(request, _("Meeting written down"))
        return redirect(HERE, code)
    return _form(request, form, found, "community/clients/note.html", _("Notes of a meeting"))


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_meeting_note(request.user, pk, to="change")
    form = NoteForm(request.POST or None, row=row, today=timezone.localdate())

    def write(values: dict[str, Any]) -> None:
        actions.rewrite_note(note=row, values=values, read_version=form.read_version)

    return _edited(request, form, home_of(row), "community/clients/note.html", _("Notes of a meeting"), write)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def request_add(request: SignedInRequest, code: str) -> HttpResponse:
    found = access_workspace(request.user, code, to="change")
    form = RequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.ask_colleague(workspace=found, values=form.values(), by=request.user, at=timezone.now())
        done(request, _("Request written down"))
        return redirect(HERE, code)
    return _form(request, form, found, "community/clients/request.html", _("Ask a colleague"))


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def request_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_request(request.user, pk, to="change")
    form = RequestForm(request.POST or None, row=row)

    def write(values: dict[str, Any]) -> None:
        actions.change_request(request=row, values=values, read_version=form.read_version)

    return _edited(request, form, home_of(row), "community/clients/request.html", row.what, write)


@door(MEMBER)
@require_POST
def request_move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Where it stands now, and what the colleague answered."""
    row = access_request(request.user, pk, to="change")
    form = MoveForm(request.POST)
    if not form.is_valid():
        refused(request, _("Choose where the request stands; an answer has at most 300 characters."))
        return redirect(HERE, home_of(row).code)
    to, answer = form.cleaned_data["to"], form.cleaned_data["answer"]
    try:
        actions.move_request(request=row, to=to, answer=answer, by=request.user, at=timezone.now())
    except actions.AnswerMissing:
        refused(request, _("Not noted: write in the answer why « %(what)s » was refused.") % {"what": row.what})
    else:
        label = ColleagueRequest.State(to).label
        done(request, _("%(what)s: %(state)s") % {"what": row.what, "state": label})
    return redirect(HERE, home_of(row).code)


def _edited(
    request: SignedInRequest,
    form: VersionedForm,
    home: Workspace,
    template: str,
    title: str,
    write: Callable[[dict[str, Any]], None],
) -> HttpResponse:
    """The form of a row that is there; `write` saves its values or raises `StaleWrite`."""
    if request.method == "POST" and form.is_valid():
        try:
            write(without_left(form.values(), request.POST))
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(HERE, args=[home.code]))
        done(request, _("Saved"))
        return redirect(HERE, home.code)
    return _form(request, form, home, template, title)


def _form(
    request: SignedInRequest, form: VersionedForm, home: Workspace, template: str, title: str
) -> HttpResponse:
    context = {"form": form, "workspace": home, "title": title, "row": form.row}
    return render(request, template, context, status=422 if form.errors else 200)
