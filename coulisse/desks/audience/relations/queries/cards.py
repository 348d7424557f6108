"""The card of a person beside what he wrote: who it is, how often and where he was heard, what may be merged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max, Min, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from coulisse.desks.audience.current import may
from coulisse.desks.audience.relations.access import reached_by
from coulisse.desks.audience.relations.models import Consent, MergeProposal, Writer
from coulisse.desks.audience.relations.queries.tickets import DoubleSold, doubles_of
from coulisse.desks.audience.relations.words import channel_name, language_name, one_contact, reason_sentence
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk


@dataclass(frozen=True, slots=True)
class OnChannel:
    """How many conversations over one channel."""

    code: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent in force."""

    pk: int
    purpose: str
    label: str
    given_at: datetime
    how: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A merge that is proposed on a card, in words."""

    pk: int
    other_id: int
    other: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a page says of a person. `proposals` are empty for whoever may not merge."""

    pk: int
    name: str
    language: str
    language_label: str
    is_minor: bool
    is_erased: bool
    note: str
    conversations: int
    first_at: datetime
    last_at: datetime
    channels: tuple[OnChannel, ...] = ()
    consents: tuple[Agreed, ...] = ()
    proposals: tuple[Proposed, ...] = ()
    doubles: tuple[DoubleSold, ...] = field(default=())
    may_change: bool = False

    @property
    def is_first_contact(self) -> bool:
        return self.conversations <= 1

    @property
    def summary(self) -> str:
        """« Premier contact · FR », « 3 échanges : 2 courriels, 1 appel · FR »."""
        if self.is_first_contact:
            said = pgettext("person", "First contact")
        else:
            over = ", ".join(f"{one.count}\u00a0{one.label}" for one in self.channels)
            said = _("%(count)s conversations: %(over)s") % {"count": self.conversations, "over": over}
        return f"{said} · {self.language.upper()}" if self.language else said


def card(writer_id: int, *, user: User) -> Card:
    """One card, in four queries, or six where something is proposed or was sold twice."""
    writer = Writer.objects.get(pk=writer_id)
    reached = reached_by(user)
    seen = writer.conversations.exclude(state="spam")
    if reached is not None:
        seen = seen.filter(production_id__in=reached)
    rows = list(
        seen.order_by().values("channel").annotate(n=Count("pk"), first=Min("received_at"), last=Max("last_at"))
    )
    may_change = user.may("change", desk=Desk.AUDIENCE) if reached is None else _may_somewhere(user, reached)
    return Card(
        pk=writer.pk,
        name=str(writer),
        language=writer.language,
        language_label=language_name(writer.language),
        is_minor=writer.is_minor,
        is_erased=writer.pseudonymised_at is not None,
        note=writer.note,
        conversations=sum(row["n"] for row in rows),
        first_at=min((row["first"] for row in rows), default=writer.first_at),
        last_at=max((row["last"] for row in rows), default=writer.last_at),
        channels=tuple(
            OnChannel(row["channel"], channel_name(row["channel"], row["n"]), row["n"])
            for row in sorted(rows, key=lambda row: (-row["n"], row["channel"]))
        ),
        consents=agreed(writer),
        proposals=proposed_for(writer) if may_change and reached is None else (),
        doubles=doubles_of(writer, within=reached),
        may_change=may_change,
    )


def _may_somewhere(user: User, reached: Iterable[int]) -> bool:
    return any(may(user, "change", production) for production in reached)


def agreed(writer: Writer) -> tuple[Agreed, ...]:
    """What holds today."""
    rows = writer.consents.filter(withdrawn_at__isnull=True).order_by("purpose")
    return tuple(
        Agreed(row.pk, row.purpose, str(Consent.Purpose(row.purpose).label), row.given_at, row.how) for row in rows
    )


def proposed_for(writer: Writer, most: int = 3) -> tuple[Proposed, ...]:
    """The open proposals that name this card, told from its side."""
    rows = (
        MergeProposal.objects.filter(Q(kept=writer) | Q(other=writer), state=MergeProposal.State.OPEN)
        .filter(kept__merged_into__isnull=True, other__merged_into__isnull=True)
        .select_related("kept", "other")
        .order_by("-proposed_at", "-pk")[:most]
    )
    found = list(rows)
    others = [row.other if row.kept_id == writer.pk else row.kept for row in found]
    last = latest_contacts([other.pk for other in others])
    return tuple(
        Proposed(row.pk, other.pk, str(other), tell_reasons(row.reasons, last.get(other.pk, str(other))))
        for row, other in zip(found, others, strict=True)
    )


def latest_contacts(writers: Sequence[int]) -> dict[int, str]:
    """The last thing that each of these people did, in words: « Un appel du 15/03, 07:40 ». One query."""
    if not writers:
        return {}
    rows = (
        Writer.objects.filter(pk__in=writers, conversations__isnull=False)
        .order_by("pk", "-conversations__last_at")
        .distinct("pk")
        .values_list("pk", "conversations__channel", "conversations__received_at")
    )
    return {pk: one_contact(channel, localtime(received)) for pk, channel, received in rows}


def tell_reasons(reasons: Sequence[dict[str, str]], subject: str) -> str:
    """The strongest reason as a sentence; the others are on the page of proposals."""
    codes = [reason["code"] for reason in reasons]
    for code in ("email", "phone", "handle", "postal", "town", "programme", "name", "hand"):
        if code in codes:
            return reason_sentence(code, subject)
    return reason_sentence("name", subject)
