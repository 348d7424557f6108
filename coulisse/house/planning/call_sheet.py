"""The sheet of the first day: what the script says of it; all that only the production knows stays open."""

from collections.abc import Sequence
from string import ascii_uppercase
from typing import Any, Final, TypeAlias

from coulisse.house.planning.records import CATEGORIES, ROLE, Element, Plan, PlannedDay, PlannedScene
from coulisse.house.planning.words import WORDS
from coulisse.papers.call_sheet import (
    Ahead,
    AheadLine,
    CallSheet,
    Contact,
    Hours,
    Need,
    Place,
    Role,
    Scene,
)
from coulisse.papers.call_sheet.words import WORDS as SHEET_WORDS

Words: TypeAlias = dict[str, Any]
DAYS_AHEAD: Final = 2
MOST_NEEDS: Final = 14
"""Elements named for one department; the others are counted, and stand in the breakdown."""
ELSEWHERE: Final = frozenset({ROLE, "safety"})
"""Categories that have a place of their own on the sheet."""


def sheet_of(plan: Plan, language: str) -> CallSheet:
    """Not validated, without a single hour: scenes, roles, needs, what is to be kept safe, the two days ahead."""
    words = WORDS[language]
    day, *later = plan.days
    letters = _letters(day)
    return CallSheet(
        film=plan.title,
        director=plan.director,
        house="",
        house_line="",
        number=day.number,
        day=day.number,
        of=len(plan.days),
        date=day.date,
        at=plan.at,
        hours=Hours(),
        contacts=tuple(Contact(job, "", "") for job in words["contacts"]),
        places=tuple(Place(letter, area, "") for area, letter in letters.items()),
        scenes=tuple(_scene(scene, letters[scene.area], SHEET_WORDS[language]) for scene in day.scenes),
        cast=tuple(_role(role) for role in _present(plan, day)),
        needs=tuple(_needs(plan, day, words)),
        safety=tuple(_safety(plan, day, words)),
        ahead=tuple(_ahead(one) for one in later[:DAYS_AHEAD]),
        ahead_note=words["ahead"],
    )


def _letters(day: PlannedDay) -> dict[str, str]:
    """A letter for each area of the day: where it will be found isn't known."""
    areas = dict.fromkeys(scene.area for scene in day.scenes)
    return {area: _letter(place) for place, area in enumerate(areas)}


def _letter(place: int) -> str:
    """A … Z, then AA, AB …"""
    turn, rest = divmod(place, len(ascii_uppercase))
    return (_letter(turn - 1) if turn else "") + ascii_uppercase[rest]


def _scene(scene: PlannedScene, letter: str, sheet: Words) -> Scene:
    return Scene(
        number=scene.number,
        inside=scene.inside,
        effect=scene.effect or sheet["not-available-short"],
        set=scene.set_name,
        summary=scene.synopsis,
        roles=scene.roles,
        eighths=scene.eighths,
        seconds=None,
        hour=None,
        place=letter,
    )


def _present(plan: Plan, day: PlannedDay) -> list[Element]:
    called = {number for scene in day.scenes for number in scene.roles}
    return [role for role in plan.roles if role.number in called]


def _role(role: Element) -> Role:
    return Role(
        number=role.number,
        name=role.name,
        actor="",
        pick_up=None,
        dressing=None,
        make_up=None,
        hair=None,
        pat=None,
        wrap=None,
        is_minor=role.age is not None,
    )


def _needs(plan: Plan, day: PlannedDay, words: Words) -> list[Need]:
    found = []
    for code in CATEGORIES:
        wanted = [one for one in _wanted(plan, day) if one.category == code and code not in ELSEWHERE]
        if wanted:
            found.append(Need(words["categories"][code], _listed(wanted, day, words)))
    return found


def _wanted(plan: Plan, day: PlannedDay) -> list[Element]:
    shot = {scene.number for scene in day.scenes}
    return [one for one in plan.elements if shot.intersection(one.scenes)]


def _listed(wanted: Sequence[Element], day: PlannedDay, words: Words) -> str:
    """« parapluie (1, 2), valise (3) », in the order in which the day needs them."""
    named = [_with_scenes(one, day) for one in wanted[:MOST_NEEDS]]
    rest = len(wanted) - MOST_NEEDS
    return ", ".join([*named, words["more"].format(n=rest)] if rest > 0 else named)


def _with_scenes(one: Element, day: PlannedDay) -> str:
    scenes = [scene.number for scene in day.scenes if scene.number in one.scenes]
    most = max(use.quantity for use in one.uses if use.scene in scenes)
    times = f" × {most}" if most > 1 else ""
    return f"{one.name}{times} ({', '.join(scenes)})"


def _safety(plan: Plan, day: PlannedDay, words: Words) -> list[str]:
    """What the text warns of, the minors of the day, and that nobody has looked at it yet."""
    minors = [role for role in _present(plan, day) if role.age is not None]
    warned = [one for one in _wanted(plan, day) if one.category == "safety"]
    return [
        *(_with_scenes(one, day)[:1].upper() + _with_scenes(one, day)[1:] for one in warned),
        *(words["minor"].format(name=role.name, age=role.age) for role in minors),
        words["safety"],
    ]


def _ahead(day: PlannedDay) -> Ahead:
    lines: dict[tuple[str, str, str], list[PlannedScene]] = {}
    for scene in day.scenes:
        lines.setdefault((scene.inside, scene.effect, scene.set_name), []).append(scene)
    return Ahead(day.number, day.date, None, tuple(_line(*key, scenes) for key, scenes in lines.items()))


def _line(inside: str, effect: str, set_name: str, scenes: Sequence[PlannedScene]) -> AheadLine:
    roles = sorted({number for scene in scenes for number in scene.roles}, key=int)
    return AheadLine(
        scenes=tuple(scene.number for scene in scenes),
        inside=inside,
        effect=effect,
        set=set_name,
        roles=tuple(roles),
        eighths=sum(scene.eighths for scene in scenes),
    )
