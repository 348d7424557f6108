"""The outgoing register: letters on paper by year, those to post, those of one mail merge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from coulisse.desks.audience.cases.models import PostedLetter
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production

PAGE: Final = 60


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One line of the register."""

    pk: int
    number: str
    dated_on: date
    addressee: str
    town: str
    subject: str
    kind_label: str
    language: str
    conversation_id: int
    reference: str
    is_registered: bool
    registered_number: str
    sent_on: date | None
    by: str


@dataclass(frozen=True, slots=True)
class Register:
    rows: tuple[LetterRow, ...]
    older: str
    to_post: int


def register(
    user: User, production: Production, *, words: str = "", to_post: bool = False, before: str = ""
) -> Register:
    """The latest number first. Two queries."""
    mine = _mine(user, production)
    found = mine.filter(sent_on__isnull=True) if to_post else mine
    for word in words.split()[:6]:
        found = found.filter(
            Q(addressee__icontains=word)
            | Q(number__icontains=word)
            | Q(subject__icontains=word)
            | Q(registered_number__icontains=word)
        )
    if before.isascii() and before.isdecimal() and len(before) < 18:
        found = found.filter(pk__lt=int(before))
    rows = list(found.select_related("conversation", "by").order_by("-id")[: PAGE + 1])
    older = str(rows[PAGE - 1].pk) if len(rows) > PAGE else ""
    waiting = mine.filter(sent_on__isnull=True).order_by()[:1000].count()
    return Register(tuple(row_of(row) for row in rows[:PAGE]), older, waiting)


def chosen(user: User, production: Production, pks: Sequence[int]) -> list[PostedLetter]:
    """The letters of a selection, within reach."""
    found = _mine(user, production).filter(pk__in=pks[:500])
    return list(found.select_related("conversation").order_by("id"))


def of_batch(user: User, production: Production, batch: UUID) -> list[PostedLetter]:
    """The letters of one mail merge, within reach."""
    found = _mine(user, production).filter(batch=batch)
    return list(found.select_related("conversation").order_by("id"))


def _mine(user: User, production: Production) -> QuerySet[PostedLetter]:
    wanted = Q(conversation__production=production)
    if user.scope().productions("read", desk=Desk.AUDIENCE) is None:
        wanted |= Q(conversation__production__isnull=True)
    return PostedLetter.objects.filter(wanted)


def row_of(row: PostedLetter) -> LetterRow:
    lines = row.address.splitlines()
    return LetterRow(
        pk=row.pk,
        number=row.number,
        dated_on=row.dated_on,
        addressee=row.addressee,
        town=lines[-1] if len(lines) > 1 else "",
        subject=row.subject,
        kind_label=str(row.get_kind_display()),
        language=row.language,
        conversation_id=row.conversation_id,
        reference=row.conversation.reference,
        is_registered=row.is_registered,
        registered_number=row.registered_number,
        sent_on=row.sent_on,
        by=str(row.by) if row.by else "",
    )
