"""Tags with capitals, marks of campaigns, and text as HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.posttext import Network, NotALink, autolink, camel_tag, has_utm, proposed, rules_of, with_utm
from coulisse.engines.posttext.tags import reads_badly
from tests.engines.posttext.reading import read_html


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        (["festival", "cap", "sambre"], "#FestivalCapSambre"),
        (["RTBF", "plein jour"], "#RTBFPleinJour"),
        (["l’été", "2027"], "#LÉté2027"),
        (["2027"], ""),
        ([], ""),
    ],
)
def test_a_tag_of_words(words: list[str], tag: str) -> None:
    assert camel_tag(words) == tag


@pytest.mark.parametrize(
    ("tag", "words", "better"),
    [
        ("festivalcapsambre", ["festival", "cap", "sambre"], "FestivalCapSambre"),
        ("FESTIVALCAPSAMBRE", ["festival", "cap", "sambre"], "FestivalCapSambre"),
        ("Festivalcapsambre", ["Festival Cap Sambre"], "FestivalCapSambre"),
        ("étédesfilms", ["ete", "des", "films"], "ÉtéDesFilms"),
        ("pleinjour2027", ["plein", "jour", "2027"], "PleinJour2027"),
        ("FestivalCapSambre", ["festival", "cap", "sambre"], None),
        ("sambre", ["sambre"], None),
        ("autre", ["festival"], None),
        ("rtbfinfo", [], None),
    ],
)
def test_a_better_tag(tag: str, words: list[str], better: str | None) -> None:
    assert proposed(tag, words) == better


@given(st.text(max_size=30), st.lists(st.text(max_size=6), max_size=4))
def test_a_better_tag_says_the_same_and_is_not_bettered(tag: str, words: list[str]) -> None:
    better = proposed(tag, words)
    if better is not None:
        assert better != tag
        assert better.casefold() == tag.casefold() or better.upper() == tag.upper()
        assert proposed(better, words) is None


@pytest.mark.parametrize("tag", ["RTBF", "cinema", "PleinJour", "été", "日本語日本語日本語日本語日本語日本語"])
def test_short_tags_and_scripts_without_capitals_read_well(tag: str) -> None:
    assert not reads_badly(tag)


@pytest.mark.parametrize(
    ("url", "marked"),
    [
        ("https://rtbf.be", "https://rtbf.be?utm_source=bluesky&utm_medium=social&utm_campaign=plein%20jour"),
        ("https://rtbf.be/a?", "https://rtbf.be/a?utm_source=bluesky&utm_medium=social&utm_campaign=plein%20jour"),
        ("https://rtbf.be/?b=%C3%A9&c", "https://rtbf.be/?b=%C3%A9&c&utm_source=bluesky&utm_medium=social&utm_campaign=plein%20jour"),
        ("https://rtbf.be/#a?b", "https://rtbf.be/?utm_source=bluesky&utm_medium=social&utm_campaign=plein%20jour#a?b"),
        ("https://rtbf.be/?utm_source=a&UTM_medium=b&utm_campaign=", "https://rtbf.be/?utm_source=a&UTM_medium=b&utm_campaign="),
    ],
)  # fmt: skip
def test_marks(url: str, marked: str) -> None:
    assert with_utm(url, "bluesky", "social", "plein jour") == marked
    assert has_utm(marked)


@pytest.mark.parametrize("url", ["rtbf.be", "mailto:a@rtbf.be", "https://rtbf.be/a b", ""])
def test_only_addresses_of_the_web_are_marked(url: str) -> None:
    with pytest.raises(NotALink):
        with_utm(url, "a", "b", "c")


@given(st.text(alphabet="ab?&=#/%é", max_size=20), st.text(max_size=5), st.text(min_size=1, max_size=5))
def test_marks_keep_what_was_there_and_are_set_once(tail: str, source: str, campaign: str) -> None:
    url = f"https://rtbf.be/{tail}"
    marked = with_utm(url, source, "social", campaign)
    assert with_utm(marked, source, "social", campaign) == marked
    before, hash_sign, fragment = url.partition("#")
    assert marked.startswith(before)
    assert marked.endswith(hash_sign + fragment)


@pytest.mark.parametrize("network", Network)
@given(text=st.text(alphabet="<>&\"'@#$ab.be/: \n\r日🎬", max_size=40))
def test_html_is_safe_and_shows_what_was_written(network: Network, text: str) -> None:
    shown = read_html(autolink(text, rules_of(network), server="a.be"))
    assert set(shown.tags) <= {"a", "span", "br"}
    assert shown.text == text.replace("\r\n", "\n")
    assert all(link.startswith(("http://", "https://")) for link in map(str.lower, shown.links))


def test_where_links_lead() -> None:
    mastodon = rules_of(Network.MASTODON)
    text = "@anne @bob@b.example #été"
    assert read_html(autolink(text, mastodon, server="a.example")).links == [
        "https://a.example/@anne",
        "https://b.example/@bob",
        "https://a.example/tags/%C3%A9t%C3%A9",
    ]
    assert read_html(autolink(text, mastodon)).links == ["https://b.example/@bob"]
    assert read_html(autolink("@a.be $AB", rules_of(Network.BLUESKY))).links == [
        "https://bsky.app/profile/a.be",
        "https://bsky.app/search?q=%24AB",
    ]
    assert read_html(autolink("magnet:?xt=a", mastodon)).links == []
    assert read_html(autolink("@rtbf/info", rules_of(Network.X))).links == ["https://x.com/rtbf/info"]
