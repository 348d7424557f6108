"""What people decide: nothing hidden without evidence, nobody answers twice, a criticism only with a reason."""

from datetime import timedelta

import pytest

from coulisse.desks.community.moderation.actions import answering, reading
from coulisse.desks.community.moderation.actions.deciding import (
    Act,
    NothingChanges,
    ReasonMissing,
    TooMany,
    decide,
    mark_seen,
    sort_anew,
)
from coulisse.desks.community.moderation.actions.handing import hand_over, note_case, take_answer_back
from coulisse.desks.community.moderation.models import (
    Comment,
    CommentEvidence,
    CommentExposure,
    CommentTransfer,
    PublicAnswer,
)
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.foundation.journal.models import Entry
from tests.cast import Cast
from tests.desks.community.moderation.rows import (
    CRITICISM,
    INSULT,
    NIGHT,
    PLAIN,
    THREAT,
    a_comment,
    a_post,
    by_hand,
    taken,
)
from tests.desks.community.publishing.rows import an_account

pytestmark = pytest.mark.django_db
STATE = Comment.State
LATER = NIGHT + timedelta(minutes=12)


def fresh(row: Comment) -> Comment:
    return Comment.objects.get(pk=row.pk)


def test_what_no_network_hides_is_handed_to_a_person_with_its_evidence(cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache), INSULT)
    decided = decide(comments=[row.pk], act=Act.HIDE, note="", by=cast.ines, at=LATER)
    assert (decided.count, decided.by_hand) == (1, 1)
    assert fresh(row).state == STATE.BY_HAND
    assert CommentEvidence.objects.get(comment=row).by == cast.ines
    decide(comments=[row.pk], act=Act.DONE, note="", by=cast.ines, at=LATER)
    assert fresh(row).state == STATE.HIDDEN
    assert [step.kind for step in row.steps.all()] == ["frozen", "asked", "hidden"]
    assert [step.by for step in row.steps.all()] == [cast.ines] * 3


def test_what_the_network_can_hide_waits_for_it(cast: Cast) -> None:
    account = an_account(production=cast.drache, way=NetworkAccount.Way.BY_ITSELF)
    post = a_post(account)
    row = a_comment(account, INSULT, thread=post.remote_id)
    decided = decide(comments=[row.pk], act=Act.HIDE, note="", by=cast.ines, at=LATER)
    assert (fresh(row).state, decided.by_hand) == (STATE.HIDING, 0)
    loose = a_comment(account, INSULT, number=2)
    decide(comments=[loose.pk], act=Act.HIDE, note="", by=cast.ines, at=LATER)
    assert fresh(loose).state == STATE.BY_HAND, "nobody knows under which post it stands"


def test_the_clocks_say_when_it_was_seen_and_acted_on_for_the_first_time(cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache))
    mark_seen(comment=row, by=cast.odile, at=LATER)
    mark_seen(comment=fresh(row), by=cast.ines, at=LATER + timedelta(minutes=5))
    decide(comments=[row.pk], act=Act.KEEP, note="", by=cast.ines, at=LATER + timedelta(minutes=9))
    found = fresh(row)
    assert (found.seen_at, found.seen_by) == (LATER, cast.odile)
    assert (found.acted_at, found.acted_by) == (LATER + timedelta(minutes=9), cast.ines)


def test_a_criticism_is_hidden_by_a_person_only_with_a_reason(cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache), CRITICISM)
    with pytest.raises(ReasonMissing):
        decide(comments=[row.pk], act=Act.HIDE, note=" ", by=cast.ines, at=LATER)
    assert fresh(row).state == STATE.OPEN
    assert not CommentEvidence.objects.exists()
    decide(comments=[row.pk], act=Act.HIDE, note="Donne l’adresse d’un voisin", by=cast.ines, at=LATER)
    assert fresh(row).state == STATE.BY_HAND


def test_an_act_in_the_wrong_state_changes_nothing(cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache))
    with pytest.raises(NothingChanges):
        decide(comments=[row.pk], act=Act.DONE, note="", by=cast.ines, at=LATER)
    with pytest.raises(NothingChanges):
        decide(comments=[row.pk], act=Act.REOPEN, note="", by=cast.ines, at=LATER)
    with pytest.raises(TooMany):
        decide(comments=range(501), act=Act.KEEP, note="", by=cast.ines, at=LATER)
    decide(comments=[row.pk], act=Act.KEEP, note="", by=cast.ines, at=LATER)
    decide(comments=[row.pk], act=Act.REOPEN, note="", by=cast.ines, at=LATER)
    assert fresh(row).state == STATE.OPEN


