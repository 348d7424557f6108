"""Writing the screenplay: taking a draft in, merging it, correcting a scene or a set."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Max

from coulisse.desks.floor.facts.script import (
    DraftMerged,
    DraftReceived,
    DraftSetAside,
    SceneEdited,
    SceneRenumbered,
    SceneReviewed,
    SceneToReview,
    SetEdited,
)
from coulisse.desks.floor.script import followers
from coulisse.desks.floor.script.layout import pages_of
from coulisse.desks.floor.script.merging import Step, is_omission, kind_of, plan, stars
from coulisse.desks.floor.script.models import Draft, Scene, Set
from coulisse.desks.floor.script.reading import ReadScene, front_of, proposed_synopsis, read_file
from coulisse.desks.floor.script.searchable import findable
from coulisse.desks.floor.script.texts import from_json, to_json
from coulisse.engines.screenplay.drafts import number_key
from coulisse.formats.problems import as_json
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.actions import index
from coulisse.foundation.search.writing import plain
from coulisse.kernel.language import Language
from coulisse.kernel.screenplay import ParagraphKind

LONGEST_NUMBER: Final = 12
PROBLEMS_KEPT: Final = 200
FROM_HEADING: Final = ("int_ext", "time", "effect")


class NoScene(Exception):
    """The file holds no scene heading: it is no screenplay, or of another kind."""


class AnotherDraftWaits(Exception):
    """A draft is waiting to be merged; it is merged or set aside before the next one comes."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(draft.pk)
        self.draft = draft


class DraftNotWaiting(Exception):
    """The draft was merged or set aside meanwhile."""


