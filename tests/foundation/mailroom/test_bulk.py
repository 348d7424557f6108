"""Four hundred personal letters at once: each its own, spread, held, recalled, threaded, and never in a loop."""

import time
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from coulisse.foundation.journal.models import Entry
from coulisse.foundation.mailroom import queries
from coulisse.foundation.mailroom.actions import (
    BadAddress,
    NoRecipient,
    NothingLeftToRecall,
    NothingToSend,
    Posting,
    pause_about,
    post_each,
    post_receipts,
    recall_about,
    recall_batch,
    resume_about,
)
from coulisse.foundation.mailroom.fetching import fetch
from coulisse.foundation.mailroom.models import Identity, Letter, Recipient, State
from coulisse.foundation.mailroom.sending import send_due
from tests.cast import AT, Cast
from tests.foundation.mailroom.scene import Post, a_mailbox, now

ABOUT = {"about": "audience.answer", "about_id": 7}


def some(number: int, **fields: object) -> list[Posting]:
    return [
        Posting(
            f"p{each}@public.example",
            f"Votre réaction n° {each}",
            f"Bonjour {each},",
            name=f"Personne {each}",
            **{**ABOUT, **fields},  # type: ignore[arg-type]
        )
        for each in range(number)
    ]


def test_four_hundred_are_posted_in_an_instant_each_with_its_own_words(cast: Cast) -> None:
    begun = time.perf_counter()
    rows = post_each(some(400), by=cast.odile, at=AT, spread=timedelta(minutes=20))
    assert time.perf_counter() - begun < 2
    assert [row.address for row in rows] == [f"p{each}@public.example" for each in range(400)]
    assert Letter.objects.get(pk=rows[7].letter_id).text == "Bonjour 7,"
    hours = [row.not_before for row in rows]
    assert hours[0] == AT + timedelta(seconds=60)
    assert hours[1] - hours[0] == timedelta(seconds=3)
    assert len({row.message_id for row in rows}) == 400
    assert Entry.objects.filter(kind="foundation.mailroom.bulk-posted").count() == 1


def test_they_leave_at_the_pace_of_their_mailbox(cast: Cast) -> None:
    box = a_mailbox(per_minute=30)
    rows = post_each(some(3, mailbox=box), by=cast.odile, at=AT, delay=timedelta(0))
    assert [row.not_before - AT for row in rows] == [timedelta(seconds=2 * each) for each in range(3)]


def test_one_bad_address_and_none_is_posted(cast: Cast) -> None:
    with pytest.raises(BadAddress):
        post_each([*some(2), Posting("pas une adresse", "a", "b")], by=cast.odile, at=AT)
    with pytest.raises(NoRecipient):
        post_each([], by=cast.odile, at=AT)
    assert not Letter.objects.exists()


def test_a_bulk_is_held_back_let_go_and_recalled(cast: Cast) -> None:
    rows = post_each(some(4), by=cast.odile, at=AT, spread=timedelta(minutes=4), delay=timedelta(0))
    assert pause_about(**ABOUT, by=cast.odile, at=AT) == 4  # type: ignore[arg-type]
    with pytest.raises(NothingToSend):
        pause_about(**ABOUT, by=cast.odile, at=AT)  # type: ignore[arg-type]
    send_due(now=lambda: AT + timedelta(hours=1))
    later = AT + timedelta(hours=2)
    assert resume_about(**ABOUT, by=cast.odile, at=later) == 4  # type: ignore[arg-type]
    hours = list(Recipient.objects.order_by("id").values_list("not_before", flat=True))
    assert [hour - later for hour in hours] == [timedelta(minutes=each) for each in range(4)]
    Recipient.objects.filter(pk=rows[0].pk).update(state=State.SENT)
    assert recall_about(**ABOUT, by=cast.odile, at=later) == 3  # type: ignore[arg-type]
    with pytest.raises(NothingLeftToRecall):
        recall_about(**ABOUT, by=cast.odile, at=later)  # type: ignore[arg-type]
    counts = queries.counts_about("audience.answer", 7)
    assert (counts.total, counts.sent, counts.recalled) == (4, 1, 3)


def test_those_posted_together_are_recalled_from_any_of_them(cast: Cast) -> None:
    rows = post_each(some(3), by=cast.odile, at=AT)
    post_each(some(2), by=cast.odile, at=AT)
    letter = Letter.objects.get(pk=rows[1].letter_id)
    assert recall_batch(letter=letter, by=cast.odile, at=AT) == 3
    assert Recipient.objects.filter(state=State.WAITING).count() == 2


def test_the_list_shows_them_as_one_and_finds_each(cast: Cast) -> None:
    post_each(some(5), by=cast.odile, at=AT)
    [line] = queries.list_letters(cast.odile).object_list
    assert (line.together, line.counts.total, line.counts.here) == (5, 5, 5)
    [found] = queries.list_letters(cast.odile, find="p3@public").object_list
    assert found.subject == "Votre réaction n° 3"


