"""What we send reads back as it was meant, threads where it should, and cannot be bent by what somebody typed."""

import email
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email import policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.formats.eml import (
    Address,
    Attachment,
    Message,
    Outgoing,
    Unsendable,
    answer_subject,
    read_message,
    threading,
    write_message,
)

AT = datetime(2026, 3, 3, 10, 0, tzinfo=timezone(timedelta(hours=1)))
MAIL = Outgoing(
    sender=Address("info@example.be", "Médiation, RTBF"),
    to=(Address("chloe@example.be", 'Chloé "Zoé" Dubois'), Address("jan@example.be", "Jan Peeters")),
    cc=(Address("x@example.be", "A very long name " * 8),),
    reply_to=(Address("r@example.be"),),
    subject="Votre réaction à l'émission d'hier, que nous avons lue avec beaucoup d'attention et transmise",
    text="Bonjour,\n\nMerci — l'équipe.\n.\nFrom nous " + "très " * 400 + "\n",
    html="<p>Bonjour</p>",
    at=AT,
    message_id="m9@example.be",
    in_reply_to="m3@example.be",
    references=("m1@example.be", "m3@example.be"),
    auto_submitted="auto-replied",
    attachments=(
        Attachment(
            "dépêche très longue, avec des accents é è à et encore.pdf", "application/pdf", bytes(range(256))
        ),
        Attachment("logo.png", "image/png", b"\x89PNG", inline=True, content_id="logo@x"),
        Attachment("", "message/rfc822", b"Subject: x\n\ny"),
    ),
)


def test_what_is_written_is_read_back() -> None:
    data = write_message(MAIL)
    reading = read_message(data)
    back = reading.records
    assert reading.problems == ()
    assert (back.senders, back.to, back.reply_to) == ((MAIL.sender,), MAIL.to, MAIL.reply_to)
    assert back.cc == (Address("x@example.be", ("A very long name " * 8).strip()),)
    assert (back.subject, back.date, back.message_id) == (MAIL.subject, AT, MAIL.message_id)
    assert (back.in_reply_to, back.references) == ((MAIL.in_reply_to,), MAIL.references)
    assert (back.text, back.html.strip()) == (MAIL.text.strip("\n"), MAIL.html)
    assert back.automatic == ("auto-submitted",)
    types = ["application/pdf", "image/png", "application/octet-stream"]
    expected = [replace(one, type=kind) for one, kind in zip(MAIL.attachments, types, strict=True)]
    assert list(back.attachments) == expected


def test_the_library_reads_the_same() -> None:
    theirs = email.message_from_bytes(write_message(MAIL), policy=policy.default)
    assert theirs["subject"] == MAIL.subject
    assert theirs["from"].addresses[0].display_name == "Médiation, RTBF"
    assert theirs["references"] == "<m1@example.be> <m3@example.be>"
    body = theirs.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == MAIL.text
    assert [one.get_filename() for one in theirs.iter_attachments()] == [
        one.name or None for one in MAIL.attachments
    ]


def test_the_wire_is_sober() -> None:
    data = write_message(MAIL)
    assert data == write_message(MAIL)
    data.decode("ascii")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 78 for line in data.split(b"\r\n"))


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), max_size=120)


@given(subject=LINE, name=LINE, text=st.text(max_size=300), file=LINE)
@settings(max_examples=200, deadline=None)
def test_any_words_go_there_and_back(subject: str, name: str, text: str, file: str) -> None:
    mail = Outgoing(
        Address("a@example.be", name), (Address("b@example.be"),), subject, text, AT, "m@x",
        attachments=(Attachment(file, "text/plain", text.encode("utf-8", "replace")),),
    )  # fmt: skip
    back = read_message(write_message(mail)).records
    assert back.sender == Address("a@example.be", " ".join(name.split()))
    assert back.subject == " ".join(subject.split())
    assert back.attachments[0].content == text.encode("utf-8", "replace")
    assert [name for name, _ in back.headers] == [
        "from", "to", "subject", "date", "message-id", "mime-version", "content-type",
    ]  # fmt: skip


def test_nobody_adds_a_header() -> None:
    evil = replace(MAIL, subject="x\r\nBcc: y@example.be", sender=Address("a@example.be", "x\nBcc: z@example.be"))
    assert b"\nBcc" not in write_message(evil)


@pytest.mark.parametrize(
    "broken",
    [
        replace(MAIL, sender=Address("a@example.be>\r\nBcc: x")),
        replace(MAIL, to=(Address("personne"),)),
        replace(MAIL, message_id="a b"),
        replace(MAIL, in_reply_to="<a>"),
        replace(MAIL, references=("a\nb",)),
        replace(MAIL, at=AT.replace(tzinfo=None)),
        replace(MAIL, auto_submitted="x\ny"),
        replace(MAIL, attachments=(Attachment("x", "a\nb/c", b""),)),
    ],
)
def test_what_would_break_the_headers_is_refused(broken: Outgoing) -> None:
    with pytest.raises(Unsendable):
        write_message(broken)


def test_a_domain_with_accents_is_written_for_the_wire() -> None:
    assert b"info@xn--mdiation-b1a.be" in write_message(replace(MAIL, sender=Address("info@médiation.be")))


def test_the_thread_of_an_answer() -> None:
    assert threading(Message(message_id="m1")) == ("m1", ("m1",))
    assert threading(Message(message_id="m3", in_reply_to=("m2",))) == ("m3", ("m2", "m3"))
    long = threading(Message(message_id="last", references=tuple(f"m{at}" for at in range(50))))[1]
    assert (len(long), long[0], long[-2:]) == (20, "m0", ("m49", "last"))


@pytest.mark.parametrize(
    ("subject", "answer"),
    [("JT", "Re: JT"), ("RE: JT", "Re: JT"), ("AW: Re[2] : JT", "Re: JT"), ("Antw:Re: JT", "Re: JT"), ("", "Re:")],
)
def test_the_subject_of_an_answer(subject: str, answer: str) -> None:
    assert answer_subject(subject) == answer


def test_a_moment_in_another_zone_stays() -> None:
    assert b"Date: Tue, 03 Mar 2026 09:00:00 +0000" in write_message(replace(MAIL, at=AT.astimezone(UTC)))
