"""The curve as a drawing: bars in, hatched bars out, the line of the balance. Tenths of a pixel, no float."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from coulisse.desks.office.cashflow.words import slot_name, slot_short
from coulisse.engines.cashflow import WEEKS, Slot
from coulisse.foundation.ui.figures import reader
from coulisse.kernel.rounding import round_half_away
from coulisse.kernel.writing import write_money, write_number

EURO: Final = 100
MOST_TICKS: Final = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """The paper: the plot between `left` and `right`, the highest tick at `top`, the floor at `bottom`."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    label_y: int
    most_labels: int
    is_small: bool = False


WIDE: Final = Frame("wide", 1330, 276, 76, 1314, 47, 236, 256, 16)
SMALL: Final = Frame("small", 358, 300, 52, 352, 53, 260, 280, 8, is_small=True)


@dataclass(frozen=True, slots=True)
class Box:
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Tick:
    y: str
    text_y: str
    text: str
    is_zero: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One week: its bars, its dot, its words."""

    key: str
    x: str
    y: str
    """Of the balance at its end; of the lowest day for the first one below zero."""
    into: Box | None
    hoped: Box | None
    out: Box | None
    hit: Box
    name: str
    day: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Words on the plot."""

    x: str
    y: str
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Curve:
    frame: Frame
    band: Box
    ticks: tuple[Tick, ...]
    columns: tuple[Column, ...]
    line: str
    base: str
    opening: Said | None
    coming: Said | None
    first: Column | None
    first_title: Said | None
    first_amount: Said | None
    first_from: int = 28

    @property
    def level_x(self) -> int:
        """Where the words of the levels end."""
        return self.frame.left - 8


@dataclass(frozen=True, slots=True)
class _Scale:
    frame: Frame
    high: int
    floor: int
    count: int

    def y(self, cents: int) -> Fraction:
        part = Fraction(self.high - cents, self.high - self.floor)
        return self.frame.top + part * (self.frame.bottom - self.frame.top)

    @property
    def wide(self) -> Fraction:
        return Fraction(self.frame.right - self.frame.left, self.count)

    def x(self, place: int) -> Fraction:
        return self.frame.left + self.wide * (place + Fraction(1, 2))

    @property
    def bar(self) -> Fraction:
        return min(self.wide * Fraction(26, 100), Fraction(30))


def draw(
    slots: Sequence[Slot],
    frame: Frame,
    *,
    by: str,
    first: Slot | None,
    first_words: Callable[[str], str],
    coming: tuple[str, str] | None = None,
    base: Sequence[Slot] = (),
) -> Curve:
    """The drawing of some weeks or months. `coming`: the key of a slot and the words over its bar."""
    step, high, floor = _measure([*slots, *base])
    scale = _Scale(frame, high, floor, len(slots))
    columns = tuple(_column(scale, place, slot, slots, first, by) for place, slot in enumerate(slots))
    marked = next((column for column in columns if first is not None and column.key == first.key), None)
    return Curve(
        frame=frame,
        band=_box(Fraction(frame.left), scale.y(0), Fraction(frame.right - frame.left), frame.bottom - scale.y(0)),
        ticks=tuple(_ticks(scale, step)),
        columns=columns,
        line=_line(scale, slots),
        base=_line(scale, base[: len(slots)]) if base else "",
        opening=_opening(scale, slots[0]),
        coming=_coming(scale, slots, coming) if not frame.is_small else None,
        first=marked,
        first_title=_first(scale, slots, first, first_words(slot_name(first, by)), 0)
        if marked and first
        else None,
        first_amount=_first(scale, slots, first, write_money(first.lowest, reader()), 1)
        if marked and first
        else None,
        first_from=60 if frame.is_small else 28,
    )


