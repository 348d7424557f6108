"""What strangers send: signs that no database takes, endless headers, huge mails, two transactions at once."""

from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction

from coulisse.desks.audience.intake.actions import TooManyTogether, receive
from coulisse.desks.audience.intake.mail import read_mails
from coulisse.desks.audience.intake.models import Conversation, DayCount, Family, Message
from tests.cast import AT, Cast, gather
from tests.desks.audience.intake.messages import PETITION, a_mail, a_mailbox, a_message, many


@pytest.mark.django_db
def test_signs_that_no_database_takes(cast: Cast) -> None:
    bad = "a\x00b\ud800c\x07\u202e"
    fields: dict[str, Any] = dict.fromkeys(
        ("name", "email", "phone", "handle", "subject", "message_id", "in_reply_to"), bad
    )
    got = receive([a_message(bad * 10, key=f"k{bad}", references=(bad,), postal=bad, **fields)], by=None, at=AT)
    assert got.new == 1
    assert "\x00" not in Message.objects.get().text


@pytest.mark.django_db
def test_ten_thousand_references_and_an_endless_subject(cast: Cast) -> None:
    mail = a_mail(
        subject="x" * 50_000,
        headers={"References": " ".join(f"<{n}.{'y' * 300}@a.example>" for n in range(10_000))},
    )
    assert read_mails(a_mailbox(), [mail], at=AT).received.new == 1
    references = tuple(f"<{n}@x>" for n in range(10_000))
    got = receive([a_message(references=references, in_reply_to="<a> " * 5_000)], by=None, at=AT)
    assert got.new == 1


@pytest.mark.django_db
def test_a_mail_of_forty_megabytes(cast: Cast) -> None:
    heavy = a_mail("mot " * 10_000_000)[: 40 * 1024 * 1024]
    read = read_mails(a_mailbox(), [heavy, b"", b"   ", b"x" * (40 * 1024 * 1024 + 1)], at=AT)
    assert (read.received.new, read.unreadable) == (1, (1, 2, 3))
    assert len(Message.objects.get().text) <= 1_000_000


@pytest.mark.django_db
def test_bytes_that_are_no_mail(cast: Cast) -> None:
    mails = [b"\x00\xff\xfe", b"From: <>\r\nFrom: \xff\r\n\r\n\x00", b":::::", bytes(range(256)) * 40]
    assert read_mails(a_mailbox(), mails, at=AT).received.new == len(mails)


@pytest.mark.django_db
def test_too_many_together_write_nothing(cast: Cast) -> None:
    with pytest.raises(TooManyTogether):
        receive([a_message(key=f"k{n}") for n in range(5_001)], by=None, at=AT)
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_a_batch_that_fails_leaves_nothing_and_spoils_nothing(cast: Cast) -> None:
    receive(many([PETITION]), by=None, at=AT)

    class Halt(Exception):
        pass

    with pytest.raises(Halt), transaction.atomic():
        receive([a_message(PETITION, key="lost", number=5)], by=None, at=AT)
        raise Halt
    receive([a_message(PETITION, key="kept", number=6)], by=None, at=AT)
    assert Conversation.objects.count() == 2
    assert Family.objects.get().size == 2
    assert list(Conversation.objects.order_by("pk").values_list("reference", flat=True)) == [
        "2027-0315-01",
        "2027-0315-02",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_transactions_at_once_agree() -> None:
    gather()
    problems: list[BaseException] = []

    def take(first: int) -> None:
        try:
            for number in range(first, first + 6):
                shared = a_message(PETITION, key="both", number=99)
                receive([a_message(PETITION, key=f"k{number}", number=number), shared], by=None, at=AT)
        except BaseException as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=take, args=(first,)) for first in (0, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert Message.objects.count() == 13
    assert Conversation.objects.values("reference").distinct().count() == 13
    assert DayCount.objects.get().last == 13
    assert Family.objects.get().size == 13
