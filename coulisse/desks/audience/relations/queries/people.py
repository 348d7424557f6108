"""The people who write: the latest first, or those whom a few words name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from coulisse.desks.audience.relations.access import reached_by, visible_to
from coulisse.desks.audience.relations.keys import name_key
from coulisse.desks.audience.relations.models import MergeProposal, Writer, WriterAddress
from coulisse.desks.audience.relations.words import channel_name
from coulisse.foundation.accounts.models import User
from coulisse.foundation.people.keys import plain
from coulisse.foundation.people.phones import shown

PAGE: Final = 50
MOST_FOUND: Final = 100
SHORTEST: Final = 3
"""Letters of a word that a trigram index can find inside another."""
LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list."""

    pk: int
    name: str
    address: str
    language: str
    is_minor: bool
    channels: tuple[tuple[str, str, int], ...]
    """(code, label, how many conversations)."""
    conversations: int
    last_at: datetime
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class People:
    """One page of the list. `after` is the address of the next one, empty on the last."""

    lines: tuple[Person, ...]
    after: str = ""
    is_cut: bool = False
    """A search found more than is shown."""


def people(user: User, *, words: str = "", after: str = "") -> People:
    """Fifty people, the latest first; with words, the hundred latest of those who match. Four or five queries."""
    if words.strip():
        found = _matching(user, words)
        return People(_lines(found[:MOST_FOUND], user), is_cut=len(found) > MOST_FOUND)
    rows = visible_to(user)
    mark = _mark(after)
    if mark is not None:
        last_at, pk = mark
        rows = rows.filter(last_at__lte=last_at).filter(Q(last_at__lt=last_at) | Q(pk__lt=pk))
    page = list(rows.order_by("-last_at", "-pk")[: PAGE + 1])
    shown_now = page[:PAGE]
    following = f"{shown_now[-1].last_at.isoformat()}~{shown_now[-1].pk}" if len(page) > PAGE else ""
    return People(_lines(shown_now, user), after=following)


def _mark(after: str) -> tuple[datetime, int] | None:
    moment, tilde, number = after.partition("~")
    if not tilde or not number.isascii() or not number.isdecimal() or len(number) > 18:
        return None
    try:
        read = datetime.fromisoformat(moment.replace(" ", "+"))
    except ValueError:
        return None
    return (read, int(number)) if read.tzinfo is not None else None


def _matching(user: User, words: str, most: int = MOST_FOUND) -> list[Writer]:
    typed = words.replace("\x00", "").strip()[:LONGEST]
    keys = _by_address(typed)
    rows = visible_to(user)
    found = {row.pk: row for row in rows.filter(pk__in=keys)} if keys else {}
    if name := _name_filter(typed):
        found |= {row.pk: row for row in rows.filter(name).order_by("-last_at", "-pk")[: most + 1]}
    return sorted(found.values(), key=lambda row: (row.last_at, row.pk), reverse=True)


def _name_filter(typed: str) -> Q | None:
    """Every word somewhere in the name; a short one at its beginning, so that an index always serves."""
    parts = name_key(typed).split()
    if not parts:
        return None
    long = [part for part in parts if len(part) >= SHORTEST]
    if not long:
        return Q(name_key__startswith=parts[0])
    wanted = Q()
    for part in long:
        wanted &= Q(name_key__contains=part)
    return wanted


def _by_address(typed: str, most: int = MOST_FOUND) -> list[int]:
    """Whose e-mail address, account, number or postal address holds what was typed."""
    rows: QuerySet[WriterAddress] = WriterAddress.objects.filter(writer__merged_into__isnull=True)
    digits = "".join(sign for sign in typed if sign.isdigit())
    if "@" in typed or ":" in typed:
        bare = typed.lower().strip("@ ")
        wanted = Q(kind__in=("email", "handle"), key__contains=bare) if len(bare) >= SHORTEST else None
    elif len(digits) >= 4 and not any(sign.isalpha() for sign in typed):
        bare = digits.removeprefix("00").removeprefix("0") if not typed.startswith("+") else digits
        wanted = Q(kind="phone", key__contains=bare)
    else:
        bare = plain(typed)
        wanted = Q(key__contains=bare) if len(bare) >= SHORTEST + 1 and " " not in bare else None
        if wanted is None and len(bare) >= SHORTEST and digits:
            wanted = Q(kind="postal", key__contains=bare)
    return [] if wanted is None else list(rows.filter(wanted).values_list("writer_id", flat=True)[:most])


