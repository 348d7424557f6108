"""Children and young workers: hours of a day and a week, hours of the clock, breaks, derogation.

Any presence on the set counts as activity, so breaks are not taken off.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from coulisse.engines.worktime.limits import monday_of
from coulisse.engines.worktime.records import AgeRules, Code, Flag, Limit, Person, Rule, Stretch
from coulisse.engines.worktime.spans import NOTHING, instant, time_inside


def age_on(birth: date, day: date) -> int:
    """Full years on `day`; born on 29 February, a year older on 1 March.

    >>> age_on(date(2014, 9, 3), date(2026, 9, 2)), age_on(date(2014, 9, 3), date(2026, 9, 3))
    (11, 12)
    """
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def rules_of_age(person: Person, day: date) -> AgeRules | None:
    """The rules that hold for the person's age on that day; None for an adult or an unknown birth.

    Who is still at school full-time keeps the rules of the oldest children, whatever the age.
    """
    if person.birth is None:
        return None
    age = age_on(person.birth, day)
    fitting = [one for one in person.rules.ages if one.first <= age <= one.last]
    children = [one for one in person.rules.ages if one.derogation]
    if person.at_school_full_time and children and not any(one.derogation for one in fitting):
        return max(children, key=lambda one: one.last)
    return fitting[0] if fitting else None


def minor_flags(person: Person, stretches: Iterable[Stretch]) -> tuple[Flag, ...]:
    """Everything that a minor's days break, rest apart (see rests)."""
    by_day: dict[date, list[Stretch]] = defaultdict(list)
    for one in sorted(stretches, key=lambda one: instant(one.start)):
        by_day[one.day].append(one)
    found: list[Flag] = []
    for day, of_day in by_day.items():
        rules = rules_of_age(person, day)
        if rules is not None:
            found += _flags_of_day(person, day, of_day, rules)
    return (*found, *_weekly(person, by_day))


def _flags_of_day(person: Person, day: date, stretches: Sequence[Stretch], rules: AgeRules) -> list[Flag]:
    found: list[Flag] = []
    if rules.derogation and not person.has_derogation:
        found.append(_flag(Code.MINOR_DEROGATION, person, day, NOTHING, NOTHING, rules.derogation))
    presence = sum((one.presence for one in stretches), NOTHING)
    if rules.daily_most and presence > rules.daily_most.amount:
        limit = rules.daily_most
        found.append(_flag(Code.MINOR_DAY, person, day, presence, limit.amount, limit.rule))
    for one in stretches:
        found += _outside_window(person, one, rules)
        found += _without_break(person, one, rules)
    return found


def _outside_window(person: Person, one: Stretch, rules: AgeRules) -> list[Flag]:
    if rules.window is None:
        return []
    window = rules.window
    outside = one.presence - time_inside(one.start, one.end, window.opens, window.closes)
    if not outside:
        return []
    return [_flag(Code.MINOR_WINDOW, person, one.day, outside, NOTHING, window.rule, one.start, one.end)]


def _without_break(person: Person, one: Stretch, rules: AgeRules) -> list[Flag]:
    if rules.break_after is None:
        return []
    start, end = max(_unbroken(one, rules.break_length), key=lambda span: span[1] - span[0])
    limit = rules.break_after
    if end - start <= limit.amount:
        return []
    return [_flag(Code.MINOR_BREAK, person, one.day, end - start, limit.amount, limit.rule, start, end)]


def _unbroken(one: Stretch, shortest: Limit | None) -> list[tuple[datetime, datetime]]:
    """The spans of a stretch between the breaks that are long enough, in UTC."""
    least = shortest.amount if shortest else NOTHING
    spans, since = [], instant(one.start)
    for pause in sorted(one.breaks, key=lambda pause: instant(pause.start)):
        begins, ends = max(instant(pause.start), instant(one.start)), min(instant(pause.end), instant(one.end))
        if ends - begins >= least and begins <= ends:
            spans.append((since, begins))
            since = ends
    return [*spans, (since, instant(one.end))]


def _weekly(person: Person, by_day: dict[date, list[Stretch]]) -> list[Flag]:
    """Weeks over the limit of the age on their last worked day."""
    weeks: dict[date, list[date]] = defaultdict(list)
    for day in by_day:
        weeks[monday_of(day)].append(day)
    found = []
    for days in weeks.values():
        rules = rules_of_age(person, days[-1])
        total = sum((one.presence for day in days for one in by_day[day]), NOTHING)
        if rules and rules.weekly_most and total > rules.weekly_most.amount:
            limit = rules.weekly_most
            found.append(_flag(Code.MINOR_WEEK, person, days[-1], total, limit.amount, limit.rule))
    return found


def _flag(
    code: Code,
    person: Person,
    day: date,
    measured: timedelta,
    limit: timedelta,
    rule: Rule,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Flag:
    return Flag(code, person.key, day, measured, limit, rule, since, until)
