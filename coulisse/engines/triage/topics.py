"""Topics from sets that somebody edits: seed words in three languages, and what corrections have taught.

A set is data (`topics.json` ships those of the CSA, the CDJ, the Monday letter and the house); read_sets turns it
into records. A seed word in `*` begins a word; several words are sought in that order. The topic of each set is
proposed apart; below `LEAST` none is.

>>> sets = read_sets([{"code": "house", "labels": {"fr": "Maison"}, "topics": [
...     {"code": "house.sound", "labels": {"fr": "Son"}, "words": {"fr": ["trop fort", "inaudib*"]}}]}])
>>> propose("La musique est trop fort, dialogues inaudibles", sets)
(Proposal(code='house.sound', confidence=0.57, words=('trop fort', 'inaudibles')),)
>>> propose("Bonjour", sets)
()
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from coulisse.engines.triage.kinds import Proposal, plain
from coulisse.engines.triage.learner import Guess, Learner

LEAST: Final = 0.35
"""Below this nothing is proposed."""
DOUBT: Final = 1.5
"""How many seed words it takes to be half sure."""
MOST_INDICES: Final = 16
LEARNED: Final = 3.0
"""What a sure correction weighs in seed words."""


class NoTopicSet(ValueError):
    """Data that isn't a list of sets of topics; says at which set."""


@dataclass(frozen=True, slots=True)
class Topic:
    """`labels` and `words` by language code."""

    code: str
    labels: Mapping[str, str]
    words: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TopicSet:
    """Topics of which one at most is proposed."""

    code: str
    labels: Mapping[str, str]
    topics: tuple[Topic, ...]
    source: str = ""


def read_sets(document: Any) -> tuple[TopicSet, ...]:
    """The sets in a parsed JSON document; raises NoTopicSet."""
    if not isinstance(document, list):
        raise NoTopicSet("0")
    found = []
    for number, entry in enumerate(document):
        try:
            topics = tuple(
                Topic(
                    str(one["code"]),
                    dict(one["labels"]),
                    {language: tuple(map(str, words)) for language, words in one["words"].items()},
                )
                for one in entry["topics"]
            )
            found.append(TopicSet(str(entry["code"]), dict(entry["labels"]), topics, str(entry.get("source", ""))))
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise NoTopicSet(str(number)) from error
    return tuple(found)


def propose(
    text: str, sets: Sequence[TopicSet], learned: Mapping[str, Learner] | None = None
) -> tuple[Proposal, ...]:
    """At most one topic a set, with the words that spoke; `learned` holds a learner by code of set."""
    spoken, found = _spoken(plain(text), tuple(sets)), []
    for one in sets:
        learner = (learned or {}).get(one.code)
        best = _best(spoken, one, learner.guess(text) if learner is not None else None)
        if best is not None:
            found.append(best)
    return tuple(found)


def propose_all(
    texts: Sequence[str], sets: Sequence[TopicSet], learned: Mapping[str, Learner] | None = None
) -> list[tuple[Proposal, ...]]:
    """As `propose` for many texts, which the learners read together."""
    known = learned or {}
    guesses = {one.code: known[one.code].guess_all(texts) for one in sets if one.code in known}
    found = []
    for row, text in enumerate(texts):
        spoken = _spoken(plain(text), tuple(sets))
        best = (_best(spoken, one, guesses[one.code][row] if one.code in guesses else None) for one in sets)
        found.append(tuple(one for one in best if one is not None))
    return found


_Spoken = Mapping[str, tuple[str, ...]]


def _best(spoken: _Spoken, one: TopicSet, guess: Guess | None) -> Proposal | None:
    words = {topic.code: spoken.get(topic.code, ()) for topic in one.topics}
    points = {code: float(len(some)) for code, some in words.items()}
    if guess is not None and guess.label in points:
        points[guess.label] += LEARNED * guess.confidence
        words[guess.label] = tuple(dict.fromkeys((*words[guess.label], *guess.words)))
    if not any(points.values()):
        return None
    ranked = sorted(points, key=lambda code: -points[code])
    lead = points[ranked[0]] - (points[ranked[1]] if len(ranked) > 1 else 0.0)
    sure = lead / (lead + DOUBT)
    return Proposal(ranked[0], round(sure, 2), words[ranked[0]][:6]) if lead and sure >= LEAST else None


@dataclass(frozen=True, slots=True)
class _Seed:
    """A seed word of a topic: its words, of which the last only begins a word where `is_open`."""

    topic: str
    words: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class _Index:
    """Where the seed words of all sets begin, so that a text is gone through once."""

    whole: Mapping[str, tuple[_Seed, ...]]
    begun: Mapping[str, tuple[_Seed, ...]]
    lengths: tuple[int, ...]
    """Of the keys of `begun`."""


def _spoken(read: str, sets: tuple[TopicSet, ...]) -> dict[str, tuple[str, ...]]:
    """The different words that speak for each topic, in the order of the text, none within another."""
    index = _index(sets)
    words = read.replace("?", " ? ").split()
    free: dict[str, int] = {}
    found: dict[str, dict[str, None]] = {}
    for at, word in enumerate(words):
        seeds = list(index.whole.get(word, ()))
        for length in index.lengths:
            if length > len(word):
                break
            seeds += index.begun.get(word[:length], ())
        for seed in sorted(seeds, key=_longest_first) if len(seeds) > 1 else seeds:
            if free.get(seed.topic, 0) <= at and _matches(words, at, seed):
                free[seed.topic] = at + len(seed.words)
                found.setdefault(seed.topic, {})[" ".join(words[at : at + len(seed.words)])] = None
    return {topic: tuple(some) for topic, some in found.items()}


def _longest_first(seed: _Seed) -> tuple[int, bool]:
    return (-sum(map(len, seed.words)), seed.is_open)


def _matches(words: Sequence[str], at: int, seed: _Seed) -> bool:
    last = at + len(seed.words) - 1
    if last >= len(words) or (len(seed.words) > 1 and tuple(words[at:last]) != seed.words[:-1]):
        return False
    return words[last].startswith(seed.words[-1]) if seed.is_open else words[last] == seed.words[-1]


_indices: dict[int, tuple[tuple[TopicSet, ...], _Index]] = {}


def _index(sets: tuple[TopicSet, ...]) -> _Index:
    """Made once for the same sets: they are told by the object that they are, since they hold mappings."""
    key = hash(tuple(map(id, sets)))
    kept = _indices.get(key)
    if kept is None or any(one is not other for one, other in zip(kept[0], sets, strict=True)):
        if len(_indices) > MOST_INDICES:
            _indices.clear()
        kept = _indices[key] = (sets, _made(sets))
    return kept[1]


def _made(sets: Sequence[TopicSet]) -> _Index:
    whole: dict[str, list[_Seed]] = {}
    begun: dict[str, list[_Seed]] = {}
    for topic in (topic for one in sets for topic in one.topics):
        for written in dict.fromkeys(word for language in sorted(topic.words) for word in topic.words[language]):
            words = tuple(plain(written.rstrip("*")).replace("?", " ? ").split())
            if not words:
                continue
            seed = _Seed(topic.code, words, written.endswith("*"))
            (begun if seed.is_open and len(words) == 1 else whole).setdefault(words[0], []).append(seed)
    return _Index(
        {word: tuple(seeds) for word, seeds in whole.items()},
        {word: tuple(seeds) for word, seeds in begun.items()},
        tuple(sorted({len(word) for word in begun})),
    )
