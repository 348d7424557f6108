"""python -m tests.bench.language: how often the language of a message is found, on ../shared/corpora/messages.

Sentences of the corpora as they are, and pieces of four words cut from their first twelve, links and names of
accounts left out. The sentences of sib200 are clean prose; the tweets mix languages and are labelled by account.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from coulisse.engines.triage.language import language_of
from tests.corpora.folder import CORPORA

NOISE = re.compile(r"@user|@url|http\S*|\\u[0-9a-f]{4}|#\w+")
SETS = ("topic7_parallel_*", "hate_functional_*", "sentiment_tweets_*")


def main() -> None:
    """The table, one line a corpus."""
    whole: Counter[bool] = Counter()
    pieces: Counter[bool] = Counter()
    began = perf_counter()
    for path in (path for pattern in SETS for path in sorted((CORPORA / "messages").glob(pattern))):
        sentences, fours = _measured(path)
        whole.update(sentences)
        pieces.update(fours)
        print(f"{path.stem:34} sentences {_share(sentences)}   four words {_share(fours)}")
    spent = perf_counter() - began
    print(f"{'together':34} sentences {_share(whole)}   four words {_share(pieces)}")
    print(f"{(whole.total() + pieces.total()) / spent:,.0f} texts/s")


def _measured(path: Path) -> tuple[Counter[bool], Counter[bool]]:
    sentences: Counter[bool] = Counter()
    fours: Counter[bool] = Counter()
    for language, text in _texts(path):
        sentences[language_of(text) == language] += 1
        words = text.split()
        for at in range(0, min(len(words) - 3, 12), 4):
            fours[language_of(" ".join(words[at : at + 4])) == language] += 1
    return sentences, fours


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        yield entry["lang"], NOISE.sub(" ", entry["text"])


def _share(found: Counter[bool]) -> str:
    return f"{found[True] / max(found.total(), 1):.1%} of {found.total():>6}"


if __name__ == "__main__":
    main()
