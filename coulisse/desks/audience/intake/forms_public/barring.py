"""Whom the forms are closed to. What protects the team stands further right than the forms, and answers here."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Final

from coulisse.desks.audience.relations.keys import email_key, phone_key
from coulisse.desks.audience.relations.models import WriterAddress

Barring = Callable[[Collection[int], datetime], bool]
"""Of the writers of these numbers, whether one may not use the forms at this moment."""
ASKED: Final[list[Barring]] = []


def ask_first(barring: Barring) -> None:
    """Ask this one too before anything is taken in; once, however often it is said."""
    if barring not in ASKED:
        ASKED.append(barring)


def is_barred(*, email: str, phone: str, at: datetime) -> bool:
    """Whether the forms are closed to whoever has this address or this number. One query, and what is asked."""
    keys = {WriterAddress.Kind.EMAIL: email_key(email), WriterAddress.Kind.PHONE: phone_key(phone)}
    wanted = {key for key in keys.values() if key}
    if not wanted:
        return False
    found = WriterAddress.objects.filter(kind__in=keys, key__in=wanted).values_list("writer_id", flat=True)
    writers = set(found)
    return bool(writers) and any(barring(writers, at) for barring in ASKED)
