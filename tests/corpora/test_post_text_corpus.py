"""Every row of the corpora of post texts: what X, Bluesky and Mastodon say, beside what we say.

Rows that stand apart have their reason in `JUDGED_OTHERWISE`.
"""

import html
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from coulisse.engines.posttext import Network, autolink, facets, measure, rules_of
from coulisse.engines.posttext.bluesky import syntax
from coulisse.engines.posttext.emoji import graphemes
from coulisse.engines.posttext.records import Entity, Kind
from coulisse.engines.posttext.x import names, validity
from coulisse.engines.posttext.x.entities import entities
from coulisse.engines.posttext.x.links import link_spans
from coulisse.engines.posttext.x.weight import V2, V3, Weights, weigh
from coulisse.house.command_line import main
from tests.corpora.folder import CORPORA
from tests.engines.posttext.reading import read_html

Row = dict[str, Any]
ROWS = {"x_extract": 115, "x_validate": 49, "x_autolink": 99, "bsky_richtext": 66, "atproto_syntax": 243,
        "mastodon_length": 4}  # fmt: skip
JUDGED_OTHERWISE = {
    # The answer of X's interface says what stands for a shortened address; we show what somebody wrote.
    ("x_autolink", "json", "Autolink all"),
}
COUNTED_BEFORE_2018 = "WeightedTweetsCounterTest"
"""A suite by the weights in force before 2018: `measure` gives those of today, `weigh` either."""
# The one row of that suite whose length is another today: a hand with its skin and an artist are two emoji.
MEASURED_TODAY = {"1b19020eee36": 4}


def rows(file: str, *suites: str) -> list[Any]:
    """Rows of a file that are not judged otherwise, each with a name for the report."""
    lines = (CORPORA / "post-text" / f"{file}.jsonl").read_text("utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    kept = [
        row
        for row in read
        if (not suites or row["suite"] in suites)
        and (file, row.get("suite"), row.get("description")) not in JUDGED_OTHERWISE
    ]
    return [pytest.param(row, id=f"{row.get('suite') or row['kind']}-{row['id']}") for row in kept]


@pytest.mark.parametrize("file", ROWS)
def test_the_corpora_are_there(file: str) -> None:
    left_out = sum(one[0] == file for one in JUDGED_OTHERWISE)
    assert len(rows(file)) + left_out == ROWS[file]


# ---- X --------------------------------------------------------------------------------------------------------


def _urls(text: str) -> list[Entity]:
    return [Entity(start, end, Kind.URL, text[start:end]) for start, end in link_spans(text)]


def _hashtags(text: str) -> list[Entity]:
    return [one for one in entities(text) if one.kind is Kind.HASHTAG]


def _values(found: Callable[[str], Any]) -> Callable[[str], Any]:
    return lambda text: [one.value for one in found(text)]


def _placed(found: Callable[[str], Any], name: str) -> Callable[[str], Any]:
    return lambda text: [{name: one.value, "indices": [one.start, one.end]} for one in found(text)]


def _lists(text: str) -> Any:
    cut = [(one, *one.value.partition("/")) for one in names.mentions(text)]
    return [
        {"screen_name": name, "list_slug": slash + slug, "indices": [one.start, one.end]}
        for one, name, slash, slug in cut
    ]


EXTRACTED: dict[str, Callable[[str], Any]] = {
    "urls": _values(_urls),
    "urls_with_indices": _placed(_urls, "url"),
    "mentions": _values(names.mentions),
    "mentions_with_indices": _placed(names.mentions, "screen_name"),
    "mentions_or_lists_with_indices": _lists,
    "replies": names.reply_to,
    "hashtags": _values(_hashtags),
    "hashtags_from_astral": _values(_hashtags),
    "hashtags_with_indices": _placed(_hashtags, "hashtag"),
    "cashtags": _values(names.cashtags),
    "cashtags_with_indices": _placed(names.cashtags, "cashtag"),
}


@pytest.mark.parametrize("row", rows("x_extract"))
def test_what_x_finds(row: Row) -> None:
    assert EXTRACTED[row["suite"]](row["text"]) == row["expected"]


VALID: dict[str, Callable[[str], bool]] = {
    "tweets": lambda text: measure(text, rules_of(Network.X)).valid,
    "usernames": validity.is_username,
    "lists": validity.is_list,
    "hashtags": validity.is_hashtag,
    "urls": validity.is_url,
    "urls_without_protocol": lambda text: validity.is_url(text, needs_protocol=False),
}


@pytest.mark.parametrize("row", rows("x_validate", *VALID))
def test_what_x_takes(row: Row) -> None:
    assert VALID[row["suite"]](row["text"]) is row["expected"]


COUNTED = (
    COUNTED_BEFORE_2018,
    "WeightedTweetsWithDiscountedEmojiCounterTest",
    "UnicodeDirectionalMarkerCounterTest",
)


@pytest.mark.parametrize("row", rows("x_validate", *COUNTED))
def test_what_a_post_weighs_on_x(row: Row) -> None:
    weights: Weights = V2 if row["suite"] == COUNTED_BEFORE_2018 else V3
    weighed = weigh(row["text"], weights)
    assert {
        "weightedLength": weighed.length,
        "valid": weighed.valid,
        "permillage": weighed.permille,
        "displayRangeStart": 0,
        "displayRangeEnd": weighed.ends,
        "validRangeStart": 0,
        "validRangeEnd": weighed.fits,
    } == row["expected"]


