"""Meetings with the public, as the desk plans and welcomes them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.current import access_audience, may, on_production
from coulisse.desks.audience.meetings.access import access_arrival, access_evening, access_registration
from coulisse.desks.audience.meetings.actions import evenings as actions
from coulisse.desks.audience.meetings.forms import EveningForm
from coulisse.desks.audience.meetings.models import Registration
from coulisse.desks.audience.meetings.queries.evenings import (
    at_the_door,
    badges_of,
    evenings_of,
    guests_of,
    seats_of,
)
from coulisse.desks.audience.meetings.queries.voices import ideas_of, panels_of, questionnaires_of
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.toasts import done, refused
from coulisse.papers.badges import badges, welcome_list

HERE = "audience:meetings:evening"


def reading_language() -> str:
    return (get_language() or "fr")[:2]


def secret_root(request: HttpRequest, route: str) -> str:
    """What an address with a secret begins with: the secret is made after, inside the action."""
    return request.build_absolute_uri(reverse(route, args=["-"])).removesuffix("-/")


@on_production
@require_GET
def listing(request: SignedInRequest, production: Production) -> HttpResponse:
    """The evenings, the questionnaires, the panels and the box for ideas of a production."""
    access_audience(request.user, production.pk)
    language = reading_language()
    context = {
        "production": production,
        "evenings": evenings_of(production, language=language),
        "questionnaires": questionnaires_of(production, language=language),
        "panels": panels_of(production),
        "ideas": ideas_of(production),
        "may_change": may(request.user, "change", production.pk),
    }
    return render(request, "audience/meetings/list.html", context)


@on_production
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, production: Production) -> HttpResponse:
    access_audience(request.user, production.pk, to="change")
    form = EveningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan(production=production, values=form.values(), by=request.user, at=timezone.now())
        except actions.AddressTaken:
            form.add_error("slug", _("Another meeting has this address: choose another one."))
        else:
            done(request, _("Meeting planned: its form is open to the public"))
            return redirect(HERE, made.pk)
    context = {"form": form, "production": production, "back": reverse("audience:meetings:list")}
    return render(request, "audience/meetings/edit.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    evening = access_evening(request.user, pk, to="change")
    form = EveningForm(request.POST or None, row=evening)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(
                evening=evening,
                values=form.values(),
                read_version=form.cleaned_data["version"] or 0,
                by=request.user,
                at=timezone.now(),
            )
        except actions.AddressTaken:
            form.add_error("slug", _("Another meeting has this address: choose another one."))
        except StaleWrite as stale:
            return stale_answer(request, stale, back=reverse(HERE, args=[pk]))
        else:
            done(request, _("Meeting saved"))
            return redirect(HERE, pk)
    context = {
        "form": form,
        "production": evening.production,
        "evening": evening,
        "back": reverse(HERE, args=[pk]),
    }
    return render(request, "audience/meetings/edit.html", context, status=422 if form.errors else 200)


@door(MEMBER)
@require_GET
def evening(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who comes, who waits, and what the public sees."""
    found = access_evening(request.user, pk)
    guests = guests_of(found)
    taken = seats_of(guests, Registration.State.CONFIRMED)
    context = {
        "evening": found,
        "production": found.production,
        "guests": guests,
        "taken": taken,
        "free": max(found.seats - taken, 0),
        "waiting": seats_of(guests, Registration.State.WAITING),
        "address": public_address(request, found.slug),
        "may_change": may(request.user, "change", found.production_id),
    }
    return render(request, "audience/meetings/evening.html", context)


def public_address(request: SignedInRequest, slug: str) -> str:
    return request.build_absolute_uri(reverse("audience:meetings:public", args=[slug]))


@door(MEMBER)
@require_POST
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_evening(request.user, pk, to="change")
    address = public_address(request, found.slug)
    count = actions.invite(evening=found, link=address, by=request.user, at=timezone.now())
    if count:
        said = ngettext("%(count)s invitation in the mail", "%(count)s invitations in the mail", count)
        done(request, said % {"count": count})
    else:
        refused(request, _("Nobody is left to invite: nobody else agreed to invitations."))
    return redirect(HERE, pk)


@door(MEMBER)
@require_POST
def strike(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody called to say that they don't come."""
    found = access_registration(request.user, pk, to="change")
    actions.cancel(registration=found, by=request.user, at=timezone.now())
    done(request, _("Registration cancelled; a free place goes to whoever waits first"))
    return redirect(HERE, found.evening_id)


@door(MEMBER)
@require_GET
def welcoming(request: SignedInRequest, pk: int) -> HttpResponse:
    """The door, on a telephone: type a name, press when they are there."""
    found = access_evening(request.user, pk, to="change")
    typed = request.GET.get("q", "")[:80]
    guests = at_the_door(found, typed)
    arrived = sum(one.seats for one in guests if one.arrived_at)
    context = {
        "evening": found,
        "production": found.production,
        "typed": typed,
        "guests": guests,
        "arrived": arrived,
        "expected": sum(one.seats for one in guests),
    }
    return render(request, "audience/meetings/door.html", context)


@door(MEMBER)
@require_POST
def welcome(request: SignedInRequest, pk: int) -> HttpResponse:
    found = access_registration(request.user, pk, to="change")
    if request.POST.get("back"):
        actions.take_welcome_back(registration=found)
    else:
        try:
            actions.welcome(registration=found, by=request.user, at=timezone.now())
        except actions.NotComing:
            refused(request, _("%(name)s has no place: give one first.") % {"name": found.name})
    return redirect("audience:meetings:door", found.evening_id)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def arrive(request: SignedInRequest, token: str) -> HttpResponse:
    """What the camera of a telephone opens: the person, and one button."""
    found = access_arrival(request.user, token)
    if request.method == "POST":
        try:
            actions.welcome(registration=found, by=request.user, at=timezone.now())
        except actions.NotComing:
            refused(request, _("%(name)s has no place: give one first.") % {"name": found.name})
        return redirect("audience:meetings:arrive", token)
    context = {"registration": found, "evening": found.evening, "production": found.evening.production}
    return render(request, "audience/meetings/arrive.html", context)


@door(MEMBER)
@require_GET
def paper(request: SignedInRequest, pk: int, kind: str) -> HttpResponse:
    """The badges, or the list to sign."""
    found = access_evening(request.user, pk)
    makers = {"badges": badges, "liste": welcome_list}
    if kind not in makers:
        raise Http404
    language = reading_language()
    content = makers[kind](badges_of(found, language=language, at=timezone.now()), language)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{found.slug}-{kind}.pdf"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
