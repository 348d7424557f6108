"""A manuscript cut into its scenes: what the breakdown and the board begin with.

Scene numbers are strings as the writer gave them; none is made up, none is changed. What had to be assumed is
said: a `Doubt` carries a code and its place, never a sentence.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coulisse.engines.screenplay.headings import Effect, Heading, parse_heading
from coulisse.engines.screenplay.paginate import Extent, Pagination
from coulisse.kernel.emphasis import plain
from coulisse.kernel.screenplay import IntExt, Manuscript, Paragraph, ParagraphKind

_EXTENSION = re.compile(r"\s*\([^()]*\)|\s*\([^()]*$")
# Extensions that writers leave without brackets; « VOIX OFF » is a name.
_BARE_EXTENSION = re.compile(r"[\s,–-]+(?:V\.\s?O\.?|O\.\s?S\.?|O\.\s?C\.?)$")
_OMITTED = re.compile(r"OMIT(?:TED)?|OMISE?|SUPPRIM[ÉE]E?|COUP[ÉE]E?|VERVALLEN|GESCHRAPT", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a scene that isn't sure. Codes: `int-ext-assumed`, `set-missing`, `number-repeated`."""

    code: str
    paragraph: int  # the heading's place in the manuscript
    number: str | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene. `paragraph` is the place of its heading in the manuscript; `paragraphs` begins with it.

    `eighths` is the file's own length where it states one, else the paginator's (`is_measured`); 0 for a scene
    that stands only as omitted. `first_page` likewise. `effect` None: the heading doesn't say.
    """

    paragraph: int
    number: str | None
    heading: str
    int_ext: IntExt
    set: str
    time: str
    effect: Effect | None
    eighths: int
    is_measured: bool
    is_omitted: bool
    characters: tuple[str, ...]
    first_page: str
    paragraphs: tuple[Paragraph, ...]
    synopsis: str = ""
    doubts: tuple[Doubt, ...] = ()


def scenes_of(manuscript: Manuscript, pagination: Pagination) -> tuple[Scene, ...]:
    """The scenes in the order of the script; `pagination` is that of the same manuscript."""
    paragraphs = manuscript.paragraphs
    starts = [at for at, one in enumerate(paragraphs) if one.kind is ParagraphKind.HEADING]
    extents = {extent.paragraph: extent for extent in pagination.extents}
    numbers = Counter(paragraphs[at].number for at in starts)
    scenes: list[Scene] = []
    for start, end in pairwise([*starts, len(paragraphs)]):
        before = scenes[-1] if scenes else None
        is_repeated = paragraphs[start].number is not None and numbers[paragraphs[start].number] > 1
        scenes.append(_scene(paragraphs[start:end], extents[start], before, is_repeated=is_repeated))
    return tuple(scenes)


def cue_name(text: str) -> str:
    """Who speaks: the cue in capitals without its extensions; empty where there is no name.

    >>> cue_name("Noémie (off) (suite)"), cue_name("VICTOR V.O."), cue_name("VOIX OFF")
    ('NOÉMIE', 'VICTOR', 'VOIX OFF')
    """
    name = _EXTENSION.sub("", " ".join(plain(text).split()).removesuffix("^"))
    return _BARE_EXTENSION.sub("", name.upper().strip(" :")).strip(" :")


def _scene(paragraphs: Sequence[Paragraph], extent: Extent, before: Scene | None, *, is_repeated: bool) -> Scene:
    first = paragraphs[0]
    heading = " ".join(plain(first.text).split())
    parsed = parse_heading(first.text)
    is_omitted = _OMITTED.fullmatch(heading.strip(" .()")) is not None
    codes = _codes(parsed, is_omitted=is_omitted, is_repeated=is_repeated)
    return Scene(
        paragraph=extent.paragraph,
        number=first.number,
        heading=heading,
        # A heading without a side is most often a corner of the set before: `BACK IN THE ROOM`.
        int_ext=parsed.int_ext or (before.int_ext if before else IntExt.INT),
        set=parsed.set,
        time=parsed.time,
        effect=before.effect if parsed.continues and before else parsed.effect,
        eighths=0 if is_omitted else first.eighths or extent.eighths,
        is_measured=first.eighths is None,
        is_omitted=is_omitted,
        characters=tuple(dict.fromkeys(_names(paragraphs))),
        first_page=first.page or str(extent.first_page),
        paragraphs=tuple(paragraphs),
        synopsis=" ".join(one.text for one in paragraphs if one.kind is ParagraphKind.SYNOPSIS),
        doubts=tuple(Doubt(code, extent.paragraph, first.number, heading) for code in codes),
    )


def _names(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    names = (cue_name(one.text) for one in paragraphs if one.kind is ParagraphKind.CHARACTER)
    return (name for name in names if name)


def _codes(parsed: Heading, *, is_omitted: bool, is_repeated: bool) -> Iterator[str]:
    if parsed.int_ext is None and not is_omitted:
        yield "int-ext-assumed"
    if not parsed.set:
        yield "set-missing"
    if is_repeated:
        yield "number-repeated"
