"""Everything that a person's days break, in one call."""

from collections.abc import Sequence

from coulisse.engines.worktime.limits import (
    average_flags,
    daily_flags,
    night_flags,
    overtime_flags,
    weekly_flags,
)
from coulisse.engines.worktime.minors import minor_flags
from coulisse.engines.worktime.records import Flag, Person, Stretch
from coulisse.engines.worktime.rests import daily_rest_flags, weekly_rest_flags
from coulisse.kernel.period import Period


class SomebodyElsesStretch(ValueError):
    """A stretch of another person was given."""


def check(person: Person, stretches: Sequence[Stretch], *, contract: Period | None = None) -> tuple[Flag, ...]:
    """Every flag of one person's stretches, by day. `contract` (closed) asks for the average over it too.

    Raises SomebodyElsesStretch.
    """
    if any(one.person != person.key for one in stretches):
        raise SomebodyElsesStretch(person.key)
    found = (
        *daily_rest_flags(person, stretches),
        *weekly_rest_flags(person, stretches),
        *daily_flags(person, stretches),
        *weekly_flags(person, stretches),
        *overtime_flags(person, stretches),
        *night_flags(person, stretches),
        *minor_flags(person, stretches),
        *(average_flags(person, stretches, contract) if contract else ()),
    )
    return tuple(sorted(found, key=lambda flag: flag.day))
