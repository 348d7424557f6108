"""Two cards made one, and parted again exactly.

Everything that points at the card that goes is found through the models' own description, so that a room written
tomorrow is repointed too. The snapshot holds what was changed, row by row; undoing puts back what is still as the
merge left it, and refuses where somebody has written since on the very fields that the merge had changed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from coulisse.foundation.journal.actions import announce
from coulisse.foundation.people.actions.suspecting import suspect_doubles
from coulisse.foundation.people.cards import card_of, full_name
from coulisse.foundation.people.facts import ContactsMerged, MergeUndone, SaidNotTheSame
from coulisse.foundation.people.keys import keys_of
from coulisse.foundation.people.models import Contact, Merge, NotSame, PossibleDouble, PrivateFacts
from coulisse.foundation.people.models.contact import FIELDS, KEYS
from coulisse.foundation.people.models.private import PRIVATE_FIELDS, PRIVATE_LIMITS
from coulisse.foundation.people.searchable import KIND, findable
from coulisse.foundation.search.actions import forget, index

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

Link = tuple[type[models.Model], str]

UNITED: Final = ("emails", "phones", "addresses", "languages", "skills", "tags")
"""Fields of several values: a merge keeps both sides' values."""
CHOSEN: Final = tuple(name for name in FIELDS if name not in (*UNITED, "notes", "name"))
"""Fields of one value: somebody chooses where the two part."""


class SameCard(Exception):
    """A card is not merged with itself."""


class MergeBlocked(Exception):
    """A row that points at the card that goes can neither follow nor be folded into its twin."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class AlreadyUndone(Exception):
    """This merge was parted before."""


class CannotPart(Exception):
    """The cards cannot be parted any more; `reason` is `gone`, `taken` or `changed`, with the fields."""

    def __init__(self, reason: str, fields: tuple[str, ...] = ()) -> None:
        super().__init__(reason, fields)
        self.reason = reason
        self.fields = fields


@dataclass(frozen=True, slots=True)
class _Moved:
    """What happened to the rows that pointed at the card that went."""

    repointed: list[tuple[str, str, int]]
    """(model, field, pk)"""
    folded: list[str]
    """Rows whose twin the kept card had already, serialised."""
    changed: list[tuple[str, int, dict[str, Any], dict[str, Any]]]
    """(model, pk, before, after) of twins that took something over."""


def merge_contacts(
    *, kept: Contact, gone: Contact, chosen: Mapping[str, Any], by: "User | None", at: datetime
) -> Merge:
    """Fold `gone` into `kept`. `chosen` gives the fields of one value where somebody chose; see `CHOSEN`."""
    if kept.pk == gone.pk:
        raise SameCard
    with transaction.atomic():
        kept, gone = _locked(kept.pk, gone.pk)
        before = _stored(kept)
        gone_row = serializers.serialize("json", [gone])
        _write_united(kept, gone, chosen)
        moved = _move_links(kept, gone)
        PossibleDouble.objects.filter(one=gone).delete()
        PossibleDouble.objects.filter(other=gone).delete()
        Contact.objects.filter(pk=gone.pk).delete()
        suspect_doubles([kept.pk])
        forget(KIND, [gone.pk])
        index(findable([kept.pk]))
        snapshot = {
            "before": before,
            "after": _stored(kept),
            "gone": gone_row,
            "repointed": moved.repointed,
            "folded": moved.folded,
            "changed": moved.changed,
        }
        merge = Merge.objects.create(
            kept_pk=kept.pk,
            gone_pk=gone.pk,
            gone_name=gone.name,
            snapshot=_as_json(snapshot),
            merged_by=by,
            merged_at=at,
        )
        happened = ContactsMerged(kept_id=kept.pk, kept=kept.name, gone_id=gone.pk, gone=gone.name)
        announce(happened, by=by, at=at, about=kept)
    return merge


def undo_merge(*, merge: Merge, by: "User | None", at: datetime) -> tuple[Contact, Contact]:
    """Part the two cards again; returns (kept, the one that came back)."""
    with transaction.atomic():
        merge = Merge.objects.select_for_update().get(pk=merge.pk)
        if merge.undone_at is not None:
            raise AlreadyUndone
        kept = Contact.objects.select_for_update().filter(pk=merge.kept_pk).first()
        if kept is None:
            raise CannotPart("gone")
        if Contact.objects.filter(pk=merge.gone_pk).exists():
            raise CannotPart("taken")
        _put_back(kept, merge.snapshot)
        _revive(merge.snapshot["gone"])
        _restore_links(merge)
        gone = Contact.objects.get(pk=merge.gone_pk)
        merge.undone_at = at
        merge.save(update_fields=["undone_at"])
        suspect_doubles([kept.pk, gone.pk])
        index(findable([kept.pk, gone.pk]))
        announce(
            MergeUndone(kept_id=kept.pk, kept=kept.name, gone_id=gone.pk, gone=gone.name),
            by=by,
            at=at,
            about=kept,
        )
    return kept, gone


def say_not_the_same(*, one: Contact, other: Contact, by: "User | None", at: datetime) -> None:
    """Remember that these two cards are two people: the pair is not suspected again."""
    if one.pk == other.pk:
        raise SameCard
    low, high = sorted((one, other), key=lambda contact: contact.pk)
    with transaction.atomic():
        NotSame.objects.get_or_create(one=low, other=high, defaults={"said_by": by, "said_at": at})
        PossibleDouble.objects.filter(one=low, other=high).delete()
        told = SaidNotTheSame(one_id=low.pk, one=low.name, other_id=high.pk, other=high.name)
        announce(told, by=by, at=at, about=low)


def take_back_not_the_same(*, one_pk: int, other_pk: int) -> None:
    """The inverse of `say_not_the_same`."""
    low, high = sorted((one_pk, other_pk))
    with transaction.atomic():
        NotSame.objects.filter(one_id=low, other_id=high).delete()
        suspect_doubles([low])


def united(kept: Contact, gone: Contact, chosen: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the one card: what was chosen, what only one side had, and the lines of both."""
    card = card_of(kept)
    for name in CHOSEN:
        if name in chosen:
            card[name] = chosen[name]
        elif not card[name]:
            card[name] = getattr(gone, name)
    for name in UNITED:
        card[name] = _both(getattr(kept, name), getattr(gone, name))
    notes = [text for text in (kept.notes, gone.notes) if text.strip()]
    card["notes"] = "\n\n".join(dict.fromkeys(notes))
    card["name"] = chosen.get("name") or full_name(card) or kept.name
    return card


