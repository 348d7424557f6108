"""A meeting: its pack, what is open, what is decided, and the tasks that come out of it."""

import pytest

from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.spending.actions.meetings import (
    AnswerMissing,
    DecidedAlready,
    NotDecided,
    decide,
    give_task,
    reopen,
    write_minutes,
)
from coulisse.desks.office.spending.queries.meetings import (
    decisions_of,
    meetings_of,
    paper_of,
    scenarios_of,
    tasks_of_meeting,
)
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.tasks.actions import PersonCannotSee
from coulisse.kernel.money import Money
from coulisse.papers.meeting_pack import meeting_pack
from coulisse.papers.press import page_count
from tests.cast import AT, TODAY, Cast
from tests.desks.office.costs.agreed import a_budget
from tests.desks.office.costs.impact.rows import proposed
from tests.desks.office.spending.rows import decision, meeting, ticket

pytestmark = pytest.mark.django_db


def test_a_decision_is_taken_once_and_logged(cast: Cast) -> None:
    question, held = decision(cast), meeting(cast)
    with pytest.raises(AnswerMissing):
        decide(decision=question, answer=" ", reason="", by=cast.nadia, at=AT)
    decide(decision=question, answer="Au studio", reason="pluie", meeting=held, by=cast.nadia, at=AT)
    with pytest.raises(DecidedAlready):
        decide(decision=question, answer="Dehors", reason="", by=cast.solange, at=AT)
    open_, decided = decisions_of(cast.drache, today=TODAY, meeting=held)
    assert open_ == ()
    assert [(one.answer, one.reason, one.meeting_id) for one in decided] == [("Au studio", "pluie", held.pk)]
    assert Entry.objects.get(kind="office.spending.decision-taken").payload["answer"] == "Au studio"

    reopen(decision=question, by=cast.nadia, at=AT)
    with pytest.raises(NotDecided):
        reopen(decision=question, by=cast.nadia, at=AT)
    open_, decided = decisions_of(cast.drache, today=TODAY)
    assert [one.options for one in open_] == [("mardi 13/04", "au studio")] and decided == ()


def test_minutes_are_written_by_one_at_a_time(cast: Cast) -> None:
    held = meeting(cast)
    write_minutes(meeting=held, values={"minutes": "Bonjour."}, read_version=1, by=cast.nadia, at=AT)
    with pytest.raises(StaleWrite):
        write_minutes(meeting=held, values={"minutes": "Autre."}, read_version=1, by=cast.solange, at=AT)


def test_tasks_are_those_of_the_house(cast: Cast) -> None:
    held = meeting(cast)
    give_task(meeting=held, title="Prévenir le traiteur", person=cast.solange, due_on=TODAY, by=cast.nadia, at=AT)
    with pytest.raises(PersonCannotSee):
        give_task(meeting=held, title="Autre", person=cast.pascaline, due_on=None, by=cast.nadia, at=AT)
    (line,) = tasks_of_meeting(held)
    assert (line.title, line.person, line.is_done) == ("Prévenir le traiteur", "Solange De Backer", False)
    (row,) = meetings_of(cast.drache)
    assert row.tasks == 1


def test_scenarios_are_the_agreed_budget_and_the_what_ifs(cast: Cast) -> None:
    agreed = a_budget(cast)
    Budget.objects.create(
        production=cast.drache,
        number=12,
        name="au studio",
        state=Budget.State.WHAT_IF,
        change="J14 au studio",
        made_at=AT,
    )
    scenarios, name = scenarios_of(cast.drache)
    assert name == str(agreed)
    assert [(one.name, one.total, one.against) for one in scenarios] == [
        ("v11 agréé", Money(1000000), Money(0)),
        ("v12 au studio", Money(0), Money(-1000000)),
    ]
    assert scenarios[1].change == "J14 au studio"


def test_without_a_budget_there_is_a_pack_all_the_same(cast: Cast) -> None:
    record = paper_of(meeting(cast), made_at=AT)
    assert record.scenarios == () and record.budget == Money(0)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_pack_is_one_page_and_the_minutes_another(cast: Cast, language: str) -> None:
    a_budget(cast)
    held = meeting(cast)
    for turn in range(9):
        decision(cast, question=f"Question {turn} : " + "longue " * 12)
    assert page_count(meeting_pack(paper_of(held, made_at=AT), language)) == 1
    held = write_minutes(meeting=held, values={"minutes": "Bonjour."}, read_version=1, by=cast.nadia, at=AT)
    assert page_count(meeting_pack(paper_of(held, made_at=AT), language)) == 2


def test_the_list_is_read_in_two_queries(cast: Cast, django_assert_num_queries: object) -> None:
    for _turn in range(4):
        meeting(cast)
    ticket(cast)
    proposed(cast)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(meetings_of(cast.drache)) == 4
