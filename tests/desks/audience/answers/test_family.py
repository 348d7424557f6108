"""One answer to a family: 400 letters by name, in two languages, exactly once, taken back until they leave."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from coulisse.desks.audience.answers.actions.bounces import note_bounces
from coulisse.desks.audience.answers.actions.bulk import (
    CountChanged,
    NothingToUndo,
    PreparedAlready,
    add_latecomers,
    pause,
    prepare_chosen,
    prepare_family,
    resume,
    undo,
)
from coulisse.desks.audience.answers.actions.sending import answer
from coulisse.desks.audience.answers.models import Answer, AnswerSettings, BulkAnswer, WordingVersion
from coulisse.desks.audience.answers.queries.family import family_plan, pace, samples
from coulisse.desks.audience.answers.queries.progress import letters_of, progress
from coulisse.desks.audience.answers.refusals import (
    FamilyFrozen,
    LanguageMissing,
    NobodyLeft,
    NotApproved,
    NotTheLine,
)
from coulisse.desks.audience.care.models import Restriction
from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.foundation.mailroom.models import Mailbox, Recipient, State
from tests.cast import AT, Cast
from tests.desks.audience.answers.rows import LINE, a_box, a_family, a_locked_line, a_member, a_wording, restrict
from tests.desks.audience.scene import a_conversation, a_writer

pytestmark = pytest.mark.django_db


def test_who_gets_it_who_is_out_and_why(cast: Cast) -> None:
    french = a_family(cast)
    dutch = a_family(cast, key="nl", language="nl", joined_to=french)
    members = [a_member(cast, french, number) for number in range(6)]
    a_member(cast, dutch, 7)
    a_member(cast, dutch, 8, state="answered")
    a_conversation(
        cast, beside=french, apart=[{"reason": "kind", "words": ["press"]}], writer=a_writer("A", "a@x.example")
    )
    members[0].writer.addresses.all().delete()
    members[1].writer.addresses.update(bounced_at=AT)
    members[2].messages.update(is_automatic=True)
    version = a_locked_line(cast, french)
    found = family_plan(dutch, version, user=cast.marc_olivier, at=AT)
    assert (found.count, dict(found.languages), found.missing) == (4, {"fr": 3, "nl": 1}, ())
    assert {group.code: group.count for group in found.out} == {
        "exception": 1,
        "answered": 1,
        "address": 1,
        "bounced": 1,
        "automatic": 1,
    }
    first = samples(found, version, seed=3)
    assert first == samples(found, version, seed=3)
    assert len(first) == 4
    assert {one.text.split("\n")[0] for one in first} >= {"Bonjour Sophie De Smet,", "Beste Jan Peeters,"}


def test_each_gets_one_letter_by_name_language_and_number(cast: Cast) -> None:
    french = a_family(cast)
    dutch = a_family(cast, key="nl", language="nl", joined_to=french)
    a_box(per_minute=60)
    for number in range(8):
        a_member(cast, french, number)
    for number in range(3):
        a_member(cast, dutch, number)
    version = a_locked_line(cast, french)
    made = prepare_family(family=dutch, version=version, expected=11, per_minute=60, by=cast.marc_olivier, at=AT)
    said = list(Message.objects.filter(direction="out").select_related("conversation").order_by("pk"))
    assert len(said) == 11 and made.family == french
    assert sum(one.text.startswith("Beste") for one in said) == 3
    assert all(
        one.conversation.reference in one.text and one.conversation.reference in one.subject for one in said
    )
    hours = list(Recipient.objects.order_by("not_before").values_list("not_before", flat=True))
    assert {later - earlier for earlier, later in pairwise(hours)} == {timedelta(seconds=1)}
    assert made.ends_at == hours[-1]
    assert Conversation.objects.filter(state="answered", answered_at=AT).count() == 11
    assert {one.in_reply_to for one in said} == set(
        Message.objects.filter(direction="in").values_list("message_id", flat=True)
    )


def test_preparing_twice_is_refused_and_the_database_refuses_it_too(cast: Cast) -> None:
    family = a_family(cast)
    found = a_member(cast, family, 0)
    version = a_locked_line(cast, family)
    made = prepare_family(family=family, version=version, by=cast.marc_olivier, at=AT)
    with pytest.raises(PreparedAlready):
        prepare_family(family=family, version=version, by=cast.odile, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(
            conversation=found, bulk=made, wording=version, language="fr", state_before="open", at=AT
        )
    assert Recipient.objects.count() == 1


def test_a_missing_language_a_changed_count_or_no_line_prepare_nothing(cast: Cast) -> None:
    family = a_family(cast)
    a_member(cast, family, 0)
    plain = a_wording(cast, title="Sans ligne")
    with pytest.raises(NotTheLine):
        prepare_family(family=family, version=plain, by=cast.marc_olivier, at=AT)
    version = a_locked_line(cast, family, {"fr": LINE["fr"]})
    with pytest.raises(CountChanged):
        prepare_family(family=family, version=version, expected=2, by=cast.marc_olivier, at=AT)
    a_member(cast, family, 1, language="nl")
    with pytest.raises(LanguageMissing):
        prepare_family(family=family, version=version, by=cast.marc_olivier, at=AT)
    assert not Recipient.objects.exists() and not BulkAnswer.objects.exists()


def test_undo_takes_back_what_waits_and_leaves_what_left(cast: Cast) -> None:
    family = a_family(cast)
    members = [a_member(cast, family, number) for number in range(4)]
    version = a_locked_line(cast, family)
    made = prepare_family(family=family, version=version, by=cast.marc_olivier, at=AT)
    gone = Recipient.objects.order_by("pk")[0]
    Recipient.objects.filter(pk=gone.pk).update(state=State.SENT)
    assert undo(bulk=made, by=cast.marc_olivier, at=AT) == 3
    states = [Conversation.objects.get(pk=one.pk).state for one in members]
    assert states == ["answered", "open", "open", "open"]
    assert Message.objects.filter(direction="out").count() == 1
    assert Conversation.objects.filter(answered_at__isnull=True).count() == 3
    with pytest.raises(NothingToUndo):
        undo(bulk=made, by=cast.marc_olivier, at=AT)
    again = prepare_family(family=family, version=version, by=cast.marc_olivier, at=AT)
    assert again.answers.count() == 3


def test_pause_resume_and_latecomers(cast: Cast) -> None:
    family = a_family(cast)
    for number in range(3):
        a_member(cast, family, number)
    version = a_locked_line(cast, family)
    made = prepare_family(family=family, version=version, by=cast.marc_olivier, at=AT)
    assert pause(bulk=made, by=cast.marc_olivier, at=AT) == 3
    late = a_member(cast, family, 9)
    made.refresh_from_db()
    assert progress(made, user=cast.marc_olivier, at=AT).late == 1
    assert add_latecomers(bulk=made, by=cast.marc_olivier, at=AT) == 1
    assert Recipient.objects.filter(state=State.HELD).count() == 4
    later = AT + timedelta(hours=1)
    assert resume(bulk=made, by=cast.marc_olivier, at=later) == 4
    assert Recipient.objects.filter(state=State.WAITING, not_before__gte=later).count() == 4
    assert Answer.objects.filter(conversation=late).count() == 1
    with pytest.raises(NobodyLeft):
        add_latecomers(bulk=made, by=cast.marc_olivier, at=later)


def test_progress_and_bounces(cast: Cast) -> None:
    family = a_family(cast)
    for number in range(5):
        a_member(cast, family, number)
    version = a_locked_line(cast, family)
    made = prepare_family(family=family, version=version, by=cast.marc_olivier, at=AT)
    rows = list(Recipient.objects.order_by("pk"))
    for row, state in zip(rows, ("sent", "bounced", "failed", "unknown"), strict=False):
        row.state, row.bounced_at = state, AT if state == "bounced" else None
        row.save()
    seen = progress(made, user=cast.marc_olivier, at=AT)
    assert (seen.total, seen.waiting, seen.lost) == (5, 1, 3)
    assert [one.address for one in letters_of(made, "bounced")] == [rows[1].address]
    assert note_bounces(at=AT) == 1
    assert note_bounces(at=AT) == 0
    writer = Answer.objects.get(recipient=rows[1]).conversation.writer
    assert writer.addresses.get().bounced_at == AT


def test_a_choice_by_hand_uses_the_same_machinery(cast: Cast) -> None:
    family = a_family(cast)
    member = a_member(cast, family, 0)
    others = [a_conversation(cast, writer=a_writer(f"P {n}", f"p{n}@x.example")) for n in range(3)]
    version = a_wording(cast)
    made = prepare_chosen(
        conversations=[one.pk for one in others], version=version, title="Merci", by=cast.marc_olivier, at=AT
    )
    assert made.answers.count() == 3 and made.family is None
    version.refresh_from_db()
    assert version.state == "in-use"
    a_locked_line(cast, family)
    with pytest.raises(NotTheLine):
        prepare_chosen(conversations=[member.pk], version=version, title="x", by=cast.marc_olivier, at=AT)


def test_no_more_leave_in_a_minute_than_the_mailbox_lets_leave(cast: Cast) -> None:
    family = a_family(cast)
    for number in range(4):
        a_member(cast, family, number)
    version = a_locked_line(cast, family)
    found = family_plan(family, version, user=cast.marc_olivier, at=AT)
    assert AnswerSettings().per_minute == 40
    kept = pace(found.goes)
    assert (kept.per_minute, kept.mailbox, kept.is_held, kept.most) == (30, "publics@mediane.example", True, 30)
    assert (pace(found.goes, asked=12).per_minute, pace(found.goes, asked=12).is_held) == (12, False)
    made = prepare_family(family=family, version=version, per_minute=60, by=cast.marc_olivier, at=AT)
    hours = list(Recipient.objects.order_by("not_before").values_list("not_before", flat=True))
    assert made.per_minute == 30
    assert {later - earlier for earlier, later in pairwise(hours)} == {timedelta(seconds=2)}
    slow = Mailbox.objects.create(name="Lent", address="lent@mediane.example", per_minute=6)
    a_member(cast, family, 9, mailbox=slow)
    add_latecomers(bulk=made, by=cast.marc_olivier, at=AT)
    made.refresh_from_db()
    assert made.per_minute == 6


def test_the_desk_goes_slower_than_the_mailbox_where_it_wishes_so(cast: Cast) -> None:
    family = a_family(cast)
    a_member(cast, family, 0)
    AnswerSettings.objects.create(production=cast.drache, per_minute=10)
    version = a_locked_line(cast, family)
    made = prepare_family(family=family, version=version, by=cast.marc_olivier, at=AT)
    assert made.per_minute == 10


@pytest.mark.parametrize("scope", [Restriction.Scope.REVIEW, Restriction.Scope.NO_BULK])
def test_a_restricted_writer_is_never_among_the_many(cast: Cast, scope: str) -> None:
    family = a_family(cast)
    members = [a_member(cast, family, number) for number in range(3)]
    version = a_locked_line(cast, family)
    restrict(cast, members[0].writer, scope)
    found = family_plan(family, version, user=cast.marc_olivier, at=AT)
    assert (found.count, [(group.code, group.count) for group in found.out]) == (2, [("restricted", 1)])
    prepare_family(family=family, version=version, expected=2, by=cast.marc_olivier, at=AT)
    plain = a_wording(cast, title="Merci")
    alone = a_conversation(cast, writer=members[0].writer)
    with pytest.raises(NobodyLeft):
        prepare_chosen(conversations=[alone.pk], version=plain, title="Merci", by=cast.marc_olivier, at=AT)
    assert not Answer.objects.filter(conversation__writer=members[0].writer).exists()


def test_a_restriction_holds_for_every_card_that_is_one_with_it(cast: Cast) -> None:
    family = a_family(cast)
    member, other = a_member(cast, family, 0), a_member(cast, family, 1)
    head = a_writer("Hubert Lambot", "hubert@public.example")
    member.writer.merged_into = head
    member.writer.save(update_fields=["merged_into"])
    restrict(cast, head, Restriction.Scope.NO_BULK)
    version = a_locked_line(cast, family)
    found = family_plan(family, version, user=cast.marc_olivier, at=AT)
    assert [one.conversation.pk for one in found.goes] == [other.pk]


def test_in_a_crisis_only_an_approved_text_goes_to_many(cast: Cast) -> None:
    french = a_family(cast, frozen_at=AT)
    dutch = a_family(cast, key="nl", language="nl", joined_to=french)
    members = [a_member(cast, french, number) for number in range(2)]
    joined = a_member(cast, dutch, 0, language="fr")
    plain = a_wording(cast)
    for choice in (members, [joined]):
        with pytest.raises(FamilyFrozen):
            prepare_chosen(
                conversations=[one.pk for one in choice],
                version=plain,
                title="Merci",
                by=cast.marc_olivier,
                at=AT,
            )
    with pytest.raises(FamilyFrozen):
        answer(joined, text="Merci.", by=cast.marc_olivier, at=AT)
    with pytest.raises(NotTheLine):
        prepare_family(family=french, version=plain, by=cast.marc_olivier, at=AT)
    assert not Recipient.objects.exists()
    plain.wording.needs_approval = True
    plain.wording.save(update_fields=["needs_approval"])
    with pytest.raises(NotApproved):
        prepare_chosen(conversations=[members[0].pk], version=plain, title="x", by=cast.marc_olivier, at=AT)
    WordingVersion.objects.filter(pk=plain.pk).update(state="approved", approved_at=AT)
    approved = WordingVersion.objects.select_related("wording").get(pk=plain.pk)
    made = prepare_chosen(
        conversations=[members[0].pk], version=approved, title="Approuvé", by=cast.marc_olivier, at=AT
    )
    assert made.answers.count() == 1


def test_preparing_takes_a_constant_number_of_queries(cast: Cast, django_assert_max_num_queries: object) -> None:
    family = a_family(cast)
    for number in range(40):
        a_member(cast, family, number)
    version = a_locked_line(cast, family)
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        prepare_family(family=family, version=version, by=cast.marc_olivier, at=AT)
