"""From a manuscript to the plan of its shooting, step by step: scenes, elements, days."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from coulisse.engines.breakdown import Proposal, SceneText, folded, propose_all
from coulisse.engines.screenplay import Effect, Scene, paginate, scenes_of
from coulisse.engines.screenplay.drafts import number_key, numbered
from coulisse.engines.stripboard.first_board import FirstScene, first_board, shooting_dates
from coulisse.formats.problems import ProblemJson, Reading, as_json
from coulisse.house.planning.lettering import area_of, shortened, synopsis_of
from coulisse.house.planning.records import CATEGORIES, ROLE, Element, Plan, PlannedDay, PlannedScene, Use
from coulisse.kernel.emphasis import plain
from coulisse.kernel.screenplay import Manuscript

EIGHTHS_A_DAY: Final = 28
"""Three pages and a half: what a Belgian feature shoots on a day, and what the board of a house begins with."""
THROUGH_THE_DAY: Final = tuple(map(str, (Effect.DAWN, Effect.DAY, Effect.DUSK, Effect.EVENING, Effect.NIGHT)))
"""In which order the lights of one day are shot."""
LONGEST_TITLE: Final = 60
DIRECTED: Final = ("un film de", "un film d", "een film van", "a film by", "réalis", "regie", "directed by")
"""How a credit says that the name under it is the director's, and not only the writer's."""


class NothingToShoot(ValueError):
    """The screenplay has no scene heading, or all its scenes are omitted."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the screenplay doesn't say: the first day, the most eighths of a day, a name for a film without one."""

    first_day: date
    at: datetime
    untitled: str
    most_eighths: int = EIGHTHS_A_DAY


def plan_of(reading: Reading[Manuscript], terms: Terms) -> Plan:
    """A first plan of the whole script. Raises NothingToShoot, first_board.NoRoomInADay.

    The roles are numbered by how many scenes they are in, the first seen first where that is equal; scenes
    without a number get one, and are told in the warnings.
    """
    manuscript = reading.records
    found = scenes_of(manuscript, paginate(manuscript))
    shot = [scene for scene in found if not scene.is_omitted]
    if not shot:
        raise NothingToShoot
    numbers = dict(zip((one.paragraph for one in found), numbered([one.number for one in found]), strict=True))
    proposals = propose_all([SceneText(numbers[one.paragraph], one.paragraphs) for one in shot])
    elements = _elements(proposals)
    positions = {scene.paragraph: position for position, scene in enumerate(found, 1)}
    scenes = tuple(
        _scene(one, positions[one.paragraph], numbers[one.paragraph], _roles_in(elements)) for one in shot
    )
    return Plan(
        title=shortened(_line(manuscript, "title", "titre", "titel") or terms.untitled, LONGEST_TITLE),
        director=_director(manuscript),
        at=terms.at,
        most_eighths=terms.most_eighths,
        scenes=scenes,
        elements=elements,
        days=_days(scenes, terms),
        manuscript=_marked(manuscript, found, numbers),
        warnings=(*(as_json(one) for one in reading.problems), *_doubts(found, numbers, scenes, terms)),
    )


def _line(manuscript: Manuscript, *keys: str) -> str:
    return " ".join(" ".join(plain(line) for line in manuscript.entry(*keys)).split())


def _director(manuscript: Manuscript) -> str:
    own = _line(manuscript, "director", "réalisation", "réalisateur", "réalisatrice", "regie", "regisseur")
    credit = _line(manuscript, "credit", "crédit").casefold()
    author = _line(manuscript, "author", "authors", "auteur", "auteurs") if credit.startswith(DIRECTED) else ""
    return own or author


# ---- scenes -------------------------------------------------------------------------------------------------


def _scene(scene: Scene, position: int, number: str, roles: Mapping[str, tuple[str, ...]]) -> PlannedScene:
    written = " ".join((scene.set or scene.heading).split())
    return PlannedScene(
        position=position,
        number=number,
        inside=str(scene.int_ext),
        effect=str(scene.effect) if scene.effect else "",
        time=scene.time,
        set_name=written,
        area=area_of(written),
        eighths=max(scene.eighths, 1),
        page=scene.first_page,
        synopsis=synopsis_of(scene.paragraphs),
        roles=roles.get(number, ()),
    )


def _marked(manuscript: Manuscript, scenes: Sequence[Scene], numbers: Mapping[int, str]) -> Manuscript:
    """The same script with the numbers of the plan, and its lengths where the file has none."""
    paragraphs = list(manuscript.paragraphs)
    for scene in scenes:
        heading = paragraphs[scene.paragraph]
        paragraphs[scene.paragraph] = replace(
            heading, number=numbers[scene.paragraph], eighths=heading.eighths or scene.eighths or None
        )
    return replace(manuscript, paragraphs=tuple(paragraphs))