def _both(first: list[Any], second: list[Any]) -> list[Any]:
    """Both lists, each value once: of two lines that differ in their label only the first counts."""

    def worth(item: Any) -> str:
        if not isinstance(item, dict):
            return str(item).casefold()
        return json.dumps({name: str(value).casefold() for name, value in item.items() if name != "label"})

    return list({worth(item): item for item in reversed([*first, *second])}.values())[::-1]


def _locked(kept_pk: int, gone_pk: int) -> tuple[Contact, Contact]:
    """Both rows, locked in the order of their numbers so that two merges cannot wait for each other."""
    rows = {
        row.pk: row for row in Contact.objects.select_for_update().filter(pk__in=[kept_pk, gone_pk]).order_by("pk")
    }
    if len(rows) < 2:
        raise CannotPart("gone")
    return rows[kept_pk], rows[gone_pk]


def _write_united(kept: Contact, gone: Contact, chosen: Mapping[str, Any]) -> None:
    card = united(kept, gone, chosen)
    for name, value in {**card, **keys_of(card)}.items():
        setattr(kept, name, value)
    kept.version += 1
    kept.save()


def _stored(contact: Contact) -> dict[str, Any]:
    """The columns that a merge may change, as JSON values."""
    return dict(_as_json({name: getattr(contact, name) for name in (*FIELDS, *KEYS)}))


def _as_json(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def links_to_contact() -> Iterator[Link]:
    """Every foreign key of the house to a contact, many-to-many tables included."""
    for model in apps.get_models(include_auto_created=True):
        if model is PossibleDouble or model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_fields:
            if field.is_relation and field.related_model is Contact:
                yield model, field.attname


def _move_links(kept: Contact, gone: Contact) -> _Moved:
    moved = _Moved([], [], [])
    for model, column in links_to_contact():
        for row in model._base_manager.filter(**{column: gone.pk}).order_by("pk"):
            _move_one(row, column, kept, gone, moved)
    return moved


def _move_one(row: models.Model, column: str, kept: Contact, gone: Contact, moved: _Moved) -> None:
    label = row._meta.label
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{column: kept.pk})
    except IntegrityError:
        _fold(row, kept, moved)
    else:
        moved.repointed.append((label, column, row.pk))


def _fold(row: models.Model, kept: Contact, moved: _Moved) -> None:
    """The kept card has such a row already: take over what it lacks, then keep this one in the snapshot only."""
    if any(_points_at(row)):
        raise MergeBlocked(str(row._meta.verbose_name))
    if isinstance(row, PrivateFacts):
        _unite_private(row, kept, moved)
    moved.folded.append(serializers.serialize("json", [row]))
    type(row)._base_manager.filter(pk=row.pk).delete()


def _unite_private(row: PrivateFacts, kept: Contact, moved: _Moved) -> None:
    twin = PrivateFacts.objects.select_for_update().get(contact=kept, production=row.production_id)
    before = {name: getattr(twin, name) for name in PRIVATE_FIELDS}
    for name in PRIVATE_FIELDS:
        values = dict.fromkeys(value for value in (getattr(twin, name), getattr(row, name)) if value)
        setattr(twin, name, " ; ".join(values)[: PRIVATE_LIMITS[name]])
    after = {name: getattr(twin, name) for name in PRIVATE_FIELDS}
    if after != before:
        twin.version += 1
        twin.save()
        moved.changed.append((twin._meta.label, twin.pk, before, after))


def _points_at(row: models.Model) -> Iterator[bool]:
    """Whether other rows hang on this one: it may not be folded then."""
    for relation in row._meta.related_objects:
        yield relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists()


def _put_back(kept: Contact, snapshot: Mapping[str, Any]) -> None:
    """The kept card as it was, leaving alone what the merge had not touched."""
    now, before, after = _stored(kept), snapshot["before"], snapshot["after"]
    touched = [name for name in FIELDS if before[name] != after[name]]
    conflicts = tuple(name for name in touched if now[name] != after[name])
    if conflicts:
        raise CannotPart("changed", conflicts)
    for name in touched:
        setattr(kept, name, Contact.from_json(name, before[name]))
    for name, value in keys_of(card_of(kept)).items():
        setattr(kept, name, value)
    kept.version += 1
    kept.save()


def _revive(serialised: str) -> None:
    for row in serializers.deserialize("json", serialised):
        row.save(force_insert=True)


def _restore_links(merge: Merge) -> None:
    snapshot = merge.snapshot
    for label, column, pk in snapshot["repointed"]:
        # A row that was given to somebody else since, or removed, stays so.
        rows = apps.get_model(label)._base_manager.filter(pk=pk, **{column: merge.kept_pk})
        rows.update(**{column: merge.gone_pk})
    for label, pk, before, after in snapshot["changed"]:
        rows = apps.get_model(label)._base_manager.filter(pk=pk, **after)
        rows.update(**before, version=models.F("version") + 1)
    for serialised in snapshot["folded"]:
        _revive(serialised)
