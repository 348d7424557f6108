"""The list of the people who write, one person, and what is corrected there."""

from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from coulisse.desks.audience.current import access_audience, current_production, may, on_production
from coulisse.desks.audience.relations.access import access_address, access_consent, access_writer, reached_by
from coulisse.desks.audience.relations.actions import people as actions
from coulisse.desks.audience.relations.forms import AddressForm, ConsentForm, GestureForm, WriterForm
from coulisse.desks.audience.relations.models import Writer
from coulisse.desks.audience.relations.queries.cards import Card, card
from coulisse.desks.audience.relations.queries.gestures import limit_of
from coulisse.desks.audience.relations.queries.history import history
from coulisse.desks.audience.relations.queries.merges import open_merges
from coulisse.desks.audience.relations.queries.people import people, suggestions
from coulisse.desks.audience.relations.queries.tickets import tickets_of
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.stale import stale_answer
from coulisse.foundation.ui.doors import MEMBER, SignedInRequest, door
from coulisse.foundation.ui.stale import without_left
from coulisse.foundation.ui.toasts import done, refused

PERSON: Final = "audience:relations:person"


@on_production
@require_GET
def listed(request: SignedInRequest, production: Production) -> HttpResponse:
    """The latest first; `?q=` finds by name, address or number."""
    access_audience(request.user, production.pk)
    words = request.GET.get("q", "")
    context = {
        "production": production,
        "words": words,
        "found": people(request.user, words=words, after=request.GET.get("after", "")),
        "merges": open_merges() if reached_by(request.user) is None else 0,
        "is_house": reached_by(request.user) is None,
    }
    return render(request, "audience/relations/list.html", context)


@on_production
@require_GET
def find(request: SignedInRequest, production: Production) -> JsonResponse:
    """Who is known under what is being typed, for a field that completes itself."""
    access_audience(request.user, production.pk)
    found = suggestions(request.user, request.GET.get("q", ""))
    people_found = [
        {
            "id": one.pk,
            "name": one.name,
            "address": one.address,
            "phone": one.phone,
            "email": one.email,
            "minor": one.is_minor,
        }
        for one in found
    ]
    response = JsonResponse({"people": people_found})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@door(MEMBER)
@require_GET
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """One person over all channels. A card that was merged leads to the one that it is part of."""
    writer = access_writer(request.user, pk)
    if writer.merged_into_id is not None:
        return redirect(PERSON, writer.merged_into_id)
    return _shown(request, writer)


def _shown(request: SignedInRequest, writer: Writer, *, status: int = 200, **forms: Any) -> HttpResponse:
    production = current_production(request)
    shown = card(writer.pk, user=request.user)
    context: dict[str, Any] = {
        "production": production,
        "writer": writer,
        "card": shown,
        "history": history(writer, user=request.user),
        "tickets": tickets_of(writer, within=reached_by(request.user)),
        "limit": limit_of(production) if production is not None else None,
        "may_offer": production is not None and may(request.user, "change", production.pk),
        "form": WriterForm(writer=writer),
        "address_form": AddressForm(),
        "consent_form": ConsentForm(),
        "gesture_form": GestureForm(writer=writer, initial={"order": _sold_twice(shown)}),
        "is_house": reached_by(request.user) is None,
    }
    return render(request, "audience/relations/person.html", context | forms, status=status)


def _sold_twice(shown: Card) -> int | None:
    """The person's own place among those that were sold twice: what a gesture is most likely about."""
    own = (ticket.pk for double in shown.doubles for ticket in double.tickets if ticket.writer_id == shown.pk)
    return next(own, None)


@door(MEMBER)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    writer = access_writer(request.user, pk, to="change")
    form = WriterForm(request.POST or None, writer=writer)
    if request.method != "POST" or not form.is_valid():
        context = {"writer": writer, "form": form, "production": current_production(request)}
        return render(request, "audience/relations/edit.html", context, status=422 if form.errors else 200)
    try:
        actions.edit(
            writer=writer,
            values=without_left(form.values(), request.POST),
            read_version=form.cleaned_data["version"] or 0,
            by=request.user,
            at=timezone.now(),
        )
    except StaleWrite as stale:
        return stale_answer(request, stale, back=reverse("audience:relations:edit", args=[pk]))
    done(request, _("Card saved"))
    return redirect(PERSON, pk)


@door(MEMBER)
@require_POST
def add_address(request: SignedInRequest, pk: int) -> HttpResponse:
    writer = access_writer(request.user, pk, to="change")
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _shown(request, writer, status=422, address_form=form)
    try:
        actions.add_address(writer=writer, **form.cleaned_data, by=request.user, at=timezone.now())
    except actions.NotAnAddress:
        form.add_error("value", _("This is no address of that kind. Check it, or choose another kind."))
    except actions.AddressTaken as taken:
        said = _("This address stands on the card of %(name)s. Merge the two cards if it is one person.")
        form.add_error("value", said % {"name": taken.holder})
    else:
        done(request, _("Address added"))
        return redirect(PERSON, pk)
    return _shown(request, writer, status=422, address_form=form)


@door(MEMBER)
@require_POST
def remove_address(request: SignedInRequest, pk: int) -> HttpResponse:
    address = access_address(request.user, pk)
    actions.remove_address(address=address, by=request.user, at=timezone.now())
    done(request, _("Address removed: a message from there makes a new card"))
    return redirect(PERSON, address.writer_id)


@door(MEMBER)
@require_POST
def give_consent(request: SignedInRequest, pk: int) -> HttpResponse:
    writer = access_writer(request.user, pk, to="change")
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return _shown(request, writer, status=422, consent_form=form)
    try:
        actions.give_consent(writer=writer, **form.cleaned_data, by=request.user, at=timezone.now())
    except actions.AlreadyAgreed:
        refused(request, _("A consent for this purpose is in force already."))
    else:
        done(request, _("Consent noted"))
    return redirect(PERSON, pk)


@door(MEMBER)
@require_POST
def withdraw_consent(request: SignedInRequest, pk: int) -> HttpResponse:
    consent = access_consent(request.user, pk)
    try:
        actions.withdraw_consent(consent=consent, by=request.user, at=timezone.now())
    except actions.AlreadyWithdrawn:
        refused(request, _("This consent was withdrawn before."))
    else:
        done(request, _("Consent withdrawn"))
    return redirect(PERSON, consent.writer_id)
