"""A waiting draft beside the story as it stands: what the comparison page shows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.floor.script.merging import Step, kind_of
from coulisse.desks.floor.script.texts import of_scene
from coulisse.engines.screenplay.drafts import Fate, Mark, Reason, Run, lines_paired, words_changed
from coulisse.kernel.emphasis import plain
from coulisse.kernel.screenplay import UNPRINTED, Paragraph

FATES: Final[dict[str, Promise]] = {
    "new": pgettext_lazy("scene", "New"),
    "changed": pgettext_lazy("scene", "Changed"),
    "omitted": pgettext_lazy("scene", "Omitted"),
    "renumbered": pgettext_lazy("scene", "Renumbered"),
}
TONES: Final = {"new": "ok", "changed": "warn", "omitted": "stop", "renumbered": "info"}
WHYS: Final[dict[Reason, Promise]] = {
    Reason.SAME_NUMBER: _("same number"),
    Reason.SAME_TEXT: _("same text, no number in the draft"),
    Reason.TEXT_AGAINST_NUMBER: _("same text under another number"),
    Reason.SAID_OMITTED: _("the draft says that it is omitted"),
    Reason.NOT_IN_DRAFT: _("no longer in the draft"),
    Reason.NOTHING_ALIKE: _("like no scene so far"),
    Reason.NUMBER_TWICE: _("its number stands twice in the draft"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a paragraph; `mark` is same, gone or come."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """A paragraph on one side; no words where it has none there."""

    kind: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Facing:
    """A paragraph of the old text opposite that of the new one."""

    before: Side | None
    after: Side | None
    is_same: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One scene of the comparison. `place` is where it stands in the draft."""

    place: int | None
    kind: str
    label: Promise | str
    tone: str
    why: Promise | str
    number: str
    draft_number: str
    asks: bool
    may_part: bool
    heading: str
    was_heading: str
    eighths: int
    was_eighths: int | None
    facing: tuple[Facing, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that a draft would change."""

    scenes: tuple[Compared, ...]
    same: int
    new: int
    changed: int
    omitted: int
    renumbered: int


def comparison_of(steps: Sequence[Step], typed: Mapping[int, str]) -> Comparison:
    """`typed` are numbers that somebody wrote already, by the scene's place in the draft."""
    kinds = [_kind(step) for step in steps]
    shown = tuple(_compared(step, kind, typed) for step, kind in zip(steps, kinds, strict=True) if kind)
    return Comparison(
        shown,
        same=kinds.count(""),
        new=kinds.count("new"),
        changed=sum(kind_of(step) == "changed" for step in steps),
        omitted=kinds.count("omitted"),
        renumbered=sum(step.fate is Fate.RENUMBERED for step in steps),
    )


def _kind(step: Step) -> str:
    return "renumbered" if step.fate is Fate.RENUMBERED else kind_of(step)


def _compared(step: Step, kind: str, typed: Mapping[int, str]) -> Compared:
    scene, read, place = step.scene, step.read, step.pair.new
    return Compared(
        place=place,
        kind=kind,
        label=FATES[kind],
        tone=TONES[kind],
        why=WHYS[step.pair.why],
        number=step.number if place is None else typed.get(place, step.number),
        draft_number=step.draft_number,
        asks=step.asks,
        may_part=kind == "renumbered",
        heading=read.heading if read else scene.heading if scene else "",
        was_heading=scene.heading if scene else "",
        eighths=read.eighths if read else scene.eighths if scene else 0,
        was_eighths=scene.eighths if scene else None,
        facing=tuple(
            _facing(_printed(of_scene(scene)) if scene else (), _printed(read.paragraphs if read else ()))
        ),
    )


def _printed(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(each for each in paragraphs if each.kind not in UNPRINTED and each.text.strip())


def _facing(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterable[Facing]:
    before, after = [plain(each.text) for each in old], [plain(each.text) for each in new]
    for pair in lines_paired(before, after):
        if pair.before is None and pair.after is not None:
            yield Facing(None, _whole(new[pair.after], after[pair.after], Mark.COME), is_same=False)
        elif pair.after is None and pair.before is not None:
            yield Facing(_whole(old[pair.before], before[pair.before], Mark.GONE), None, is_same=False)
        elif pair.before is not None and pair.after is not None:
            runs = words_changed(before[pair.before], after[pair.after])
            yield Facing(
                _side(old[pair.before], runs, Mark.COME),
                _side(new[pair.after], runs, Mark.GONE),
                is_same=all(run.kind is Mark.SAME for run in runs),
            )


def _whole(paragraph: Paragraph, text: str, mark: Mark) -> Side:
    return Side(str(paragraph.kind), (Words(str(mark), text),))


def _side(paragraph: Paragraph, runs: Iterable[Run], without: Mark) -> Side:
    words = tuple(Words(str(run.kind), run.text) for run in runs if run.kind is not without)
    return Side(str(paragraph.kind), words)
