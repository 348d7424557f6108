"""Newsletters by mailbox: each once, into the watch that the mailbox belongs to."""

from django.conf import settings
from django.utils.module_loading import import_string

from coulisse.desks.community.watch.mail import read_newsletters
from coulisse.desks.community.watch.models import WatchedDay, WatchItem, WatchSource
from tests.cast import AT, Cast
from tests.desks.audience.intake.messages import a_mailbox
from tests.desks.community.watch.rows import a_source

LETTER = (
    b"From: La Lettre <lettre@sillon.example>\r\nSubject: Les festivals d'avril\r\n"
    b"Message-ID: <a@sillon.example>\r\n"
    b"Date: Mon, 15 Mar 2027 09:00:00 +0100\r\n\r\nCap Sambre arrive.\r\n"
)


def test_the_mailroom_finds_the_reader() -> None:
    assert import_string(settings.COULISSE_MAIL_READERS["community"]) is read_newsletters


def test_a_mailbox_of_a_production_feeds_its_client_s_workspace(cast: Cast) -> None:
    cast.drache.client = cast.client
    cast.drache.save(update_fields=["client"])
    box = a_mailbox(cast.drache, desk="community", name="Veille")
    found = read_newsletters(box, [LETTER, b"", LETTER], at=AT)
    assert (found.new, found.unreadable) == (1, (1,))
    item = WatchItem.objects.get()
    assert (item.client, item.production, item.title) == (cast.client, None, "Les festivals d'avril")
    assert WatchSource.objects.get().kind == "newsletter" and not WatchedDay.objects.exists()
    assert read_newsletters(box, [LETTER], at=AT).new == 0
    assert WatchSource.objects.count() == 1


def test_a_mailbox_of_the_house_feeds_who_reads_newsletters(cast: Cast) -> None:
    a_source(client=cast.client, kind="newsletter", address="")
    a_source(production=cast.gel, kind="newsletter", address="")
    a_source(client=cast.other_client, kind="newsletter", address="", is_paused=True)
    a_source(client=cast.other_client)
    assert read_newsletters(a_mailbox(desk="community"), [LETTER], at=AT).new == 2
    assert set(WatchItem.objects.values_list("client", "production")) == {
        (cast.client.pk, None),
        (None, cast.gel.pk),
    }


def test_unwanted_mail_is_left_alone(cast: Cast) -> None:
    box = a_mailbox(cast.gel, desk="community")
    assert read_newsletters(box, [LETTER], at=AT, is_spam=True).new == 0
    assert not WatchItem.objects.exists() and not WatchSource.objects.exists()
