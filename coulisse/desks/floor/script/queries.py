"""Reading the screenplay: drafts, scenes and sets of one production."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Q, QuerySet, Sum

from coulisse.desks.floor.script.layout import whole_script
from coulisse.desks.floor.script.models import Draft, Scene, Set
from coulisse.desks.floor.script.reading import front_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain
from coulisse.kernel.screenplay import Manuscript

SECONDS_A_PAGE: Final = 60
"""The rule of the trade for a first timing: a page is a minute."""
HEAVY: Final = ("paragraphs", "starred")
"""The fields that no list needs."""


# Scenes


def scenes_of(production: Production | int, *, omitted: bool = False) -> QuerySet[Scene]:
    """The scenes of the story in its order, without those that a draft left out (or with them)."""
    pk = production if isinstance(production, int) else production.pk
    found = Scene.objects.filter(production_id=pk).select_related("set__place", "draft").order_by("order", "pk")
    found = found.defer("draft__pages", "draft__paragraphs")
    return found if omitted else found.filter(omitted_at__isnull=True)


def visible_to(user: User) -> QuerySet[Scene]:
    """Every scene that the person may read, of all productions."""
    reached = user.scope().productions("read", desk=Desk.FLOOR)
    return Scene.objects.all() if reached is None else Scene.objects.filter(production_id__in=reached)


def seconds_of(scene: Scene) -> tuple[int, bool]:
    """The timing of a scene, and whether it is an estimate from its length."""
    if scene.seconds is not None:
        return scene.seconds, False
    return estimated_seconds(scene.eighths), True


def estimated_seconds(eighths: int) -> int:
    """Half a second is rounded up.

    >>> estimated_seconds(7), estimated_seconds(8)
    (53, 60)
    """
    return (eighths * SECONDS_A_PAGE + 4) // 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader of the list asks for. `state` is review, new, changed, omitted or nothing."""

    words: str = ""
    set: int | None = None
    int_ext: str = ""
    effect: str = ""
    state: str = ""


def listed(production: Production, wanted: Wanted) -> QuerySet[Scene]:
    found = scenes_of(production, omitted=wanted.state == "omitted").defer(
        *HEAVY, "draft__pages", "draft__paragraphs", "comments"
    )
    for word in wanted.words.split():
        found = found.filter(
            Q(number__iexact=word)
            | Q(heading__icontains=word)
            | Q(synopsis__icontains=word)
            | Q(set__key__contains=plain(word))
        )
    if wanted.set:
        found = found.filter(set_id=wanted.set)
    if wanted.int_ext in Scene.IntExt.values:
        found = found.filter(int_ext=wanted.int_ext)
    if wanted.effect in Scene.Effect.values:
        found = found.filter(effect=wanted.effect)
    if wanted.state == "review":
        return found.filter(to_review=True)
    if wanted.state == "omitted":
        return found.filter(omitted_at__isnull=False)
    return found.filter(change=wanted.state) if wanted.state in ("new", "changed") else found


@dataclass(frozen=True, slots=True)
class SceneLine:
    """One scene as a list shows it. `colour` is the class of its strip."""

    id: int
    number: str
    light: str
    colour: str
    set_name: str
    place: str
    synopsis: str
    eighths: int
    seconds: int
    is_estimate: bool
    page: str
    story_day: str
    change: str
    change_label: str
    is_omitted: bool
    to_review: bool


def line_of(scene: Scene) -> SceneLine:
    seconds, is_estimate = seconds_of(scene)
    return SceneLine(
        id=scene.pk,
        number=scene.number,
        light=light_of(scene),
        colour=colour_of(scene),
        set_name=scene.set.name,
        place=scene.set.place.name if scene.set.place else "",
        synopsis=scene.synopsis,
        eighths=scene.eighths,
        seconds=seconds,
        is_estimate=is_estimate,
        page=scene.script_page,
        story_day=scene.story_day,
        change=scene.change,
        change_label=scene.get_change_display() if scene.change else "",
        is_omitted=scene.omitted_at is not None,
        to_review=scene.to_review,
    )


def light_of(scene: Scene) -> str:
    """« INT NUIT », as the strip writes it."""
    return f"{scene.get_int_ext_display()} {scene.get_effect_display()}".upper()


def colour_of(scene: Scene) -> str:
    """The strip's class: i or e for the side, j or n for the light; dawn and dusk have their own."""
    if scene.effect in (Scene.Effect.DAWN, Scene.Effect.DUSK):
        return "du"
    side = "i" if scene.int_ext == Scene.IntExt.INT else "e"
    return side + ("j" if scene.effect == Scene.Effect.DAY else "n")


@dataclass(frozen=True, slots=True)
class Totals:
    """What a list of scenes amounts to."""

    scenes: int
    eighths: int
    seconds: int


