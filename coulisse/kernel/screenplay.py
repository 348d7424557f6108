"""A screenplay as paragraphs, whatever file it came from: what the formats give and the engines measure.

Texts keep the light markup of Fountain (`*italic*`, `**bold**`, `_underlined_`, see `kernel.emphasis`). Notes
and cut passages that stand inside a paragraph are taken out of its text and remembered with their place.

>>> opening_of("INTÉRIEUR NUIT – GRENIER").rest, opening_of("Intrigué, il sort.")
('NUIT – GRENIER', None)
>>> opening = opening_of("12A. EXT./INT. VOITURE - AUBE")
>>> opening.number, str(opening.int_ext), opening.heading
('12A', 'INT/EXT', 'EXT./INT. VOITURE - AUBE')
"""

import re
from dataclasses import dataclass
from enum import StrEnum

# What a side may be called; the full words are also prose, see `opening_of`.
_INSIDE = "INT[ÉE]RIEUR|INTERIOR|INTERIEUR|BINNEN|INT"
_OUTSIDE = "EXT[ÉE]RIEUR|EXTERIOR|EXTERIEUR|BUITEN|EXT"
_BETWEEN = r"\.?\s*(?:/|\\|-|&|–)\s*"
_OPENING = re.compile(
    rf"""(?:(?P<number>\d{{1,4}}(?:[.-]?[A-Z]{{1,3}})?|[A-Z]{{1,2}}\d{{1,4}}[A-Z]?)(?:\s*[.):–-]\s*|\s+))?
    (?:(?P<both>(?:{_INSIDE}){_BETWEEN}(?:{_OUTSIDE})|(?:{_OUTSIDE}){_BETWEEN}(?:{_INSIDE})|I/E|E/I)
    |(?P<inside>{_INSIDE})|(?P<outside>{_OUTSIDE}|EST))
    (?P<mark>\.|(?=[\s:,]|$))(?P<rest>.*)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_SHORT = re.compile(r"[IE]/[IE]|(?:INT|EXT)(?:\.?\s*[/\\&–-]\s*(?:INT|EXT))?", re.IGNORECASE)
_BEFORE = " \t\u00a0\u202f.):–-"
_LEADING = " \t\u00a0\u202f.:,–—-/"


class ParagraphKind(StrEnum):
    """What a paragraph is on the page. The last four are never printed nor measured."""

    HEADING = "heading"
    ACTION = "action"
    CHARACTER = "character"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    LYRIC = "lyric"
    TRANSITION = "transition"
    SHOT = "shot"
    CENTERED = "centered"
    PAGE_BREAK = "page_break"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    NOTE = "note"
    BONEYARD = "boneyard"


UNPRINTED = frozenset((ParagraphKind.SECTION, ParagraphKind.SYNOPSIS, ParagraphKind.NOTE, ParagraphKind.BONEYARD))
# What continues a speech once its cue has opened it.
SPOKEN = frozenset((ParagraphKind.PARENTHETICAL, ParagraphKind.DIALOGUE, ParagraphKind.LYRIC))


class IntExt(StrEnum):
    """Where a scene plays."""

    INT = "INT"
    EXT = "EXT"
    BOTH = "INT/EXT"


@dataclass(frozen=True, slots=True)
class Remark:
    """A note or a cut passage inside a paragraph: `kind` NOTE or BONEYARD, `offset` in the paragraph's text."""

    offset: int
    kind: ParagraphKind
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One element of the screenplay; lines of one paragraph are parted by a line feed.

    A parenthetical keeps its parentheses, a cue its extension, a heading neither its number nor its marks.
    """

    kind: ParagraphKind
    text: str = ""
    number: str | None = None  # of a heading, as written: "12A"
    eighths: int | None = None  # of a heading: the scene's length, where the file states it
    page: str | None = None  # of a heading: where the file says that the scene begins
    dual: bool = False  # of a cue: spoken at the same time as the speech before it
    depth: int = 0  # of a section: 1 for the highest
    blank_lines: int = 0  # asked for above this paragraph, beyond what its kind brings
    revision: str | None = None  # the identifier of the latest revision that touched it
    remarks: tuple[Remark, ...] = ()
    tags: tuple[str, ...] = ()  # words after a `#` at the end of a heading, cue, transition or section


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision that the file declares: `Paragraph.revision` is one of the identifiers."""

    id: str
    name: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A whole screenplay. A title page is entries of a key as written and its lines, in the file's order."""

    title_page: tuple[tuple[str, tuple[str, ...]], ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    revisions: tuple[Revision, ...] = ()

    def entry(self, *keys: str) -> tuple[str, ...]:
        """The lines of the first title page entry that bears one of these names, in any case."""
        wanted = {key.casefold() for key in keys}
        return next((lines for key, lines in self.title_page if key.strip().casefold() in wanted), ())


@dataclass(frozen=True, slots=True)
class Opening:
    """How a heading begins: the heading from its side on, what follows the side, and a number before it."""

    int_ext: IntExt
    heading: str
    rest: str
    number: str | None = None


def opening_of(text: str) -> Opening | None:
    """Read the side at the head of a heading in French, Dutch or English; None where there is none.

    `INT`, `EXT`, `INT/EXT`, `I/E`, with or without dots, are taken in any case. The full words and `EST` are
    prose as well (`Buiten regent het`): they open a heading in capitals, or before a dot.
    """
    stripped = text.strip()
    found = _OPENING.match(stripped)
    if found is None:
        return None
    word = found["both"] or found["inside"] or found["outside"]
    heading = stripped[found.end("number") :].lstrip(_BEFORE) if found["number"] else stripped
    if not (_SHORT.fullmatch(word) or word.isupper() or (found["mark"] == "." and not found["number"])):
        return None
    side = IntExt.BOTH if found["both"] else IntExt.INT if found["inside"] else IntExt.EXT
    return Opening(side, heading, found["rest"].lstrip(_LEADING).rstrip(), found["number"])
