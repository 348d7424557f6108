"""A page of the screenplay as the breakdown shows it: its paper, its stars, and its tags under the words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coulisse.desks.floor.breakdown.categories import LETTERS
from coulisse.desks.floor.breakdown.models import Tag
from coulisse.desks.floor.script.layout import FRONT
from coulisse.desks.floor.script.models import Draft, Scene
from coulisse.desks.floor.script.queries import current_draft
from coulisse.desks.floor.script.reading import front_of
from coulisse.desks.floor.script.texts import from_json, of_scene
from coulisse.engines.breakdown import Anchor, relocated
from coulisse.kernel.emphasis import runs
from coulisse.kernel.screenplay import Paragraph, ParagraphKind


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one style and one tag. `start` is where they stand in the paragraph's marked text."""

    text: str
    start: int
    bold: bool = False
    italic: bool = False
    underline: bool = False
    tag: int | None = None
    category: str = ""
    letter: str = ""
    is_proposed: bool = False
    ends_tag: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A paragraph on the page. `kind` is its CSS class."""

    kind: str
    scene: int
    place: int
    number: str
    has_star: bool
    is_here: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ScriptPage:
    """One page. `paper` is the colour of the latest draft that wrote on it."""

    number: int
    count: int
    before: int | None
    after: int | None
    title: str
    paper: str
    paper_label: str
    dated_on: date
    draft: int
    draft_number: int
    is_revised: bool
    new: Sequence[str]
    changed: Sequence[str]
    omitted: Sequence[str]
    paragraphs: tuple[Printed, ...]


def page_of(scene: Scene, asked: int | None = None) -> ScriptPage | None:
    """The page asked for, else the one on which the scene begins; None where no draft holds it."""
    draft = current_draft(scene.production_id)
    if draft is None or not draft.pages:
        return None
    place = _place(draft.pages, scene.pk, asked)
    if place is None:
        return None
    page = draft.pages[place]
    wanted = {piece[0] for piece in page["pieces"]} - {FRONT}
    scenes = Scene.objects.filter(pk__in=wanted).select_related("draft").defer("draft__pages", "draft__paragraphs")
    rows = {row.pk: row for row in scenes}
    latest = max((row.draft for row in rows.values() if row.draft), key=lambda one: one.number, default=draft)
    return ScriptPage(
        number=page["number"],
        count=len(draft.pages),
        before=page["number"] - 1 if place else None,
        after=page["number"] + 1 if place + 1 < len(draft.pages) else None,
        title=scene.production.title,
        paper=latest.paper,
        paper_label=latest.get_paper_display(),
        dated_on=latest.dated_on,
        draft=latest.pk,
        draft_number=latest.number,
        is_revised=latest.number > 1,
        new=latest.summary.get("new", ()),
        changed=latest.summary.get("changed", ()),
        omitted=latest.summary.get("omitted", ()),
        paragraphs=tuple(_printed(page["pieces"], rows, draft, here=scene.pk)),
    )


def _place(pages: Sequence[Mapping[str, object]], scene: int, asked: int | None) -> int | None:
    if asked is not None and 1 <= asked <= len(pages):
        return asked - 1
    for place, page in enumerate(pages):
        pieces = page["pieces"]
        if isinstance(pieces, list) and any(piece[0] == scene for piece in pieces):
            return place
    return None


def _printed(
    pieces: Iterable[Sequence[int]], rows: Mapping[int, Scene], draft: Draft, *, here: int
) -> Iterable[Printed]:
    tags = _tags(rows)
    texts: dict[int, tuple[Paragraph, ...]] = {pk: of_scene(row) for pk, row in rows.items()}
    anchors = {pk: _anchored(tags.get(pk, ()), texts[pk]) for pk in rows}
    pieces = list(pieces)
    if any(piece[0] == FRONT for piece in pieces):
        texts[FRONT] = front_of(Draft.objects.get(pk=draft.pk))
    for scene, place, start, end in pieces:
        if place >= len(texts.get(scene, ())):
            continue
        paragraph, row = texts[scene][place], rows.get(scene)
        is_first = start == 0
        yield Printed(
            kind=str(paragraph.kind),
            scene=scene,
            place=place,
            number=(paragraph.number or "") if is_first and paragraph.kind is ParagraphKind.HEADING else "",
            has_star=row is not None and row.draft_id == draft.pk and place in row.starred,
            is_here=scene == here,
            pieces=_pieces(paragraph.text, start, end, anchors.get(scene, {}).get(place, ())),
        )


def _tags(rows: Mapping[int, Scene]) -> dict[int, list[Tag]]:
    found: dict[int, list[Tag]] = {}
    asked = Tag.objects.filter(scene__in=rows).exclude(state=Tag.State.DECLINED).select_related("element")
    for tag in asked.order_by("pk"):
        found.setdefault(tag.scene_id, []).append(tag)
    return found


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a tag's words stand in one paragraph."""

    start: int
    end: int
    tag: Tag


def _anchored(tags: Iterable[Tag], paragraphs: Sequence[Paragraph]) -> dict[int, list[_Span]]:
    """The tags' words where they stand in the text of today; of two that overlap the first counts."""
    texts = [paragraph.text for paragraph in paragraphs]
    found: dict[int, list[_Span]] = {}
    for tag in tags:
        anchors = [Anchor(**anchor) for anchor in tag.anchors]
        for anchor in relocated(anchors, texts):
            spans = found.setdefault(anchor.paragraph, [])
            if all(anchor.end <= span.start or anchor.start >= span.end for span in spans):
                spans.append(_Span(anchor.start, anchor.end, tag))
    return found


def _pieces(text: str, start: int, end: int, spans: Iterable[_Span]) -> tuple[Piece, ...]:
    """The visible words between two offsets, cut where the style or the tag changes."""
    ordered = sorted(spans, key=lambda span: span.start)
    found = []
    for run in runs(text):
        first, last = max(run.start, start), min(run.start + len(run.text), end)
        for low, high, span in _cuts(first, last, ordered):
            words = text[low:high]
            found.append(
                Piece(
                    words,
                    low,
                    bold=run.bold,
                    italic=run.italic,
                    underline=run.underline,
                    tag=span.tag.pk if span else None,
                    category=span.tag.element.category if span else "",
                    letter=LETTERS[span.tag.element.category] if span else "",
                    is_proposed=span is not None and span.tag.state == Tag.State.PROPOSED,
                    ends_tag=span is not None and high == span.end,
                )
            )
    return tuple(found)


def _cuts(first: int, last: int, spans: Sequence[_Span]) -> Iterable[tuple[int, int, _Span | None]]:
    at = first
    for span in spans:
        low, high = max(span.start, at), min(span.end, last)
        if low >= high:
            continue
        if low > at:
            yield at, low, None
        yield low, high, span
        at = high
    if at < last:
        yield at, last, None


def paragraph_text(scene: Scene, place: int) -> str | None:
    """The marked text of one paragraph, in which an anchor's offsets count; None where there is none."""
    found = from_json(scene.paragraphs)
    return found[place].text if 0 <= place < len(found) else None