@pytest.mark.parametrize("row", rows("x_validate", *COUNTED))
def test_what_a_post_weighs_today(row: Row) -> None:
    measured = measure(row["text"], rules_of(Network.X))
    assert measured.length == MEASURED_TODAY.get(row["id"], row["expected"]["weightedLength"])
    assert measured.valid is row["expected"]["valid"]


LINKED = {
    "usernames": {Kind.MENTION, Kind.LIST},
    "lists": {Kind.MENTION, Kind.LIST},
    "hashtags": {Kind.HASHTAG},
    "cashtags": {Kind.CASHTAG},
    "urls": {Kind.URL},
    "all": set(Kind),
    "json": set(Kind),
}
ANCHOR = re.compile(r"<a ([^>]*)>(.*?)</a>")
BY_CLASS = {
    "url username": Kind.MENTION,
    "url list-slug": Kind.LIST,
    "url hashtag": Kind.HASHTAG,
    "url cashtag": Kind.CASHTAG,
}


def _links_of(expected: str) -> list[tuple[Kind, str]]:
    links = []
    for attributes, shown in ANCHOR.findall(expected):
        kind = next((kind for name, kind in BY_CLASS.items() if name in attributes), Kind.URL)
        sign = kind in (Kind.HASHTAG, Kind.CASHTAG)
        links.append((kind, html.unescape(shown)[1 if sign else 0 :]))
    return links


@pytest.mark.parametrize("row", rows("x_autolink"))
def test_what_x_links(row: Row) -> None:
    """Its program links no bare address; and ours escapes whatever it leaves as it is."""
    found = [one for one in entities(row["text"], bare=False) if one.kind in LINKED[row["suite"]]]
    assert [(one.kind, one.value) for one in found] == _links_of(row["expected"])
    assert read_html(autolink(row["text"], rules_of(Network.X))).text == row["text"]


# ---- Bluesky --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", rows("bsky_richtext", "facets"))
def test_what_bluesky_links(row: Row) -> None:
    raw = row["text"].encode()
    pieces, done = [], 0
    for one in facets(row["text"], rules_of(Network.BLUESKY)):
        if one.kind in (Kind.MENTION, Kind.URL):
            if one.start > done:
                pieces.append([raw[done : one.start].decode()])
            prefix = "did:fake:" if one.kind is Kind.MENTION else ""
            pieces.append([raw[one.start : one.end].decode(), prefix + one.value])
            done = one.end
    if done < len(raw):
        pieces.append([raw[done:].decode()])
    assert pieces == row["expected"]


@pytest.mark.parametrize("row", rows("bsky_richtext", "tags", "cashtags"))
def test_what_is_a_tag_on_bluesky(row: Row) -> None:
    kind = Kind.HASHTAG if row["suite"] == "tags" else Kind.CASHTAG
    found = [one for one in facets(row["text"], rules_of(Network.BLUESKY)) if one.kind is kind]
    assert [one.value for one in found] == row["expected"]
    assert [{"byteStart": one.start, "byteEnd": one.end} for one in found] == row["byte_ranges"]


@pytest.mark.parametrize("row", rows("bsky_richtext", "grapheme_len"))
def test_how_long_a_text_is_on_bluesky(row: Row) -> None:
    assert graphemes(row["text"]) == row["expected"]
    assert measure(row["text"], rules_of(Network.BLUESKY)).length == row["expected"]


SYNTAX = {
    "atidentifier": syntax.is_at_identifier,
    "aturi": syntax.is_at_uri,
    "datetime": syntax.is_datetime,
    "did": syntax.is_did,
    "handle": syntax.is_handle,
    "language": syntax.is_language,
    "nsid": syntax.is_nsid,
    "recordkey": syntax.is_record_key,
    "tid": syntax.is_tid,
}


@pytest.mark.parametrize("row", rows("atproto_syntax"))
def test_the_identifiers_of_bluesky(row: Row) -> None:
    assert SYNTAX[row["kind"].partition("_")[0]](row["text"]) is row["valid"]


# ---- Mastodon -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", rows("mastodon_length"))
def test_how_long_a_text_is_on_mastodon(row: Row) -> None:
    rules = rules_of(Network.MASTODON)
    assert rules.limit == row["limit"]
    assert measure(row["text"], rules, warning=row["cw"]).valid is row["valid"]


# ---- the command ----------------------------------------------------------------------------------------------

NETWORKS = {
    "x_extract": Network.X,
    "x_validate": Network.X,
    "x_autolink": Network.X,
    "bsky_richtext": Network.BLUESKY,
    "atproto_syntax": Network.BLUESKY,
    "mastodon_length": Network.MASTODON,
}


@pytest.mark.parametrize("file", ROWS)
def test_the_command_measures_every_row(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = CORPORA / "post-text" / f"{file}.jsonl"
    assert main(["post", "measure", "--network", str(NETWORKS[file]), str(path), "--json"]) == 0
    given = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == [row["id"] for row in given]
    for row, line in zip(given, lines, strict=True):
        size = len(row["text"].encode())
        assert all(0 <= one["start"] < one["end"] <= size for one in line["facets"])
