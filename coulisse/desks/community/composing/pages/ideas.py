"""Ideas and how far they are in each language; one of them with its variants."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.community.clients.workspaces import Workspace, access_workspace, workspace_of
from coulisse.desks.community.composing.actions import variants
from coulisse.desks.community.composing.forms import FirstPlaceForm, IdeaForm, VariantPlaceForm
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
    """A new idea of the production; or of the workspace (`client-3`) that the address names.

    An empty place of the calendar fills it in: `title`, `pillar`, and where and when it is first told (`account`,
    `due_at`, `broadcast`). What of that nobody could choose in the form is as if it had not been asked.
    """
    code = request.POST.get("workspace") or request.GET.get("workspace") or ""
    if code:
        held = access_workspace(request.user, code, to="change")
    else:
        access_owned(request.user, production=production.pk, client=None, to="change")
        held = Workspace(production=production)
    form = _idea_form(request, held)
    place = _place_form(request, held, production)
    if request.method == "POST" and form.is_valid() and (place is None or place.is_valid()):
        made = _add(request, held, form, place)
        if made is not None:
            return made
    refused_now = bool(form.errors or (place is not None and place.errors))
    context = {"form": form, "place": place, "production": production, "idea": None, "workspace": code}
    return render(request, "community/composing/idea_edit.html", context, status=422 if refused_now else 200)


def _idea_form(request: SignedInRequest, held: Workspace) -> IdeaForm:
    owner: dict[str, Any] = {"production": held.production_id, "client": held.client_id}
    asked = _chosen(IdeaForm(request.GET, **owner), ("title", "pillar"))
    return IdeaForm(request.POST or None, initial=asked, **owner)


def _place_form(request: SignedInRequest, held: Workspace, production: Production) -> FirstPlaceForm | None:
    """None where the address asks for no place."""
    if not any(name in request.GET for name in FirstPlaceForm.NAMES):
        return None
    of_production = held.production.client_id if held.production else None
    told: dict[str, Any] = {"user": request.user, "client": held.client_id or of_production, "at": timezone.now()}
    asked = _chosen(FirstPlaceForm(request.GET, **told), FirstPlaceForm.NAMES)
    return FirstPlaceForm(request.POST or None, initial={"language": production.language, **asked}, **told)


def _chosen(form: Form, names: Iterable[str]) -> dict[str, Any]:
    """What an address proposes, as far as the form would take it."""
    form.is_valid()
    return {name: value for name in names if (value := form.cleaned_data.get(name))}


def _add(
    request: SignedInRequest, held: Workspace, form: IdeaForm, place: FirstPlaceForm | None
) -> HttpResponse | None:
    """The idea, and its first variant where an account was chosen."""
    idea, at = {**held.values, **form.values()}, timezone.now()
    first = place.values() if place is not None else {}
    try:
        if first:
            variant = variants.begin(idea=idea, place=first, by=request.user, at=at)
            done(request, _("Idea added: write it for the first account"))
            return redirect("community:composing:variant", variant.pk)
        made = actions.add_idea(by=request.user, at=at, **idea)
    except actions.OfAnotherOwner:
        form.add_error("campaign", _("This campaign belongs to somebody else."))
    except variants.OfAnotherOwner:
        assert place is not None  # it is the place's account
        place.add_error("account", _("This account belongs to another client."))
    else:
        done(request, _("Idea added: write it for the first account"))
        return redirect(HERE, made.pk)
    return None


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
