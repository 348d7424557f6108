"""Families of near-duplicates: candidates by MinHash, one leader each, a core by vote, exceptions pulled out.

>>> from coulisse.kernel.language import Language
>>> petition = ("Je demande le retrait du reportage de dimanche sur les éclusiers de la Meuse, qui montre "
...             "des travailleurs sans leur accord et présente leur métier comme inutile et dépassé")
>>> texts = {"a": petition, "b": petition.replace("retrait", "retrait immédiat"), "c": "Bravo pour le film d'hier",
...          "d": petition + ". Mon fils de neuf ans y apparaît.", "e": petition.replace("inutile", "vain")}
>>> families = Families()
>>> placed = families.place_all([Message(key, text, Language.FR) for key, text in texts.items()])
>>> [one.family == placed[0].family for one in placed], placed[3].beside == placed[0].family
([True, True, False, False, True], True)
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from coulisse.engines.families.apart import reasons, usage_of
from coulisse.engines.families.minhash import Array, bands, likeness, signatures, words_of
from coulisse.engines.families.records import Apart, Family, Message, Placement, Reason
from coulisse.engines.families.shelf import Shelf
from coulisse.engines.families.wording import DENIALS
from coulisse.kernel.language import Language

LIKE: Final = 0.38
"""Jaccard of words between two variants: 0.57 where every changed word is new on both sides, 0.14 at most between
two messages of one topic (docs/engines/families.md)."""
LIKE_CORE: Final = 0.5
"""Jaccard of words to the core of the family: 0.74 at 15 % changed."""
YOUNG: Final = 5
"""Members below which the core still holds the variations of each."""
HOLDS_CORE: Final = 0.7
"""Share of the core that a longer message holds: it quotes the family, and is looked at for what it adds."""
SHORT: Final = 12
LIKE_SHORT: Final = 0.8
"""Of fewer than 12 different words nearly all must be equal."""
TEXTS: Final = 3
"""Texts of a family that are kept to compare word by word."""
ESTIMATE: Final = 0.12
"""How far a signature may mislead before words are compared."""


class NoSuchFamily(KeyError):
    """A key that no family has."""


@dataclass(frozen=True, slots=True)
class _Read:
    message: Message
    words: tuple[str, ...]
    different: frozenset[str]
    signature: Array


class Families:
    """The families of one inbox; `place_all` and `place` add messages and never rename or undo a family.

    Those that are only `known_by_signature` are read by `load` once a message comes near; a key that
    `load` doesn't
    give has gone meanwhile.
    """

    def __init__(
        self, known: Iterable[Family] = (), *, load: Callable[[Sequence[str]], Iterable[Family]] | None = None
    ) -> None:
        self.families: dict[str, Family] = {}
        self._shelf = Shelf()
        self._cores: dict[str, frozenset[str]] = {}
        self._signed: dict[str, Array] = {}
        self._load = load
        for family in known:
            self.take_in(family)

    def take_in(self, family: Family) -> None:
        """A family as it is remembered, in the place of what was known under its key."""
        self.let_go(family.key)
        self.families[family.key] = family
        self._index(family)

    def let_go(self, key: str) -> None:
        """What is known under this key is wrong: it is read again, or found no more."""
        self.families.pop(key, None)
        self._cores.pop(key, None)
        self._signed.pop(key, None)
        self._shelf.drop(key)

    def known_by_signature(self, keys: Sequence[str], languages: Sequence[str], rows: Array) -> None:
        """Families that can be found and are not read yet; `rows[i]` is a signature of `keys[i]`."""
        self._shelf.put(keys, languages, rows)

    def signature(self, key: str) -> Array:
        """The signatures by which a family is found: those of its core and of its leader, or one for both."""
        if key not in self._signed:
            self._signed[key] = _signatures_of(self.families[key], self._cores[key])
        return self._signed[key]

    def set_aside(self, most: int) -> None:
        """Forget the words of all families once they are more than `most`: they are found still, and
        loaded again."""
        if self._load is not None and len(self.families) > most:
            for held in (self.families, self._cores, self._signed):
                held.clear()

    def __len__(self) -> int:
        return len(self._shelf)

    def place(self, message: Message) -> Placement:
        """One more message."""
        return self.place_all([message])[0]

    def place_all(self, messages: Sequence[Message]) -> list[Placement]:
        """The placement of each, in the order given; the partition doesn't depend on that order."""
        if not messages:
            return []
        read = _read(messages)
        canonical = sorted(read, key=lambda one: (one.message.language, one.words, one.message.key))
        near = self._near(canonical)
        placed: dict[str, Placement] = {}
        joining: dict[str, list[_Read]] = defaultdict(list)
        fresh = []
        for one, keys in zip(canonical, near, strict=True):
            family = self._nearest(one, keys)
            if family:
                joining[family].append(one)
            else:
                fresh.append(one)
        for key, members in joining.items():
            self._join(self.families[key], members, placed)
        for group in _groups(fresh):
            self._found(group, placed)
        return [placed[message.key] for message in messages]

    def doubts(self, family: str, members: Sequence[Message]) -> dict[str, tuple[Apart, ...]]:
        """Who of these members is no ordinary one, now that the family is larger than when he came, and why.

        Whoever founded it with something of his own looked ordinary: there was nobody to compare him with. Raises
        NoSuchFamily.
        """
        self._fetch([family])
        if family not in self.families:
            raise NoSuchFamily(family)
        known = self.families[family]
        usage = usage_of(known)
        return {one.key: why for one in members if (why := reasons(one, known, usage))}

    def forget(self, message: Message, family: str) -> None:
        """Take a member back, as for an erasure: its words, its text and its traces in the index; the key stays.

        `message` is the member as it was placed, `family` its key. Raises NoSuchFamily.
        """
        self._fetch([family])
        if family not in self.families:
            raise NoSuchFamily(family)
        known = self.families[family]
        _count(known, _read([message])[0], -1)
        texts = [text for text in (known.text, *known.others) if text != message.text]
        known.text, known.others = (texts[0], tuple(texts[1:])) if texts else ("", ())
        self.let_go(family)
        if known.size > 0:
            self.take_in(known)

    def _near(self, read: Sequence[_Read]) -> list[set[str]]:
        """For each message the families worth comparing, all of them read."""
        near = self._shelf.near(
            np.stack([one.signature for one in read]), [one.message.language.value for one in read]
        )
        self._fetch(sorted(set[str]().union(*near)))
        return [{key for key in keys if key in self._cores} for keys in near]

    def _fetch(self, keys: Sequence[str]) -> None:
        missing = [key for key in keys if key not in self._cores]
        if not missing or self._load is None:
            return
        for family in self._load(missing):
            self.families[family.key] = family
            self._cores[family.key] = family.core
        for key in missing:
            if key not in self._cores:
                self._shelf.drop(key)

    def _nearest(self, one: _Read, keys: Iterable[str]) -> str:
        """The family that this message resembles most, or none."""
        scored = [
            (_fit(one.different, self._cores[key], is_young=self.families[key].size < YOUNG), key) for key in keys
        ]
        return min((-score, key) for score, key in scored if score)[1] if any(s for s, _ in scored) else ""

    def _join(self, family: Family, members: Sequence[_Read], placed: dict[str, Placement]) -> None:
        core, usage = self._cores[family.key], usage_of(family, is_counted=False)
        kept = []
        for one in members:
            apart = reasons(one.message, family, usage)
            score = round(jaccard(one.different, core), 3)
            key = one.message.key
            if apart:
                placed[key] = Placement(key, key, score, family.key, apart)
                if {why.reason for why in apart} & {Reason.KIND, Reason.CONTRARY} == {Reason.CONTRARY}:
                    family.contrary[sum(word in DENIALS for word in one.words)] += 1
            else:
                placed[key] = Placement(key, family.key, score)
                kept.append(one)
        for one in kept:
            _count(family, one)
        self._index(family)

    def _found(self, group: Sequence[_Read], placed: dict[str, Placement]) -> None:
        """A family of these; whoever is nearest to the core founds it and gives it his key."""
        draft = _family(group, group)
        ordinary = group if len(group) == 1 else _ordinary(group, draft)
        family = _family(ordinary or group[:1], group)
        core, members = family.core, {one.message.key for one in ordinary or group[:1]}
        for one in group:
            key, score = one.message.key, round(jaccard(one.different, core), 3)
            if key in members:
                placed[key] = Placement(key, family.key, score)
            else:
                why = reasons(one.message, family) or reasons(one.message, draft)
                placed[key] = Placement(key, key, score, family.key, why)
        self.families[family.key] = family
        self._index(family)

    def _index(self, family: Family) -> None:
        """Leader and core can be found by their signatures; the core is looked up again once it has changed."""
        core = family.core
        if self._cores.get(family.key) == core:
            return
        self._cores[family.key] = core
        rows = self._signed[family.key] = _signatures_of(family, core)
        self._shelf.put([family.key] * len(rows), [family.language.value] * len(rows), rows)


