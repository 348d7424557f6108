"""What a source says, before anything is kept: pure."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.desks.community.clients.wording import folded
from coulisse.desks.community.watch.alike import Firsts
from coulisse.desks.community.watch.matching import Text, place_of
from coulisse.desks.community.watch.said import (
    Said,
    are_alike,
    dated,
    from_bluesky,
    from_entry,
    from_mail,
    same_address,
    tag_line,
    tags_of,
    words_of,
)
from coulisse.desks.community.watch.scoring import KeywordHit, score
from coulisse.formats.eml import read_message
from coulisse.formats.feed import Entry
from coulisse.formats.problems import Unreadable

AT = datetime(2027, 4, 16, 8, 0, tzinfo=UTC)
POST = {
    "uri": "at://did:plc:abc/app.bsky.feed.post/3lq7rzk2pds2x",
    "author": {"did": "did:plc:abc", "handle": "lea.example", "displayName": "Léa"},
    "record": {"text": "On y sera ! #NamurFest", "createdAt": "2027-04-15T18:30:00.000Z", "langs": ["fr"]},
    "indexedAt": "2027-04-15T18:30:01.000Z",
}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://sillon.example/cap", "http://www.sillon.example/cap/", True),
        ("https://sillon.example/cap?utm_source=x&fbclid=1", "https://sillon.example/cap#haut", True),
        ("https://sillon.example/?p=1", "https://sillon.example/?p=2", False),
        ("https://sillon.example:8443/cap", "https://sillon.example/cap", False),
        ("https://sillon.example/Cap", "https://sillon.example/cap", False),
    ],
)
def test_one_page_under_two_addresses(one: str, other: str, same: bool) -> None:
    assert (same_address(one) == same_address(other)) is same
    assert (Said("a", address=one).key == Said("b", address=other).key) is same


def test_without_an_address_the_identifier_tells() -> None:
    assert Said("a", identifier="x").key == Said("b", identifier="x").key != Said("a", identifier="y").key
    assert Said("Été", text="x").key == Said("ETE", text="x").key


def test_a_post_of_bluesky_has_its_address_and_tag() -> None:
    (post,) = from_bluesky(json.dumps({"posts": [POST]}).encode())
    assert post.address == "https://bsky.app/profile/lea.example/post/3lq7rzk2pds2x"
    assert (post.author, post.tags, post.title) == ("Léa", ("namurfest",), "On y sera ! #NamurFest")
    assert post.said_at == datetime(2027, 4, 15, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"posts": 3}', b'{"error": "AuthMissing"}', b"<rss/>", b"[" * 100_000]
)
def test_no_answer_of_a_search_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        from_bluesky(data)
    assert refused.value.code == "not-a-search"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*POST, "text", "tags"]), inner, max_size=6)
    ),
    max_leaves=12,
)


@given(st.lists(JUNK, max_size=5))
def test_any_post_is_answered(posts: list[object]) -> None:
    found = from_bluesky(json.dumps({"posts": posts}).encode())
    assert len(found) <= len(posts) and all(one.title for one in found)


def test_an_address_made_of_a_strange_name_is_none() -> None:
    strange = {**POST, "author": {"handle": "../../evil"}}
    (post,) = from_bluesky(json.dumps({"posts": [strange]}).encode())
    assert post.address == ""


def test_a_toot_is_called_by_its_first_words() -> None:
    entry = Entry(html="<p>On y sera tous ! <a href='#'>#NamurFest</a></p>", tags=("namurfest",))
    told = from_entry(entry)
    assert told.title.startswith("On y sera tous") and told.tags == ("namurfest",)


def test_a_newsletter_is_its_subject_and_text() -> None:
    raw = (
        b"From: La Lettre <lettre@sillon.example>\r\nSubject: Les festivals d'avril\r\nMessage-ID: <a@sillon>\r\n"
        b"Date: Thu, 15 Apr 2027 09:00:00 +0200\r\n\r\nCap Sambre arrive.\r\n"
    )
    told = from_mail(read_message(raw).records)
    assert (told.title, told.author, told.identifier) == ("Les festivals d'avril", "La Lettre", "a@sillon")
    assert told.said_at == datetime(2027, 4, 15, 7, 0, tzinfo=UTC) and "Cap Sambre" in told.text


def test_nothing_is_said_in_the_future() -> None:
    assert dated(Said("a", said_at=AT + timedelta(days=3)), AT).said_at == AT
    assert dated(Said("a"), AT).said_at == AT


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Cap Sambre ouvre ses écluses au public", "CAP SAMBRE ouvre ses ecluses, au public !", True),
        ("Cap Sambre ouvre ses écluses au public", "Cap Sambre ferme ses portes au public", False),
        ("Programme complet", "Programme complet", False),
    ],
)
def test_titles_that_say_the_same(one: str, other: str, alike: bool) -> None:
    assert are_alike(words_of(one), words_of(other)) is alike


@given(
    st.lists(st.frozensets(st.sampled_from("abcdefg"), max_size=7), max_size=12),
    st.frozensets(st.sampled_from("abcdefg")),
)
def test_the_first_alike_is_found_as_if_all_were_compared(
    others: list[frozenset[str]], words: frozenset[str]
) -> None:
    firsts = Firsts()
    for place, one in enumerate(others):
        firsts.add(place, AT, one)
    plainly = next((place for place, one in enumerate(others) if are_alike(words, one)), None)
    assert firsts.first_like(words, AT, within=timedelta(days=7)) == plainly


def test_tags_are_folded_once_and_bounded() -> None:
    assert tags_of("#Été et #ete, pas a#b ni &#39; ni #2027") == ("ete",)
    assert len(tag_line(f"tag{n}" for n in range(500))) <= 500
    assert tag_line(["a", "b"]) == " a b " and tag_line([]) == ""


@given(st.text(max_size=200))
def test_any_text_is_folded_and_looked_through(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert place_of("namur", Text.of(text, text, "")) in ("", "title", "text")


@pytest.mark.parametrize(
    ("key", "title", "text", "tags", "place"),
    [
        ("#namurfest", "On y va", "", " namurfest ", "tag"),
        ("#namurfest", "namurfest", "namurfest", "", ""),
        ("namur fest", "", "Le Namur  Fest ouvre", "", "text"),
        ("fest", "Namurfest", "", "", ""),
        ("ecluse", "L’écluse", "l’écluse", "", "title"),
    ],
)
def test_a_keyword_is_found_in_its_best_place(key: str, title: str, text: str, tags: str, place: str) -> None:
    assert place_of(key, Text.of(title, text, tags)) == place


def test_a_score_is_the_sum_of_its_reasons() -> None:
    hits = [KeywordHit("#namurfest", 4, "tag", is_rising=True), KeywordHit("namur", 1, "text")]
    found = score(hits, said_at=AT - timedelta(hours=3), at=AT, elsewhere=5)
    assert [(one.code, one.points) for one in found.reasons] == [
        ("keyword", 8),
        ("keyword", 1),
        ("rising", 3),
        ("fresh", 2),
        ("spread", 3),
    ]
    assert found.total == 17 == sum(one.points for one in found.reasons)


def test_what_no_keyword_is_in_is_worth_nothing() -> None:
    assert score([], said_at=AT, at=AT, elsewhere=9).total == 0
    assert score([KeywordHit("pub", -3, "title")], said_at=AT, at=AT).total == -3


def test_an_unwanted_word_takes_away() -> None:
    hits = [KeywordHit("namur", 2, "title"), KeywordHit("immobilier", -3, "title")]
    assert score(hits, said_at=AT - timedelta(days=9), at=AT).total == 1
