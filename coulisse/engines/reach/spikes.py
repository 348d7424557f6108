"""Days with more mentions than the days before them would let expect.

The four weeks before give the mean and how much days vary; the chance of so many mentions is that of a negative
binomial with that mean and variance (engines/bursts). A day found to be a spike isn't usual for the days after.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import fsum
from typing import Final

from coulisse.engines.bursts import surprise

WINDOW: Final = timedelta(days=28)
LEAST_DAYS: Final = 14
LEAST_SURPRISE: Final = 4.0
"""One chance in 10,000."""
LEAST_MENTIONS: Final = 5
SURE: Final = 1e6
"""The shape of a distribution that varies no more than chance."""


class DayTwice(ValueError):
    """Two counts of one day."""


class Spiking(StrEnum):
    """What may be said of a day."""

    SPIKE = "spike"
    USUAL = "usual"
    NOT_AVAILABLE = "not_available"
    NOT_ENOUGH_DATA = "not_enough_data"


@dataclass(frozen=True, slots=True)
class MentionDay:
    """`expected` by the `history` days before (None without enough); `surprise` is −log10 of the chance."""

    day: date
    mentions: int | None
    history: int
    expected: float | None
    surprise: float | None
    verdict: Spiking


def spikes(counts: Iterable[tuple[date, int | None]]) -> tuple[MentionDay, ...]:
    """Each day in order, with its verdict; a day whose count isn't available counts nowhere. Raises DayTwice."""
    listed = sorted(counts, key=lambda pair: pair[0])
    if len({day for day, _ in listed}) < len(listed):
        raise DayTwice("two counts of one day")
    found: list[MentionDay] = []
    for day, mentions in listed:
        past = [
            one.mentions
            for one in found[-WINDOW.days :]
            if one.mentions is not None and one.verdict is not Spiking.SPIKE and day - one.day <= WINDOW
        ]
        found.append(_told(day, mentions, past))
    return tuple(found)


def _told(day: date, mentions: int | None, past: Sequence[int]) -> MentionDay:
    if mentions is None:
        return MentionDay(day, None, len(past), None, None, Spiking.NOT_AVAILABLE)
    if len(past) < LEAST_DAYS:
        return MentionDay(day, mentions, len(past), None, None, Spiking.NOT_ENOUGH_DATA)
    n = len(past)
    # Half a mention more: fourteen days of nothing don't prove that nothing ever comes.
    mean = (sum(past) + 0.5) / n
    variance = fsum((one - mean) ** 2 for one in past) / (n - 1)
    shape = mean**2 / (variance - mean) if variance > mean else SURE
    surprising = surprise(mentions, mean, shape)
    is_spike = surprising >= LEAST_SURPRISE and mentions >= LEAST_MENTIONS
    return MentionDay(day, mentions, n, mean, surprising, Spiking.SPIKE if is_spike else Spiking.USUAL)
