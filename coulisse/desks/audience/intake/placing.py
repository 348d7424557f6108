"""Which family each message belongs to: the engine's memory in rows, and one house placing at a time.

Each process keeps what it has read of the families of the last weeks. Rows carry a stamp that rises under
one lock:
before placing, whatever another process has changed since is read again, so that two processes agree. What a
transaction placed and took back is not remembered: the next one reads anew.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import RLock
from typing import Any, Final

import numpy as np
from django.db import connection, transaction
from django.db.models import Max, QuerySet

from coulisse.desks.audience.intake.models import Conversation, Family
from coulisse.desks.audience.intake.models import Message as Said
from coulisse.engines import families as engine
from coulisse.engines.families import Apart, Families, Message, Placement, founded
from coulisse.engines.families.minhash import LENGTH, Array
from coulisse.kernel.language import Language

WINDOW: Final = timedelta(days=45)
"""How long a family that nobody writes to any more is still joined."""
MOST: Final = 60_000
"""Families kept in a process; beyond, the oldest are joined no more."""
SIZES: Final = (4, 10, 30, 100, 300)
"""Passing one of these, a family looks at its members again."""
LOOKED_AT: Final = 60
READ_AT_ONCE: Final = 2_000
"""Families whose words a process holds; those of the others are read again when a message comes near."""
LONGEST: Final = 8_000
PRUNED_FROM: Final = 100
"""From this size on, words that next to nobody has are forgotten, so that a family of thousands stays small."""
RARE: Final = 0.008
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('audience.placing'))"


def read_ahead(texts: Iterable[str]) -> None:
    """Before the lock: read what is about to be placed."""
    engine.read_ahead(text[:LONGEST] for text in texts)


def lock_the_house() -> None:
    """One transaction of the house at a time numbers, threads and places; held until it ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)


@dataclass(slots=True)
class _Kept:
    """What this process has read. `is_sure` is false from the first change until its transaction has committed."""

    families: Families
    pks: dict[str, int]
    stamp: int
    since: datetime
    is_sure: bool = True
    grown: set[str] = field(default_factory=set)
    """Keys of families that have passed a size from which their members are looked at again."""


_kept: dict[str, _Kept] = {}
_guard: Final = RLock()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message went: the row of its family, or of the family that it was kept out of, and why."""

    family: int | None
    beside: int | None
    apart: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One message to be placed; `key` is the number of its conversation."""

    key: str
    text: str
    language: str
    kinds: frozenset[str]
    received_at: datetime
    production: int | None = None
    broadcast: int | None = None


def place(candidates: Sequence[Candidate]) -> list[Place]:
    """Place a batch and write its families. Call inside a transaction that holds `lock_the_house`."""
    if not candidates:
        return []
    with _guard:
        kept = _current(min(one.received_at for one in candidates))
        kept.is_sure = False
        placed = kept.families.place_all([_message(one) for one in candidates])
        _write(kept, candidates, placed)
        transaction.on_commit(lambda: _committed(kept))
        found = [_place(kept, one) for one in placed]
        kept.families.set_aside(READ_AT_ONCE)
        return found


def settle() -> int:
    """Look again at the members of families that have grown: with more to compare, a founder may prove apart, and
    one kept apart may prove a variation. Call once the conversations placed are written. How many changed places.
    """
    kept = _kept.get("house")
    if kept is None or not kept.grown:
        return 0
    with _guard:
        grown, kept.grown = sorted(kept.grown), set()
        return sum(_look_again(kept, key) for key in grown)


def _look_again(kept: _Kept, key: str) -> int:
    pk = kept.pks[key]
    waiting = Conversation.objects.filter(
        state__in=(Conversation.State.OPEN, Conversation.State.WAITING), answered_at__isnull=True
    )
    inside = _members(waiting.filter(family=pk).order_by("received_at", "pk")[:LOOKED_AT])
    doubts = kept.families.doubts(key, [message for _row, message in inside])
    changed = []
    for row, message in inside:
        if row.reference in doubts and len(inside) > len(doubts):
            kept.families.forget(message, key)
            row.family_id, row.beside_id, row.apart = None, pk, as_json(doubts[row.reference])
            changed.append(row)
    outside = _members(waiting.filter(beside=pk, family__isnull=True).order_by("received_at", "pk")[:LOOKED_AT])
    again = [(row, one) for row, one in outside if {why["reason"] for why in row.apart} == {"added"}]
    for (row, _one), place in zip(again, kept.families.place_all([one for _row, one in again]), strict=True):
        if place.family == key and not place.beside:
            row.family_id, row.beside_id, row.apart = pk, None, []
            changed.append(row)
        elif not place.beside:
            kept.families.let_go(place.key)
    for row in changed:
        row.version += 1
    Conversation.objects.bulk_update(changed, ["family", "beside", "apart", "version"])
    if changed:
        family = Family.objects.select_for_update().get(pk=pk)
        _fill(family, kept.families.families[key], kept.families.signature(key))
        family.stamp = kept.stamp = _next_stamp()
        family.save(update_fields=["text", "memory", "signature", "size", "stamp"])
    return len(changed)