def totals(found: QuerySet[Scene]) -> Totals:
    sums = found.order_by().aggregate(
        count=Count("pk"),
        rest=Sum("eighths", filter=Q(seconds__isnull=True)),
        length=Sum("eighths"),
        typed=Sum("seconds"),
    )
    estimated = estimated_seconds(sums["rest"] or 0)
    return Totals(sums["count"], sums["length"] or 0, (sums["typed"] or 0) + estimated)


def to_review_count(production: int) -> int:
    return Scene.objects.filter(production_id=production, to_review=True, omitted_at__isnull=True).count()


def neighbours(scene: Scene) -> tuple[int | None, int | None]:
    """The keys of the scenes before and after, in story order."""
    others = Scene.objects.filter(production_id=scene.production_id, omitted_at__isnull=True)
    before = others.filter(order__lt=scene.order).order_by("-order").values_list("pk", flat=True).first()
    after = others.filter(order__gt=scene.order).order_by("order").values_list("pk", flat=True).first()
    return before, after


# Drafts


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One draft as the list shows it."""

    id: int
    number: int
    name: str
    paper: str
    paper_label: str
    dated_on: date
    state: str
    state_label: str
    format: str
    pages: int
    document: int | None
    received_by: str
    received_at: datetime
    new: Sequence[str]
    changed: Sequence[str]
    omitted: Sequence[str]
    renumbered: Sequence[str]
    problems: int

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def is_quiet(self) -> bool:
        """Nothing changed in it."""
        return not (self.new or self.changed or self.omitted or self.renumbered)


def drafts_of(production: Production) -> list[DraftLine]:
    """All drafts, the newest first: one query."""
    found = Draft.objects.filter(production=production).select_related("received_by").defer("pages", "paragraphs")
    return [_draft_line(draft) for draft in found.order_by("-number")]


def _draft_line(draft: Draft) -> DraftLine:
    return DraftLine(
        id=draft.pk,
        number=draft.number,
        name=draft.name,
        paper=draft.paper,
        paper_label=draft.get_paper_display(),
        dated_on=draft.dated_on,
        state=draft.state,
        state_label=draft.get_state_display(),
        format=draft.format,
        pages=draft.page_count,
        document=draft.document_id,
        received_by=str(draft.received_by or ""),
        received_at=draft.received_at,
        new=draft.summary.get("new", []) if draft.number > 1 else [],
        changed=draft.summary.get("changed", []),
        omitted=draft.summary.get("omitted", []),
        renumbered=draft.summary.get("renumbered", []),
        problems=len(draft.problems),
    )


def current_draft(production: Production | int) -> Draft | None:
    """The draft that the story follows, with its pages and without its paragraphs."""
    pk = production if isinstance(production, int) else production.pk
    return Draft.objects.filter(production_id=pk, state=Draft.State.CURRENT).defer("paragraphs").first()


def next_paper(production: Production) -> str:
    """The colour that the next draft would come on."""
    last = Draft.objects.filter(production=production).order_by("-number").values_list("paper", flat=True).first()
    papers = list(Draft._meta.get_field("paper").choices or [])
    codes = [str(code) for code, _label in papers]
    return codes[0] if last is None else codes[(codes.index(last) + 1) % len(codes)]


def current_manuscript(production: Production) -> Manuscript | None:
    """The whole story as it stands, scenes numbered as the house numbers them; None before the first draft."""
    draft = Draft.objects.filter(production=production, state=Draft.State.CURRENT).first()
    if draft is None:
        return None
    title_page = tuple((key, tuple(lines)) for key, lines in draft.title_page)
    return Manuscript(title_page, whole_script(scenes_of(production), front_of(draft)))


# Sets


@dataclass(frozen=True, slots=True)
class SetLine:
    """One set with what plays there."""

    id: int
    name: str
    place: int | None
    place_name: str
    scenes: int
    eighths: int
    lights: tuple[str, ...]


def sets_of(production: Production) -> list[SetLine]:
    """The sets that the story uses, and those that it used: two queries."""
    live = Q(scenes__omitted_at__isnull=True)
    found = (
        Set.objects.filter(production=production)
        .select_related("place")
        .annotate(count=Count("scenes", filter=live), length=Sum("scenes__eighths", filter=live))
        .order_by("key")
    )
    lights: dict[int, list[str]] = {}
    for scene in Scene.objects.filter(production=production, omitted_at__isnull=True).only(
        "set_id", "int_ext", "effect"
    ):
        lights.setdefault(scene.set_id, []).append(light_of(scene))
    return [
        SetLine(
            id=one.pk,
            name=one.name,
            place=one.place_id,
            place_name=one.place.name if one.place else "",
            scenes=one.count,
            eighths=one.length or 0,
            lights=tuple(sorted(set(lights.get(one.pk, ())))),
        )
        for one in found
    ]


def set_choices(production: Production) -> list[tuple[int, str]]:
    return list(Set.objects.filter(production=production).order_by("key").values_list("pk", "name"))


def has_scenes(production: Production) -> bool:
    return Scene.objects.filter(production=production).exists()
