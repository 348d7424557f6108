"""Two cards become one, and two again: what was moved is noted row by row, so that it goes back exactly."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, models, transaction

from coulisse.desks.audience.facts.relations import MergeRefused, WritersMerged, WritersParted
from coulisse.desks.audience.relations.actions.alike import pair
from coulisse.desks.audience.relations.keys import email_key, handle_key, phone_key
from coulisse.desks.audience.relations.models import MergeProposal, Writer, WriterAddress
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce

FILLED: Final = ("name", "language", "note", "is_minor", "first_at", "last_at")
"""What the card that stays takes over where it knew nothing."""
CONVERSATIONS: Final = "audience.conversation.writer"
ADDRESSES: Final = "audience.writeraddress.writer"
LEFT: Final = {"merged_into"}


class AlreadyMerged(Exception):
    """One of the two cards was merged meanwhile."""


class NotMerged(Exception):
    """There is no merge to take back."""


def merge(*, proposal: MergeProposal, by: User, at: datetime) -> MergeProposal:
    """Everything of the younger card goes to the older one. Raises `AlreadyMerged`."""
    with transaction.atomic():
        stored = _locked(proposal)
        kept, other = _both(stored)
        if stored.state == MergeProposal.State.MERGED or kept.merged_into_id or other.merged_into_id:
            raise AlreadyMerged(stored.pk)
        latest = kept.conversations.model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
        moved = dict(_move_all(other, kept))
        before = _fill(kept, other)
        other.merged_into = kept
        other.version += 1
        other.save(update_fields=["merged_into", "version"])
        stored.state, stored.decided_at, stored.decided_by = MergeProposal.State.MERGED, at, by
        stored.moved = {"rows": moved, "latest": latest or 0, **before}
        stored.save(update_fields=["state", "decided_at", "decided_by", "moved"])
        told = WritersMerged(kept_id=kept.pk, other_id=other.pk, conversations=len(moved.get(CONVERSATIONS, ())))
        announce(told, by=by, at=at, about=kept, desk=Desk.AUDIENCE)
    return stored


def merge_two(*, one: Writer, other: Writer, by: User, at: datetime) -> MergeProposal:
    """Merge two cards that nobody proposed, or that were refused before. Raises `AlreadyMerged`."""
    kept, gone = pair(one.pk, other.pk)
    with transaction.atomic():
        proposal, _is_new = MergeProposal.objects.get_or_create(
            kept_id=kept,
            other_id=gone,
            defaults={"reasons": [{"code": "hand", "value": ""}], "proposed_at": at},
        )
        return merge(proposal=proposal, by=by, at=at)


def merge_all(*, proposals: Iterable[MergeProposal], by: User, at: datetime) -> int:
    """Several at once, all or none; what was decided meanwhile stays as decided. Returns how many."""
    count = 0
    with transaction.atomic():
        for proposal in sorted(proposals, key=lambda one: one.pk):
            stored = _locked(proposal)
            if stored.state != MergeProposal.State.OPEN:
                continue
            kept, other = standing_of(stored.kept), standing_of(stored.other)
            if kept.pk == other.pk:
                continue  # merged through a third card just now
            if (kept.pk, other.pk) != (stored.kept_id, stored.other_id):
                merge_two(one=kept, other=other, by=by, at=at)
            else:
                merge(proposal=stored, by=by, at=at)
            count += 1
    return count


def refuse(*, proposal: MergeProposal, by: User, at: datetime) -> MergeProposal:
    """They are two people: the pair is never proposed again. Raises `AlreadyMerged`."""
    with transaction.atomic():
        stored = _locked(proposal)
        if stored.state == MergeProposal.State.MERGED:
            raise AlreadyMerged(stored.pk)
        stored.state, stored.decided_at, stored.decided_by = MergeProposal.State.REFUSED, at, by
        stored.save(update_fields=["state", "decided_at", "decided_by"])
        told = MergeRefused(kept_id=stored.kept_id, other_id=stored.other_id)
        announce(told, by=by, at=at, about=stored.kept, desk=Desk.AUDIENCE)
    return stored


def part(*, proposal: MergeProposal, by: User, at: datetime) -> MergeProposal:
    """Take a merge back; it is proposed again. What came in since goes with its address. Raises `NotMerged`."""
    with transaction.atomic():
        stored = _locked(proposal)
        kept, other = _both(stored)
        if stored.state != MergeProposal.State.MERGED or other.merged_into_id is None:
            raise NotMerged(stored.pk)
        holders = {kept.pk, standing_of(kept).pk}
        back = _move_back(stored, other, holders)
        back += _move_since(stored, other, holders)
        _unfill(stored, kept)
        other.merged_into = None
        other.version += 1
        other.save(update_fields=["merged_into", "version"])
        by_hand = any(reason["code"] == "hand" for reason in stored.reasons)
        stored.state = MergeProposal.State.REFUSED if by_hand else MergeProposal.State.OPEN
        stored.decided_at, stored.decided_by, stored.moved = at, by, {}
        stored.save(update_fields=["state", "decided_at", "decided_by", "moved"])
        told = WritersParted(kept_id=kept.pk, other_id=other.pk, conversations=back)
        announce(told, by=by, at=at, about=kept, desk=Desk.AUDIENCE)
    return stored


def standing_of(writer: Writer) -> Writer:
    """The card that this one is part of today, in as many steps as merges were made."""
    while writer.merged_into_id is not None:
        writer = Writer.objects.get(pk=writer.merged_into_id)
    return writer


def _locked(proposal: MergeProposal) -> MergeProposal:
    return MergeProposal.objects.select_for_update().get(pk=proposal.pk)


def _both(proposal: MergeProposal) -> tuple[Writer, Writer]:
    rows = Writer.objects.select_for_update().filter(pk__in=(proposal.kept_id, proposal.other_id)).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[proposal.kept_id], found[proposal.other_id]


def _columns() -> Iterator[tuple[str, type[models.Model], str]]:
    """Every column of the desk that names a writer, as (label, model, field): a slice that comes later too."""
    for relation in Writer._meta.related_objects:
        model = relation.related_model
        if isinstance(model, str) or model is MergeProposal or relation.field.name in LEFT:
            continue
        yield f"{model._meta.label_lower}.{relation.field.name}", model, relation.field.name


def _move_all(source: Writer, target: Writer) -> Iterator[tuple[str, list[int]]]:
    for label, model, field in _columns():
        keys = list(model._default_manager.filter(**{field: source}).order_by("pk").values_list("pk", flat=True))
        moved = _move(model, field, keys, target.pk)
        if moved:
            yield label, moved


def _move(model: type[models.Model], field: str, keys: list[int], target: int) -> list[int]:
    """Give rows to another card: all at once, or one by one where it holds such a row already."""
    if not keys:
        return []
    try:
        with transaction.atomic():
            model._default_manager.filter(pk__in=keys).update(**{field: target})
    except IntegrityError:
        return [key for key in keys if _move_one(model, field, key, target)]
    return keys


def _move_one(model: type[models.Model], field: str, key: int, target: int) -> bool:
    try:
        with transaction.atomic():
            model._default_manager.filter(pk=key).update(**{field: target})
    except IntegrityError:
        return False  # the card that stays has one in force: two consents do not make one
    return True


def _fill(kept: Writer, other: Writer) -> dict[str, Any]:
    """What the card that stays learns from the other; both values are kept, so that it can be forgotten again."""
    before = {name: _plain(getattr(kept, name)) for name in FILLED}
    kept.name = kept.name or other.name
    kept.language = kept.language or other.language
    kept.note = kept.note or other.note
    kept.is_minor = kept.is_minor or other.is_minor
    kept.first_at, kept.last_at = min(kept.first_at, other.first_at), max(kept.last_at, other.last_at)
    kept.version += 1
    kept.save(update_fields=[*FILLED, "version"])
    return {"before": before, "after": {name: _plain(getattr(kept, name)) for name in FILLED}}


def _unfill(proposal: MergeProposal, kept: Writer) -> None:
    before, after = proposal.moved["before"], proposal.moved["after"]
    for name in FILLED:
        if _plain(getattr(kept, name)) == after[name] and before[name] != after[name]:
            value = before[name]
            setattr(kept, name, datetime.fromisoformat(value) if name.endswith("_at") else value)
    kept.version += 1
    kept.save(update_fields=[*FILLED, "version"])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _move_back(proposal: MergeProposal, other: Writer, holders: set[int]) -> int:
    """Only what still belongs to the card that stayed: what was parted otherwise meanwhile is left there."""
    rows = proposal.moved.get("rows", {})
    for label, model, field in _columns():
        keys = rows.get(label, [])
        if keys:
            still = model._default_manager.filter(pk__in=keys, **{f"{field}__in": holders})
            _move(model, field, list(still.values_list("pk", flat=True)), other.pk)
    return len(rows.get(CONVERSATIONS, ()))


def _move_since(proposal: MergeProposal, other: Writer, holders: set[int]) -> int:
    """Conversations of after the merge that came from an address of the card that leaves."""
    own = set(WriterAddress.objects.filter(writer=other).values_list("kind", "key"))
    conversation = other.conversations.model
    since = conversation._default_manager.filter(writer_id__in=holders, pk__gt=proposal.moved.get("latest", 0))
    senders = since.filter(messages__direction="in").values_list("pk", "messages__sender", "call__number")
    keys = sorted({pk for pk, sender, number in senders if _addresses_in(f"{sender} ({number or ''})") & own})
    return len(_move(conversation, "writer", keys, other.pk))


def _addresses_in(sender: str) -> set[tuple[str, str]]:
    """Each part of `Hubert L. <h@public.example>`, `Hubert L. (+32 470 …)`, `Hubert (facebook:hubert)`."""
    parts = [part.strip(" <>()[],;\"'") for part in sender.replace("<", "|").replace("(", "|").split("|")]
    found: set[tuple[str, str]] = set()
    for written in parts:
        found |= {("email", email_key(written)), ("phone", phone_key(written))}
        if ":" in written or written.startswith("@"):
            found.add(("handle", handle_key(written)))
    return {(kind, key) for kind, key in found if key}
