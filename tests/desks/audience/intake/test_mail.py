"""From the bytes of a mailbox to conversations: arrival, threads, robots, reports, spam, one mail in two boxes."""

from datetime import datetime

import pytest

from coulisse.desks.audience.intake.mail import read_mails
from coulisse.desks.audience.intake.models import Attachment, Conversation, Message, RawMail
from coulisse.desks.audience.relations.models import WriterAddress
from tests.cast import AT, Cast
from tests.desks.audience.intake.messages import a_mail, a_mailbox

pytestmark = pytest.mark.django_db


def test_a_mail_is_kept_once_whatever_mailbox_it_comes_by(cast: Cast) -> None:
    one, other = a_mailbox(cast.drache), a_mailbox(address="info@mediane.example")
    mail = a_mail()
    assert read_mails(one, [mail, mail], at=AT).received.new == 1
    assert read_mails(other, [mail], at=AT).received.duplicates == 1
    assert read_mails(one, [mail], at=AT).received.duplicates == 1
    row = Conversation.objects.get()
    assert (row.mailbox, row.production) == (one, cast.drache)
    assert RawMail.objects.count() == 1


def test_a_copied_identifier_hides_no_other_mail(cast: Cast) -> None:
    box = a_mailbox()
    read_mails(box, [a_mail(), a_mail("Tout autre chose, sous le même identifiant.")], at=AT)
    assert Message.objects.count() == 2


def test_it_came_when_the_server_took_it(cast: Cast) -> None:
    box = a_mailbox()
    taken = "from mx by mail.mediane.example; Sun, 14 Mar 2027 21:07:30 +0100"
    liar = datetime.fromisoformat("2031-01-01T00:00:00+00:00")
    read_mails(box, [a_mail(headers={"Received": taken}, date=liar)], at=AT)
    row = Conversation.objects.get()
    assert row.received_at == datetime.fromisoformat("2027-03-14T21:07:30+01:00")
    assert row.reference == "2027-0314-01"
    assert Message.objects.get().at == row.received_at


def test_a_mail_without_a_date_came_now(cast: Cast) -> None:
    read_mails(a_mailbox(), [b"From: a@b.example\r\nSubject: ?\r\n\r\nBonjour"], at=AT)
    assert Conversation.objects.get().received_at == AT


def test_an_absence_goes_to_its_thread_and_answers_nobody(cast: Cast) -> None:
    box = a_mailbox()
    read_mails(box, [a_mail()], at=AT)
    Conversation.objects.update(state="answered", is_new=False)
    away = a_mail(
        "Je suis absent.",
        message_id="b2@public.example",
        subject="Réponse automatique : votre émission",
        headers={"In-Reply-To": "<a1@public.example>", "Auto-Submitted": "auto-replied"},
    )
    read_mails(box, [away], at=AT)
    row = Conversation.objects.get()
    assert (row.state, row.messages.count(), row.messages.latest("pk").is_automatic) == ("answered", 2, True)


def test_a_form_of_another_site_is_a_person(cast: Cast) -> None:
    mail = a_mail(sender="no-reply@forms.example", headers={"Reply-To": "Lina <lina@public.example>"})
    read_mails(a_mailbox(), [mail], at=AT)
    row = Conversation.objects.get()
    assert (row.state, row.writer.name) == ("open", "Lina")
    assert Message.objects.get().is_automatic


def test_what_the_filter_marked_is_unwanted(cast: Cast) -> None:
    read_mails(a_mailbox(), [a_mail(headers={"X-Spam-Flag": "YES"})], at=AT)
    read_mails(a_mailbox(address="b@mediane.example"), [a_mail("Gagnez", message_id="c")], at=AT, is_spam=True)
    assert set(Conversation.objects.values_list("state", "is_new")) == {("spam", False)}


def test_an_address_that_is_given_up_is_marked(cast: Cast) -> None:
    box = a_mailbox()
    read_mails(box, [a_mail()], at=AT)
    report = (
        b"From: MAILER-DAEMON@mx.example\r\nReturn-Path: <>\r\nSubject: Undelivered\r\n"
        b"Message-ID: <r1@mx.example>\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="x"\r\n\r\n'
        b"--x\r\nContent-Type: text/plain\r\n\r\nYour mail could not be delivered.\r\n"
        b"--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        b"Final-Recipient: rfc822; hubert@public.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        b"--x\r\nContent-Type: message/rfc822\r\n\r\n"
        b"Message-ID: <a1@public.example>\r\nSubject: x\r\n\r\nx\r\n--x--\r\n"
    )
    read_mails(box, [report], at=AT)
    assert WriterAddress.objects.get(key="hubert@public.example").bounced_at == AT
    assert Conversation.objects.get().messages.count() == 2


def test_files_come_along_by_what_they_hold(cast: Cast) -> None:
    mail = (
        b"From: a@b.example\r\nMessage-ID: <f@b>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: text/plain\r\n\r\nBonjour\r\n--x\r\nContent-Type: image/png\r\n"
        b'Content-Disposition: attachment; filename="../../etc/photo.png"\r\n\r\n'
        b"<html><script>1</script>\r\n--x--\r\n"
    )
    read_mails(a_mailbox(), [mail], at=AT)
    kept = Attachment.objects.get()
    assert (kept.media_type, "/" in kept.name) == ("text/html", False)
