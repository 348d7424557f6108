"""A new draft meets the scenes of the old one: which scene is which, and what has become of it.

Scenes are matched by their number first, then, where numbers are missing or plainly lie, by heading and text.
A number is a text (`12A`, `A12`) and is never changed here: a scene whose draft gives it another number comes
back as RENUMBERED, and whoever merges decides. See `docs/engines/breakdown.md`.

>>> old = (OldScene(1, "34", "INT. CABINE - NUIT", ("Une lampe.", "Il pleut.")),)
>>> new = (NewScene("33A", "EXT. QUAI - JOUR", ("Louise court.",)),
...        NewScene("34", "INT. CABINE - NUIT", ("Une lampe.", "Deux parapluies.")))
>>> [(str(pair.fate), pair.old, pair.new, str(pair.why)) for pair in match(old, new)]
[('new', None, 0, 'nothing-alike'), ('changed', 1, 1, 'same-number')]
>>> [(str(run.kind), run.text) for run in words_changed("Il pleut fort.", "Il neige fort.")]
[('same', 'Il '), ('gone', 'pleut'), ('come', 'neige'), ('same', ' fort.')]
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from coulisse.kernel.letters import without_accents

ALIKE: Final = 500
"""From this likeness on (per mille), two scenes of which no number speaks are one scene."""
CERTAIN: Final = 650
"""What another scene's text must reach to overrule a number."""
STRANGE: Final = 250
"""Below this, two scenes of one number have nothing to do with each other: the number may lie."""
HEADING_WEIGHT: Final = 300
"""How much of the likeness the heading is, per mille; the text is the rest."""
_WORDS = re.compile(r"[^\W_]+")
_TOKENS = re.compile(r"\s+|[^\W_]+|[^\w\s]|_")
_NUMBER = re.compile(r"(?P<before>[A-Z]*)(?P<figures>\d+)(?P<after>[A-Z]*)")


class Fate(StrEnum):
    """What a draft does to a scene."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    OMITTED = "omitted"
    RENUMBERED = "renumbered"


class Reason(StrEnum):
    """Why the two were taken for one scene, or for none."""

    SAME_NUMBER = "same-number"
    SAME_TEXT = "same-text"
    TEXT_AGAINST_NUMBER = "text-against-number"
    SAID_OMITTED = "said-omitted"
    NOT_IN_DRAFT = "not-in-draft"
    NOTHING_ALIKE = "nothing-alike"
    NUMBER_TWICE = "number-twice"


@dataclass(frozen=True, slots=True)
class OldScene:
    """A scene as it stands: `key` is the caller's own, `lines` its printed paragraphs after the heading."""

    key: int
    number: str
    heading: str
    lines: tuple[str, ...]
    is_omitted: bool = False


@dataclass(frozen=True, slots=True)
class NewScene:
    """A scene of the draft; its key is its place in the draft."""

    number: str | None
    heading: str
    lines: tuple[str, ...]
    is_omitted: bool = False
    """The draft keeps its number only to say that it is gone: « 35 SUPPRIMÉE »."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One scene of the story in both drafts. `likeness` is per mille; `is_rewritten` says that words changed."""

    fate: Fate
    old: int | None
    new: int | None
    why: Reason
    likeness: int = 0
    is_rewritten: bool = False


def match(old: Sequence[OldScene], new: Sequence[NewScene]) -> tuple[Pair, ...]:
    """Every scene of both drafts once, in the order of the new one; an omitted scene stays where it stood.

    A scene that was omitted already and isn't in the draft is not told again.
    """
    meeting = _Meeting(old, new)
    meeting.by_number()
    meeting.by_text()
    return tuple(_in_order(old, meeting.pairs()))


def number_key(number: str | None) -> str:
    """A number as it is compared: `12.A ` and `12a` are one.

    >>> number_key(" 12.a ")
    '12A'
    """
    return re.sub(r"[\s.\-]", "", number or "").upper()


def free_number(before: str | None, taken: Iterable[str]) -> str:
    """A number for a scene that comes after `before`: the next letter (33A, 33B …), or `A1` at the very start.

    >>> free_number("33", {"33", "33A", "34"}), free_number(None, {"1"}), free_number("33A", {"33A"})
    ('33B', 'A1', '33B')
    """
    used = {number_key(number) for number in taken}
    found = _NUMBER.fullmatch(number_key(before))
    if found is None:
        return next(f"{letters}1" for letters in _letters() if f"{letters}1" not in used)
    stem = found["before"] + found["figures"]
    return next(stem + letters for letters in _letters() if stem + letters not in used)


