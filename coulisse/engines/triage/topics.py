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

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from coulisse.engines.triage.folding import plain
from coulisse.engines.triage.kinds import Proposal
from coulisse.engines.triage.learner import Guess, Learner
from coulisse.engines.triage.needles import KEPT
from coulisse.engines.triage.texts import Texts, together

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
    return propose_all([text], sets, learned)[0]


def propose_all(
    texts: Sequence[str] | Texts, sets: Sequence[TopicSet], learned: Mapping[str, Learner] | None = None
) -> list[tuple[Proposal, ...]]:
    """As `propose` for many texts, which the learners read together."""
    read, known, index = together(texts), learned or {}, _index(tuple(sets))
    guesses = {one.code: known[one.code].guess_all(read) for one in sets if one.code in known}
    found = []
    for row, text in enumerate(read.plain):
        spoken = index.spoken(text)
        best = (_best(spoken, one, guesses[one.code][row] if one.code in guesses else None) for one in sets)
        found.append(tuple(one for one in best if one is not None))
    return found


_Spoken = Mapping[str, tuple[str, ...]]


def _best(spoken: _Spoken, one: TopicSet, guess: Guess | None) -> Proposal | None:
    words = {topic.code: spoken[topic.code] for topic in one.topics if topic.code in spoken}
    points = {code: float(len(some)) for code, some in words.items()}
    if guess is not None and any(topic.code == guess.label for topic in one.topics):
        points[guess.label] = points.get(guess.label, 0.0) + LEARNED * guess.confidence
        words[guess.label] = tuple(dict.fromkeys((*words.get(guess.label, ()), *guess.words)))
    if not points:
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


class _Index:
    """Where the seed words of all sets begin, so that a text is gone through once."""

    def __init__(self, sets: Sequence[TopicSet]) -> None:
        self._whole: dict[str, list[_Seed]] = {}
        self._begun: dict[str, list[_Seed]] = {}
        for topic in (topic for one in sets for topic in one.topics):
            for seed in _seeds(topic):
                at = self._begun if seed.is_open and len(seed.words) == 1 else self._whole
                at.setdefault(seed.words[0], []).append(seed)
        self._lengths = sorted({len(word) for word in self._begun})
        self._beginning = lru_cache(maxsize=KEPT)(self._beginning_with)

    def spoken(self, read: str) -> dict[str, tuple[str, ...]]:
        """The different words that speak for each topic, in the order of the text, none within another."""
        words = read.replace("?", " ? ").split()
        free: dict[str, int] = {}
        found: dict[str, dict[str, None]] = {}
        for at, seeds in enumerate(map(self._beginning, words)):
            for seed in seeds:
                if free.get(seed.topic, 0) <= at and _matches(words, at, seed):
                    free[seed.topic] = at + len(seed.words)
                    found.setdefault(seed.topic, {})[" ".join(words[at : at + len(seed.words)])] = None
        return {topic: tuple(some) for topic, some in found.items()}

    def _beginning_with(self, word: str) -> tuple[_Seed, ...]:
        """The seeds that a text may hold from this word on, the longest first."""
        begun = [self._begun.get(word[:length], []) for length in self._lengths if length <= len(word)]
        return tuple(
            sorted((seed for some in (self._whole.get(word, []), *begun) for seed in some), key=_longest_first)
        )


def _seeds(topic: Topic) -> Iterator[_Seed]:
    """The seed words of a topic, each once."""
    for written in dict.fromkeys(word for language in sorted(topic.words) for word in topic.words[language]):
        words = tuple(plain(written.rstrip("*")).replace("?", " ? ").split())
        if words:
            yield _Seed(topic.code, words, written.endswith("*"))


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
        kept = _indices[key] = (sets, _Index(sets))
    return kept[1]