def _ordinary(group: Sequence[_Read], draft: Family) -> list[_Read]:
    usage = usage_of(draft)
    return [one for one in group if not reasons(one.message, draft, usage)]


def _signatures_of(family: Family, core: frozenset[str]) -> Array:
    leader = frozenset(words_of(family.text))
    return signatures([core, leader] if leader != core else [core])


def founded(message: Message) -> Family:
    """The family that a message alone makes: what is remembered of one that nobody has joined."""
    read = _read([message])
    return _family(read, read)


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Common words by all words, 0 to 1."""
    together = len(one & other)
    return together / (len(one) + len(other) - together) if together else 0.0


def _fit(words: frozenset[str], core: frozenset[str], *, is_young: bool = False) -> float:
    """How well a message goes with a core; 0 where it doesn't. That of a young family is not voted clean yet."""
    score = jaccard(words, core)
    if min(len(words), len(core)) < SHORT:
        return score if score >= LIKE_SHORT or not (words or core) else 0.0
    held = len(words & core) / len(core)
    return score if score >= (LIKE if is_young else LIKE_CORE) or held >= HOLDS_CORE else 0.0


def read_ahead(texts: Iterable[str]) -> None:
    """Read texts that are soon to be placed: whoever places under a lock then finds that done."""
    signatures([words_of(text) for text in texts])


