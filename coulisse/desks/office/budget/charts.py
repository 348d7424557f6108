"""Templates of budgets, as data: canonical headings by type of production, and their place in partners' forms.

`charts.json` holds `headings` (each once, in three languages, with its place in each form), `charts` (each
template's accounts, globals and fringes) and `forms` (the headings of a partner's form).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from coulisse.foundation.productions.blueprints import Words

DATA: Final = Path(__file__).with_name("charts.json")


@dataclass(frozen=True, slots=True)
class ChartAccount:
    """A heading of a template; `forms` says where a partner's form has it: {"cnc": "2", "anglo": "2000"}."""

    number: str
    parent: str
    words: Words
    forms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChartGlobal:
    name: str
    formula: str
    unit: str
    words: Words
    parameter: str = ""
    """The code of a parameter whose value it takes."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A template of budgets."""

    key: str
    types: tuple[str, ...]
    words: Words
    accounts: tuple[ChartAccount, ...]
    globals: tuple[ChartGlobal, ...]
    fringes: tuple[str, ...]
    """Keys of presets; they are shown on the account `fringes_on`."""
    fringes_on: str


@dataclass(frozen=True, slots=True)
class Form:
    """A partner's form: its headings, in their order."""

    key: str
    name: str
    language: str
    headings: Mapping[str, str]


def _words(data: Mapping[str, str]) -> Words:
    return Words(data["fr"], data["nl"], data["en"])


@cache
def charts() -> dict[str, Chart]:
    """Every template, by its key, in the order in which they are offered."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    return {key: _chart(key, one, data["headings"]) for key, one in data["charts"].items()}


def _chart(key: str, data: Mapping[str, Any], headings: Mapping[str, Any]) -> Chart:
    accounts = tuple(
        ChartAccount(number, parent, _words(headings[name]), headings[name].get("forms", {}))
        for number, parent, name in data["accounts"]
    )
    names = tuple(
        ChartGlobal(one["name"], one["formula"], one.get("unit", ""), _words(one), one.get("parameter", ""))
        for one in data.get("globals", ())
    )
    words, types = _words(data), tuple(data["types"])
    return Chart(key, types, words, accounts, names, tuple(data.get("fringes", ())), data.get("fringes_on", ""))


@cache
def forms() -> dict[str, Form]:
    data = json.loads(DATA.read_text(encoding="utf-8"))
    return {key: Form(key, one["name"], one["language"], one["headings"]) for key, one in data["forms"].items()}


def charts_for(kind: str) -> list[Chart]:
    """The templates for a type of production, its own first."""
    return sorted(charts().values(), key=lambda chart: kind not in chart.types)


def form_place(chart: str, form: str) -> dict[str, str]:
    """Where a partner's form has each account of a template."""
    known = charts().get(chart)
    if known is None:
        return {}
    return {account.number: account.forms[form] for account in known.accounts if form in account.forms}
