"""Weeks and months of cash, the first one below a threshold, and how deep and how long that hole is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from coulisse.engines.cashflow.records import Movement
from coulisse.kernel.money import Money

WEEKS: Final = "week"
MONTHS: Final = "month"
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """One ISO week or one month. `movements` in order of day, then of key."""

    first: date
    last: date
    year: int
    """Of the ISO week, which is not always the year of its days."""
    number: int
    opening: Money
    movements: tuple[Movement, ...]
    lowest: Money
    """The lowest balance at the end of a day of it."""
    lowest_on: date

    @property
    def into(self) -> Money:
        return Money.total((one.amount for one in self.movements if one.is_in), self.opening.currency)

    @property
    def out(self) -> Money:
        """What goes out, as a negative amount."""
        return Money.total((one.amount for one in self.movements if not one.is_in), self.opening.currency)

    @property
    def unconfirmed(self) -> Money:
        """What comes in of it that nobody has signed for."""
        unsure = (one.amount for one in self.movements if one.is_in and not one.is_certain)
        return Money.total(unsure, self.opening.currency)

    @property
    def closing(self) -> Money:
        return Money.total((self.opening, self.into, self.out), self.opening.currency)

    @property
    def key(self) -> str:
        """`2027-21`: the year and the week or month."""
        return f"{self.year}-{self.number:02}"

    @property
    def biggest_out(self) -> Movement | None:
        """The outflow that weighs most; of equals the earlier."""
        outs = [one for one in self.movements if one.amount.cents < 0]
        return min(outs, key=lambda one: one.amount.cents, default=None)


@dataclass(frozen=True, slots=True)
class Forecast:
    """From the balance at the end of `opened_on` to the last movement."""

    opening: Money
    opened_on: date
    slots: tuple[Slot, ...]

    @property
    def closing(self) -> Money:
        return self.slots[-1].closing

    @property
    def lowest(self) -> Slot:
        return min(self.slots, key=lambda slot: slot.lowest.cents)

    def first_below(self, threshold: Money | None = None) -> Slot | None:
        """The first week in which some day ends below zero, or below the threshold."""
        least = threshold.cents if threshold is not None else 0
        return next((slot for slot in self.slots if slot.lowest.cents < least), None)

    @property
    def movements(self) -> tuple[Movement, ...]:
        return tuple(one for slot in self.slots for one in slot.movements)


@dataclass(frozen=True, slots=True)
class Gap:
    """A hole: what is missing at its deepest, from the first day below zero until it is filled."""

    missing: Money
    first: date
    back_on: date | None
    """The first day that ends at zero or above again; None: not within the forecast."""
    biggest_out: Movement | None
    """Of the week in which the hole opens."""

    @property
    def days(self) -> int | None:
        return (self.back_on - self.first).days if self.back_on else None


def forecast(
    opening: Money, opened_on: date, movements: Iterable[Movement], *, until: date | None = None, by: str = WEEKS
) -> Forecast:
    """The balance carried through every week (or month) up to the last movement, or to `until` if that is later.

    The balance is the one at the end of `opened_on`: what is dated on that day or before is in it, and is left
    out here (`over` carries what is still owed to the day after).
    """
    counted = sorted((one for one in movements if one.day > opened_on), key=lambda one: (one.day, one.key))
    end = max((*(one.day for one in counted), until or opened_on, opened_on))
    slots: list[Slot] = []
    balance, at, first = opening, 0, opened_on
    while first <= end:
        last = _last_of(first, by)
        upto = at
        while upto < len(counted) and counted[upto].day <= last:
            upto += 1
        slot = _slot(
            balance, first if slots else _first_of(first, by), last, tuple(counted[at:upto]), by, opened_on
        )
        slots.append(slot)
        balance, at, first = slot.closing, upto, last + DAY
    return Forecast(opening, opened_on, tuple(slots))


def over(movements: Iterable[Movement], opened_on: date) -> list[Movement]:
    """What is still owed from before the balance moves to the day after it, and remembers when it was due."""
    return [
        one if one.day > opened_on else replace(one, day=opened_on + DAY, was_due_on=one.was_due_on or one.day)
        for one in movements
    ]


def gap(found: Forecast, slot: Slot) -> Gap:
    """The hole that opens in `slot`; the slot must be one that falls below zero."""
    ends = _day_ends(found)
    first = next(day for day, balance in ends if day >= max(slot.first, found.opened_on) and balance < 0)
    back_on, worst = None, 0
    for day, balance in ends:
        if day < first:
            continue
        if balance >= 0:
            back_on = day
            break
        worst = min(worst, balance)
    return Gap(Money(-worst, found.opening.currency), first, back_on, slot.biggest_out)


def available(found: Forecast) -> Money:
    """What may be spent today: the lowest day before the next certain money comes in."""
    balance = least = found.opening.cents
    comes = min((one.day for one in found.movements if one.is_in and one.is_certain), default=None)
    for one in found.movements:
        if comes is not None and one.day >= comes:
            break
        if not one.is_in:
            balance += one.amount.cents
            least = min(least, balance)
    return Money(least, found.opening.currency)


def outflows(movements: Iterable[Movement], first: date, days: int, currency: str = "EUR") -> Money:
    """What goes out on `first` and the days after it, `days` in all, as a positive amount."""
    last = first + timedelta(days=days - 1)
    out = (-one.amount for one in movements if one.amount.cents < 0 and first <= one.day <= last)
    return Money.total(out, currency)


def _day_ends(found: Forecast) -> list[tuple[date, int]]:
    """The balance in cents at the end of the first day and of every day on which something moves."""
    balance = found.opening.cents
    ends = {found.opened_on: balance}
    for one in found.movements:
        balance += one.amount.cents
        ends[one.day] = balance
    return sorted(ends.items())


def _slot(
    opening: Money, first: date, last: date, movements: Sequence[Movement], by: str, opened_on: date
) -> Slot:
    lowest, lowest_on = _lowest(opening, max(first, opened_on), movements)
    year, number = (first.isocalendar()[:2]) if by == WEEKS else (first.year, first.month)
    return Slot(first, last, year, number, opening, tuple(movements), lowest, lowest_on)


def _lowest(opening: Money, first: date, movements: Sequence[Movement]) -> tuple[Money, date]:
    balance = opening.cents
    ends = {} if movements and movements[0].day == first else {first: balance}
    for one in movements:
        balance += one.amount.cents
        ends[one.day] = balance
    day = min(ends, key=lambda each: (ends[each], each))
    return Money(ends[day], opening.currency), day


def _first_of(day: date, by: str) -> date:
    return day - timedelta(days=day.weekday()) if by == WEEKS else day.replace(day=1)


def _last_of(day: date, by: str) -> date:
    if by == WEEKS:
        return day + timedelta(days=6 - day.weekday())
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - DAY
