"""Whose export has which headings: a data file, with its sources, their day, and how far they are trusted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language

from coulisse.foundation.people.keys import plain
from coulisse.foundation.ui.translated import in_language

DATA: Final = Path(__file__).with_name("columns.json")


@dataclass(frozen=True, slots=True)
class Shape:
    """One export: `columns` gives what a heading is read as (`views`, `views.paid`) by its key.

    `side`: what the figures are where the heading does not say. `ignored`: headings known, and not needed.
    """

    code: str
    kind: str
    network: str
    labels: Mapping[str, str]
    where: str
    side: str
    columns: Mapping[str, str]
    fields: tuple[str, ...]
    ignored: frozenset[str]
    sources: Mapping[str, str]
    read_on: date
    confidence: str

    @property
    def name(self) -> str:
        return in_language(self.labels, get_language() or "fr")

    @property
    def source(self) -> str:
        return in_language(self.sources, get_language() or "fr")

    def match(self, header: tuple[str, ...]) -> tuple[str, ...]:
        """What each heading is read as; only whole headings count, each field once, the first column wins."""
        found: list[str] = []
        for title in header:
            field = self.columns.get(plain(title), "")
            found.append(field if field not in found else "")
        return tuple(found)

    def unread(self, header: tuple[str, ...], mapping: tuple[str, ...]) -> tuple[str, ...]:
        """Headings that are read as nothing and are not known to be of no use."""
        return tuple(
            title
            for title, field in zip(header, mapping, strict=True)
            if title and not field and plain(title) not in self.ignored
        )


@cache
def shapes() -> dict[str, Shape]:
    """By code, in the order of the data file."""
    data = json.loads(DATA.read_text("utf-8"))
    return {row["code"]: _shape(row) for row in data["shapes"]}


@cache
def without_export() -> dict[str, Mapping[str, str]]:
    """Networks that give no file, and what is said of it."""
    data = json.loads(DATA.read_text("utf-8"))
    return {row["network"]: row["note"] for row in data["none"]}


def shapes_of(kind: str) -> tuple[Shape, ...]:
    return tuple(one for one in shapes().values() if one.kind == kind)


def shape_of_network(network: str) -> Shape:
    """The export of a network; a table of one's own where it has none."""
    found = next((one for one in shapes_of("posts") if one.network == network), None)
    return found or shapes()["other"]


def _shape(row: Mapping[str, Any]) -> Shape:
    fields = [_field(column) for column in row["columns"]]
    columns: dict[str, str] = {}
    for column, field in zip(row["columns"], fields, strict=True):
        for name in column["names"]:
            columns.setdefault(plain(name), field)
    return Shape(
        code=row["code"],
        kind=row["kind"],
        network=row["network"],
        labels=row["labels"],
        where=row["where"],
        side=row["side"],
        columns=columns,
        fields=tuple(dict.fromkeys(fields)),
        ignored=frozenset(plain(name) for name in row["ignored"]),
        sources=row["source"],
        read_on=date.fromisoformat(row["read_on"]),
        confidence=row["confidence"],
    )


def _field(column: Mapping[str, Any]) -> str:
    side = column.get("side")
    return f"{column['code']}.{side}" if side else str(column["code"])