def _read(messages: Sequence[Message]) -> list[_Read]:
    words = [words_of(message.text) for message in messages]
    rows = signatures(words)
    return [
        _Read(message, found, frozenset(found), row)
        for message, found, row in zip(messages, words, rows, strict=True)
    ]


def _groups(fresh: Sequence[_Read]) -> Iterator[list[_Read]]:
    """Leader clustering in canonical order, then each smaller group offers its members to the larger ones'
    cores."""
    groups: list[list[_Read]] = []
    at: dict[tuple[Language, bytes], list[int]] = defaultdict(list)
    for one in fresh:
        language = one.message.language
        keys = bands(one.signature)
        near = sorted({number for key in keys for number in at.get((language, key), ())})
        number = _best(one, [(number, groups[number][0]) for number in near])
        if number is None:
            number = len(groups)
            groups.append([])
            for key in keys:
                at[(language, key)].append(number)
        groups[number].append(one)
    yield from _regathered(groups)


def _best(one: _Read, leaders: Sequence[tuple[int, _Read]]) -> int | None:
    scored = []
    for number, leader in leaders:
        least = LIKE if min(len(one.different), len(leader.different)) >= SHORT else LIKE_SHORT
        if likeness(one.signature, leader.signature) < least - ESTIMATE:
            continue
        score = jaccard(one.different, leader.different)
        if score >= least:
            scored.append((-score, number))
    return min(scored)[1] if scored else None


def _regathered(groups: list[list[_Read]]) -> Iterator[list[_Read]]:
    order = sorted(range(len(groups)), key=lambda number: (-len(groups[number]), number))
    cores = [(number, _core(groups[number])) for number in order if len(groups[number]) > 1]
    rows = signatures([core for _, core in cores])
    at: dict[tuple[Language, bytes], list[int]] = defaultdict(list)
    for rank, (number, _) in enumerate(cores):
        for key in bands(rows[rank]):
            at[(groups[number][0].message.language, key)].append(rank)
    gathered: dict[int, list[_Read]] = defaultdict(list)
    for own, number in enumerate(order):
        for one in groups[number]:
            near = {rank for key in bands(one.signature) for rank in at.get((one.message.language, key), ())}
            fits = [(rank, _fit(one.different, cores[rank][1])) for rank in sorted(near) if rank < own]
            better = next((rank for rank, score in fits if score), None)
            gathered[number if better is None else cores[better][0]].append(one)
    for number in order:
        if gathered[number]:
            yield sorted(gathered[number], key=lambda one: (one.words, one.message.key))


def _core(group: Sequence[_Read]) -> frozenset[str]:
    counts = Counter(word for one in group for word in one.different)
    return frozenset(word for word, members in counts.items() if 2 * members >= len(group))


def _family(members: Sequence[_Read], group: Sequence[_Read]) -> Family:
    """A family of these members; its founder is the one nearest to their core."""
    core = _core(group)
    near = sorted(members, key=lambda one: (-jaccard(one.different, core), one.words, one.message.key))[:TEXTS]
    founder = near[0].message
    family = Family(founder.key, founder.language, founder.text, tuple(one.message.text for one in near[1:]))
    for one in members:
        _count(family, one)
    return family


def _count(family: Family, one: _Read, sign: int = 1) -> None:
    family.size += sign
    for counts, found in (
        (family.words, one.different),
        (family.pairs, {f"{first} {second}" for first, second in pairwise(one.words)}),
        (family.kinds, one.message.kinds),
    ):
        if sign > 0:
            counts.update(found)
        else:
            counts.subtract(found)
            for name in [name for name in found if counts[name] <= 0]:
                del counts[name]
    denied = sum(word in DENIALS for word in one.words)
    family.denials[denied] += sign
    if not family.denials[denied]:
        del family.denials[denied]
