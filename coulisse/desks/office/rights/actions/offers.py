"""Offers for music: entered, chosen with what the clause makes of the others, declined, opened again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.office.facts.rights import OfferChosen, OfferDeclined, OfferReceived, OfferReopened
from coulisse.desks.office.rights.actions.telling import of_work, tell_of_work
from coulisse.desks.office.rights.models import MusicOffer, Work
from coulisse.desks.office.rights.reading import offer_of
from coulisse.engines.clearance import cost_of_choosing
from coulisse.foundation.accounts.models import User

State = MusicOffer.State


class ReasonMissing(Exception):
    """A choice says why."""


class DecidedAlready(Exception):
    """Somebody decided about this offer meanwhile."""


class NotDecided(Exception):
    """The offer is open."""


def receive(*, film: Work, values: Mapping[str, Any], by: User, at: datetime) -> MusicOffer:
    """Enter an offer beside the others; none replaces another."""
    with transaction.atomic():
        made = MusicOffer.objects.create(film=film, entered_by=by, entered_at=at, **values)
        tell_of_work(OfferReceived(**_of(made)), film, by=by, at=at)
    return made


def choose(*, offer: MusicOffer, reason: str, by: User, at: datetime) -> MusicOffer:
    """Take an offer up; the journal says by how much all rises. Raises `ReasonMissing`, `DecidedAlready`."""
    with transaction.atomic():
        chosen = offer.film.offers.select_for_update(of=("self",)).filter(state=State.CHOSEN).exclude(pk=offer.pk)
        lifted = cost_of_choosing(offer_of(offer), [offer_of(row) for row in chosen])
        written = _decide(offer, State.CHOSEN, reason, by=by, at=at)
        told = OfferChosen(**_of(written), lifted=lifted.cents, reason=written.reason)
        tell_of_work(told, written.film, by=by, at=at)
    return written


def decline(*, offer: MusicOffer, reason: str, by: User, at: datetime) -> MusicOffer:
    """Raises `ReasonMissing`, `DecidedAlready`."""
    with transaction.atomic():
        written = _decide(offer, State.DECLINED, reason, by=by, at=at)
        tell_of_work(OfferDeclined(**_of(written), reason=written.reason), written.film, by=by, at=at)
    return written


def reopen(*, offer: MusicOffer, by: User, at: datetime) -> MusicOffer:
    """Back to be decided. Raises `NotDecided`."""
    with transaction.atomic():
        fresh = _locked(offer)
        if fresh.state == State.OPEN:
            raise NotDecided(fresh.pk)
        _write(fresh, State.OPEN, "", None, None)
        tell_of_work(OfferReopened(**_of(fresh)), fresh.film, by=by, at=at)
    return fresh


def _decide(offer: MusicOffer, state: str, reason: str, *, by: User, at: datetime) -> MusicOffer:
    if not reason.strip():
        raise ReasonMissing
    fresh = _locked(offer)
    if fresh.state != State.OPEN:
        raise DecidedAlready(fresh.pk)
    _write(fresh, state, reason.strip(), by, at)
    return fresh


def _locked(offer: MusicOffer) -> MusicOffer:
    return MusicOffer.objects.select_for_update(of=("self",)).select_related("film").get(pk=offer.pk)


def _write(offer: MusicOffer, state: str, reason: str, by: User | None, at: datetime | None) -> None:
    offer.state, offer.reason, offer.decided_by, offer.decided_at = state, reason, by, at
    offer.version += 1
    offer.save(update_fields=["state", "reason", "decided_by", "decided_at", "version"])


def _of(offer: MusicOffer) -> dict[str, Any]:
    return {
        **of_work(offer.film),
        "offer_id": offer.pk,
        "track": offer.track,
        "offered_by": offer.offered_by,
        "cents": offer.asked_cents,
    }
