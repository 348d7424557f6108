"""The breakdown as a workbook: the scenes, then a sheet for each category that has elements."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeAlias

from coulisse.formats.tabular import Column, OutCell, Table, write_xlsx
from coulisse.house.planning.records import CATEGORIES, ROLE, Element, Plan, PlannedScene, Use
from coulisse.house.planning.words import WORDS
from coulisse.kernel.eighths import Eighths
from coulisse.kernel.writing import write_eighths
from coulisse.papers.board import WORDS as BOARD_WORDS

Words: TypeAlias = dict[str, Any]
WIDE, WIDEST = 30, 44
"""Characters of a column of elements, and of one that holds a sentence."""


def breakdown_book(plan: Plan, language: str) -> bytes:
    """All that the text asks for, as proposals, each with its scenes, its days and its reason."""
    words = WORDS[language]
    by_category = {code: [one for one in plan.elements if one.category == code] for code in CATEGORIES}
    filled = {code: found for code, found in by_category.items() if found}
    tables = [
        _scenes(plan, filled, words, language),
        *(_category(plan, code, found, words) for code, found in filled.items()),
        _about(plan, words),
    ]
    return write_xlsx(tables, created=plan.at)


def _scenes(plan: Plan, filled: dict[str, list[Element]], words: Words, language: str) -> Table:
    """A row a scene in the order of the script: its facts, then what it needs, a column a category."""
    heads, wide = words["scene-columns"], {"synopsis": WIDEST}
    columns = [Column(title, width=wide.get(key)) for key, title in heads.items()]
    columns += [Column(words["categories"][code], width=WIDE) for code in filled]
    wanted: dict[tuple[str, str], list[str]] = {}
    for one in plan.elements:
        for use in one.uses:
            wanted.setdefault((use.scene, one.category), []).append(_named(one, use))
    rows = tuple(
        (
            *_facts(scene, plan, language),
            *("\n".join(wanted.get((scene.number, code), ())) or None for code in filled),
        )
        for scene in plan.scenes
    )
    return Table(words["scenes"], tuple(columns), rows)


def _facts(scene: PlannedScene, plan: Plan, language: str) -> tuple[OutCell, ...]:
    day = plan.day_of[scene.number]
    shared: Words = BOARD_WORDS[language]
    return (
        scene.number,
        scene.inside,
        shared["effects"].get(scene.effect) or scene.time.upper() or None,
        scene.set_name,
        scene.synopsis or None,
        write_eighths(Eighths(scene.eighths)),
        scene.eighths,
        scene.page,
        day.number,
        day.date,
    )


def _named(one: Element, use: Use) -> str:
    """« 1. NOÉMIE », « parapluie × 2 »."""
    number = f"{one.number}. " if one.number else ""
    times = f" × {use.quantity}" if use.quantity > 1 else ""
    return f"{number}{one.name}{times}"


def _category(plan: Plan, code: str, found: Sequence[Element], words: Words) -> Table:
    """A row an element. Roles have their number, the age of a minor, and where they are only heard."""
    heads = words["element-columns"]
    of_role = ("number", "name", "age", "scenes", "numbers", "voice", "days", "day-numbers", "why")
    of_thing = ("name", "scenes", "most", "numbers", "days", "day-numbers", "why", "words")
    chosen = of_role if code == ROLE else of_thing
    rows = []
    for one in found:
        cells = _cells(one, plan, words)
        rows.append(tuple(cells[key] for key in chosen))
    wide = {"numbers": WIDEST, "day-numbers": WIDE}
    columns = tuple(Column(heads[key], width=wide.get(key)) for key in chosen)
    return Table(words["categories"][code], columns, tuple(rows))


def _cells(one: Element, plan: Plan, words: Words) -> dict[str, OutCell]:
    days = sorted({plan.day_of[scene].number for scene in one.scenes})
    (why, _count), *_others = Counter(use.why for use in one.uses).most_common(1)
    return {
        "number": int(one.number) if one.number else None,
        "name": one.name,
        "age": one.age,
        "scenes": len(one.uses),
        "most": one.most,
        "numbers": ", ".join(one.scenes),
        "voice": ", ".join(use.scene for use in one.uses if use.is_voice_only) or None,
        "days": len(days),
        "day-numbers": ", ".join(map(str, days)),
        "why": words["reasons"][why],
        "words": next((use.words for use in one.uses if use.words), None),
    }


def _about(plan: Plan, words: Words) -> Table:
    heads = words["facts"]
    rows: tuple[tuple[OutCell, ...], ...] = (
        (heads["made"], plan.at),
        (heads["scenes"], len(plan.scenes)),
        (heads["pages"], write_eighths(Eighths(plan.eighths))),
        (heads["roles"], len(plan.roles)),
        (heads["days"], len(plan.days)),
        (heads["first"], plan.days[0].date),
        (heads["last"], plan.days[-1].date),
        (heads["most"], write_eighths(Eighths(plan.most_eighths))),
        (heads["state"], words["state"]),
    )
    return Table(words["about"], (Column(heads["title"]), Column(plan.title, width=WIDEST)), rows)
