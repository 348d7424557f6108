"""Le continu du plan / one-liner: the strips day by day, a line a strip, for those who read and don't draw. A4."""

from collections.abc import Sequence
from typing import Any, Final

from coulisse.formats.tabular import Column, Table, write_xlsx
from coulisse.papers import press
from coulisse.papers.board import WORDS as BOARD_WORDS
from coulisse.papers.board import (
    Board,
    ShootingDay,
    Strip,
    checked,
    effect_in_words,
    eighths_in_figures,
    foot_of,
    ground_of,
    internal_of,
    makers_of,
    seconds_in_figures,
    total_seconds,
    version_in_words,
)
from coulisse.papers.days import day_in_words

WORDS: Final = {
    "fr": {
        "kind": "Plan de travail au fil des jours",
        "day": "J{number} · {day}",
        "heads": ("Séq.", "", "Effet", "Décor et résumé", "Lieu", "Rôles", "8es", "Minutage"),
        "sheet": "Au fil des jours",
        "columns": (
            "Jour",
            "Date",
            "Séq.",
            "Int. / Ext.",
            "Effet",
            "Décor",
            "Résumé",
            "Lieu",
            "Rôles",
            "8es",
            "s",
        ),
        "scenes": ("{n} bande", "{n} bandes"),
        "cancelled": "annulé",
        "empty": "Aucune séquence",
        "total": "Total",
        "days": ("{n} jour", "{n} jours"),
        "extras": "fig. {n}",
    },
    "nl": {
        "kind": "Opnameplan dag per dag",
        "day": "D{number} · {day}",
        "heads": ("Sc.", "", "Effect", "Decor en inhoud", "Locatie", "Rollen", "8sten", "Timing"),
        "sheet": "Dag per dag",
        "columns": (
            "Dag",
            "Datum",
            "Sc.",
            "Int. / Ext.",
            "Effect",
            "Decor",
            "Inhoud",
            "Locatie",
            "Rollen",
            "8sten",
            "s",
        ),
        "scenes": ("{n} strook", "{n} stroken"),
        "cancelled": "geschrapt",
        "empty": "Geen scène",
        "total": "Totaal",
        "days": ("{n} dag", "{n} dagen"),
        "extras": "fig. {n}",
    },
    "en": {
        "kind": "One-line schedule",
        "day": "Day {number} · {day}",
        "heads": ("Sc.", "", "Effect", "Set and summary", "Place", "Cast", "8ths", "Timing"),
        "sheet": "One-liner",
        "columns": ("Day", "Date", "Sc.", "Int. / Ext.", "Effect", "Set", "Summary", "Place", "Cast", "8ths", "s"),
        "scenes": ("{n} strip", "{n} strips"),
        "cancelled": "cancelled",
        "empty": "No scene",
        "total": "Total",
        "days": ("{n} day", "{n} days"),
        "extras": "{n} extras",
    },
}


def one_liner(board: Board, language: str) -> bytes:
    """The strips by day as a PDF in `language` (fr, nl or en). Raises board.StripOutsideDays."""
    words: dict[str, Any] = WORDS[language]
    shared: dict[str, Any] = BOARD_WORDS[language]
    scenes = checked(board).scenes
    return press.pdf(
        "one-liner",
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
            "title": board.title,
            "kind": words["kind"],
            "version": version_in_words(board, language),
            "makers": makers_of(board, language),
            "change": board.change,
            "heads": words["heads"],
            "days": [_day(board, day, words, language) for day in board.days],
            "empty": words["empty"],
            "shown": {
                "place": any(strip.place for strip in scenes) or not scenes,
                "seconds": any(strip.seconds for strip in scenes) or not scenes,
            },
            "total": {
                "words": words["total"],
                "count": " · ".join(
                    (_counted(words["days"], len(board.days)), _counted(words["scenes"], len(scenes)))
                ),
                "eighths": eighths_in_figures(scenes),
                "seconds": seconds_in_figures(total_seconds(scenes)),
            },
        },
    )


def _counted(forms: Sequence[str], number: int) -> str:
    return forms[0 if number == 1 else 1].format(n=number)


def _day(board: Board, day: ShootingDay, words: dict[str, Any], language: str) -> dict[str, Any]:
    strips = board.strips_of(day.number)
    scenes = [strip for strip in strips if not strip.banner]
    cancelled = bool(scenes) and all(strip.cancelled for strip in scenes)
    return {
        "head": words["day"].format(number=day.number, day=day_in_words(day.day, language)),
        "cancelled": words["cancelled"] if cancelled else "",
        "lines": [_line(strip, words, language) for strip in strips],
        "eighths": eighths_in_figures(scenes),
        "seconds": seconds_in_figures(total_seconds(scenes)),
    }


def _line(strip: Strip, words: dict[str, Any], language: str) -> dict[str, Any]:
    if strip.banner:
        return {"banner": strip.banner}
    extras = words["extras"].format(n=strip.extras) if strip.extras else ""
    return {
        "banner": "",
        "ground": ground_of(strip),
        "cancelled": strip.cancelled,
        "scenes": ", ".join(strip.scenes),
        "inside": strip.inside,
        "effect": effect_in_words(strip, language),
        "set": strip.set_name,
        "synopsis": strip.synopsis,
        "note": strip.note,
        "place": strip.place,
        "roles": ", ".join(strip.roles),
        "extras": extras,
        "eighths": eighths_in_figures([strip]),
        "seconds": seconds_in_figures(strip.seconds),
    }


def one_liner_xlsx(board: Board, language: str) -> bytes:
    """The same as a workbook, a row a strip. Raises board.StripOutsideDays."""
    words: dict[str, Any] = WORDS[language]
    dates = {day.number: day.day for day in checked(board).days}
    rows = tuple(
        (
            strip.day,
            dates[strip.day],
            ", ".join(strip.scenes),
            strip.inside,
            effect_in_words(strip, language),
            strip.set_name,
            strip.synopsis or None,
            strip.place,
            ", ".join(strip.roles),
            eighths_in_figures([strip]),
            strip.seconds or None,
        )
        for day in board.days
        for strip in board.strips_of(day.number)
        if not strip.banner
    )
    table = Table(words["sheet"], tuple(Column(title) for title in words["columns"]), rows)
    return write_xlsx([table], created=board.at)