def _doubts(
    found: Sequence[Scene], numbers: Mapping[int, str], scenes: Sequence[PlannedScene], terms: Terms
) -> Iterator[ProblemJson]:
    """What had to be assumed, and what somebody must look at."""
    are_numbered = any(scene.number for scene in found)
    if not are_numbered:
        yield {"code": "numbers-given", "where": "", "detail": {"scenes": len(found)}}
    for position, scene in enumerate(found, 1):
        yield from (_warning(doubt.code, position, heading=doubt.heading) for doubt in scene.doubts)
        given = numbers[scene.paragraph]
        if number_key(given) != number_key(scene.number) and are_numbered:
            yield _warning("number-given", position, number=given)
    for one in scenes:
        if not one.effect:
            yield _warning("light-assumed", one.position, number=one.number)
        if one.eighths > terms.most_eighths:
            yield _warning("longer-than-a-day", one.position, number=one.number, eighths=one.eighths)


def _warning(code: str, position: int, **detail: str | int) -> ProblemJson:
    return {"code": code, "where": f"scene {position}", "detail": detail}


# ---- elements -----------------------------------------------------------------------------------------------


def _elements(proposals: Mapping[str, Sequence[Proposal]]) -> tuple[Element, ...]:
    """The lines of the breakdown: roles by number, then category by category, the most used first."""
    drawn: dict[tuple[str, str], Element] = {}
    for scene, found in proposals.items():
        for one in found:
            key = (one.category, folded(one.name))
            before = drawn.get(key) or Element(one.category, one.name, ())
            age = before.age if before.age is not None else one.age
            drawn[key] = replace(before, uses=(*before.uses, _use(scene, one)), age=age)
    # Sorting is stable: of two that are used as often, the one that comes first in the script stays first.
    ranked = sorted(drawn.values(), key=lambda one: (CATEGORIES.index(one.category), -len(one.uses)))
    return tuple(
        replace(one, number=str(rank), name=one.name.upper()) if one.category == ROLE else one
        for rank, one in enumerate(ranked, 1)
    )


def _use(scene: str, one: Proposal) -> Use:
    words = one.anchors[0].words if one.anchors else ""
    return Use(scene, one.quantity, str(one.why), " ".join(words.split()), one.is_voice_only)


def _roles_in(elements: Sequence[Element]) -> dict[str, tuple[str, ...]]:
    """The numbers of the roles of each scene, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for role in elements:
        if role.category == ROLE:
            for scene in role.scenes:
                found[scene] = (*found.get(scene, ()), role.number)
    return found


# ---- days ---------------------------------------------------------------------------------------------------


def _days(scenes: Sequence[PlannedScene], terms: Terms) -> tuple[PlannedDay, ...]:
    """As many days as the areas ask for: with days to spare, no scene is moved away from its area to fill one."""
    by_number = {scene.number: scene for scene in scenes}
    laid = first_board([_first(scene) for scene in scenes], days=len(scenes), most_eighths=terms.most_eighths)
    filled = _without_short_days(
        [[by_number[scene] for scene in day] for day in laid.days if day], terms.most_eighths
    )
    dates = shooting_dates(terms.first_day, len(filled))
    return tuple(
        PlannedDay(number, on, tuple(sorted(day, key=lambda scene: THROUGH_THE_DAY.index(scene.effect or "day"))))
        for number, (on, day) in enumerate(zip(dates, filled, strict=True), 1)
    )


def _without_short_days(days: Sequence[list[PlannedScene]], most: int) -> list[list[PlannedScene]]:
    """Nobody calls a crew for a page: a day under half of `most` joins another one whole, where both fit in one.

    It joins the day before or after it, else the first that has room; nights join nights, days join days.
    """
    kept = [list(day) for day in days]
    while (
        pair := _joinable([(_length(day), any(one.is_night for one in day)) for day in kept], most)
    ) is not None:
        short, host = pair
        first, last = sorted(pair)
        kept[host] = [*kept[first], *kept[last]]
        del kept[short]
    return kept


def _joinable(days: Sequence[tuple[int, bool]], most: int) -> tuple[int, int] | None:
    """The shortest day that can join another one, and that other one; a day is its length and whether it has a
    night. None when there is none.
    """
    places = range(len(days))
    for short in sorted((place for place in places if days[place][0] * 2 <= most), key=days.__getitem__):
        length, at_night = days[short]
        near = [place for place in (short - 1, short + 1) if place in places]
        far = [place for place in places if place not in (*near, short)]
        alike = (place for place in (*near, *far) if days[place][1] is at_night)
        host = next((place for place in alike if days[place][0] + length <= most), None)
        if host is not None:
            return short, host
    return None


def _length(scenes: Sequence[PlannedScene]) -> int:
    return sum(scene.eighths for scene in scenes)


def _first(scene: PlannedScene) -> FirstScene:
    return FirstScene(
        id=scene.number,
        eighths=scene.eighths,
        place=folded(scene.area),
        set=scene.set_name,
        is_night=scene.is_night,
        is_exterior=scene.inside != "INT",
    )
