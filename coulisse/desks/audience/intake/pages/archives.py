"""Files of messages kept elsewhere: brought, looked at, taken in."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.current import access_audience, on_production, within_reach
from coulisse.desks.audience.intake.access import access_archive
from coulisse.desks.audience.intake.actions import archiving
from coulisse.desks.audience.intake.forms import ArchiveForm
from coulisse.desks.audience.intake.models import Archive
from coulisse.desks.audience.intake.pages.channels import whole_house
from coulisse.desks.audience.intake.refusals import line_sentence, refusal
from coulisse.formats.problems import Unreadable
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.vault import EmptyFile, FileTooLarge
from coulisse.foundation.productions.current import show_as_current
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import refused

MOST = 50


@on_production
@require_http_methods(["GET", "POST"])
def archives(request: SignedInRequest, production: Production) -> HttpResponse:
    """The files brought so far, and bringing one: nothing is taken in yet."""
    access_audience(request.user, production.pk, to="change" if request.method == "POST" else "read")
    is_whole = whole_house(request.user, "change")
    form = ArchiveForm(
        request.POST or None,
        request.FILES or None,
        productions=within_reach(request.user, "change").order_by("title"),
        whole_house=is_whole,
        initial={"production": production.pk},
    )
    if request.method == "POST" and form.is_valid():
        brought = _brought(request, form)
        if brought is not None:
            return redirect("audience:intake:archive", brought.pk)
    rows = Archive.objects.select_related("production", "brought_by")
    rows = rows if whole_house(request.user) else rows.filter(production__in=within_reach(request.user))
    context = {
        "production": production,
        "tab": "archives",
        "form": form,
        "archives": rows[:MOST],
        "may_change": request.user.may("change", desk=Desk.AUDIENCE, production=production.pk),
        "is_whole_house": whole_house(request.user),
    }
    return render(request, "audience/intake/archives.html", context, status=422 if form.errors else 200)


def _brought(request: SignedInRequest, form: ArchiveForm) -> Archive | None:
    read: dict[str, Any] = form.cleaned_data
    name = str(read["file"].name)
    try:
        return archiving.bring(
            file=read["file"].file,
            name=name,
            channel=read["channel"],
            production=read["production"],
            to_answer=read["to_answer"],
            by=request.user,
            at=timezone.now(),
        )
    except Unreadable as problem:
        form.add_error("file", f"{name}: {refusal(problem)}")
    except archiving.NothingToTakeIn:
        form.add_error("file", _("%(name)s holds no message that can be read.") % {"name": name})
    except FileTooLarge:
        form.add_error("file", _("%(name)s is over 200 MB. Cut it in several files.") % {"name": name})
    except EmptyFile:
        form.add_error("file", _("%(name)s is empty. Choose another file.") % {"name": name})
    return None


@door(MEMBER)
@require_GET
def archive(request: SignedInRequest, pk: int) -> HttpResponse:
    """What would come in, which lines can't be read, and what has come in."""
    found = access_archive(request.user, pk)
    if found.production_id is not None:
        show_as_current(request, found.production_id)
    context = {
        "production": found.production,
        "archive": found,
        "tab": "archives",
        "problems": [line_sentence(one) for one in found.problems],
        "may_change": request.user.may("change", desk=Desk.AUDIENCE, production=found.production_id),
        "is_whole_house": whole_house(request.user),
    }
    return render(request, "audience/intake/archive.html", context)


@door(MEMBER)
@require_POST
def take_in(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_archive(request.user, pk, to="change")
    title = _("Messages of %(name)s taken in") % {"name": found.name}
    try:
        begun = archiving.take_in_archive(archive=found, title=title, by=request.user, at=timezone.now())
    except archiving.AlreadyTakenIn:
        refused(request, _("Every message of this file is in already."))
        return redirect("audience:intake:archive", pk)
    return redirect("jobs:one", begun.pk)
