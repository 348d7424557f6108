"""The watch through its pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from coulisse.desks.community.watch import reading
from coulisse.desks.community.watch.models import WatchItem, WatchKeyword, WatchSource
from coulisse.desks.community.watch.outside import Outside
from coulisse.desks.community.watch.taking import take
from tests.cast import AT, Cast, give, person
from tests.desks.community.watch.rows import a_keyword, a_name, a_source, an_item, rss, said
from tests.doubles.newsstand import Newsstand, newsstand


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Iterator[Newsstand]:
    monkeypatch.setattr(reading, "OUTSIDE", Outside(local=True, timeout=5))
    with newsstand() as found:
        yield found


@pytest.fixture
def desk(client: Browser, cast: Cast) -> Browser:
    client.force_login(cast.ines)
    return client


def add(desk: Browser, cast: Cast, **told: Any) -> int:
    address = f"{reverse('community:watch:source-add')}?of=client-{cast.client.pk}"
    return desk.post(address, told).status_code


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ({"kind": "feed", "address": "https://sillon.example/fil"}, "https://sillon.example/fil"),
        (
            {"kind": "mastodon", "server": "https://social.example/", "words": "#NamurFest"},
            "https://social.example/tags/NamurFest.rss",
        ),
        (
            {"kind": "bluesky", "words": "#namurfest"},
            "https://api.bsky.app/xrpc/app.bsky.feed.searchPosts?q=%23namurfest&sort=latest&limit=100",
        ),
        ({"kind": "newsletter", "address": ""}, ""),
    ],
)
def test_a_source_of_each_kind_has_its_address(
    desk: Browser, cast: Cast, told: dict[str, str], address: str
) -> None:
    assert add(desk, cast, name="Source", **told) == 302
    row = WatchSource.objects.get()
    assert (row.address, row.client, row.kind) == (address, cast.client, told["kind"])


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "feed"},
        {"kind": "feed", "address": "javascript:alert(1)"},
        {"kind": "feed", "address": "ftp://sillon.example/fil"},
        {"kind": "mastodon", "words": "x"},
        {"kind": "mastodon", "server": "https://social.example", "words": "deux mots"},
        {"kind": "bluesky"},
    ],
)
def test_a_source_that_cannot_be_read_is_refused(desk: Browser, cast: Cast, told: dict[str, str]) -> None:
    assert add(desk, cast, name="Source", **told) == 422
    assert not WatchSource.objects.exists()


def test_one_address_is_read_once_a_client(desk: Browser, cast: Cast) -> None:
    told = {"kind": "feed", "name": "Le Sillon", "address": "https://sillon.example/fil"}
    assert [add(desk, cast, **told), add(desk, cast, **told)] == [302, 422]


def test_reading_now_says_what_came_of_it(desk: Browser, cast: Cast, stand: Newsstand) -> None:
    feed = rss([("Cap Sambre", "https://a.example/1", AT), ("Autre", "https://a.example/2", AT)])
    source = a_source(client=cast.client, address=stand.put("/fil", feed))
    page = desk.post(reverse("community:watch:read", args=[source.pk]), follow=True).content.decode()
    assert WatchItem.objects.count() == 2 and source.name in page
    stand.put("/fil", '<link rel="alternate" type="application/rss+xml" href="/vrai.xml">')
    page = desk.post(reverse("community:watch:read", args=[source.pk]), follow=True).content.decode()
    assert f"{stand.address}/vrai.xml" in page


def test_a_newsletter_is_handed_in_as_a_file_and_a_feed_pasted(desk: Browser, cast: Cast) -> None:
    letters = a_source(client=cast.client, kind="newsletter", address="")
    mail = SimpleUploadedFile("lettre.eml", b"From: a@b.example\r\nSubject: Festivals\r\n\r\nBonjour\r\n")
    assert desk.post(reverse("community:watch:hand-in", args=[letters.pk]), {"file": mail}).status_code == 302
    press = a_source(client=cast.client)
    pasted = rss([("Cap Sambre", "https://a.example/1", AT)])
    address = reverse("community:watch:hand-in", args=[press.pk])
    assert desk.post(address, {"pasted": pasted}).status_code == 302
    assert set(WatchItem.objects.values_list("title", flat=True)) == {"Festivals", "Cap Sambre"}
    for told in ({}, {"pasted": "ceci n’est pas un fil"}, {"file": SimpleUploadedFile("x.xml", b"\x00\xff" * 50)}):
        answer = desk.post(address, told)
        assert answer.status_code == 422 and "file" in answer.context["form"].errors


def test_what_was_found_is_shown_without_its_marks(desk: Browser, cast: Cast) -> None:
    an_item(client=cast.client, title="<script>alert(1)</script>", text="<img src=x onerror=y>")
    page = desk.get(f"{reverse('community:watch:list')}?of=client-{cast.client.pk}&view=all").content.decode()
    assert "<script>alert(1)" not in page and "<img src=x" not in page and "&lt;script&gt;" in page


def test_one_word_s_finds_alone(desk: Browser, cast: Cast) -> None:
    source = a_source(client=cast.client)
    word = a_keyword("barge", client=cast.client)
    a_keyword("fanfare", client=cast.client)
    take(source=source, said=[said("La barge du soir"), said("La fanfare du matin")], at=AT)
    WatchItem.objects.update(said_at=timezone.now())
    page = desk.get(
        f"{reverse('community:watch:list')}?of=client-{cast.client.pk}&keyword={word.pk}"
    ).content.decode()
    assert "La barge du soir" in page and "La fanfare du matin" not in page


def test_networks_that_were_never_spoken_to_say_so(desk: Browser, cast: Cast) -> None:
    a_source(client=cast.client)
    address = f"{reverse('community:watch:list')}?of=client-{cast.client.pk}"
    told = "not exercised against the live service"
    desk.cookies["coulisse_language"] = "en"
    cast.ines.language = "en"
    cast.ines.save(update_fields=["language"])
    assert told not in desk.get(address).content.decode()
    a_source(client=cast.client, kind="bluesky", name="Bluesky")
    assert told in desk.get(address).content.decode()


def test_words_and_names_are_added_changed_and_removed(desk: Browser, cast: Cast) -> None:
    of = f"?of=client-{cast.client.pk}"
    add_word = reverse("community:watch:keyword-add") + of
    assert desk.post(add_word, {"text": "#NamurFest", "weight": "4"}).status_code == 302
    row = WatchKeyword.objects.get()
    assert (row.key, row.weight, row.client) == ("#namurfest", 4, cast.client)
    for told in (
        {"text": "#namurfest", "weight": "1"},
        {"text": "…", "weight": "1"},
        {"text": "#a b", "weight": "1"},
    ):
        assert desk.post(add_word, told).status_code == 422
    change = reverse("community:watch:keyword", args=[row.pk])
    assert desk.post(change, {"text": "#namurfest", "weight": "1", "version": 1}).status_code == 302
    assert desk.post(change, {"text": "#namurfest", "weight": "2", "version": 1}).status_code == 409
    assert desk.post(reverse("community:watch:keyword-remove", args=[row.pk])).status_code == 302
    assert not WatchKeyword.objects.exists()
    add_name = reverse("community:watch:name-add") + of
    assert desk.post(add_name, {"name": "Cap Sambre", "is_own": "on"}).status_code == 302
    assert desk.post(add_name, {"name": "Autre", "is_own": "on"}).status_code == 422


def test_one_client_s_watch_is_closed_to_who_works_for_another(client: Browser, cast: Cast) -> None:
    lise = person("Lise Hardy", "lise@meuse.example")
    give(lise, "community_manager", client=cast.client)
    give(lise, "community_manager", production=cast.gel)
    client.force_login(lise)
    source, item = a_source(client=cast.other_client), an_item(client=cast.other_client)
    word, name = a_keyword("x1", client=cast.other_client), a_name("Secret", client=cast.other_client)
    of = f"?of=client-{cast.other_client.pk}"
    assert client.get(reverse("community:watch:list") + of).status_code == 404
    assert client.get(f"{reverse('community:watch:list')}?keyword={word.pk}").status_code == 404
    for route, pk in (("source", source.pk), ("keyword", word.pk), ("name", name.pk), ("hand-in", source.pk)):
        assert client.get(reverse(f"community:watch:{route}", args=[pk])).status_code == 404
    for route, pk in (("idea", item.pk), ("aside", item.pk), ("read", source.pk), ("remove", source.pk)):
        assert client.post(reverse(f"community:watch:{route}", args=[pk])).status_code == 404
    assert client.get(f"{reverse('community:watch:list')}?of=client-{cast.client.pk}").status_code == 200
