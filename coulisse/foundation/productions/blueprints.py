"""The templates of productions, as data: what each type asks, and what each template puts on the table.

`blueprints.json` holds both. A *type* says which details a production of that type has and which roles it usually
needs. A *blueprint* is what one picks when a production begins: a type and its first tasks, dated from the first
or the last day. Every word is there in the three languages.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Self

DATA = Path(__file__).with_name("blueprints.json")


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the three languages of the house."""

    fr: str
    nl: str
    en: str

    def in_(self, language: str | None) -> str:
        """The text in that language; French for any other."""
        return {"nl": self.nl, "en": self.en}.get(language or "fr", self.fr)


class Kind(StrEnum):
    """How a detail is typed."""

    TEXT = "text"
    INTEGER = "integer"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a detail of kind `choice`."""

    code: str
    label: Words


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that a type asks: number of days, seats, channel, slot."""

    key: str
    kind: Kind
    label: Words
    hint: Words | None = None
    options: tuple[Option, ...] = ()

    def show(self, value: object, language: str | None) -> str:
        """The value as it is read: an option by its label."""
        for option in self.options:
            if option.code == value:
                return option.label.in_(language)
        return str(value)


@dataclass(frozen=True, slots=True)
class TypeSheet:
    """What a type asks and whom it usually needs."""

    details: tuple[Detail, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstTask:
    """A task that a blueprint puts on the table, `days` after (negative: before) the first or the last day."""

    title: Words
    days: int
    from_end: bool
    role: str

    def due_on(self, starts_on: date | None, ends_on: date | None) -> date | None:
        """The date, or None while the day that it counts from is not known."""
        anchor = ends_on if self.from_end else starts_on
        return anchor + timedelta(days=self.days) if anchor else None


@dataclass(frozen=True, slots=True)
class Blueprint:
    """One template: a type, what it is for, its first tasks."""

    code: str
    type: str
    label: Words
    about: Words
    tasks: tuple[FirstTask, ...]


class UnknownBlueprint(Exception):
    """No template has this code."""


@dataclass(frozen=True, slots=True)
class Table:
    """The whole file."""

    types: Mapping[str, TypeSheet]
    blueprints: Mapping[str, Blueprint]

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        return cls(
            types={code: _sheet(row) for code, row in data["types"].items()},
            blueprints={row["code"]: _blueprint(row) for row in data["blueprints"]},
        )


@cache
def table() -> Table:
    """The file, read once a process."""
    return Table.read(json.loads(DATA.read_text("utf-8")))


def blueprint(code: str) -> Blueprint:
    """The template of that code; raises UnknownBlueprint."""
    try:
        return table().blueprints[code]
    except KeyError:
        raise UnknownBlueprint(code) from None


def sheet(type_: str) -> TypeSheet:
    """What a type asks."""
    return table().types[type_]


def _sheet(row: Mapping[str, Any]) -> TypeSheet:
    return TypeSheet(details=tuple(_detail(detail) for detail in row["details"]), roles=tuple(row["roles"]))


def _detail(row: Mapping[str, Any]) -> Detail:
    return Detail(
        key=row["key"],
        kind=Kind(row["kind"]),
        label=Words(**row["label"]),
        hint=Words(**row["hint"]) if "hint" in row else None,
        options=tuple(Option(option["code"], Words(**option["label"])) for option in row.get("options", ())),
    )


def _blueprint(row: Mapping[str, Any]) -> Blueprint:
    return Blueprint(
        code=row["code"],
        type=row["type"],
        label=Words(**row["label"]),
        about=Words(**row["about"]),
        tasks=tuple(
            FirstTask(Words(**task["title"]), task["days"], task["from"] == "end", task["role"])
            for task in row["tasks"]
        ),
    )
