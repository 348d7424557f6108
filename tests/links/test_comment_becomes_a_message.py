"""A comment that is handed over is one message of the audience desk, of the same person, heard once or twice."""

from datetime import timedelta

import pytest

from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.desks.audience.relations.actions.arrivals import writer_for
from coulisse.desks.community.facts.moderation import CommentsHandedOver
from coulisse.desks.community.moderation.actions.handing import hand_over
from coulisse.desks.community.moderation.models import Comment, CommentTransfer
from coulisse.foundation.journal.links import Happened
from coulisse.links.comment_becomes_a_message import take_them_in
from tests.cast import Cast
from tests.desks.community.moderation.rows import CRITICISM, NIGHT, a_comment, a_post, by_hand

pytestmark = pytest.mark.django_db
LATER = NIGHT + timedelta(minutes=20)


def heard(cast: Cast, *comments: Comment) -> Happened[CommentsHandedOver]:
    fact = CommentsHandedOver(comment_ids=tuple(row.pk for row in comments), count=len(comments))
    return Happened(fact, 1, at=LATER, now=LATER, by=cast.ines, production=cast.drache.pk)


def test_it_is_one_message_with_its_place_and_its_author(cast: Cast) -> None:
    account = by_hand(cast.drache)
    post = a_post(account)
    row = a_comment(account, CRITICISM, thread=post.remote_id)
    hand_over(comments=[row.pk], note="Sourde, urgent", by=cast.ines, at=LATER)
    take_them_in(heard(cast, row))
    take_them_in(heard(cast, row))
    conversation = Conversation.objects.get()
    assert (conversation.channel, conversation.production) == ("social", cast.drache)
    assert conversation.received_at == NIGHT
    first = conversation.messages.get(direction=Message.Direction.IN)
    assert CRITICISM in first.text
    assert row.address in first.text
    assert "éclusiers" in first.subject
    assert [one.text for one in conversation.messages.filter(direction=Message.Direction.NOTE)] == [
        "Sourde, urgent"
    ]
    transfer = CommentTransfer.objects.get()
    assert (transfer.conversation_id, transfer.reference) == (conversation.pk, conversation.reference)


def test_whoever_wrote_before_is_recognised_by_the_account(cast: Cast) -> None:
    known = writer_for(name="Hubert Lambot", email="hubert@public.example", handle="bluesky:hubert.test", at=NIGHT)
    row = a_comment(by_hand(cast.drache), CRITICISM)
    hand_over(comments=[row.pk], note="", by=cast.ines, at=LATER)
    take_them_in(heard(cast, row))
    assert Conversation.objects.get().writer == known


def test_what_was_never_handed_over_is_not_taken_in(cast: Cast) -> None:
    row = a_comment(by_hand(cast.drache), CRITICISM)
    take_them_in(heard(cast, row))
    assert not Conversation.objects.exists()
