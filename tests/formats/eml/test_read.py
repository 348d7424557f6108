"""Mails, whole and broken: everything that they say is in the record, and what is wrong has a name and a place."""

import time
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.formats.eml import MOST_BYTES, Address, Message, message_as_json, read_message
from coulisse.formats.problems import Unreadable

HEADERS = b"From: Luc <luc@example.be>\nTo: info@example.be\nSubject: JT\nDate: Tue, 3 Mar 2026 10:12:05 +0100\n"


def mail(*lines: str | bytes) -> bytes:
    return HEADERS + b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)


def read(*lines: str | bytes) -> Message:
    return read_message(mail(*lines)).records


def codes(*lines: str | bytes) -> list[tuple[str, str]]:
    return [(one.code, str(one.where)) for one in read_message(mail(*lines)).problems]


def multipart(kind: str, *parts: str, boundary: str = "b1") -> str:
    inside = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{inside}--{boundary}--\n'


def test_a_mail_is_read_whole() -> None:
    reading = read_message(
        b"Return-Path: <chloe@example.be>\r\n"
        b"From: =?utf-8?q?Chlo=C3=A9?= Dubois <Chloe@Example.be>\r\n"
        b'To: "Dupont, Jean" <jean@example.be>, info@example.be\r\n'
        b"Cc: Equipe: a@example.be, b@example.be;\r\n"
        b"Reply-To: <autre@example.be>\r\n"
        b"Subject: =?iso-8859-1?Q?=C9mission_?= =?iso-8859-1?Q?d'hier?=\r\n"
        b"Date: Tue, 3 Mar 2026 19:52:05 -0500 (EST)\r\n"
        b"Message-ID: <m3@example.be>\r\n"
        b"In-Reply-To: <m2@example.be>\r\n"
        b"References: <m1@example.be>\r\n <m2@example.be>\r\n"
        b"\r\n"
        b"Bonjour,\r\n\r\nMerci.\r\n"
    )
    message = reading.records
    assert reading.problems == ()
    assert message.senders == (Address("Chloe@Example.be", "Chloé Dubois"),)
    assert message.to == (Address("jean@example.be", "Dupont, Jean"), Address("info@example.be"))
    assert [one.address for one in message.cc] == ["a@example.be", "b@example.be"]
    assert message.reply_to == (Address("autre@example.be"),)
    assert message.subject == "Émission d'hier"
    assert message.date is not None
    assert (message.date.isoformat(), message.date.utcoffset()) == (
        "2026-03-03T19:52:05-05:00",
        timedelta(hours=-5),
    )
    assert (message.message_id, message.in_reply_to) == ("m3@example.be", ("m2@example.be",))
    assert message.references == ("m1@example.be", "m2@example.be")
    assert message.text == "Bonjour,\n\nMerci."
    assert not message.is_automatic
    assert message.headers[0] == ("return-path", "<chloe@example.be>")


def test_the_json_of_the_command_line() -> None:
    assert dict(message_as_json(read_message(mail("", "Bonjour")), language="fr")) == {
        "from": "Luc <luc@example.be>",
        "to": "info@example.be",
        "subject": "JT",
        "date": "2026-03-03T10:12:05+01:00",
        "text": "Bonjour",
        "new_text": "Bonjour",
        "language": "fr",
        "attachments": [],
        "warnings": [],
    }


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Tue, 3 Mar 2026 10:12:05 +0100", "2026-03-03T10:12:05+01:00"),
        ("3 Mar 2026 10:12 GMT", "2026-03-03T10:12:00+00:00"),
        ("Tue, 3 Mar 2026 10:12:05 -0000", "2026-03-03T10:12:05+00:00"),
        ("Tue, 3 Mar 2026 10:12:05", "2026-03-03T10:12:05+01:00"),
        ("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T09:55:06-06:00"),
        ("2026-03-03T10:12:05Z", "2026-03-03T10:12:05+00:00"),
        ("Tue, 3 Mar 2026 10:12:60 +0000", "2026-03-03T10:12:59+00:00"),
        ("31 Feb 2026 10:00 +0000", None),
        ("hier", None),
        ("Tue, 3 Mar 2026 10:12:05 +9999", None),
    ],
)
def test_dates(written: str, expected: str | None) -> None:
    reading = read_message(f"From: a@b.be\nDate: {written}\n\nx".encode())
    date = reading.records.date
    assert (date.isoformat() if date else None) == expected
    assert ("date-unreadable" in {one.code for one in reading.problems}) is (expected is None)


