"""The box office: its files, the places sold twice, and what is offered to those who were wronged."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.relations.access import access_gesture, access_ticket_import, access_writer
from coulisse.desks.audience.relations.actions import gestures, tickets
from coulisse.desks.audience.relations.forms import ColumnsForm, GestureForm, LimitForm, RefuseForm, TicketFileForm
from coulisse.desks.audience.relations.imports import read_rows
from coulisse.desks.audience.relations.jobs import tickets_job
from coulisse.desks.audience.relations.models import GestureLimit, TicketImport
from coulisse.desks.audience.relations.queries.gestures import gestures_of, limit_of
from coulisse.desks.audience.relations.queries.tickets import double_sold, imports_of
from coulisse.desks.audience.relations.words import field_name, trouble_of_cell, trouble_of_file
from coulisse.formats.problems import Unreadable
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.queries import assignable
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE: Final = "audience:relations:tickets"
AT_ONCE: Final = 2_000
"""Rows up to which one waits for the answer; beyond, a job."""
SHOWN: Final = 12
LOOKED_AT: Final = 1_000


@on_production
@require_http_methods(["GET", "POST"])
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    """What was sold twice, what was offered, and the files; a new file is given here."""
    access_audience(request.user, production.pk, to="change" if request.method == "POST" else "read")
    form = TicketFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            given = tickets.give_file(
                production=production,
                content=upload.read(tickets.MOST_BYTES + 1),
                file_name=upload.name or "",
                by=request.user,
                at=timezone.now(),
            )
        except tickets.TooLarge:
            form.add_error(
                "file", _("The file is over 20 MB. Split it, and import the parts one after the other.")
            )
        except Unreadable as refusal:
            form.add_error("file", trouble_of_file(refusal))
        else:
            return redirect("audience:relations:ticket-import", given.pk)
    limit = GestureLimit.objects.filter(production=production).first()
    people = assignable(request.user, timezone.localdate())
    context = {
        "production": production,
        "form": form,
        "doubles": double_sold(production),
        "gestures": gestures_of(production),
        "imports": imports_of(production),
        "limit": limit_of(production),
        "limit_form": LimitForm(people=people, limit=limit),
        "may_change": may(request.user, "change", production.pk),
        "may_limit": request.user.may("change", desk=Desk.OFFICE, production=production.pk),
    }
    return render(request, "audience/relations/tickets.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def one_import(request: SignedInRequest, pk: int) -> HttpResponse:
    """The columns and first rows of a file before it is imported, what came of it afterwards."""
    imported = access_ticket_import(request.user, pk, to="change" if request.method == "POST" else "read")
    if imported.state != TicketImport.State.GIVEN:
        context = {
            "imported": imported,
            "production": imported.production,
            "problems": [_told(one) for one in imported.problems],
        }
        return render(request, "audience/relations/ticket_import.html", context)
    sheet = tickets.sheet_of(imported)
    initial = {f"column-{number}": code for number, code in enumerate(imported.mapping)}
    form = ColumnsForm(request.POST or None, columns=len(sheet.header), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            imported = tickets.choose_columns(imported=imported, mapping=form.mapping())
            if "import" in request.POST:
                return _import(request, imported, len(sheet.rows))
        except tickets.AlreadyImported:
            refused(request, _("This file was imported before. Here is what came of it."))
            return redirect("audience:relations:ticket-import", pk)
        except tickets.ColumnsMissing as missing:
            names = ", ".join(field_name(code) for code in missing.codes)
            form.add_error(None, _("Say which column holds: %(names)s.") % {"names": names})
    read = list(read_rows(sheet.rows[:LOOKED_AT], imported.mapping))
    problems = [trouble.as_json() for row in read for trouble in row.troubles]
    context = {
        "imported": imported,
        "production": imported.production,
        "form": form,
        "columns": [
            {
                "title": title,
                "field": form[f"column-{number}"],
                "values": [str(row.cells[number])[:60] for row in sheet.rows[:3] if row.cells[number] is not None],
            }
            for number, title in enumerate(sheet.header)
        ],
        "rows": read[:SHOWN],
        "count": len(sheet.rows),
        "looked_at": len(read),
        "problem_count": len(problems),
        "problems": [_told(one) for one in problems[:50]],
    }
    return render(request, "audience/relations/ticket_check.html", context, status=422 if form.errors else 200)


def _told(problem: dict[str, str | int]) -> dict[str, str | int]:
    return {
        "line": problem["line"],
        "field": field_name(str(problem["field"])),
        "text": trouble_of_cell(str(problem["code"]), str(problem["value"])),
    }


def _import(request: SignedInRequest, imported: TicketImport, rows: int) -> HttpResponse:
    at = timezone.now()
    if rows > AT_ONCE:
        tickets.begin_import(imported=imported)
        job = begin(
            tickets_job,
            by=request.user,
            at=at,
            title=_("Tickets of %(file)s") % {"file": imported.file_name},
            production=imported.production_id,
            key=imported.pk,
        )
        return redirect("jobs:one", job.pk)
    written = tickets.import_tickets(imported=imported, by=request.user, at=at)
    said = _("%(added)s places added, %(changed)s changed, %(same)s as before")
    done(request, said % {"added": written.added, "changed": written.changed, "same": written.same})
    return redirect("audience:relations:ticket-import", imported.pk)


@on_production
@require_POST
def set_limit(request: SignedInRequest, production: Production) -> HttpResponse:
    """Whoever keeps the money of the production delegates; whoever answers does not raise his own limit."""
    access_audience(request.user, production.pk)
    require(request.user, "change", desk=Desk.OFFICE, production=production.pk, seen=True)
    limit = GestureLimit.objects.filter(production=production).first()
    form = LimitForm(request.POST, people=assignable(request.user, timezone.localdate()), limit=limit)
    if form.is_valid():
        gestures.set_limit(production=production, **form.cleaned_data, by=request.user, at=timezone.now())
        done(request, _("Limit set"))
    else:
        refused(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
    return redirect(HERE)


@on_production
@require_POST
def offer(request: SignedInRequest, production: Production, pk: int) -> HttpResponse:
    """A gesture to one person, on the production that is worked on or the one of the place."""
    writer = access_writer(request.user, pk)
    form = GestureForm(request.POST, writer=writer)
    if not form.is_valid():
        refused(request, " ".join(str(text) for texts in form.errors.values() for text in texts))
        return redirect("audience:relations:person", pk)
    order = form.cleaned_data["order"]
    about = order.production if order is not None else production
    access_audience(request.user, about.pk, to="change")
    try:
        made = gestures.offer(
            production=about, writer=writer, **form.cleaned_data, by=request.user, at=timezone.now()
        )
    except gestures.NobodyApproves:
        refused(
            request,
            _("This is above the limit, and nobody is named to approve it. Offer less, or have the limit set."),
        )
    except (gestures.NothingOffered, gestures.ReasonMissing):
        refused(request, _("Write what is offered, and why."))
    else:
        if made.state == made.State.GIVEN:
            done(
                request,
                _("Gesture handed to the box office: %(what)s") % {"what": gestures.offered_in_words(made)},
            )
        else:
            done(request, _("Above the limit: the person named was asked to approve"))
    return redirect("audience:relations:person", pk)


@door(MEMBER)
@require_POST
def approve(request: SignedInRequest, pk: int) -> HttpResponse:
    gesture = access_gesture(request.user, pk, to="read")
    try:
        gestures.approve(gesture=gesture, by=request.user, at=timezone.now())
    except gestures.NotTheApprover:
        refused(request, _("Only the person named for it approves, and never whoever proposed it."))
    except gestures.AlreadyDecided:
        refused(request, _("It was decided meanwhile. It stays as decided."))
    else:
        done(request, _("Gesture approved, handed to the box office"))
    return redirect(HERE)


@door(MEMBER)
@require_POST
def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    gesture = access_gesture(request.user, pk, to="read")
    form = RefuseForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        gestures.refuse(gesture=gesture, reason=reason, by=request.user, at=timezone.now())
    except gestures.ReasonMissing:
        refused(request, _("Say why: whoever proposed it reads the reason."))
    except gestures.NotTheApprover:
        refused(request, _("Only the person named for it decides, and never whoever proposed it."))
    except gestures.AlreadyDecided:
        refused(request, _("It was decided meanwhile. It stays as decided."))
    else:
        done(request, _("Gesture refused"))
    return redirect(HERE)


@door(MEMBER)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    gesture = access_gesture(request.user, pk)
    try:
        gestures.take_back(gesture=gesture, by=request.user, at=timezone.now())
    except gestures.AlreadyDone:
        refused(request, _("The box office has done it already: settle it with them."))
    except gestures.AlreadyDecided:
        refused(request, _("It was decided meanwhile. It stays as decided."))
    else:
        done(request, _("Gesture taken back, its task too"))
    return redirect("audience:relations:person", gesture.writer_id)
