from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.kernel import (
    COMMUNITY_DAYS,
    LEGAL_HOLIDAYS,
    MONDAY_TO_SATURDAY,
    Closure,
    Confidence,
    CountingRule,
    DeadlineOutOfReach,
    DelayOutOfRange,
    EndBeforeStart,
    Holiday,
    Period,
    RuleNotInForce,
    SkipReason,
    YearlyClosure,
    add_working_days,
    latest_filing_day,
    working_days_between,
)

RULE = CountingRule(
    authority="commune",
    source="screen.brussels, new deadlines",
    read_on=date(2026, 11, 22),
    confidence=Confidence.MEDIUM,
)
NO_COUNCIL = YearlyClosure((7, 15), (8, 15), "no council")

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
rules = st.builds(
    CountingRule,
    authority=st.just("commune"),
    weekdays=st.frozensets(st.integers(1, 7), min_size=1),
    counts_day_of_filing=st.booleans(),
    holidays=st.sampled_from([LEGAL_HOLIDAYS, LEGAL_HOLIDAYS | COMMUNITY_DAYS, frozenset[Holiday]()]),
    closures=st.sampled_from([(), (NO_COUNCIL,), (YearlyClosure((12, 24), (1, 2), "winter"), NO_COUNCIL)]),
    source=st.just("invented"),
    read_on=st.just(date(2026, 11, 22)),
    confidence=st.sampled_from(Confidence),
)


@pytest.mark.parametrize(
    ("filed", "delay", "deadline"),
    [
        (date(2027, 3, 16), 45 + 5, date(2027, 5, 28)),  # Anderlecht
        (date(2027, 3, 16), 21 + 5, date(2027, 4, 22)),  # Etterbeek
        (date(2027, 3, 16), 35 + 5, date(2027, 5, 13)),  # Bruxelles-Ville
        (date(2027, 3, 15), 30, date(2027, 4, 27)),  # a viewer's letter
        (date(2027, 2, 25), 3, date(2027, 3, 2)),  # the shoot moved by three working days
        (date(2027, 3, 20), 1, date(2027, 3, 22)),  # filed on a Saturday
        (date(2027, 3, 16), 0, date(2027, 3, 16)),
    ],
)
def test_the_dates_of_the_house(filed: date, delay: int, deadline: date) -> None:
    assert add_working_days(filed, delay, RULE).date == deadline


def test_a_deadline_explains_itself() -> None:
    deadline = add_working_days(date(2027, 3, 16), 45 + 5, RULE)
    assert deadline.rule is RULE
    assert (deadline.start, deadline.count) == (date(2027, 3, 16), 50)
    assert deadline.skipped[0].reason is SkipReason.DAY_OF_FILING
    assert [(skip.day, skip.detail) for skip in deadline.skipped if skip.reason is SkipReason.HOLIDAY] == [
        (date(2027, 3, 29), "easter-monday"),
        (date(2027, 5, 6), "ascension"),
        (date(2027, 5, 17), "whit-monday"),
    ]
    # Labour Day 2027 is a Saturday: the weekday is reason enough.
    assert next(skip for skip in deadline.skipped if skip.day == date(2027, 5, 1)).reason is SkipReason.WEEKDAY
    assert len(deadline.skipped) + deadline.count == deadline.period.days


def test_saturdays_closures_and_the_day_of_filing_are_the_rule_s_own() -> None:
    monday = date(2027, 7, 12)
    assert add_working_days(monday, 5, RULE).date == date(2027, 7, 19)
    assert add_working_days(monday, 5, replace(RULE, weekdays=MONDAY_TO_SATURDAY)).date == date(2027, 7, 17)
    assert add_working_days(monday, 5, replace(RULE, counts_day_of_filing=True)).date == date(2027, 7, 16)
    assert add_working_days(monday, 5, replace(RULE, closures=(NO_COUNCIL,))).date == date(2027, 8, 18)


