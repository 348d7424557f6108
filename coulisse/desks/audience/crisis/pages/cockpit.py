"""The cockpit: an alarm, what it consists of, what to do; opening, noting, standing down, taking up again."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.care.queries.team import colleagues
from coulisse.desks.audience.crisis.access import (
    access_alarm,
    access_broadcast,
    access_check,
    access_crisis,
    access_on_call,
)
from coulisse.desks.audience.crisis.actions import alarms, crises
from coulisse.desks.audience.crisis.forms import LessonsForm, NoteForm, OnCallForm, OpenForm, ReasonForm
from coulisse.desks.audience.crisis.models import Alarm, Crisis
from coulisse.desks.audience.crisis.queries.cockpit import (
    alarms_of,
    cockpit,
    crises_of,
    current_alarm,
    latest_message_at,
)
from coulisse.desks.audience.crisis.queries.review import checks_of, log_of, review
from coulisse.desks.audience.crisis.queries.slots import coming
from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.facts.crisis import CrisisOpened
from coulisse.foundation.journal.links import REGISTRY
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused

HERE = "audience:crisis:cockpit"


@on_production
@require_GET
def page(request: SignedInRequest, production: Production) -> HttpResponse:
    """The alarm that stands, or the calm; `?alarm=` opens an earlier one."""
    access_audience(request.user, production.pk)
    at = timezone.now()
    known = alarms_of(production)
    latest = latest_message_at(production)
    alarm = _asked(request, known) or current_alarm(known, latest)
    crises_known = crises_of(production)
    crisis = next((one for one in crises_known if one.state == Crisis.State.OPEN), None) or (
        next((one for one in crises_known if one.alarm_id == alarm.pk), None) if alarm else None
    )
    after = max(at, latest) if latest else at
    may_change = may(request.user, "change", production.pk)
    shown = cockpit(alarm, user=request.user, at=at) if alarm else None
    context = {
        "production": production,
        "alarm": alarm,
        "shown": shown,
        "others": [one for one in known if alarm is None or one.pk != alarm.pk],
        "crises": crises_known,
        "crisis": crisis,
        "log": log_of(crisis) if crisis else (),
        "checks": checks_of(crisis) if crisis else (),
        "nobody_listens": not any(fact is CrisisOpened for fact, _link in REGISTRY.brakes.values()),
        "coming": coming(production, after),
        "people": colleagues(production.pk, but=request.user, day=localdate(at)) if may_change else [],
        "may_change": may_change,
        "open_form": OpenForm(initial={"title": _title_of(shown)}),
        "note_form": NoteForm(),
        "latest": latest,
    }
    return render(request, "audience/crisis/cockpit.html", context)


def _asked(request: SignedInRequest, known: list[Alarm]) -> Alarm | None:
    asked = request.GET.get("alarm", "")
    if not asked.isdecimal() or len(asked) > 18:
        return None
    found = next((one for one in known if one.pk == int(asked)), None)
    if found is None:
        raise Http404
    return found


def _title_of(shown: Any) -> str:
    if shown is None:
        return ""
    return str(shown.cause or shown.headline)[:200]


@door(MEMBER)
@require_POST
def watch(request: SignedInRequest, pk: int) -> HttpResponse:
    """Stay on watch: no crisis for now."""
    alarm = access_alarm(request.user, pk, to="change")
    try:
        alarms.stay_on_watch(alarm=alarm, by=request.user, at=timezone.now())
    except alarms.AlarmOver:
        refused(request, _("A crisis was opened or stood down meanwhile."))
    else:
        done(request, _("On watch: a crisis is proposed again if the messages double"))
    return redirect(_to(alarm.production_id))


@on_production
@require_POST
def open_crisis(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk, to="change")
    form = OpenForm(request.POST)
    asked = request.POST.get("alarm", "")
    alarm = access_alarm(request.user, int(asked), to="change") if asked.isdecimal() and len(asked) < 18 else None
    if alarm is not None and alarm.production_id != production.pk:
        raise Http404
    if not form.is_valid():
        refused(request, _("Say what it is about and why."))
        return redirect(_to(production.pk))
    try:
        crises.open_crisis(
            production=production, alarm=alarm, **form.cleaned_data, by=request.user, at=timezone.now()
        )
    except crises.CrisisOpenAlready:
        refused(request, _("A crisis of this production is open already."))
    except crises.ReasonMissing:
        refused(request, _("Say what it is about and why."))
    else:
        done(request, _("Crisis opened, the team was written to"))
    return redirect(_to(production.pk))


@door(MEMBER)
@require_POST
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    crisis = access_crisis(request.user, pk, to="change")
    try:
        crises.note(crisis=crisis, text=request.POST.get("text", "")[:500], by=request.user, at=timezone.now())
    except crises.NoteMissing:
        refused(request, _("Write what happened."))
    except crises.NotOpen:
        refused(request, _("It was stood down meanwhile: take it up again to note something."))
    return redirect(_to(crisis.production_id))


@door(MEMBER)
@require_POST
def add_check(request: SignedInRequest, pk: int) -> HttpResponse:
    crisis = access_crisis(request.user, pk, to="change")
    try:
        crises.add_check(
            crisis=crisis, text=request.POST.get("text", "")[:200], by=request.user, at=timezone.now()
        )
    except crises.NoteMissing:
        refused(request, _("Write what is to be done."))
    except crises.NotOpen:
        refused(request, _("It was stood down meanwhile."))
    return redirect(_to(crisis.production_id))


@door(MEMBER)
@require_POST
def tick(request: SignedInRequest, pk: int) -> HttpResponse:
    check = access_check(request.user, pk)
    crises.tick(check=check, is_done=request.POST.get("done") == "1", by=request.user, at=timezone.now())
    return redirect(_to(check.crisis.production_id))


@door(MEMBER)
@require_POST
def stand_down(request: SignedInRequest, pk: int) -> HttpResponse:
    crisis = access_crisis(request.user, pk, to="change")
    form = ReasonForm(request.POST)
    try:
        crises.stand_down(
            crisis=crisis,
            reason=form.cleaned_data["reason"] if form.is_valid() else "",
            by=request.user,
            at=timezone.now(),
        )
    except crises.ReasonMissing:
        refused(request, _("Say why it is over."))
    except crises.NotOpen:
        refused(request, _("It was stood down meanwhile."))
    else:
        undo = reverse("audience:crisis:resume", args=[pk])
        done(request, _("Crisis stood down"), undo=undo)
        return redirect("audience:crisis:review", pk)
    return redirect(_to(crisis.production_id))


@door(MEMBER)
@require_POST
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    crisis = access_crisis(request.user, pk, to="change")
    reason = request.POST.get("reason", "").strip()[:300] or _("Stood down by mistake")
    try:
        crises.resume(crisis=crisis, reason=reason, by=request.user, at=timezone.now())
    except crises.NotDown:
        refused(request, _("It is open."))
    except crises.CrisisOpenAlready:
        refused(request, _("Another crisis of this production is open."))
    else:
        done(request, _("Crisis taken up again"))
    return redirect(_to(crisis.production_id))


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def after(request: SignedInRequest, pk: int) -> HttpResponse:
    """What happened, computed; what was learned, typed. It prints."""
    crisis = access_crisis(request.user, pk, to="change" if request.method == "POST" else "read")
    form = LessonsForm(request.POST or None, initial={"version": crisis.version, "lessons": crisis.lessons})
    if request.method == "POST" and form.is_valid():
        try:
            crises.write_lessons(
                crisis=crisis,
                lessons=form.cleaned_data["lessons"],
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse("audience:crisis:review", args=[pk]))
        done(request, _("Lessons saved"))
        return redirect("audience:crisis:review", pk)
    at = timezone.now()
    context = {
        "crisis": crisis,
        "production": crisis.production,
        "alarm": crisis.alarm,
        "found": review(crisis, user=request.user, at=at),
        "form": form,
        "may_change": may(request.user, "change", crisis.production_id),
        "at": at,
    }
    return render(request, "audience/crisis/review.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_POST
def on_call(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put somebody on call for a broadcast."""
    broadcast = access_broadcast(request.user, pk)
    production = broadcast.programme.production_id
    if production is None:
        raise Http404
    people = [*colleagues(production, but=request.user, day=localdate(timezone.now())), request.user]
    form = OnCallForm(request.POST, people=people)
    if form.is_valid():
        row = alarms.put_on_call(
            broadcast=broadcast,
            person=form.cleaned_data["person"],
            production=production,
            by=request.user,
            at=timezone.now(),
        )
        done(request, _("%(name)s is on call") % {"name": row.person})
    else:
        refused(request, _("Choose somebody of the desk."))
    return redirect(_to(production))


@door(MEMBER)
@require_POST
def off_call(request: SignedInRequest, pk: int) -> HttpResponse:
    row = access_on_call(request.user, pk)
    production = row.broadcast.programme.production_id
    alarms.take_off_call(on_call=row, production=production, by=request.user, at=timezone.now())
    done(request, _("%(name)s is off the call") % {"name": row.person})
    return redirect(_to(production))


def _to(production: int | None) -> str:
    here = reverse(HERE)
    return f"{here}?production={production}" if production is not None else here
