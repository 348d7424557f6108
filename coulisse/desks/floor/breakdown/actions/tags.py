"""The tags of scenes: put, accepted, changed, left out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from coulisse.desks.floor.breakdown.actions.proposals import COMPANION
from coulisse.desks.floor.breakdown.models import Category, Companion, Element, Tag
from coulisse.desks.floor.breakdown.searchable import findable
from coulisse.desks.floor.facts.breakdown import ElementTagged, ProposalsConfirmed, TagChanged, TagDeclined
from coulisse.desks.floor.script.models import Scene
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.actions import index
from coulisse.foundation.search.writing import plain

NOWHERE: Final = 10**9
"""Behind every place of the story: tagged without words of the page."""
State = Tag.State


class NameMissing(Exception):
    """An element has no name."""


def put(
    *,
    scene: Scene,
    category: str,
    name: str,
    by: User,
    at: datetime,
    quantity: int = 1,
    note: str = "",
    anchors: Sequence[Mapping[str, Any]] = (),
) -> Tag:
    """An element is wanted in a scene. One of that name is taken up, whatever its capitals; else it is made.

    Where the scene has it already, its place in the text is added to it. Raises `NameMissing`.
    """
    with transaction.atomic():
        element = _element(scene.production_id, category, name)
        tag = Tag.objects.select_for_update().filter(scene=scene, element=element).first()
        if tag is None:
            tag = Tag.objects.create(
                scene=scene,
                element=element,
                quantity=quantity,
                note=note[:160],
                anchors=list(anchors),
                made_by=by,
                made_at=at,
            )
        else:
            values = {
                "state": State.CONFIRMED,
                "anchors": [*tag.anchors, *(each for each in anchors if each not in tag.anchors)],
                "quantity": max(quantity, tag.quantity),
                "made_by": by,
                "made_at": at,
            }
            tag = tag.write(values, read_version=tag.version)
        _follow(scene.production_id, [tag], at=at)
        _tell_put(tag, scene, element, by=by, at=at)
    return tag


def _element(production: int, category: str, name: str) -> Element:
    tidy = " ".join(name.split())[:160]
    if not any(sign.isalnum() for sign in tidy):
        raise NameMissing(name)
    element, _is_new = Element.objects.get_or_create(
        production_id=production, category=category, key=plain(tidy), defaults={"name": tidy}
    )
    return element


def confirm(*, tag: Tag, by: User, at: datetime) -> Tag:
    """A proposal is accepted, or what was left out comes back."""
    with transaction.atomic():
        stored = Tag.objects.select_for_update(of=("self",)).select_related("scene", "element").get(pk=tag.pk)
        if stored.state == State.CONFIRMED:
            return stored
        values = {"state": State.CONFIRMED, "made_by": by, "made_at": at}
        written = stored.write(values, read_version=stored.version)
        _follow(stored.scene.production_id, [written], at=at)
        _tell_put(written, stored.scene, stored.element, by=by, at=at)
    return written


def confirm_all(
    *, production: Production, by: User, at: datetime, categories: Collection[str] = (), scene: Scene | None = None
) -> int:
    """Every open proposal of some categories (of all without any), in one scene or in the whole story."""
    with transaction.atomic():
        found = Tag.objects.filter(scene__production=production, state=State.PROPOSED)
        if categories:
            found = found.filter(element__category__in=categories)
        if scene is not None:
            found = found.filter(scene=scene)
        tags = list(found.select_for_update(of=("self",)).select_related("element", "scene"))
        for tag in tags:
            tag.state, tag.made_by, tag.made_at = State.CONFIRMED, by, at
            tag.version += 1
        Tag.objects.bulk_update(tags, ["state", "made_by", "made_at", "version"])
        _follow(production.pk, tags, at=at)
        if tags:
            elements = sorted({tag.element_id for tag in tags})
            fact = ProposalsConfirmed(count=len(tags), element_ids=elements)
            announce(fact, by=by, at=at, about=scene or production, production=production.pk)
    return len(tags)


def decline(*, tag: Tag, by: User, at: datetime) -> Tag:
    """Not in this scene. The row stays, so that the text does not propose it again and undo finds it."""
    with transaction.atomic():
        stored = Tag.objects.select_for_update(of=("self",)).select_related("scene", "element").get(pk=tag.pk)
        values = {"state": State.DECLINED, "made_by": by, "made_at": at}
        written = stored.write(values, read_version=stored.version)
        fact = TagDeclined(**_names(stored), was=stored.state)
        _tell(fact, stored.scene, by=by, at=at)
    return written


def reopen(*, tag: Tag, by: User, at: datetime) -> Tag:
    """Undo `decline` of a proposal: it waits for an answer again."""
    with transaction.atomic():
        stored = Tag.objects.select_for_update().get(pk=tag.pk)
        return stored.write({"state": State.PROPOSED, "made_by": by, "made_at": at}, read_version=stored.version)


def change(*, tag: Tag, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Tag:
    """How many, and a note. Raises `StaleWrite` if somebody saved in between."""
    with transaction.atomic():
        stored = Tag.objects.select_for_update(of=("self",)).select_related("scene", "element").get(pk=tag.pk)
        changed = [name for name, value in values.items() if getattr(stored, name) != value]
        written = tag.write(values, read_version=read_version)
        if changed:
            _tell(TagChanged(**_names(stored), fields=changed), stored.scene, by=by, at=at)
    return written


def _follow(production: int, tags: Sequence[Tag], *, at: datetime) -> None:
    """What an accepted tag brings: a number for a new role, its companions as proposals, its place in search."""
    number_new_roles(production)
    bring_companions(tags, at=at)
    index(findable({tag.element_id for tag in tags}))


def number_new_roles(production: int) -> None:
    """Roles in use without a number get the next ones, in the order in which the story shows them."""
    roles = Element.objects.filter(production_id=production, category=Category.ROLE)
    last = roles.aggregate(last=Max("number"))["last"] or 0
    fresh = in_story_order(roles.filter(number__isnull=True, tags__state=State.CONFIRMED).distinct())
    for number, role in enumerate(fresh, start=last + 1):
        role.number = number
    Element.objects.bulk_update(fresh, ["number"])


def in_story_order(roles: Iterable[Element]) -> list[Element]:
    """By the scene, then the paragraph, in which each is first wanted."""
    found = list(roles)
    first: dict[int, tuple[int, int, int]] = {}
    silent = (NOWHERE, NOWHERE)
    tags = Tag.objects.filter(element__in=found, state=State.CONFIRMED)
    for element, order, anchors in tags.values_list("element_id", "scene__order", "anchors"):
        places = ((anchor["paragraph"], anchor["start"]) for anchor in anchors)
        place = (order, *min(places, default=silent))
        first[element] = min(first.get(element, place), place)
    never = (NOWHERE, *silent)
    return sorted(found, key=lambda role: (first.get(role.pk, never), role.key))


def bring_companions(tags: Iterable[Tag], *, at: datetime) -> None:
    """Wherever an element is wanted, what it brings is proposed; an answer given before stands."""
    scenes: dict[int, set[int]] = {}
    for tag in tags:
        scenes.setdefault(tag.element_id, set()).add(tag.scene_id)
    fresh = [
        Tag(
            scene_id=scene,
            element_id=link.brings_id,
            state=State.PROPOSED,
            note=link.why,
            why=COMPANION,
            made_by=None,
            made_at=at,
        )
        for link in Companion.objects.filter(element__in=scenes)
        for scene in sorted(scenes[link.element_id])
    ]
    Tag.objects.bulk_create(fresh, ignore_conflicts=True)


def _names(tag: Tag) -> dict[str, Any]:
    return {
        "scene_id": tag.scene_id,
        "scene": tag.scene.number,
        "element_id": tag.element_id,
        "element": tag.element.name,
    }


def _tell_put(tag: Tag, scene: Scene, element: Element, *, by: User, at: datetime) -> None:
    fact = ElementTagged(
        scene_id=scene.pk,
        scene=scene.number,
        element_id=element.pk,
        element=element.name,
        category=element.category,
        quantity=tag.quantity,
    )
    _tell(fact, scene, by=by, at=at)


def _tell(happened: Fact, scene: Scene, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=scene, production=scene.production_id)
