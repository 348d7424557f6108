"""The only ways to what the register holds: it follows the books of the office; a release opens by its link."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from coulisse.desks.office.current import access_office
from coulisse.desks.office.rights.models import (
    Concealment,
    Consent,
    Cue,
    Depiction,
    Derivation,
    Licence,
    MusicOffer,
    Obligation,
    Portrayed,
    Release,
    Work,
)
from coulisse.foundation.accounts.actions.guest_links import LinkRefused, find
from coulisse.foundation.accounts.models import GuestLink, User

RELEASE = "office.release"
"""What a link to a release opens, in `settings.COULISSE_GUEST_PAGES`; its object is a `Release`."""
M = TypeVar("M", bound=Model)


def access_work(user: User, pk: int, *, to: str = "read") -> Work:
    found = Work.objects.select_related("production__company", "document", "people_decided_by")
    return _reached(found, user, pk, to)


def access_portrayed(user: User, pk: int, *, to: str = "read") -> Portrayed:
    found = Portrayed.objects.select_related("production__company", "contact", "age_decided_by")
    return _reached(found, user, pk, to)


def access_obligation(user: User, pk: int, *, to: str = "read") -> Obligation:
    return _reached(Obligation.objects.select_related("production__company", "work"), user, pk, to)


def access_licence(user: User, pk: int, *, to: str = "read") -> Licence:
    return _of_work(Licence.objects.select_related("work__production__company", "document"), user, pk, to)


def access_depiction(user: User, pk: int, *, to: str = "read") -> Depiction:
    return _of_work(Depiction.objects.select_related("work__production__company", "person"), user, pk, to)


def access_derivation(user: User, pk: int, *, to: str = "read") -> Derivation:
    return _of_work(Derivation.objects.select_related("work__production", "source"), user, pk, to)


def access_concealment(user: User, pk: int, *, to: str = "read") -> Concealment:
    return _of_work(Concealment.objects.select_related("work__production", "depiction__person"), user, pk, to)


def access_cue(user: User, pk: int, *, to: str = "read") -> Cue:
    cue = get_object_or_404(Cue.objects.select_related("film__production__company", "music"), pk=pk)
    access_office(user, cue.film.production_id, to=to)
    return cue


def access_offer(user: User, pk: int, *, to: str = "read") -> MusicOffer:
    offer = get_object_or_404(MusicOffer.objects.select_related("film__production__company"), pk=pk)
    access_office(user, offer.film.production_id, to=to)
    return offer


def access_consent(user: User, pk: int, *, to: str = "read") -> Consent:
    consent = get_object_or_404(Consent.objects.select_related("person__production", "work"), pk=pk)
    access_office(user, consent.person.production_id, to=to)
    return consent


def access_release(user: User, pk: int, *, to: str = "read") -> Release:
    found = Release.objects.select_related("person__production__company", "work", "link", "asked_by")
    release = get_object_or_404(found, pk=pk)
    access_office(user, release.person.production_id, to=to)
    return release


def lent_release(token: str, at: datetime) -> tuple[GuestLink, Release]:
    """What the holder of a link may sign; unknown, expired, taken back or of another kind: 404, all alike."""
    try:
        link = find(token, at)
    except LinkRefused:
        raise Http404 from None
    release = release_behind(link)
    if release is None:
        raise Http404
    return link, release


def release_behind(link: GuestLink) -> Release | None:
    if link.kind != RELEASE:
        return None
    found = Release.objects.select_related("person__production__company", "work", "document__current", "asked_by")
    return found.filter(pk=link.object_id).first()


def _reached(rows: QuerySet[M], user: User, pk: int, to: str) -> M:
    row: M = get_object_or_404(rows, pk=pk)
    access_office(user, row.production_id, to=to)  # type: ignore[attr-defined]  # each of them has one
    return row


def _of_work(rows: QuerySet[M], user: User, pk: int, to: str) -> M:
    row: M = get_object_or_404(rows, pk=pk)
    access_office(user, row.work.production_id, to=to)  # type: ignore[attr-defined]  # each of them has one
    return row
