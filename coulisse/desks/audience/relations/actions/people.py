"""A card corrected, its addresses, and what its owner agreed to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from coulisse.desks.audience.facts.relations import (
    AddressAdded,
    AddressRemoved,
    ConsentGiven,
    ConsentWithdrawn,
    OfWriter,
    WriterEdited,
)
from coulisse.desks.audience.relations.keys import email_key, handle_key, phone_key, postal_key
from coulisse.desks.audience.relations.models import Consent, Writer, WriterAddress
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce

KEYS = {"email": email_key, "phone": phone_key, "handle": handle_key, "postal": postal_key}


class NotAnAddress(Exception):
    """It cannot be written to, dialled, or found on a map."""


class AddressTaken(Exception):
    """It stands on another card. Carries that card: the two may be one person."""

    def __init__(self, holder: Writer) -> None:
        super().__init__(holder.pk)
        self.holder = holder


class AlreadyAgreed(Exception):
    """A consent for this purpose is in force."""


class AlreadyWithdrawn(Exception):
    """It was withdrawn before."""


def edit(*, writer: Writer, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Writer:
    """Correct name, language, remark or the mark of a minor. Raises `StaleWrite`."""
    with transaction.atomic():
        stored = Writer.objects.select_for_update().get(pk=writer.pk)
        changed = tuple(name for name, value in values.items() if getattr(stored, name) != value)
        written = stored.write(values, read_version=read_version)
        if changed:
            _tell(WriterEdited(writer_id=written.pk, fields=changed), written, by=by, at=at)
    return written


def add_address(*, writer: Writer, kind: str, value: str, by: User, at: datetime) -> WriterAddress:
    """One more way to reach somebody. Raises `NotAnAddress`, `AddressTaken`."""
    key = KEYS[kind](value)
    if not key:
        raise NotAnAddress(value)
    try:
        with transaction.atomic():
            row = WriterAddress.objects.create(writer=writer, kind=kind, key=key, value=value.strip()[:500])
            _tell(AddressAdded(writer_id=writer.pk, address_kind=kind), writer, by=by, at=at)
    except IntegrityError:
        holder = WriterAddress.objects.select_related("writer").get(kind=kind, key=key).writer
        raise AddressTaken(holder) from None
    return row


def remove_address(*, address: WriterAddress, by: User, at: datetime) -> None:
    with transaction.atomic():
        told = AddressRemoved(writer_id=address.writer_id, address_kind=address.kind)
        _tell(told, address.writer, by=by, at=at)
        address.delete()


def give_consent(*, writer: Writer, purpose: str, how: str, by: User | None, at: datetime) -> Consent:
    """Note what somebody agreed to, and in which words. Raises `AlreadyAgreed`."""
    with transaction.atomic():
        Writer.objects.select_for_update().get(pk=writer.pk)
        if writer.consents.filter(purpose=purpose, withdrawn_at__isnull=True).exists():
            raise AlreadyAgreed(purpose)
        consent = Consent.objects.create(
            writer=writer, purpose=Consent.Purpose(purpose), given_at=at, how=how[:200], by=by
        )
        _tell(ConsentGiven(writer_id=writer.pk, purpose=purpose), writer, by=by, at=at)
    return consent


def withdraw_consent(*, consent: Consent, by: User | None, at: datetime) -> Consent:
    """From now on it holds no more; that it was given stays known. Raises `AlreadyWithdrawn`."""
    with transaction.atomic():
        stored = Consent.objects.select_for_update(of=("self",)).select_related("writer").get(pk=consent.pk)
        if stored.withdrawn_at is not None:
            raise AlreadyWithdrawn(stored.pk)
        stored.withdrawn_at = at
        stored.save(update_fields=["withdrawn_at"])
        _tell(ConsentWithdrawn(writer_id=stored.writer_id, purpose=stored.purpose), stored.writer, by=by, at=at)
    return stored


def _tell(happened: OfWriter, writer: Writer, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=writer, desk=Desk.AUDIENCE)
