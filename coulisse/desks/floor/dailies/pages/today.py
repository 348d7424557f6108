"""The day on the set, by the thumb: each tap is one post, and may come late from a telephone without a network."""

from datetime import date, datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coulisse.desks.floor.current import on_production
from coulisse.desks.floor.dailies import actions
from coulisse.desks.floor.dailies.access import access_check
from coulisse.desks.floor.dailies.forms import HourForm, IncidentForm, PresenceForm, SceneForm
from coulisse.desks.floor.dailies.models import Mark, Presence, SceneDone, ShootingDay
from coulisse.desks.floor.dailies.queries.today import last_marked, today
from coulisse.desks.floor.dailies.shot import happened_on
from coulisse.desks.floor.schedule.access import access_day
from coulisse.desks.floor.schedule.models import Day
from coulisse.desks.floor.schedule.queries.days import DayLine, days_of
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.vault import EmptyFile, FileTooLarge
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.people.models import Contact
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui import toasts
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.kernel.eighths import Eighths
from coulisse.kernel.times import to_brussels

OLDEST_NEWS: Final = timedelta(days=7)
"""A telephone that was offline for longer has the wrong clock."""
LONGEST_KEY: Final = 40


@on_production
@require_GET
def today_(request: SignedInRequest, production: Production) -> HttpResponse:
    """Today where today is shot, else the day last worked on, else the next to come; `?day=` asks for another."""
    days = [line for line in days_of(production) if line.number is not None]
    if not days:
        return render(request, "floor/dailies/no_day.html", {"production": production})
    now = timezone.now()
    line = _asked(request, days) or _nearest(days, to_brussels(now).date(), production)
    day = access_day(request.user, line.pk)
    place = days.index(line)
    return render(
        request,
        "floor/dailies/today.html",
        {
            "production": production,
            "line": line,
            "seen": today(day, now=clock_of(day, now)),
            "before": days[place - 1] if place else None,
            "after": days[place + 1] if place + 1 < len(days) else None,
            "may_change": request.user.may("change", desk=Desk.FLOOR, production=production.pk),
            "may_private": request.user.scope().may_private(production=production.pk),
        },
    )


def clock_of(day: Day, now: datetime) -> datetime:
    """The hour by which a day is judged: now while it lasts; a day to come hasn't begun, a past one is over."""
    if to_brussels(now).date() < day.date:
        return to_brussels(now)
    return now


def _asked(request: SignedInRequest, days: list[DayLine]) -> DayLine | None:
    asked = request.GET.get("day", "")
    unit = request.GET.get("unit", "")
    return next((line for line in days if line.date.isoformat() == asked and line.unit == unit), None)


def _nearest(days: list[DayLine], on: date, production: Production) -> DayLine:
    today_is = next((line for line in days if line.date == on), None)
    marked = last_marked(production)
    worked = next((line for line in days if line.date == marked), None)
    return today_is or worked or next((line for line in days if line.date >= on), days[-1])


