"""One history of a person over all channels: what came in, what was offered, what was agreed, what was merged.

A slice that stands further on tells its own part (a meeting, a questionnaire) through `tells`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coulisse.desks.audience.relations.access import reached_by
from coulisse.desks.audience.relations.models import Consent, Gesture, MergeProposal, Writer, WriterAddress
from coulisse.desks.audience.relations.queries.people import address_shown
from coulisse.desks.audience.relations.words import channel_name, reason_label
from coulisse.foundation.accounts.models import User
from coulisse.kernel.money import Money

PAGE: Final = 60


@dataclass(frozen=True, slots=True)
class Event:
    """Something of another slice in the history: when, what, and where it is read."""

    at: datetime
    icon: str
    title: str
    text: str = ""
    address: str = ""


Source = Callable[[Writer, User], Iterable[Event]]
SOURCES: Final[list[Source]] = []


def tells(source: Source) -> Source:
    """Have a slice further on tell its part of every history."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


@dataclass(frozen=True, slots=True)
class Spoken:
    """One conversation in the history; a folded one shows no word of its text."""

    pk: int
    reference: str
    channel: str
    channel_label: str
    subject: str
    preview: str
    received_at: datetime
    state: str
    state_label: str
    production: str
    is_folded: bool
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Noted:
    """A note of a colleague."""

    at: datetime
    text: str
    by: str
    reference: str
    conversation_id: int


@dataclass(frozen=True, slots=True)
class Reached:
    """An address of a card."""

    pk: int
    kind: str
    kind_label: str
    shown: str
    bounced_at: datetime | None


@dataclass(frozen=True, slots=True)
class OldConsent:
    """A consent, in force or withdrawn."""

    pk: int
    label: str
    given_at: datetime
    withdrawn_at: datetime | None
    how: str
    by: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A gesture on a card."""

    pk: int
    seats: int
    amount: Money
    reason: str
    state: str
    state_label: str
    by: str
    at: datetime
    decided_by: str
    why_refused: str
    task_id: int | None
    production: str


@dataclass(frozen=True, slots=True)
class MergedCard:
    """A card that was merged into this one, and may be parted again."""

    proposal_id: int
    name: str
    at: datetime
    by: str
    reasons: str


@dataclass(frozen=True, slots=True)
class History:
    """The whole page of a person."""

    conversations: tuple[Spoken, ...]
    is_cut: bool
    notes: tuple[Noted, ...]
    addresses: tuple[Reached, ...]
    consents: tuple[OldConsent, ...]
    offered: tuple[Offered, ...]
    merged: tuple[MergedCard, ...]
    events: tuple[Event, ...]

    @property
    def free_purposes(self) -> tuple[tuple[str, str], ...]:
        """For which a consent may be noted: none is in force."""
        held = {one.label for one in self.consents if one.withdrawn_at is None}
        return tuple((value, str(label)) for value, label in Consent.Purpose.choices if str(label) not in held)


def history(writer: Writer, *, user: User) -> History:
    """Everything that this reader may see of a person; six queries, and those of the other slices."""
    reached = reached_by(user)
    spoken, is_cut = _spoken(writer, reached)
    return History(
        conversations=spoken,
        is_cut=is_cut,
        notes=_notes(writer, reached),
        addresses=addresses_of(writer),
        consents=_consents(writer),
        offered=_offered(writer, reached),
        merged=_merged(writer) if reached is None else (),
        events=tuple(
            sorted((event for tell in SOURCES for event in tell(writer, user)), key=lambda event: event.at)
        )[::-1],
    )


def _spoken(writer: Writer, reached: frozenset[int] | None) -> tuple[tuple[Spoken, ...], bool]:
    rows = writer.conversations.select_related("production")
    if reached is not None:
        rows = rows.filter(production_id__in=reached)
    found = list(rows.order_by("-last_at", "-pk")[: PAGE + 1])
    lines = tuple(
        Spoken(
            pk=row.pk,
            reference=row.reference,
            channel=row.channel,
            channel_label=channel_name(row.channel, 1),
            subject="" if row.is_folded else row.subject,
            preview="" if row.is_folded else row.preview,
            received_at=row.received_at,
            state=row.state,
            state_label=row.get_state_display(),
            production=str(row.production) if row.production else "",
            is_folded=row.is_folded,
            answered_at=row.answered_at,
        )
        for row in found[:PAGE]
    )
    return lines, len(found) > PAGE


def _notes(writer: Writer, reached: frozenset[int] | None) -> tuple[Noted, ...]:
    rows = writer.conversations.filter(messages__direction="note")
    if reached is not None:
        rows = rows.filter(production_id__in=reached)
    found = rows.order_by("-messages__at").values_list(
        "messages__at", "messages__new_text", "messages__by__name", "reference", "pk"
    )
    return tuple(Noted(at, text, by or "", reference, pk) for at, text, by, reference, pk in found[:20])


def addresses_of(writer: Writer) -> tuple[Reached, ...]:
    return tuple(
        Reached(
            row.pk,
            row.kind,
            str(WriterAddress.Kind(row.kind).label),
            address_shown(row.kind, row.key, row.value),
            row.bounced_at,
        )
        for row in writer.addresses.order_by("kind", "pk")[:50]
    )


def _consents(writer: Writer) -> tuple[OldConsent, ...]:
    rows = writer.consents.select_related("by").order_by("purpose", "-given_at")
    return tuple(
        OldConsent(
            row.pk,
            str(Consent.Purpose(row.purpose).label),
            row.given_at,
            row.withdrawn_at,
            row.how,
            str(row.by) if row.by else "",
        )
        for row in rows[:50]
    )


def _offered(writer: Writer, reached: frozenset[int] | None) -> tuple[Offered, ...]:
    rows = writer.gestures.select_related("production", "by", "decided_by")
    if reached is not None:
        rows = rows.filter(production_id__in=reached)
    return tuple(offered(row) for row in rows.order_by("-at", "-pk")[:20])


def offered(row: Gesture) -> Offered:
    """The view record of a row read with its production and its people."""
    return Offered(
        pk=row.pk,
        seats=row.seats,
        amount=row.amount,
        reason=row.reason,
        state=row.state,
        state_label=str(Gesture.State(row.state).label),
        by=str(row.by) if row.by else "",
        at=row.at,
        decided_by=str(row.decided_by) if row.decided_by else "",
        why_refused=row.why_refused,
        task_id=row.task_id,
        production=str(row.production),
    )


def _merged(writer: Writer) -> tuple[MergedCard, ...]:
    rows = (
        MergeProposal.objects.filter(kept=writer, state=MergeProposal.State.MERGED, other__merged_into=writer)
        .select_related("other", "decided_by")
        .order_by("-decided_at")[:20]
    )
    return tuple(
        MergedCard(
            row.pk,
            str(row.other),
            row.decided_at or row.proposed_at,
            str(row.decided_by) if row.decided_by else "",
            ", ".join(reason_label(reason["code"]) for reason in row.reasons),
        )
        for row in rows
    )
