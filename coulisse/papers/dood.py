"""Jours de présence des rôles (DOOD) / aanwezigheidsdagen: every calendar day against every role, on an A3.

The codes stay in English in every language, because agents, payroll and other programs read them so; the legend
is in the reader's language. Drawn from engines.daysout and never typed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from coulisse.engines.daysout import CalendarDay, Cell, DaysOut, Row
from coulisse.formats.tabular import Column, Table, write_xlsx
from coulisse.kernel.typography import NO_BREAK
from coulisse.papers import press
from coulisse.papers.board import WORDS as BOARD_WORDS
from coulisse.papers.board import day_by_number, internal_of, weekday_in_two_letters
from coulisse.papers.days import day_in_words, hour_in_figures

WORDS: Final = {
    "fr": {
        "kind": "Jours de présence des rôles – DOOD",
        "short": "jours de présence des rôles (DOOD)",
        "made": "plan de travail version {version} – tiré le {day} à {hour}",
        "foot": "tiré du plan de travail version {version} le {date}",
        "internal": "document interne",
        "week": "sem.",
        "days": "jours",
        "role": "Rôle",
        "actor": "Comédien",
        "codes": {
            "SW": "premier jour",
            "W": "travail",
            "WF": "dernier jour",
            "SWF": "jour unique",
            "H": "à disposition",
            "WD": "puis libéré",
            "PW": "reprise",
            "T": "voyage",
            "R": "répétition",
            "FT": "essayage",
            "CT": "essais caméra",
            "M": "voyage de l’équipe",
            "/": "congé",
        },
        "kinds": {
            "weekend": "week-end",
            "holiday": "férié",
            "off": "hors tournage",
            "travel": "voyage",
            "prep": "préparation",
        },
        "totals": {
            "work": "Travail",
            "hold": "Dispo.",
            "travel": "Voyage",
            "rehearsal": "Rép.",
            "fitting": "Ess.",
            "test": "E. cam.",
            "holiday": "Congé",
        },
        "start": "Début",
        "finish": "Fin",
        "present": "Rôles présents",
        "extras": "Figurants",
        "minor": "mineur",
        "hold-rule": f"Règles{NO_BREAK}: «{NO_BREAK}à disposition{NO_BREAK}» seulement les jours de tournage "
        "entre deux jours de travail.",
        "drop-rule": "À partir de {n} jours de tournage sans travail, le rôle est libéré (WD) puis repris (PW).",
        "cancelled-rule": f"{{days}} reste compté{NO_BREAK}: annulé, mais convoqué et dû.",
    },
    "nl": {
        "kind": "Aanwezigheidsdagen van de rollen – DOOD",
        "short": "aanwezigheidsdagen van de rollen (DOOD)",
        "made": "opnameplan versie {version} – opgemaakt op {day} om {hour}",
        "foot": "uit het opnameplan versie {version} van {date}",
        "internal": "intern document",
        "week": "week",
        "days": "dagen",
        "role": "Rol",
        "actor": "Acteur",
        "codes": {
            "SW": "eerste dag",
            "W": "werk",
            "WF": "laatste dag",
            "SWF": "enige dag",
            "H": "ter beschikking",
            "WD": "daarna vrij",
            "PW": "hervatting",
            "T": "reis",
            "R": "repetitie",
            "FT": "passen",
            "CT": "cameratest",
            "M": "reis van de ploeg",
            "/": "verlof",
        },
        "kinds": {
            "weekend": "weekend",
            "holiday": "feestdag",
            "off": "geen opname",
            "travel": "reisdag",
            "prep": "voorbereiding",
        },
        "totals": {
            "work": "Werk",
            "hold": "Besch.",
            "travel": "Reis",
            "rehearsal": "Rep.",
            "fitting": "Passen",
            "test": "Camera",
            "holiday": "Verlof",
        },
        "start": "Begin",
        "finish": "Einde",
        "present": "Rollen aanwezig",
        "extras": "Figuranten",
        "minor": "minderjarig",
        "hold-rule": "Regels: “ter beschikking” enkel op draaidagen tussen twee werkdagen.",
        "drop-rule": "Vanaf {n} draaidagen zonder werk wordt de rol vrijgegeven (WD) en later hervat (PW).",
        "cancelled-rule": "{days} blijft meegeteld: geschrapt, maar opgeroepen en verschuldigd.",
    },
    "en": {
        "kind": "Day out of days – DOOD",
        "short": "day out of days (DOOD)",
        "made": "shooting plan version {version} – made on {day} at {hour}",
        "foot": "from the shooting plan version {version} of {date}",
        "internal": "internal document",
        "week": "week",
        "days": "days",
        "role": "Role",
        "actor": "Actor",
        "codes": {
            "SW": "first day",
            "W": "work",
            "WF": "last day",
            "SWF": "only day",
            "H": "on hold",
            "WD": "then dropped",
            "PW": "picked up",
            "T": "travel",
            "R": "rehearsal",
            "FT": "fitting",
            "CT": "camera test",
            "M": "company travel",
            "/": "holiday",
        },
        "kinds": {
            "weekend": "weekend",
            "holiday": "public holiday",
            "off": "no shooting",
            "travel": "travel day",
            "prep": "preparation",
        },
        "totals": {
            "work": "Work",
            "hold": "Hold",
            "travel": "Travel",
            "rehearsal": "Reh.",
            "fitting": "Fitt.",
            "test": "Test",
            "holiday": "Hol.",
        },
        "start": "Start",
        "finish": "Finish",
        "present": "Roles present",
        "extras": "Extras",
        "minor": "minor",
        "hold-rule": "Rules: on hold only on shooting days between two days of work.",
        "drop-rule": "From {n} shooting days without work, the role is dropped (WD) and picked up again (PW).",
        "cancelled-rule": "{days} still counts: cancelled, but called and owed.",
    },
}
ALWAYS_TOLD: Final = frozenset({"SW", "W", "WF", "SWF", "H", "WD", "PW", "T", "FT"})
ALWAYS_TOTALLED: Final = frozenset({"work", "hold", "travel", "fitting"})


@dataclass(frozen=True, slots=True)
class Presence:
    """A role of the table, in the order of its rows; `remark` stands under the name, with a mark."""

    number: str
    name: str
    actor: str = ""
    is_minor: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Dood:
    """The table of engines.daysout with the names of its rows. `version` and `at` are the plan's.

    `extras` counts the extras of each day of the calendar; empty leaves the line out.
    """

    title: str
    house: str
    version: str
    at: datetime
    table: DaysOut
    roles: Sequence[Presence]
    extras: Sequence[int] = ()
    drop_after: int | None = None
    """The shooting days of the rule, told under the table; None when nobody is dropped."""
    cancelled: Sequence[int] = ()
    """The numbers of the days that were cancelled and still count."""


class RolesDoNotMatch(ValueError):
    """There are more or fewer names than rows, or of extras than days."""


def dood(record: Dood, language: str) -> bytes:
    """The table as a PDF in `language` (fr, nl or en). Raises RolesDoNotMatch."""
    _check(record)
    words: dict[str, Any] = WORDS[language]
    shared: dict[str, Any] = BOARD_WORDS[language]
    table = record.table
    totals = _totals(table)
    made = words["made"].format(
        version=record.version, day=day_in_words(record.at.date(), language), hour=hour_in_figures(record.at)
    )
    foot = words["foot"].format(version=record.version, date=f"{record.at:%d/%m/%Y}")
    return press.pdf(
        "dood",
        {
            "doc": press.document(
                title=f"{record.title}, {words['kind']}",
                author=record.house,
                at=record.at,
                left=f"{record.title} · {words['short']} · {foot}",
                middle=internal_of(record.house, words["internal"]),
                page=shared["page"],
            ),
            "language": language,
            "words": words,
            "title": record.title,
            "made": made,
            "legend": _legend(table, words),
            "kinds": _kinds(table, words),
            "weeks": _weeks(table.days),
            "days": [_day(day, language) for day in table.days],
            "heads": [words["totals"][key] for key in totals],
            "rows": [_row(*pair, totals, words) for pair in zip(record.roles, table.rows, strict=True)],
            "per-day": [day.work for day in table.per_day],
            "totals": [getattr(table.totals, key) for key in totals],
            "extras": list(record.extras),
            "note": _note(record, words, language),
        },
    )


def _check(record: Dood) -> None:
    if len(record.roles) != len(record.table.rows):
        raise RolesDoNotMatch(f"{len(record.roles)} names for {len(record.table.rows)} rows")
    if record.extras and len(record.extras) != len(record.table.days):
        raise RolesDoNotMatch(f"extras of {len(record.extras)} days for {len(record.table.days)}")


def _totals(table: DaysOut) -> list[str]:
    """The columns of totals: the usual ones, and those that somebody has days in."""
    every = WORDS["en"]["totals"]
    return [key for key in every if key in ALWAYS_TOTALLED or getattr(table.totals, key)]


def _legend(table: DaysOut, words: dict[str, Any]) -> list[dict[str, str]]:
    used = {part for row in table.rows for cell in row.cells for part in cell.code.split("+")}
    told = [code for code in words["codes"] if code in ALWAYS_TOLD or code in used]
    return [{"code": code, "look": _look_of(code), "words": words["codes"][code]} for code in told]


def _kinds(table: DaysOut, words: dict[str, Any]) -> list[dict[str, str]]:
    used = {one.kind for one in table.days}
    return [{"kind": kind, "words": text} for kind, text in words["kinds"].items() if kind in used]


def _weeks(days: Sequence[CalendarDay]) -> list[dict[str, int]]:
    groups = groupby(days, key=lambda one: one.day.isocalendar()[:2])
    return [{"number": week, "columns": len(list(group))} for (_, week), group in groups]


def _day(one: CalendarDay, language: str) -> dict[str, Any]:
    return {
        "weekday": weekday_in_two_letters(one.day, language),
        "day": f"{one.day:%d}",
        "month": f"/{one.day.month}",
        "number": str(one.number or ""),
        "kind": str(one.kind),
        "opens": one.day.weekday() == 0,
    }


def _look_of(code: str) -> str:
    if "W" in code:
        return "work"
    return "hold" if code == "H" else "event"


def _cell(cell: Cell) -> dict[str, str]:
    return {"code": cell.code, "look": _look_of(cell.code) if cell.code else ""}


def _row(role: Presence, row: Row, totals: Sequence[str], words: dict[str, Any]) -> dict[str, Any]:
    return {
        "number": role.number,
        "name": role.name,
        "actor": role.actor,
        "minor": words["minor"] if role.is_minor else "",
        "remark": role.remark,
        "cells": [_cell(cell) for cell in row.cells],
        "totals": [getattr(row.totals, key) for key in totals],
        "start": _short(row.start),
        "finish": _short(row.finish),
    }


def _short(day: date | None) -> str:
    return f"{day:%d/%m}" if day else "–"


def _note(record: Dood, words: dict[str, Any], language: str) -> str:
    """The rules that made the table; « à disposition » can be money."""
    parts = [words["hold-rule"]]
    if record.drop_after is not None:
        parts.append(words["drop-rule"].format(n=record.drop_after))
    if record.cancelled:
        days = ", ".join(day_by_number(number, language) for number in record.cancelled)
        parts.append(words["cancelled-rule"].format(days=days))
    return " ".join(parts)


def dood_xlsx(record: Dood, language: str) -> bytes:
    """The same table as a workbook, a column a day. Raises RolesDoNotMatch."""
    _check(record)
    words: dict[str, Any] = WORDS[language]
    totals = _totals(record.table)
    columns = (
        Column("N°"),
        Column(words["role"]),
        Column(words["actor"]),
        *(Column(_head(one, language), width=8) for one in record.table.days),
        *(Column(words["totals"][key]) for key in totals),
        Column(words["start"]),
        Column(words["finish"]),
    )
    rows = tuple(
        (
            role.number,
            role.name,
            role.actor or None,
            *(cell.code or None for cell in row.cells),
            *(getattr(row.totals, key) for key in totals),
            row.start,
            row.finish,
        )
        for role, row in zip(record.roles, record.table.rows, strict=True)
    )
    return write_xlsx([Table("DOOD", columns, rows)], created=record.at)


def _head(one: CalendarDay, language: str) -> str:
    number = f" {day_by_number(one.number, language)}" if one.number else ""
    return f"{one.day:%d/%m}{number}"
