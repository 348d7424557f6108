"""The funds that the house knows: their names, their rules among the parameters, the pieces that they ask for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import get_language

from coulisse.foundation.ui.translated import in_language

DATA: Final = Path(__file__).with_name("funds.json")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a checklist."""

    code: str
    labels: Mapping[str, str]
    required: bool
    from_the_plan: bool


@dataclass(frozen=True, slots=True)
class Fund:
    """A fund and its checklist, with where that was read and how far it may be trusted."""

    code: str
    names: Mapping[str, str]
    country: str
    region: str
    language: str
    parameters: tuple[str, ...]
    pieces: tuple[Piece, ...]
    source: Mapping[str, str]
    read_on: date
    confidence: str

    @property
    def name(self) -> str:
        return in_language(self.names, get_language() or "fr")


@cache
def funds() -> dict[str, Fund]:
    """By code, in the order of the data file."""
    data = json.loads(DATA.read_text("utf-8"))
    return {row["code"]: _fund(row, data["checklists"]) for row in data["funds"]}


def _fund(row: Mapping[str, Any], read: Mapping[str, Any]) -> Fund:
    return Fund(
        code=row["code"],
        names=row["names"],
        country=row["country"],
        region=row["region"],
        language=row["language"],
        parameters=tuple(row["parameters"]),
        pieces=tuple(
            Piece(one["code"], one["labels"], one["required"], one.get("from_the_plan", False))
            for one in row["pieces"]
        ),
        source=read["source"],
        read_on=date.fromisoformat(read["read_on"]),
        confidence=read["confidence"],
    )


def fund_name(code: str) -> str:
    """The name for the reader; an unknown code as it is."""
    fund = funds().get(code)
    return fund.name if fund else code


def fund_choices() -> list[tuple[str, str]]:
    return [(fund.code, fund.name) for fund in funds().values()]
