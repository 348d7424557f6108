"""Asking somebody to sign, through a link; and what they sign, refuse, or are not asked any more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.desks.office.facts.rights import ReleaseAsked, ReleaseRefused, ReleaseSigned, ReleaseTakenBack
from coulisse.desks.office.rights.access import RELEASE
from coulisse.desks.office.rights.actions.consents import NothingAgreed, give
from coulisse.desks.office.rights.actions.telling import of_person, tell_of_person
from coulisse.desks.office.rights.models import Portrayed, Release
from coulisse.desks.office.rights.models.people import Purpose
from coulisse.desks.office.rights.wording import lands, networks
from coulisse.foundation.accounts.actions import guest_links
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.mailroom.actions import To, post
from coulisse.kernel.times import to_brussels
from coulisse.papers.release import ReleasePaper, release_paper, strokes_of

LINK_LASTS: Final = timedelta(days=30)


class NothingAsked(Exception):
    """A release asks for the taking, for a purpose, or for both."""


class Closed(Exception):
    """It was signed, refused or taken back meanwhile."""


class SignerMissing(Exception):
    """A signature bears a name."""


class ChildNotAsked(Exception):
    """Whoever signs for a minor says that the child was asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A release, and the address to sign it at: known now and never again."""

    release: Release
    address: str


def ask(*, person: Portrayed, values: Mapping[str, Any], by: User, at: datetime) -> Asked:
    """Ask somebody to sign; with an e-mail address, a letter brings the link.

    `values`: work, asks_taking, purposes, networks, territories, starts_on, until, language, email. Raises
    `NothingAsked`, and what `mailroom.post` raises.
    """
    if not values.get("asks_taking") and not values.get("purposes"):
        raise NothingAsked
    with transaction.atomic():
        release = Release.objects.create(person=person, asked_by=by, asked_at=at, **values)
        lent = guest_links.lend(
            RELEASE,
            release.pk,
            person.name[:120],
            expires_at=at + LINK_LASTS,
            by=by,
            at=at,
            email=release.email,
            language=release.language,
            production=person.production_id,
            desk=Desk.OFFICE,
        )
        release.link = lent.link
        release.save(update_fields=["link"])
        address = settings.PUBLIC_URL + reverse("accounts:guest", args=[lent.token])
        if release.email:
            _write(release, address, by=by, at=at)
        told = ReleaseAsked(**of_person(person), release_id=release.pk, purposes=tuple(release.purposes))
        tell_of_person(told, person, by=by, at=at)
    return Asked(release, address)


def sign(
    *,
    release: Release,
    signed_by: str,
    second: str = "",
    child_agrees: bool = False,
    taking: bool,
    purposes: Sequence[str],
    drawn: str = "",
    language: str = "",
    at: datetime,
) -> Release:
    """What somebody agrees to, through their link: the paper is kept with its hash, and the consents stand.

    What was not asked cannot be agreed to; the paper is in the `language` that they read. Raises `SignerMissing`,
    `ChildNotAsked`, `consents.NothingAgreed`, `Closed`, and `papers.release.NotASignature`.
    """
    name = signed_by.strip()
    if not name:
        raise SignerMissing
    strokes_of(drawn)
    with transaction.atomic():
        fresh = _locked(release)
        person = fresh.person
        if person.is_minor and not child_agrees:
            raise ChildNotAsked
        agreed = [purpose for purpose in fresh.purposes if purpose in purposes]
        agreed_taking = fresh.asks_taking and taking
        if not agreed and not agreed_taking:
            raise NothingAgreed
        fresh.signed_at, fresh.signed_by, fresh.second_signer = at, name, second.strip()
        fresh.agreed, fresh.agreed_taking, fresh.drawn = agreed, agreed_taking, drawn
        fresh.language = language or fresh.language
        content = release_paper(_paper(fresh, at), fresh.language)
        fresh.document = keep(
            content,
            name=f"autorisation-{fresh.pk}.pdf",
            title=f"{person.name}, R-{fresh.pk}"[:200],
            production=person.production_id,
            private=person.is_minor,
            desk=Desk.OFFICE,
            tags=("autorisation",),
            language=fresh.language,
            by=None,
            at=at,
        )
        fresh.sha256 = fresh.document.current.sha256 if fresh.document.current else ""
        fresh.version += 1
        fresh.save()
        _note_guardians(fresh)
        give(
            person=person,
            taking=agreed_taking,
            purposes=agreed,
            values={
                "work": fresh.work,
                "networks": fresh.networks,
                "territories": fresh.territories,
                "starts_on": fresh.starts_on,
                "until": fresh.until,
                "signed_by": name,
                "by_guardian": person.is_minor,
                "release": fresh,
                "document": fresh.document,
            },
            by=None,
            at=at,
        )
        purposes_told = ("",) * agreed_taking + tuple(agreed)
        told = ReleaseSigned(**of_person(person), release_id=fresh.pk, purposes=purposes_told, sha256=fresh.sha256)
        tell_of_person(told, person, by=None, at=at)
    return fresh


def refuse(*, release: Release, at: datetime) -> Release:
    """They don't agree: nothing stands, and the register says so. Raises `Closed`."""
    with transaction.atomic():
        fresh = _locked(release)
        fresh.refused_at = at
        fresh.version += 1
        fresh.save(update_fields=["refused_at", "version"])
        told = ReleaseRefused(**of_person(fresh.person), release_id=fresh.pk)
        tell_of_person(told, fresh.person, by=None, at=at)
    return fresh


