"""The elements of the whole film: named, numbered, merged, tied to each other."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from coulisse.desks.floor.breakdown.actions.tags import bring_companions, in_story_order
from coulisse.desks.floor.breakdown.models import Category, Companion, Element, Tag
from coulisse.desks.floor.breakdown.searchable import findable
from coulisse.desks.floor.facts.breakdown import (
    CompanionLinked,
    CompanionUnlinked,
    ElementEdited,
    ElementsMerged,
    RolesNumbered,
)
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.actions import forget, index
from coulisse.foundation.search.writing import plain


class ElementNameTaken(Exception):
    """Another element of the category has this name: the two may be merged."""

    def __init__(self, other: Element) -> None:
        super().__init__(other.pk)
        self.other = other


class RoleNumberTaken(Exception):
    """Another role bears this number."""

    def __init__(self, other: Element) -> None:
        super().__init__(other.pk)
        self.other = other


class NotAlike(Exception):
    """Two elements of two productions, or one element twice, cannot be merged or linked."""


class StillInUse(Exception):
    """Other slices hold on to the element that would go: a casting, an event on the plan. Carries their names."""

    def __init__(self, holders: list[str]) -> None:
        super().__init__(", ".join(holders))
        self.holders = holders


def edit(*, element: Element, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Element:
    """Name, category, number, description, age. Raises `ElementNameTaken`, `RoleNumberTaken`, `StaleWrite`."""
    with transaction.atomic():
        stored = Element.objects.select_for_update().get(pk=element.pk)
        wished = dict(values)
        if "name" in wished:
            wished["name"] = " ".join(wished["name"].split())
            wished["key"] = plain(wished["name"])
        if wished.get("category", stored.category) != Category.ROLE:
            wished |= {"number": None}
        _refuse_taken(stored, wished)
        changed = [name for name, value in wished.items() if name != "key" and getattr(stored, name) != value]
        written = element.write(wished, read_version=read_version)
        if changed:
            # What is said of a minor is for few: the journal tells that the age was written, not the age.
            fact = ElementEdited(element_id=written.pk, element=written.name, fields=changed)
            _tell(fact, written, by=by, at=at)
        index(findable([written.pk]))
    return written


def _refuse_taken(element: Element, wished: Mapping[str, Any]) -> None:
    others = Element.objects.filter(production_id=element.production_id).exclude(pk=element.pk)
    category, key = wished.get("category", element.category), wished.get("key", element.key)
    if (other := others.filter(category=category, key=key).first()) is not None:
        raise ElementNameTaken(other)
    number = wished.get("number")
    if number is not None:
        other = others.filter(category=Category.ROLE, number=number).first()
        if other is not None:
            raise RoleNumberTaken(other)


def merge(*, kept: Element, gone: Element, by: User, at: datetime) -> Element:
    """Two rows for one thing become one; every scene, link and number of the second goes to the first.

    Raises `NotAlike` and `StillInUse`.
    """
    if kept.pk == gone.pk or kept.production_id != gone.production_id:
        raise NotAlike(kept.pk, gone.pk)
    with transaction.atomic():
        rows = {row.pk: row for row in Element.objects.select_for_update().filter(pk__in=(kept.pk, gone.pk))}
        kept, gone = rows[kept.pk], rows[gone.pk]
        _move_tags(kept, gone)
        _move_links(kept, gone)
        _refuse_held(gone)
        number, description = gone.number, gone.description
        gone_pk, gone_name = gone.pk, gone.name
        gone.delete()
        values: dict[str, Any] = {"description": kept.description or description}
        if kept.number is None and kept.category == Category.ROLE:
            values["number"] = number
        written = kept.write(values, read_version=kept.version)
        fact = ElementsMerged(element_id=kept.pk, element=kept.name, gone_id=gone_pk, gone=gone_name)
        _tell(fact, written, by=by, at=at)
        forget("floor.element", [gone_pk])
        index(findable([kept.pk]))
    return written


def _move_tags(kept: Element, gone: Element) -> None:
    """A scene that has both keeps one tag: the more certain state, the larger quantity, the words of both."""
    standing = {tag.scene_id: tag for tag in Tag.objects.select_for_update().filter(element=kept)}
    certain = (Tag.State.DECLINED, Tag.State.PROPOSED, Tag.State.CONFIRMED)
    for tag in Tag.objects.select_for_update().filter(element=gone):
        other = standing.get(tag.scene_id)
        if other is None:
            Tag.objects.filter(pk=tag.pk).update(element=kept)
            continue
        values = {
            "state": max(other.state, tag.state, key=lambda state: certain.index(Tag.State(state))),
            "quantity": max(other.quantity, tag.quantity),
            "anchors": [*other.anchors, *(each for each in tag.anchors if each not in other.anchors)],
            "note": other.note or tag.note,
        }
        other.write(values, read_version=other.version)
        tag.delete()


def _move_links(kept: Element, gone: Element) -> None:
    for link in Companion.objects.filter(element=gone).exclude(brings=kept):
        Companion.objects.get_or_create(element=kept, brings=link.brings, defaults={"why": link.why})
    for link in Companion.objects.filter(brings=gone).exclude(element=kept):
        Companion.objects.get_or_create(element=link.element, brings=kept, defaults={"why": link.why})


def _refuse_held(gone: Element) -> None:
    """What hangs on the element beyond the breakdown would go with it, or be refused by the database."""
    ours = {"tags", "companions", "brought_by"}
    holders = []
    for relation in gone._meta.related_objects:
        name = relation.get_accessor_name()
        related: type[Model] = relation.related_model
        held = related._base_manager.filter(**{relation.field.name: gone})
        if name not in ours and held.exists():
            holders.append(str(related._meta.verbose_name))
    if holders:
        raise StillInUse(holders)


def number_roles(*, production: Production, by: User, at: datetime) -> int:
    """Number every role in use 1 to n, in the order in which the story shows them; returns how many."""
    with transaction.atomic():
        roles = Element.objects.select_for_update().filter(production=production, category=Category.ROLE)
        used = in_story_order(roles.filter(pk__in=_in_use(production)))
        roles.update(number=None)
        for number, role in enumerate(used, start=1):
            role.number = number
            role.version += 1
        Element.objects.bulk_update(used, ["number", "version"])
        fact = RolesNumbered(count=len(used))
        announce(fact, by=by, at=at, about=production, production=production.pk)
        index(findable([role.pk for role in used]))
    return len(used)


def _in_use(production: Production) -> list[int]:
    tags = Tag.objects.filter(scene__production=production, state=Tag.State.CONFIRMED)
    return list(tags.filter(element__category=Category.ROLE).values_list("element_id", flat=True).distinct())


def link(*, element: Element, brings: Element, by: User, at: datetime, why: str = "") -> Companion:
    """Wherever `element` is wanted, `brings` is proposed from now on, and at once where it is wanted already.

    Raises `NotAlike`.
    """
    if element.pk == brings.pk or element.production_id != brings.production_id:
        raise NotAlike(element.pk, brings.pk)
    with transaction.atomic():
        companion, is_new = Companion.objects.get_or_create(
            element=element, brings=brings, defaults={"why": why[:160]}
        )
        if is_new:
            wanted = Tag.objects.filter(element=element, state=Tag.State.CONFIRMED)
            bring_companions(wanted, at=at)
            fact = CompanionLinked(
                element_id=element.pk, element=element.name, brings_id=brings.pk, brings=brings.name
            )
            _tell(fact, element, by=by, at=at)
    return companion


def unlink(*, companion: Companion, by: User, at: datetime) -> None:
    """Undo `link`; what was accepted in a scene stays there."""
    with transaction.atomic():
        element, brings = companion.element, companion.brings
        companion.delete()
        fact = CompanionUnlinked(
            element_id=element.pk, element=element.name, brings_id=brings.pk, brings=brings.name
        )
        _tell(fact, element, by=by, at=at)


def _tell(happened: Any, element: Element, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=element, production=element.production_id)
