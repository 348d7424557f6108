"""The sample house shows D8 and D9: who approved, who decided for whom, who is late, whom one waits for."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from coulisse.desks.community.approving.models import Nudge, Submission
from coulisse.desks.community.approving.queries.pages import queue
from coulisse.desks.community.approving.standing import Approval, approval_of
from coulisse.desks.community.publishing.agreement import content_hash
from coulisse.engines.approval import Outcome, Status
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.models import Recipient, State
from coulisse.house.sample.community.approving import approve_the_campaign
from coulisse.house.sample.community.publishing import plan_publications
from coulisse.house.sample.house import add_clients, add_the_company, begin_productions
from coulisse.house.sample.moments import Moments
from coulisse.house.sample.team import found_house, invite_team

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["2026-11-23T07:30+01:00", "2026-11-29T19:00+01:00", "2026-12-28T08:00+01:00"])
def loaded(request: pytest.FixtureRequest, db: None) -> Iterator[datetime]:
    """On a Monday morning, on a Sunday evening, on the Monday after Christmas."""
    moments = Moments(datetime.fromisoformat(request.param))
    owner = found_house(moments=moments)
    company = add_the_company(by=owner, moments=moments)
    clients = add_clients(by=owner, moments=moments)
    productions = begin_productions(company=company, clients=clients, by=owner, moments=moments)
    people = invite_team(owner=owner, productions=productions, clients=clients, moments=moments)
    plan_publications(productions=productions, people=people, moments=moments)
    approve_the_campaign(productions=productions, people=people, moments=moments)
    yield moments.loaded_at


def found(title: str, at: datetime) -> Approval:
    return approval_of(Submission.objects.get(title=title), at=at)


def test_the_three_approvals_are_in_their_states(loaded: datetime) -> None:
    campaign = found("Les passes de Cap Sambre", loaded)
    assert [role.role for role in campaign.state.queue] == ["client"]
    assert campaign.state.role("client").status is Status.ASKED
    assert campaign.state.outcome is Outcome.OPEN
    late = found("On cherche vingt bénévoles", loaded)
    assert late.state.role("writer").status is Status.LATE
    done = found("Merci aux écoles", loaded)
    assert done.state.outcome is Outcome.APPROVED
    (published,) = done.row.publications.all()
    assert published.agreed_hash == content_hash(published)


def test_the_deputy_decided_in_the_name_of_tess(loaded: datetime) -> None:
    designer = found("Les passes de Cap Sambre", loaded).state.role("designer").decision
    assert designer is not None
    campaign = found("Les passes de Cap Sambre", loaded)
    names = (campaign.name_of(designer.by), campaign.name_of(designer.in_the_name_of))
    assert names in {("Ilse De Smedt", "Tess Claes"), ("Tess Claes", "")}


def test_kobe_signs_in_and_finds_what_waits_for_the_festival(loaded: datetime) -> None:
    kobe = User.objects.get(email="kobe@capsambre.example")
    assert [(one.title, one.role) for one in queue(kobe, at=loaded)] == [("Les passes de Cap Sambre", "client")]


def test_nobody_is_told_again_when_the_sample_opens(loaded: datetime) -> None:
    assert not Recipient.objects.filter(state=State.WAITING).exists()
    assert Nudge.objects.filter(event="asked").count() >= 8
