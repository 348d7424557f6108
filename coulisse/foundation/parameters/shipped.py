"""The values that come with Coulisse, from the data files beside this room."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class ShippedValue:
    """One value as a data file gives it; both dates included."""

    text: str
    first: date | None
    last: date | None
    territory: str
    joint_committee: str
    regime: str
    source: str
    read_on: date
    confidence: str


@dataclass(frozen=True, slots=True)
class ShippedParameter:
    """One parameter with its values, oldest first."""

    code: str
    group: str
    unit: str
    labels: dict[str, str]
    note: str
    values: tuple[ShippedValue, ...]


@cache
def shipped() -> tuple[ShippedParameter, ...]:
    """Every parameter of every data file."""
    return tuple(_read())


def _read() -> Iterator[ShippedParameter]:
    folder = resources.files("coulisse.foundation.parameters") / "data"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        for entry in json.loads(file.read_text("utf-8")):
            yield ShippedParameter(
                code=entry["code"],
                group=file.name.removesuffix(".json"),
                unit=entry["unit"],
                labels=entry["labels"],
                note=entry.get("note", ""),
                values=tuple(_value(one) for one in entry["values"]),
            )


def _value(entry: dict[str, Any]) -> ShippedValue:
    return ShippedValue(
        text=entry["value"],
        first=_date(entry.get("from")),
        last=_date(entry.get("to")),
        territory=entry.get("territory", ""),
        joint_committee=entry.get("joint_committee", ""),
        regime=entry.get("regime", ""),
        source=entry["source"],
        read_on=date.fromisoformat(entry["read_on"]),
        confidence=entry["confidence"],
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
