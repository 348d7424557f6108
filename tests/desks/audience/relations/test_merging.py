"""Two cards become one and two again, exactly."""

from datetime import timedelta

import pytest

from coulisse.desks.audience.intake.models import Message
from coulisse.desks.audience.relations.actions import merging, people, recognise, writer_for
from coulisse.desks.audience.relations.models import Consent, MergeProposal, Writer
from coulisse.foundation.journal.models import Entry
from tests.cast import AT, Cast
from tests.desks.audience.relations.people_scene import a_proposal, the_tickets
from tests.desks.audience.scene import a_conversation

pytestmark = pytest.mark.django_db


def state(*writers: Writer) -> list[object]:
    """Everything that hangs on these cards."""
    told: list[object] = []
    for writer in Writer.objects.filter(pk__in=[one.pk for one in writers]).order_by("pk"):
        told.append((writer.name, writer.language, writer.is_minor, writer.first_at, writer.last_at))
        told.append(sorted(writer.conversations.values_list("reference", flat=True)))
        told.append(sorted(writer.addresses.values_list("kind", "key")))
        told.append(sorted(writer.consents.values_list("purpose", "withdrawn_at")))
        told.append(sorted(writer.ticket_orders.values_list("order_number", flat=True)))
        told.append(sorted(writer.mentions.values_list("kind", "key")))
    return told


def rich(cast: Cast) -> MergeProposal:
    proposal = a_proposal(cast)
    the_tickets(cast)
    Writer.objects.filter(pk=proposal.other_id).update(
        is_minor=True, language="nl", last_at=AT + timedelta(days=9)
    )
    for purpose in ("events", "panel"):
        people.give_consent(writer=proposal.other, purpose=purpose, how="oral", by=cast.marc_olivier, at=AT)
    people.give_consent(writer=proposal.kept, purpose="events", how="courriel", by=cast.marc_olivier, at=AT)
    recognise([(proposal.other, "0470 11 22 33")], at=AT)
    return proposal


def test_everything_goes_to_the_older_card(cast: Cast) -> None:
    proposal = rich(cast)
    merged = merging.merge(proposal=proposal, by=cast.marc_olivier, at=AT)
    kept = Writer.objects.get(pk=merged.kept_id)
    assert kept.conversations.count() == 2
    assert kept.addresses.count() == 2
    assert (kept.is_minor, kept.language) == (True, "nl")
    assert kept.consents.filter(withdrawn_at__isnull=True).count() == 2
    assert Consent.objects.filter(writer=proposal.other).get().purpose == "events"
    assert Writer.objects.get(pk=proposal.other_id).merged_into == kept
    assert Entry.objects.filter(kind="audience.relations.writers-merged").count() == 1


def test_a_merge_taken_back_leaves_no_trace(cast: Cast) -> None:
    proposal = rich(cast)
    before = state(proposal.kept, proposal.other)
    merging.merge(proposal=proposal, by=cast.marc_olivier, at=AT)
    assert state(proposal.kept, proposal.other) != before
    merging.part(proposal=proposal, by=cast.marc_olivier, at=AT)
    assert state(proposal.kept, proposal.other) == before
    assert MergeProposal.objects.get(pk=proposal.pk).state == "open"
    merging.merge(proposal=proposal, by=cast.marc_olivier, at=AT)
    merging.part(proposal=proposal, by=cast.marc_olivier, at=AT)
    assert state(proposal.kept, proposal.other) == before


def test_what_came_in_since_goes_with_its_address(cast: Cast) -> None:
    proposal = a_proposal(cast)
    merging.merge(proposal=proposal, by=cast.marc_olivier, at=AT)
    again = writer_for(email="c.marchal@autre.example", at=AT)
    assert again == proposal.kept
    theirs = a_conversation(cast, "Encore moi, de l’autre adresse", writer=again)
    Message.objects.filter(conversation=theirs).update(sender="C. Marchal <C.Marchal@autre.example>")
    ours = a_conversation(cast, "Encore moi", writer=again)
    Message.objects.filter(conversation=ours).update(sender="Colette Marchal <colette@public.example>")
    merging.part(proposal=proposal, by=cast.marc_olivier, at=AT)
    theirs.refresh_from_db()
    ours.refresh_from_db()
    assert (theirs.writer, ours.writer) == (proposal.other, proposal.kept)


def test_what_was_corrected_since_stays_corrected(cast: Cast) -> None:
    proposal = rich(cast)
    merging.merge(proposal=proposal, by=cast.marc_olivier, at=AT)
    kept = Writer.objects.get(pk=proposal.kept_id)
    people.edit(writer=kept, values={"name": "Colette M."}, read_version=kept.version, by=cast.odile, at=AT)
    merging.part(proposal=proposal, by=cast.marc_olivier, at=AT)
    kept.refresh_from_db()
    assert (kept.name, kept.is_minor) == ("Colette M.", False)


def test_three_cards_part_in_any_order(cast: Cast) -> None:
    proposal = a_proposal(cast)
    third = writer_for(name="Colette", handle="facebook:colette", at=AT)
    a_conversation(cast, "Sur Facebook", writer=third)
    people_before = state(proposal.kept, proposal.other, third)
    inner = merging.merge_two(one=proposal.other, other=third, by=cast.marc_olivier, at=AT)
    merging.merge(proposal=proposal, by=cast.marc_olivier, at=AT)
    assert proposal.kept.conversations.count() == 3
    merging.part(proposal=inner, by=cast.marc_olivier, at=AT)
    third.refresh_from_db()
    assert third.conversations.count() == 1
    merging.part(proposal=proposal, by=cast.marc_olivier, at=AT)
    assert state(proposal.kept, proposal.other, third) == people_before


def test_nobody_is_merged_twice(cast: Cast) -> None:
    proposal = a_proposal(cast)
    merging.merge(proposal=proposal, by=cast.marc_olivier, at=AT)
    with pytest.raises(merging.AlreadyMerged):
        merging.merge(proposal=proposal, by=cast.odile, at=AT)
    with pytest.raises(merging.AlreadyMerged):
        merging.refuse(proposal=proposal, by=cast.odile, at=AT)
    merging.part(proposal=proposal, by=cast.odile, at=AT)
    with pytest.raises(merging.NotMerged):
        merging.part(proposal=proposal, by=cast.odile, at=AT)


def test_several_at_once_follow_each_other(cast: Cast) -> None:
    proposal = a_proposal(cast)
    third = writer_for(name="Colette", handle="facebook:colette", at=AT)
    second = MergeProposal.objects.create(kept=proposal.other, other=third, reasons=[], proposed_at=AT)
    assert merging.merge_all(proposals=[second, proposal], by=cast.marc_olivier, at=AT) == 2
    assert merging.standing_of(Writer.objects.get(pk=third.pk)) == proposal.kept
    assert merging.merge_all(proposals=[second, proposal], by=cast.marc_olivier, at=AT) == 0


def test_a_refusal_is_remembered(cast: Cast) -> None:
    proposal = a_proposal(cast)
    merging.refuse(proposal=proposal, by=cast.marc_olivier, at=AT)
    recognise([(proposal.kept, "0470 99 99 99"), (proposal.other, "0470 99 99 99")], at=AT)
    assert MergeProposal.objects.get().state == "refused"
