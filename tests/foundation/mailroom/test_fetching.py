"""Mail in from a true Dovecot: once each, whatever breaks."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError
from django.utils import timezone

from coulisse.foundation.mailroom import fetching
from coulisse.foundation.mailroom.actions import Posting, post_each
from coulisse.foundation.mailroom.fetching import fetch
from coulisse.foundation.mailroom.models import FolderMark, KeptAside, Letter, Mailbox
from coulisse.foundation.mailroom.secrets import seal
from coulisse.foundation.mailroom.sending import send_due
from tests.doubles.dovecot import Dovecot
from tests.foundation.mailroom.scene import READ, Post, a_mail, now, read

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings as SettingsWrapper


def put(post: Post, *numbers: int, folder: str = "", **headers: str) -> None:
    for number in numbers:
        post.dovecot.put(post.mailbox.address, a_mail(number, **headers), folder)


def test_new_mail_is_handed_on_once(post: Post) -> None:
    put(post, 1, 2)
    fetched = fetch(post.mailbox, now=now)
    assert fetched is not None
    assert (fetched.new, fetched.error) == (2, "")
    put(post, 3)
    fetch(post.mailbox, now=now)
    fetch(post.mailbox, now=now)
    assert read() == ["Question 1", "Question 2", "Question 3"]
    assert post.fresh().fetched_at is not None
    assert post.mailbox.error == ""


def test_spam_is_read_and_said_to_be_so(post: Post) -> None:
    put(post, 1)
    put(post, 2, folder="Junk")
    fetch(post.mailbox, now=now)
    assert dict(Letter.objects.filter(about=READ).values_list("subject", "text")) == {
        "Question 1": "inbox",
        "Question 2": "spam",
    }


def test_a_copy_that_the_filter_took_for_spam_is_filed_all_the_same(post: Post) -> None:
    posting = Posting("elise@public.example", "Merci", "Bonjour,", mailbox=post.mailbox)
    post_each([posting], by=None, at=now(), delay=timedelta(0))
    send_due(now=now)
    [copy] = post.dovecot.mails(post.mailbox.address)
    post.dovecot.put(post.mailbox.address, copy, "Junk")
    fetch(post.mailbox, now=now)
    assert read() == []
    assert post.dovecot.mails(post.mailbox.address, "Junk") == []


def test_many_mails_come_in_batches(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "BATCH", 3)
    put(post, *range(1, 11))
    fetch(post.mailbox, now=now)
    assert len(read()) == 10
    mark = FolderMark.objects.get(mailbox=post.mailbox, kind="inbox")
    assert mark.last_uid == 10


def test_what_lay_there_before_the_first_day_is_left_alone(post: Post) -> None:
    put(post, 1)
    Mailbox.objects.update(starts_on=timezone.localdate() + timedelta(days=2))
    fetch(post.fresh(), now=now)
    assert read() == []
    put(post, 2)
    fetch(post.fresh(), now=now)
    assert read() == ["Question 2"]


def test_a_lost_database_in_the_middle_loses_and_doubles_nothing(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(post, 1, 2)

    def away(*args: object) -> None:
        raise OperationalError("server closed the connection")

    with monkeypatch.context() as broken:
        broken.setattr(fetching._Reading, "_move_mark", away)
        with pytest.raises(OperationalError):
            fetch(post.mailbox, now=now)
    assert read() == []
    fetch(post.mailbox, now=now)
    assert read() == ["Question 1", "Question 2"]


def test_a_poisoned_mail_is_kept_aside_and_the_others_go_on(post: Post) -> None:
    put(post, 1)
    post.dovecot.put(post.mailbox.address, a_mail(2, text="POISON"))
    put(post, 3)
    fetched = fetch(post.mailbox, now=now)
    assert fetched is not None
    assert (fetched.new, fetched.aside) == (2, 1)
    assert read() == ["Question 1", "Question 3"]
    kept = KeptAside.objects.get()
    assert (kept.reason, kept.detail) == ("unreadable", "ValueError")
    assert b"POISON" in bytes(kept.content or b"")
    fetch(post.mailbox, now=now)
    assert len(read()) == 2


def test_a_mail_that_is_too_large_is_told_and_stays_where_it_is(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MOST_BYTES", 10_000)
    post.dovecot.put(post.mailbox.address, a_mail(1, text="x" * 20_000))
    put(post, 2)
    fetch(post.mailbox, now=now)
    assert read() == ["Question 2"]
    assert KeptAside.objects.get().reason == "too-large"
    assert len(post.dovecot.mails(post.mailbox.address)) == 2


def test_renumbered_folders_are_read_again_from_their_start(post: Post) -> None:
    put(post, 1)
    fetch(post.mailbox, now=now)
    post.dovecot.renumber(post.mailbox.address)
    put(post, 2)
    fetch(post.mailbox, now=now)
    assert read().count("Question 2") == 1
    assert read().count("Question 1") == 2  # the desk knows it by its Message-ID


def test_folders_with_hostile_names_do_no_harm(post: Post) -> None:
    client = post.dovecot.client(post.mailbox.address)
    for name in (b'"a\\"b"', b'"x) LOGOUT ("', b'"&AOk-t&AOk-"', b'"%s{3}"'):
        client.create(name.decode())
    client.logout()
    put(post, 1)
    fetched = fetch(post.mailbox, now=now)
    assert fetched is not None
    assert (fetched.new, fetched.error) == (1, "")


@pytest.mark.parametrize("folder", ['INBOX"\r\nA1 LOGOUT', "Pas là"])
def test_a_folder_that_is_not_there_is_said(post: Post, folder: str) -> None:
    Mailbox.objects.update(inbox_folder=folder)
    fetched = fetch(post.fresh(), now=now)
    assert fetched is not None
    assert fetched.error.startswith("no-folder")


def test_a_wrong_password_is_said_and_nothing_of_it_is_shown(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    Mailbox.objects.update(sealed_password=seal("un-secret-faux"))
    fetch(post.fresh(), now=now)
    code = post.fresh().error.partition(":")[0]
    assert code == "sign-in"
    assert "un-secret-faux" not in post.mailbox.error + caplog.text


def test_a_server_that_is_down_is_said(post: Post) -> None:
    Mailbox.objects.update(imap_port=1)
    fetch(post.fresh(), now=now)
    assert post.fresh().error.startswith("unreachable")
    Mailbox.objects.update(imap_port=post.dovecot.port)
    fetch(post.fresh(), now=now)
    assert post.fresh().error == ""


def test_a_server_without_encryption_is_spoken_to_on_this_machine_only(post: Post) -> None:
    Mailbox.objects.update(imap_host="mail.meuse.example", smtp_host="mail.meuse.example")
    fetch(post.fresh(), now=now)
    assert post.fresh().error.startswith("clear-text")


def test_a_secret_sealed_with_another_key_is_asked_for_again(post: Post, settings: "SettingsWrapper") -> None:
    settings.SECRET_KEY = "another"
    fetch(post.mailbox, now=now)
    assert post.fresh().error.startswith("sealed")


def test_a_mailbox_that_no_desk_reads_says_so(post: Post) -> None:
    Mailbox.objects.update(desk="nobody")
    fetch(post.fresh(), now=now)
    assert post.fresh().error.startswith("no-reader")


def test_two_processes_do_not_read_one_mailbox_at_once(post: Post, mail_host: Dovecot) -> None:
    from django.db import connection

    from coulisse.foundation.mailroom.locks import MAILBOX

    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [MAILBOX, post.mailbox.pk])
        put(post, 1)
        assert fetch(post.mailbox, now=now) is None
    finally:
        other.close()
    assert read() == []
