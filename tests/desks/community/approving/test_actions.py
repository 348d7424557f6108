"""Handing in, deciding, changing: what the engine says, kept in rows; what leaves, and who is told."""

from datetime import timedelta

import pytest

from coulisse.desks.community.approving.actions import inviting, submitting
from coulisse.desks.community.approving.actions.deciding import Objected, RightMissing, Voice, advise, decide
from coulisse.desks.community.approving.actions.revising import Over, look_again
from coulisse.desks.community.approving.actions.settling import look_after_all
from coulisse.desks.community.approving.models import Nudge, RoleDecision, Submission
from coulisse.desks.community.approving.standing import approval_of
from coulisse.desks.community.composing.actions import replacing
from coulisse.desks.community.publishing.actions import publications
from coulisse.desks.community.publishing.models import Publication
from coulisse.engines.approval import Event, NobodyHolds, Objection, Outcome, RefusedWithoutReason, Status
from coulisse.foundation.accounts.models import GuestLink
from coulisse.foundation.mailroom.models import Letter
from tests.cast import Cast
from tests.desks.community.approving.rows import (
    CLIENT_EMAIL,
    FR,
    a_broadcast,
    a_draft,
    all_before_the_client,
    campaign,
    handed_in,
    says,
    show,
    wall,
)

pytestmark = pytest.mark.django_db


def asked(row: Submission, words: str) -> list[str]:
    return [role.role for role in approval_of(row, at=wall(words)).state.queue]


def letters_to(email: str) -> list[str]:
    found = Letter.objects.filter(recipients__address=email).order_by("pk")
    return list(found.values_list("subject", flat=True))


def client_says(row: Submission, words: str, verdict: str = "approved", reason: str = "") -> None:
    seat = row.guests.get(role="client")
    link = GuestLink.objects.filter(object_id=seat.pk).latest("pk")
    at = wall(words)
    decide(
        submission=row,
        role="client",
        verdict=verdict,
        voice=Voice.of_guest(seat, link),
        seal=approval_of(row, at=at).seal("client"),
        reason=reason,
        at=at,
    )


def edit(row: Publication, cast: Cast, words: str, **values: object) -> None:
    fresh = Publication.objects.get(pk=row.pk)
    publications.rewrite(
        publication=fresh, values=values, files=(), read_version=fresh.version, by=cast.ines, at=wall(words)
    )


