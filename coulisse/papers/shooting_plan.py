"""Plan de travail / opnameplan: strips across, roles down, the whole shoot on one A3."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from coulisse.formats.tabular import Column, Table, write_xlsx
from coulisse.papers import press
from coulisse.papers.board import WORDS as BOARD_WORDS
from coulisse.papers.board import (
    Board,
    Role,
    Strip,
    checked,
    effect_in_words,
    eighths_in_figures,
    foot_of,
    ground_of,
    internal_of,
    legend_of,
    makers_of,
    seconds_in_figures,
    total_seconds,
    version_in_words,
    weekday_in_two_letters,
)

WORDS: Final = {
    "fr": {
        "kind": "Plan de travail",
        "cancelled": "Jour annulé",
        "week": "Semaine",
        "date": "Date",
        "day": "Jour de tournage",
        "inside": "Int. / Ext.",
        "effect": "Effet",
        "scenes": "Séquences",
        "set": "Décor",
        "place": "Lieu",
        "eighths": "Pages (8es)",
        "seconds": "Pré-minutage",
        "roles": "Rôles",
        "role": "Rôle",
        "actor": "Comédien",
        "days": "Jours",
        "total": "Total",
        "extras": "Figuration",
        "note": "Remarques",
        "synopsis": "Résumé",
        "strips": "Bandes",
        "cross": "Jours × rôles",
    },
    "nl": {
        "kind": "Opnameplan",
        "cancelled": "Geschrapte dag",
        "week": "Week",
        "date": "Datum",
        "day": "Draaidag",
        "inside": "Int. / Ext.",
        "effect": "Effect",
        "scenes": "Scènes",
        "set": "Decor",
        "place": "Locatie",
        "eighths": "Pagina’s (8sten)",
        "seconds": "Voortiming",
        "roles": "Rollen",
        "role": "Rol",
        "actor": "Acteur",
        "days": "Dagen",
        "total": "Totaal",
        "extras": "Figuratie",
        "note": "Opmerkingen",
        "synopsis": "Inhoud",
        "strips": "Stroken",
        "cross": "Dagen × rollen",
    },
    "en": {
        "kind": "Shooting plan",
        "cancelled": "Cancelled day",
        "week": "Week",
        "date": "Date",
        "day": "Shooting day",
        "inside": "Int. / Ext.",
        "effect": "Effect",
        "scenes": "Scenes",
        "set": "Set",
        "place": "Place",
        "eighths": "Pages (8ths)",
        "seconds": "Timing",
        "roles": "Roles",
        "role": "Role",
        "actor": "Actor",
        "days": "Days",
        "total": "Total",
        "extras": "Extras",
        "note": "Remarks",
        "synopsis": "Summary",
        "strips": "Strips",
        "cross": "Days × roles",
    },
}

MOST_COLUMNS: Final = 110
"""How many strips can be read side by side on one A3; a longer plan goes on on another sheet."""


def shooting_plan(board: Board, language: str) -> bytes:
    """The plan as a PDF in `language` (fr, nl or en): one A3 up to 45 days and 22 roles, then several.

    Raises board.StripOutsideDays.
    """
    words: dict[str, str] = WORDS[language]
    shared: dict[str, Any] = BOARD_WORDS[language]
    strips = in_columns(checked(board))
    return press.pdf(
        "shooting-plan",
        {
            "doc": press.document(
                title=f"{board.title}, {words['kind']}",
                author=board.house,
                at=board.at,
                left=foot_of(board, words["kind"].lower(), language),
                middle=internal_of(board.house, shared["internal"]),
                page=shared["page"],
            ),
            "language": language,
            "words": words,
            "title": board.title,
            "version": version_in_words(board, language),
            "makers": makers_of(board, language),
            "change": board.change,
            "legend": legend_of(language),
            "shown": {
                "place": any(strip.place for strip in strips) or not strips,
                "seconds": any(strip.seconds for strip in strips) or not strips,
                "extras": any(strip.extras for strip in strips) or not strips,
            },
            "sheets": [_sheet(board, part, part == strips, language) for part in in_sheets(strips)],
            "eighths": eighths_in_figures(strips),
            "seconds": seconds_in_figures(total_seconds(strips)),
        },
    )


def in_columns(board: Board) -> list[Strip]:
    """The strips from left to right, in the order of the days; banners have no column."""
    return [strip for day in board.days for strip in board.strips_of(day.number) if not strip.banner]


def in_sheets(strips: Sequence[Strip]) -> list[list[Strip]]:
    """The strips of each sheet, about as many on each; a day stands on one sheet, unless it fills more alone."""
    count = max(-(-len(strips) // MOST_COLUMNS), 1)
    share = -(-len(strips) // count)
    sheets: list[list[Strip]] = [[]]
    for _, found in _by_day(strips):
        day = list(found)
        if sheets[-1] and len(sheets[-1]) + len(day) > max(share, 1):
            sheets.append([])
        sheets[-1] += day[:MOST_COLUMNS]
        sheets += [day[at : at + MOST_COLUMNS] for at in range(MOST_COLUMNS, len(day), MOST_COLUMNS)]
    return sheets


def _sheet(board: Board, strips: Sequence[Strip], is_whole: bool, language: str) -> dict[str, Any]:
    """One A3. Where there are several, each has only the roles that it needs."""
    present = {number for strip in strips for number in strip.roles}
    return {
        "weeks": _weeks(board, strips),
        "days": [_day(board, number, list(group), language) for number, group in _by_day(strips)],
        "strips": [_strip(strip, language) for strip in strips],
        "cast": [_role(board, role, strips) for role in board.cast if is_whole or role.number in present],
    }


def _by_day(strips: Sequence[Strip]) -> Iterator[tuple[int, Iterator[Strip]]]:
    return groupby(strips, key=lambda strip: strip.day)


def _weeks(board: Board, strips: Sequence[Strip]) -> list[dict[str, int]]:
    """The weeks of the calendar, each as wide as its strips."""
    week_of = {day.number: day.day.isocalendar()[:2] for day in board.days}
    groups = groupby(strips, key=lambda strip: week_of[strip.day])
    return [{"number": week, "columns": len(list(group))} for (_, week), group in groups]


def _day(board: Board, number: int, strips: Sequence[Strip], language: str) -> dict[str, Any]:
    (day,) = (one.day for one in board.days if one.number == number)
    return {
        "number": str(number),
        "weekday": weekday_in_two_letters(day, language),
        "date": f"{day:%d}.{day.month}",
        "columns": len(strips),
    }


def _strip(strip: Strip, language: str) -> dict[str, Any]:
    return {
        "inside": strip.inside,
        "effect": effect_in_words(strip, language),
        "ground": ground_of(strip),
        "scenes": ", ".join(strip.scenes),
        "set": strip.set_name,
        "place": strip.place,
        "eighths": eighths_in_figures([strip]),
        "seconds": seconds_in_figures(strip.seconds),
        "extras": str(strip.extras or ""),
        "note": strip.note,
        "cancelled": strip.cancelled,
    }


def _role(board: Board, role: Role, strips: Sequence[Strip]) -> dict[str, Any]:
    return {
        "number": role.number,
        "name": role.name,
        "actor": role.actor,
        "present": [role.number in strip.roles for strip in strips],
        "days": board.days_of(role),
    }


def shooting_plan_xlsx(board: Board, language: str) -> bytes:
    """The same as a workbook: the days against the roles, and the strips one by one.

    Raises board.StripOutsideDays.
    """
    words: dict[str, str] = WORDS[language]
    return write_xlsx([_cross(checked(board), words), _list(board, words, language)], created=board.at)


def _cross(board: Board, words: dict[str, str]) -> Table:
    """A row a role: its scenes of each day."""
    heads = [Column("N°"), Column(words["role"]), Column(words["actor"])]
    heads += [Column(f"{day.number} · {day.day:%d/%m}", width=9) for day in board.days]
    rows = tuple(
        (
            role.number,
            role.name,
            role.actor,
            *(_scenes_of(board, role, day.number) for day in board.days),
            board.days_of(role),
        )
        for role in board.cast
    )
    return Table(words["cross"], (*heads, Column(words["days"])), rows)


def _scenes_of(board: Board, role: Role, number: int) -> str | None:
    scenes = [scene for strip in board.strips_of(number) if role.number in strip.roles for scene in strip.scenes]
    return ", ".join(scenes) or None


def _list(board: Board, words: dict[str, str], language: str) -> Table:
    """A row a strip, in order. Pages as eighths and as a count of eighths, so that a sum can be made."""
    dates = {day.number: day.day for day in board.days}
    heads = ("day", "date", "scenes", "inside", "effect", "set", "place", "synopsis", "eighths")
    columns = [Column(words[head]) for head in heads]
    columns += [Column("1/8"), Column("s"), *(Column(words[head]) for head in ("roles", "extras", "note"))]
    rows = tuple(
        (
            strip.day,
            dates[strip.day],
            ", ".join(strip.scenes),
            strip.inside,
            effect_in_words(strip, language),
            strip.set_name,
            strip.place,
            strip.synopsis or None,
            eighths_in_figures([strip]),
            strip.eighths,
            strip.seconds or None,
            ", ".join(strip.roles),
            strip.extras or None,
            strip.note or None,
        )
        for strip in in_columns(board)
    )
    return Table(words["strips"], tuple(columns), rows)