def _members(found: QuerySet[Conversation]) -> list[tuple[Conversation, Message]]:
    """Conversations with the message that they were placed by."""
    rows = {row.pk: row for row in found}
    texts = dict(
        Said.objects.filter(conversation_id__in=rows, direction=Said.Direction.IN)
        .order_by("conversation_id", "at", "pk")
        .distinct("conversation_id")
        .values_list("conversation_id", "new_text")
    )
    return [
        (row, Message(row.reference, texts.get(pk, "")[:LONGEST], _language(row.language), _kinds(row)))
        for pk, row in rows.items()
    ]


def _kinds(row: Conversation) -> frozenset[str]:
    return frozenset(str(one["code"]) for one in row.kinds)


def as_json(apart: Sequence[Apart]) -> list[dict[str, Any]]:
    return [{"reason": why.reason.value, "words": list(why.words)} for why in apart]


def forget(conversations: Iterable[Conversation], texts: Mapping[int, str]) -> None:
    """Take members out of what is remembered of their families, as for an erasure; `texts` by conversation.

    Call inside a transaction. The rows of the conversations are the caller's to change.
    """
    lock_the_house()
    with _guard:
        for one in conversations:
            row = Family.objects.select_for_update().filter(pk=one.family_id or 0).first()
            if row is None:
                continue
            memory = Families([remembered(row)])
            member = Message(one.reference, texts.get(one.pk, "")[:LONGEST], _language(row.language), _kinds(one))
            memory.forget(member, row.key)
            left = memory.families.get(row.key)
            if left is None:
                row.text, row.memory, row.signature, row.size = "", {}, b"", 0
            else:
                _fill(row, left, memory.signature(row.key))
            row.stamp = _next_stamp()
            row.save(update_fields=["text", "memory", "signature", "size", "stamp"])
        drop_what_is_kept()


def drop_what_is_kept() -> None:
    """Let go of what this process has read."""
    with _guard:
        _kept.clear()


def remembered(row: Family) -> engine.Family:
    """A row as the engine knows it: for proposals of joining, and for what is new in a text."""
    language, memory = _language(row.language), row.memory
    if row.size <= 1 and not memory.get("words"):
        kinds = frozenset(map(str, memory.get("kinds", ())))
        return founded(Message(row.key, row.text, language, kinds))
    return engine.Family(
        row.key,
        language,
        row.text,
        tuple(map(str, memory.get("others", ()))),
        row.size,
        Counter(memory.get("words", {})),
        Counter(memory.get("pairs", {})),
        Counter(memory.get("kinds", {})),
        _by_number(memory.get("denials", {})),
        _by_number(memory.get("contrary", {})),
    )


def _current(first: datetime) -> _Kept:
    """What is kept, with what other processes have written since; read anew where it cannot be trusted."""
    kept = _kept.get("house")
    if (
        kept is None
        or not kept.is_sure
        or first - WINDOW < kept.since - timedelta(days=1)
        or len(kept.families) > MOST
    ):
        kept = _kept["house"] = _read(first - WINDOW)
        return kept
    news = Family.objects.filter(stamp__gt=kept.stamp).only("key", "language", "signature", "stamp")
    for row in news.order_by("stamp"):
        kept.families.let_go(row.key)
        kept.pks[row.key] = row.pk
        kept.stamp = max(kept.stamp, row.stamp)
        _put(kept.families, [row])
    return kept