def test_what_is_handed_in_leaves_only_as_everybody_approved_it(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    with pytest.raises(publications.NotCleared):
        publications.arm(publication=made.french, by=cast.ines, at=wall("16 09:01"))
    all_before_the_client(row, made)
    assert Publication.objects.get(pk=made.french.pk).agreed_hash == ""
    client_says(row, "16 16:00")
    row.refresh_from_db()
    assert row.agreed_at == wall("16 16:00")
    armed = publications.arm(publication=made.french, by=cast.ines, at=wall("16 16:05"))
    assert armed.state == Publication.State.ARMED
    assert len(letters_to("ines@meuse.example")) == 1


def test_an_edit_voids_only_the_roles_it_touches_and_says_whose(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    all_before_the_client(row, made)
    client_says(row, "16 16:00")
    edit(made.dutch, cast, "16 16:30", text="Cap Sambre: 1200 passen!")
    assert look_again(row, at=wall("16 16:31"))
    state = approval_of(row, at=wall("16 16:31")).state
    assert [role.role for role in state.roles if role.status is Status.VOID] == ["writer", "account", "client"]
    assert state.role("art").status is Status.NOT_NEEDED, "nothing is shown"
    assert state.role("media").status is Status.APPROVED
    fell = [entry for entry in state.log if entry.event is Event.FELL]
    assert {entry.by for entry in fell} == {f"u{cast.ines.pk}"}
    assert {change.key for entry in fell for change in entry.changes} == {f"p{made.dutch.pk}"}
    # What was not touched stands as everybody approved it; what was touched waits.
    publications.arm(publication=made.french, by=cast.ines, at=wall("16 16:40"))
    with pytest.raises(publications.NotCleared) as held:
        publications.arm(publication=made.dutch, by=cast.ines, at=wall("16 16:40"))
    assert [one.code for one in held.value.reasons] == ["publishing.changed-since"]
    # Put back as it was, it is approved as it was.
    edit(made.dutch, cast, "16 17:00", text="Cap Sambre: 1200 passen, vijf dagen.")
    look_again(row, at=wall("16 17:01"))
    assert approval_of(row, at=wall("16 17:01")).state.outcome is Outcome.APPROVED
    assert publications.arm(publication=made.dutch, by=cast.ines, at=wall("16 17:02")).armed_by == cast.ines


def test_a_word_on_what_was_changed_meanwhile_does_not_count(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    seal = approval_of(row, at=wall("16 09:05")).seal("writer")
    edit(made.french, cast, "16 09:10", text=f"{FR}!")
    with pytest.raises(Objected) as stopped:
        decide(
            submission=row,
            role="writer",
            verdict="approved",
            voice=Voice.of(made.wannes),
            seal=seal,
            at=wall("16 09:15"),
        )
    assert stopped.value.objection is Objection.OLD_CONTENT
    assert not RoleDecision.objects.exists()


def test_refusing_needs_a_reason_and_goes_to_the_author(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    with pytest.raises(RefusedWithoutReason):
        says(row, made.wannes, "writer", "16 09:30", verdict="refused", reason=" ")
    state = says(row, made.wannes, "writer", "16 09:31", verdict="refused", reason="Kassa, niet kas").state
    assert (state.outcome, state.is_with_author) == (Outcome.REFUSED, True)
    letter = Letter.objects.filter(recipients__address="ines@meuse.example").latest("pk")
    assert "Kassa, niet kas" in letter.text
    # Another word of the same role lifts it.
    assert says(row, made.wannes, "writer", "16 09:40").state.outcome is Outcome.OPEN


def test_taking_back_after_everybody_approved_holds_it_back_again(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    all_before_the_client(row, made)
    client_says(row, "16 16:00")
    says(row, made.sofia, "account", "16 16:10", verdict="withdrawn")
    row.refresh_from_db()
    assert row.agreed_at is None
    assert Publication.objects.get(pk=made.french.pk).agreed_hash == ""
    with pytest.raises(publications.NotCleared):
        publications.arm(publication=made.french, by=cast.ines, at=wall("16 16:15"))


@pytest.mark.parametrize(
    ("who", "role", "objection"),
    [
        ("malik", "writer", Objection.NOT_A_HOLDER),
        ("sofia", "account", Objection.NOT_THEIR_TURN),
        ("wannes", "cook", Objection.UNKNOWN_ROLE),
    ],
)
def test_nobody_decides_out_of_turn_or_for_another(cast: Cast, who: str, role: str, objection: Objection) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    with pytest.raises(Objected) as stopped:
        says(row, getattr(made, who), role, "16 09:30")
    assert stopped.value.objection is objection


def test_reminders_leave_once_and_silence_never_approves(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    assert len(letters_to("wannes@meuse.example")) == 1, "asked"
    for words in ("16 12:00", "16 17:00", "16 17:01", "16 17:30"):
        look_after_all(at=wall(words))
    assert len(letters_to("wannes@meuse.example")) == 2, "one reminder, at H+8"
    for words in ("19 15:59", "19 16:00", "19 17:00", "28 09:00"):
        look_after_all(at=wall(words))
    assert len(letters_to("wannes@meuse.example")) == 2
    state = approval_of(row, at=wall("28 09:00")).state
    assert (state.outcome, state.approved_at) == (Outcome.STOPPED, None)
    events = Nudge.objects.filter(submission=row).order_by("moment").values_list("event", flat=True)
    assert list(events) == ["asked", "reminded", "stopped"]
    assert Letter.objects.filter(recipients__address="ines@meuse.example").count() == 1, "the author knows"


def test_the_route_is_frozen_with_what_was_handed_in(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    made.route.steps.filter(role="writer").delete()
    assert asked(row, "16 09:10") == ["writer"]
    with pytest.raises(submitting.HandedInAlready):
        handed_in(cast, made)


def test_a_route_that_nobody_holds_takes_nothing_in(cast: Cast) -> None:
    made = campaign(cast)
    step = made.route.steps.get(role="media")
    step.seats.all().delete()
    with pytest.raises(NobodyHolds):
        handed_in(cast, made)
    assert not Submission.objects.exists()


def test_taken_back_nobody_decides_and_it_still_leaves_only_approved(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    submitting.take_back(submission=row, by=cast.ines, at=wall("16 09:20"))
    with pytest.raises(Over):
        says(row, made.wannes, "writer", "16 09:30")
    with pytest.raises(publications.NotCleared):
        publications.arm(publication=made.french, by=cast.ines, at=wall("16 09:31"))
    again = handed_in(cast, made, at=wall("16 10:00"))
    assert asked(again, "16 10:01") == ["writer"]


def test_a_change_of_the_paid_part_asks_those_who_answer_for_it(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    all_before_the_client(row, made)
    row.refresh_from_db()
    state = submitting.change(
        submission=row, values={"paid_cents": 80000}, read_version=row.version, by=cast.ines, at=wall("16 15:00")
    ).state
    assert [role.role for role in state.roles if role.status is Status.VOID] == ["account", "media"]
    assert asked(row, "16 15:01") == ["account"]


def test_the_team_reads_it_before_the_public_and_not_before_its_hour(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made, team_text="Demain, les passes sont en vente.", team_at=wall("20 09:00"))
    all_before_the_client(row, made)
    client_says(row, "16 16:00")
    look_after_all(at=wall("20 08:59"))
    told = Letter.objects.filter(text__contains="les passes sont en vente")
    assert not told.exists()
    look_after_all(at=wall("20 09:00"))
    look_after_all(at=wall("20 09:01"))
    row.refresh_from_db()
    assert row.told_at == wall("20 09:00")
    assert all("30 avril 2027" in letter.text for letter in told)
    team = set(told.values_list("recipients__address", flat=True))
    assert {"ines@meuse.example", "wannes@meuse.example", "bastien@meuse.example"} <= team
    assert "kobe@capsambre.example" not in team, "a client's person is no colleague"
    assert "pascaline@meuse.example" not in team, "nor is somebody of another production"


def test_the_team_is_told_nothing_that_is_not_approved(cast: Cast) -> None:
    made = campaign(cast)
    handed_in(cast, made, team_text="Les passes")
    look_after_all(at=wall("29 09:00"))
    assert not Letter.objects.filter(text__contains="Les passes\n").exists()


def test_an_expert_is_added_for_one_role_and_another_only_advises(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    at = wall("16 09:05")
    lawyer = inviting.invite(
        submission=row, role="expert", name="Me Hanquet", publication=made.french, by=cast.ines, at=at
    )
    advise(seat=lawyer.seat, text="Dites « à partir de ».", at=at)
    assert [one.text for one in row.remarks.all()] == ["Dites « à partir de »."]
    row.refresh_from_db()
    translator = inviting.invite(submission=row, role="writer", name="Lotte Claes", by=cast.ines, at=at)
    link = GuestLink.objects.get(object_id=translator.seat.pk)
    state = decide(
        submission=row,
        role="writer",
        verdict="approved",
        voice=Voice.of_guest(translator.seat, link),
        seal=approval_of(row, at=at).seal("writer"),
        at=at + timedelta(minutes=5),
    ).state
    assert [role.role for role in state.queue] == ["account"]
    with pytest.raises(inviting.NotOfTheRoute):
        inviting.invite(submission=row, role="expert", name="Personne", by=cast.ines, at=at)


def test_the_client_gets_a_link_when_it_is_their_turn_and_not_before(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    assert letters_to(CLIENT_EMAIL) == []
    all_before_the_client(row, made)
    assert len(letters_to(CLIENT_EMAIL)) == 1
    letter = Letter.objects.get(recipients__address=CLIENT_EMAIL)
    assert "/g/" in letter.text
    look_after_all(at=wall("16 14:00"))
    assert len(letters_to(CLIENT_EMAIL)) == 1


def test_whoever_lost_the_link_gets_no_other_by_a_reminder(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    all_before_the_client(row, made)
    seat = row.guests.get(role="client")
    assert inviting.shut_out(seat=seat, by=cast.ines, at=wall("16 11:00")) == 1
    look_after_all(at=wall("19 17:00"))
    assert len(letters_to(CLIENT_EMAIL)) == 1
    assert not GuestLink.objects.filter(object_id=seat.pk, revoked_at__isnull=True).exists()
    again = inviting.invite(
        submission=row, role="client", name=seat.name, email=seat.email, by=cast.ines, at=wall("19 17:10")
    )
    assert again.seat.pk == seat.pk
    assert len(letters_to(CLIENT_EMAIL)) == 2


def test_once_all_of_it_is_out_nobody_is_asked_any_more(cast: Cast) -> None:
    made = campaign(cast)
    row = handed_in(cast, made)
    Publication.objects.update(state=Publication.State.CANCELLED)
    look_after_all(at=wall("16 10:00"))
    row.refresh_from_db()
    assert row.closed_at == wall("16 10:00")
    assert not row.items.filter(is_open=True).exists()


def test_a_move_of_the_grid_asks_nobody(cast: Cast) -> None:
    """An hour tied to a broadcast is approved as broadcast and offset."""
    made = campaign(cast)
    slot = a_broadcast(wall("18 20:25"))
    Publication.objects.filter(pk=made.french.pk).update(
        broadcast=slot, offset_minutes=-15, due_at=wall("18 20:10")
    )
    row = handed_in(cast, made)
    Publication.objects.filter(pk=made.french.pk).update(due_at=wall("18 20:50"))
    assert not look_again(row, at=wall("16 16:00")), "the slot moves, and the publication with it"
    Publication.objects.filter(pk=made.french.pk).update(offset_minutes=-20)
    assert look_again(row, at=wall("16 16:01")), "another offset is another hour"
    last = row.revisions.latest("number")
    assert (last.by, last.by_name) == (None, ""), "nobody said who"


def test_nobody_approves_a_picture_that_is_not_cleared(cast: Cast) -> None:
    made = campaign(cast)
    show(cast, made.french, cleared=False)
    row = handed_in(cast, made)
    says(row, made.wannes, "writer", "16 09:30")
    says(row, made.sofia, "account", "16 09:40")
    with pytest.raises(RightMissing) as stopped:
        says(row, made.malik, "art", "16 10:00")
    (publication, reasons), *others = stopped.value.missing
    assert (publication, others) == (made.french, [])
    assert [one.code for one in reasons] == ["rights.not-listed"]
    # To send it back needs no right.
    says(row, made.malik, "art", "16 10:05", verdict="refused", reason="Affiche non libérée")


def test_another_cut_of_the_picture_asks_the_designers_and_the_client(cast: Cast) -> None:
    made = campaign(cast)
    show(cast, made.french)
    row = handed_in(cast, made)
    all_before_the_client(row, made)
    client_says(row, "16 16:00")
    made.french.files.all().delete()
    show(cast, made.french, "navy")
    look_again(row, at=wall("16 16:30"))
    state = approval_of(row, at=wall("16 16:30")).state
    assert [role.role for role in state.roles if role.status is Status.VOID] == ["art", "designer", "client"]


def test_a_picture_replaced_everywhere_is_an_edit_of_whoever_replaced_it(cast: Cast) -> None:
    made = campaign(cast)
    old = show(cast, made.french, "red")
    row = handed_in(cast, made)
    other = show(cast, a_draft(cast, made.account, "Ailleurs"), "navy")
    replacing.replace(
        publications=[made.french],
        documents=[old.document_id],
        old=old.document,
        new=other,
        by=cast.ines,
        at=wall("16 09:30"),
    )
    assert look_again(row, at=wall("16 09:45"))
    last = row.revisions.latest("number")
    assert (last.by, last.at) == (cast.ines, wall("16 09:30"))
