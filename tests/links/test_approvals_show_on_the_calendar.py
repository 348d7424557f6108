"""The calendar says how far a publication is approved, role by role, and asks the same few times for many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from coulisse.desks.community.approving.actions.submitting import hand_in, take_back
from coulisse.desks.community.calendar.queries.agreements import Role, roles_of
from coulisse.desks.community.questions import HowFarApproved
from coulisse.foundation.journal.links import ask
from tests.cast import Cast
from tests.desks.community.approving.rows import a_draft, all_before_the_client, campaign, handed_in, says, wall

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english() -> object:
    with translation.override("en"):
        yield


def dots(roles: tuple[Role, ...]) -> list[str]:
    return [role.dot for role in roles]


def test_each_role_of_the_route_in_its_order_and_in_words(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    says(row, made.wannes, "writer", "16 09:30")
    found = roles_of([made.french.pk, made.dutch.pk], at=wall("16 10:00"))
    assert set(found) == {made.french.pk, made.dutch.pk}
    assert [str(role) for role in found[made.dutch.pk]] == [
        "Bilingual writer: approved",
        "Account director: is looking",
        "Art director: not needed",
        "Designer: not needed",
        "Media buyer: waits for its turn",
        "Client: waits for its turn",
    ]
    assert dots(found[made.french.pk]) == ["y", "h", "y", "y", "", ""]


def test_who_refuses_shows_and_an_approval_that_ended_well_stays(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    all_before_the_client(row, made)
    says(row, made.greg, "media", "16 12:00", verdict="refused", reason="Trop cher.")
    assert dots(roles_of([made.french.pk], at=wall("16 12:10"))[made.french.pk]) == ["y", "y", "y", "y", "n", ""]
    row.items.update(is_open=False)
    row.agreed_at = wall("16 13:00")
    row.save()
    assert made.french.pk in roles_of([made.french.pk], at=wall("16 14:00"))


def test_nobody_is_asked_for_what_was_taken_back_or_never_handed_in(cast: Cast) -> None:
    made = campaign(cast)
    loose = a_draft(cast, made.account, "Jamais remise.")
    row = handed_in(cast, made)
    take_back(submission=row, by=cast.ines, at=wall("16 10:00"))
    assert roles_of([made.french.pk, loose.pk], at=wall("16 11:00")) == {}


def test_the_names_of_who_decides_stay_where_approvals_are_read(cast: Cast) -> None:
    made = campaign(cast)
    handed_in(cast, made)
    answer = ask(HowFarApproved((made.french.pk,), wall("16 10:00")))
    assert answer.allowed
    assert {key for reason in answer.reasons for key in reason.params} == {"publication", "role", "words", "dot"}


def test_as_many_queries_for_ten_as_for_one(cast: Cast) -> None:
    made = campaign(cast)
    handed_in(cast, made)
    with CaptureQueriesContext(connection) as first:
        roles_of([made.french.pk], at=wall("16 10:00"))
    more = [a_draft(cast, made.account, f"Message {number}") for number in range(9)]
    for number, one in enumerate(more):
        told = {"title": one.text, "paid_cents": 100}
        at = wall("16 09:00") + timedelta(minutes=number)
        hand_in(route=made.route, publications=[one], values=told, by=cast.ines, at=at)
    with CaptureQueriesContext(connection) as second:
        found = roles_of([made.french.pk, *(one.pk for one in more)], at=wall("16 10:00"))
    assert len(found) == 10
    assert len(second) == len(first)