@pytest.mark.parametrize(
    ("content", "charset", "expected"),
    [
        ("é€".encode("cp1252"), "iso-8859-1", "é€"),
        ("é".encode(), "iso-8859-1", "é"),
        ("é".encode("latin-1"), "utf-8", "é"),
        ("é".encode("latin-1"), "us-ascii", "é"),
        ("é".encode(), "x-klingon", "é"),
        ("žluť".encode("iso-8859-2"), "ISO-8859-2", "žluť"),
        ("你好".encode("gb18030"), "gb2312", "你好"),
        ("你好啊".encode(), "gb2312", "你好啊"),
        ("é\0à".encode(), "utf-8", "éà"),
        (b"\xff", "unicode_escape", "ÿ"),
    ],
)
def test_charsets(content: bytes, charset: str, expected: str) -> None:
    assert read(f"Content-Type: text/plain; charset={charset}", "", content).text == expected


def test_broken_encodings_give_what_they_hold() -> None:
    broken = ("Content-Transfer-Encoding: base64", "", "Qm9uam91ciwgdm9pY2kgdW4gdGV4dGUgYXNz*ZXog", "bG9uZy4")
    assert read(*broken).text == "Bonjour, voici un texte assez long."
    assert codes(*broken) == [("base64-broken", "")]
    assert read("Content-Transfer-Encoding: quoted-printable", "", "a=E9=b=\nc =3D").text == "aé=bc ="
    assert codes("Content-Transfer-Encoding: x-rien", "", "a") == [("transfer-encoding-unknown", "")]


def test_flowed_text_is_joined() -> None:
    flowed = (
        "Content-Type: text/plain; format=flowed",
        "",
        "Une longue ",
        "phrase.",
        "> citée ",
        "> encore",
        "-- ",
        "Luc",
    )
    assert read(*flowed).text == "Une longue phrase.\n> citée encore\n-- \nLuc"


def test_alternatives_are_one_text() -> None:
    plain, html = "Content-Type: text/plain\n\nBonjour", "Content-Type: text/html\n\n<p>Bonjour <b>vous</b></p>"
    calendar = "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR"
    message = read(multipart("alternative", plain, html, calendar))
    assert (message.text, message.html) == ("Bonjour", "<p>Bonjour <b>vous</b></p>")
    assert [(one.type, one.content) for one in message.attachments] == [("text/calendar", b"BEGIN:VCALENDAR")]
    assert read(multipart("alternative", "Content-Type: text/plain\n\n", html)).text == "Bonjour vous"


def test_attachments_are_all_there() -> None:
    inner = multipart(
        "mixed",
        "Content-Type: text/plain\n\nVoici.",
        "Content-Type: image/png; name*=utf-8''%C3%A9t%C3%A9.png\nContent-Disposition: inline\n"
        "Content-ID: <p1@x>\n"
        "Content-Transfer-Encoding: base64\n\niVBORw==",
        "Content-Type: application/pdf\n"
        "Content-Disposition: attachment; filename==?utf-8?q?d=C3=A9p=C3=AAche.pdf?=\n\n%PDF",
        'Content-Type: application/octet-stream; name="..\\\\..\\\\virus.exe"\n\nMZ',
        "Content-Type: message/rfc822\n\nFrom: a@b.be\nSubject: dedans\n\nun mail",
        "Content-Type: text/plain\nContent-Disposition: attachment; filename*0=note; filename*1=.txt\n\nune note",
        "Content-Type: application/ms-tnef; name=winmail.dat\n\nx",
        "Content-Type: text/plain\n\nEt la suite.",
    )
    message = read(inner)
    assert message.text == "Voici.\n\nEt la suite."
    assert [(one.name, one.type, len(one.content), one.inline, one.content_id) for one in message.attachments] == [
        ("été.png", "image/png", 4, True, "p1@x"),
        ("dépêche.pdf", "application/pdf", 4, False, ""),
        ("virus.exe", "application/octet-stream", 2, False, ""),
        ("", "message/rfc822", 37, False, ""),
        ("note.txt", "text/plain", 8, False, ""),
        ("winmail.dat", "application/ms-tnef", 1, False, ""),
    ]
    assert codes(inner) == [("name-with-path", "4"), ("winmail-dat", "7")]


