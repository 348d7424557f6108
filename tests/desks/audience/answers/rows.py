"""The few rows that the tests of the slice begin with."""

from datetime import datetime, timedelta
from typing import Any

from coulisse.desks.audience.answers.actions.wordings import approve, ask_approval, write_wording
from coulisse.desks.audience.answers.models import Decision, Seat, SeatHolder, WordingVersion
from coulisse.desks.audience.care.models import Restriction
from coulisse.desks.audience.intake.models import Conversation, Family
from coulisse.desks.audience.relations.models import Writer
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.productions.models import Production
from tests.cast import AT, Cast
from tests.desks.audience.scene import a_conversation, a_writer

LINE = {
    "fr": "{salutation}\n\nNous aurions dû prévenir. Votre dossier : {reference}.\n\n{signature}",
    "nl": "{aanhef}\n\nWij hadden moeten verwittigen. Uw dossier: {referentie}.\n\n{handtekening}",
}


def a_box(**fields: Any) -> Mailbox:
    values = {"name": "Publics", "address": "publics@mediane.example", "sender_name": "Médiane TV", **fields}
    return Mailbox.objects.get_or_create(address=values.pop("address"), defaults=values)[0]


def a_family(cast: Cast, *, key: str = "fr", language: str = "fr", **fields: Any) -> Family:
    values = {"production": cast.drache, "text": "Pas d’avertissement", "first_at": AT, "last_at": AT, **fields}
    return Family.objects.create(key=key, language=language, **values)


def a_member(cast: Cast, family: Family, number: int, **fields: Any) -> Conversation:
    names = ("Hubert Lambot", "Élise Martin", "Jan Peeters", "Sophie De Smet", "Luc Wauters")
    writer = a_writer(f"{names[number % 5]}", f"member{family.pk}-{number}@public.example")
    values = {"family": family, "writer": writer, "language": family.language, "mailbox": a_box(), **fields}
    return a_conversation(cast, production=family.production, at=AT - timedelta(hours=2), **values)


def a_seat(code: str, person: User, *, production: Production | None = None) -> Seat:
    seat = Seat.objects.create(code=code, labels={"fr": code.title()}, production=production)
    SeatHolder.objects.create(seat=seat, person=person, since=AT)
    return seat


def a_wording(cast: Cast, texts: dict[str, str] | None = None, **fields: Any) -> WordingVersion:
    values = {"title": "Accusé", **fields}
    family = values.pop("family", None)
    production = values.pop("production", cast.drache)
    return write_wording(
        texts=texts or {"fr": "{salutation}\n\nMerci.\n\n{signature}"},
        values=values,
        production=production,
        family=family,
        by=cast.marc_olivier,
        at=AT,
    )


def restrict(cast: Cast, writer: Writer, scope: str) -> Restriction:
    """In force from now on, asked by one and approved by another."""
    return Restriction.objects.create(
        writer=writer,
        scope=scope,
        reason="Quarante messages par jour",
        ends_on=AT.date() + timedelta(days=90),
        state=Restriction.State.IN_FORCE,
        asked_by=cast.marc_olivier,
        asked_at=AT,
        decided_by=cast.odile,
        decided_at=AT,
    )


def a_locked_line(
    cast: Cast, family: Family, texts: dict[str, str] | None = None, at: datetime = AT
) -> WordingVersion:
    """Approved by the editors (Solange, who only reads the desk) and the management (Odile)."""
    version = a_wording(cast, texts or LINE, title="Ligne", family=family)
    seats = [a_seat("redaction", cast.solange, production=cast.drache), a_seat("direction", cast.odile)]
    ask_approval(version=version, seats=seats, by=cast.marc_olivier, at=at)
    for decision in Decision.objects.filter(version=version).select_related("version", "seat"):
        holder = decision.seat.holders.get().person
        version = approve(decision=decision, sha256=version.sha256, by=holder, at=at)
    return version
