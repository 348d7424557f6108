"""The curve by quarters of an hour over the running order, as a drawing. Tenths of a pixel, no float.

The broadcast has a wide scale, the hours after it a narrow one, and what came later is one dashed bar.
On a telephone there are two drawings, « on air » and « the night ».
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coulisse.kernel.rounding import round_half_away
from coulisse.kernel.times import to_brussels

QUARTER: Final = timedelta(minutes=15)
SHOWN: Final = 16
"""Quarters drawn one by one; the rest is one dashed bar."""
MOST_ON_AIR: Final = 16
CHARACTER: Final = Fraction(27, 5)
"""How wide one is, about, in the narrow face of the running order."""
LEAST_ROOM: Final = 9
LONGEST_ON_A_TELEPHONE: Final = 26


@dataclass(frozen=True, slots=True)
class Frame:
    """The paper of one drawing."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    bar: int
    labels_every: int


WIDE: Final = Frame("wide", 1000, 420, 44, 990, 122, 374, 20, 1)
AIR: Final = Frame("air", 374, 330, 30, 364, 112, 284, 22, 1)
NIGHT: Final = Frame("night", 374, 330, 30, 364, 60, 284, 14, 2)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the running order."""

    starts_at: datetime
    ends_at: datetime
    title: str
    is_cause: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """What is drawn: messages by quarter, the slot, the running order."""

    began: datetime
    ended: datetime
    counts: Mapping[datetime, int]
    pieces: Sequence[Piece]
    slot: tuple[datetime, datetime] | None

    @property
    def quarters(self) -> tuple[datetime, ...]:
        many = max(1, -(-(self.ended - self.began) // QUARTER))
        return tuple(self.began + place * QUARTER for place in range(many))

    @property
    def on_air(self) -> int:
        """Quarters of the wide scale: those of the slot."""
        if self.slot is None:
            return 0
        many = -(-(self.slot[1] - self.began) // QUARTER)
        return min(max(many, 0), MOST_ON_AIR, len(self.quarters))

    @property
    def shown(self) -> int:
        return min(max(SHOWN, self.on_air + 8), len(self.quarters))

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def cause(self) -> Piece | None:
        return next((one for one in self.pieces if one.is_cause), None)

    @property
    def peak(self) -> datetime:
        return min(self.quarters, key=lambda at: (-self.counts.get(at, 0), at))


@dataclass(frozen=True, slots=True)
class Box:
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Said:
    x: str
    y: str
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Tick:
    y: str
    text_y: str
    text: str
    is_zero: bool


@dataclass(frozen=True, slots=True)
class Bar:
    box: Box
    label: Said | None
    is_quiet: bool
    """Before the cause went on air."""
    is_peak: bool


@dataclass(frozen=True, slots=True)
class Item:
    box: Box
    label: Said | None
    title: str
    is_cause: bool


@dataclass(frozen=True, slots=True)
class Curve:
    frame: Frame
    ticks: tuple[Tick, ...]
    hours: tuple[Said, ...]
    marks: tuple[str, ...]
    """Where the hours stand on the axis."""
    bars: tuple[Bar, ...]
    area: str
    line: str
    rest: Box | None
    rest_label: Said | None
    rest_hours: Said | None
    cut: tuple[str, str] | None
    """The two strokes that say the axis is cut."""
    items: tuple[Item, ...]
    band: Box | None
    cause: Said | None
    end_of_slot: str
    finding: Said | None
    finding_more: Said | None
    foot: Said
    title: str


class _Scale:
    """Times to the paper: stretches of time, each with its stretch of the axis."""

    def __init__(self, stretches: Sequence[tuple[datetime, datetime, int, int]]) -> None:
        self._stretches = [one for one in stretches if one[1] > one[0]]

    def x(self, at: datetime) -> Fraction:
        for begins, ends, left, right in self._stretches:
            if at < ends or (begins, ends, left, right) == self._stretches[-1]:
                part = Fraction((at - begins) // timedelta(seconds=1), (ends - begins) // timedelta(seconds=1))
                return left + part * (right - left)
        return Fraction(self._stretches[-1][3])


def draw(counted: Counted, frame: Frame) -> Curve:
    """The drawing of one burst on one paper."""
    first, last, rest = _span(counted, frame)
    quarters = counted.quarters[first:last]
    scale = _scale(counted, frame, quarters, rest=rest)
    step, high = _measure(counted, quarters, rest)
    y = _Height(frame, high)
    shown_items = frame is not NIGHT
    items = tuple(_items(counted, scale, quarters, frame)) if shown_items else ()
    cause = counted.cause if shown_items else None
    points = [
        (scale.x(at) + (scale.x(at + QUARTER) - scale.x(at)) / 2, y.of(counted.counts.get(at, 0)))
        for at in quarters
    ]
    line = " ".join(f"{_tenth(x)},{_tenth(top)}" for x, top in points)
    area = f"{_tenth(points[0][0])},{frame.bottom} {line} {_tenth(points[-1][0])},{frame.bottom}" if points else ""
    finding, more = _finding(counted, scale, frame, quarters)
    return Curve(
        frame=frame,
        ticks=tuple(_ticks(frame, y, step, high)),
        hours=tuple(_hours(counted, scale, quarters, frame, rest)),
        marks=tuple(_tenth(scale.x(at)) for at in _labelled(counted, quarters, frame)),
        bars=tuple(_bars(counted, scale, y, quarters, frame)),
        area=area,
        line=line,
        rest=_rest(y, frame, rest),
        rest_label=Said(_tenth(_rest_at(frame)), _tenth(y.of(rest) - 6), str(rest)) if rest is not None else None,
        rest_hours=_rest_hours(counted, frame, last) if rest is not None else None,
        cut=(str(frame.right - 90 if frame is WIDE else frame.right - 62), str(frame.bottom))
        if rest is not None
        else None,
        items=items,
        band=_band(cause, scale, frame, quarters),
        cause=_cause(cause, scale, frame, quarters),
        end_of_slot=_end_of_slot(counted, scale, quarters, frame),
        finding=finding,
        finding_more=more,
        foot=Said(str(frame.right), str(frame.height - 6), _foot(counted, frame), "end"),
        title=_title(counted),
    )


class _Height:
    def __init__(self, frame: Frame, high: int) -> None:
        self._frame, self._high = frame, high

    def of(self, count: int) -> Fraction:
        return self._frame.bottom - Fraction(count, self._high) * (self._frame.bottom - self._frame.top)


def _span(counted: Counted, frame: Frame) -> tuple[int, int, int | None]:
    """From which quarter to which, and how many messages came after the last one drawn."""
    last = counted.shown
    left = [counted.counts.get(at, 0) for at in counted.quarters[last:]]
    rest = sum(left) if left else None
    if frame is AIR:
        return 0, (counted.on_air + 1 if counted.on_air else min(8, last)), None
    if frame is NIGHT:
        return (counted.on_air if 0 < counted.on_air < last else 0), last, rest
    return 0, last, rest


def _scale(counted: Counted, frame: Frame, quarters: Sequence[datetime], *, rest: int | None) -> _Scale:
    if not quarters:
        return _Scale([(counted.began, counted.began + QUARTER, frame.left, frame.right)])
    begins, ends = quarters[0], quarters[-1] + QUARTER
    right = frame.right - (100 if frame is WIDE else 70) if rest is not None else frame.right
    turn = counted.began + counted.on_air * QUARTER
    if frame is WIDE and begins < turn < ends:
        middle = frame.left + (right - frame.left) * 65 // 100
        return _Scale([(begins, turn, frame.left, middle), (turn, ends, middle, right)])
    return _Scale([(begins, ends, frame.left, right)])


def _measure(counted: Counted, quarters: Sequence[datetime], rest: int | None) -> tuple[int, int]:
    most = max([*(counted.counts.get(at, 0) for at in quarters), rest or 0, 4])
    power = 1
    while True:
        for factor in (1, 2, 5) if power == 1 else (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5)):
            step = int(factor * power)
            if -(-most // step) <= 4:
                return step, -(-most // step) * step
        power *= 10


def _ticks(frame: Frame, y: _Height, step: int, high: int) -> list[Tick]:
    return [
        Tick(_tenth(y.of(level)), _tenth(y.of(level) + 4), str(level), level == 0)
        for level in range(0, high + 1, step)
    ]


def _labelled(counted: Counted, quarters: Sequence[datetime], frame: Frame) -> list[datetime]:
    """The quarters whose hour is written: each on air, every half hour later."""
    turn = counted.began + counted.on_air * QUARTER
    if frame is AIR:
        found = list(quarters[:: 2 if len(quarters) > 6 else 1])
    else:
        step = 30 if frame is WIDE else 60
        found = [
            at
            for at in quarters
            if (frame is WIDE and at <= turn and counted.on_air <= 8)
            or (to_brussels(at).minute % step == 0 and at - turn > QUARTER)
        ]
    return found or list(quarters[:1])


def _hours(
    counted: Counted, scale: _Scale, quarters: Sequence[datetime], frame: Frame, rest: int | None
) -> list[Said]:
    return [
        Said(_tenth(scale.x(at)), str(frame.bottom + 20), f"{to_brussels(at):%H:%M}")
        for at in _labelled(counted, quarters, frame)
    ]


def _bars(counted: Counted, scale: _Scale, y: _Height, quarters: Sequence[datetime], frame: Frame) -> list[Bar]:
    cause = counted.cause
    made = []
    for at in quarters:
        count = counted.counts.get(at, 0)
        left, right = scale.x(at), scale.x(at + QUARTER)
        width = min(Fraction(frame.bar), (right - left) * Fraction(3, 4))
        top, middle = y.of(count), (left + right) / 2
        made.append(
            Bar(
                box=_box(middle - width / 2, top, width, frame.bottom - top),
                label=Said(_tenth(middle), _tenth(top - 7), str(count)) if count else None,
                is_quiet=cause is not None and at + QUARTER <= cause.starts_at,
                is_peak=at == counted.peak,
            )
        )
    return made


def _rest_at(frame: Frame) -> Fraction:
    return Fraction(frame.right - (43 if frame is WIDE else 28))


def _rest(y: _Height, frame: Frame, rest: int | None) -> Box | None:
    if rest is None:
        return None
    width = 62 if frame is WIDE else 40
    return _box(_rest_at(frame) - Fraction(width, 2), y.of(rest), Fraction(width), frame.bottom - y.of(rest))


def _rest_hours(counted: Counted, frame: Frame, last: int) -> Said:
    begins, ends = to_brussels(counted.quarters[last]), to_brussels(counted.ended)
    return Said(_tenth(_rest_at(frame)), str(frame.bottom + 20), f"{begins:%H:%M} – {ends:%H:%M}")


def _items(counted: Counted, scale: _Scale, quarters: Sequence[datetime], frame: Frame) -> list[Item]:
    if not quarters:
        return []
    ends = quarters[-1] + QUARTER
    made = []
    for one in counted.pieces:
        if one.starts_at >= ends:
            continue
        left, right = scale.x(max(one.starts_at, quarters[0])) + 1, scale.x(min(one.ends_at, ends)) - 1
        if right - left < 2:
            continue
        room = int((right - left - 8) / CHARACTER)
        fits = len(one.title) <= room or room >= LEAST_ROOM
        label = Said(_tenth(left + 5), "43", _short(one.title, room), "start") if fits and frame is WIDE else None
        made.append(Item(_box(left, Fraction(22), right - left, Fraction(34)), label, one.title, one.is_cause))
    return made


def _short(title: str, room: int) -> str:
    return title if len(title) <= room else f"{title[: max(room - 1, 0)].rstrip()}…"


def _band(cause: Piece | None, scale: _Scale, frame: Frame, quarters: Sequence[datetime]) -> Box | None:
    if cause is None or not quarters or cause.starts_at >= quarters[-1] + QUARTER:
        return None
    left, right = scale.x(cause.starts_at), scale.x(min(cause.ends_at, quarters[-1] + QUARTER))
    return _box(left, Fraction(22), right - left, Fraction(frame.bottom - 22))


def _cause(cause: Piece | None, scale: _Scale, frame: Frame, quarters: Sequence[datetime]) -> Said | None:
    if cause is None or not quarters or cause.starts_at >= quarters[-1] + QUARTER:
        return None
    minutes = (cause.ends_at - cause.starts_at) // timedelta(minutes=1)
    said = ngettext("%(hour)s · %(count)s minute", "%(hour)s · %(count)s minutes", minutes) % {
        "hour": f"{to_brussels(cause.starts_at):%H:%M}",
        "count": minutes,
    }
    if frame is not WIDE:
        said = f"{to_brussels(cause.starts_at):%H:%M} {_short(cause.title, LONGEST_ON_A_TELEPHONE)}"
    x = min(scale.x(cause.starts_at) + 5, Fraction(frame.right - (120 if frame is WIDE else 190)))
    return Said(_tenth(x), "71", said, "start")


def _end_of_slot(counted: Counted, scale: _Scale, quarters: Sequence[datetime], frame: Frame) -> str:
    if counted.slot is None or frame is NIGHT or not quarters or counted.slot[1] >= quarters[-1] + QUARTER:
        return ""
    return _tenth(scale.x(counted.slot[1]))


def _finding(
    counted: Counted, scale: _Scale, frame: Frame, quarters: Sequence[datetime]
) -> tuple[Said | None, Said | None]:
    if frame is not WIDE or not counted.total:
        return None, None
    peak = counted.peak
    said = _("Peak from %(from)s to %(until)s: %(count)s messages") % {
        "from": f"{to_brussels(peak):%H:%M}",
        "until": f"{to_brussels(peak + QUARTER):%H:%M}",
        "count": counted.counts.get(peak, 0),
    }
    turn = counted.began + counted.on_air * QUARTER
    x = min(scale.x(turn) + 6 if counted.on_air else scale.x(peak), Fraction(frame.right - 300))
    first = Said(_tenth(x), "84", said, "start")
    cause = counted.cause
    if cause is None or peak < cause.starts_at:
        return first, None
    minutes = (peak - cause.starts_at) // timedelta(minutes=1)
    more = ngettext(
        "%(count)s minute after the beginning of the sequence",
        "%(count)s minutes after the beginning of the sequence",
        minutes,
    )
    return first, Said(_tenth(x), "102", more % {"count": minutes}, "start")


def _foot(counted: Counted, frame: Frame) -> str:
    said = _("messages by quarter of an hour, %(count)s in all") % {"count": counted.total}
    if frame is not WIDE or not counted.on_air or counted.on_air >= counted.shown:
        return said
    turn = to_brussels(counted.began + counted.on_air * QUARTER)
    return _("after %(hour)s, narrower scale · %(said)s") % {"hour": f"{turn:%H:%M}", "said": said}


def _title(counted: Counted) -> str:
    return _("Messages by quarter of an hour, from %(from)s to %(until)s") % {
        "from": f"{to_brussels(counted.began):%H:%M}",
        "until": f"{to_brussels(counted.ended):%H:%M}",
    }


def _box(x: Fraction, y: Fraction, width: Fraction, height: Fraction) -> Box:
    return Box(_tenth(x), _tenth(y), _tenth(max(width, Fraction(0))), _tenth(max(height, Fraction(0))))


def _tenth(value: Fraction) -> str:
    """One decimal, with a dot, as SVG reads it."""
    tenths = round_half_away(Fraction(value) * 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"
