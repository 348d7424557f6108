"""Feeds as they come: whole, broken, hostile, and not feeds at all."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.formats.feed import MOST_BYTES, MOST_ENTRIES, feeds_of_page, read_feed
from coulisse.formats.problems import Unreadable

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Le Sillon</title><link>https://sillon.example/</link>
<item><title>Cap Sambre ouvre ses écluses</title><link>https://sillon.example/cap</link>
<guid isPermaLink="false">sillon-1</guid><description>&lt;p&gt;Cinq jours de films.&lt;/p&gt;</description>
<pubDate>Fri, 16 Apr 2027 08:00:00 +0200</pubDate><category>Namur</category><category>Festival</category></item>
</channel></rss>""".encode()

# As Mastodon writes the timeline of a tag: no titles.
MASTODON = b"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:webfeeds="http://webfeeds.org/rss/1.0"><channel><title>#namurfest</title>
<item><guid isPermaLink="true">https://social.example/@lea/112</guid><link>https://social.example/@lea/112</link>
<pubDate>Thu, 15 Apr 2027 18:30:00 +0000</pubDate>
<description>&lt;p&gt;On y sera ! &lt;a href="#"&gt;#NamurFest&lt;/a&gt;&lt;/p&gt;</description>
<category>namurfest</category></item></channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Forum</title>
<entry><id>tag:forum,1</id><title>Covoiturage</title><link rel="alternate" href="https://forum.example/t/1"/>
<updated>2027-04-14T09:00:00Z</updated><author><name>Wim</name></author>
<content type="html">Wie rijdt er mee?</content></entry></feed>"""


def test_rss_gives_what_it_says() -> None:
    feed = read_feed(RSS).records
    entry = feed.entries[0]
    assert (feed.title, feed.kind, entry.title) == ("Le Sillon", "rss20", "Cap Sambre ouvre ses écluses")
    assert entry.identifier == "sillon-1" and entry.tags == ("Namur", "Festival")
    assert entry.html == "<p>Cinq jours de films.</p>"
    assert entry.published == datetime(2027, 4, 16, 6, 0, tzinfo=UTC)


def test_a_tag_of_mastodon_has_no_titles() -> None:
    entry = read_feed(MASTODON).records.entries[0]
    assert entry.title == "" and entry.tags == ("namurfest",) and "On y sera" in entry.html
    assert entry.address == "https://social.example/@lea/112"


def test_atom_gives_its_author_and_content() -> None:
    entry = read_feed(ATOM).records.entries[0]
    assert (entry.author, entry.html) == ("Wim", "Wie rijdt er mee?")
    assert entry.published == datetime(2027, 4, 14, 9, 0, tzinfo=UTC)


def test_what_breaks_off_is_read_as_far_as_it_goes() -> None:
    reading = read_feed(RSS[:-40])
    assert [one.title for one in reading.records.entries] == ["Cap Sambre ouvre ses écluses"]
    assert reading.problems[0].code == "broken"


def test_a_date_that_cannot_be_read_is_reported_with_its_place() -> None:
    reading = read_feed(RSS.replace(b"Fri, 16 Apr 2027 08:00:00 +0200", b"hier soir"))
    assert reading.records.entries[0].published is None
    assert [(one.code, one.where.line) for one in reading.problems] == [("date-unreadable", 1)]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "mailto:a@b.example", "ftp://x.example/a"])
def test_an_address_that_must_not_be_opened_is_none(address: str) -> None:
    entry = read_feed(RSS.replace(b"https://sillon.example/cap", address.encode())).records.entries[0]
    assert entry.address == ""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<html><body>Bonjour</body></html>", "not-a-feed"),
        (b'{"posts": []}', "not-a-feed"),
        (b"https://sillon.example/fil.xml", "not-a-feed"),
        (b"x" * (MOST_BYTES + 1), "too-large"),
    ],
)
def test_what_is_no_feed_is_refused_by_its_name(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_feed(data)
    assert refused.value.code == code


def test_entities_do_not_multiply_and_files_are_not_read() -> None:
    bomb = b"""<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
    <rss version="2.0"><channel><item><title>&d; &f;</title></item></channel></rss>"""
    try:
        entries = read_feed(bomb).records.entries
    except Unreadable as refused:
        assert refused.code == "not-a-feed"
    else:
        assert all(len(one.title) <= 500 and "root:" not in one.title for one in entries)


def test_more_entries_than_any_feed_has_are_cut_and_said() -> None:
    many = b"<item><title>a</title></item>" * (MOST_ENTRIES + 3)
    reading = read_feed(b'<rss version="2.0"><channel>' + many + b"</channel></rss>")
    assert len(reading.records.entries) == MOST_ENTRIES
    assert "too-many-entries" in {one.code for one in reading.problems}


@given(st.binary(max_size=400), st.integers(0, len(RSS)), st.sampled_from([RSS, MASTODON, ATOM]))
def test_any_bytes_are_answered(noise: bytes, at: int, feed: bytes) -> None:
    try:
        reading = read_feed(feed[:at] + noise + feed[at:])
    except Unreadable as refused:
        assert refused.code in ("empty", "not-a-feed")
    else:
        assert all(one.title or one.html or one.address for one in reading.records.entries)


def test_a_page_names_its_feeds() -> None:
    page = b"""<html><head><link rel="alternate" type="application/rss+xml" href="/rss">
    <link rel='ALTERNATE' type='application/atom+xml' href='https://b.example/atom'>
    <link rel="alternate" type="application/rss+xml" href="javascript:x"><link rel="stylesheet" href="/a.css">"""
    assert feeds_of_page(page, "https://a.example/x/") == ("https://a.example/rss", "https://b.example/atom")
    assert feeds_of_page(b"\xff\xfe\x00<li", "https://a.example/") == ()


@given(st.binary(max_size=300))
def test_any_page_is_answered(data: bytes) -> None:
    assert isinstance(feeds_of_page(b"<link " + data, "https://a.example/"), tuple)
