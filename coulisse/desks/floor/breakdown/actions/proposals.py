"""Reading scenes for what they need. A proposal adds nothing: it waits for somebody's word."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from coulisse.desks.floor.breakdown.models import Element, Tag
from coulisse.desks.floor.facts.breakdown import ElementsProposed
from coulisse.desks.floor.script.models import Scene
from coulisse.desks.floor.script.queries import scenes_of
from coulisse.desks.floor.script.texts import of_scene
from coulisse.engines.breakdown import Known, Proposal, SceneText, propose_all
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain

COMPANION: Final = "companion"
"""Beside the engine's own reasons: the element comes along with another one."""
VOICE: Final = "off"


def propose(
    *, production: Production, by: User | None, at: datetime, scenes: Collection[int] | None = None
) -> int:
    """Propose what the given scenes need (all of them without `scenes`); returns how many proposals are new.

    What somebody accepted or declined stays as it is. A proposal that nobody answered and that the text no
    longer bears out is taken away.
    """
    with transaction.atomic():
        rows = list(scenes_of(production))
        wanted = [row for row in rows if scenes is None or row.pk in scenes]
        found = propose_all([SceneText(str(row.pk), of_scene(row)) for row in rows], known=_known(production))
        elements = _elements_for(production, [one for row in wanted for one in found[str(row.pk)]])
        known = {(tag.scene_id, tag.element_id): tag for tag in Tag.objects.filter(scene__in=wanted)}
        fresh, borne_out = [], set()
        for row in wanted:
            for one in found[str(row.pk)]:
                key = (row.pk, elements[one.category, plain(one.name)].pk)
                borne_out.add(key)
                if key not in known:
                    fresh.append(_tag(row, elements[one.category, plain(one.name)], one, at))
        _drop_unfounded(tag for key, tag in known.items() if key not in borne_out)
        Tag.objects.bulk_create(fresh)
        if fresh:
            fact = ElementsProposed(count=len(fresh), scene_ids=sorted({tag.scene_id for tag in fresh}))
            announce(fact, by=by, at=at, about=production, production=production.pk)
    return len(fresh)


def _known(production: Production) -> list[Known]:
    """The elements that somebody has agreed to; spellings of mere proposals bind nobody."""
    agreed = Element.objects.filter(production=production, tags__state=Tag.State.CONFIRMED).distinct()
    return [Known(element.category, element.name) for element in agreed.only("category", "name")]


def _elements_for(production: Production, proposals: Iterable[Proposal]) -> dict[tuple[str, str], Element]:
    """A row for each element that is proposed, found by category and folded name."""
    named: dict[tuple[str, str], Proposal] = {}
    for one in proposals:
        named.setdefault((one.category, plain(one.name)), one)
    known = {(element.category, element.key): element for element in Element.objects.filter(production=production)}
    fresh = [
        Element(production=production, category=category, name=one.name[:160], key=key[:160], minor_age=one.age)
        for (category, key), one in named.items()
        if (category, key) not in known
    ]
    Element.objects.bulk_create(fresh)
    return known | {(element.category, element.key): element for element in fresh}


def _tag(scene: Scene, element: Element, one: Proposal, at: datetime) -> Tag:
    return Tag(
        scene=scene,
        element=element,
        state=Tag.State.PROPOSED,
        quantity=one.quantity,
        note=VOICE if one.is_voice_only else "",
        anchors=[_anchor(anchor) for anchor in one.anchors],
        why=str(one.why),
        made_by=None,
        made_at=at,
    )


def _anchor(anchor: Any) -> dict[str, Any]:
    return {
        "paragraph": anchor.paragraph,
        "start": anchor.start,
        "end": anchor.end,
        "words": anchor.words,
    }


def _drop_unfounded(tags: Iterable[Tag]) -> None:
    gone = [tag.pk for tag in tags if tag.state == Tag.State.PROPOSED and tag.why != COMPANION]
    Tag.objects.filter(pk__in=gone).delete()
