"""Two cards that may be one person: found by what is indexed, proposed with the reasons; a person decides."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q

from coulisse.desks.audience.relations.keys import town_of
from coulisse.desks.audience.relations.models import Mention, MergeProposal, Writer, WriterAddress

MOST_ALIKE: Final = 5
"""More people than this under one name or one number tell nothing: a common name, a switchboard."""
NEAR: Final = timedelta(days=21)
"""Two people of one name who write about the same programme within this time may be one."""

Reasons = dict[tuple[int, int], dict[str, str]]


def propose_for(writers: Collection[int], *, at: datetime) -> int:
    """Propose merges between these writers and anybody; a refused pair stays refused. How many are new."""
    found: Reasons = {}
    _by_address(writers, found)
    _by_name(writers, found)
    rows = [
        MergeProposal(
            kept_id=kept,
            other_id=other,
            reasons=[{"code": code, "value": value} for code, value in reasons.items()],
            proposed_at=at,
        )
        for (kept, other), reasons in sorted(found.items())
    ]
    if not rows:
        return 0
    before = MergeProposal.objects.filter(
        kept_id__in={row.kept_id for row in rows}, other_id__in={row.other_id for row in rows}
    )
    known = set(before.values_list("kept_id", "other_id"))
    fresh = [row for row in rows if (row.kept_id, row.other_id) not in known]
    MergeProposal.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def pair(one: int, other: int) -> tuple[int, int]:
    """The older card is kept."""
    return (one, other) if one < other else (other, one)


def _note(found: Reasons, one: int, other: int, code: str, value: str) -> None:
    if one != other:
        found.setdefault(pair(one, other), {}).setdefault(code, value)


def _by_address(writers: Collection[int], found: Reasons) -> None:
    """The same number or address: held by one and given by another, or given by a few."""
    held = WriterAddress.objects.filter(writer_id__in=writers).values_list("kind", "key", "writer_id")
    given = Mention.objects.filter(writer_id__in=writers).values_list("kind", "key", "writer_id")
    ours: dict[tuple[str, str], set[int]] = {}
    for kind, key, writer in [*held, *given]:
        ours.setdefault((kind, key), set()).add(writer)
    if not ours:
        return
    keys = {key for _kind, key in ours}
    everywhere: dict[tuple[str, str], set[int]] = {}
    standing = Q(key__in=keys, writer__merged_into__isnull=True)
    for model in (WriterAddress, Mention):
        for kind, key, writer in model.objects.filter(standing).values_list("kind", "key", "writer_id"):
            everywhere.setdefault((kind, key), set()).add(writer)
    for place, people in everywhere.items():
        if not 1 < len(people) <= MOST_ALIKE:
            continue
        for one in ours.get(place, set()) & people:
            for other in people:
                _note(found, one, other, *place)


def _by_name(writers: Collection[int], found: Reasons) -> None:
    """The same name, and one thing more: the town, an account that bears the name, the same programme."""
    names = Writer.objects.filter(pk__in=writers, name_key__contains=" ").values_list("name_key", flat=True)
    wanted = set(names)
    if not wanted:
        return
    rows = Writer.objects.filter(
        name_key__in=wanted, merged_into__isnull=True, pseudonymised_at__isnull=True
    ).prefetch_related("addresses")
    together: dict[str, list[Writer]] = {}
    for row in rows:
        together.setdefault(row.name_key, []).append(row)
    groups = [group for group in together.values() if 1 < len(group) <= MOST_ALIKE]
    spoken = _programmes(row.pk for group in groups for row in group)
    for group in groups:
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                if one.pk in writers or other.pk in writers:
                    for code, value in _hints(one, other, spoken):
                        _note(found, one.pk, other.pk, "name", one.name)
                        _note(found, one.pk, other.pk, code, value)


def _programmes(writers: Iterable[int]) -> dict[int, list[tuple[int, datetime]]]:
    """What each wrote about, and when."""
    keys = list(writers)
    if not keys:
        return {}
    rows = Writer.objects.filter(pk__in=keys, conversations__production__isnull=False).values_list(
        "pk", "conversations__production_id", "conversations__received_at"
    )
    spoken: dict[int, list[tuple[int, datetime]]] = {}
    for pk, production, received in rows.order_by("pk", F("conversations__received_at").desc())[:2_000]:
        spoken.setdefault(pk, []).append((production, received))
    return spoken


def _hints(one: Writer, other: Writer, spoken: dict[int, list[tuple[int, datetime]]]) -> Iterable[tuple[str, str]]:
    towns = _towns(one) & _towns(other)
    if towns:
        yield "town", min(towns)
    for writer in (one, other):
        handle = _named_account(writer)
        if handle:
            yield "handle", handle
            break
    for production, received in spoken.get(one.pk, ()):
        for same, when in spoken.get(other.pk, ()):
            if production == same and abs(received - when) <= NEAR:
                yield "programme", str(production)
                return


def _towns(writer: Writer) -> set[str]:
    found = {town_of(row.value) for row in writer.addresses.all() if row.kind == "postal"}
    return found - {""}


def _named_account(writer: Writer) -> str:
    """An account whose letters are those of the name: facebook:hubert.lambot."""
    words = writer.name_key.split()
    for row in writer.addresses.all():
        if row.kind == "handle":
            letters = "".join(sign for sign in row.key.partition(":")[2] if sign.isalnum())
            if words and all(word in letters for word in words):
                return row.key
    return ""
