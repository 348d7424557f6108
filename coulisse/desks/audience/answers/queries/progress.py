"""How far an answer to many is: what left, what waits, what did not arrive."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Max, Q

from coulisse.desks.audience.answers.models import Answer, BulkAnswer
from coulisse.desks.audience.answers.queries.family import family_plan
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.mailroom.models import LOST, STILL_HERE, Recipient, State

BULK: Final = BulkAnswer._meta.label_lower
"""What the letters of an answer to many are about."""
MOST: Final = 200
SHOWS: Final[Mapping[str, tuple[str, ...]]] = {
    "waiting": (*STILL_HERE, State.SENDING),
    "sent": (State.SENT,),
    "failed": (State.FAILED,),
    "bounced": (State.BOUNCED,),
    "unknown": (State.UNKNOWN,),
    "recalled": (State.RECALLED,),
}


@dataclass(frozen=True, slots=True)
class SentLine:
    """One of the letters."""

    conversation_id: int
    reference: str
    name: str
    writer_id: int
    address: str
    state: str
    state_label: str
    at: datetime | None
    language: str
    error: str


@dataclass(frozen=True, slots=True)
class Progress:
    pk: int
    title: str
    state: str
    state_label: str
    wording: str
    wording_id: int
    per_minute: int
    by: str
    prepared_at: datetime
    ends_at: datetime
    total: int
    counts: Mapping[str, int]
    languages: tuple[tuple[str, int], ...]
    lost: int
    late: int
    """Members that came since and wait for the same answer."""
    may_change: bool
    family_id: int | None

    @property
    def waiting(self) -> int:
        return self.counts["waiting"]

    @property
    def done(self) -> int:
        """Those of which the fate is known, or that left."""
        return self.total - self.counts["waiting"]

    @property
    def is_over(self) -> bool:
        return not self.counts["waiting"]


def progress(bulk: BulkAnswer, *, user: User, at: datetime) -> Progress:
    """For an answer to many that `access_bulk` gave."""
    rows = Recipient.objects.filter(letter__about=BULK, letter__about_id=bulk.pk)
    counted = rows.aggregate(
        total=Count("pk"),
        last=Max("not_before", filter=Q(state__in=SHOWS["waiting"])),
        **{name: Count("pk", filter=Q(state__in=states)) for name, states in SHOWS.items()},
    )
    languages = Answer.objects.filter(bulk=bulk).order_by().values_list("language").annotate(n=Count("pk"))
    late = 0
    if bulk.family is not None and bulk.state != BulkAnswer.State.RECALLED:
        late = family_plan(bulk.family, bulk.wording, user=user, at=at).count
    return Progress(
        pk=bulk.pk,
        title=bulk.title,
        state=bulk.state,
        state_label=str(bulk.get_state_display()),
        wording=f"{bulk.wording.wording.title} v{bulk.wording.number}",
        wording_id=bulk.wording.wording_id,
        per_minute=bulk.per_minute,
        by=str(bulk.prepared_by or ""),
        prepared_at=bulk.prepared_at,
        ends_at=counted["last"] or bulk.ends_at,
        total=counted["total"],
        counts={name: counted[name] for name in SHOWS},
        languages=tuple(sorted(languages, key=lambda one: -one[1])),
        lost=sum(counted[name] for name in ("failed", "bounced", "unknown")),
        late=late,
        may_change=user.may("change", desk=Desk.AUDIENCE, production=bulk.production_id),
        family_id=bulk.family_id,
    )


def letters_of(bulk: BulkAnswer, show: str) -> tuple[SentLine, ...]:
    """Those in one state, the latest first."""
    states = SHOWS.get(show, LOST)
    rows = Answer.objects.filter(bulk=bulk, recipient__state__in=states)
    rows = rows.select_related("recipient", "conversation__writer").order_by("-recipient__not_before", "-pk")
    return tuple(_line(row, row.recipient) for row in rows[:MOST] if row.recipient is not None)


def _line(row: Answer, recipient: Recipient) -> SentLine:
    return SentLine(
        conversation_id=row.conversation_id,
        reference=row.conversation.reference,
        name=row.conversation.writer.name or recipient.address,
        writer_id=row.conversation.writer_id,
        address=recipient.address,
        state=recipient.state,
        state_label=str(State(recipient.state).label),
        at=recipient.bounced_at or recipient.sent_at or recipient.not_before,
        language=row.language,
        error=recipient.error,
    )
