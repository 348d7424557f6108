"""The grid of a day, a programme, and a file looked at before it is put on the grid."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from coulisse.formats.problems import Unreadable
from coulisse.foundation.accounts.access import require
from coulisse.foundation.grid import actions
from coulisse.foundation.grid.access import access_grid_file, access_programme
from coulisse.foundation.grid.forms import GridFileForm, TieForm
from coulisse.foundation.grid.queries import coming_up, day_of, next_day_on_air
from coulisse.foundation.grid.refusals import sentence
from coulisse.foundation.productions.queries import visible_to
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door


@door(MEMBER)
def list_(request: SignedInRequest) -> HttpResponse:
    day = _day_of(request.GET.get("day", ""))
    lanes = day_of(day)
    return render(
        request,
        "grid/day.html",
        {
            "day": day,
            "before": day - timedelta(days=1),
            "after": day + timedelta(days=1),
            "lanes": lanes,
            "next_day": None if any(lane.broadcasts for lane in lanes) else next_day_on_air(day),
            "may_change": request.user.may("change"),
        },
    )


@door(MEMBER)
def programme(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_programme(request.user, pk)
    form = TieForm(productions=visible_to(request.user), initial={"production": found.production_id})
    context = {
        "programme": found,
        "broadcasts": coming_up(pk, timezone.localdate() - timedelta(days=30)),
        "form": form,
        "may_change": request.user.may("change"),
    }
    return render(request, "grid/programme.html", context)


@require_POST
@door(MEMBER)
def tie(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_programme(request.user, pk, to="change")
    form = TieForm(request.POST, productions=visible_to(request.user))
    if form.is_valid():
        production = form.cleaned_data["production"]
        actions.tie(found, production=production, by=request.user, at=timezone.now())
        done = (
            _("%(programme)s is tied to %(production)s.") if production else _("%(programme)s is tied to nothing.")
        )
        toasts.done(request, done % {"programme": found, "production": production})
    return redirect("grid:programme", pk=pk)


@door(MEMBER)
def bring(request: SignedInRequest) -> HttpResponse:
    require(request.user, "change", seen=True)
    form = GridFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        if upload.size > actions.MOST_BYTES:
            form.add_error("file", _("%(name)s: over 32 MB. Ask for a shorter period.") % {"name": upload.name})
        else:
            try:
                file = actions.bring(content=upload.read(), name=upload.name, by=request.user, at=timezone.now())
            except Unreadable as refused:
                form.add_error("file", f"{upload.name}: {sentence(refused)}")
            except actions.NothingToPut:
                form.add_error("file", _("%(name)s holds no programme that can be read.") % {"name": upload.name})
            else:
                return redirect("grid:look", pk=file.pk)
    return render(request, "grid/bring.html", {"form": form}, status=422 if form.errors else 200)


@door(MEMBER)
def look(request: SignedInRequest, pk: int) -> HttpResponse:
    file = access_grid_file(request.user, pk)
    plan = actions.look(file)
    context = {
        "file": file,
        "plan": plan,
        "counts": plan.counts,
        "refusals": [sentence(found) for found in plan.problems[:100]],
    }
    return render(request, "grid/look.html", context)


@require_POST
@door(MEMBER)
def put(request: SignedInRequest, pk: int) -> HttpResponse:
    file = access_grid_file(request.user, pk)
    try:
        counts = actions.put_on_the_grid(file, by=request.user, at=timezone.now()).counts
    except actions.AlreadyOnTheGrid:
        toasts.refused(request, _("This file is on the grid already."))
    else:
        changed = counts["added"] + counts["moved"] + counts["cancelled"] + counts["reinstated"]
        done = ngettext("%(n)d broadcast put on the grid.", "%(n)d broadcasts put on the grid.", changed)
        toasts.done(request, done % {"n": changed})
    return redirect("grid:list")


def _day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
