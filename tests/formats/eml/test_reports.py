"""Delivery reports: the standard's form, and the prose of each server."""

import pytest

from coulisse.formats.eml import DeliveryReport, Undelivered, read_message

STANDARD = b"""From: MAILER-DAEMON@mx.example.be
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

I'm sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.be

Final-Recipient: rfc822; jan@example.nl
Original-Recipient: rfc822;jan@example.nl
Action: failed
Status: 5.1.1 (unknown)
Diagnostic-Code: smtp; 550 5.1.1 No such
    user

Final-Recipient: rfc822;zoe@example.nl
Action: delayed
Status: 4.4.1

--b
Content-Type: message/rfc822

Message-ID: <m7@example.be>
Subject: Re: JT

Bonjour
--b--
"""
EXIM = b"""From: Mail Delivery System <Mailer-Daemon@mx.example.be>
Subject: Mail delivery failed: returning message to sender
X-Failed-Recipients: jan@example.nl

This message was created automatically by mail delivery software.
A message that you sent could not be delivered to one or more of its recipients.

  jan@example.nl
    host mx.example.nl [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<jan@example.nl>:
    550 5.1.1 User unknown

------ This is a copy of the message, including all the headers. ------

Message-ID: <m7@example.be>
To: jan@example.nl
Cc: innocent@example.nl
"""
POSTFIX = b"""From: MAILER-DAEMON@mx.example.be (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender

I'm sorry to have to inform you that your message could not be delivered to one or more recipients.

<jan@example.nl>: host mx.example.nl[192.0.2.1] said: 552 5.2.2 Mailbox full
    (in reply to RCPT TO command)
"""
GMAIL = b"""From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
Subject: Delivery Status Notification (Failure)
X-Failed-Recipients: jan@example.nl

** Address not found **

Your message wasn't delivered to jan@example.nl because the address couldn't be found.

The response was:
550 5.1.1 The email account that you tried to reach does not exist.
"""
EXCHANGE = """From: Microsoft Outlook <postmaster@example.be>
Subject: Non remis : JT
Content-Type: text/plain; charset=utf-8

Échec de la remise à ces destinataires ou groupes :

Jan Peeters (jan@example.nl)
L'adresse de messagerie que vous avez entrée est introuvable.

Informations de diagnostic pour les administrateurs :
Serveur de génération : x.example.be
jan@example.nl
Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'

En-têtes du message d'origine :

Message-ID: <m7@example.be>
""".encode()
QMAIL = b"""From: MAILER-DAEMON@mx.example.be
Subject: failure notice

Hi. This is the qmail-send program at mx.example.be.
I wasn't able to deliver. This is a permanent error; I've given up.

<jan@example.nl>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Message-ID: <m7@example.be>
"""
LATE = b"""From: Mail Delivery System <Mailer-Daemon@mx.example.be>
Subject: Warning: message 1abc delayed 24 hours

The message has not yet been delivered to:

  jan@example.nl
    Delay reason: 451 4.7.1 greylisted
"""


def report(data: bytes) -> DeliveryReport:
    found = read_message(data).records.report
    assert found is not None
    return found


def test_the_standard_form() -> None:
    assert report(STANDARD) == DeliveryReport(
        (
            Undelivered("jan@example.nl", "failed", "5.1.1", "550 5.1.1 No such user", "jan@example.nl"),
            Undelivered("zoe@example.nl", "delayed", "4.4.1"),
        ),
        original_message_id="m7@example.be",
        reporter="mx.example.be",
    )


@pytest.mark.parametrize(
    ("data", "status", "said", "original"),
    [
        (EXIM, "5.1.1", "User unknown", "m7@example.be"),
        (POSTFIX, "5.2.2", "Mailbox full", ""),
        (GMAIL, "5.1.1", "does not exist", ""),
        (EXCHANGE, "5.1.10", "introuvable", "m7@example.be"),
        (QMAIL, "5.1.1", "no mailbox here", "m7@example.be"),
    ],
)
def test_the_prose_of_each_server(data: bytes, status: str, said: str, original: str) -> None:
    found = report(data)
    (one,) = found.recipients
    assert (one.recipient, one.action, one.status) == ("jan@example.nl", "failed", status)
    assert said in one.diagnostic
    assert (found.original_message_id, found.standard) == (original, False)
    assert one.is_permanent


def test_what_is_only_late_is_not_lost() -> None:
    (one,) = report(LATE).recipients
    assert (one.action, one.status, one.is_permanent) == ("delayed", "4.7.1", False)


@pytest.mark.parametrize("sender", [b"luc@example.be", b"postmaster@example.be"])
def test_letters_are_no_reports(sender: bytes) -> None:
    letter = b"From: " + sender + b"\nSubject: Bonjour\n\nEcrivez a jan@example.nl\n"
    assert read_message(letter).records.report is None