def test_a_file_inside_the_text_is_taken_out() -> None:
    message = read("", "Voici :", "begin 644 note.txt", "#86)C", "`", "end", "Merci")
    assert message.text == "Voici :\nMerci"
    assert [(one.name, one.content) for one in message.attachments] == [("note.txt", b"abc")]
    assert read("", "begin 644 chapters", "and then", "end").text == "begin 644 chapters\nand then\nend"


@pytest.mark.parametrize(
    ("lines", "text", "code"),
    [
        (["Content-Type: multipart/mixed", "", "rien"], "rien", ("boundary-missing", "")),
        (["Content-Type: multipart/mixed; boundary=x", "", "--y", "Content-Type: text/plain", "", "ici"], "ici",
         ("boundary-missing", "")),
        (["Content-Type: multipart/mixed; boundary=x", "", "--x", "", "ici"], "ici", ("boundary-unclosed", "")),
        (["Content-Type: multipart/mixed; boundary=x", "", "--x", "", "ici", "--x--", "là"], "ici",
         ("text-outside-parts", "")),
        (["pas un champ", "X: 1", "", "ici"], "ici", ("header-broken", "")),
        (["pas un champ", "ni ceci", "", "ici"], "pas un champ\nni ceci\n\nici", ("body-unseparated", "")),
        ([f"X: {'a' * 70_000}", "", "ici"], "ici", ("header-too-long", "")),
    ],
)  # fmt: skip
def test_what_is_broken_is_named_and_the_text_is_there(lines: list[str], text: str, code: tuple[str, str]) -> None:
    assert read(*lines).text == text
    assert code in codes(*lines)


def test_bytes_without_any_header_are_text() -> None:
    reading = read_message(b"Ceci n'est pas un mail.")
    assert reading.records.text == "Ceci n'est pas un mail."
    assert "headers-missing" in {one.code for one in reading.problems}


@pytest.mark.parametrize(
    ("headers", "sign"),
    [
        ("Auto-Submitted: auto-replied", "auto-submitted"),
        ("Precedence: bulk", "precedence"),
        ("List-Id: Amis <amis.example.be>", "list"),
        ("Return-Path: <>", "empty-sender"),
        ("X-Auto-Response-Suppress: All", "suppress"),
        ("X-Autoreply: yes", "auto-reply"),
        ("Subject: Réponse automatique : absence", "auto-reply"),
        ("Subject: Automatisch antwoord: JT", "auto-reply"),
        ("From: MAILER-DAEMON@example.be", "robot"),
        ("From: no-reply@example.be", "robot"),
        ("Content-Type: multipart/report; boundary=x", "report"),
    ],
)
def test_signs_of_automatic_mail(headers: str, sign: str) -> None:
    assert sign in read_message(f"{headers}\n\nx".encode()).records.automatic


@pytest.mark.parametrize(
    "headers", ["Auto-Submitted: no", "Subject: Absence d'arbitre", "X-Auto-Response-Suppress: None"]
)
def test_persons_are_no_machines(headers: str) -> None:
    assert not read_message(f"From: luc@example.be\n{headers}\n\nx".encode()).records.is_automatic


def test_what_is_refused() -> None:
    with pytest.raises(Unreadable, match="empty"):
        read_message(b" \r\n")
    with pytest.raises(Unreadable, match="too-large"):
        read_message(b"x" * (MOST_BYTES + 1))


