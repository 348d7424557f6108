"""python -m tests.bench.triage: topic and tone against a plain baseline, and speed, on ../shared/corpora/messages.

Five folds, the same for all. The baseline is what a first attempt would be: words and pairs of words hashed, one
linear classifier trained by stochastic descent on the hinge loss, in numpy. Language has its own table:
tests.bench.language.
"""

import json
import random
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time
from zlib import crc32

import numpy as np

from coulisse.engines import triage
from coulisse.engines.families import Families, Message
from coulisse.engines.triage.features import Array, hashed
from coulisse.engines.triage.habit import guesses
from coulisse.engines.triage.kinds import kinds_of
from coulisse.engines.triage.learner import Example, Learner
from coulisse.engines.triage.tone import tone_of
from coulisse.engines.triage.topics import propose, read_sets
from tests.corpora.folder import CORPORA
from tests.engines.families.planted import inbox

FOLDS = 5
SIZE = 1 << 20
EPOCHS = 10
SETS = (
    ("topic7_parallel_fr_sib200", "topic FR"),
    ("topic7_parallel_nl_sib200", "topic NL"),
    ("topic7_parallel_en_sib200", "topic EN"),
    ("sentiment_tweets_fr_xlmt", "tone, tweets FR"),
    ("sentiment_tweets_en_xlmt", "tone, tweets EN"),
)


def main() -> None:
    """Both tables."""
    print(f"{'set':18} {'texts':>6} {'labels':>7} {'baseline':>9} {'ours':>6} {'with tone words':>16}")
    for name, shown in SETS:
        texts, labels = _read(name)
        found = [_right(texts, labels, train) for train in (_baseline, _ours)]
        with_words = f"{_right(texts, labels, _tone):>16.3f}" if "tone" in shown else ""
        print(
            f"{shown:18} {len(texts):>6} {len(set(labels)):>7} {found[0]:>9.3f} {found[1]:>6.3f} {with_words}",
            flush=True,
        )
    print()
    _speed()


def _read(name: str) -> tuple[list[str], list[str]]:
    rows = [json.loads(line) for line in (CORPORA / "messages" / f"{name}.jsonl").read_text("utf-8").splitlines()]
    escaped = re.compile(r"\\u([0-9a-f]{4})")
    return [escaped.sub(lambda match: chr(int(match[1], 16)), row["text"]) for row in rows], [
        row["label"] for row in rows
    ]


_Train = Callable[[Sequence[str], Sequence[str]], Callable[[Sequence[str]], list[str]]]


def _right(texts: list[str], labels: list[str], train: _Train) -> float:
    """The share of texts whose label is found by what was trained on the four other folds."""
    order = list(range(len(texts)))
    random.Random(1).shuffle(order)
    right = 0
    for fold in range(FOLDS):
        held = order[fold::FOLDS]
        rest = [at for at in order if at not in set(held)]
        guess = train([texts[at] for at in rest], [labels[at] for at in rest])
        right += sum(
            found == labels[at] for found, at in zip(guess([texts[at] for at in held]), held, strict=True)
        )
    return right / len(texts)


def _ours(texts: Sequence[str], labels: Sequence[str]) -> Callable[[Sequence[str]], list[str]]:
    learner = Learner(labels, [Example(text, label) for text, label in zip(texts, labels, strict=True)])
    return lambda asked: [learner.labels[best] for best in learner.likely(hashed(list(asked))).argmax(axis=1)]


def _tone(texts: Sequence[str], labels: Sequence[str]) -> Callable[[Sequence[str]], list[str]]:
    learner = Learner(labels, [Example(text, label) for text, label in zip(texts, labels, strict=True)])
    return lambda asked: [tone_of(text, learner).code for text in asked]


def _baseline(texts: Sequence[str], labels: Sequence[str]) -> Callable[[Sequence[str]], list[str]]:
    names = sorted(set(labels))
    rows = [_plain_features(text) for text in texts]
    weights = np.zeros((SIZE, len(names)))
    chance, step = random.Random(1), 0
    for _ in range(EPOCHS):
        for at in chance.sample(range(len(rows)), len(rows)):
            step += 1
            signs = np.where(np.arange(len(names)) == names.index(labels[at]), 1.0, -1.0)
            index, value = rows[at]
            wrong = signs * (value @ weights[index]) < 1
            weights[index] += (1.0 / (1 + 1e-4 * step)) * value[:, None] * (signs * wrong)[None, :]
    return lambda asked: [
        names[int((value @ weights[index]).argmax())] for index, value in map(_plain_features, asked)
    ]


def _plain_features(text: str) -> tuple[Array, Array]:
    words = re.findall(r"\w\w+", text.lower())
    both = words + [f"{one} {other}" for one, other in pairwise(words)]
    keys = np.array([crc32(word.encode()) % SIZE for word in both], np.int64)
    index, counts = np.unique(keys, return_counts=True)
    return index, counts / max(1.0, float(np.sqrt((counts**2).sum())))


def _speed() -> None:
    messages = [message for seed in range(4) for message in inbox(seed).messages]
    texts = [message.text for message in messages]
    began, worked = perf_counter(), process_time()
    one = _whole(texts)
    alone, working = len(texts) / (perf_counter() - began), len(texts) / (process_time() - worked)
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(len, ["", ""]))
        began = perf_counter()
        list(pool.map(_whole, (texts[: len(texts) // 2], texts[len(texts) // 2 :])))
        both = len(texts) / (perf_counter() - began)
    letters = sum(map(len, texts)) // len(texts)
    print(f"language, kinds, topics, tone, families of {one} messages of {letters} letters")
    print(f"  {working:,.0f} per second of one core; by the clock, one process {alone:,.0f}/s, two {both:,.0f}/s")
    known, labels = _read("topic7_parallel_fr_sib200")
    learner = Learner(labels, [Example(text, label) for text, label in zip(known, labels, strict=True)])
    times = []
    for text, label in zip(known[:50], labels[:50], strict=True):
        began = perf_counter()
        learner.learn(text, label)
        learner.guess(text)
        times.append((perf_counter() - began) * 1000)
    began = perf_counter()
    learner.forget(known[0], labels[0])
    forgot = (perf_counter() - began) * 1000
    middle, most = sorted(times)[25], sorted(times)[47]
    print(
        f"a correction and the next guess {middle:.1f} ms, 95 % in {most:.1f} ms; forgetting one {forgot:.0f} ms"
    )
    many = [f"{text} {at}" for at in range(100_000 // len(known) + 1) for text in known][:100_000]
    began = perf_counter()
    for at in range(0, len(many), 5000):
        learner.likely(hashed(many[at : at + 5000])).argmax(axis=1)
    print(f"100,000 messages tagged again, one core: {perf_counter() - began:.0f} s")


def _whole(texts: Sequence[str]) -> int:
    sets = read_sets(json.loads((Path(triage.__file__).parent / "topics.json").read_text("utf-8")))
    spoken = guesses(texts, [""] * len(texts))
    messages = []
    for number, (text, guess) in enumerate(zip(texts, spoken, strict=True)):
        kinds = frozenset(one.code for one in kinds_of(text))
        propose(text, sets)
        tone_of(text)
        messages.append(Message(f"{number:06}", text, guess.language, kinds))
    return len(Families().place_all(messages))


if __name__ == "__main__":
    main()
