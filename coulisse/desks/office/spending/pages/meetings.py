"""Meetings: the pack before, the minutes after, open decisions all along."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.office.current import access_office, may, on_production
from coulisse.desks.office.spending.access import access_decision, access_meeting
from coulisse.desks.office.spending.actions import meetings as actions
from coulisse.desks.office.spending.forms import AnswerForm, DecisionForm, MeetingForm, TaskForm
from coulisse.desks.office.spending.queries.meetings import (
    decisions_of,
    meetings_of,
    pack_of,
    paper_of,
    tasks_of_meeting,
)
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.tasks.actions import PersonCannotSee
from coulisse.foundation.tasks.queries import assignable
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused
from coulisse.papers.meeting_pack import meeting_pack

LANGUAGES = ("fr", "nl", "en")
LIST = "office:spending:meetings"


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    """The meetings, and what is open between them."""
    access_office(request.user, production.pk)
    today = timezone.localdate()
    open_, decided = decisions_of(production, today=today)
    context = {
        "production": production,
        "meetings": meetings_of(production),
        "open": open_,
        "decided": decided,
        "form": DecisionForm(people=assignable(request.user, today)),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "office/spending/meetings.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.plan(production=production, values=form.values(), by=request.user, at=timezone.now())
        done(request, _("Meeting planned: its pack is ready"))
        return redirect("office:spending:meeting", made.pk)
    context = {"form": form, "production": production}
    return render(request, "office/spending/meeting_add.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def meeting(request: SignedInRequest, pk: int) -> HttpResponse:
    """The pack on the screen, the minutes to write, the tasks to give."""
    found = access_meeting(request.user, pk, to="change" if request.method == "POST" else "read")
    form = MeetingForm(request.POST or None, meeting=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_minutes(
                meeting=found,
                values=without_left(form.values(), request.POST),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse("office:spending:meeting", args=[pk]))
        done(request, _("Minutes saved"))
        return redirect("office:spending:meeting", pk)
    today = timezone.localdate()
    open_, decided = decisions_of(found.production, today=today, meeting=found)
    people = assignable(request.user, today)
    context = {
        "meeting": found,
        "production": found.production,
        "pack": pack_of(found),
        "open": open_,
        "decided": decided,
        "tasks": tasks_of_meeting(found),
        "form": form,
        "task_form": TaskForm(people=people),
        "decision_form": DecisionForm(people=people),
        "languages": LANGUAGES,
        "may_change": may(request.user, "change", found.production_id),
    }
    return render(request, "office/spending/meeting.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def paper(request: SignedInRequest, pk: int, language: str) -> HttpResponse:
    """One A4 in the language of a partner; the minutes on the next page, once there are any."""
    found = access_meeting(request.user, pk)
    if language not in LANGUAGES:
        raise Http404
    content = meeting_pack(paper_of(found, made_at=timezone.now()), language)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{found.production.code}-reunion-{timezone.localdate(found.starts_at):%Y%m%d}-{language}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@door(MEMBER)
@require_POST
def give_task(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_meeting(request.user, pk, to="change")
    form = TaskForm(request.POST, people=assignable(request.user, timezone.localdate()))
    if not form.is_valid():
        refused(request, _("Write what is to be done, by whom and by when."))
        return redirect("office:spending:meeting", pk)
    try:
        actions.give_task(meeting=found, **form.cleaned_data, by=request.user, at=timezone.now())
    except PersonCannotSee:
        refused(request, _("This person does not work on this production: give the task to somebody else."))
    else:
        done(request, _("Task given"))
    return redirect("office:spending:meeting", pk)


@on_production
@require_POST
def ask(request: SignedInRequest, production: Production) -> HttpResponse:
    access_office(request.user, production.pk, to="change")
    form = DecisionForm(request.POST, people=assignable(request.user, timezone.localdate()))
    if form.is_valid():
        actions.put_to_decision(
            production=production, values=form.cleaned_data, by=request.user, at=timezone.now()
        )
        done(request, _("Question open: it stays on each pack until it is decided"))
    else:
        refused(request, _("Write the question."))
    return redirect(_back(request))


@door(MEMBER)
@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_decision(request.user, pk, to="change")
    form = AnswerForm(request.POST, decision=found)
    if not form.is_valid():
        refused(request, _("Write what is decided."))
        return redirect(_back(request))
    try:
        actions.decide(decision=found, **form.cleaned_data, by=request.user, at=timezone.now())
    except actions.DecidedAlready:
        refused(request, _("Somebody decided meanwhile. Open the question again before another answer."))
    except actions.AnswerMissing:
        refused(request, _("Write what is decided."))
    else:
        done(request, _("Decided and kept in the journal"), undo=reverse("office:spending:reopen", args=[pk]))
    return redirect(_back(request))


@door(MEMBER)
@require_POST
def reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_decision(request.user, pk, to="change")
    try:
        actions.reopen(decision=found, by=request.user, at=timezone.now())
    except actions.NotDecided:
        refused(request, _("This question is open already."))
    else:
        done(request, _("The question is open again"))
    return redirect(_back(request))


def _back(request: SignedInRequest) -> str:
    """The meeting that one works in, or the list."""
    asked = request.POST.get("next", "")
    inside = reverse(LIST)
    return asked if asked.startswith(inside) and "//" not in asked else inside
