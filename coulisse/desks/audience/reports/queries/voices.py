"""Quotations of a report: those validated, and those a person may validate, before and after side by side."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from coulisse.desks.audience.crisis.models import Verbatim
from coulisse.desks.audience.crisis.verbatims import names_kept, quotable
from coulisse.desks.audience.intake.models import Channel, Conversation, Message
from coulisse.desks.audience.relations.models import Consent
from coulisse.desks.audience.reports.content import MOST_VOICES, is_shared, voices_of
from coulisse.desks.audience.reports.counting import conversations_of, within
from coulisse.desks.audience.reports.models import Report
from coulisse.engines.digest import Cut, Proposed, Voice, anonymised, chosen
from coulisse.engines.digest.anonymise import excerpt

MOST_CANDIDATES: Final = 12
LOOKED_AT: Final = 200
"""Of each side, in the family and out of it, the latest that many are looked through."""
SIDES: Final = {"pos": "ok", "neg": "warn"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One letter that may be quoted: what was written, and what the machine proposes."""

    conversation: int
    reference: str
    original: SafeString
    """With what is taken out struck through, and what may tell marked."""
    text: str
    removed: int
    marked: int
    language: str
    channel: str
    in_family: bool
    side: str
    has_consent: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """One validated quotation."""

    pk: int
    conversation: int
    reference: str
    text: str
    reason: str
    language: str
    channel: str
    in_family: bool
    side: str
    by: str
    at: datetime
    is_chosen: bool
    has_consent: bool


@dataclass(frozen=True, slots=True)
class VoicesPage:
    validated: tuple[Quoted, ...]
    candidates: tuple[Candidate, ...]
    chosen: int
    by_hand: bool
    most: int


def voices_page(report: Report) -> VoicesPage:
    """Both lists. Minors, folded texts, threats and the like are in neither."""
    found = within(conversations_of(report.production), report.starts_at, report.ends_at)
    free = quotable(found).exclude(verbatims__isnull=False, verbatims__withdrawn_at__isnull=True)
    free = free.select_related("writer", "topic", "family").order_by("-received_at")
    alone = Q(family__isnull=True) | Q(family__size=1)
    rows = [*free.filter(alone)[:LOOKED_AT], *free.filter(family__size__gt=1)[:LOOKED_AT]]
    quoted = list(
        Verbatim.objects.filter(
            conversation__in=found.filter(is_folded=False, writer__is_minor=False).values("pk"),
            withdrawn_at__isnull=True,
        )
        .select_related("conversation__family", "validated_by", "topic")
        .order_by("said_at", "pk")[:LOOKED_AT]
    )
    agreed = _agreed([row.writer_id for row in rows] + [row.conversation.writer_id for row in quoted])
    taken = {one.pk for one in voices_of(report)}
    return VoicesPage(
        validated=tuple(_quoted(row, row.pk in taken, row.conversation.writer_id in agreed) for row in quoted),
        candidates=tuple(_candidates(report, rows, agreed)),
        chosen=len(taken),
        by_hand=report.voices is not None,
        most=MOST_VOICES,
    )


def _agreed(writers: list[int]) -> set[int]:
    found = Consent.objects.filter(writer__in=writers, purpose=Consent.Purpose.QUOTE, withdrawn_at__isnull=True)
    return set(found.values_list("writer", flat=True))


def _quoted(row: Verbatim, is_chosen: bool, has_consent: bool) -> Quoted:
    conversation = row.conversation
    voice = _voice(conversation, str(row.topic_id or ""))
    return Quoted(
        pk=row.pk,
        conversation=conversation.pk,
        reference=conversation.reference,
        text=row.text,
        reason=row.reason,
        language=row.language,
        channel=str(dict(Channel.choices).get(conversation.channel, "")),
        in_family=is_shared(conversation),
        side=voice.side,
        by=str(row.validated_by or ""),
        at=row.validated_at,
        is_chosen=is_chosen,
        has_consent=has_consent,
    )


def _voice(row: Conversation, topic: str) -> Voice:
    return Voice(row.pk, row.channel, row.language, is_shared(row), row.tone, row.kind, topic)


def _candidates(report: Report, rows: list[Conversation], agreed: set[int]) -> list[Candidate]:
    texts = {pk: excerpt(text) for pk, text in _texts(rows).items()}
    alike: dict[str, Conversation] = {}
    for row in rows:
        alike.setdefault(" ".join(texts.get(row.pk, "").casefold().split()), row)
    different = [row for text, row in alike.items() if text]
    wanted = chosen((_voice(row, str(row.topic_id or "")) for row in different), MOST_CANDIDATES)
    keys = {voice.key for voice in wanted}
    keep = names_kept(report.production)
    found = []
    for row in (row for row in different if row.pk in keys):
        original = texts[row.pk]
        made = anonymised(original, known=[row.writer.name], keep=keep, language=row.language)
        found.append(
            Candidate(
                conversation=row.pk,
                reference=row.reference,
                original=shown(original, made),
                text=made.text,
                removed=made.removed,
                marked=sum(cut.is_marked for cut in made.cuts),
                language=row.language,
                channel=str(dict(Channel.choices).get(row.channel, "")),
                in_family=is_shared(row),
                side=_voice(row, "").side,
                has_consent=row.writer_id in agreed,
            )
        )
    return found


def proposal_for(report: Report, conversation: Conversation) -> Proposed:
    """What would be taken out of the first message of one conversation."""
    original = excerpt(_texts([conversation]).get(conversation.pk, ""))
    return anonymised(
        original,
        known=[conversation.writer.name],
        keep=names_kept(report.production),
        language=conversation.language,
    )


def _texts(rows: list[Conversation]) -> dict[int, str]:
    """The own words of the first message of each. One query."""
    found = Message.objects.filter(
        conversation__in=[row.pk for row in rows], direction=Message.Direction.IN
    ).order_by("-at", "-id")
    return dict(found.values_list("conversation", "new_text"))


def shown(original: str, made: Proposed) -> SafeString:
    """The original for the eye: taken out is struck through, doubtful is marked."""
    parts: list[tuple[Any, ...]] = []
    at = 0
    for cut in made.cuts:
        parts += [(original[at : cut.start],), (_marked(cut),)]
        at = cut.end
    parts.append((original[at:],))
    return format_html_join("", "{}", parts)


def _marked(cut: Cut) -> SafeString:
    word = pgettext("anonymising", "may tell") if cut.is_marked else pgettext("anonymising", "taken out")
    tag = "mark" if cut.is_marked else "del"
    return format_html('<{} title="{}">{}</{}>', tag, word, cut.was, tag)


def still_telling(original: Proposed, text: str) -> list[str]:
    """Words that were taken out and stand in the text again."""
    return [cut.was for cut in original.cuts if not cut.is_marked and cut.was in text]


def quotable_rows(report: Report) -> QuerySet[Conversation]:
    return quotable(within(conversations_of(report.production), report.starts_at, report.ends_at))
