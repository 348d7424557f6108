"""A mail's whole way, through a true Dovecot and a true SMTP server: in, understood, answered, out, and back.

Paul Wauters writes about the subtitles. Marc-Olivier answers on the screen; the answer lands in Paul's thread and
its copy in the mailbox's Sent. Then Paul's address dies: the report comes in, and his card says so.
"""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from uuid import uuid4

import pytest

from coulisse.desks.audience.answers.actions.bounces import note_bounces
from coulisse.desks.audience.answers.spelling import SHELF
from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.relations.models import WriterAddress
from coulisse.foundation.mailroom.fetching import fetch
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.mailroom.sending import send_due
from coulisse.kernel.language import Language
from tests.cast import Cast
from tests.doubles.dovecot import Dovecot, dovecot
from tests.doubles.post_office import post_office
from tests.foundation.mailroom.scene import Post, a_mailbox
from tests.stories.plein_jour import Clock, Screen, story_clock

pytestmark = pytest.mark.django_db

PAUL = "paul.wauters@public.example"
MAIL = """\
From: Paul Wauters <{paul}>
To: {to}
Subject: Sous-titres en retard de deux secondes
Date: Mon, 15 Mar 2027 00:48:00 +0100
Message-ID: <nuit-0048@public.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Bonsoir. Les sous-titres sont en retard de deux secondes depuis trois semaines, et pendant le débat ils ont
disparu. Pourquoi ? Je suis appareillé, je ne suis pas l'émission sans eux.

Paul Wauters
"""
REPORT = """\
Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.public.example>
To: {to}
Subject: Undelivered Mail Returned to Sender
Date: Mon, 15 Mar 2027 09:40:00 +0100
Message-ID: <dsn-1@mx.public.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.public.example

Final-Recipient: rfc822; {paul}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such mailbox

--b
Content-Type: text/rfc822-headers

Message-ID: {original}

--b--
"""


@pytest.fixture(scope="module")
def mail_host() -> Iterator[Dovecot]:
    with dovecot() as server:
        yield server


@pytest.fixture
def post(db: None, mail_host: Dovecot) -> Iterator[Post]:
    address = f"plein-jour-{uuid4().hex[:8]}@mediane.example"
    mail_host.maildir(address)
    mail_host.maildir(PAUL)
    with post_office(dovecot=mail_host, local={address, PAUL}) as office:
        yield Post(mail_host, office, a_mailbox(mail_host, office, address=address, name="Plein Jour"))


@pytest.fixture
def clock() -> Iterator[Clock]:
    with story_clock() as found:
        yield found


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def test_a_mail_is_understood_answered_in_its_thread_and_its_bounce_is_seen(
    cast: Cast, post: Post, clock: Clock
) -> None:
    Mailbox.objects.update(production_id=cast.drache.pk)
    address = post.mailbox.address
    screen = Screen(cast.marc_olivier, production=cast.drache)
    clock.at(0, 49)
    post.dovecot.put(address, crlf(MAIL.format(paul=PAUL, to=address)))
    fetched = fetch(post.fresh(), now=clock.read)
    assert fetched is not None and (fetched.new, fetched.error) == (1, "")
    found = Conversation.objects.get()
    assert (found.channel, found.language, found.writer.name) == ("mail", "fr", "Paul Wauters")
    clock.at(9)
    screen.open("/audience/inbox/").says("Paul Wauters", "Sous-titres en retard de deux secondes")
    thread = screen.open(f"/audience/inbox/{found.pk}")
    thread.says("Je suis appareillé", found.reference)

    SHELF.get(Language.FR, wait=120)
    text = "Bonjour,\n\nVous avez raison. Le décalage est corrigé depuis ce matin.\n\nBien à vous"
    editor = screen.open(f"/audience/answers/to/{found.pk}")
    sent = editor.send("/send$", text=text)
    assert sent.status == 200, sent.words
    assert post.office.taken == [], "there is a minute to take it back"
    clock.now += timedelta(minutes=5)
    send_due(now=clock.read)

    [letter] = [message_from_bytes(one, policy=default) for one in post.dovecot.mails(PAUL)]
    assert letter["In-Reply-To"] == "<nuit-0048@public.example>"
    assert "<nuit-0048@public.example>" in letter["References"]
    assert letter["Subject"].startswith("Re: Sous-titres en retard") and found.reference in letter["Subject"]
    assert address in letter["From"] and letter["Bcc"] is None
    assert "Le décalage est corrigé" in letter.get_content()

    # The copy that came along is filed under Sent, and is no new message.
    fetch(post.fresh(), now=clock.read)
    [copy] = [message_from_bytes(one, policy=default) for one in post.dovecot.mails(address, "Sent")]
    assert copy["Message-ID"] == letter["Message-ID"]
    assert Conversation.objects.count() == 1
    screen.open(f"/audience/inbox/{found.pk}").says("Le décalage est corrigé", "répondu")

    # Paul answers to the answer: the same conversation, open again.
    reply = (
        MAIL.format(paul=PAUL, to=address)
        .replace("nuit-0048", "matin-0930")
        .replace("MIME-Version", f"In-Reply-To: {letter['Message-ID']}\nMIME-Version")
    )
    post.dovecot.put(address, crlf(reply.replace("Pourquoi ?", "Merci, mais hier encore ?")))
    fetch(post.fresh(), now=clock.read)
    found.refresh_from_db()
    assert (Conversation.objects.count(), found.state, found.messages.count()) == (1, "open", 3)

    # The report of a server: the card of the person says that nobody is reached there.
    clock.at(9, 41)
    post.dovecot.put(address, crlf(REPORT.format(paul=PAUL, to=address, original=letter["Message-ID"])))
    fetch(post.fresh(), now=clock.read)
    note_bounces(at=clock.now)
    assert WriterAddress.objects.get(key=PAUL).bounced_at == clock.now
    screen.open(f"/audience/people/{found.writer_id}/").says("revenu")
    closed = screen.open(f"/audience/answers/to/{found.pk}")
    closed.says(f"{PAUL} a renvoyé notre courrier", "Répondez par lettre ou par téléphone, ou corrigez l’adresse")
    assert not closed.offers("/send$")

    # He gives another address by telephone: his question can be answered again, in its thread.
    screen.open(f"/audience/people/{found.writer_id}/").send(
        "/addresses/$", kind="email", value="paul@autre.example"
    )
    again = screen.open(f"/audience/answers/to/{found.pk}")
    again.says("À paul@autre.example")
    assert again.send("/send$", text=text).status == 200
    clock.now += timedelta(minutes=5)
    send_due(now=clock.read)
    [last] = [one.message for one in post.office.taken if "paul@autre.example" in one.recipients]
    assert last["In-Reply-To"] == "<matin-0930@public.example>"
