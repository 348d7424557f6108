"""The fork and the day: the rule is kept with its source, a change of route reckons anew and keeps the old one."""

from datetime import UTC, date, datetime

import pytest

from coulisse.desks.audience.cases.actions import terms
from coulisse.desks.audience.cases.models import Deadline
from coulisse.desks.audience.cases.queries import strip
from coulisse.desks.audience.cases.terms import due_of
from coulisse.engines.deadlines import Route
from coulisse.foundation.parameters.models import Value
from coulisse.foundation.tasks.models import Task
from tests.cast import AT, Cast
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db
MONDAY = datetime(2027, 3, 15, 8, 50, tzinfo=UTC)


def test_a_letter_of_15_march_is_answered_by_27_april(cast: Cast) -> None:
    one = a_conversation(cast, at=MONDAY)
    deadline = terms.set_service(conversation=one, service="mediation", by=cast.marc_olivier, at=AT)
    assert deadline is not None and deadline.due_on == date(2027, 4, 27) == one.due_on
    assert (deadline.amount, deadline.unit, deadline.regime) == (30, "working_days", "RTBF")
    assert deadline.source and deadline.read_on == date(2026, 11, 22) and deadline.confidence == "M"
    assert [row["day"] for row in deadline.skipped] == ["2027-03-29"]


def test_another_route_reckons_anew_and_keeps_what_was_reckoned(cast: Cast) -> None:
    one = a_conversation(cast, at=MONDAY)
    terms.set_service(conversation=one, service="service", by=cast.marc_olivier, at=AT)
    terms.set_service(conversation=one, service="mediation", by=cast.marc_olivier, at=AT)
    terms.set_due(
        conversation=one, due_on=date(2027, 3, 19), reason="Demandé par la direction", by=cast.marc_olivier, at=AT
    )
    found = Deadline.objects.filter(conversation=one)
    assert [row.route for row in found] == ["hand", "mediation", "service"]
    assert [row.is_current for row in found] == [True, False, False]
    line = strip(one, user=cast.marc_olivier).due
    assert line is not None and line.on == date(2027, 3, 19) and line.earlier == 2
    terms.set_service(conversation=one, service="service", by=cast.marc_olivier, at=AT)
    assert one.due_on == date(2027, 4, 27)


def test_the_same_service_twice_changes_nothing(cast: Cast) -> None:
    one = a_conversation(cast)
    for _time in range(2):
        terms.set_service(conversation=one, service="service", by=cast.marc_olivier, at=AT)
    assert Deadline.objects.count() == 1


def test_the_rule_of_the_house_wins_over_the_model(cast: Cast) -> None:
    model = Value.objects.get(parameter__code="audience.reply_delay")
    Value.objects.create(
        parameter=model.parameter,
        text="10",
        in_force=model.in_force,
        source="Règlement de la maison",
        read_on=date(2027, 1, 1),
        confidence="H",
        is_ours=True,
        added_at=AT,
    )
    found = due_of(Route.MEDIATION, date(2027, 3, 15))
    assert (found.regime, found.due.date) == ("", date(2027, 3, 30))


def test_a_privacy_request_has_a_month_and_nobody_invents_a_day_for_the_vrm(cast: Cast) -> None:
    assert due_of(Route.PRIVACY, date(2027, 3, 15)).due.date == date(2027, 4, 15)
    with pytest.raises(Exception, match="vrm"):
        due_of(Route.VRM, date(2027, 3, 15))


@pytest.mark.parametrize(
    ("day", "reason", "refusal"),
    [
        (date(2027, 3, 1), "Parce que", terms.DueBeforeArrival),
        (date(2027, 4, 1), " ", terms.ReasonMissing),
    ],
)
def test_a_day_by_hand_says_why_and_comes_after(
    cast: Cast, day: date, reason: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        terms.set_due(
            conversation=a_conversation(cast, at=MONDAY), due_on=day, reason=reason, by=cast.marc_olivier, at=AT
        )


def test_a_service_that_is_none_is_refused(cast: Cast) -> None:
    with pytest.raises(terms.NotAService):
        terms.set_service(conversation=a_conversation(cast), service="", by=cast.marc_olivier, at=AT)


def test_one_reminder_moves_with_the_day(cast: Cast) -> None:
    one = a_conversation(cast, at=MONDAY)
    terms.set_service(conversation=one, service="mediation", by=cast.marc_olivier, at=AT)
    for _time in range(2):
        task = terms.remind(conversation=one, person=None, by=cast.marc_olivier, at=AT)
    assert (task.due_on, task.person) == (date(2027, 4, 27), cast.marc_olivier)
    terms.set_due(conversation=one, due_on=date(2027, 3, 30), reason="Avancé", by=cast.marc_olivier, at=AT)
    assert Task.objects.get().due_on == date(2027, 3, 30)


def test_a_day_that_the_intake_set_is_explained(cast: Cast) -> None:
    one = a_conversation(cast, at=MONDAY, due_on=date(2027, 4, 27))
    line = strip(one, user=cast.marc_olivier).due
    assert line is not None and line.regime == "RTBF" and line.holidays == (date(2027, 3, 29),)
