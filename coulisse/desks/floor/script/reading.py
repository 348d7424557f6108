"""A file becomes a manuscript, and a draft becomes scenes as the house keeps them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from coulisse.desks.floor.script.models import Draft, Scene
from coulisse.desks.floor.script.texts import from_json
from coulisse.engines.breakdown import case_of_name, folded
from coulisse.engines.screenplay import Scene as ScriptScene
from coulisse.engines.screenplay import paginate, scenes_of
from coulisse.formats.fdx import read_fdx
from coulisse.formats.fountain import read_fountain
from coulisse.formats.problems import Reading
from coulisse.kernel.emphasis import plain
from coulisse.kernel.language import Language
from coulisse.kernel.screenplay import Manuscript, Paragraph, ParagraphKind

FOUNTAIN: Final = "fountain"
FDX: Final = "fdx"
SYNOPSIS: Final = 120
"""How long a proposed synopsis may be."""
_SENTENCE = re.compile(r"^.+?[.!?…](?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"(?:(?<=[^\W_] )|(?<=[’'-]))[A-ZÀ-Þ][a-zß-ÿ]+")
_ARTICLE = re.compile(r"\b(?:l[’']|la |le |les |du |des |aux? |het |the )$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prose:
    """How the script writes its words, folded: without a capital, and with one that no sentence asks for."""

    small: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ReadScene:
    """One scene of a draft, as its row would hold it. `number` is the draft's own, None where it gives none."""

    number: str | None
    heading: str
    int_ext: str
    set_name: str
    time: str
    effect: str
    eighths: int
    eighths_from: str
    page: str
    synopsis: str
    is_omitted: bool
    paragraphs: tuple[Paragraph, ...]


def read_file(data: bytes, name: str) -> tuple[str, Reading[Manuscript]]:
    """The format that the file is in, by its name or its first sign, and what it says. Raises `Unreadable`."""
    is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    if name.lower().endswith(".fdx") or is_xml:
        return FDX, read_fdx(data)
    return FOUNTAIN, read_fountain(data)


def manuscript_of(draft: Draft) -> Manuscript:
    title_page = tuple((key, tuple(lines)) for key, lines in draft.title_page)
    return Manuscript(title_page, from_json(draft.paragraphs))


def scenes_in(draft: Draft) -> list[ReadScene]:
    """The scenes of a draft in its order."""
    manuscript = manuscript_of(draft)
    language = Language(draft.production.language)
    found = scenes_of(manuscript, paginate(manuscript, language=language))
    prose = _prose(manuscript.paragraphs)
    return [_read(one, prose) for one in found]


def _read(one: ScriptScene, prose: Prose) -> ReadScene:
    source = Scene.EighthsFrom.MEASURED if one.is_measured else Scene.EighthsFrom.FILE
    return ReadScene(
        number=one.number,
        heading=one.heading[:250],
        int_ext=str(one.int_ext),
        set_name=set_name(one.set or one.heading, prose)[:160],
        time=one.time[:60],
        effect=str(one.effect) if one.effect else Scene.Effect.DAY.value,
        eighths=one.eighths,
        eighths_from=source.value,
        page=one.first_page[:8],
        synopsis=proposed_synopsis(one.paragraphs),
        is_omitted=one.is_omitted,
        paragraphs=one.paragraphs,
    )


def proposed_synopsis(paragraphs: Sequence[Paragraph]) -> str:
    """The writer's own synopsis, else the first sentence of the action, cut at a word."""
    own = next((each.text for each in paragraphs if each.kind is ParagraphKind.SYNOPSIS), "")
    told = next((each.text for each in paragraphs if each.kind is ParagraphKind.ACTION and each.text.strip()), "")
    text = " ".join(plain(own or told).split())
    found = _SENTENCE.match(text)
    sentence = found[0] if found and not own else text
    if len(sentence) <= SYNOPSIS:
        return sentence
    return sentence[:SYNOPSIS].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def set_name(written: str, prose: Prose = Prose()) -> str:
    """A set in the letters of a list: « CABINE DE L’ÉCLUSIER » is « Cabine de l’éclusier ».

    A word that the script itself writes small is small, and so is one behind an article; another one keeps its
    capital, because it may be the name of a town.
    """
    cased = case_of_name(" ".join(written.split()))

    def small(found: re.Match[str]) -> str:
        word, key = found[0], folded(found[0])
        is_common = key in prose.small or _ARTICLE.search(cased, 0, found.start()) is not None
        begins = not found.start() or cased[: found.start()].rstrip()[-1:] in '«“"('
        if begins:
            return word[:1].upper() + word[1:]
        return word.lower() if is_common and key not in prose.capital else word

    return _WORD.sub(small, cased)


def _prose(paragraphs: Iterable[Paragraph]) -> Prose:
    small: set[str] = set()
    capital: set[str] = set()
    for paragraph in paragraphs:
        if paragraph.kind in (ParagraphKind.ACTION, ParagraphKind.DIALOGUE, ParagraphKind.PARENTHETICAL):
            small.update(folded(word) for word in _WORD.findall(paragraph.text) if word.islower())
            capital.update(folded(word) for word in _NAME.findall(paragraph.text))
    return Prose(frozenset(small), frozenset(capital - small))


def front_of(draft: Draft) -> tuple[Paragraph, ...]:
    """What stands before the first heading."""
    found = []
    for paragraph in from_json(draft.paragraphs):
        if paragraph.kind is ParagraphKind.HEADING:
            break
        found.append(paragraph)
    return tuple(found)
