"""Bursts: many more messages than usual about a programme and a topic, when they began and ended, and who writes.

Arrivals are counted by quarters of an hour against the usual rate. A quarter scores n·ln 3 − 2µ, the evidence for
three times the usual rate; a burst is a run with the largest sum, which must be a surprise of 4 (one chance in
10,000). An organised campaign is told by one text, one link, or messages that come at even intervals: each sign
with its share.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import log, sqrt
from typing import Final

from coulisse.engines.bursts.expected import Expectation, surprise
from coulisse.kernel.times import to_brussels

QUARTER: Final = timedelta(minutes=15)
TIMES: Final = 3.0
LEAST_SURPRISE: Final = 4.0
LEAST_MESSAGES: Final = 5
LEAST_WRITERS: Final = 3
FORGET: Final = 6.0
"""A run ends when its score has fallen by this much below its best."""
ONE_TEXT: Final = 0.5
ONE_LINK: Final = 0.4
EVEN: Final = 0.35
"""Gaps between messages that vary by less than 35 % of their mean: arrivals by chance vary by about 100 %."""
OF_A_CAMPAIGN: Final = 10


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message: `writer` and `family` are the caller's keys, `links` the addresses in its text."""

    at: datetime
    programme: str
    topic: str
    writer: str
    family: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for an organised campaign: `one_text`, `one_link` or `even_times`, the share (0 to 1), and
    which."""

    code: str
    share: float
    which: str = ""


@dataclass(frozen=True, slots=True)
class Burst:
    """`began` and `ended` (excluded) are quarters of an hour in Brussels; `expected` messages were usual in that
    time."""

    programme: str
    topic: str
    began: datetime
    ended: datetime
    messages: int
    writers: int
    families: int
    expected: float
    surprise: float
    peak: datetime
    signs: tuple[Sign, ...]

    @property
    def is_organised(self) -> bool:
        """Two signs, or one text from most of those who write."""
        return len(self.signs) > 1 or any(sign.code == "one_text" and sign.share >= 0.8 for sign in self.signs)


def bursts(arrivals: Iterable[Arrival], usual: Expectation) -> tuple[Burst, ...]:
    """Every burst, the most surprising first; the order of the arrivals doesn't matter. Raises NaiveTime."""
    groups: dict[tuple[str, str], list[Arrival]] = defaultdict(list)
    for arrival in arrivals:
        groups[arrival.programme, arrival.topic].append(arrival)
    found = [burst for key in sorted(groups) for burst in _of_group(key, groups[key], usual)]
    return tuple(sorted(found, key=lambda one: (-one.surprise, one.began, one.programme, one.topic)))


def _of_group(key: tuple[str, str], arrivals: list[Arrival], usual: Expectation) -> Iterator[Burst]:
    counts: dict[datetime, list[Arrival]] = defaultdict(list)
    for arrival in sorted(arrivals, key=lambda one: (one.at.astimezone(UTC), one.writer, one.family)):
        counts[_quarter(arrival.at)].append(arrival)
    first, last = min(counts), max(counts)
    many = int((last - first) / QUARTER) + 1
    rates = [usual.rate(*key, to_brussels(first + at * QUARTER).hour) for at in range(many)]
    numbers = [len(counts.get(first + at * QUARTER, ())) for at in range(many)]
    expected = [rate.per_hour / 4 for rate in rates]
    for begin, end in _runs(numbers, expected):
        inside = [one for at in range(begin, end) for one in counts.get(first + at * QUARTER, ())]
        mean = sum(expected[begin:end])
        shape = min(rate.shape for rate in rates[begin:end])
        found = _burst(key, inside, mean, surprise(len(inside), mean, shape))
        if found is not None:
            yield found


def _runs(numbers: Sequence[int], expected: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Runs of quarters, from and until (excluded), whose score rises from nothing to its best."""
    score = best = 0.0
    begin = end = 0
    for at, (number, mean) in enumerate(zip(numbers, expected, strict=True)):
        step = number * log(TIMES) - (TIMES - 1) * mean
        if score <= 0 and step > 0:
            score, best, begin, end = 0.0, 0.0, at, at
        score += step
        if score > best:
            best, end = score, at + 1
        if best > 0 and (score <= 0 or score < best - FORGET):
            yield begin, end
            score = best = 0.0
    if best > 0:
        yield begin, end


def _burst(key: tuple[str, str], inside: Sequence[Arrival], expected: float, surprising: float) -> Burst | None:
    writers = {one.writer for one in inside}
    if surprising < LEAST_SURPRISE or len(inside) < LEAST_MESSAGES or len(writers) < LEAST_WRITERS:
        return None
    quarters = Counter(_quarter(one.at) for one in inside)
    peak = min(quarters, key=lambda quarter: (-quarters[quarter], quarter))
    return Burst(
        *key,
        began=to_brussels(min(quarters)),
        ended=to_brussels(max(quarters) + QUARTER),
        messages=len(inside),
        writers=len(writers),
        families=len({one.family or f"{number}" for number, one in enumerate(inside)}),
        expected=round(expected, 2),
        surprise=round(surprising, 1),
        peak=to_brussels(peak),
        signs=tuple(_signs(inside)),
    )


def _signs(inside: Sequence[Arrival]) -> Iterator[Sign]:
    if len({one.writer for one in inside}) < OF_A_CAMPAIGN:
        return
    texts = Counter(one.family for one in inside if one.family)
    links = Counter(link for one in inside for link in sorted(set(one.links)))
    for code, counted, least in (("one_text", texts, ONE_TEXT), ("one_link", links, ONE_LINK)):
        if counted:
            which = min(counted, key=lambda name: (-counted[name], name))
            share = counted[which] / len(inside)
            if share >= least:
                yield Sign(code, round(share, 2), which)
    moments = sorted(one.at.timestamp() for one in inside)
    gaps = [after - before for before, after in pairwise(moments)]
    mean = sum(gaps) / len(gaps)
    if mean:
        spread = sqrt(sum((gap - mean) ** 2 for gap in gaps) / len(gaps)) / mean
        if spread < EVEN:
            yield Sign("even_times", round(1 - spread, 2))


def _quarter(at: datetime) -> datetime:
    moment = to_brussels(at).astimezone(UTC)
    return moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)