@given(days, st.integers(0, 120), rules)
def test_between_undoes_add(start: date, count: int, rule: CountingRule) -> None:
    deadline = add_working_days(start, count, rule)
    if count or not rule.counts_day_of_filing:
        assert working_days_between(start, deadline.date, rule) == count


@given(days, st.integers(1, 120), rules)
def test_every_day_on_the_way_is_counted_or_explained(start: date, count: int, rule: CountingRule) -> None:
    deadline = add_working_days(start, count, rule)
    explained = {skip.day for skip in deadline.skipped}
    assert rule.counts(deadline.date)
    assert len(explained) == len(deadline.skipped)
    assert explained < set(deadline.period)
    assert deadline.period.days == count + len(explained)
    assert [skip.day for skip in deadline.skipped] == sorted(explained)


@given(days, st.integers(1, 60), st.integers(1, 60), rules)
def test_two_delays_in_a_row_are_one_longer_delay(start: date, first: int, then: int, rule: CountingRule) -> None:
    excluding = replace(rule, counts_day_of_filing=False)
    midway = add_working_days(start, first, excluding).date
    assert add_working_days(midway, then, excluding).date == add_working_days(start, first + then, excluding).date


@given(days, st.integers(0, 14), st.integers(0, 60), rules)
def test_filing_later_never_ends_earlier(start: date, wait: int, count: int, rule: CountingRule) -> None:
    later = start + timedelta(days=wait)
    assert add_working_days(start, count, rule).date <= add_working_days(later, count, rule).date


@given(days, st.integers(0, 60), rules)
def test_the_latest_filing_day_is_in_time_and_the_next_is_not(by: date, count: int, rule: CountingRule) -> None:
    latest = latest_filing_day(by, count, rule)
    assert rule.counts(latest)
    assert add_working_days(latest, count, rule).date <= by
    following = add_working_days(latest, 1, replace(rule, counts_day_of_filing=False)).date
    assert following > by or add_working_days(following, count, rule).date > by


def test_when_to_file_for_a_wished_day() -> None:
    assert latest_filing_day(date(2027, 4, 22), 21 + 5, RULE) == date(2027, 3, 16)
    assert latest_filing_day(date(2027, 4, 24), 45 + 5, RULE) == date(2027, 2, 11)


def test_a_rule_speaks_for_what_is_filed_while_it_is_in_force() -> None:
    rule = replace(RULE, in_force=Period(date(2027, 1, 1), date(2027, 3, 31)))
    assert add_working_days(date(2027, 3, 31), 2, rule).date == date(2027, 4, 2)
    for asked in (
        lambda: add_working_days(date(2027, 4, 1), 2, rule),
        lambda: working_days_between(date(2026, 12, 31), date(2027, 1, 4), rule),
        lambda: latest_filing_day(date(2027, 1, 5), 30, rule),
    ):
        with pytest.raises(RuleNotInForce):
            asked()


@pytest.mark.parametrize("count", [-1, 5001])
def test_refuses_delays_out_of_range(count: int) -> None:
    for asked in (add_working_days, latest_filing_day):
        with pytest.raises(DelayOutOfRange):
            asked(date(2027, 3, 16), count, RULE)


def test_refuses_an_end_before_its_start() -> None:
    with pytest.raises(EndBeforeStart):
        working_days_between(date(2027, 3, 16), date(2027, 3, 15), RULE)


def test_a_house_that_never_opens_has_no_deadline() -> None:
    never = replace(RULE, closures=(YearlyClosure((1, 1), (12, 31), "shut"),))
    with pytest.raises(DeadlineOutOfReach):
        add_working_days(date(2027, 3, 16), 1, never)
    with pytest.raises(DeadlineOutOfReach):
        latest_filing_day(date(2027, 3, 16), 1, never)
    with pytest.raises(DeadlineOutOfReach):
        add_working_days(date(9999, 12, 30), 5, RULE)
    strike = replace(RULE, closures=(Closure(Period(date(2027, 3, 17), date(2027, 3, 19)), "strike"),))
    assert add_working_days(date(2027, 3, 16), 1, strike).date == date(2027, 3, 22)
