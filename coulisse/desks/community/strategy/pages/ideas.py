"""The board of ideas, and one of them."""

from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.clients.workspaces import Workspace, asked_workspace
from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.desks.community.strategy import actions, queries
from coulisse.desks.community.strategy.access import access_campaign, access_idea, campaigns_within_reach, home_of
from coulisse.desks.community.strategy.forms import IdeaForm, StateForm
from coulisse.desks.community.strategy.models import Campaign, Idea
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.current import safe_next
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused

BOARD: Final = "community:strategy:ideas"
IDEA: Final = "community:strategy:idea"


@on_production
@require_GET
def board(request: SignedInRequest, production: Production) -> HttpResponse:
    """To work out, planned, dropped."""
    workspace = asked_workspace(request, production)
    campaign = _asked_campaign(request, workspace)
    owner = {"production": workspace.production_id, "client": workspace.client_id}
    context = {
        "workspace": workspace,
        "campaign": campaign,
        "campaigns": queries.campaigns_of(**owner).filter(
            pk__in=campaigns_within_reach(request.user).values("pk")
        ),
        "lanes": queries.lanes(workspace, request.user, campaign=campaign.pk if campaign else None),
        "may_change": workspace.may(request.user, "change"),
    }
    return render(request, "community/strategy/ideas.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    workspace = asked_workspace(request, production)
    access_owned(request.user, production=workspace.production_id, client=workspace.client_id, to="change")
    form = IdeaForm(request.POST or None, workspace=workspace, user=request.user)
    campaign = _asked_campaign(request, workspace)
    if campaign is not None:
        form.initial["campaign"] = campaign.pk
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_idea(**form.values(), **workspace.values, by=request.user, at=timezone.now())
        except actions.OfAnotherOwner:
            form.add_error("campaign", _("This campaign or pillar belongs to another client."))
        else:
            done(request, _("Idea kept"))
            return redirect(f"{reverse(BOARD)}?of={workspace.code}")
    return _form(request, form, workspace, _("A new idea"))


@door(MEMBER)
@require_GET
def idea(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_idea(request.user, pk)
    context = {
        "found": queries.idea_line(row),
        "row": row,
        "workspace": _home(row),
        "may_change": may(request.user, "change", production=row.production_id, client=row.client_id),
    }
    return render(request, "community/strategy/idea.html", context)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_idea(request.user, pk, to="change")
    workspace = _home(row)
    form = IdeaForm(request.POST or None, workspace=workspace, user=request.user, row=row)
    if request.method == "POST" and form.is_valid():
        values = without_left(form.values(), request.POST)
        try:
            actions.edit_idea(idea=row, values=values, read_version=form.read_version)
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(IDEA, args=[pk]))
        except actions.OfAnotherOwner:
            form.add_error("campaign", _("This campaign or pillar belongs to another client."))
        else:
            done(request, _("Saved"))
            return redirect(IDEA, pk)
    return _form(request, form, workspace, row.title)


@door(MEMBER)
@require_POST
def move(request: SignedInRequest, pk: int) -> HttpResponse:
    """Planned, dropped, or to be worked out again."""
    row = access_idea(request.user, pk, to="change")
    form = StateForm(request.POST)
    back = safe_next(request) or reverse(IDEA, args=[pk])
    if not form.is_valid():
        refused(request, _("Choose what becomes of the idea."))
        return redirect(back)
    to = form.cleaned_data["to"]
    try:
        actions.move_idea(idea=row, to=to, by=request.user, at=timezone.now())
    except actions.NotNow:
        refused(request, _("A dropped idea is first taken up again."))
    else:
        done(request, _("« %(title)s »: %(state)s") % {"title": row.title, "state": Idea.State(to).label})
    return redirect(back)


def _home(row: Idea) -> Workspace | None:
    """None: an idea of the whole house."""
    return home_of(row) if row.client_id or row.production_id else None


def _asked_campaign(request: SignedInRequest, workspace: Workspace) -> Campaign | None:
    asked = request.GET.get("campaign", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 18):
        return None
    row = access_campaign(request.user, int(asked))
    if not Campaign.objects.filter(workspace.holds("objective__"), pk=row.pk).exists():
        raise Http404
    return row


def _form(request: SignedInRequest, form: IdeaForm, workspace: Workspace | None, title: str) -> HttpResponse:
    context = {"form": form, "workspace": workspace, "title": title, "row": form.row}
    return render(request, "community/strategy/idea_edit.html", context, status=422 if form.errors else 200)
