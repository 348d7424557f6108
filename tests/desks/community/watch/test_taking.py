"""What is kept: each thing once, with what it says of our words; and how a source is asked again."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from coulisse.desks.community.clients.workspaces import Workspace
from coulisse.desks.community.strategy.models import Idea
from coulisse.desks.community.watch import actions, queries
from coulisse.desks.community.watch.models import WatchedDay, WatchHit, WatchItem, WatchSource
from coulisse.desks.community.watch.outside import Outside
from coulisse.desks.community.watch.reading import EVERY, LONGEST_ROUND, hand_in, read, read_due
from coulisse.desks.community.watch.said import Said
from coulisse.desks.community.watch.taking import KEPT, forget_old, take
from coulisse.formats.problems import Unreadable
from coulisse.foundation.journal.models import Entry
from tests.cast import AT, Cast
from tests.desks.community.watch.rows import a_keyword, a_name, a_source, an_item, rss, said
from tests.doubles.newsstand import Newsstand, newsstand

LOCAL = Outside(local=True, timeout=5)
TODAY = date(2027, 3, 16)


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with newsstand() as found:
        yield found


def of_client(cast: Cast) -> Workspace:
    return Workspace(client=cast.client)


def found(cast: Cast, view: str = "scored") -> queries.Found:
    home = of_client(cast)
    curves = queries.curves(home, cast.ines, today=TODAY)
    return queries.found(home, cast.ines, view=view, at=AT, rising=queries.rising_days(curves))


def test_read_twice_changes_nothing(cast: Cast) -> None:
    source = a_source(client=cast.client)
    first = take(source=source, said=[said("Un"), said("Deux")], at=AT)
    again = take(source=source, said=[said("Un"), said("Deux"), said("Un")], at=AT + timedelta(hours=1))
    assert (first.new, first.known, again.new, again.known) == (2, 0, 0, 2)
    assert WatchItem.objects.count() == 2


def test_one_address_in_two_sources_is_one_find_seen_twice(cast: Cast) -> None:
    press, forum = a_source(client=cast.client), a_source(client=cast.client, name="Forum")
    a_keyword("cap sambre", client=cast.client)
    take(source=press, said=[said("Cap Sambre", address="https://sillon.example/cap")], at=AT)
    take(source=forum, said=[said("A lire", address="http://www.sillon.example/cap/?utm_source=f")], at=AT)
    (line,) = found(cast).lines
    assert line.sources == ("Le Sillon", "Forum") and [points for _words, points in line.reasons] == [8, 2, 1]


def test_nearly_the_same_title_stands_under_the_first(cast: Cast) -> None:
    source = a_source(client=cast.client)
    a_keyword("cap sambre", client=cast.client)
    take(
        source=source,
        said=[said("Cap Sambre ouvre ses écluses au public", days_ago=2, address="https://a.example/1")],
        at=AT,
    )
    later = [
        said("CAP SAMBRE ouvre ses ecluses, au public !", days_ago=1, address="https://b.example/2"),
        said("Cap Sambre : la fanfare sur la barge dimanche", days_ago=1, address="https://b.example/3"),
    ]
    assert take(source=source, said=later, at=AT).alike == 1
    lines = found(cast).lines
    assert len(lines) == 2
    first = next(one for one in lines if one.repeats)
    assert first.address == "https://a.example/1" and first.repeats[0][1] == "https://b.example/2"


def test_the_same_title_a_month_later_is_another_thing(cast: Cast) -> None:
    source = a_source(client=cast.client)
    take(
        source=source,
        said=[said("Cap Sambre ouvre ses écluses au public", days_ago=30, address="https://a.example/1")],
        at=AT,
    )
    taken = take(
        source=source, said=[said("Cap Sambre ouvre ses écluses au public", address="https://a.example/2")], at=AT
    )
    assert taken.alike == 0


def test_two_clients_keep_their_own(cast: Cast) -> None:
    ours, theirs = a_source(client=cast.client), a_source(client=cast.other_client)
    a_keyword("cap", client=cast.other_client)
    for source in (ours, theirs):
        take(source=source, said=[said("Cap Sambre", address="https://a.example/1")], at=AT)
    assert WatchItem.objects.count() == 2
    assert not WatchHit.objects.filter(item__client=cast.client).exists()
    assert [one.points for one in found(cast, "all").lines] == [0]


def test_a_word_added_later_finds_what_was_there(cast: Cast) -> None:
    source = a_source(client=cast.client)
    take(source=source, said=[said("Namur en fête", tags=("namurfest",))], at=AT)
    row = actions.add_keyword(workspace=of_client(cast), text="#NamurFest", weight=4, at=AT)
    assert [one.points for one in found(cast).lines] == [10]
    actions.edit_keyword(keyword=row, text="#autre", weight=4, read_version=1, at=AT)
    assert found(cast).lines == ()
    with pytest.raises(actions.KeywordKnown):
        actions.add_keyword(workspace=of_client(cast), text="#AUTRE", weight=1, at=AT)


def test_finds_are_ordered_by_their_points(cast: Cast) -> None:
    source = a_source(client=cast.client)
    a_keyword("#namurfest", 4, client=cast.client)
    a_keyword("festival", 1, client=cast.client)
    a_keyword("immobilier", -3, client=cast.client)
    take(
        source=source,
        said=[
            said("Un festival immobilier", days_ago=5),
            said("Un festival de plus", days_ago=5),
            said("Demain", days_ago=0.5, tags=("namurfest",)),
            said("Rien à voir", days_ago=0.1),
        ],
        at=AT,
    )
    assert [(one.title, one.points) for one in found(cast).lines] == [("Demain", 10), ("Un festival de plus", 2)]
    assert len(found(cast, "all").lines) == 4


def test_the_page_counts_its_queries(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    source = a_source(client=cast.client)
    for word in ("cap", "sambre", "namur"):
        a_keyword(word, client=cast.client)
    a_name("Cap Sambre", client=cast.client, is_own=True)
    take(source=source, said=[said(f"Cap Sambre Namur {n} numéro {n}") for n in range(30)], at=AT)
    home = of_client(cast)
    cast.ines.scope()
    with django_assert_num_queries(16):
        curves = queries.curves(home, cast.ines, today=TODAY)
        lines = queries.found(home, cast.ines, view="scored", at=AT, rising=queries.rising_days(curves)).lines
        queries.rising_lines(curves, today=TODAY)
        voice = queries.voice(home, cast.ines, today=TODAY)
        sources = queries.source_lines(home, cast.ines)
        queries.keywords_of(home, cast.ines)
    assert len(lines) == 30 and voice.lines[0].count == 30 and sources[0].items == 30


def test_a_word_rises_when_it_is_said_more_than_usual(cast: Cast) -> None:
    source = a_source(client=cast.client)
    a_keyword("#namurfest", client=cast.client)
    calm = [said(f"Jour {n}", days_ago=n, tags=("namurfest",)) for n in range(1, 30)]
    take(source=source, said=calm, at=AT)
    take(source=source, said=[said(f"Ce matin {n}", tags=("namurfest",)) for n in range(14)], at=AT)
    (line,) = queries.rising_lines(queries.curves(of_client(cast), cast.ines, today=TODAY), today=TODAY)
    assert line.is_rising and line.last is not None and line.last.mentions == 14
    assert {one.points for one in found(cast).lines if one.title.startswith("Ce matin")} == {13}


def test_days_that_no_source_told_of_are_unknown(cast: Cast) -> None:
    source = a_source(client=cast.client)
    a_keyword("cap", client=cast.client)
    take(source=source, said=[said("cap", days_ago=2)], at=AT)
    assert WatchedDay.objects.filter(source=source).count() == 3
    (line,) = queries.rising_lines(queries.curves(of_client(cast), cast.ines, today=TODAY), today=TODAY)
    assert line.is_unknown and [n for _day, n in line.days][:25] == [None] * 25
    assert [n for _day, n in line.days][-3:] == [1, 0, 0]


def test_the_share_of_voice_is_of_the_declared_names(cast: Cast) -> None:
    source = a_source(client=cast.client)
    a_name("Cap Sambre", client=cast.client, is_own=True, spellings="#capsambre\nCapSambre")
    a_name("Fête de Wallonie", client=cast.client)
    a_name("Namur en Mai", client=cast.client)
    take(
        source=source,
        said=[
            said("Cap Sambre et la Fête de Wallonie"),
            said("Rendez-vous", tags=("capsambre",)),
            said("La fête de wallonie, encore"),
            said("CapSambre vend ses passes", days_ago=40),
        ],
        at=AT,
    )
    voice = queries.voice(of_client(cast), cast.ines, today=TODAY)
    assert voice.n == 4
    assert [(one.name, one.count, str(one.share), one.is_own) for one in voice.lines] == [
        ("Cap Sambre", 2, "50.0", True),
        ("Fête de Wallonie", 2, "50.0", False),
        ("Namur en Mai", 0, "0.0", False),
    ]


def test_where_nothing_was_read_there_is_no_share(cast: Cast) -> None:
    a_name("Cap Sambre", client=cast.client, is_own=True)
    voice = queries.voice(of_client(cast), cast.ines, today=TODAY)
    assert voice.lines[0].share is None and voice.known_days == 0


def test_only_one_name_is_one_s_own(cast: Cast) -> None:
    a_name("Cap Sambre", client=cast.client, is_own=True)
    with pytest.raises(actions.NameKnown):
        actions.add_name(workspace=of_client(cast), values={"name": "Autre", "is_own": True}, at=AT)


def test_a_find_becomes_an_idea_once(cast: Cast) -> None:
    item = an_item(
        client=cast.client, title="Une barge-cinéma", address="https://a.example/1", text="Texte", author="Léa"
    )
    idea = actions.make_idea(item=item, by=cast.ines, at=AT)
    assert (idea.title, idea.found_at, idea.client) == ("Une barge-cinéma", "https://a.example/1", cast.client)
    assert "Texte" in idea.note and "Léa" in idea.note
    with pytest.raises(actions.IdeaAlready) as held:
        actions.make_idea(item=item, by=cast.ines, at=AT)
    assert held.value.idea == idea and Idea.objects.count() == 1
    assert [one.idea for one in found(cast, "ideas").lines] == [idea.pk]


def test_what_is_set_aside_comes_back(cast: Cast) -> None:
    item = an_item(client=cast.client)
    actions.set_aside(item=item, by=cast.ines, at=AT)
    assert found(cast, "all").lines == () and len(found(cast, "aside").lines) == 1
    actions.bring_back(item=item)
    assert len(found(cast, "all").lines) == 1


def test_a_source_is_asked_with_its_marks_and_again_later(cast: Cast, stand: Newsstand) -> None:
    feed = rss([("Cap Sambre", "https://a.example/1", AT)])
    source = a_source(client=cast.client, address=stand.put("/fil", feed, headers={"ETag": '"v1"'}))
    assert read(source, at=AT, outside=LOCAL).taken.new == 1
    source.refresh_from_db()
    assert (source.etag, source.next_at, source.good_at, source.version) == ('"v1"', AT + EVERY, AT, 1)
    later = AT + EVERY
    assert read_due(now=lambda: AT, outside=LOCAL) == 0
    assert read_due(now=lambda: later, outside=LOCAL) == 1
    source.refresh_from_db()
    assert (source.good_at, source.failures, WatchItem.objects.count()) == (later, 0, 1)
    assert stand.asked[-1][1]["If-None-Match"] == '"v1"'


def test_trouble_is_kept_and_asked_ever_more_seldom(cast: Cast, stand: Newsstand) -> None:
    source = a_source(client=cast.client, address=stand.put("/fil", status=500))
    waits = []
    for n in range(6):
        outcome = read(source, at=AT, outside=LOCAL)
        assert outcome.trouble == "server" and source.failures == n + 1
        assert source.next_at is not None
        waits.append((source.next_at - AT) // EVERY)
    assert waits == [1, 2, 4, 8, 16, 32]
    assert Entry.objects.filter(kind="community.watch.source-in-trouble").count() == 1
    stand.put("/fil", rss([("Cap", "https://a.example/1", AT)]))
    read(source, at=AT, outside=LOCAL)
    source.refresh_from_db()
    assert (source.failures, source.trouble) == (0, "")


def test_a_busy_server_is_left_alone_as_long_as_it_asks(cast: Cast, stand: Newsstand) -> None:
    source = a_source(client=cast.client, address=stand.put("/fil", status=429, headers={"Retry-After": "7200"}))
    assert read(source, at=AT, outside=LOCAL).trouble == "busy"
    assert source.next_at == AT + timedelta(hours=2)


def test_a_page_instead_of_a_feed_names_its_feed(cast: Cast, stand: Newsstand) -> None:
    page = '<html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>'
    source = a_source(client=cast.client, address=stand.put("/", page))
    outcome = read(source, at=AT, outside=LOCAL)
    assert (outcome.trouble, outcome.hints) == ("a-page", (f"{stand.address}/rss.xml",))
    bare = a_source(client=cast.client, address=stand.put("/bare", "<html>Bonjour</html>"))
    assert read(bare, at=AT, outside=LOCAL).trouble == "not-a-feed"


def test_paused_sources_and_those_without_an_address_are_not_asked(cast: Cast, stand: Newsstand) -> None:
    source = a_source(client=cast.client, address=stand.put("/fil", rss([])))
    a_source(client=cast.client, kind="newsletter", address="")
    actions.pause_source(source=source, paused=True)
    assert read_due(now=lambda: AT, outside=LOCAL) == 0
    actions.pause_source(source=source, paused=False)
    assert read_due(now=lambda: AT, outside=LOCAL) == 1


def test_one_source_that_fails_does_not_stop_the_round(cast: Cast, stand: Newsstand) -> None:
    a_source(client=cast.client, address=stand.put("/a", status=404))
    a_source(client=cast.client, address=stand.put("/b", b"\xff\xfe\x00junk"))
    good = a_source(client=cast.client, address=stand.put("/c", rss([("Cap", "https://a.example/1", AT)])))
    assert read_due(now=lambda: AT, outside=LOCAL) == 3
    assert list(WatchSource.objects.order_by("pk").values_list("trouble", flat=True)) == ["gone", "not-a-feed", ""]
    assert WatchItem.objects.get().sightings.get().source == good


def test_another_address_is_read_from_the_beginning(cast: Cast) -> None:
    source = a_source(client=cast.client, etag='"v1"', next_at=AT, failures=3, trouble="gone")
    row = actions.edit_source(source=source, values={"address": "https://b.example/fil"}, read_version=1)
    row.refresh_from_db()
    assert (row.etag, row.next_at, row.failures, row.trouble) == ("", None, 0, "")
    other = a_source(client=cast.client, address="https://c.example/fil")
    with pytest.raises(actions.SourceKnown):
        actions.edit_source(source=other, values={"address": "https://b.example/fil"}, read_version=1)


def test_a_newsletter_is_handed_in_once(cast: Cast) -> None:
    source = a_source(client=cast.client, kind="newsletter", address="")
    raw = (
        b"From: La Lettre <lettre@sillon.example>\r\nSubject: Les festivals\r\nMessage-ID: <a@sillon.example>\r\n"
        b"Date: Mon, 15 Mar 2027 09:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        b"Cap Sambre arrive.\r\n"
    )
    assert hand_in(source, raw, at=AT).new == 1
    assert hand_in(source, raw, at=AT).new == 0
    assert not WatchedDay.objects.exists()
    with pytest.raises(Unreadable):
        hand_in(source, b"", at=AT)


def test_removing_a_source_keeps_what_was_used_or_stands_elsewhere(cast: Cast) -> None:
    gone, stays = a_source(client=cast.client), a_source(client=cast.client)
    both = Said("Deux fois", address="https://a.example/2", said_at=AT)
    take(source=gone, said=[said("Seul"), said("Idée"), both], at=AT)
    take(source=stays, said=[both], at=AT)
    actions.make_idea(item=WatchItem.objects.get(title="Idée"), by=cast.ines, at=AT)
    actions.remove_source(source=gone)
    assert set(WatchItem.objects.values_list("title", flat=True)) == {"Idée", "Deux fois"}


def test_a_round_gives_way_to_the_next_one(cast: Cast, stand: Newsstand) -> None:
    for n in range(3):
        a_source(client=cast.client, address=stand.put(f"/{n}", rss([])))
    moments = iter([AT, AT, AT + LONGEST_ROUND + timedelta(seconds=1)])
    assert read_due(now=lambda: next(moments), outside=LOCAL) == 1
    assert read_due(now=lambda: AT, outside=LOCAL) == 2


def test_what_nobody_used_is_forgotten_after_thirteen_months(cast: Cast) -> None:
    source = a_source(client=cast.client)
    long_ago = AT - KEPT - timedelta(days=1)
    old = {"client": cast.client, "said_at": long_ago, "found_at": long_ago}
    an_item(**old, title="Oublié")
    kept = an_item(**old, title="Devenu idée")
    actions.make_idea(item=kept, by=cast.ines, at=AT)
    an_item(client=cast.client, title="Récent")
    take(source=source, said=[said("Retrouvé", days_ago=500)], at=AT)
    assert forget_old(at=AT) == 1
    assert set(WatchItem.objects.values_list("title", flat=True)) == {"Devenu idée", "Récent", "Retrouvé"}