def take_back(*, release: Release, by: User, at: datetime) -> Release:
    """Nobody is asked any more: the link opens nothing. Raises `Closed`."""
    with transaction.atomic():
        fresh = _locked(release)
        if fresh.link is not None:
            guest_links.revoke(link=fresh.link, by=by, at=at)
        told = ReleaseTakenBack(**of_person(fresh.person), release_id=fresh.pk)
        tell_of_person(told, fresh.person, by=by, at=at)
    return fresh


def _locked(release: Release) -> Release:
    found = Release.objects.select_for_update(of=("self",)).select_related(
        "person__production__company", "work", "link", "asked_by"
    )
    fresh = found.get(pk=release.pk)
    if not fresh.is_open:
        raise Closed(fresh.pk)
    return fresh


def _note_guardians(release: Release) -> None:
    person = release.person
    if person.is_minor:
        person.guardian, person.second_guardian = release.signed_by, release.second_signer
        person.version += 1
        person.save(update_fields=["guardian", "second_guardian", "version"])


def _paper(release: Release, at: datetime) -> ReleasePaper:
    person, production = release.person, release.person.production
    with translation.override(release.language):
        uses = tuple((str(Purpose(code).label), code in release.agreed) for code in release.purposes)
        where, places = lands(release.territories), networks(release.networks)
    return ReleasePaper(
        number=f"R-{release.pk}",
        house=str(production.company),
        film=production.title,
        person=person.name,
        works=release.work.title if release.work else "",
        taking=release.agreed_taking if release.asks_taking else None,
        uses=uses,
        networks=places,
        lands=where,
        first=release.starts_on,
        last=release.until,
        contact=release.asked_by.email if release.asked_by else str(production.company),
        is_minor=person.is_minor,
        signed_by=release.signed_by,
        second=release.second_signer,
        drawn=release.drawn,
        at=to_brussels(at),
    )


def _write(release: Release, address: str, *, by: User, at: datetime) -> None:
    person = release.person
    with translation.override(release.language):
        words = {"person": person, "by": by, "link": address, "release": release, "title": person.production.title}
        subject = _("Your image in %(title)s: a paper to sign") % {"title": person.production.title}
        text = render_to_string("office/rights/letters/release.txt", words)
    post(
        subject=subject,
        text=text,
        to=[To(release.email, "" if person.is_minor else person.name)],
        language=release.language,
        reply_to=by.email,
        production=person.production_id,
        about=person,
        by=by,
        at=at,
    )
