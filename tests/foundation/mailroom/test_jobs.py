"""What wakes the mailroom: the clock, the queue, and whoever asks."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from coulisse.foundation.mailroom import jobs, sending
from coulisse.foundation.mailroom.actions import Posting, post_each, queue_fetch
from coulisse.foundation.mailroom.models import Mailbox, Recipient, State
from tests.foundation.mailroom.scene import Post, a_mail, a_mailbox, read


def queued(task: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo'", [task])
        return int(cursor.fetchone()[0])


def test_every_mailbox_at_work_is_read_each_minute(post: Post) -> None:
    a_mailbox(address="paused@meuse.example", imap_host="127.0.0.1", is_active=False)
    a_mailbox(address="only-sends@meuse.example")
    a_mailbox(
        address="refused@meuse.example",
        imap_host="127.0.0.1",
        error="sign-in: no",
        error_at=timezone.now() - timedelta(minutes=1),
    )
    jobs.fetch_all(0)
    jobs.fetch_all(0)
    assert queued("mailroom.fetch") == 1
    post.dovecot.put(post.mailbox.address, a_mail(1))
    jobs.fetch_one(mailbox=post.mailbox.pk)
    assert read() == ["Question 1"]


def test_a_fetch_is_asked_for_once(db: None) -> None:
    box = a_mailbox()
    queue_fetch(mailbox=box.pk)
    queue_fetch(mailbox=box.pk)
    assert queued("mailroom.fetch") == 1


def test_sending_comes_back_for_what_leaves_soon(post: Post) -> None:
    posting = Posting("elise@public.example", "Merci", "Bonjour,", mailbox=post.mailbox)
    post_each([posting, posting], by=None, at=timezone.now(), spread=timedelta(seconds=40), delay=timedelta(0))
    before = queued("mailroom.send")
    jobs.send()
    jobs.send()
    assert post.office.count("elise@public.example") == 1
    assert queued("mailroom.send") == before + 1


def test_what_was_interrupted_is_looked_up_by_the_sweep(post: Post) -> None:
    posting = Posting("elise@public.example", "Merci", "Bonjour,", mailbox=post.mailbox)
    [row] = post_each([posting], by=None, at=timezone.now(), delay=timedelta(0))
    taken = sending._take(row.pk, timezone.now())
    assert taken is not None
    sending._send(taken, timezone.now)
    Recipient.objects.update(tried_at=timezone.now() - timedelta(minutes=11))
    jobs.sweep(0)
    jobs.sweep(0)
    assert queued("mailroom.read_back") == 1
    jobs.read_back_one(mailbox=post.mailbox.pk)
    assert Recipient.objects.get().state == State.SENT


def test_a_paused_mailbox_is_not_read(post: Post) -> None:
    Mailbox.objects.update(is_active=False)
    post.dovecot.put(post.mailbox.address, a_mail(1))
    jobs.fetch_one(mailbox=post.mailbox.pk)
    assert read() == []