def test_an_answer_threads_and_is_signed_by_its_identity(post: Post) -> None:
    mediation = Identity.objects.create(
        mailbox=post.mailbox, name="La médiation", address="mediation@meuse.example"
    )
    post_each(
        [
            Posting(
                "elise@public.example",
                "Re: Hier soir",
                "Bonjour,",
                language="nl",
                mailbox=post.mailbox,
                identity=mediation,
                in_reply_to="m2@public.example",
                references=["<m1@public.example>", "m2@public.example", "pas <un> identifiant"],
            )
        ],
        by=None,
        at=now(),
        delay=timedelta(0),
    )
    send_due(now=now)
    [taken] = post.office.taken
    message = taken.message
    assert message["in-reply-to"] == "<m2@public.example>"
    assert message["references"] == "<m1@public.example> <m2@public.example>"
    assert message["from"].addresses[0].display_name == "La médiation"
    assert message["content-language"] == "nl"
    assert message["auto-submitted"] is None
    assert taken.sender == post.mailbox.address  # where reports come back to


def receipt(address: str, **fields: object) -> Posting:
    return Posting(address, "Bien reçu", "Votre message est arrivé.", **fields)  # type: ignore[arg-type]


def test_receipts_say_that_they_are_automatic_and_never_loop(post: Post) -> None:
    rows = post_receipts(
        [
            receipt("elise@public.example", mailbox=post.mailbox),
            receipt("Elise@Public.example", mailbox=post.mailbox),
            receipt("robot@public.example", to_automatic=True),
            receipt("no-reply@public.example"),
            receipt("MAILER-DAEMON@public.example"),
            receipt(post.mailbox.address),
        ],
        by=None,
        at=now(),
        delay=timedelta(0),
    )
    assert [row is not None for row in rows] == [True, False, False, False, False, False]
    send_due(now=now)
    [taken] = post.office.taken
    assert taken.message["auto-submitted"] == "auto-replied"
    again = [receipt("elise@public.example")]
    assert post_receipts(again, by=None, at=now() + timedelta(hours=23)) == [None]
    assert post_receipts(again, by=None, at=now() + timedelta(hours=25)) != [None]


REPORT = """From: MAILER-DAEMON@mx.public.example
To: {to}
Subject: Undelivered Mail Returned to Sender
Message-ID: <dsn-{number}@mx.public.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.public.example

Final-Recipient: rfc822; {address}
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such mailbox

--b
Content-Type: text/rfc822-headers

Subject: Votre question
{original}

--b--
"""


def report(post: Post, address: str, *, original: str = "", action: str = "failed", number: int = 1) -> None:
    line = f"Message-ID: {original}" if original else "X-Note: none"
    text = REPORT.format(to=post.mailbox.address, address=address, original=line, action=action, number=number)
    post.dovecot.put(post.mailbox.address, text.replace("\n", "\r\n").encode())


def sent(post: Post, *addresses: str) -> list[Recipient]:
    postings = [Posting(one, "Votre question", "Bonjour,", mailbox=post.mailbox, **ABOUT) for one in addresses]  # type: ignore[arg-type]
    rows = post_each(postings, by=None, at=now(), spread=timedelta(0), delay=timedelta(0))
    send_due(now=now)
    return rows


def test_what_came_back_is_listed_with_its_reason(post: Post) -> None:
    first, second, third = sent(post, "a@public.example", "b@public.example", "c@public.example")
    report(post, "a@public.example", original=first.message_id)
    report(post, "B@public.example", number=2)
    report(post, "c@public.example", original=third.message_id, action="delayed", number=3)
    fetch(post.mailbox, now=now)
    lost = queries.bounced_of("audience.answer", 7)
    assert {one.address: one.error for one in lost} == {
        "a@public.example": "550 5.1.1 no such mailbox",
        "b@public.example": "550 5.1.1 no such mailbox",
    }
    assert queries.counts_about("audience.answer", 7).bounced == 2
    assert Letter.objects.filter(about="tests.read-mail").count() == 3  # handed on too
    assert Entry.objects.filter(kind="foundation.mailroom.bounced").count() == 2
    assert second.pk in {one.recipient for one in lost}


def test_a_report_about_somebody_elses_letter_marks_none_of_ours(post: Post) -> None:
    sent(post, "a@public.example")
    report(post, "a@public.example", original="<not-ours@elsewhere.example>")
    fetch(post.mailbox, now=now)
    assert queries.bounced_of("audience.answer", 7) == []


def test_the_copy_is_the_letter(post: Post) -> None:
    sent(post, "a@public.example")
    [copy] = post.dovecot.mails(post.mailbox.address)
    assert message_from_bytes(copy, policy=default)["to"] == "a@public.example"
