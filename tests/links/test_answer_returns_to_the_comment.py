"""An answer of the audience desk is proposed under its comment, and no more once it was taken back."""

from datetime import timedelta

import pytest

from coulisse.desks.audience.answers.actions.public import NotPublic, answer_in_public
from coulisse.desks.audience.facts.answers import AnswerRecalled, ConversationAnswered
from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.community.facts.moderation import CommentsHandedOver
from coulisse.desks.community.moderation.actions.handing import hand_over
from coulisse.desks.community.moderation.models import CommentTransfer
from coulisse.foundation.journal.links import Happened
from coulisse.links.answer_returns_to_the_comment import propose_it, propose_it_no_more
from coulisse.links.comment_becomes_a_message import take_them_in
from tests.cast import Cast
from tests.desks.audience.scene import a_conversation
from tests.desks.community.moderation.rows import CRITICISM, NIGHT, a_comment, by_hand

pytestmark = pytest.mark.django_db
LATER = NIGHT + timedelta(minutes=20)


@pytest.fixture
def case(cast: Cast) -> Conversation:
    row = a_comment(by_hand(cast.drache), CRITICISM)
    hand_over(comments=[row.pk], note="", by=cast.ines, at=LATER)
    fact = CommentsHandedOver(comment_ids=(row.pk,), count=1)
    take_them_in(Happened(fact, 1, at=LATER, now=LATER, by=cast.ines))
    return Conversation.objects.get()


def answered(case: Conversation, message: int) -> Happened[ConversationAnswered]:
    fact = ConversationAnswered(conversation_id=case.pk, reference=case.reference, message_id=message)
    return Happened(fact, 2, at=LATER, now=LATER)


def test_the_answer_is_proposed_once(cast: Cast, case: Conversation) -> None:
    message = answer_in_public(case, text="Le son est réparé.", by=cast.marc_olivier, at=LATER)
    propose_it(answered(case, message.pk))
    propose_it(answered(case, message.pk))
    transfer = CommentTransfer.objects.get()
    assert (transfer.answer, transfer.answered_at) == ("Le son est réparé.", LATER)
    assert transfer.comment.steps.filter(kind="back").count() == 1
    assert Conversation.objects.get().state == Conversation.State.ANSWERED


def test_an_answer_that_is_taken_back_is_proposed_no_more(cast: Cast, case: Conversation) -> None:
    message = answer_in_public(case, text="Le son est réparé.", by=cast.marc_olivier, at=LATER)
    propose_it(answered(case, message.pk))
    fact = AnswerRecalled(conversation_id=case.pk, reference=case.reference)
    propose_it_no_more(Happened(fact, 3, at=LATER, now=LATER))
    assert CommentTransfer.objects.get().answer == ""


def test_an_answer_to_somebody_else_changes_nothing(cast: Cast, case: Conversation) -> None:
    other = a_conversation(cast)
    with pytest.raises(NotPublic):
        answer_in_public(other, text="Bonjour", by=cast.marc_olivier, at=LATER)
    propose_it(answered(other, 0))
    assert CommentTransfer.objects.get().answer == ""
