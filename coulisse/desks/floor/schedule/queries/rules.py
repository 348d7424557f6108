"""The rules of working time in force on a day, read in the parameter store and made into what the engine takes."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, time
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from django.db.models import Count, Max

from coulisse.engines.worktime import (
    AgeRules,
    Limit,
    Rule,
    Rules,
    UnreadableValue,
    Window,
    ages,
    hours,
    hours_of_day,
)
from coulisse.foundation.parameters.models import Value
from coulisse.foundation.parameters.queries import Valued, listed

GROUP: Final = "worktime"
FILM: Final = "303.01"
"""The joint committee of film technicians, whose rules hold for actors where nothing else is said."""
YOUNG: Final = (15, 17)


class ValuesOfTheDay:
    """The values of working time in force on one day, read once (two queries)."""

    def __init__(self, day: date) -> None:
        self._values = {line.code: line.values for line in listed(day, group=GROUP)}

    def rules(self, joint_committee: str) -> Rules:
        """The limits of a joint committee; what nobody has a value for is None, and isn't checked."""
        return Rules(
            joint_committee=joint_committee,
            daily_rest=self._limit("worktime.daily_rest", joint_committee),
            weekly_rest=self._limit("worktime.weekly_rest", joint_committee),
            daily_most=self._daily_most(joint_committee),
            weekly_most=self._limit("worktime.weekly_most", joint_committee, own=True),
            weekly_average=self._limit("worktime.weekly_average", joint_committee, own=True),
            overtime_after=self._limit("worktime.overtime_after", joint_committee, own=True),
            night=self._night(joint_committee),
            ages=tuple(self._ages()),
        )

    def _best(self, code: str, joint_committee: str, *, own: bool = False, regime: str = "") -> Valued | None:
        fitting = [
            value
            for value in self._values.get(code, ())
            if value.text
            and value.regime == regime
            and value.joint_committee in ({joint_committee} if own else {"", joint_committee})
        ]
        return max(fitting, key=lambda value: bool(value.joint_committee), default=None)

    def _limit(self, code: str, joint_committee: str = "", *, own: bool = False, regime: str = "") -> Limit | None:
        value = self._best(code, joint_committee, own=own, regime=regime)
        with suppress(UnreadableValue):
            return Limit(hours(value.text), rule_of(value)) if value else None
        return None

    def _daily_most(self, joint_committee: str) -> Limit | None:
        """The committee's own, else the general one with what the committee lets one pass it by."""
        own = self._limit("worktime.daily_most", joint_committee, own=True)
        general, excess = (
            self._limit("worktime.daily_most"),
            self._limit("worktime.daily_excess", joint_committee, own=True),
        )
        if own or general is None or excess is None:
            return own or general
        return Limit(general.amount + excess.amount, excess.rule)

    def _night(self, joint_committee: str) -> Window | None:
        opens, closes = (self._best(f"worktime.night_{end}", joint_committee) for end in ("from", "to"))
        if opens is None or closes is None:
            return None
        with suppress(ValueError):
            return Window(time.fromisoformat(opens.text), time.fromisoformat(closes.text), rule_of(opens))
        return None

    def _ages(self) -> Iterator[AgeRules]:
        for value in self._values.get("worktime.child_hours", ()):
            with suppress(UnreadableValue):
                first, last = ages(value.regime)
                yield self._age(first, last, value)
        yield AgeRules(
            *YOUNG,
            daily_most=self._limit("worktime.young_hours"),
            weekly_most=self._limit("worktime.young_week"),
            break_after=self._limit("worktime.young_break_after"),
            break_length=self._limit("worktime.young_break"),
            daily_rest=self._limit("worktime.young_rest"),
        )

    def _age(self, first: int, last: int, value: Valued) -> AgeRules:
        window = self._best("worktime.child_window", "", regime=value.regime)
        opens = hours_of_day(window.text) if window else None
        derogation = self._best("worktime.child_derogation", "")
        return AgeRules(
            first,
            last,
            daily_most=Limit(hours(value.text), rule_of(value)),
            window=Window(*opens, rule_of(window)) if window and opens else None,
            break_after=self._limit("worktime.child_break_after", regime=value.regime),
            break_length=self._limit("worktime.child_break"),
            daily_rest=self._limit("worktime.child_rest", regime=value.regime),
            derogation=rule_of(derogation) if derogation else None,
        )


def rules_on(day: date, joint_committees: Iterable[str]) -> Mapping[str, Rules]:
    """The rules of each joint committee on a day, in two queries."""
    values = ValuesOfTheDay(day)
    return {committee: values.rules(committee) for committee in {*joint_committees, FILM}}


def rules_kept(day: date, joint_committees: Iterable[str]) -> Mapping[str, Rules]:
    """The same for a board, which asks at every move: one query, three once a value was added.

    Values are never changed: a new one, with a key of its own, closes the one before.
    """
    stamp = Value.objects.filter(parameter__group=GROUP).aggregate(last=Max("pk"), count=Count("pk"))
    return _kept(day, frozenset(joint_committees), (stamp["last"], stamp["count"]))


@lru_cache(maxsize=256)
def _kept(day: date, joint_committees: frozenset[str], stamp: tuple[int | None, int]) -> Mapping[str, Rules]:
    return MappingProxyType(dict(rules_on(day, joint_committees)))


def rule_of(value: Valued) -> Rule:
    return Rule(
        code=value.code,
        source=value.source,
        read_on=value.read_on,
        confidence=value.confidence,
        joint_committee=value.joint_committee,
        regime=value.regime,
    )
