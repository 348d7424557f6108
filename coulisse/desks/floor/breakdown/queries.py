"""Reading the breakdown: scenes with what they need, elements with where they are wanted, reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from coulisse.desks.floor.breakdown.categories import LETTERS, ORDER
from coulisse.desks.floor.breakdown.models import Category, Companion, Element, Tag
from coulisse.desks.floor.script.models import Scene
from coulisse.desks.floor.script.queries import SceneLine, line_of, scenes_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain

State = Tag.State
COMPLETIONS: Final = 12


def visible_to(user: User) -> QuerySet[Element]:
    """Every agreed element that the person may read, of all productions."""
    reached = user.scope().productions("read", desk=Desk.FLOOR)
    found = Element.objects.filter(_agreed())
    return found if reached is None else found.filter(production_id__in=reached)


def _agreed() -> Q:
    """Somebody wants it in a scene, or made it by hand; a mere proposal is no element of the film yet."""
    confirmed = Tag.objects.filter(element=OuterRef("pk"), state=State.CONFIRMED)
    any_tag = Tag.objects.filter(element=OuterRef("pk"))
    return Q(Exists(confirmed)) | ~Q(Exists(any_tag))


def elements_of(production: Production | int) -> QuerySet[Element]:
    """The agreed elements of a production, in the order of the sheet."""
    pk = production if isinstance(production, int) else production.pk
    return Element.objects.filter(_agreed(), production_id=pk)


@dataclass(frozen=True, slots=True)
class SceneRow:
    """A scene in the list of the breakdown: its line, its role numbers, its counts."""

    scene: SceneLine
    roles: Sequence[int]
    counts: Sequence[tuple[str, str, int]]
    """Letter, category and how many, for each category but roles."""
    proposed: int


def scene_rows(scenes: Iterable[Scene]) -> list[SceneRow]:
    """The rows of one page of the list: one query for all their tags."""
    rows = list(scenes)
    tags = (
        Tag.objects.filter(scene__in=rows)
        .exclude(state=State.DECLINED)
        .values_list("scene_id", "state", "element__category", "element__number")
    )
    found: dict[int, list[tuple[str, str, int | None]]] = {}
    for scene, state, category, number in tags:
        found.setdefault(scene, []).append((state, category, number))
    return [_scene_row(row, found.get(row.pk, [])) for row in rows]


def _scene_row(row: Scene, tags: Sequence[tuple[str, str, int | None]]) -> SceneRow:
    agreed = [(category, number) for state, category, number in tags if state == State.CONFIRMED]
    counts: dict[str, int] = {}
    for category, _number in agreed:
        if category != Category.ROLE:
            counts[category] = counts.get(category, 0) + 1
    return SceneRow(
        line_of(row),
        sorted(number for category, number in agreed if category == Category.ROLE and number is not None),
        [(LETTERS[code], code, counts[code]) for code in sorted(counts, key=lambda code: ORDER[code])],
        proposed=len(tags) - len(agreed),
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the breakdown is."""

    scenes: int
    to_review: int
    proposed: int

    @property
    def reviewed(self) -> int:
        return self.scenes - self.to_review


def progress_of(production: Production) -> Progress:
    live = Scene.objects.filter(production=production, omitted_at__isnull=True)
    sums = live.aggregate(scenes=Count("pk"), to_review=Count("pk", filter=Q(to_review=True)))
    proposed = Tag.objects.filter(scene__in=live, state=State.PROPOSED).count()
    return Progress(sums["scenes"], sums["to_review"], proposed)


def proposed_by_category(production: Production) -> list[tuple[str, str, int]]:
    """Code, name and count of the open proposals, in the order of the sheet."""
    live = Tag.objects.filter(scene__production=production, scene__omitted_at__isnull=True)
    counts = dict(
        live.filter(state=State.PROPOSED)
        .order_by()
        .values_list("element__category")
        .annotate(count=Count("element_id", distinct=True))
    )
    return [
        (category.value, str(category.label), counts[category.value])
        for category in Category
        if category.value in counts
    ]


def first_to_review(production: Production) -> int | None:
    waiting = scenes_of(production).filter(to_review=True)
    return waiting.values_list("pk", flat=True).first()


# Elements