def _read(since: datetime) -> _Kept:
    last = Family.objects.aggregate(last=Max("stamp"))["last"] or 0
    rows = list(
        Family.objects.filter(last_at__gte=since)
        .exclude(signature=b"")
        .only("key", "language", "signature")
        .order_by("-last_at")[: MOST // 2]
    )
    pks = {row.key: row.pk for row in rows}
    families = Families(load=lambda keys: [remembered(row) for row in _rows(keys, pks)])
    _put(families, rows)
    return _Kept(families, pks, last, since)


def _rows(keys: Sequence[str], pks: dict[str, int]) -> list[Family]:
    found = list(Family.objects.filter(key__in=keys).exclude(signature=b""))
    pks.update({row.key: row.pk for row in found})
    return found


def _put(families: Families, rows: Sequence[Family]) -> None:
    keys, languages, found = [], [], []
    for row in rows:
        signed = np.frombuffer(bytes(row.signature), np.uint32)
        for at in range(0, len(signed) - LENGTH + 1, LENGTH):
            keys.append(row.key)
            languages.append(_language(row.language).value)
            found.append(signed[at : at + LENGTH])
    if found:
        families.known_by_signature(keys, languages, np.stack(found))


def _write(kept: _Kept, candidates: Sequence[Candidate], placed: Sequence[Placement]) -> None:
    """New families, and those that were joined, in a constant number of queries."""
    stamp = _next_stamp()
    by_key = {one.key: one for one in candidates}
    members: dict[str, list[Candidate]] = {}
    for one in placed:
        if not one.beside:
            members.setdefault(one.family, []).append(by_key[one.key])
        else:
            members.setdefault(one.beside, [])
    old = {
        row.key: row
        for row in Family.objects.select_for_update().filter(key__in=[key for key in members if key in kept.pks])
    }
    fresh: list[Family] = []
    joined: list[Family] = []
    for key, some in members.items():
        family = kept.families.families[key]
        row = old.get(key) or _founded_by(family, by_key.get(key) or some[0], stamp)
        if any(row.size < size <= family.size for size in SIZES):
            kept.grown.add(key)
        _fill(row, family, kept.families.signature(key))
        moments = [one.received_at for one in some]
        row.first_at, row.last_at = min([row.first_at, *moments]), max([row.last_at, *moments])
        row.stamp = stamp
        (joined if key in old else fresh).append(row)
    Family.objects.bulk_create(fresh, batch_size=1_000)
    fields = ["memory", "signature", "size", "first_at", "last_at", "stamp", "text"]
    Family.objects.bulk_update(joined, fields, batch_size=200)
    kept.pks.update({row.key: row.pk for row in fresh})
    kept.stamp = stamp


def _founded_by(family: engine.Family, one: Candidate, stamp: int) -> Family:
    return Family(
        key=family.key,
        language=family.language.value,
        production_id=one.production,
        broadcast_id=one.broadcast,
        first_at=one.received_at,
        last_at=one.received_at,
        stamp=stamp,
    )


def _fill(row: Family, family: engine.Family, signature: Array) -> None:
    row.text, row.size = family.text, family.size
    row.signature = signature.astype(np.uint32).tobytes()
    if family.size == 1 and not family.others and not family.contrary:
        row.memory = {"kinds": sorted(family.kinds)} if family.kinds else {}
        return
    least = max(2, int(RARE * family.size)) if family.size >= PRUNED_FROM else 1
    row.memory = {
        "words": _frequent(family.words, least),
        "pairs": _frequent(family.pairs, least),
        "kinds": dict(family.kinds),
        "denials": {str(many): members for many, members in family.denials.items()},
        "contrary": {str(many): others for many, others in family.contrary.items()},
        "others": list(family.others),
    }


def _by_number(counts: Mapping[str, int]) -> Counter[int]:
    return Counter({int(many): members for many, members in counts.items()})


def _frequent(counts: Counter[str], least: int) -> dict[str, int]:
    return {word: many for word, many in counts.items() if many >= least}


def _place(kept: _Kept, one: Placement) -> Place:
    if one.beside:
        return Place(None, kept.pks[one.beside], as_json(one.apart))
    return Place(kept.pks[one.family], None, [])


def _message(one: Candidate) -> Message:
    return Message(one.key, one.text[:LONGEST], _language(one.language), one.kinds)


def _language(code: str) -> Language:
    return Language(code) if code in _LANGUAGES else Language.UND


_LANGUAGES: Final = frozenset(str(one) for one in Language)


def _next_stamp() -> int:
    return int(Family.objects.aggregate(last=Max("stamp"))["last"] or 0) + 1


def _committed(kept: _Kept) -> None:
    kept.is_sure = True
