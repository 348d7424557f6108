from dataclasses import replace
from datetime import date

import pytest

from coulisse.kernel import (
    MONDAY_TO_SATURDAY,
    Closure,
    ClosureWithoutEnd,
    Confidence,
    CountingRule,
    NoRuleInForce,
    Period,
    RuleCountsNoDay,
    SeveralRulesInForce,
    SkippedDay,
    SkipReason,
    YearlyClosure,
    rule_in_force,
)

READ_ON = date(2026, 11, 22)
RULE = CountingRule(
    authority="Anderlecht", source="screen.brussels", read_on=READ_ON, confidence=Confidence.MEDIUM
)


def test_says_why_a_day_is_not_counted() -> None:
    shut = Closure(Period(date(2027, 4, 5), date(2027, 4, 9)), "déménagement")
    rule = replace(RULE, closures=(shut, YearlyClosure((7, 15), (8, 15), "pas de collège")))
    assert rule.skips(date(2027, 3, 27)) == SkippedDay(date(2027, 3, 27), SkipReason.WEEKDAY)
    assert rule.skips(date(2027, 3, 29)) == SkippedDay(date(2027, 3, 29), SkipReason.HOLIDAY, "easter-monday")
    assert rule.skips(date(2027, 4, 9)) == SkippedDay(date(2027, 4, 9), SkipReason.CLOSURE, "déménagement")
    assert rule.skips(date(2028, 7, 17)) == SkippedDay(date(2028, 7, 17), SkipReason.CLOSURE, "pas de collège")
    assert rule.skips(date(2027, 4, 12)) is None
    assert rule.counts(date(2027, 4, 12))


def test_saturdays_count_where_the_rule_says_so() -> None:
    saturday = date(2027, 3, 27)
    assert not RULE.counts(saturday)
    assert replace(RULE, weekdays=MONDAY_TO_SATURDAY).counts(saturday)


def test_a_yearly_closure_may_pass_new_year() -> None:
    winter = YearlyClosure((12, 24), (1, 2), "fêtes")
    assert [
        winter.covers(day) for day in (date(2026, 12, 23), date(2026, 12, 24), date(2027, 1, 2), date(2027, 1, 3))
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_the_rule_in_force_is_chosen_by_date_and_authority() -> None:
    old = replace(RULE, in_force=Period(None, date(2026, 12, 31)))
    new = replace(RULE, weekdays=MONDAY_TO_SATURDAY, in_force=Period(date(2027, 1, 1), date(2027, 12, 31)))
    other = replace(RULE, authority="Etterbeek")
    rules = [new, other, old]
    assert rule_in_force(rules, "Anderlecht", date(2026, 12, 31)) is old
    assert rule_in_force(rules, "Anderlecht", date(2027, 1, 1)) is new
    assert rule_in_force(rules, "Etterbeek", date(2027, 1, 1)) is other
    with pytest.raises(NoRuleInForce):
        rule_in_force(rules, "Anderlecht", date(2028, 1, 1))
    with pytest.raises(NoRuleInForce):
        rule_in_force(rules, "Uccle", date(2027, 1, 1))
    with pytest.raises(SeveralRulesInForce):
        rule_in_force([*rules, RULE], "Anderlecht", date(2027, 1, 1))


@pytest.mark.parametrize("weekdays", [frozenset[int](), frozenset({0, 1}), frozenset({8})])
def test_refuses_a_week_that_is_none(weekdays: frozenset[int]) -> None:
    with pytest.raises(RuleCountsNoDay):
        replace(RULE, weekdays=weekdays)


def test_refuses_closures_that_never_end_or_never_were() -> None:
    with pytest.raises(ClosureWithoutEnd):
        Closure(Period(date(2027, 1, 1)), "pour toujours")
    with pytest.raises(ValueError, match="day"):
        YearlyClosure((6, 31), (7, 1), "31 juin")


def test_a_low_confidence_is_to_be_confirmed() -> None:
    assert [confidence.to_be_confirmed for confidence in map(Confidence, "HML")] == [False, False, True]
