"""Words of the public that may be quoted: what the cockpit and the reports read, and how a person validates them.

Nothing is quoted that nobody looked at. Minors, threats, folded texts, letters of lawyers, requests about privacy
and pseudonymised writers are never proposed and never validated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from coulisse.desks.audience.crisis.models import Verbatim
from coulisse.desks.audience.facts import crisis as facts
from coulisse.desks.audience.intake.models import Conversation, Message, RunningItem
from coulisse.engines.digest import best_sentences
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.grid.models import Channel, Programme
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

NEVER: Final = ("threat", "minor", "legal", "press", "privacy_request", "image_right")
MOST: Final = 200
MOST_LOOKED_AT: Final = 60
"""Of one language."""
MOST_READ: Final = 600
"""The latest conversations of a period among which words are sought."""


class NotQuotable(Exception):
    """A minor, a folded text, a threat, a lawyer …: never quoted."""


class QuotedAlready(Exception):
    """Words of this conversation are validated: withdraw them first."""


class WordsMissing(Exception):
    """There is nothing to quote."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Validated words, ready to be quoted."""

    pk: int
    text: str
    language: str
    said_at: datetime
    tone: str
    kind: str
    topic_id: int | None
    topic_code: str
    family_id: int | None
    conversation_id: int
    reference: str
    validated_by: str
    validated_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that somebody may validate, as the machine would cut them."""

    conversation_id: int
    reference: str
    language: str
    said_at: datetime
    words: str
    tone: str


def validated(
    production: Production,
    *,
    since: datetime,
    until: datetime,
    language: str = "",
    family: int | None = None,
    most: int = MOST,
) -> tuple[Quote, ...]:
    """What may be quoted of a period, the earliest first. One query."""
    found = Verbatim.objects.filter(
        production=production, said_at__gte=since, said_at__lt=until, withdrawn_at__isnull=True
    )
    if language:
        found = found.filter(language=language)
    if family is not None:
        found = found.filter(conversation__family=family)
    rows = found.select_related("conversation", "topic", "validated_by").order_by("said_at", "pk")[:most]
    return tuple(_quote(row) for row in rows)


def _quote(row: Verbatim) -> Quote:
    return Quote(
        pk=row.pk,
        text=row.text,
        language=row.language,
        said_at=row.said_at,
        tone=row.tone,
        kind=row.kind,
        topic_id=row.topic_id,
        topic_code=row.topic.code if row.topic else "",
        family_id=row.conversation.family_id,
        conversation_id=row.conversation_id,
        reference=row.conversation.reference,
        validated_by=str(row.validated_by or ""),
        validated_at=row.validated_at,
        reason=row.reason,
    )


def quotable(found: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Without those that are never quoted."""
    return (
        found.filter(is_folded=False, writer__is_minor=False, writer__pseudonymised_at__isnull=True)
        .exclude(kind__in=NEVER)
        .exclude(state=Conversation.State.SPAM)
    )


def candidates(
    production: Production, *, since: datetime, until: datetime, most: int = 20
) -> tuple[Candidate, ...]:
    """Words that may be worth quoting, spread over the period and the languages, none validated yet."""
    quoted = validated(production, since=since, until=until)
    known = {one.conversation_id for one in quoted}
    found = quotable(
        Conversation.objects.filter(production=production, received_at__gte=since, received_at__lt=until)
    ).select_related("writer")
    kept: dict[str, list[Conversation]] = {}
    for row in found.order_by("-received_at", "-pk")[:MOST_READ]:
        of_language = kept.setdefault(row.language, [])
        if row.pk not in known and len(of_language) < MOST_LOOKED_AT:
            of_language.append(row)
    rows = sorted((row for some in kept.values() for row in some), key=lambda row: (row.received_at, row.pk))
    texts = dict(
        Message.objects.filter(conversation__in=[row.pk for row in rows], direction=Message.Direction.IN)
        .order_by("-at", "-id")
        .values_list("conversation", "new_text")
    )
    shown: list[Candidate] = []
    said = {one.text.casefold() for one in quoted}
    keep = names_kept(production)
    for row in rows:
        words = best_sentences(texts.get(row.pk, ""), known=[row.writer.name], keep=keep, language=row.language)
        if words and words.casefold() not in said:
            said.add(words.casefold())
            shown.append(Candidate(row.pk, row.reference, row.language, row.received_at, words, row.tone))
    return _spread(shown, most)


def names_kept(production: Production | None) -> list[str]:
    """What a quotation may name: the production, its programmes, what they showed, the channels. Three queries."""
    titles = [production.title] if production else []
    for given in Programme.objects.filter(production=production).values_list("titles", flat=True):
        titles += [str(title) for title in given.values()]
    shown = RunningItem.objects.filter(broadcast__programme__production=production).order_by("-starts_at")
    titles += shown.values_list("title", flat=True)[:MOST]
    return [*titles, *Channel.objects.values_list("name", flat=True)]


def _spread(shown: Sequence[Candidate], most: int) -> tuple[Candidate, ...]:
    """As many of each language as there is room for, none of them alone."""
    by_language: dict[str, list[Candidate]] = {}
    for one in shown:
        by_language.setdefault(one.language, []).append(one)
    chosen: list[Candidate] = []
    while len(chosen) < most and any(by_language.values()):
        for rows in by_language.values():
            if rows and len(chosen) < most:
                chosen.append(rows.pop(0))
    return tuple(sorted(chosen, key=lambda one: (one.said_at, one.conversation_id)))


def validate(*, conversation: Conversation, text: str, reason: str, by: User, at: datetime) -> Verbatim:
    """Somebody read these words and lets them be quoted. Raises `NotQuotable`, `QuotedAlready`, `WordsMissing`."""
    words = " ".join(text.split())[:400]
    if not words:
        raise WordsMissing
    with transaction.atomic():
        fresh = Conversation.objects.select_for_update().get(pk=conversation.pk)
        if not quotable(Conversation.objects.filter(pk=fresh.pk)).exists():
            raise NotQuotable(fresh.reference)
        if fresh.verbatims.filter(withdrawn_at__isnull=True).exists():
            raise QuotedAlready(fresh.reference)
        row = Verbatim.objects.create(
            conversation=fresh,
            production_id=fresh.production_id,
            text=words,
            language=fresh.language,
            said_at=fresh.received_at,
            tone=fresh.tone,
            kind=fresh.kind,
            topic_id=fresh.topic_id,
            validated_by=by,
            validated_at=at,
            reason=reason.strip()[:200],
        )
        announce(
            facts.VerbatimValidated(verbatim_id=row.pk, language=row.language),
            by=by,
            at=at,
            about=fresh,
            production=fresh.production_id,
            desk=Desk.AUDIENCE,
        )
    return row


def withdraw(*, verbatim: Verbatim, by: User, at: datetime) -> Verbatim:
    """No longer to be quoted; what was printed stays printed. Asked twice it is done once."""
    with transaction.atomic():
        fresh = Verbatim.objects.select_for_update().get(pk=verbatim.pk)
        if fresh.withdrawn_at is not None:
            return fresh
        written = fresh.write({"withdrawn_at": at, "withdrawn_by": by}, read_version=fresh.version)
        announce(
            facts.VerbatimWithdrawn(verbatim_id=written.pk),
            by=by,
            at=at,
            production=written.production_id,
            desk=Desk.AUDIENCE,
        )
    return written
