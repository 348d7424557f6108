"""Where the watch looks: added, changed, read at once, paused, removed; files handed in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.community.clients.workspaces import Workspace, asked_workspace
from coulisse.desks.community.current import access_owned, on_production
from coulisse.desks.community.watch import actions, reading
from coulisse.desks.community.watch.access import access_source, home_of
from coulisse.desks.community.watch.forms import HandInForm, SourceEditForm, SourceForm
from coulisse.desks.community.watch.models import WatchSource
from coulisse.desks.community.watch.taking import Taken
from coulisse.desks.community.watch.words import trouble
from coulisse.formats.problems import Unreadable
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused

LIST = "community:watch:list"


def list_of(workspace: Workspace) -> str:
    return f"{reverse(LIST)}?of={workspace.code}"


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    workspace = asked_workspace(request, production)
    access_owned(request.user, production=workspace.production_id, client=workspace.client_id, to="change")
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_source(workspace=workspace, values=form.values())
        except actions.SourceKnown:
            form.add_error("address", _("This address is read already."))
        else:
            if not row.address:
                done(request, _("Source added: hand its newsletters in"))
                return redirect("community:watch:hand-in", row.pk)
            done(request, _("Source added; it is read in a few minutes"))
            return redirect(list_of(workspace))
    context = {"form": form, "workspace": workspace, "title": _("Add a source"), "back": list_of(workspace)}
    return render(request, "community/watch/source_add.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_source(request.user, pk, to="change")
    home = list_of(home_of(row))
    form = SourceEditForm(request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        values = without_left(form.values(), request.POST)
        try:
            actions.edit_source(source=row, values=values, read_version=form.read_version)
        except StaleWrite as stale:
            return stale_answer(request, stale, back=home)
        except actions.SourceKnown:
            form.add_error("address", _("This address is read already."))
        else:
            done(request, _("Saved"))
            return redirect(home)
    context = {
        "form": form,
        "row": row,
        "workspace": home_of(row),
        "title": row.name,
        "trouble": trouble(row.trouble),
        "back": home,
    }
    return render(request, "community/watch/source.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def read(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the server now, and wait for its answer."""
    row = access_source(request.user, pk, to="change")
    home = list_of(home_of(row))
    if not row.address:
        refused(request, _("This source has no address: hand its newsletters in."))
        return redirect("community:watch:hand-in", pk)
    outcome = reading.read(row, at=timezone.now())
    if outcome.trouble:
        refused(request, " ".join((f"{row.name} —", trouble(outcome.trouble), *outcome.hints)))
    else:
        done(request, _("%(name)s: %(found)s") % {"name": row.name, "found": in_words(outcome.taken)})
    return redirect(home)


def in_words(taken: Taken) -> str:
    """How much was new."""
    return ngettext("%(n)s new find", "%(n)s new finds", taken.new) % {"n": taken.new}


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def hand_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """A newsletter as a file, or a feed that no server gives."""
    row = access_source(request.user, pk, to="change")
    home = list_of(home_of(row))
    form = HandInForm(request.POST, request.FILES) if request.method == "POST" else HandInForm()
    if request.method == "POST" and form.is_valid():
        try:
            taken = reading.hand_in(row, form.content(), at=timezone.now())
        except Unreadable as unreadable:
            form.add_error("file", trouble(unreadable.code))
        else:
            done(request, _("%(name)s: %(found)s") % {"name": row.name, "found": in_words(taken)})
            return redirect(home)
    context = {
        "form": form,
        "row": row,
        "workspace": home_of(row),
        "title": _("Hand in: %(name)s") % {"name": row.name},
        "back": home,
        "is_mail": row.kind == WatchSource.Kind.NEWSLETTER,
    }
    return render(request, "community/watch/hand_in.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def pause(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_source(request.user, pk, to="change")
    paused = not row.is_paused
    actions.pause_source(source=row, paused=paused)
    words = _("Paused: %(name)s") if paused else _("Read again: %(name)s")
    done(request, words % {"name": row.name})
    return redirect(list_of(home_of(row)))


@door(MEMBER)
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_source(request.user, pk, to="change")
    home, name = list_of(home_of(row)), row.name
    actions.remove_source(source=row)
    done(request, _("Removed: %(name)s") % {"name": name})
    return redirect(home)
