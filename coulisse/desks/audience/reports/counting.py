"""From the records of the desk to the rows that `engines.digest` counts, and back to what was kept of them."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from coulisse.desks.audience.cases.models import Recourse
from coulisse.desks.audience.intake.models import Conversation, Message, Topic
from coulisse.desks.audience.reports.models import Report
from coulisse.engines.digest import OTHER, Complaint, Row, plain, revived
from coulisse.foundation.mailroom.models import Recipient
from coulisse.foundation.productions.models import Production

MOST_AT_ONCE: Final = 20_000
"""More conversations than this are counted by a job, not while somebody waits for a page."""
UNDELIVERED: Final = ("failed", "bounced")
FIELDS: Final = (
    "pk",
    "reference",
    "received_at",
    "channel",
    "topic__code",
    "language",
    "kind",
    "tone",
    "lead",
    "answered_at",
    "due_on",
    "state",
    "routed_to",
    "service",
    "confirmed_at",
)


def conversations_of(production: Production | None) -> QuerySet[Conversation]:
    """What counts: all but the unwanted. None: the whole house."""
    found = Conversation.objects.exclude(state=Conversation.State.SPAM)
    return found if production is None else found.filter(production=production)


def within(found: QuerySet[Conversation], starts: datetime, ends: datetime) -> QuerySet[Conversation]:
    return found.filter(received_at__gte=starts, received_at__lt=ends)


def how_many(production: Production | None, starts: datetime, ends: datetime, *, most: int = MOST_AT_ONCE) -> int:
    """How many conversations, counted no further than one past `most`."""
    found = within(conversations_of(production), starts, ends).order_by()
    return found.values("pk")[: most + 1].count()


def rows_of(
    production: Production | None, starts: datetime, ends: datetime, *, as_filed: bool = False
) -> list[Row]:
    """One query, whatever the number. `as_filed`: with a line of its own for what is filed under « other »."""
    found = within(conversations_of(production), starts, ends)
    told = found.annotate(lead=Coalesce("family__joined_to_id", "family_id")).order_by("received_at", "pk")
    return [_row(values, as_filed) for values in told.values_list(*FIELDS).iterator(chunk_size=5_000)]


def _row(values: tuple[Any, ...], as_filed: bool) -> Row:
    (pk, reference, received, channel, topic, language, kind, tone, lead, answered, due, state, routed) = values[
        :13
    ]
    return Row(
        key=pk,
        reference=reference,
        received=received,
        channel=channel,
        topic=(topic or "") if as_filed else _filed(topic),
        language=language,
        kind=kind,
        tone=tone,
        family=lead,
        answered=answered,
        due=due,
        is_closed=state == Conversation.State.CLOSED,
        routed=routed,
        service=values[13],
        is_confirmed=values[14] is not None,
    )


def _filed(code: str | None) -> str:
    """What is filed under « other » is told with what is filed under nothing: one line of a table, not two."""
    return OTHER if not code or is_other(code) else code


def is_other(code: str) -> bool:
    """Whether a topic is the one of its set for what fits no other."""
    return code.endswith(".other")


def complaints_of(production: Production | None, starts: datetime, ends: datetime) -> list[Complaint]:
    """Conversations sorted as a complaint, or given to mediation, with their case. One query."""
    found = within(conversations_of(production), starts, ends)
    complaints = found.filter(kind="complaint") | found.filter(service=Conversation.Service.MEDIATION)
    rows = complaints.order_by("received_at", "pk").values_list(
        "pk",
        "reference",
        "received_at",
        "topic__code",
        "production__title",
        "broadcast__programme__titles",
        "broadcast__channel__name",
        "broadcast__starts_at",
        "member__case__number",
        "member__case__outcome",
    )
    return [_complaint(values) for values in rows.iterator(chunk_size=5_000)]


def _complaint(values: tuple[Any, ...]) -> Complaint:
    pk, reference, received, topic, title, titles, channel, aired, case, outcome = values
    programme = (titles or {}).get("fr") or next(iter((titles or {}).values()), "") or title or ""
    return Complaint(
        key=pk,
        reference=reference,
        programme=programme,
        service=channel or "",
        on=localdate(aired or received),
        topic=topic or "",
        dossier=case or "",
        outcome=outcome or "",
    )


def topic_labels(codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """Of each topic, its name by language."""
    return dict(Topic.objects.filter(code__in=set(codes)).values_list("code", "labels"))


def bounced_of(family: int, starts: datetime, ends: datetime) -> int:
    """Answers to members of a family that came back."""
    found = Recipient.objects.filter(
        state__in=UNDELIVERED,
        pk__in=Message.objects.filter(
            direction=Message.Direction.OUT,
            recipient__isnull=False,
            conversation__in=members_of(family).filter(received_at__gte=starts, received_at__lt=ends).values("pk"),
        ).values("recipient"),
    )
    return found.count()


def members_of(family: int) -> QuerySet[Conversation]:
    """Of a leading family and of those joined to it."""
    return Conversation.objects.filter(family=family) | Conversation.objects.filter(family__joined_to=family)


def recourses_of(production: Production | None, starts: datetime, ends: datetime) -> list[tuple[str, str, int]]:
    """Body, state, number: of the messages of the period."""
    found = Recourse.objects.filter(
        conversation__in=within(conversations_of(production), starts, ends).values("pk")
    ).values_list("body", "state")
    counts: dict[tuple[str, str], int] = {}
    for pair in found:
        counts[pair] = counts.get(pair, 0) + 1
    return [(body, state, n) for (body, state), n in sorted(counts.items())]


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of one count: of the period and of the one before; or its complaints."""

    rows: tuple[Row, ...] = ()
    before: tuple[Row, ...] = ()
    complaints: tuple[Complaint, ...] = ()


def packed(kept: Kept) -> bytes:
    text = json.dumps(plain(kept), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), 6)


def was_counted_as_filed(report: Report) -> bool:
    """Whether it was counted while « other » still had a line beside what is filed under nothing: it is counted
    again in the same way, to the same figures."""
    kept = kept_of(report)
    return any(is_other(row.topic) for row in (*kept.rows, *kept.before))


def kept_of(report: Report) -> Kept:
    """What a report counted, row by row."""
    if not report.counted:
        return Kept()
    values: Mapping[str, Any] = json.loads(zlib.decompress(bytes(report.counted)))
    return revived(Kept, values)