@require_POST
@door(MEMBER)
def mark(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    day = access_day(request.user, pk, to="change")
    if kind not in Mark.Kind.values:
        raise Http404
    form = HourForm(request.POST)
    now = timezone.now()
    if not form.is_valid():
        return _back(request, day, refusal=_("That is not an hour. Write it as 08:40."))
    try:
        made = actions.mark(
            day=day,
            kind=Mark.Kind(kind),
            happened_at=_told_at(request, form.moment(day.date, now), now),
            by=request.user,
            at=now,
        )
    except actions.HoursOutOfOrder as disorder:
        standing = disorder.standing
        said = _("Not marked: %(mark)s stands at %(hour)s. Correct that hour first.")
        hour = f"{to_brussels(standing.happened_at):%H:%M}"
        return _back(request, day, refusal=said % {"mark": standing.get_kind_display(), "hour": hour})
    hour = f"{to_brussels(made.happened_at):%H:%M}"
    undo = reverse("floor:dailies:unmark", args=[day.pk, kind])
    return _back(
        request,
        day,
        said=_("%(mark)s marked at %(hour)s.") % {"mark": made.get_kind_display(), "hour": hour},
        undo=undo,
    )


@require_POST
@door(MEMBER)
def unmark(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    day = access_day(request.user, pk, to="change")
    if kind not in Mark.Kind.values:
        raise Http404
    actions.unmark(day=day, kind=Mark.Kind(kind))
    return _back(request, day)


@require_POST
@door(MEMBER)
def begin_checks(request: SignedInRequest, pk: int) -> HttpResponse:
    day = access_day(request.user, pk, to="change")
    actions.begin_checks(day=day)
    return _back(request, day, at="checks")


@require_POST
@door(MEMBER)
def tick(request: SignedInRequest, pk: int) -> HttpResponse:
    check = access_check(request.user, pk, to="change")
    now = timezone.now()
    actions.tick(check=check, done_at=_told_at(request, now, now), by=request.user)
    return _back(request, check.day, at="checks")


@require_POST
@door(MEMBER)
def untick(request: SignedInRequest, pk: int) -> HttpResponse:
    check = access_check(request.user, pk, to="change")
    actions.untick(check=check)
    return _back(request, check.day, at="checks")


@require_POST
@door(MEMBER)
def arrive(request: SignedInRequest, pk: int, contact: int) -> HttpResponse:
    """One tap: here. A second tap on somebody who is here takes it back."""
    day = access_day(request.user, pk, to="change")
    person = _called(day, contact)
    now = timezone.now()
    here = request.POST.get("here") != "no"
    arrived = _told_at(request, now, now) if here else None
    actions.note_presence(day=day, contact=person, values={"arrived_at": arrived})
    return _back(request, day, at="people")


@door(MEMBER)
def person(request: SignedInRequest, pk: int, contact: int) -> HttpResponse:
    """Somebody's hours of the day."""
    day = access_day(request.user, pk, to="change" if request.method == "POST" else "read")
    who = _called(day, contact)
    row = Presence.objects.filter(contact=who, **happened_on(day)).first()
    form = PresenceForm(request.POST or None, initial=_hours(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_presence(day=day, contact=who, values=form.values(day.date))
        except actions.LeavesBeforeArriving:
            form.add_error("left", _("Before the arrival. Write a later hour; before 04:00 is the next day."))
        else:
            return _back(request, day, said=_("Hours of %(name)s noted.") % {"name": who.name}, at="people")
    context = {"day": day, "who": who, "form": form, "back": address_of(day), "production": day.board.production}
    return render(request, "floor/dailies/person.html", context, status=422 if form.errors else 200)


def _hours(row: Presence | None) -> dict[str, object]:
    if row is None:
        return {}
    return {
        "arrived": to_brussels(row.arrived_at).time() if row.arrived_at else None,
        "left": to_brussels(row.left_at).time() if row.left_at else None,
        "meal_minutes": row.meal_minutes,
        "accompanied_by": row.accompanied_by,
        "note": row.note,
    }


@require_POST
@door(MEMBER)
def begin_scene(request: SignedInRequest, pk: int, scene: int) -> HttpResponse:
    day = access_day(request.user, pk, to="change")
    now = timezone.now()
    actions.begin_scene(
        day=day, scene=_scene_of(day, scene), started_at=_told_at(request, now, now), by=request.user, at=now
    )
    return _back(request, day, at="scenes")


@door(MEMBER)
def scene(request: SignedInRequest, pk: int, scene: int) -> HttpResponse:
    """The script supervisor's line of one scene."""
    day = access_day(request.user, pk, to="change" if request.method == "POST" else "read")
    row = _scene_of(day, scene)
    done = SceneDone.objects.filter(scene=row, **happened_on(day)).first()
    form = SceneForm(request.POST or None, initial=_line(done))
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_scene(
                day=day,
                scene=row,
                values=without_left(form.values(day.date), request.POST),
                read_version=form.cleaned_data["version"],
                by=request.user,
                at=timezone.now(),
            )
        except StaleWrite as refused:
            return stale_answer(request, refused, back=address_of(day, "scenes"))
        return _back(request, day, said=_("Scene %(number)s noted.") % {"number": row.number}, at="scenes")
    context = {
        "day": day,
        "scene": row,
        "form": form,
        "back": address_of(day, "scenes"),
        "production": day.board.production,
    }
    return render(request, "floor/dailies/scene.html", context, status=422 if form.errors else 200)


def _line(done: SceneDone | None) -> dict[str, object]:
    if done is None:
        return {"state": SceneDone.State.COMPLETE}
    return {
        "state": done.state,
        "eighths": str(Eighths(done.eighths)) if done.eighths else "",
        "seconds": f"{done.seconds // 60}:{done.seconds % 60:02}" if done.seconds is not None else "",
        "shots": done.shots,
        "started": to_brussels(done.started_at).time() if done.started_at else None,
        "ended": to_brussels(done.ended_at).time() if done.ended_at else None,
        "note": done.note,
        "version": done.version,
    }


@door(MEMBER)
def incident(request: SignedInRequest, pk: int) -> HttpResponse:
    day = access_day(request.user, pk, to="change")
    form = IncidentForm(request.POST or None)
    now = timezone.now()
    if request.method == "POST" and form.is_valid():
        actions.report_incident(
            day=day,
            values=form.values(day.date, _told_at(request, now, now)),
            key=_key(request),
            by=request.user,
            at=now,
        )
        return _back(request, day, said=_("Incident noted."), at="incidents")
    context = {"day": day, "form": form, "back": address_of(day, "incidents"), "production": day.board.production}
    return render(request, "floor/dailies/incident.html", context, status=422 if form.errors else 200)


@require_POST
@door(MEMBER)
def note(request: SignedInRequest, pk: int) -> HttpResponse:
    """Words or a photo, perhaps written hours ago without a network; the key makes it arrive once."""
    day = access_day(request.user, pk, to="change")
    key, now = _key(request), timezone.now()
    text = request.POST.get("text", "").strip()[:4_000]
    if key is None:
        return _back(
            request, day, refusal=_("Not kept: the note came without its key. Write it again."), at="notes"
        )
    try:
        photo = _photo(request, day, now)
    except (EmptyFile, FileTooLarge):
        return _back(
            request, day, refusal=_("Photo refused: it is empty or too large. Take it again, smaller."), at="notes"
        )
    if not text and photo is None:
        return _back(request, day, refusal=_("Nothing to keep: write a word or take a photo."), at="notes")
    actions.keep_note(
        day=day, text=text, photo=photo, taken_at=_told_at(request, now, now), key=key, by=request.user, at=now
    )
    return _back(request, day, said=_("Note kept."), at="notes")


def _photo(request: SignedInRequest, day: Day, now: datetime) -> Document | None:
    file = request.FILES.get("photo")
    if file is None or actions.is_known(_key(request) or ""):
        return None
    return keep(
        file.chunks(),
        name=file.name or "photo.jpg",
        by=request.user,
        at=now,
        production=day.board.production_id,
        title=_("Photo of day %(number)s") % {"number": day.number},
    )


def _key(request: SignedInRequest) -> str | None:
    key = request.POST.get("key", "").strip()
    return key if 8 <= len(key) <= LONGEST_KEY else None


def _told_at(request: SignedInRequest, otherwise: datetime, now: datetime) -> datetime:
    """When a telephone says that it happened, if that is believable: never to come, never more than a week ago."""
    told = parse_datetime(request.POST.get("told_at", "") or "")
    if told is None or told.tzinfo is None or not now - OLDEST_NEWS <= told <= now:
        return otherwise
    return told


def _called(day: Day, contact: int) -> Contact:
    """A person of this day's production; anybody else is not known here."""
    production = day.board.production_id
    rows = Contact.objects.filter(crew_of__production=production) | Contact.objects.filter(
        roles__role__production=production
    )
    return get_object_or_404(rows.distinct(), pk=contact)


def _scene_of(day: Day, pk: int) -> Scene:
    return get_object_or_404(Scene, pk=pk, production=day.board.production_id)


def address_of(day: Day | ShootingDay, part: str = "") -> str:
    production = day.board.production_id if isinstance(day, Day) else day.production_id
    asked = {"production": production, "day": day.date.isoformat(), **({"unit": day.unit} if day.unit else {})}
    there = f"{reverse('floor:dailies:today')}?{urlencode(asked)}"
    return f"{there}#{part}" if part else there


def _back(
    request: SignedInRequest,
    day: Day | ShootingDay,
    *,
    said: str = "",
    undo: str = "",
    refusal: str = "",
    at: str = "",
) -> HttpResponse:
    """To the page of the day; a telephone that empties its queue asks for a bare answer instead."""
    if request.headers.get("X-Queue") == "1":
        return HttpResponse(refusal, status=409 if refusal else 204, content_type="text/plain; charset=utf-8")
    if refusal:
        toasts.refused(request, refusal)
    elif said:
        toasts.done(request, said, undo=undo)
    return redirect(address_of(day, at))
