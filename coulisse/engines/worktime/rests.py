"""Rest between two days of work, and the long rest of the week."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from coulisse.engines.worktime.minors import rules_of_age
from coulisse.engines.worktime.records import Code, Flag, Limit, Person, Stretch
from coulisse.engines.worktime.spans import instant
from coulisse.kernel.times import elapsed

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rest:
    """From the last wrap of a day to the first call of the next one worked."""

    before: Stretch
    after: Stretch

    @property
    def length(self) -> timedelta:
        """Negative when the next day is called before the wrap of the one before."""
        return elapsed(self.before.end, self.after.start)


def in_order(stretches: Iterable[Stretch]) -> list[Stretch]:
    return sorted(stretches, key=lambda one: (instant(one.start), instant(one.end)))


def rests(stretches: Iterable[Stretch]) -> tuple[Rest, ...]:
    """The rests of one person, in order. A split day (two stretches of one shooting day) has no rest inside."""
    days = [list(group) for _, group in groupby(in_order(stretches), key=lambda one: one.day)]
    return tuple(Rest(max(before, key=lambda one: instant(one.end)), after[0]) for before, after in pairwise(days))


def daily_rest_of(person: Person, day: date) -> tuple[Code, Limit] | None:
    """The rest that a person is owed before `day`, by age if the ages say so; None where no limit is known."""
    young = rules_of_age(person, day)
    if young is not None and young.daily_rest is not None:
        return Code.MINOR_REST, young.daily_rest
    return (Code.DAILY_REST, person.rules.daily_rest) if person.rules.daily_rest else None


def daily_rest_flags(person: Person, stretches: Iterable[Stretch]) -> tuple[Flag, ...]:
    """One flag for each rest that is too short, on the day whose call breaks it."""
    found = []
    for rest in rests(stretches):
        owed = daily_rest_of(person, rest.after.day)
        if owed and rest.length < owed[1].amount:
            code, limit = owed
            found.append(
                Flag(
                    code,
                    person.key,
                    rest.after.day,
                    rest.length,
                    limit.amount,
                    limit.rule,
                    since=rest.before.end,
                    until=rest.after.start,
                )
            )
    return tuple(found)


def weekly_rest_flags(person: Person, stretches: Iterable[Stretch]) -> tuple[Flag, ...]:
    """A flag for each run of work in which seven days hold no rest of the weekly length.

    A run lasts from one long rest to the next; longer than a week less that rest, seven of its days have none.
    `measured` is the longest rest of the run. One flag a run, on the day that passes the limit.
    """
    limit = person.rules.weekly_rest
    if limit is None:
        return ()
    return tuple(
        _weekly_flag(person, run, limit)
        for run in _runs(in_order(stretches), limit.amount)
        if elapsed(run[0].start, run[-1].end) > WEEK - limit.amount
    )


def _runs(ordered: Sequence[Stretch], long_enough: timedelta) -> list[list[Stretch]]:
    runs: list[list[Stretch]] = []
    for one in ordered:
        if runs and elapsed(runs[-1][-1].end, one.start) < long_enough:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _weekly_flag(person: Person, run: Sequence[Stretch], limit: Limit) -> Flag:
    over = next(one for one in run if elapsed(run[0].start, one.end) > WEEK - limit.amount)
    longest = max((elapsed(before.end, after.start) for before, after in pairwise(run)), default=timedelta(0))
    return Flag(
        Code.WEEKLY_REST,
        person.key,
        over.day,
        longest,
        limit.amount,
        limit.rule,
        since=run[0].start,
        until=over.end,
    )