@dataclass(frozen=True, slots=True)
class ElementLine:
    """One element as its list shows it."""

    id: int
    number: int | None
    name: str
    scenes: int
    quantity: int
    numbers: Sequence[str]
    description: str


@dataclass(frozen=True, slots=True)
class ElementGroup:
    """The elements of one category."""

    code: str
    label: str
    letter: str
    lines: tuple[ElementLine, ...]


def groups_of(production: Production, *, category: str = "", words: str = "") -> list[ElementGroup]:
    """The agreed elements by category, with the scenes that want them: two queries."""
    found = elements_of(production)
    if category in Category.values:
        found = found.filter(category=category)
    for word in plain(words).split():
        found = found.filter(key__contains=word)
    elements = list(found)
    wanted: dict[int, list[tuple[str, int]]] = {}
    tags = Tag.objects.filter(
        element__in=elements, state=State.CONFIRMED, scene__omitted_at__isnull=True
    ).order_by("scene__order")
    for pk, number, quantity in tags.values_list("element_id", "scene__number", "quantity"):
        wanted.setdefault(pk, []).append((number, quantity))
    lines: dict[str, list[ElementLine]] = {}
    for element in elements:
        scenes = wanted.get(element.pk, [])
        lines.setdefault(element.category, []).append(_element_line(element, scenes))
    return [
        ElementGroup(code.value, str(code.label), LETTERS[code], tuple(lines[code.value]))
        for code in Category
        if code.value in lines
    ]


def _element_line(element: Element, scenes: Sequence[tuple[str, int]]) -> ElementLine:
    return ElementLine(
        element.pk,
        element.number,
        element.name,
        len(scenes),
        max((quantity for _number, quantity in scenes), default=0),
        [number for number, _quantity in scenes],
        element.description,
    )


@dataclass(frozen=True, slots=True)
class Wanting:
    """A scene that wants an element."""

    scene: SceneLine
    tag: int
    quantity: int
    note: str
    is_proposed: bool


def scenes_wanting(element: Element) -> list[Wanting]:
    """In story order, proposals included: two queries."""
    tags = {
        tag.scene_id: tag
        for tag in Tag.objects.filter(element=element, scene__omitted_at__isnull=True).exclude(
            state=State.DECLINED
        )
    }
    scenes = scenes_of(element.production_id).filter(pk__in=tags).defer("paragraphs", "draft__pages")
    return [
        Wanting(
            line_of(scene),
            tags[scene.pk].pk,
            tags[scene.pk].quantity,
            tags[scene.pk].note,
            is_proposed=tags[scene.pk].state == State.PROPOSED,
        )
        for scene in scenes
    ]


@dataclass(frozen=True, slots=True)
class Link:
    """What an element brings, or what brings it."""

    id: int
    element: int
    name: str
    why: str


def brings(element: Element) -> list[Link]:
    found = Companion.objects.filter(element=element).select_related("brings").order_by("brings__key")
    return [Link(each.pk, each.brings_id, each.brings.name, each.why) for each in found]


def brought_by(element: Element) -> list[Link]:
    found = Companion.objects.filter(brings=element).select_related("element").order_by("element__key")
    return [Link(each.pk, each.element_id, each.element.name, each.why) for each in found]


def completions(production: Production, *, category: str = "", words: str = "") -> list[Element]:
    """Known elements that begin with the words, then those that hold them."""
    key = plain(words)
    found = Element.objects.filter(production=production)
    if category in Category.values:
        found = found.filter(category=category)
    if key:
        found = found.filter(key__contains=key)
    chosen = list(found.order_by("key")[:200])
    return sorted(chosen, key=lambda one: (not one.key.startswith(key), one.key))[:COMPLETIONS]


def others_alike(element: Element) -> list[Element]:
    """Those of its category, to merge with: agreed ones first by name."""
    found = elements_of(element.production_id).filter(category=element.category).exclude(pk=element.pk)
    return list(found.order_by("key"))


def roles_of(production: Production | int) -> QuerySet[Element]:
    """The agreed roles by their number."""
    return elements_of(production).filter(category=Category.ROLE).order_by("number", "key")


def confirmed_tags(scenes: Iterable[int]) -> QuerySet[Tag]:
    """What the given scenes want, with the element."""
    found = Tag.objects.filter(scene__in=list(scenes), state=State.CONFIRMED).select_related("element")
    return found.order_by("scene__order", "element__number", "element__key")
