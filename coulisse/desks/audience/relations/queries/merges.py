"""The merges that are proposed, and those that were made and can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coulisse.desks.audience.relations.models import MergeProposal, Writer, WriterAddress
from coulisse.desks.audience.relations.queries.cards import latest_contacts
from coulisse.desks.audience.relations.queries.people import first_addresses
from coulisse.desks.audience.relations.words import reason_label
from coulisse.foundation.people.phones import shown

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two cards."""

    pk: int
    name: str
    address: str
    latest: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two cards that may be one, with every reason."""

    pk: int
    kept: Side
    other: Side
    reasons: tuple[str, ...]
    proposed_at: datetime
    decided_at: datetime | None
    decided_by: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """One page: those to decide, and the latest that were made."""

    open: tuple[Proposal, ...]
    after: int
    """Key of the next page; 0 on the last."""
    made: tuple[Proposal, ...]


def proposals(*, after: int = 0) -> Proposals:
    """Fifty to decide, the latest first, and the last ten that were made. Four queries."""
    standing = MergeProposal.objects.select_related("kept", "other", "decided_by")
    waiting = standing.filter(
        state=MergeProposal.State.OPEN, kept__merged_into__isnull=True, other__merged_into__isnull=True
    )
    if after:
        waiting = waiting.filter(pk__lt=after)
    rows = list(waiting.order_by("-pk")[: PAGE + 1])
    made = list(standing.filter(state=MergeProposal.State.MERGED).order_by("-decided_at")[:10])
    keys = list({pk for row in [*rows[:PAGE], *made] for pk in (row.kept_id, row.other_id)})
    addresses, latest = first_addresses(keys), latest_contacts(keys)
    return Proposals(
        open=tuple(_proposal(row, addresses, latest) for row in rows[:PAGE]),
        after=rows[PAGE - 1].pk if len(rows) > PAGE else 0,
        made=tuple(_proposal(row, addresses, latest) for row in made),
    )


def _proposal(row: MergeProposal, addresses: dict[int, str], latest: dict[int, str]) -> Proposal:
    return Proposal(
        pk=row.pk,
        kept=_side(row.kept, addresses, latest),
        other=_side(row.other, addresses, latest),
        reasons=tuple(_reason(reason["code"], reason["value"]) for reason in row.reasons),
        proposed_at=row.proposed_at,
        decided_at=row.decided_at,
        decided_by=str(row.decided_by) if row.decided_by else "",
    )


def _side(writer: Writer, addresses: dict[int, str], latest: dict[int, str]) -> Side:
    return Side(writer.pk, str(writer), addresses.get(writer.pk, ""), latest.get(writer.pk, ""))


def _reason(code: str, value: str) -> str:
    """« même numéro, 0470 12 34 56 »."""
    if code == WriterAddress.Kind.PHONE:
        return f"{reason_label(code)}, {shown(value)}"
    return f"{reason_label(code)}, {value}" if code in ("email", "handle", "town") else reason_label(code)


def open_merges() -> int:
    """How many wait, at most a thousand."""
    waiting = MergeProposal.objects.filter(
        state=MergeProposal.State.OPEN, kept__merged_into__isnull=True, other__merged_into__isnull=True
    )
    return waiting[:1000].count()