def numbered(numbers: Sequence[str | None]) -> tuple[str, ...]:
    """Numbers for a first draft: those written are kept, the others count 1 to n around them.

    >>> numbered((None, None, None)), numbered(("1", None, "2"))
    (('1', '2', '3'), ('1', '1A', '2'))
    """
    if not any(number_key(number) for number in numbers):
        return tuple(str(count) for count in range(1, len(numbers) + 1))
    taken = {number_key(number) for number in numbers if number}
    given: list[str] = []
    seen: set[str] = set()
    for number in numbers:
        key = number_key(number)
        if not number or key in seen:
            number = free_number(given[-1] if given else None, taken | seen)
            key = number_key(number)
        given.append(number.strip().rstrip("."))
        seen.add(key)
    return tuple(given)


def _letters() -> Iterator[str]:
    """A, B … Z, AA, AB …"""
    alphabet = [chr(code) for code in range(ord("A"), ord("Z") + 1)]
    yield from alphabet
    for first in alphabet:
        for second in alphabet:
            yield first + second


@dataclass(frozen=True, slots=True)
class _Gist:
    """What two scenes are compared by."""

    heading: Counter[str]
    text: Counter[str]


def _likeness(first: _Gist, second: _Gist) -> int:
    """Per mille: how many of their words both have, the heading apart."""
    heading = _shared(first.heading, second.heading)
    return (HEADING_WEIGHT * heading + (1000 - HEADING_WEIGHT) * _shared(first.text, second.text)) // 1000


def _shared(first: Counter[str], second: Counter[str]) -> int:
    total = first.total() + second.total()
    return 2000 * (first & second).total() // total if total else 1000


def _gist(heading: str, lines: Iterable[str]) -> _Gist:
    return _Gist(Counter(_words(heading)), Counter(word for line in lines for word in _words(line)))


def _words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFD", text.casefold())
    return _WORDS.findall(without_accents(bare))


class _Meeting:
    """Both drafts while they are compared."""

    def __init__(self, old: Sequence[OldScene], new: Sequence[NewScene]) -> None:
        self.old, self.new = old, new
        self.old_gists = [_gist(scene.heading, scene.lines) for scene in old]
        self.new_gists = [_gist(scene.heading, scene.lines) for scene in new]
        self.met: dict[int, tuple[int, Reason]] = {}
        """The place of an old scene by that of its new one, with the reason."""
        self.doubtful: dict[int, int] = {}
        """Pairs of one number with nothing else in common."""

    def by_number(self) -> None:
        places = {number_key(scene.number): place for place, scene in enumerate(self.old)}
        for place, scene in enumerate(self.new):
            was = places.pop(number_key(scene.number), None) if scene.number else None
            if was is None:
                continue
            if self._like(was, place) < STRANGE and not scene.is_omitted:
                self.doubtful[place] = was
            else:
                self.met[place] = (was, Reason.SAME_NUMBER)

    def by_text(self) -> None:
        """The rest by likeness, the best first; a doubtful number counts when no text speaks against it."""
        taken = {was for was, _ in self.met.values()}
        olds = [place for place in range(len(self.old)) if place not in taken]
        news = [place for place in range(len(self.new)) if place not in self.met]
        scored = [(self._like(was, place), -abs(was - place), was, place) for was in olds for place in news]
        for score, _, was, place in sorted(scored, reverse=True):
            if score < self._needed(was, place) or was in taken or place in self.met:
                continue
            self._meet(was, place)
            taken.add(was)
        for place, was in self.doubtful.items():
            if place not in self.met and was not in taken:
                self.met[place] = (was, Reason.SAME_NUMBER)
                taken.add(was)

    def _needed(self, was: int, place: int) -> int:
        numbered = bool(number_key(self.new[place].number))
        return CERTAIN if numbered or was in self.doubtful.values() else ALIKE

    def _meet(self, was: int, place: int) -> None:
        numbered = number_key(self.new[place].number)
        against = bool(numbered) and numbered != number_key(self.old[was].number)
        self.met[place] = (was, Reason.TEXT_AGAINST_NUMBER if against else Reason.SAME_TEXT)

    def _like(self, was: int, place: int) -> int:
        return _likeness(self.old_gists[was], self.new_gists[place])

    def pairs(self) -> Iterator[Pair]:
        met_old = {was for was, _ in self.met.values()}
        for place, scene in enumerate(self.new):
            was = self.met.get(place)
            if not (scene.is_omitted and (was is None or self.old[was[0]].is_omitted)):
                yield self._pair(place)
        for place, before in enumerate(self.old):
            if place not in met_old and not before.is_omitted:
                yield Pair(Fate.OMITTED, before.key, None, Reason.NOT_IN_DRAFT)

    def _pair(self, place: int) -> Pair:
        scene = self.new[place]
        if place not in self.met:
            twice = sum(number_key(other.number) == number_key(scene.number) for other in self.new) > 1
            why = Reason.NUMBER_TWICE if scene.number and twice else Reason.NOTHING_ALIKE
            return Pair(Fate.NEW, None, place, why)
        was, why = self.met[place]
        before = self.old[was]
        like = self._like(was, place)
        rewritten = _flat(before.heading, before.lines) != _flat(scene.heading, scene.lines)
        if scene.is_omitted:
            return Pair(Fate.OMITTED, before.key, place, Reason.SAID_OMITTED, like)
        if why is Reason.TEXT_AGAINST_NUMBER:
            return Pair(Fate.RENUMBERED, before.key, place, why, like, rewritten)
        fate = Fate.CHANGED if rewritten or before.is_omitted else Fate.SAME
        return Pair(fate, before.key, place, why, like, rewritten)


