"""La prévision de trésorerie / the cash forecast: the curve and its weeks, A4 on its side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from coulisse.kernel.language import Language
from coulisse.kernel.money import Money
from coulisse.kernel.rounding import round_half_away
from coulisse.kernel.writing import write_amount, write_money
from coulisse.papers import press

WORDS: Final = {
    "fr": {
        "kind": "Prévision de trésorerie",
        "page": "page",
        "internal": "{house} – usage interne",
        "scenario": "Scénario : {name}",
        "balance": "Solde bancaire du {day}",
        "no-balance": "Aucun solde bancaire encodé : la courbe part de 0,00.",
        "available": "Disponible avant la prochaine entrée confirmée",
        "out": "Sorties à 1, 7 et 30 jours",
        "first": "Première semaine négative",
        "none": "aucune",
        "missing": "Il manque",
        "days": "pendant {n} jours",
        "endless": "sans retour à zéro dans la prévision",
        "heads": ("Semaine", "Jours", "Entrées", "dont non confirmé", "Sorties", "Solde", "Plus bas", "Surtout"),
        "total": "Total",
        "chart": "Entrées et sorties par semaine, et solde en fin de semaine",
    },
    "nl": {
        "kind": "Kasprognose",
        "page": "blz.",
        "internal": "{house} – intern gebruik",
        "scenario": "Scenario: {name}",
        "balance": "Banksaldo van {day}",
        "no-balance": "Geen banksaldo ingevoerd: de lijn begint bij 0,00.",
        "available": "Beschikbaar tot de volgende zekere ontvangst",
        "out": "Uitgaven op 1, 7 en 30 dagen",
        "first": "Eerste negatieve week",
        "none": "geen",
        "missing": "Tekort",
        "days": "gedurende {n} dagen",
        "endless": "binnen de prognose niet opgevangen",
        "heads": ("Week", "Dagen", "In", "waarvan onzeker", "Uit", "Saldo", "Laagste", "Vooral"),
        "total": "Totaal",
        "chart": "Ontvangsten en uitgaven per week, en saldo op het einde van de week",
    },
    "en": {
        "kind": "Cash forecast",
        "page": "page",
        "internal": "{house} – internal use",
        "scenario": "Scenario: {name}",
        "balance": "Bank balance of {day}",
        "no-balance": "No bank balance typed: the line begins at 0.00.",
        "available": "Available before the next confirmed money in",
        "out": "Outflows in 1, 7 and 30 days",
        "first": "First negative week",
        "none": "none",
        "missing": "Missing",
        "days": "for {n} days",
        "endless": "not filled within the forecast",
        "heads": ("Week", "Days", "In", "of which unconfirmed", "Out", "Balance", "Lowest", "Mostly"),
        "total": "Total",
        "chart": "Money in and out by week, and the balance at its end",
    },
}
HIGH: Final = 1000
"""The height of the drawing in its own units; the typesetter scales it."""


@dataclass(frozen=True, slots=True)
class PaperSlot:
    """One week or month; `mostly` names what weighs most in it."""

    name: str
    first: date
    last: date
    into: Money
    unconfirmed: Money
    out: Money
    closing: Money
    lowest: Money
    mostly: Sequence[str]


@dataclass(frozen=True, slots=True)
class CashForecast:
    """The whole forecast. `finding`, `first` and `rescue` come in the words of the reader; times are Brussels."""

    title: str
    house: str
    at: datetime
    finding: str
    first: str
    missing: Money | None
    missing_days: int | None
    rescue: str
    scenario: str
    changes: Sequence[str]
    balance: Money | None
    read_at: datetime | None
    available: Money
    outflows: tuple[Money, Money, Money]
    slots: Sequence[PaperSlot]


def cash_forecast(told: CashForecast, language: str) -> bytes:
    """The PDF in `language` (fr, nl or en); the same record gives the same bytes."""
    words: dict[str, Any] = WORDS[language]
    reader = Language(language)
    return press.pdf(
        "cash-forecast",
        {
            "doc": press.document(
                title=f"{told.title} – {words['kind']}",
                author=told.house,
                at=told.at,
                left=f"{told.title} · {words['kind'].lower()} · {told.at:%d/%m/%Y %H:%M}",
                middle=words["internal"].format(house=told.house),
                page=words["page"],
            ),
            "language": language,
            "title": told.title,
            "kind": words["kind"],
            "finding": told.finding,
            "scenario": words["scenario"].format(name=told.scenario) if told.scenario else "",
            "changes": list(told.changes),
            "facts": _facts(told, words, reader),
            "heads": list(words["heads"]),
            "rows": [_row(slot, reader) for slot in told.slots],
            "total": [words["total"], "", *_totals(told.slots, reader), "", "", ""],
            "chart": {"alt": words["chart"], **_chart(told.slots)},
        },
    )


def _facts(told: CashForecast, words: dict[str, Any], reader: Language) -> list[list[str]]:
    if told.balance is not None and told.read_at is not None:
        when = f"{told.read_at:%d/%m/%Y, %H:%M}"
        facts = [[words["balance"].format(day=when), write_money(told.balance, reader)]]
    else:
        facts = [[words["no-balance"], ""]]
    facts.append([words["available"], write_money(told.available, reader)])
    facts.append([words["out"], " · ".join(write_money(one, reader) for one in told.outflows)])
    first = ", ".join(part for part in (told.first, told.rescue) if part)
    facts.append([words["first"], first or words["none"]])
    if told.missing is not None:
        days = words["endless"] if told.missing_days is None else words["days"].format(n=told.missing_days)
        facts.append([words["missing"], f"{write_money(told.missing, reader)} {days}"])
    return facts


def _row(slot: PaperSlot, reader: Language) -> dict[str, Any]:
    return {
        "cells": [
            slot.name,
            f"{slot.first:%d/%m} – {slot.last:%d/%m}",
            *(_amount(one, reader) for one in (slot.into, slot.unconfirmed, slot.out)),
            write_amount(slot.closing, reader),
            write_amount(slot.lowest, reader),
            " · ".join(slot.mostly),
        ],
        "negative": slot.lowest.cents < 0,
    }


def _amount(money: Money, reader: Language) -> str:
    return write_amount(money, reader) if money else ""


def _totals(slots: Sequence[PaperSlot], reader: Language) -> list[str]:
    sums = (
        Money.total(slot.into for slot in slots),
        Money.total(slot.unconfirmed for slot in slots),
        Money.total(slot.out for slot in slots),
    )
    return [write_amount(one, reader) for one in sums]


def _chart(slots: Sequence[PaperSlot]) -> dict[str, Any]:
    """Heights from the top in thousandths of the drawing, as whole numbers."""
    high = max(1, *(max(slot.closing.cents, slot.into.cents) for slot in slots))
    low = min(0, *(min(slot.lowest.cents, slot.closing.cents, slot.out.cents) for slot in slots))

    def y(cents: int) -> int:
        return round_half_away(Fraction(HIGH * (high - cents), high - low))

    return {
        "zero": y(0),
        "columns": [
            {
                "name": slot.name,
                "into": y(slot.into.cents),
                "out": y(slot.out.cents),
                "at": y(slot.closing.cents),
                "negative": slot.lowest.cents < 0,
            }
            for slot in slots
        ],
    }
