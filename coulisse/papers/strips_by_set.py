"""Dépouillement par décor / strips by set: each set with its scenes and the days on which they are shot. A4."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from coulisse.formats.tabular import Column, Table, write_xlsx
from coulisse.papers import press
from coulisse.papers.board import WORDS as BOARD_WORDS
from coulisse.papers.board import (
    Board,
    Strip,
    checked,
    day_by_number,
    effect_in_words,
    eighths_in_figures,
    foot_of,
    ground_of,
    internal_of,
    makers_of,
    seconds_in_figures,
    total_seconds,
    version_in_words,
    weekday_in_two_letters,
)

WORDS: Final = {
    "fr": {
        "kind": "Séquences par décor",
        "heads": ("Jour", "Date", "Séq.", "", "Effet", "Résumé", "Rôles", "8es", "Minutage"),
        "columns": (
            "Décor",
            "Lieu",
            "Jour",
            "Date",
            "Séq.",
            "Int. / Ext.",
            "Effet",
            "Résumé",
            "Rôles",
            "8es",
            "s",
        ),
        "cancelled": "annulé",
        "scenes": ("{n} bande", "{n} bandes"),
        "days": ("{n} jour", "{n} jours"),
        "sets": ("{n} décor", "{n} décors"),
        "total": "Total",
    },
    "nl": {
        "kind": "Scènes per decor",
        "heads": ("Dag", "Datum", "Sc.", "", "Effect", "Inhoud", "Rollen", "8sten", "Timing"),
        "columns": (
            "Decor",
            "Locatie",
            "Dag",
            "Datum",
            "Sc.",
            "Int. / Ext.",
            "Effect",
            "Inhoud",
            "Rollen",
            "8sten",
            "s",
        ),
        "cancelled": "geschrapt",
        "scenes": ("{n} strook", "{n} stroken"),
        "days": ("{n} dag", "{n} dagen"),
        "sets": ("{n} decor", "{n} decors"),
        "total": "Totaal",
    },
    "en": {
        "kind": "Scenes by set",
        "heads": ("Day", "Date", "Sc.", "", "Effect", "Summary", "Cast", "8ths", "Timing"),
        "columns": ("Set", "Place", "Day", "Date", "Sc.", "Int. / Ext.", "Effect", "Summary", "Cast", "8ths", "s"),
        "cancelled": "cancelled",
        "scenes": ("{n} strip", "{n} strips"),
        "days": ("{n} day", "{n} days"),
        "sets": ("{n} set", "{n} sets"),
        "total": "Total",
    },
}


def strips_by_set(board: Board, language: str) -> bytes:
    """The scenes by set as a PDF in `language` (fr, nl or en). Raises board.StripOutsideDays."""
    words: dict[str, Any] = WORDS[language]
    shared: dict[str, Any] = BOARD_WORDS[language]
    scenes = checked(board).scenes
    sets = by_set(board)
    return press.pdf(
        "strips-by-set",
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
            "heads": words["heads"],
            "sets": [_set(board, name, strips, words, language) for name, strips in sets.items()],
            "total": {
                "words": words["total"],
                "count": f"{_counted(words['sets'], len(sets))} · {_counts(scenes, words)}",
                "eighths": eighths_in_figures(scenes),
                "seconds": seconds_in_figures(total_seconds(scenes)),
            },
        },
    )


def by_set(board: Board) -> dict[str, list[Strip]]:
    """The strips of each set in the order of the days; sets in the order in which they are first shot."""
    order = {day.number: place for place, day in enumerate(board.days)}
    found: dict[str, list[Strip]] = {}
    for strip in sorted(board.scenes, key=lambda strip: order[strip.day]):
        found.setdefault(strip.set_name, []).append(strip)
    return found


def _counted(forms: Sequence[str], number: int) -> str:
    return forms[0 if number == 1 else 1].format(n=number)


def _counts(strips: Sequence[Strip], words: dict[str, Any]) -> str:
    days = len({strip.day for strip in strips})
    return f"{_counted(words['days'], days)} · {_counted(words['scenes'], len(strips))}"


def _set(board: Board, name: str, strips: Sequence[Strip], words: dict[str, Any], language: str) -> dict[str, Any]:
    dates = {day.number: day.day for day in board.days}
    return {
        "name": name,
        "place": " · ".join(dict.fromkeys(strip.place for strip in strips if strip.place)),
        "count": _counts(strips, words),
        "lines": [_line(strip, dates[strip.day], words, language) for strip in strips],
        "eighths": eighths_in_figures(strips),
        "seconds": seconds_in_figures(total_seconds(strips)),
    }


def _line(strip: Strip, day: date, words: dict[str, Any], language: str) -> dict[str, Any]:
    remark = " · ".join(part for part in (strip.synopsis, strip.note) if part)
    return {
        "day": day_by_number(strip.day, language),
        "date": f"{weekday_in_two_letters(day, language)} {day:%d/%m}",
        "ground": ground_of(strip),
        "cancelled": strip.cancelled,
        "scenes": ", ".join(strip.scenes),
        "inside": strip.inside,
        "effect": effect_in_words(strip, language),
        "synopsis": remark or (words["cancelled"] if strip.cancelled else ""),
        "roles": ", ".join(strip.roles),
        "eighths": eighths_in_figures([strip]),
        "seconds": seconds_in_figures(strip.seconds),
    }


def strips_by_set_xlsx(board: Board, language: str) -> bytes:
    """The same as a workbook, a row a strip. Raises board.StripOutsideDays."""
    words: dict[str, Any] = WORDS[language]
    dates = {day.number: day.day for day in checked(board).days}
    rows = tuple(
        (
            name,
            strip.place,
            strip.day,
            dates[strip.day],
            ", ".join(strip.scenes),
            strip.inside,
            effect_in_words(strip, language),
            strip.synopsis or None,
            ", ".join(strip.roles),
            eighths_in_figures([strip]),
            strip.seconds or None,
        )
        for name, strips in by_set(board).items()
        for strip in strips
    )
    table = Table(words["kind"], tuple(Column(title) for title in words["columns"]), rows)
    return write_xlsx([table], created=board.at)
