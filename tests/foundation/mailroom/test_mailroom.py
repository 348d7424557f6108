"""Letters against a real SMTP server: delayed, recalled, sent once each, refused, and never doubted in silence."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404
from django.test import Client as Browser
from django.urls import reverse

from coulisse.foundation.journal.models import Entry
from coulisse.foundation.mailroom import queries, sending
from coulisse.foundation.mailroom.access import access_letter
from coulisse.foundation.mailroom.actions import (
    BadAddress,
    BadHeader,
    Enclosed,
    NoRecipient,
    NothingLeftToRecall,
    NothingToSend,
    To,
    post,
    recall,
    release,
    resend,
)
from coulisse.foundation.mailroom.models import Letter, Recipient, State
from coulisse.foundation.mailroom.sending import note_interrupted, outcome_of, send_due
from tests.cast import AT, Cast
from tests.doubles.smtp import MailServer, mail_server

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import Settings as SettingsWrapper

LATER = AT + timedelta(seconds=61)
ELISE, KARIM, LIEVE = "elise@acteurs.example", "karim@image.example", "lieve@son.example"


@pytest.fixture
def server(settings: "SettingsWrapper") -> Iterator[MailServer]:
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def posted(cast: Cast, *addresses: str, **values: object) -> Letter:
    fields: dict[str, object] = {
        "subject": "Feuille de service n° 16",
        "text": "Bonjour Élise,\n\nPAT à 07:30.",
        "sender": "Meuse & Fils <plateau@meuse.example>",
        "production": cast.drache.pk,
        **values,
    }
    to = [To(address) for address in addresses or (ELISE,)]
    return post(to=to, by=cast.nadia, at=AT, **fields)  # type: ignore[arg-type]


def states(letter: Letter) -> dict[str, str]:
    return dict(letter.recipients.order_by("id").values_list("address", "state"))


# Posting


def test_a_letter_leaves_after_its_delay_once_to_each(cast: Cast, server: MailServer) -> None:
    letter = posted(cast, ELISE, KARIM, ELISE.upper())
    send_due(now=lambda: AT + timedelta(seconds=59))
    assert server.addresses == []
    send_due(now=lambda: LATER)
    send_due(now=lambda: LATER)
    assert server.addresses == [ELISE, KARIM]
    assert set(states(letter).values()) == {State.SENT}
    assert letter.recipients.get(address=ELISE).sent_at == LATER


def test_the_message_is_what_was_written(cast: Cast, server: MailServer) -> None:
    letter = post(
        subject="Déjà l’été ?",
        text="Bonjour Élise,",
        html="<p>Bonjour Élise,</p>",
        to=[To(ELISE, "Élise Lambert, rôle 3")],
        by=cast.nadia,
        at=AT,
        language="fr",
        sender="plateau@meuse.example",
        reply_to="nadia@meuse.example",
        enclosures=[Enclosed("feuille n° 16.pdf", b"%PDF-", content_type="application/pdf")],
        delay=timedelta(0),
    )
    send_due(now=lambda: AT)
    [received] = server.received
    message = received.message
    assert received.sender == "plateau@meuse.example"
    assert message["subject"] == "Déjà l’été ?"
    assert message["to"].addresses[0].display_name == "Élise Lambert, rôle 3"
    assert message["reply-to"] == "nadia@meuse.example"
    assert message["message-id"] == letter.recipients.get().message_id
    assert message["content-language"] == "fr"
    body = message.get_body(("plain",))
    assert body is not None and body.get_content().strip() == "Bonjour Élise,"
    [file] = message.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("feuille n° 16.pdf", b"%PDF-")


def documents(number: int) -> bytes | None:
    return b"%PDF-" if number == 7 else None


def test_an_enclosed_document_is_read_when_the_letter_leaves(
    cast: Cast, server: MailServer, settings: "SettingsWrapper"
) -> None:
    settings.COULISSE_DOCUMENT_CONTENT = "tests.foundation.mailroom.test_mailroom.documents"
    posted(cast, ELISE, enclosures=[Enclosed("a.pdf", document_id=7)])
    missing = posted(cast, KARIM, enclosures=[Enclosed("b.pdf", document_id=8)])
    send_due(now=lambda: LATER)
    assert server.addresses == [ELISE]
    assert states(missing) == {KARIM: State.FAILED}


def test_a_letter_is_posted_with_the_act_or_not_at_all(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        posted(cast)
        raise ZeroDivisionError
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'mailroom.send'")
        assert cursor.fetchone()[0] == 0
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"subject": "Bonjour\nBcc: tous@presse.example"}, BadHeader),
        ({"sender": "a@b.example\r\nBcc: tous@presse.example"}, BadHeader),
        ({"reply_to": "a@b.example\x00"}, BadHeader),
        ({"sender": "pas une adresse"}, BadAddress),
    ],
)
def test_a_header_cannot_be_slipped_in(cast: Cast, fields: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        posted(cast, **fields)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        ([], NoRecipient),
        ([To("elise")], BadAddress),
        ([To("elise@acteurs.example\nBcc: x@y.example")], BadHeader),
        ([To(ELISE, "Élise\r\nBcc: x@y.example")], BadHeader),
    ],
)
def test_a_recipient_is_an_address(cast: Cast, to: list[To], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        post(subject="a", text="a", to=to, by=cast.nadia, at=AT)


# Recalling, holding


def test_a_recalled_letter_never_leaves(cast: Cast, server: MailServer) -> None:
    letter = posted(cast, ELISE, KARIM)
    assert recall(letter=letter, by=cast.nadia, at=AT) == 2
    send_due(now=lambda: LATER)
    assert server.addresses == []
    assert Entry.objects.filter(kind="foundation.mailroom.recalled").count() == 1


def test_what_has_left_is_not_recalled(cast: Cast, server: MailServer) -> None:
    letter = posted(cast)
    send_due(now=lambda: LATER)
    with pytest.raises(NothingLeftToRecall):
        recall(letter=letter, by=cast.nadia, at=LATER)
    assert states(letter) == {ELISE: State.SENT}


def test_a_held_letter_waits_for_a_person(cast: Cast, server: MailServer) -> None:
    letter = posted(cast, hold=True)
    send_due(now=lambda: AT + timedelta(days=2))
    assert server.addresses == []
    assert release(letter=letter, by=cast.nadia, at=AT) == 1
    send_due(now=lambda: AT)
    assert server.addresses == [ELISE]
    with pytest.raises(NothingToSend):
        release(letter=letter, by=cast.nadia, at=AT)


# What the server says


def test_one_refused_recipient_does_not_keep_the_others_from_their_letter(cast: Cast, server: MailServer) -> None:
    server.behaviour.refuse[KARIM] = "550 no such mailbox"
    letter = posted(cast, ELISE, KARIM, LIEVE)
    send_due(now=lambda: LATER)
    assert states(letter) == {ELISE: State.SENT, KARIM: State.FAILED, LIEVE: State.SENT}
    assert "550 no such mailbox" in letter.recipients.get(address=KARIM).error
    assert Entry.objects.filter(kind="foundation.mailroom.refused").count() == 1


def test_a_refusal_for_now_is_tried_again_later_and_longer(cast: Cast, server: MailServer) -> None:
    server.behaviour.refuse[ELISE] = "451 greylisted"
    letter = posted(cast)
    at, waits = LATER, []
    for _attempt in range(3):
        send_due(now=lambda at=at: at)  # type: ignore[misc]
        row = letter.recipients.get()
        waits.append(row.not_before - at)
        at = row.not_before
    assert waits == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    server.behaviour.refuse.clear()
    send_due(now=lambda: at)
    assert states(letter) == {ELISE: State.SENT}


def test_a_refusal_for_now_does_not_last_for_ever(cast: Cast, server: MailServer) -> None:
    server.behaviour.refuse[ELISE] = "451 greylisted"
    letter = posted(cast)
    Recipient.objects.update(attempts=sending.MAX_ATTEMPTS - 1)
    send_due(now=lambda: LATER)
    assert states(letter) == {ELISE: State.FAILED}


def test_a_server_that_is_away_loses_nothing(cast: Cast, server: MailServer) -> None:
    server.behaviour.closed = True
    letter = posted(cast)
    send_due(now=lambda: LATER)
    assert states(letter) == {ELISE: State.WAITING}
    server.behaviour.closed = False
    send_due(now=lambda: LATER + timedelta(minutes=2))
    assert server.addresses == [ELISE]


def test_a_refused_message_is_a_refusal(cast: Cast, server: MailServer) -> None:
    server.behaviour.refuse_data = "554 it smells of spam"
    letter = posted(cast)
    send_due(now=lambda: LATER)
    assert states(letter) == {ELISE: State.FAILED}


# When nobody knows


def test_a_connection_lost_after_the_message_leaves_the_outcome_unknown_and_is_not_sent_again(
    cast: Cast, server: MailServer
) -> None:
    server.behaviour.drop_after_data = {ELISE}
    letter = posted(cast, ELISE, KARIM)
    for minutes in range(0, 60, 5):
        send_due(now=lambda minutes=minutes: LATER + timedelta(minutes=minutes))  # type: ignore[misc]
    assert states(letter) == {ELISE: State.UNKNOWN, KARIM: State.SENT}
    assert server.addresses == [ELISE, KARIM]


def test_a_worker_killed_while_sending_leaves_the_outcome_unknown(cast: Cast, server: MailServer) -> None:
    letter = posted(cast)
    assert sending._take(letter.recipients.get().pk, LATER) is not None
    assert note_interrupted(at=LATER + timedelta(minutes=9)) == 0
    assert note_interrupted(at=LATER + timedelta(minutes=11)) == 1
    send_due(now=lambda: LATER + timedelta(days=1))
    assert states(letter) == {ELISE: State.UNKNOWN}
    assert server.addresses == []


def test_only_a_person_sends_an_unknown_one_again_and_with_the_same_identity(
    cast: Cast, server: MailServer
) -> None:
    server.behaviour.drop_after_data = {ELISE}
    letter = posted(cast)
    send_due(now=lambda: LATER)
    server.behaviour.drop_after_data = set()
    with pytest.raises(NothingToSend):
        resend(letter=letter, by=cast.nadia, at=LATER)
    assert resend(letter=letter, by=cast.nadia, at=LATER, even_unknown=True) == 1
    send_due(now=lambda: LATER)
    first, second = server.received
    assert first.message["message-id"] == second.message["message-id"]
    assert states(letter) == {ELISE: State.SENT}


@pytest.mark.parametrize("problem", [TimeoutError(), smtplib.SMTPServerDisconnected("gone"), RuntimeError("?")])
def test_what_is_not_understood_is_not_known(problem: Exception) -> None:
    assert outcome_of(problem).state == State.UNKNOWN


# The screens


def test_who_may_see_and_who_may_change_a_letter(cast: Cast) -> None:
    letter = posted(cast)
    assert access_letter(cast.bastien, letter.pk, to="change") == letter
    assert access_letter(cast.odile, letter.pk, to="change") == letter
    for stranger in (cast.pascaline, cast.kobe, cast.achille):
        with pytest.raises((Http404, PermissionDenied)):
            access_letter(stranger, letter.pk)


def test_the_screen_says_that_no_server_is_set_up(
    cast: Cast, server: MailServer, settings: "SettingsWrapper", tmp_path: Path
) -> None:
    browser = Browser()
    browser.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    warning = "Aucun serveur de courrier"
    assert warning not in browser.get(reverse("mailroom:list")).content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    assert warning in browser.get(reverse("mailroom:list")).content.decode()
    letter = posted(cast)
    send_due(now=lambda: LATER)
    assert states(letter) == {ELISE: State.SENT}
    assert len(list(tmp_path.iterdir())) == 1


def test_a_letter_is_recalled_and_sent_again_from_its_page(cast: Cast, server: MailServer) -> None:
    browser = Browser()
    browser.force_login(cast.nadia, backend="django.contrib.auth.backends.ModelBackend")
    server.behaviour.refuse[KARIM] = "550 no such mailbox"
    letter = posted(cast, ELISE, KARIM)
    assert "Feuille de service n° 16" in browser.get(reverse("mailroom:list"), {"find": "karim"}).content.decode()
    send_due(now=lambda: LATER)
    page = browser.get(reverse("mailroom:letter", args=[letter.pk])).content.decode()
    assert "550 no such mailbox" in page
    browser.post(reverse("mailroom:resend", args=[letter.pk]))
    assert states(letter)[KARIM] == State.WAITING
    browser.post(reverse("mailroom:recall", args=[letter.pk]))
    assert states(letter) == {ELISE: State.SENT, KARIM: State.RECALLED}


@pytest.mark.parametrize("number", [2, 30])
def test_the_list_asks_the_database_a_constant_number_of_times(
    cast: Cast, number: int, django_assert_num_queries: "DjangoAssertNumQueries"
) -> None:
    for _each in range(number):
        posted(cast, ELISE, KARIM)
    cast.nadia.may("read")
    with django_assert_num_queries(3):
        list(queries.list_letters(cast.nadia))


def test_doctor_learns_what_is_late_refused_and_unknown(cast: Cast) -> None:
    posted(cast, ELISE)
    posted(cast, KARIM)
    Recipient.objects.filter(address=KARIM).update(state=State.UNKNOWN)
    state = queries.mail_state(late_since=AT + timedelta(hours=1))
    assert (state.overdue, state.failed, state.unknown) == (1, 0, 1)
