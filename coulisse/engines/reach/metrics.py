"""What each metric is, what it isn't, and what a network calls it: data (`metrics.json`), read by the caller.

`Metric` is ours, printed beside every figure; `Provider` is what one network gives under which name, by which rule
of its own, and since or until when. Texts are by language code: fr, nl, en.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from coulisse.kernel.confidence import Confidence
from coulisse.kernel.period import Period


class NoMetrics(ValueError):
    """Data that isn't a list of metrics and providers; says at which entry."""


class UnknownMetric(LookupError):
    """A code that the list of metrics doesn't hold."""


class Unit(StrEnum):
    """What a figure is counted in."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Metric:
    """`is_additive`: whether the values of two posts may be summed (views may, people reached may not)."""

    code: str
    unit: Unit
    is_additive: bool
    labels: Mapping[str, str]
    definition: Mapping[str, str]
    is_not: Mapping[str, str]
    source: str
    read_on: date
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Provider:
    """`name` is the network's own word for `metric`, by its own rule (`note`), on the days `in_force`."""

    network: str
    name: str
    metric: str
    note: Mapping[str, str]
    source: str
    read_on: date
    confidence: Confidence
    in_force: Period


@dataclass(frozen=True, slots=True)
class Metrics:
    """The whole list."""

    metrics: Mapping[str, Metric]
    providers: tuple[Provider, ...]

    def metric(self, code: str) -> Metric:
        """Raises UnknownMetric."""
        if code not in self.metrics:
            raise UnknownMetric(code)
        return self.metrics[code]

    def provided(self, network: str, on: date) -> tuple[Provider, ...]:
        """What a network gives on a day. A metric that isn't there is not available, which isn't 0."""
        return tuple(one for one in self.providers if one.network == network and on in one.in_force)

    def rules_of(self, metric: str, networks: Iterable[str], period: Period) -> tuple[Provider, ...]:
        """By which rules a metric was counted: more than one and the values aren't quite of one kind."""
        asked = set(networks)
        return tuple(
            one
            for one in self.providers
            if one.metric == metric and one.network in asked and _overlap(one.in_force, period)
        )


def read_metrics(document: Any) -> Metrics:
    """From a parsed JSON document; raises NoMetrics."""
    metrics: dict[str, Metric] = {}
    providers: list[Provider] = []
    at = ""
    try:
        for entry in document["metrics"]:
            at = str(entry["code"])
            metrics[at] = Metric(
                at,
                Unit(entry["unit"]),
                bool(entry["is_additive"]),
                dict(entry["labels"]),
                dict(entry["definition"]),
                dict(entry["is_not"]),
                str(entry["source"]),
                date.fromisoformat(entry["read_on"]),
                Confidence(entry["confidence"]),
            )
        for entry in document["providers"]:
            at = f"{entry['network']} {entry['name']}"
            providers.append(
                Provider(
                    str(entry["network"]),
                    str(entry["name"]),
                    metrics[entry["metric"]].code,
                    dict(entry["note"]),
                    str(entry["source"]),
                    date.fromisoformat(entry["read_on"]),
                    Confidence(entry["confidence"]),
                    Period(_day(entry["from"]), _day(entry["until"])),
                )
            )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoMetrics(at) from error
    return Metrics(metrics, tuple(providers))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _overlap(one: Period, other: Period) -> bool:
    starts_after = one.first is not None and other.last is not None and one.first > other.last
    ends_before = one.last is not None and other.first is not None and one.last < other.first
    return not starts_after and not ends_before
