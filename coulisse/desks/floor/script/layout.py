"""The current script on its pages: the scenes as the house numbers them, one after the other."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from coulisse.desks.floor.script.models import Scene
from coulisse.desks.floor.script.texts import of_scene
from coulisse.engines.screenplay import Pagination, paginate
from coulisse.kernel.language import Language
from coulisse.kernel.screenplay import Manuscript, Paragraph

FRONT: Final = 0
"""Stands for the scene in what comes before the first heading."""


def whole_script(scenes: Iterable[Scene], front: Sequence[Paragraph] = ()) -> tuple[Paragraph, ...]:
    """Every paragraph of the story, headings with the numbers of the house."""
    return (*front, *(paragraph for scene in scenes for paragraph in of_scene(scene)))


def pages_of(scenes: Sequence[Scene], front: Sequence[Paragraph], language: Language) -> list[dict[str, Any]]:
    """The pages as `Draft.pages` keeps them."""
    places = [(FRONT, at) for at in range(len(front))]
    for scene in scenes:
        places += [(scene.pk, at) for at in range(len(scene.paragraphs))]
    laid = paginate(Manuscript((), whole_script(scenes, front)), language=language)
    return [{"number": page.number, "pieces": _pieces(laid, at, places)} for at, page in enumerate(laid.pages)]


def _pieces(laid: Pagination, at: int, places: Sequence[tuple[int, int]]) -> list[list[int]]:
    """What a page holds of each paragraph, in order."""
    found: dict[int, list[int]] = {}
    for line in laid.pages[at].lines:
        if line.paragraph is not None:
            start, end = found.get(line.paragraph, (line.start, line.end))
            found[line.paragraph] = [min(start, line.start), max(end, line.end)]
    return [[*places[paragraph], *found[paragraph]] for paragraph in found]