def _flat(heading: str, lines: Iterable[str]) -> tuple[str, ...]:
    """Blanks, kinds of dashes and quotes and ways to break lines apart, what is printed."""
    broken = (line for text in (heading, *lines) for line in text.splitlines())
    return tuple(_plain(line) for line in broken if line.strip())


def _plain(text: str) -> str:
    return " ".join(text.translate(_SIGNS).split())


_SIGNS: Final = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u202f": " "}
)


def _in_order(old: Sequence[OldScene], pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The draft's order, each scene that it left out behind the one that it followed."""
    found = list(pairs)
    gone: dict[int | None, list[Pair]] = {}
    stays = {pair.old for pair in found if pair.new is not None}
    absent = {pair.old: pair for pair in found if pair.new is None}
    before: int | None = None
    for scene in old:
        if scene.key in absent:
            gone.setdefault(before, []).append(absent[scene.key])
        elif scene.key in stays:
            before = scene.key
    yield from gone.pop(None, [])
    for pair in found:
        if pair.new is not None:
            yield pair
            if pair.old is not None:
                yield from gone.pop(pair.old, [])


# What changed in a text, word by word.


class Mark(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    COME = "come"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one mark, spaces included."""

    kind: Mark
    text: str


def words_changed(before: str, after: str) -> tuple[Run, ...]:
    """Both texts as one: `same` and `gone` give the old one, `same` and `come` the new one."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    found: list[Run] = []
    for step, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            found.append(Run(Mark.SAME, "".join(old[first:last])))
            continue
        if last > first:
            found.append(Run(Mark.GONE, "".join(old[first:last])))
        if end > start:
            found.append(Run(Mark.COME, "".join(new[start:end])))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class LinePair:
    """A paragraph of the old text beside its paragraph of the new one; None where it has none."""

    before: int | None
    after: int | None


def lines_paired(before: Sequence[str], after: Sequence[str]) -> tuple[LinePair, ...]:
    """Paragraphs side by side: the same ones together, rewritten ones opposite each other where they are alike.

    >>> [(pair.before, pair.after) for pair in lines_paired(("a b c", "d"), ("x", "a b e", "d"))]
    [(None, 0), (0, 1), (1, 2)]
    """
    old, new = [_plain(text) for text in before], [_plain(text) for text in after]
    found: list[LinePair] = []
    for step, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if step == "equal":
            found += [LinePair(first + step_, start + step_) for step_ in range(last - first)]
        else:
            found += _aligned(old, new, range(first, last), range(start, end))
    return tuple(found)


def _aligned(old: Sequence[str], new: Sequence[str], gone: range, come: range) -> Iterator[LinePair]:
    """Rewritten paragraphs opposite the nearest like one, without crossing; the others stand alone."""
    start = come.start
    for place in gone:
        words = Counter(_words(old[place]))
        scores: Mapping[int, int] = {
            other: _shared(words, Counter(_words(new[other]))) for other in range(start, come.stop)
        }
        best = max(scores, key=lambda other: scores[other], default=None)
        if best is None or scores[best] < STRANGE:
            yield LinePair(place, None)
            continue
        yield from (LinePair(None, other) for other in range(start, best))
        yield LinePair(place, best)
        start = best + 1
    yield from (LinePair(None, other) for other in range(start, come.stop))
