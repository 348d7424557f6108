"""D1, D3, D4: Friday 16 April, nine o'clock. Inès reads the client's brief, looks around, and plans."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from coulisse.desks.community.clients.models import Brief
from coulisse.desks.community.clients.queries import avoided_words
from coulisse.desks.community.strategy.models import Idea, Objective
from coulisse.desks.community.watch import reading
from coulisse.desks.community.watch.models import WatchItem, WatchSource
from coulisse.desks.community.watch.outside import Outside
from coulisse.desks.community.watch.reading import read_due
from tests.cast import Cast
from tests.desks.community.watch.rows import rss
from tests.doubles.newsstand import newsstand

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def desk(client: Browser, cast: Cast) -> Browser:
    cast.drache.client = cast.client
    cast.drache.save(update_fields=["client"])
    client.force_login(cast.ines)
    return client


def test_d1_the_brief_of_the_festival(desk: Browser, cast: Cast) -> None:
    told = {
        "goals": "1 200 passes vendus avant le 5 mai.",
        "publics": "Namur et environs, familles et cinéphiles, FR et NL",
        "tone": "Complice, jamais criard",
        "avoided": "gratuit\npas cher\nincontournable",
        "budget": "640,00 €",
        "budget_account": "promo",
        "needs_approval": "on",
    }
    home = f"client-{cast.client.pk}"
    assert desk.post(reverse("community:clients:brief", args=[home]), told).status_code == 302
    page = desk.get(reverse("community:clients:workspace", args=[home])).content.decode()
    assert "640,00" in page and "incontournable" in page and "1 200 passes" in page
    assert Brief.objects.get().budget_cents == 64_000
    assert avoided_words(production=cast.drache.pk) == ("gratuit", "pas cher", "incontournable")


def test_d3_one_find_of_three_sources_is_made_an_idea(
    desk: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "OUTSIDE", Outside(local=True, timeout=5))
    of = f"?of=client-{cast.client.pk}"
    with newsstand() as stand:
        press = rss([("Namur : un cinéma flottant", "https://sillon.example/barge", NOW - timedelta(hours=5))])
        toots = rss([("Vivement le #NamurFest", "https://social.example/@lea/1", NOW - timedelta(hours=2))])
        post = {
            "uri": "at://did:plc:a/app.bsky.feed.post/3lq7",
            "author": {"handle": "wim.example", "displayName": "Wim"},
            "record": {"text": "Wie gaat er mee naar #namurfest?", "createdAt": NOW.isoformat()},
        }
        stand.put("/fil", press)
        stand.put("/tags/namurfest.rss", toots)
        search = stand.put("/xrpc/app.bsky.feed.searchPosts", json.dumps({"posts": [post]}))
        add = reverse("community:watch:source-add") + of
        desk.post(add, {"kind": "feed", "name": "Le Sillon", "address": f"{stand.address}/fil"})
        desk.post(add, {"kind": "mastodon", "name": "Mastodon", "server": stand.address, "words": "#namurfest"})
        desk.post(add, {"kind": "bluesky", "name": "Bluesky", "words": "#namurfest"})
        WatchSource.objects.filter(kind="bluesky").update(address=search)
        desk.post(reverse("community:watch:keyword-add") + of, {"text": "#namurfest", "weight": "4"})
        desk.post(reverse("community:watch:keyword-add") + of, {"text": "cinéma flottant", "weight": "1"})
        assert read_due(now=lambda: NOW, outside=Outside(local=True)) == 3
    answer = desk.get(reverse("community:watch:list") + of)
    lines = answer.context["found"].lines
    assert [one.points for one in lines] == [10, 10, 4]
    assert "#namurfest" in lines[0].reasons[0][0] and "#namurfest" in answer.content.decode()
    assert desk.post(reverse("community:watch:idea", args=[lines[-1].pk])).status_code == 302
    idea = Idea.objects.get()
    assert (idea.title, idea.found_at) == ("Namur : un cinéma flottant", "https://sillon.example/barge")
    assert WatchItem.objects.get(idea=idea).client == cast.client
    board = desk.get(reverse("community:strategy:ideas") + of).content.decode()
    assert "Namur : un cinéma flottant" in board and "https://sillon.example/barge" in board


def test_d4_from_the_objective_to_three_pillars(desk: Browser, cast: Cast) -> None:
    of = f"?of=client-{cast.client.pk}"
    told = {"name": "1 200 passes vendus", "starts_on": "2026-04-01", "ends_on": "2026-05-10"}
    assert desk.post(reverse("community:strategy:objective-add") + of, told).status_code == 302
    goal = Objective.objects.get()
    figure = {"name": "Passes vendus", "unit": "passes", "start": "0", "target": "1200"}
    desk.post(reverse("community:strategy:indicator-add", args=[goal.pk]), figure)
    for name in ("Les coulisses du fleuve", "Le programme, jour par jour", "Namur fête"):
        desk.post(reverse("community:strategy:pillar-add", args=[goal.pk]), {"name": name})
    reading_ = {"on": "2026-04-20", "value": "480", "source": "Billetterie, export de 8 h"}
    desk.post(reverse("community:strategy:read", args=[goal.indicators.get().pk]), reading_)
    answer = desk.get(reverse("community:strategy:tree"))
    (shown,) = answer.context["tree"].objectives
    assert [one.name for one in shown.pillars] == [
        "Les coulisses du fleuve",
        "Le programme, jour par jour",
        "Namur fête",
    ]
    (line,) = shown.indicators
    assert (line.value, line.expected, line.per_day_left, line.progress.pace) == (480, 600, 36, "behind")
    assert line.read_on == date(2026, 4, 20) and "export de 8 h" in answer.content.decode()
