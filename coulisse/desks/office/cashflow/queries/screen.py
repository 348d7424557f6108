"""The forecast as its page shows it: rows, lines of the open week, ways out. Records only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coulisse.desks.office.cashflow.asking import Asked
from coulisse.desks.office.cashflow.models import KINDS
from coulisse.desks.office.cashflow.queries.forecast import Foreseen
from coulisse.desks.office.cashflow.queries.gathering import Gathered
from coulisse.desks.office.cashflow.words import filler, slot_name, source_words, span
from coulisse.desks.office.financing.queries.plan import Plan, PlanSource
from coulisse.desks.office.financing.queries.tranches import TrancheDue
from coulisse.engines.cashflow import WEEKS, Movement, Slot
from coulisse.kernel.money import Money
from coulisse.kernel.writing import MINUS

WEEK = 7
STRIP, RUNG, GAP = 120, 5, 3
"""The width of the strip of tranches, of a rung of what is still to come, and of the gap, in pixels."""


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One week or month of the table twin."""

    key: str
    name: str
    span: str
    opening: Money
    into: Money
    unconfirmed: Money
    out: Money
    closing: Money
    lowest: Money
    dips: bool
    """Below zero on some day, though not at its end."""
    is_negative: bool
    is_low: bool
    is_first: bool
    is_open: bool
    address: str


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One line of an open week."""

    key: str
    day: date
    label: str
    kind: str
    source: str
    amount: Money
    is_certain: bool
    was_due_on: date | None
    taken: Money | None
    address: str
    """Where it is kept, to be read or changed."""
    move: str
    """Where a tranche is given another day for good."""
    later: str
    sooner: str
    spread: str
    drop: str


@dataclass(frozen=True, slots=True)
class WayOut:
    """One proposal for a hole; nothing is written before somebody says so."""

    words: str
    address: str
    verb: str


@dataclass(frozen=True, slots=True)
class Part:
    """One tranche in the strip of its source."""

    x: int
    width: int
    is_received: bool


@dataclass(frozen=True, slots=True)
class FinancingRow:
    source: PlanSource
    detail: str
    parts: tuple[Part, ...]
    said: str


def slot_rows(slots: Iterable[Slot], foreseen: Foreseen, gathered: Gathered, asked: Asked) -> list[SlotRow]:
    threshold = gathered.threshold
    return [
        SlotRow(
            key=slot.key,
            name=slot_name(slot, asked.by),
            span=span(slot.first, slot.last),
            opening=slot.opening,
            into=slot.into,
            unconfirmed=slot.unconfirmed,
            out=slot.out,
            closing=slot.closing,
            lowest=slot.lowest,
            dips=slot.lowest.cents < 0 <= slot.closing.cents,
            is_negative=slot.closing.cents < 0,
            is_low=0 <= slot.closing.cents < threshold.cents,
            is_first=foreseen.first is not None and slot.key == foreseen.first.key,
            is_open=slot.key == asked.slot,
            address=asked.address("lines", slot=slot.key),
        )
        for slot in slots
    ]


def movement_rows(slot: Slot, gathered: Gathered, asked: Asked) -> list[MovementRow]:
    return [_movement(one, gathered, asked) for one in slot.movements]


def _movement(one: Movement, gathered: Gathered, asked: Asked) -> MovementRow:
    tranche = gathered.tranches.get(one.key)
    is_out = one.amount.cents < 0
    return MovementRow(
        key=one.key,
        day=one.day,
        label=one.label,
        kind=str(KINDS[one.kind]),
        source=source_words(one),
        amount=one.amount,
        is_certain=one.is_certain,
        was_due_on=one.was_due_on,
        taken=one.taken,
        address=_kept_at(one, tranche),
        move=reverse("office:cash:move", args=[tranche.pk]) if tranche else "",
        later=asked.trying({"do": "shift", "key": one.key, "days": 4 * WEEK if tranche else WEEK}),
        sooner=asked.trying({"do": "shift", "key": one.key, "days": -WEEK}),
        spread=asked.trying({"do": "spread", "key": one.key, "days": 2 * WEEK}) if is_out else "",
        drop=asked.trying({"do": "drop", "key": one.key}),
    )


def _kept_at(one: Movement, tranche: TrancheDue | None) -> str:
    verb, _colon, rest = one.key.partition(":")
    if tranche is not None:
        return reverse("office:financing:plan")
    if verb == "planned":
        return reverse("office:cash:edit", args=[int(rest.split(":")[0])])
    if verb in ("committed", "billed"):
        return reverse("office:ledger:posting", args=[int(rest)])
    return reverse("office:cash:watch") if verb == "vat" else ""


def ways_out(foreseen: Foreseen, gathered: Gathered, asked: Asked) -> list[WayOut]:
    """What would fill the hole: a tranche sooner, the biggest outflow in two parts, a credit."""
    hole = foreseen.gap
    if hole is None:
        return []
    simulate = _("Simulate")
    found = [*_sooner(foreseen, gathered, asked, simulate)]
    if hole.biggest_out is not None:
        days = _until_back(hole.first, hole.back_on)
        found.append(
            WayOut(
                _("Spread “%(what)s” (2 × 50 %%)") % {"what": hole.biggest_out.label},
                asked.trying({"do": "spread", "key": hole.biggest_out.key, "days": days}),
                simulate,
            )
        )
    last = hole.back_on or hole.first + timedelta(days=4 * WEEK)
    query = f"?amount={hole.missing.plain()}&first={hole.first.isoformat()}&last={last.isoformat()}"
    found.append(
        WayOut(_("Bridging credit on a signed tranche"), reverse("office:cash:bridge") + query, _("Price it"))
    )
    return found


def _until_back(first: date, back_on: date | None) -> int:
    """Whole weeks until the hole is filled, so that the second part falls after it."""
    return -(-((back_on - first).days if back_on else 2 * WEEK) // WEEK) * WEEK or WEEK


def _sooner(foreseen: Foreseen, gathered: Gathered, asked: Asked, verb: str) -> list[WayOut]:
    """The next tranche that is big enough, brought to the week in which the hole opens."""
    hole = foreseen.gap
    if hole is None:
        return []
    for one in foreseen.forecast.movements:
        tranche = gathered.tranches.get(one.key)
        if tranche is not None and one.day > hole.first and one.amount.cents >= hole.missing.cents:
            weeks = -(-(one.day - hole.first).days // WEEK)
            words = _("Bring %(tranche)s forward (weeks: %(count)s)") % {"tranche": one.label, "count": weeks}
            if weeks == 1:
                words = _("Bring %(tranche)s forward by one week") % {"tranche": one.label}
            return [WayOut(words, asked.trying({"do": "shift", "key": one.key, "days": -weeks * WEEK}), verb)]
    return []


def change_words(changes: Sequence[dict[str, Any]], labels: Mapping[str, str]) -> list[str]:
    """The changes of a scenario in words, one a line."""
    return [_change(change, labels) for change in changes]


def labels_of(gathered: Gathered) -> dict[str, str]:
    return {one.key: one.label for one in gathered.movements}


def _change(change: dict[str, Any], labels: Mapping[str, str]) -> str:
    what = labels.get(change.get("key", ""), _("a movement that is there no longer"))
    if change["do"] == "shift":
        days = abs(change["days"])
        weeks, rest = divmod(days, WEEK)
        sign = "+" if change["days"] >= 0 else MINUS
        count = days if rest else weeks
        long = ngettext("%(n)s day", "%(n)s days", count) if rest else ngettext("%(n)s week", "%(n)s weeks", count)
        return _("%(what)s: %(shift)s") % {"what": what, "shift": sign + long % {"n": count}}
    if change["do"] == "spread":
        return _("%(what)s: 2 × 50 %%, the second part %(count)s days later") % {
            "what": what,
            "count": change["days"],
        }
    if change["do"] == "drop":
        return _("%(what)s: left out") % {"what": what}
    return str(change["label"])


def financing_rows(plan: Plan) -> list[FinancingRow]:
    return [_financing(source) for source in plan.sources]


def _financing(source: PlanSource) -> FinancingRow:
    said = _("%(received)s of %(all)s tranches received") % {
        "received": source.received_count,
        "all": len(source.tranches),
    }
    return FinancingRow(source, source.paper or source.aid, tuple(_parts(source)), said)


def _parts(source: PlanSource) -> Iterable[Part]:
    """The tranches side by side, each as wide as its share; received ones are full."""
    whole = sum(one.amount.cents for one in source.tranches)
    x = 0
    for one in source.tranches:
        rungs = max(1, one.amount.cents * STRIP // whole // RUNG) if whole > 0 else 1
        yield Part(x, rungs * RUNG - GAP, one.state == "received")
        x += rungs * RUNG


def coming_words(foreseen: Foreseen, gathered: Gathered, slots: Sequence[Slot]) -> tuple[str, str] | None:
    """The tranche that fills the hole, to be named over its bar: the key of its week, and its label."""
    if foreseen.first is None or foreseen.gap is None:
        return None
    named = filler(foreseen.forecast, foreseen.first, foreseen.gap, gathered.tranches)
    at = next((slot for slot in slots if named is not None and slot.first <= named.day <= slot.last), None)
    return (at.key, named.label) if at is not None and named is not None else None


def week_words(slot: Slot) -> dict[str, str]:
    """A week in words: its name and its days."""
    return {"name": slot_name(slot, WEEKS), "span": span(slot.first, slot.last)}