def _lines(rows: Sequence[Writer], user: User) -> tuple[Person, ...]:
    keys = [row.pk for row in rows]
    addresses = first_addresses(keys)
    counts = _counts(keys, user)
    proposed = _proposed(keys)
    return tuple(
        Person(
            pk=row.pk,
            name=str(row),
            address=addresses.get(row.pk, ""),
            language=row.language,
            is_minor=row.is_minor,
            channels=tuple(
                (code, channel_name(code, count), count) for code, count in counts.get(row.pk, {}).items()
            ),
            conversations=sum(counts.get(row.pk, {}).values()),
            last_at=row.last_at,
            is_proposed=row.pk in proposed,
        )
        for row in rows
    )


def first_addresses(keys: Sequence[int]) -> dict[int, str]:
    """One address of each, an e-mail address where there is one, as it is shown."""
    found: dict[int, str] = {}
    order = ("email", "phone", "handle", "postal")
    rows = WriterAddress.objects.filter(writer_id__in=keys).values_list("writer_id", "kind", "key", "value")
    for writer, kind, key, value in sorted(rows, key=lambda row: (row[0], order.index(row[1]))):
        found.setdefault(writer, address_shown(kind, key, value))
    return found


def address_shown(kind: str, key: str, value: str) -> str:
    if kind == "phone":
        return shown(key)
    return " · ".join(part.strip() for part in value.splitlines() if part.strip()) if kind == "postal" else value


def _counts(keys: Sequence[int], user: User) -> dict[int, dict[str, int]]:
    reached = reached_by(user)
    seen = Q(conversations__isnull=False) & ~Q(conversations__state="spam")
    if reached is not None:
        seen &= Q(conversations__production_id__in=reached)
    rows = (
        Writer.objects.filter(pk__in=keys)
        .filter(seen)
        .order_by()
        .values_list("pk", "conversations__channel")
        .annotate(n=Count("conversations__pk"))
    )
    found: dict[int, dict[str, int]] = {}
    for pk, channel, count in sorted(rows, key=lambda row: (row[0], -row[2])):
        found.setdefault(pk, {})[channel] = count
    return found


def _proposed(keys: Sequence[int]) -> set[int]:
    rows = MergeProposal.objects.filter(
        Q(kept_id__in=keys) | Q(other_id__in=keys),
        state=MergeProposal.State.OPEN,
        kept__merged_into__isnull=True,
        other__merged_into__isnull=True,
    )
    return {pk for both in rows.values_list("kept_id", "other_id") for pk in both}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who may be the caller."""

    pk: int
    name: str
    address: str
    phone: str
    email: str
    is_minor: bool


def suggestions(user: User, words: str, most: int = 8) -> tuple[Suggestion, ...]:
    """Who is known under these letters or figures, for a field that completes itself. Three or four queries."""
    if len(words.strip()) < 2:
        return ()
    rows = _matching(user, words, most)[:most]
    addresses: dict[int, dict[str, str]] = {}
    held = WriterAddress.objects.filter(writer_id__in=[row.pk for row in rows]).order_by("pk")
    for address in held:
        known = addresses.setdefault(address.writer_id, {})
        known.setdefault(address.kind, address_shown(address.kind, address.key, address.value))
    return tuple(
        Suggestion(
            pk=row.pk,
            name=str(row),
            address=next(iter(addresses.get(row.pk, {}).values()), ""),
            phone=addresses.get(row.pk, {}).get("phone", ""),
            email=addresses.get(row.pk, {}).get("email", ""),
            is_minor=row.is_minor,
        )
        for row in rows
    )
