"""Deadlines by route and the conditions of the CDJ, the CSA and the right of reply, at their edges."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.deadlines import (
    Complaint,
    Limit,
    NoCountingRule,
    Route,
    Term,
    Unit,
    Verdict,
    check_cdj,
    check_csa,
    check_reply,
    due,
    is_admissible,
)
from coulisse.engines.deadlines.terms import months_later
from coulisse.kernel.confidence import Confidence
from coulisse.kernel.counting import CountingRule

READ = date(2026, 11, 22)
RULE = CountingRule(authority="BE", source="AR 18/04/1974", read_on=READ, confidence=Confidence.HIGH)
LIMITS = {
    "audience.cdj_delay": Limit(2, "lecdj.be/fr/plaintes/procedure", READ, Confidence.HIGH),
    "audience.cdj_length": Limit(5000, "lecdj.be/fr/plaintes/procedure", READ, Confidence.HIGH),
    "audience.right_of_reply": Limit(30, "loi du 23/06/1961", READ, Confidence.MEDIUM),
}
GOOD = Complaint(
    filed=date(2027, 5, 14),
    published=date(2027, 3, 14),
    text="x" * 5000 + " \u202f\n" * 50,
    name="Anne Collard",
    address="Namur",
    reference="Plein Jour, 14/03/2027, 20:43",
    motives=("truth",),
    went_to_outlet=True,
    is_registered=True,
    is_named=True,
)


def _term(amount: int, unit: Unit) -> Term:
    return Term("code", Route.MEDIATION, amount, unit, "source", READ, Confidence.MEDIUM)


@pytest.mark.parametrize(
    ("amount", "unit", "start", "expected"),
    [
        (30, Unit.WORKING_DAYS, "2027-03-15", "2027-04-27"),
        (30, Unit.DAYS, "2027-03-14", "2027-04-13"),
        (1, Unit.MONTHS, "2027-01-31", "2027-02-28"),
        (2, Unit.MONTHS, "2026-12-31", "2027-02-28"),
        (1, Unit.MONTHS, "2028-01-31", "2028-02-29"),
        (3, Unit.MONTHS, "2027-03-15", "2027-06-15"),
    ],
)
def test_the_last_day(amount: int, unit: Unit, start: str, expected: str) -> None:
    found = due(_term(amount, unit), date.fromisoformat(start), RULE)
    assert found.date.isoformat() == expected
    assert found.term.source == "source"


def test_the_days_that_did_not_count_are_named() -> None:
    skipped = due(_term(30, Unit.WORKING_DAYS), date(2027, 3, 15), RULE).skipped
    assert [one.day.isoformat() for one in skipped if one.reason == "holiday"] == ["2027-03-29"]


def test_working_days_need_a_rule() -> None:
    with pytest.raises(NoCountingRule):
        due(_term(30, Unit.WORKING_DAYS), date(2027, 3, 15))


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_months_end_on_the_same_number_or_the_last_day(start: date, months: int) -> None:
    end = months_later(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day


def test_a_complaint_that_meets_every_condition() -> None:
    findings = check_cdj(GOOD, LIMITS)
    assert {one.verdict for one in findings} == {Verdict.MET}
    assert is_admissible(findings) is True
    assert all(one.source for one in findings)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"filed": date(2027, 5, 15)}, "cdj.delay"),
        ({"text": "x" * 5001}, "cdj.length"),
        ({"name": " "}, "cdj.identity"),
        ({"address": ""}, "cdj.identity"),
        ({"reference": ""}, "cdj.reference"),
        ({"motives": ()}, "cdj.motives"),
        ({"went_to_outlet": False}, "cdj.mediation"),
    ],
)
def test_each_condition_of_the_cdj_alone_can_fail(changed: dict[str, object], code: str) -> None:
    findings = check_cdj(replace(GOOD, **changed), LIMITS)  # type: ignore[arg-type]
    assert [one.code for one in findings if one.verdict is Verdict.UNMET] == [code]
    assert is_admissible(findings) is False


def test_a_copy_stands_for_the_reference() -> None:
    assert is_admissible(check_cdj(replace(GOOD, reference="", has_copy=True), LIMITS)) is True


def test_what_nobody_said_is_unknown() -> None:
    findings = check_cdj(replace(GOOD, published=None, went_to_outlet=None), LIMITS)
    assert [one.code for one in findings if one.verdict is Verdict.UNKNOWN] == ["cdj.delay", "cdj.mediation"]
    assert is_admissible(findings) is None


def test_the_csa_refuses_the_anonymous_and_those_without_address() -> None:
    assert is_admissible(check_csa(GOOD)) is True
    assert is_admissible(check_csa(replace(GOOD, name=""))) is False
    assert is_admissible(check_csa(replace(GOOD, address=""))) is False
    assert is_admissible(check_csa(replace(GOOD, reference=""))) is True


def test_a_right_of_reply_is_registered_within_thirty_days() -> None:
    reply = replace(GOOD, filed=date(2027, 4, 13))
    assert is_admissible(check_reply(reply, LIMITS)) is True
    assert is_admissible(check_reply(replace(reply, filed=date(2027, 4, 14)), LIMITS)) is False
    assert is_admissible(check_reply(replace(reply, is_registered=False), LIMITS)) is False
    assert is_admissible(check_reply(replace(reply, is_named=False), LIMITS)) is True
