"""What merging a draft will do, before it does it: each scene with its fate and its number."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from coulisse.desks.floor.script.models import Draft, Scene
from coulisse.desks.floor.script.reading import ReadScene, scenes_in
from coulisse.desks.floor.script.texts import from_json, of_scene, printed_lines
from coulisse.engines.screenplay.drafts import (
    Fate,
    NewScene,
    OldScene,
    Pair,
    free_number,
    match,
    number_key,
    numbered,
)


@dataclass(frozen=True, slots=True)
class Step:
    """One scene of the merge. `number` is what it will bear unless somebody says otherwise."""

    pair: Pair
    number: str
    scene: Scene | None = None
    read: ReadScene | None = None

    @property
    def fate(self) -> Fate:
        return self.pair.fate

    @property
    def draft_number(self) -> str:
        """The number that the draft gives it, if any."""
        return (self.read.number or "") if self.read else ""

    @property
    def asks(self) -> bool:
        """Whether its number has to be looked at: the draft says another one, or none."""
        if self.fate in (Fate.OMITTED, Fate.SAME):
            return False
        return number_key(self.draft_number) != number_key(self.number)


def plan(draft: Draft, *, apart: Collection[int] = ()) -> list[Step]:
    """The steps of a merge, in story order. `apart` are places in the draft whose match somebody refused."""
    scenes = list(Scene.objects.filter(production_id=draft.production_id).select_related("set").order_by("order"))
    read = scenes_in(draft)
    if not scenes:
        return _first(read)
    pairs = list(_split(match(_old(scenes), _new(read)), apart))
    return _with_numbers(pairs, {scene.pk: scene for scene in scenes}, read)


def _first(read: Sequence[ReadScene]) -> list[Step]:
    pairs = match((), _new(read))
    numbers = numbered([read[pair.new].number for pair in pairs if pair.new is not None])
    return [
        Step(pair, number, read=read[pair.new])
        for pair, number in zip(pairs, numbers, strict=True)
        if pair.new is not None
    ]


def _old(scenes: Iterable[Scene]) -> list[OldScene]:
    return [
        OldScene(
            scene.pk,
            scene.number,
            scene.heading,
            printed_lines(of_scene(scene)),
            is_omitted=scene.omitted_at is not None,
        )
        for scene in scenes
    ]


def _new(read: Iterable[ReadScene]) -> list[NewScene]:
    return [NewScene(one.number, one.heading, printed_lines(one.paragraphs), one.is_omitted) for one in read]


def _split(pairs: Iterable[Pair], apart: Collection[int]) -> Iterable[Pair]:
    """A refused match is an omitted scene and a new one."""
    for pair in pairs:
        if pair.new in apart and pair.old is not None:
            yield replace(pair, fate=Fate.OMITTED, new=None)
            yield replace(pair, fate=Fate.NEW, old=None, likeness=0)
        else:
            yield pair


def _with_numbers(pairs: Sequence[Pair], scenes: dict[int, Scene], read: Sequence[ReadScene]) -> list[Step]:
    """Scenes that live on keep their number; a new one takes the draft's if nobody has it, else a free one."""
    taken = {number_key(scene.number) for scene in scenes.values()}
    before: str | None = None
    steps = []
    for pair in pairs:
        scene = scenes[pair.old] if pair.old is not None else None
        one = read[pair.new] if pair.new is not None else None
        if scene is not None:
            number = scene.number
        else:
            wished = one.number if one else None
            is_free = bool(wished) and number_key(wished) not in taken
            number = wished.strip() if wished and is_free else free_number(before, taken)
            taken.add(number_key(number))
        steps.append(Step(pair, number, scene, one))
        before = number
    return steps


def counts(steps: Iterable[Step]) -> dict[str, int]:
    """How many scenes of each fate."""
    found = {str(fate): 0 for fate in Fate}
    for step in steps:
        found[str(step.fate)] += 1
    return found


def stars(step: Step) -> list[int]:
    """The paragraphs that the draft wrote or changed: all of a new scene, the different ones of an old one."""
    if step.read is None:
        return []
    paragraphs = step.read.paragraphs
    if step.scene is None:
        return list(range(len(paragraphs)))
    before = {(str(each.kind), each.text) for each in from_json(step.scene.paragraphs)}
    return [place for place, each in enumerate(paragraphs) if (str(each.kind), each.text) not in before]


def is_omission(step: Step) -> bool:
    """Whether the scene leaves the story: left out of the draft, or kept there only to say so."""
    return step.fate is Fate.OMITTED or (step.read is not None and step.read.is_omitted)


def kind_of(step: Step) -> str:
    """What the merge does to the text of a scene: `new`, `changed`, `omitted`, or nothing."""
    if is_omission(step):
        return "omitted"
    if step.scene is None:
        return "new"
    return "changed" if step.fate is Fate.CHANGED or step.pair.is_rewritten else ""
