"""python -m tests.bench.posttext: rows of ../shared/corpora/post-text that pass, by file, and texts in a second.

What passes is what `tests/corpora/test_post_text_corpus.py` asks of each row. The rest is one process: lengths and
links of every text of the corpora by network, and the slowest of the long texts that make patterns work.
"""

import json
from collections import Counter
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any, TypeVar

from coulisse.engines.posttext import Network, PostText, check, facets, measure, rules_of, stated_hours
from coulisse.kernel.language import Language
from tests.corpora import test_post_text_corpus as corpus
from tests.corpora.folder import CORPORA

SECONDS = 1.0
LONG = 60_000
HARD = ("a.", "é.", "a-", "www.", "@a.", "https://a.be/(", "\u0301", "#a", "20 h ")
T = TypeVar("T")
ASKED: dict[str, tuple[Callable[[Any], None], ...]] = {
    "x_extract": (corpus.test_what_x_finds,),
    "x_validate": (corpus.test_what_x_takes, corpus.test_what_a_post_weighs_on_x),
    "x_autolink": (corpus.test_what_x_links,),
    "bsky_richtext": (
        corpus.test_what_bluesky_links,
        corpus.test_what_is_a_tag_on_bluesky,
        corpus.test_how_long_a_text_is_on_bluesky,
    ),
    "atproto_syntax": (corpus.test_the_identifiers_of_bluesky,),
    "mastodon_length": (corpus.test_how_long_a_text_is_on_mastodon,),
}


def main() -> None:
    """Both tables."""
    print(f"{'file':18} {'rows':>5} {'pass':>5} {'judged otherwise':>17}")
    for file, total in corpus.ROWS.items():
        left_out = sum(one[0] == file for one in corpus.JUDGED_OTHERWISE)
        print(f"{file:18} {total:>5} {_passed(file):>5} {left_out:>17}", flush=True)
    texts = _texts()
    print(f"\n{len(texts)} texts, {sum(map(len, texts)) / len(texts):.0f} letters on average, in a second:")
    for network in Network:
        rules = rules_of(network)
        lengths = _rate(texts, partial(measure, rules=rules))
        links = _rate(texts, partial(facets, rules=rules))
        whole = _rate([PostText(text) for text in texts], partial(check, rules=rules))
        print(f"  {network:10} measured {lengths:>8,}   links found {links:>8,}   checked {whole:>8,}", flush=True)
    print(f"  {'hours':10} {_rate(texts, partial(stated_hours, language=Language.FR)):>17,}")
    print(f"\nthe slowest of {len(HARD)} texts of {LONG:,} letters made to be slow: {_slowest()}")


def _passed(file: str) -> int:
    outcomes: Counter[bool] = Counter()
    for asks in ASKED[file]:
        (mark,) = asks.pytestmark  # type: ignore[attr-defined]
        for row in mark.args[1]:
            try:
                asks(*row.values)
            except AssertionError:
                outcomes[False] += 1
            else:
                outcomes[True] += 1
    return outcomes[True]


def _texts() -> list[str]:
    files = [(CORPORA / "post-text" / f"{name}.jsonl").read_text("utf-8") for name in corpus.ROWS]
    return [json.loads(line)["text"] for file in files for line in file.splitlines()]


def _rate(texts: list[T], asks: Callable[[T], object]) -> int:
    asks(texts[0])
    count, began = 0, perf_counter()
    while (spent := perf_counter() - began) < SECONDS:
        for text in texts:
            asks(text)
        count += len(texts)
    return round(count / spent)


def _slowest() -> str:
    rules, found = rules_of(Network.X), []
    for piece in HARD:
        began = perf_counter()
        text = piece * (LONG // len(piece))
        measure(text, rules)
        found.append((perf_counter() - began, piece))
    seconds, piece = max(found)
    return f"{seconds:.2f} s to measure {piece!r} for X"


if __name__ == "__main__":
    main()
