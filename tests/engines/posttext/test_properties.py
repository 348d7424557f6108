"""On any text at all: nothing crashes, pieces lie within the text, on whole characters, apart from each other."""

import doctest
import importlib
import pkgutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coulisse.engines import posttext
from coulisse.engines.posttext import (
    Network,
    PostText,
    autolink,
    check,
    entities,
    facets,
    measure,
    rules_of,
    stated_hours,
)
from coulisse.engines.posttext.emoji import emoji_spans, graphemes
from coulisse.engines.posttext.x.weight import V2, weigh
from coulisse.kernel.language import Language

# What posts are made of, so that chance finds links, tags and hours; and half a surrogate pair, as JSON may carry.
PIECES = (
    "@anne", "@anne@a.example", "#tag", "#1", "$AB", "https://", "http://a.be/", "a.be", "?q=1", "#", "(", ")",
    "é", "\u0301", "日本", "👨\u200d👩", "🇧🇪", "\ufe0f", "\u20e3", "\u200d", "\u202b", "«", "»", "20 h 25", "8 pm",
    ".", ",", "_", "-", "/", " ", "\n", "\r\n", "\ud800", "\ufffe", "\U000e0062", "xn--a", "RT", "magnet:?a",
    "&", "<", "'",
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.text(st.characters(), max_size=60),
)


@pytest.mark.parametrize("network", Network)
@given(text=TEXTS)
@settings(max_examples=60)
def test_pieces_lie_apart_within_the_text_on_whole_characters(network: Network, text: str) -> None:
    rules = rules_of(network)
    raw = text.encode("utf-8", "surrogatepass")
    found, placed = entities(text, rules), facets(text, rules)
    done = 0
    for one, facet in zip(found, placed, strict=True):
        assert done <= one.start < one.end <= len(text)
        done = one.end
        piece = raw[facet.start : facet.end].decode("utf-8", "surrogatepass")
        assert piece == text[one.start : one.end]
        assert one.value and (facet.kind, facet.value) == (one.kind, one.value)


@pytest.mark.parametrize("network", Network)
@given(text=TEXTS, warning=st.sampled_from(["", "Film"]))
@settings(max_examples=40)
def test_anything_can_be_measured_checked_and_shown(network: Network, text: str, warning: str) -> None:
    rules = rules_of(network)
    measured = measure(text, rules, warning=warning)
    assert measured.length >= 0
    assert measured.valid is False or measured.length <= measured.limit
    codes = {one.code for one in check(PostText(text, warning, words=("tag",), taboo=("a",)), rules)}
    assert ("too_long" in codes) == (measured.length > measured.limit)
    assert "<script" not in autolink(text, rules)


@given(TEXTS)
def test_what_fits_on_x_is_within_the_text(text: str) -> None:
    weighed = weigh(text)
    assert weighed.fits <= weighed.ends
    assert weigh(text, V2).length >= weighed.length


@given(TEXTS)
def test_emoji_are_never_cut_by_graphemes(text: str) -> None:
    spans = list(emoji_spans(text))
    assert all(start < end for start, end in spans)
    assert graphemes(text) <= len(text)


@given(TEXTS, st.sampled_from(Language))
def test_hours_are_within_the_text(text: str, language: Language) -> None:
    for one in stated_hours(text, language):
        assert text[one.start : one.end] == one.words
        assert 1 <= len(one.times) <= 2


MODULES = sorted(one.name for one in pkgutil.walk_packages(posttext.__path__, f"{posttext.__name__}."))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_the_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
