"""What X counts, links and takes, beyond what its own conformance suite asks."""

import pytest

from coulisse.engines.posttext import Kind, Network, facets, measure, rules_of
from coulisse.engines.posttext.x.entities import entities
from coulisse.engines.posttext.x.links import link_spans
from coulisse.engines.posttext.x.names import reply_to
from coulisse.engines.posttext.x.validity import is_hashtag, is_url
from coulisse.engines.posttext.x.weight import V2, weigh

X = rules_of(Network.X)


def urls(text: str) -> list[str]:
    return [text[start:end] for start, end in link_spans(text)]


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("Été", 3),
        ("E\u0301te\u0301", 3),
        ("“Plein Jour” – 20 h 25", 22),
        ("l’été…", 7),
        ("日本", 4),
        ("https://www.rtbf.be/emission/plein-jour", 23),
        ("rtbf.be", 23),
        ("plan.pdf", 8),
        ("🎬", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("👍🏽", 2),
        ("🇧🇪", 2),
        ("🇧🇧🇪", 4),
        ("#️⃣", 2),
        ("1️⃣2", 3),
        ("©", 1),
        ("©️", 2),
        ("☺︎", 4),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2),
        ("❤️‍🔥", 2),
    ],
)
def test_what_a_text_weighs(text: str, weight: int) -> None:
    assert weigh(text).length == weight


def test_two_hundred_and_eighty_go_and_no_more() -> None:
    assert measure("a" * 280, X).valid
    assert not measure("a" * 281, X).valid
    assert measure("é" * 280, X).valid
    assert not measure("日" * 141, X).valid


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "a\ufffeb", "\ufeffa", "a\uffff"])
def test_what_x_refuses_whatever_its_length(text: str) -> None:
    assert not measure(text, X).valid


def test_where_a_text_stops_fitting_is_said_as_a_browser_counts() -> None:
    weighed = weigh("🎬" * 139 + "ab日")
    assert (weighed.length, weighed.fits, weighed.ends) == (282, 279, 280)
    assert weigh("ab\ufffecd").fits == 1


def test_a_link_too_many_does_not_fit_at_all() -> None:
    weighed = weigh("a" * 270 + " rtbf.be")
    assert (weighed.length, weighed.fits) == (294, 270)


def test_before_2018_each_code_point_of_an_emoji_weighed() -> None:
    assert weigh("👨‍👩‍👧", V2).length == 8


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Voir rtbf.be/auvio, vite", ["rtbf.be/auvio"]),
        ("«https://rtbf.be/a»", ["https://rtbf.be/a"]),
        (
            "(voir https://fr.wikipedia.org/wiki/Plein_Jour_(film))",
            ["https://fr.wikipedia.org/wiki/Plein_Jour_(film)"],
        ),
        ("https://rtbf.be/a(b(c)d)e", ["https://rtbf.be/a(b(c)d)e"]),
        ("https://rtbf.be/a((b", ["https://rtbf.be/a"]),
        ("https://rtbf.be?a=1&b=c#d.", ["https://rtbf.be?a=1&b=c#d"]),
        ("https://rtbf.be:8080/x", ["https://rtbf.be:8080/x"]),
        ("http://пример.рф/путь", ["http://пример.рф/путь"]),
        ("info@rtbf.be", []),
        ("-rtbf.be _rtbf.be ./rtbf.be", []),
        ("chapitre.un fichier.jpg 20.25", []),
        ("HTTPS://RTBF.BE/A", ["HTTPS://RTBF.BE/A"]),
        ("xn--80asehdb.xn--p1ai", ["xn--80asehdb.xn--p1ai"]),
        (f"http://rtbf.be/{'a' * 4100}", []),
        (f"http://t.co/{'a' * 41}", []),
        ("http://t.co/abc?x=1/d", ["http://t.co/abc?x=1/d"]),
        ("ftp://rtbf.be", []),
    ],
)
def test_addresses(text: str, found: list[str]) -> None:
    assert urls(text) == found


def test_a_tag_inside_an_address_is_none() -> None:
    found = entities("https://rtbf.be/#jt #jt")
    assert [(one.kind, one.value) for one in found] == [(Kind.URL, "https://rtbf.be/#jt"), (Kind.HASHTAG, "jt")]


def test_facets_are_in_bytes() -> None:
    text = "Été 🎬 @anne #Été"
    raw = text.encode()
    assert [raw[one.start : one.end].decode() for one in facets(text, X)] == ["@anne", "#Été"]


def test_who_is_answered() -> None:
    assert reply_to("\u200f @anne merci") == "anne"
    assert reply_to("@annéa") is None


def test_by_themselves() -> None:
    assert is_hashtag("#Été2027")
    assert not is_hashtag("#été !")
    assert is_url("https://user:secret@rtbf.be:80/%20?a#b")
    assert not is_url("https://a_b.be/")
    assert is_url("https://[::1]/")
    assert not is_url("rtbf.be")
