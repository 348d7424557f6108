"""The screenplay is taken in, the pink pages merged, the sets placed and the roles confirmed."""

from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Final

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.script.actions import edit_set, merge, receive
from coulisse.desks.floor.script.models import Scene, Set
from coulisse.foundation.accounts.models import User
from coulisse.foundation.places.actions import add_many
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain
from coulisse.house.sample.floor import plan
from coulisse.house.sample.moments import Moments

OURS: Final = {"durbuy": "durbuy", "dinant": "croisette"}
"""Places of the plan that the sample house describes already, by their keys on both sides."""


def take_the_screenplay_in(*, production: Production, by: User, moments: Moments) -> None:
    """White pages first; the pink ones add 33A and change 34."""
    folder = files("coulisse.house.sample") / "files"
    receive(
        production=production,
        content=(folder / "la-drache.fountain").read_bytes(),
        name="la-drache.fountain",
        paper="white",
        dated_on=date(2027, 1, 11),
        title="version 3",
        by=by,
        at=moments.ago(20, 9, 5),
    )
    pink = receive(
        production=production,
        content=(folder / "la-drache-roses.fdx").read_bytes(),
        name="la-drache-roses.fdx",
        paper="pink",
        dated_on=date(2027, 3, 17),
        title="pages roses",
        by=by,
        at=moments.ago(6, 10),
    )
    merge(draft=pink, by=by, at=moments.ago(6, 10, 4))


def add_the_places(*, places: Mapping[str, Place], by: User, moments: Moments) -> dict[str, Place]:
    """The places of the plan by their keys there: those that the house knew, and the others as one import."""
    known = {key: places[ours] for key, ours in OURS.items() if ours in places}
    missing = [facts for facts in plan.PLACES if facts.key not in known]
    rows = [
        {
            "name": facts.name,
            "kind": Place.Kind.LOCATION,
            "city": facts.city,
            "country": facts.country,
            "latitude": facts.latitude,
            "longitude": facts.longitude,
            "position_from": Place.PositionFrom.TYPED,
            "notes": "Position à vérifier sur place.",
        }
        for facts in missing
    ]
    added = add_many(rows=rows, source="plan-de-travail-v8.xlsx", by=by, at=moments.ago(19, 14))
    return {**known, **{facts.key: place for facts, place in zip(missing, added, strict=True)}}


def place_the_sets(*, production: Production, places: Mapping[str, Place], by: User, moments: Moments) -> None:
    sets = {row.key: row for row in Set.objects.filter(production=production)}
    for name, place in plan.SETS:
        row = sets.get(plain(name))
        if row is not None and place in places:
            values = {"name": name, "place": places[place]}
            edit_set(one=row, values=values, read_version=row.version, by=by, at=moments.ago(19, 15))


def settle_the_breakdown(*, production: Production, by: User, moments: Moments) -> dict[int, Element]:
    """The roles as the plan numbers them, in the scenes where it wants them; what else the text proposes waits."""
    at = moments.ago(18, 11)
    Element.objects.filter(production=production, category=Category.ROLE).update(number=None)
    roles = {facts.number: _role(production, facts) for facts in plan.ROLES}
    scenes = {row.number: row for row in Scene.objects.filter(production=production)}
    wanted = {(scenes[facts.number].pk, roles[number].pk) for facts in plan.SCENES for number in facts.roles}
    tags = Tag.objects.filter(scene__production=production, element__in=roles.values())
    tags.update(state=Tag.State.CONFIRMED, made_by=by, made_at=at)
    standing = set(tags.values_list("scene", "element"))
    tags.exclude(pk__in=[tag.pk for tag in tags if (tag.scene_id, tag.element_id) in wanted]).delete()
    Tag.objects.bulk_create(
        Tag(scene_id=scene, element_id=role, state=Tag.State.CONFIRMED, made_by=by, made_at=at)
        for scene, role in sorted(wanted - standing)
    )
    for facts in plan.SCENES:
        Scene.objects.filter(pk=scenes[facts.number].pk).update(
            seconds=facts.seconds, minutes=facts.minutes, synopsis=facts.synopsis
        )
    return roles


def _role(production: Production, facts: plan.RoleFacts) -> Element:
    row, _made = Element.objects.get_or_create(
        production=production, category=Category.ROLE, key=plain(facts.name), defaults={"name": facts.name}
    )
    row.name, row.number, row.minor_age = facts.name, facts.number, facts.minor_age
    row.save(update_fields=["name", "number", "minor_age"])
    return row