class NumberTaken(Exception):
    """Two scenes would bear one number."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class NumberUnfit(Exception):
    """A number of a scene is empty or longer than 12 characters."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class SetNameTaken(Exception):
    """Another set of the production has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Merged:
    """The keys of the scenes that a merge touched."""

    draft: Draft
    new: tuple[int, ...]
    changed: tuple[int, ...]
    omitted: tuple[int, ...]


def receive(
    *,
    production: Production,
    content: bytes,
    name: str,
    paper: str,
    dated_on: date,
    by: User,
    at: datetime,
    title: str = "",
) -> Draft:
    """Keep the file, read it, and have the draft wait; the first one of a production is taken in at once.

    Raises `formats.problems.Unreadable`, `NoScene`, `AnotherDraftWaits`, and what `documents.keep` raises.
    """
    file_format, reading = read_file(content, name)
    manuscript = reading.records
    if not any(each.kind is ParagraphKind.HEADING for each in manuscript.paragraphs):
        raise NoScene(name)
    with transaction.atomic():
        Production.objects.select_for_update().get(pk=production.pk)
        waiting = Draft.objects.filter(production=production, state=Draft.State.WAITING).first()
        if waiting is not None:
            raise AnotherDraftWaits(waiting)
        last = Draft.objects.filter(production=production).aggregate(last=Max("number"))["last"] or 0
        document = keep(content, name=name, title=title, about=production, tags=("scénario",), by=by, at=at)
        draft = Draft.objects.create(
            production=production,
            number=last + 1,
            name=title[:120],
            paper=paper,
            dated_on=dated_on,
            document=document,
            format=file_format,
            title_page=[[key, list(lines)] for key, lines in manuscript.title_page],
            paragraphs=to_json(manuscript.paragraphs),
            problems=[as_json(each) for each in reading.problems[:PROBLEMS_KEPT]],
            received_by=by,
            received_at=at,
        )
        steps = plan(draft)
        draft.page_count = _page_count(steps)
        draft.save(update_fields=["page_count"])
        said = DraftReceived(
            draft_id=draft.pk, draft=draft_name(draft), pages=draft.page_count, scenes=_scene_count(steps)
        )
        announce(said, by=by, at=at, about=draft, production=production.pk)
        if last == 0:
            merge(draft=draft, by=by, at=at)
            draft.refresh_from_db()
    return draft


def draft_name(draft: Draft) -> str:
    """« v3 », with its title where it has one."""
    return f"v{draft.number} {draft.name}".strip()


def _page_count(steps: Iterable[Step]) -> int:
    eighths = sum(step.read.eighths for step in steps if step.read is not None)
    return -(-eighths // 8)


def _scene_count(steps: Iterable[Step]) -> int:
    return sum(step.read is not None and not step.read.is_omitted for step in steps)


def set_aside(*, draft: Draft, by: User, at: datetime) -> None:
    """A waiting draft leaves; its file stays among the documents. Raises `DraftNotWaiting`."""
    with transaction.atomic():
        stored = _waiting(draft)
        fact = DraftSetAside(draft_id=stored.pk, draft=draft_name(stored))
        announce(fact, by=by, at=at, about=stored, production=stored.production_id)
        stored.delete()


def _waiting(draft: Draft) -> Draft:
    Production.objects.select_for_update().get(pk=draft.production_id)
    stored = Draft.objects.select_for_update(of=("self",)).select_related("production").filter(pk=draft.pk).first()
    if stored is None or stored.state != Draft.State.WAITING:
        raise DraftNotWaiting(draft.pk)
    return stored


def merge(
    *,
    draft: Draft,
    by: User,
    at: datetime,
    numbers: Mapping[int, str] | None = None,
    apart: Collection[int] = (),
) -> Merged:
    """The draft becomes the current one: scenes keep their rows, and with them tags, photos and order.

    `numbers` are the numbers wished for scenes by their place in the draft; `apart` the places whose match
    somebody refused. Raises `DraftNotWaiting`, `NumberTaken`, `NumberUnfit`; nothing is written then.
    """
    with transaction.atomic():
        stored = _waiting(draft)
        steps = _with_wishes(plan(stored, apart=apart), numbers or {})
        is_first = not Scene.objects.filter(production_id=stored.production_id).exists()
        _refuse_double_numbers(stored.production_id, steps)
        renumbered = [step.number for step in steps if step.scene is not None and step.scene.number != step.number]
        rows = _write_scenes(stored, steps, is_first=is_first, at=at)
        _reorder(stored.production_id, rows)
        touched = _touched(steps, rows)
        _make_current(stored, _summary(steps, renumbered))
        followers.tell(_news(stored.production, touched), by=by, at=at)
        fact = DraftMerged(
            draft_id=stored.pk,
            draft=draft_name(stored),
            new=len(touched["new"]),
            changed=len(touched["changed"]),
            omitted=len(touched["omitted"]),
            new_ids=touched["new"],
            changed_ids=touched["changed"],
            omitted_ids=touched["omitted"],
        )
        announce(fact, by=by, at=at, about=stored, production=stored.production_id)
        index(findable([row.pk for row in rows]))
    return Merged(stored, *(tuple(touched[name]) for name in ("new", "changed", "omitted")))


def _news(production: Production, touched: Mapping[str, Sequence[int]]) -> followers.ScenesTouched:
    keys = {name: tuple(pks) for name, pks in touched.items()}
    return followers.ScenesTouched(production, keys["new"], keys["changed"], keys["omitted"])


def _with_wishes(steps: Iterable[Step], numbers: Mapping[int, str]) -> list[Step]:
    found = []
    for step in steps:
        wished = numbers.get(step.pair.new) if step.pair.new is not None else None
        number = step.number if wished is None else wished.strip()
        if not number or len(number) > LONGEST_NUMBER:
            raise NumberUnfit(number)
        found.append(Step(step.pair, number, step.scene, step.read))
    return found


def _refuse_double_numbers(production: int, steps: Iterable[Step]) -> None:
    met = {step.scene.pk for step in steps if step.scene is not None}
    others = Scene.objects.filter(production_id=production).exclude(pk__in=met)
    taken = {number_key(number) for number in others.values_list("number", flat=True)}
    for step in steps:
        key = number_key(step.number)
        if key in taken:
            raise NumberTaken(step.number)
        taken.add(key)


def _write_scenes(draft: Draft, steps: Sequence[Step], *, is_first: bool, at: datetime) -> list[Scene]:
    """One row a step, in the order of the steps."""
    sets = _sets_for(draft.production_id, [step.read for step in steps if step.read is not None])
    _free_numbers(steps)
    rows, fresh, kept = [], [], []
    for step in steps:
        if step.scene is None and step.read is not None:
            row = _new_row(draft, step, step.read, sets, is_first=is_first, at=at)
            fresh.append(row)
        elif step.scene is not None:
            row = _kept_row(draft, step, step.scene, sets, at=at)
            kept.append(row)
        rows.append(row)
    Scene.objects.bulk_create(fresh)
    Scene.objects.bulk_update(kept, [*_WRITTEN, "number", "version"])
    return rows


_WRITTEN: Final = (
    "heading",
    "int_ext",
    "set",
    "time",
    "effect",
    "eighths",
    "eighths_from",
    "synopsis",
    "script_page",
    "paragraphs",
    "starred",
    "draft",
    "change",
    "omitted_at",
    "to_review",
)


def _free_numbers(steps: Iterable[Step]) -> None:
    """Rows that change their number leave the old one first, so that two may swap."""
    moved = [step.scene for step in steps if step.scene is not None and step.scene.number != step.number]
    for scene in moved:
        Scene.objects.filter(pk=scene.pk).update(number=f"~{scene.pk}"[:LONGEST_NUMBER])


def _new_row(
    draft: Draft, step: Step, read: ReadScene, sets: Mapping[str, Set], *, is_first: bool, at: datetime
) -> Scene:
    gone = is_omission(step)
    return Scene(
        production_id=draft.production_id,
        number=step.number,
        order=0,
        draft=draft,
        change=Scene.Change.OMITTED if gone else Scene.Change.NONE if is_first else Scene.Change.NEW,
        omitted_at=at if gone else None,
        to_review=not gone,
        starred=[] if is_first else stars(step),
        **_values(read, sets),
    )


def _kept_row(draft: Draft, step: Step, scene: Scene, sets: Mapping[str, Set], *, at: datetime) -> Scene:
    """The row as the draft leaves it. What somebody typed stays: length, synopsis, set, effect."""
    scene.number = step.number
    if is_omission(step):
        scene.change, scene.omitted_at, scene.draft = Scene.Change.OMITTED, at, draft
        scene.to_review, scene.starred = False, []
    elif step.read is not None and kind_of(step) == "changed":
        scene.starred = stars(step)
        _rewrite(scene, step.read, sets)
        scene.change, scene.omitted_at, scene.draft, scene.to_review = Scene.Change.CHANGED, None, draft, True
    else:
        scene.change, scene.starred = Scene.Change.NONE, []
        scene.script_page = step.read.page if step.read is not None else scene.script_page
    scene.version += 1
    return scene


def _rewrite(scene: Scene, read: ReadScene, sets: Mapping[str, Set]) -> None:
    values = _values(read, sets)
    if scene.eighths_from == Scene.EighthsFrom.TYPED:
        values.pop("eighths"), values.pop("eighths_from")
    if scene.synopsis and scene.synopsis != proposed_synopsis(from_json(scene.paragraphs)):
        values.pop("synopsis")
    if plain(scene.heading) == plain(read.heading):
        for name in ("set", *FROM_HEADING):
            values.pop(name)
    for name, value in values.items():
        setattr(scene, name, value)


def _values(read: ReadScene, sets: Mapping[str, Set]) -> dict[str, Any]:
    return {
        "heading": read.heading,
        "int_ext": read.int_ext,
        "set": sets[plain(read.set_name)],
        "time": read.time,
        "effect": read.effect,
        "eighths": read.eighths,
        "eighths_from": read.eighths_from,
        "synopsis": read.synopsis,
        "script_page": read.page,
        "paragraphs": to_json(read.paragraphs),
    }


def _sets_for(production: int, read: Iterable[ReadScene]) -> dict[str, Set]:
    """The sets that the draft names, by their key; those that nobody knew are made."""
    names = {plain(one.set_name): one.set_name for one in read}
    known = {one.key: one for one in Set.objects.filter(production_id=production, key__in=names)}
    fresh = [Set(production_id=production, name=name, key=key) for key, name in names.items() if key not in known]
    Set.objects.bulk_create(fresh)
    return known | {one.key: one for one in fresh}


def _reorder(production: int, rows: Sequence[Scene]) -> None:
    """Story order 1 to n; a scene omitted long ago stays behind the one that it followed."""
    met = {row.pk for row in rows}
    behind: dict[int, list[int]] = {}
    before = 0
    for pk in (
        Scene.objects.filter(production_id=production)
        .exclude(order=0)
        .order_by("order")
        .values_list("pk", flat=True)
    ):
        if pk in met:
            before = pk
        else:
            behind.setdefault(before, []).append(pk)
    order = list(behind.pop(0, []))
    for row in rows:
        order += [row.pk, *behind.pop(row.pk, [])]
    places = {pk: place for place, pk in enumerate(order, start=1)}
    stored = list(Scene.objects.filter(pk__in=order).only("order"))
    for scene in stored:
        scene.order = places[scene.pk]
    Scene.objects.bulk_update(stored, ["order"])


def _touched(steps: Iterable[Step], rows: Iterable[Scene]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {"new": [], "changed": [], "omitted": []}
    for step, row in zip(steps, rows, strict=True):
        kind = kind_of(step)
        if kind:
            found[kind].append(row.pk)
    return found


def _make_current(draft: Draft, summary: dict[str, list[str]]) -> None:
    """The draft's state, what it did, and the pages of the script as it now stands."""
    Draft.objects.filter(production_id=draft.production_id, state=Draft.State.CURRENT).update(
        state=Draft.State.PAST
    )
    scenes = Scene.objects.filter(production_id=draft.production_id, omitted_at__isnull=True).order_by("order")
    draft.pages = pages_of(list(scenes), front_of(draft), Language(draft.production.language))
    draft.page_count = len(draft.pages)
    draft.summary = summary
    draft.state = Draft.State.CURRENT
    draft.save(update_fields=["pages", "page_count", "summary", "state"])


