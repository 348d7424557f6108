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

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from coulisse.engines.triage.kinds import Proposal, plain
from coulisse.engines.triage.learner import Learner

LEAST: Final = 0.35
"""Below this nothing is proposed."""
DOUBT: Final = 1.5
"""How many seed words it takes to be half sure."""
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
    read, found = plain(text), []
    for one in sets:
        best = _best(read, text, one, (learned or {}).get(one.code))
        if best is not None and best.confidence >= LEAST:
            found.append(best)
    return tuple(found)


def _best(read: str, text: str, one: TopicSet, learner: Learner | None) -> Proposal | None:
    spoken = {topic.code: _spoken(read, topic) for topic in one.topics}
    points = {code: float(len(words)) for code, words in spoken.items()}
    if learner is not None:
        guess = learner.guess(text)
        if guess.label in points:
            points[guess.label] += LEARNED * guess.confidence
            spoken[guess.label] = tuple(dict.fromkeys((*spoken[guess.label], *guess.words)))
    if not any(points.values()):
        return None
    ranked = sorted(points, key=lambda code: -points[code])
    lead = points[ranked[0]] - (points[ranked[1]] if len(ranked) > 1 else 0.0)
    sure = lead / (lead + DOUBT)
    return Proposal(ranked[0], round(sure, 2), spoken[ranked[0]][:6]) if lead else None


def _spoken(read: str, topic: Topic) -> tuple[str, ...]:
    pattern = _pattern(tuple(word for language in sorted(topic.words) for word in topic.words[language]))
    return tuple(dict.fromkeys(match.group() for match in pattern.finditer(read))) if pattern else ()


@lru_cache(maxsize=500)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    parts = [re.escape(plain(word.rstrip("*"))) + (r"\w*" if word.endswith("*") else "") for word in words]
    return re.compile(rf"\b(?:{'|'.join(sorted(parts, key=len, reverse=True))})\b")