PIECES = st.sampled_from([
    b"From: ", b"a@b.be", b"<", b">", b'"', b"(", b")", b",", b":", b";", b"\n", b"\r\n", b"\r", b"\n\n"
    b"", b" ", b"\t",
    b"Content-Type: ", b"multipart/mixed", b"multipart/alternative", b"message/rfc822", b"message/delivery-status",
    b"text/html", b"; boundary=", b"x", b"\n--x\n", b"\n--x--\n", b"; charset=", b"utf-8", b"utf-7", b"idna",
    b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: x-uuencode\n",
    b"=?utf-8?q?", b"=?utf-8?b?",
    b"?=", b"name*0*=", b"filename*=", b"utf-8''%C3", b"\0", b"\xff", b"+AGE-", b"Date: ", b"99 Jan "
    b"99999 99:99 +9999",
    b"<blockquote>", b"<div hidden>", b"</div>", b"<a href=http:x>", b"<!--", b"&#55296;", b"begin "
    b"644 a\n", b"end\n",
    b"Le 3 mars 2026 ", b"a \xc3\xa9crit :\n", b"> ", b"-- \n",
    b"Final-Recipient: rfc822; a@b.be\n", b"From: mailer-daemon@x\n",
])  # fmt: skip


@given(st.one_of(st.binary(max_size=400), st.lists(PIECES, max_size=40).map(b"".join)))
@settings(max_examples=600, deadline=None)
def test_any_bytes_survive(data: bytes) -> None:
    try:
        reading = read_message(data)
    except Unreadable as error:
        assert error.code == "empty"
        return
    message_as_json(reading, language="und")
    said = [reading.records.text, reading.records.new_text, reading.records.subject, reading.records.html]
    said += [value for _, value in reading.records.headers]
    said += [part for one in reading.records.attachments for part in (one.name, one.type, one.content_id)]
    for text in said:
        text.encode("utf-8")
        assert "\0" not in text


def nested(depth: int) -> bytes:
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n" for at in range(depth))
    return f"From: a@b.be\n{opened}\n\nau fond".encode()


HOSTILE = {
    "nested": nested(20_000),
    "parts": b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 200_000,
    "headers": b"X: y\n" * 200_000 + b"\nz",
    "one header": b"Subject: " + b"=?utf-8?q?" * 200_000 + b"\n\nz",
    "addresses": b"To: " + b'"\\" (' * 100_000 + b"\n\nz",
    "comments": b"To: " + b"(" * 300_000 + b"\n\nz",
    "parameters": b"Content-Type: text/plain" + b'; a="\\' * 50_000 + b"\n\nz",
    "tags": b"Content-Type: text/html\n\n" + b"<div><a href='" * 100_000,
    "open tags": b"Content-Type: text/html\n\n" + b"<blockquote>x" * 100_000 + b"</b>" * 100_000,
    "comments of HTML": b"Content-Type: text/html\n\n" + b"<!-- <script" * 100_000,
    "scripts": b"Content-Type: text/html\n\n" + b"<script>" * 100_000,
    "entities": b"Content-Type: text/html\n\n" + b"&amp" * 200_000,
    "attributes": b"Content-Type: text/html\n\n<p " + b"a" * 1_000_000 + b">x",
    "base64": b"Content-Transfer-Encoding: base64\n\n" + b"=" * 1_000_000,
    "many base64": b"Content-Transfer-Encoding: base64\n\n" + b"QQ==" * 250_000,
    "uuencode": b"\n\n" + b"begin 644 a\n" * 80_000 + b"end\n",
    "report": b"Content-Type: message/delivery-status\n\n" + b"Final-Recipient: rfc822; a@b.be\n\n" * 30_000,
    "prose": b"From: mailer-daemon@x.be\nSubject: undelivered\n\n" + b"a@b.be <c@d.be>\n" * 60_000,
    "lines": b"\n\nx" + b"\r" * 1_000_000 + b"y",
    "blank headers": b"A: b\n" + b" \n" * 400_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_mails_take_no_time(data: bytes) -> None:
    began = time.process_time()
    read_message(data)
    assert time.process_time() - began < 8
