"""Scenarios: a list of changes to movements, applied without touching anything."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from coulisse.engines.cashflow.records import Movement


@dataclass(frozen=True, slots=True)
class Shift:
    """A movement comes so many days later; earlier if negative."""

    key: str
    days: int


@dataclass(frozen=True, slots=True)
class Spread:
    """A movement is paid in parts (weights), the first on its day, each next one `days` later."""

    key: str
    parts: tuple[int, ...] = (1, 1)
    days: int = 14


@dataclass(frozen=True, slots=True)
class Drop:
    """A movement doesn't happen."""

    key: str


@dataclass(frozen=True, slots=True)
class Add:
    """A movement that nobody foresaw."""

    movement: Movement


Change = Shift | Spread | Drop | Add


@dataclass(frozen=True, slots=True)
class Applied:
    """The movements as they would be; `missing`: keys of changes whose movement is there no longer."""

    movements: tuple[Movement, ...]
    missing: tuple[str, ...] = ()


def apply(movements: Iterable[Movement], changes: Sequence[Change]) -> Applied:
    """One change after the other; what a change doesn't find is named, never guessed."""
    held = list(movements)
    missing: list[str] = []
    for change in changes:
        if isinstance(change, Add):
            held.append(change.movement)
            continue
        at = next((place for place, one in enumerate(held) if one.key == change.key), None)
        if at is None:
            missing.append(change.key)
        else:
            held[at : at + 1] = _changed(held[at], change)
    return Applied(tuple(held), tuple(missing))


def _changed(one: Movement, change: Shift | Spread | Drop) -> list[Movement]:
    if isinstance(change, Drop):
        return []
    if isinstance(change, Shift):
        return [replace(one, day=one.day + timedelta(days=change.days))]
    amounts = one.amount.allocate(change.parts)
    back = one.vat_back.allocate(change.parts) if one.vat_back else (None,) * len(amounts)
    due = one.vat_due.allocate(change.parts) if one.vat_due else (None,) * len(amounts)
    return [
        replace(
            one,
            key=one.key if number == 0 else f"{one.key}/{number + 1}",
            day=one.day + timedelta(days=change.days * number),
            amount=amount,
            vat_back=back[number],
            vat_due=due[number],
        )
        for number, amount in enumerate(amounts)
    ]
