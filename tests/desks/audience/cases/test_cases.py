"""Cases: numbers without gaps, members in one case only, merging, an outcome with its reason."""

import pytest

from coulisse.desks.audience.cases.actions import cases as actions
from coulisse.desks.audience.cases.models import Case, CaseMember
from coulisse.desks.audience.cases.queries.cases import figures, listed, one_case
from coulisse.foundation.documents.models import Document
from coulisse.foundation.journal.versions import StaleWrite
from coulisse.foundation.tasks.models import Task
from tests.cast import AT, TODAY, Cast
from tests.desks.audience.cases.verdicts import a_case
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


def test_a_case_joins_messages_and_reminds_whoever_follows_it(cast: Cast) -> None:
    first, second = a_conversation(cast), a_conversation(cast, "Même avis")
    case = actions.open_case(
        title="Archives", production=cast.drache, conversations=[first, second], by=cast.marc_olivier, at=AT
    )
    assert case.number == "D-2027-001"
    assert set(CaseMember.objects.values_list("conversation_id", flat=True)) == {first.pk, second.pk}
    task = Task.objects.get()
    assert task.person == cast.marc_olivier and task.due_on == case.due_on is not None
    assert actions.open_case(title="Autre", production=None, by=cast.marc_olivier, at=AT).number == "D-2027-002"


def test_messages_and_cases_are_counted_apart(cast: Cast) -> None:
    case = a_case(cast)
    actions.join(
        case=case, conversations=[a_conversation(cast), a_conversation(cast)], by=cast.marc_olivier, at=AT
    )
    found = figures(cast.marc_olivier, cast.drache, day=TODAY)
    assert (found.open_cases, found.complaints) == (1, 3)
    (row,) = listed(cast.marc_olivier, cast.drache, day=TODAY).rows
    assert row.complaints == 3


def test_a_message_is_in_one_open_case(cast: Cast) -> None:
    case = a_case(cast)
    member = case.members.get().conversation
    with pytest.raises(actions.InAnotherCase) as refusal:
        actions.open_case(
            title="Double", production=cast.drache, conversations=[member], by=cast.marc_olivier, at=AT
        )
    assert refusal.value.references == (member.reference,)
    assert Case.objects.count() == 1
    actions.close(case=case, outcome="not", reason="Rien à reprocher.", by=cast.marc_olivier, at=AT)
    again = actions.open_case(
        title="Suite", production=cast.drache, conversations=[member], by=cast.marc_olivier, at=AT
    )
    assert CaseMember.objects.get().case == again


def test_many_cases_become_one(cast: Cast, django_assert_max_num_queries: object) -> None:
    cases = [a_case(cast) for _time in range(4)]
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        kept = actions.merge(cases=cases, by=cast.marc_olivier, at=AT)
    assert kept == cases[0] and kept.members.count() == 4
    gone = Case.objects.filter(state="merged")
    assert {case.merged_into_id for case in gone} == {kept.pk}
    assert Task.objects.filter(state="done").count() == 3
    assert len(one_case(kept).merged) == 3
    with pytest.raises(actions.NothingToMerge):
        actions.merge(cases=cases, by=cast.marc_olivier, at=AT)


def test_cases_of_two_productions_stay_two(cast: Cast) -> None:
    other = actions.open_case(title="Gel", production=cast.gel, by=cast.marc_olivier, at=AT)
    with pytest.raises(actions.NothingToMerge):
        actions.merge(cases=[a_case(cast), other], by=cast.marc_olivier, at=AT)


def test_closing_says_the_outcome_and_why(cast: Cast) -> None:
    case = a_case(cast)
    with pytest.raises(actions.OutcomeMissing):
        actions.close(case=case, outcome="upheld", reason=" ", by=cast.marc_olivier, at=AT)
    closed = actions.close(
        case=case, outcome="partly", reason="Un avertissement manquait.", by=cast.marc_olivier, at=AT
    )
    assert (closed.state, closed.outcome) == ("closed", "partly")
    assert Task.objects.get().state == "done"
    with pytest.raises(actions.CaseIsShut):
        actions.join(case=case, conversations=[a_conversation(cast)], by=cast.marc_olivier, at=AT)
    assert actions.reopen(case=case, by=cast.marc_olivier, at=AT).outcome == ""
    with pytest.raises(actions.NotClosed):
        actions.reopen(case=case, by=cast.marc_olivier, at=AT)


def test_a_paper_is_kept_for_the_audience_desk(cast: Cast) -> None:
    act = actions.act(
        case=a_case(cast),
        kind="note",
        text="Avis de la rédaction",
        paper=b"Avis",
        paper_name="avis.txt",
        by=cast.marc_olivier,
        at=AT,
    )
    assert act.kind == "paper"
    assert Document.objects.get().desk == "audience"


def test_taking_out_and_a_stale_write(cast: Cast) -> None:
    case = a_case(cast)
    member = case.members.get().conversation
    actions.leave(case=case, conversation=member, by=cast.marc_olivier, at=AT)
    with pytest.raises(actions.NotAMember):
        actions.leave(case=case, conversation=member, by=cast.marc_olivier, at=AT)
    actions.edit(case=case, values={"title": "Nouveau"}, read_version=1, by=cast.marc_olivier, at=AT)
    with pytest.raises(StaleWrite):
        actions.edit(case=case, values={"title": "Autre"}, read_version=1, by=cast.odile, at=AT)


def test_the_list_keeps_its_queries_and_pages(cast: Cast, django_assert_num_queries: object) -> None:
    for number in range(53):
        actions.open_case(title=f"Affaire {number}", production=cast.drache, by=cast.marc_olivier, at=AT)
    cast.marc_olivier.scope()
    with django_assert_num_queries(1):  # type: ignore[operator]
        first = listed(cast.marc_olivier, cast.drache, day=TODAY)
    second = listed(cast.marc_olivier, cast.drache, day=TODAY, before=first.older)
    assert (len(first.rows), len(second.rows), second.older) == (50, 3, "")
    assert not {row.pk for row in first.rows} & {row.pk for row in second.rows}
    assert len(listed(cast.marc_olivier, cast.drache, day=TODAY, words="d-2027-012").rows) == 1


def test_one_case_reads_in_a_constant_number_of_queries(cast: Cast, django_assert_num_queries: object) -> None:
    case = a_case(cast)
    actions.join(
        case=case, conversations=[a_conversation(cast) for _time in range(8)], by=cast.marc_olivier, at=AT
    )
    with django_assert_num_queries(14):  # type: ignore[operator]
        view = one_case(case)
    assert view.complaints == 9 and view.steps