def _summary(steps: Iterable[Step], renumbered: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"new": [], "changed": [], "omitted": [], "renumbered": list(renumbered)}
    for step in steps:
        kind = kind_of(step)
        if kind:
            found[kind].append(step.number)
    return found


def edit_scene(*, scene: Scene, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Scene:
    """Write the given fields; a length typed here is no longer measured. `set_name` may name a set not yet known.

    Raises `NumberTaken`, `NumberUnfit`, and `StaleWrite` if somebody saved in between.
    """
    with transaction.atomic():
        stored = Scene.objects.select_for_update().get(pk=scene.pk)
        wished = dict(values)
        if "set_name" in wished:
            wished["set"] = _set_called(stored.production_id, wished.pop("set_name"))
        if "eighths" in wished and wished["eighths"] != stored.eighths:
            wished["eighths_from"] = Scene.EighthsFrom.TYPED
        before = stored.number
        if "number" in wished:
            wished["number"] = _fit_number(stored, wished["number"])
        changed = [name for name, value in wished.items() if getattr(stored, name) != value]
        written = scene.write(wished, read_version=read_version)
        if "number" in changed:
            _tell(
                SceneRenumbered(scene_id=written.pk, number=written.number, before=before), written, by=by, at=at
            )
        fields = [name for name in changed if name not in ("number", "eighths_from")]
        if fields:
            _tell(SceneEdited(scene_id=written.pk, number=written.number, fields=fields), written, by=by, at=at)
        index(findable([written.pk]))
    return written


def _fit_number(scene: Scene, number: str) -> str:
    fit = number.strip()
    if not fit or len(fit) > LONGEST_NUMBER:
        raise NumberUnfit(number)
    others = Scene.objects.filter(production_id=scene.production_id).exclude(pk=scene.pk)
    if number_key(fit) in {number_key(other) for other in others.values_list("number", flat=True)}:
        raise NumberTaken(fit)
    return fit


def _set_called(production: int, name: str) -> Set:
    tidy = " ".join(name.split())[:160]
    one, _ = Set.objects.get_or_create(production_id=production, key=plain(tidy), defaults={"name": tidy})
    return one


def edit_set(*, one: Set, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Set:
    """Rename a set, or say where it is shot. Raises `SetNameTaken`, and `StaleWrite`."""
    with transaction.atomic():
        wished = dict(values)
        if "name" in wished:
            wished["name"] = " ".join(wished["name"].split())
            wished["key"] = plain(wished["name"])
            clash = Set.objects.filter(production_id=one.production_id, key=wished["key"]).exclude(pk=one.pk)
            if clash.exists():
                raise SetNameTaken(wished["name"])
        stored = Set.objects.select_for_update().get(pk=one.pk)
        changed = [name for name, value in wished.items() if name != "key" and getattr(stored, name) != value]
        written = one.write(wished, read_version=read_version)
        if changed:
            fact = SetEdited(set_id=written.pk, name=written.name, place_id=written.place_id, fields=changed)
            announce(fact, by=by, at=at, about=written, production=written.production_id)
    return written


def mark_reviewed(*, scene: Scene, by: User, at: datetime) -> Scene:
    """The breakdown of the scene has been read through."""
    with transaction.atomic():
        stored = Scene.objects.select_for_update().get(pk=scene.pk)
        values = {"to_review": False, "reviewed_by": by, "reviewed_at": at}
        written = stored.write(values, read_version=stored.version)
        _tell(SceneReviewed(scene_id=written.pk, number=written.number), written, by=by, at=at)
    return written


def mark_to_review(*, scene: Scene, by: User, at: datetime) -> Scene:
    """Undo `mark_reviewed`."""
    with transaction.atomic():
        stored = Scene.objects.select_for_update().get(pk=scene.pk)
        values = {"to_review": True, "reviewed_by": None, "reviewed_at": None}
        written = stored.write(values, read_version=stored.version)
        _tell(SceneToReview(scene_id=written.pk, number=written.number), written, by=by, at=at)
    return written


def _tell(happened: Fact, scene: Scene, *, by: User, at: datetime) -> None:
    announce(happened, by=by, at=at, about=scene, production=scene.production_id)
