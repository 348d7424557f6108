"""What Bluesky links, how long a text is there, and its identifiers."""

import pytest

from coulisse.engines.posttext import Kind, Network, entities, facets, measure, rules_of
from coulisse.engines.posttext.bluesky import syntax

BLUESKY = rules_of(Network.BLUESKY)


def links(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.value) for one in entities(text, BLUESKY) if one.kind is Kind.URL]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Voir rtbf.be/auvio.", ["rtbf.be/auvio"]),
        ("« https://rtbf.be/a »", ["https://rtbf.be/a"]),
        ("«https://rtbf.be/a»", ["https://rtbf.be/a"]),
        ("“rtbf.be/a” et 'rtbf.be'", ["rtbf.be/a", "rtbf.be"]),
        (
            "https://rtbf.be/a, https://rtbf.be/b; https://rtbf.be/c…",
            ["https://rtbf.be/a", "https://rtbf.be/b", "https://rtbf.be/c"],
        ),
        ("(https://rtbf.be/a_(b))", ["https://rtbf.be/a_(b)"]),
        ("info@rtbf.be #rtbf.be", []),
        ("array.map(x) performance.now()", []),
        ("une_rtbf.be a/rtbf.be", []),
        ("https://", []),
        ("rtbf.be:8080/x", ["rtbf.be:8080/x"]),
        ("https://münchen.de/a", ["https://münchen.de/a"]),
        ("rtbf.be\u0301", []),
    ],
)
def test_addresses(text: str, shown: list[str]) -> None:
    assert [one[0] for one in links(text)] == shown


def test_a_bare_address_gets_its_protocol() -> None:
    assert links("rtbf.be/auvio") == [("rtbf.be/auvio", "https://rtbf.be/auvio")]


def test_people_have_a_host_for_a_name() -> None:
    found = facets("l’@anne.bsky.social, @anne @rtbf.test mail@rtbf.be", BLUESKY)
    assert [one.value for one in found] == ["anne.bsky.social", "rtbf.test"]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#Plein_Jour!", ["Plein_Jour"]),
        ("#2027", []),
        ("a#b", []),
        ("#été2027 #l’été", ["été2027", "l’été"]),
        (f"#{'a' * 65}", []),
    ],
)
def test_tags(text: str, tags: list[str]) -> None:
    assert [one.value for one in entities(text, BLUESKY) if one.kind is Kind.HASHTAG] == tags


def test_three_hundred_graphemes_and_three_thousand_bytes() -> None:
    assert measure("é" * 300, BLUESKY).valid
    assert not measure("é" * 301, BLUESKY).valid
    family = "👨‍👩‍👧‍👦"
    measured = measure(family * 120, BLUESKY)
    assert (measured.length, measured.size, measured.valid) == (120, 3000, True)
    measured = measure(family * 121, BLUESKY)
    assert (measured.length, measured.size, measured.valid) == (121, 3025, False)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("2027-02-30T10:00:00Z", False),
        ("2028-02-29T10:00:00+01:00", True),
        ("2027-03-14T24:00:00Z", False),
        ("2027-03-14T10:00:00-00:00", False),
        ("0001-01-01T00:00:00Z", False),
    ],
)
def test_moments(text: str, is_one: bool) -> None:
    assert syntax.is_datetime(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("fr", True), ("nl-BE", True), ("fr-x-rtbf", True), ("i-lux", True), ("de-1996-1996", False), ("a", False)],
)
def test_languages(text: str, is_one: bool) -> None:
    assert syntax.is_language(text) is is_one


def test_a_line_feed_behind_an_identifier_spoils_it() -> None:
    assert not syntax.is_handle("anne.bsky.social\n")
    assert not syntax.is_tid("3jzfcijpj2z2a\n")
    assert not syntax.is_record_key("..")
    assert syntax.is_at_uri("at://did:plc:abc#/a%20b")
    assert not syntax.is_at_uri("at://did:plc:abc#a")