def test_many_at_once_leave_one_line_in_the_journal_and_say_what_was_left(cast: Cast) -> None:
    account = by_hand(cast.drache)
    found = taken(account, PLAIN, PLAIN, PLAIN)
    decide(comments=found.comment_ids[:1], act=Act.KEEP, note="", by=cast.ines, at=LATER)
    decided = decide(comments=found.comment_ids, act=Act.KEEP, note="", by=cast.ines, at=LATER)
    assert (decided.count, decided.left) == (2, 1)
    entries = Entry.objects.filter(kind="community.moderation.decided")
    assert [entry.payload["count"] for entry in entries.order_by("pk")] == [1, 2]


def test_a_person_sorts_it_anew_and_what_becomes_grave_is_folded(cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache))
    sort_anew(comment=row, severity="hate", by=cast.ines, at=LATER)
    found = fresh(row)
    assert (found.severity, found.rank, found.is_folded) == ("hate", 1, True)
    sort_anew(comment=row, severity="plain", by=cast.ines, at=LATER)
    assert not fresh(row).is_folded


def test_a_folded_text_is_shown_to_who_asks_and_counted_once_in_ten_minutes(cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache), THREAT)
    assert reading.show(comment=row, by=cast.ines, at=LATER) == THREAT
    reading.show(comment=row, by=cast.ines, at=LATER + timedelta(minutes=5))
    reading.show(comment=row, by=cast.ines, at=LATER + timedelta(minutes=20))
    assert CommentExposure.objects.filter(person=cast.ines).count() == 2
    with pytest.raises(reading.NotFolded):
        reading.show(comment=a_comment(by_hand(cast.drache, handle="b.test")), by=cast.ines, at=LATER)


def test_a_colleague_reads_in_ones_place_and_says_it_in_neutral_words(cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache), THREAT)
    asked = reading.ask_to_read(comment=row, reader=cast.odile, by=cast.ines, at=LATER)
    with pytest.raises(reading.AskedAlready):
        reading.ask_to_read(comment=row, reader=cast.odile, by=cast.ines, at=LATER)
    with pytest.raises(reading.NotAColleague):
        reading.ask_to_read(comment=row, reader=cast.pascaline, by=cast.ines, at=LATER)
    with pytest.raises(reading.NotAsked):
        reading.answer_reading(reading=asked, answer="Rien", by=cast.ines, at=LATER)
    done = reading.answer_reading(reading=asked, answer="Menace réelle, sans date.", by=cast.odile, at=LATER)
    assert (done.answer, done.answered_at) == ("Menace réelle, sans date.", LATER)


def test_an_answer_counts_once_its_address_is_given(cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache), CRITICISM)
    answering.write_answer(comment=row, text="Nous vérifions.", is_warning=False, by=cast.ines, at=LATER)
    assert fresh(row).state == STATE.OPEN, "written is not published"
    answering.prove_answer(comment=row, address="https://bsky.example/a", by=cast.ines, at=LATER)
    assert fresh(row).state == STATE.ANSWERED
    with pytest.raises(answering.ProvedAlready):
        answering.write_answer(comment=row, text="Autre chose", is_warning=False, by=cast.ines, at=LATER)
    with pytest.raises(NothingChanges):
        hand_over(comments=[row.pk], note="", by=cast.ines, at=LATER)


def test_a_comment_that_was_handed_over_is_locked_until_its_answer_is_back(cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache), CRITICISM)
    assert hand_over(comments=[row.pk], note="Sourde, urgent", by=cast.ines, at=LATER) == 1
    note_case(comment=row.pk, conversation_id=77, reference="2027-0418-01")
    note_case(comment=row.pk, conversation_id=99, reference="autre")
    assert CommentTransfer.objects.get().reference == "2027-0418-01", "the first number stays"
    with pytest.raises(answering.Locked) as locked:
        answering.write_answer(comment=fresh(row), text="Bonjour", is_warning=False, by=cast.ines, at=LATER)
    assert locked.value.reference == "2027-0418-01"
    with pytest.raises(NothingChanges):
        decide(comments=[row.pk], act=Act.KEEP, note="", by=cast.ines, at=LATER)
    assert take_answer_back(conversation_id=77, text="C’est réparé.", at=LATER) == 1
    assert take_answer_back(conversation_id=77, text="C’est réparé.", at=LATER) == 0
    answering.write_answer(comment=fresh(row), text="C’est réparé.", is_warning=False, by=cast.ines, at=LATER)
    assert PublicAnswer.objects.get().text == "C’est réparé."