def _measure(slots: Sequence[Slot]) -> tuple[int, int, int]:
    """The step between ticks, the highest tick and the floor, in cents."""
    high = max(1, *(max(slot.closing.cents, slot.opening.cents, slot.into.cents) for slot in slots))
    low = min(0, *(min(slot.lowest.cents, slot.out.cents) for slot in slots))
    step = _nice(Fraction(high - low, MOST_TICKS))
    top = (high + step - 1) // step * step
    half = step // 2
    depth = -(low // half) * half
    return step, top, -max(depth, half)


def _nice(rough: Fraction) -> int:
    """The least of 1, 2 and 5 times a power of ten that is not smaller; a hundred euro at least."""
    power = 100 * EURO
    while True:
        for factor in (1, 2, 5):
            if power * factor >= rough:
                return power * factor
        power *= 10


def _ticks(scale: _Scale, step: int) -> list[Tick]:
    made = []
    cents = scale.floor // step * step
    for level in range(cents, scale.high + 1, step):
        if level >= scale.floor:
            y = scale.y(level)
            made.append(Tick(_tenth(y), _tenth(y + 4), _level(level, scale.frame.is_small), level == 0))
    return made


def _level(cents: int, is_small: bool) -> str:
    euro = Fraction(cents, EURO)
    return f"{write_number(euro / 1000, reader())} k" if is_small else write_number(euro, reader(), 0)


def _column(scale: _Scale, place: int, slot: Slot, slots: Sequence[Slot], first: Slot | None, by: str) -> Column:
    x, bar = scale.x(place), scale.bar
    sure = slot.into.cents - slot.unconfirmed.cents
    is_first = first is not None and first.key == slot.key
    shown = is_first or _is_labelled(place, slots, scale.frame, first)
    return Column(
        key=slot.key,
        x=_tenth(x),
        y=_tenth(scale.y(slot.lowest.cents if is_first else slot.closing.cents)),
        into=_bar(scale, x - 1 - bar, 0, sure) if sure else None,
        hoped=_bar(scale, x - 1 - bar, sure, slot.into.cents) if slot.unconfirmed else None,
        out=_bar(scale, x + 1, slot.out.cents, 0) if slot.out else None,
        hit=_box(
            x - scale.wide / 2, Fraction(scale.frame.top - 20), scale.wide, Fraction(scale.frame.height - 27)
        ),
        name=slot_short(slot, by) if shown else "",
        day=f"{slot.first:%d/%m}" if by == WEEKS and not scale.frame.is_small and shown else "",
        is_first=is_first,
    )


def _is_labelled(place: int, slots: Sequence[Slot], frame: Frame, first: Slot | None) -> bool:
    every = -(-len(slots) // frame.most_labels)
    near = first is not None and any(
        slot.key == first.key for slot in slots[max(0, place - every + 1) : place + every]
    )
    return place % every == 0 and not (near and every > 1)


def _bar(scale: _Scale, x: Fraction, low: int, high: int) -> Box:
    top, bottom = scale.y(high), scale.y(low)
    return _box(x, top, scale.bar, bottom - top)


def _box(x: Fraction, y: Fraction, width: Fraction, height: Fraction) -> Box:
    return Box(_tenth(x), _tenth(y), _tenth(width), _tenth(max(height, Fraction(0))))


def _line(scale: _Scale, slots: Sequence[Slot]) -> str:
    points = [(scale.x(place), scale.y(slot.closing.cents)) for place, slot in enumerate(slots)]
    return " ".join(f"{_tenth(x)},{_tenth(y)}" for x, y in points)


def _opening(scale: _Scale, slot: Slot) -> Said | None:
    if scale.frame.is_small:
        return None
    x, y = scale.x(0) + 10, scale.y(slot.closing.cents) + 20
    return Said(_tenth(x), _tenth(y), write_money(slot.closing, reader()), "start")


def _coming(scale: _Scale, slots: Sequence[Slot], coming: tuple[str, str] | None) -> Said | None:
    if coming is None:
        return None
    place = next((place for place, slot in enumerate(slots) if slot.key == coming[0]), None)
    if place is None:
        return None
    x, y = scale.x(place) - 1 - scale.bar / 2, scale.y(slots[place].into.cents) - 6
    return Said(_tenth(x), _tenth(y), coming[1], "middle")


def _first(scale: _Scale, slots: Sequence[Slot], first: Slot, text: str, line: int) -> Said:
    place = next(place for place, slot in enumerate(slots) if slot.key == first.key)
    x, frame = scale.x(place), scale.frame
    if frame.is_small:
        right = max(min(x + 40, Fraction(frame.right)), Fraction(190))
        return Said(_tenth(right), str(36 + 17 * line), text, "end")
    to_the_left = x > 330
    return Said(
        _tenth(x - 10 if to_the_left else x + 10), str(40 + 18 * line), text, "end" if to_the_left else "start"
    )


def _tenth(value: Fraction) -> str:
    """One decimal, with a dot, as SVG reads it."""
    tenths = round_half_away(value * 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"


@dataclass(frozen=True, slots=True)
class Spark:
    """The line alone, small: for the morning."""

    points: str
    zero: str
    mark: tuple[str, str] | None


SPARK_WIDTH: Final = 420
SPARK_HEIGHT: Final = 44


def spark(slots: Sequence[Slot]) -> Spark:
    """The balances of some weeks as a thin line, with a mark on the first one below zero."""
    high = max(1, *(slot.closing.cents for slot in slots))
    low = min(0, *(slot.lowest.cents for slot in slots))
    step = Fraction(SPARK_WIDTH - 4, max(1, len(slots) - 1))

    def y(cents: int) -> Fraction:
        return 2 + Fraction(high - cents, high - low) * (SPARK_HEIGHT - 4)

    places = [(2 + step * place, y(slot.closing.cents), slot) for place, slot in enumerate(slots)]
    below = next(((x, at) for x, at, slot in places if slot.lowest.cents < 0), None)
    return Spark(
        " ".join(f"{_tenth(x)},{_tenth(at)}" for x, at, _slot in places),
        _tenth(y(0)),
        (_tenth(below[0] - 4), _tenth(min(below[1] - 4, Fraction(SPARK_HEIGHT - 8)))) if below else None,
    )
