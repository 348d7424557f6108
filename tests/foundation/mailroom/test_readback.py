"""An interrupted message is looked up in the mailbox: sent once, whatever died between the server and the row."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from coulisse.foundation.mailroom import sending
from coulisse.foundation.mailroom.actions import Posting, post_each
from coulisse.foundation.mailroom.fetching import fetch
from coulisse.foundation.mailroom.locks import SENDING
from coulisse.foundation.mailroom.models import Mailbox, Recipient, State
from coulisse.foundation.mailroom.readback import Looked, in_doubt, read_back
from coulisse.foundation.mailroom.sending import note_interrupted, send_due
from tests.foundation.mailroom.scene import Post, now, read

ELISE, KARIM = "elise@public.example", "karim@public.example"


def posted(post: Post, *addresses: str, at: datetime | None = None) -> list[Recipient]:
    postings = [
        Posting(one, "Votre question", "Bonjour,\n\nMerci.", mailbox=post.mailbox) for one in addresses or (ELISE,)
    ]
    return post_each(postings, by=None, at=at or timezone.now(), spread=timedelta(0), delay=timedelta(0))


def later(**delta: float) -> datetime:
    return timezone.now() + timedelta(**delta)


def states(rows: list[Recipient]) -> list[str]:
    return [Recipient.objects.get(pk=row.pk).state for row in rows]


def died_before(row: Recipient, at: datetime | None = None) -> None:
    """The worker marked it, and died before it spoke to the server."""
    assert sending._take(row.pk, at or timezone.now()) is not None


def died_after(row: Recipient) -> None:
    """The worker handed it over, and died before it wrote that down."""
    taken = sending._take(row.pk, timezone.now())
    assert taken is not None
    assert sending._send(taken, now).state == State.SENT


def look(post: Post, **delta: float) -> Looked:
    return read_back(post.fresh(), now=lambda: later(**delta))


def test_a_letter_leaves_with_a_copy_that_is_filed_as_sent(post: Post) -> None:
    [row] = posted(post)
    send_due(now=now)
    assert states([row]) == [State.SENT]
    assert post.office.count(ELISE) == 1
    fetch(post.mailbox, now=now)
    address = post.mailbox.address
    assert post.dovecot.mails(address) == []
    [copy] = post.dovecot.mails(address, "Sent")
    assert row.message_id.encode() in copy
    assert read() == []
    assert Recipient.objects.get(pk=row.pk).copy_seen_at is not None


def test_what_was_taken_before_the_worker_died_is_found_and_not_sent_again(post: Post) -> None:
    [row] = posted(post)
    died_after(row)
    assert in_doubt(at=later(minutes=9)) == []
    assert in_doubt(at=later(minutes=11)) == [post.mailbox.pk]
    assert look(post, minutes=11) == Looked(sent=1)
    send_due(now=lambda: later(minutes=12))
    assert states([row]) == [State.SENT]
    assert post.office.count(ELISE) == 1


def test_a_copy_that_was_filed_before_is_remembered(post: Post) -> None:
    [row] = posted(post)
    died_after(row)
    fetch(post.mailbox, now=now)
    assert states([row]) == [State.SENT]


def test_what_never_left_is_sent_once_something_later_has_arrived(post: Post) -> None:
    first, second = posted(post, ELISE, KARIM, at=later(minutes=-7))
    died_before(first, later(minutes=-6))
    send_due(now=now)  # the second: its copy arrives
    assert look(post, minutes=5) == Looked(again=1)
    send_due(now=lambda: later(minutes=6))
    assert states([first, second]) == [State.SENT, State.SENT]
    assert (post.office.count(ELISE), post.office.count(KARIM)) == (1, 1)


def test_with_nothing_later_the_mailbox_writes_to_itself_before_it_decides(post: Post) -> None:
    [row] = posted(post)
    died_before(row)
    assert look(post, minutes=11) == Looked(open=1)
    assert post.office.count(post.mailbox.address) == 1
    assert look(post, minutes=12) == Looked(again=1)
    send_due(now=lambda: later(minutes=13))
    assert post.office.count(ELISE) == 1
    fetch(post.mailbox, now=now)
    assert read() == []
    assert post.dovecot.mails(post.mailbox.address) == []  # the note has gone


def test_the_note_counts_though_it_was_tidied_away(post: Post) -> None:
    [row] = posted(post)
    died_before(row)
    look(post, minutes=11)
    fetch(post.fresh(), now=lambda: later(minutes=11))
    assert post.dovecot.mails(post.mailbox.address) == []
    assert look(post, minutes=12) == Looked(again=1)


def test_slow_delivery_is_waited_for(post: Post) -> None:
    """The server took it and delivers it late: nothing is sent again before something later has arrived."""
    [row] = posted(post)
    post.office.late = 3600
    died_after(row)
    for minutes in (11, 15, 30, 60):
        assert look(post, minutes=minutes) == Looked(open=1)
    taken = post.office.taken[0]
    post.office.deliver(list(taken.recipients), taken.content)
    assert look(post, minutes=61) == Looked(sent=1)
    assert post.office.count(ELISE) == 1


def test_what_is_never_seen_is_left_to_a_person(post: Post) -> None:
    [row] = posted(post)
    post.office.late = 3600
    died_after(row)
    assert look(post, minutes=121) == Looked(unknown=1)
    assert Recipient.objects.get(pk=row.pk).error == "not-found"
    post.office.deliver([post.mailbox.address], post.office.taken[0].content)
    fetch(post.mailbox, now=now)
    assert states([row]) == [State.SENT]  # it came in the end


def test_a_mailbox_that_cannot_be_looked_into_leaves_it_open_then_to_a_person(post: Post) -> None:
    [row] = posted(post)
    died_after(row)
    Mailbox.objects.update(imap_port=1)
    assert look(post, minutes=11) == Looked(open=1)
    assert look(post, minutes=121) == Looked(unknown=1)
    assert post.office.count(ELISE) == 1


def test_without_a_copy_a_person_decides(post: Post) -> None:
    Mailbox.objects.update(copy="none")
    [row] = posted(post)
    died_before(row)
    assert in_doubt(at=later(minutes=11)) == []
    assert note_interrupted(at=later(minutes=11)) == 1
    assert states([row]) == [State.UNKNOWN]


def test_a_worker_that_lives_is_not_overtaken(post: Post) -> None:
    [row] = posted(post)
    died_before(row)
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [SENDING, row.pk])
        look(post, minutes=11)
        assert look(post, minutes=12) == Looked()
        assert states([row]) == [State.SENDING]
    finally:
        other.close()


def test_a_worker_that_comes_too_late_does_not_send(post: Post) -> None:
    [row] = posted(post)
    taken = sending._take(row.pk, timezone.now())
    assert taken is not None
    outcome = sending._send(taken, lambda: later(minutes=6))
    assert (outcome.state, outcome.again) == (State.WAITING, True)
    assert post.office.taken == []


def test_an_answer_that_was_lost_is_looked_up(post: Post) -> None:
    post.office.drop_before_answer = {ELISE}
    post.office.lose = {KARIM}
    rows = posted(post, ELISE, KARIM)
    send_due(now=now)
    assert states(rows) == [State.SENDING, State.SENDING]
    post.office.drop_before_answer = post.office.lose = set()
    look(post, minutes=11)
    look(post, minutes=12)
    send_due(now=lambda: later(minutes=13))
    assert states(rows) == [State.SENT, State.SENT]
    assert (post.office.count(ELISE), post.office.count(KARIM)) == (1, 1)


def test_a_server_that_hangs_up_each_time_is_not_tried_for_ever(post: Post) -> None:
    [row] = posted(post)
    Recipient.objects.update(attempts=sending.MAX_ATTEMPTS - 1)
    died_before(row)
    look(post, minutes=11)
    look(post, minutes=12)
    assert states([row]) == [State.FAILED]


def test_where_the_server_files_what_it_sends_its_folder_is_looked_into(post: Post) -> None:
    Mailbox.objects.update(copy="server")
    post.mailbox.refresh_from_db()
    first, second = posted(post, ELISE, KARIM)
    died_after(first)
    assert post.office.count(post.mailbox.address) == 0
    post.dovecot.put(post.mailbox.address, post.office.taken[0].content, "Sent")
    died_before(second)
    assert look(post, minutes=11) == Looked(sent=1, open=1)


def test_a_refused_recipient_gets_nothing_and_leaves_no_copy(post: Post) -> None:
    post.office.refuse = {ELISE: "550 no such mailbox"}
    rows = posted(post)
    send_due(now=now)
    assert states(rows) == [State.FAILED]
    assert post.office.taken == []


def test_a_refused_copy_keeps_the_letter_and_says_why(post: Post) -> None:
    post.office.refuse = {post.mailbox.address: "550 relaying denied"}
    rows = posted(post)
    send_due(now=now)
    assert states(rows) == [State.WAITING]
    assert post.fresh().send_error.startswith("copy-refused")
    assert post.office.taken == []


def test_a_wrong_password_keeps_every_letter_and_does_not_knock_too_often(post: Post) -> None:
    post.office.password = "changed"
    rows = posted(post, ELISE, KARIM)
    send_due(now=now)
    assert states(rows) == [State.WAITING, State.WAITING]
    assert sum(Recipient.objects.values_list("attempts", flat=True)) == 0
    assert post.fresh().send_error.startswith("sign-in")
    post.office.password = "une-drache-en-mars"
    send_due(now=now)
    assert post.office.taken == []
    send_due(now=lambda: later(minutes=9))
    assert post.office.taken == []
    send_due(now=lambda: later(minutes=11))
    assert states(rows) == [State.SENT, State.SENT]
    assert post.fresh().send_error == ""


def test_a_stranger_who_borrows_an_identifier_is_read_all_the_same(post: Post) -> None:
    [row] = posted(post)
    send_due(now=now)
    mail = f"From: x@public.example\r\nSubject: Surprise\r\nMessage-ID: {row.message_id}\r\n\r\nHa.\r\n".encode()
    post.dovecot.put(post.mailbox.address, mail)
    fetch(post.mailbox, now=now)
    assert read() == ["Surprise"]


@pytest.mark.parametrize("paused", [True, False])
def test_a_paused_mailbox_keeps_its_letters(post: Post, *, paused: bool) -> None:
    Mailbox.objects.update(is_active=not paused)
    posted(post)
    send_due(now=now)
    assert len(post.office.taken) == (0 if paused else 1)
