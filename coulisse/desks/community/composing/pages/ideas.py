"""Ideas and how far they are in each language; one of them with its variants."""

from datetime import datetime, time, timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.clients.workspaces import Workspace, access_workspace, workspace_of
from coulisse.desks.community.composing.actions import variants
from coulisse.desks.community.composing.forms import IdeaForm, VariantPlaceForm
from coulisse.desks.community.composing.queries.ideas import listing as ideas_of
from coulisse.desks.community.composing.queries.ideas import sheet
from coulisse.desks.community.current import access_owned, may, on_production
from coulisse.desks.community.publishing.access import access_account
from coulisse.desks.community.strategy import actions
from coulisse.desks.community.strategy.access import access_idea
from coulisse.desks.community.strategy.models import Idea
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE: Final = "community:composing:idea"
MORNING: Final = time(9)


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    client = workspace_of(request.user, production).client_id
    context = {
        "production": production,
        "lines": ideas_of(request.user, production=production.pk, client=client),
        "may_change": may(request.user, "change", production=production.pk, client=None),
    }
    return render(request, "community/composing/list.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    """A new idea of the production; or of the workspace (`client-3`) that the address names."""
    code = request.POST.get("workspace") or request.GET.get("workspace") or ""
    if code:
        held = access_workspace(request.user, code, to="change")
    else:
        access_owned(request.user, production=production.pk, client=None, to="change")
        held = Workspace(production=production)
    form = IdeaForm(request.POST or None, production=held.production_id, client=held.client_id)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_idea(by=request.user, at=timezone.now(), **held.values, **form.values())
        except actions.OfAnotherOwner:
            form.add_error("campaign", _("This campaign belongs to somebody else."))
        else:
            done(request, _("Idea added: write it for the first account"))
            return redirect(HERE, made.pk)
    context = {"form": form, "production": production, "idea": None, "workspace": code}
    return render(request, "community/composing/idea_edit.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def idea(request: SignedInRequest, pk: int) -> HttpResponse:
    return _idea(request, access_idea(request.user, pk), None)


def _idea(request: SignedInRequest, row: Idea, form: VariantPlaceForm | None) -> HttpResponse:
    found = sheet(row, request.user)
    initial = {"due_at": _first_moment(row), "language": _first_missing(found)}
    form = form or VariantPlaceForm(None, user=request.user, idea=row, initial=initial)
    context = {"found": found, "idea": row, "form": form}
    status = 422 if form.errors else 200
    return render(request, "community/composing/idea.html", context, status=status)


def _first_missing(found: object) -> str:
    translations = getattr(found, "translations", ())
    return next((one.code for one in translations if one.state == "missing"), "fr")


def _first_moment(row: Idea) -> datetime:
    """When the embargo ends, or tomorrow morning."""
    now = timezone.localtime()
    if row.not_before is not None and row.not_before > now:
        return row.not_before
    morning = datetime.combine(now.date() + timedelta(days=1), MORNING)
    return timezone.make_aware(morning)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_idea(request.user, pk, to="change")
    form = IdeaForm(request.POST or None, production=row.production_id, client=row.client_id, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_idea(idea=row, values=form.values(), read_version=form.cleaned_data["version"] or 0)
        except StaleWrite as stale:
            return stale_answer(request, stale, back=request.path)
        except actions.OfAnotherOwner:
            form.add_error("campaign", _("This campaign belongs to somebody else."))
        else:
            done(request, _("Saved"))
            return redirect(HERE, pk)
    context = {"form": form, "production": row.production, "idea": row}
    return render(request, "community/composing/idea_edit.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def add_variant(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_idea(request.user, pk, to="change")
    form = VariantPlaceForm(request.POST, user=request.user, idea=row)
    if not form.is_valid():
        return _idea(request, row, form)
    account = access_account(request.user, form.cleaned_data["account"].pk, to="change")
    try:
        made = variants.add(
            idea=row,
            account=account,
            language=form.cleaned_data["language"],
            due_at=form.cleaned_data["due_at"] or _first_moment(row),
            by=request.user,
            at=timezone.now(),
        )
    except variants.OfAnotherOwner:
        refused(request, _("This account belongs to another client."))
        return redirect(HERE, pk)
    return redirect("community:composing:variant", made.pk)
