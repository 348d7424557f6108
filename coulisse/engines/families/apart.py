"""What a message says beyond its family: kinds, additions, denials. A doubt keeps it apart.

A word is *new* when fewer than 35 ‰ of the members have it (and at least one other). Variations change words here
and there; whoever adds something of his own writes several new words in a row. Light words neither count nor
interrupt.

An addition is: five new words in a row; or two with somebody who speaks of himself or an age among them; or one
beside « mon fils », "my daughter"; or a whole sentence of three words or more of which three quarters are new.
Fewer than five new words must also make the text longer there: words exchanged for others don't.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from math import ceil
from typing import Final

from coulisse.engines.families.minhash import words_of
from coulisse.engines.families.records import Apart, Family, Message, Reason
from coulisse.engines.families.wording import (
    CLOSE,
    DENIALS,
    GREETING,
    LEAVE,
    LIGHT,
    LINES_OF_A_SIGNATURE,
    MOST_OF_A_SIGNATURE,
    OF_LIFE,
    PERSONAL,
    WORDS_OF_A_LINE,
)

EXCEPTIONAL: Final = frozenset(("threat", "legal", "press", "minor", "privacy_request", "image_right"))
KNOWN: Final = 0.035
USUAL: Final = 0.1
"""A kind that a tenth of a family has is what the family is about."""
LEAST_CONTRARY: Final = 3
MOST_OF_ALL: Final = 0.3
"""When so many were kept apart for a denial, it was the founder who had lost it: it belongs to the family."""
IN_A_ROW: Final = 5
LONGER: Final = 2
"""Words by which a message must be longer than its family in that place; exchanged words don't make it longer."""
PERSONAL_IN_A_ROW: Final = 2
FOREIGN: Final = 3
"""So many words or more without two neighbours that the family knows: something else is said, even in its
words."""
LONGER_OF_ONE: Final = 3
LONGER_OF_ALL: Final = 4
"""Words by which such a stretch makes the text longer, where somebody speaks of himself, and elsewhere."""
OF_A_SENTENCE: Final = 0.75
LEAST_OF_A_SENTENCE: Final = 3
SHOWN: Final = 12
_ENDS: Final = re.compile(r"[.!?…][\"»”')]*\s*$")
_SENTENCE: Final = re.compile(r"[.!?…\n]+")


@dataclass(slots=True)
class _Row:
    """New words without a known one between them: `words[first:last]`."""

    first: int
    last: int = 0
    content: int = 0
    is_personal: bool = False
    is_close: bool = False
    is_sentence: bool = False

    @property
    def is_addition(self) -> bool:
        least = PERSONAL_IN_A_ROW - self.is_close if self.is_personal else IN_A_ROW
        return self.is_sentence or self.content >= least

    @property
    def is_beyond_doubt(self) -> bool:
        return self.content >= IN_A_ROW or (self.is_personal and self.is_close)


@dataclass(frozen=True, slots=True)
class Usage:
    """What enough members of a family write for it to be nobody's own: words, and pairs of neighbours."""

    words: frozenset[str]
    pairs: frozenset[str]


def usage_of(family: Family, *, is_counted: bool = True) -> Usage:
    """The usage that a message is held against; `is_counted`: its words are among those of the family already."""
    least = max(1 + is_counted, ceil(KNOWN * family.size))
    return Usage(
        frozenset(word for word, members in family.words.items() if members >= least),
        frozenset(pair for pair, members in family.pairs.items() if members >= least),
    )


def reasons(message: Message, family: Family, usage: Usage | None = None) -> tuple[Apart, ...]:
    """Why `message` isn't an ordinary member of `family`; nothing if it is one.

    `usage`: that of the family, for whoever asks about many; by default the message is counted in it already.
    """
    found = []
    kinds = tuple(sorted(kind for kind in message.kinds & EXCEPTIONAL if not _is_usual(family, kind)))
    if kinds:
        found.append(Apart(Reason.KIND, kinds))
    added = additions(message.text, family, usage)
    if added:
        found.append(Apart(Reason.ADDED, added[:SHOWN]))
    denied = _denials(message.text, family)
    if denied:
        found.append(Apart(Reason.CONTRARY, denied))
    return tuple(found)


def body_of(text: str) -> str:
    """The text without greeting and signature; a signature that says more than a name and an address stays."""
    body = GREETING.sub("", text, count=1).rstrip()
    for _ in range(LINES_OF_A_SIGNATURE):
        before, line, last = body.rpartition("\n")
        words = words_of(last)
        if not line or len(words) > WORDS_OF_A_LINE or _ENDS.search(last) or not PERSONAL.isdisjoint(words):
            break
        body = before.rstrip()
    for leave in LEAVE.finditer(body):
        tail = words_of(body[leave.end() :])
        if len(tail) <= MOST_OF_A_SIGNATURE and not PERSONAL & set(tail) and not CLOSE & set(tail):
            return body[: leave.start()]
    return body


def additions(text: str, family: Family, usage: Usage | None = None) -> tuple[str, ...]:
    """The words that the message adds to the family, in order; none where only words vary."""
    usage = usage or usage_of(family)
    known, pairs = usage.words, usage.pairs
    words: list[str] = []
    rows: list[_Row] = []
    speaking: set[int] = set()
    for sentence in _SENTENCE.split(body_of(text)):
        of_sentence = words_of(sentence)
        speakers = _speakers(of_sentence, words[-1] if words else "", pairs)
        speaking.update(len(words) + at for at in speakers)
        if _is_new_sentence(of_sentence, known, is_personal=bool(speakers)):
            new = sum(word not in known for word in of_sentence if word not in LIGHT)
            rows.append(_Row(len(words), len(words) + len(of_sentence), new, is_sentence=True))
        else:
            rows += _rows(of_sentence, known, speakers, len(words))
        words += of_sentence
    found = [row for row in rows if row.is_addition]
    foreign = _foreign(words, pairs)
    if not found and not foreign:
        return ()
    taken = {at for row in found if row.is_beyond_doubt for at in range(row.first, row.last)}
    doubtful = [(row.first, row.last, LONGER, _surplus) for row in found if not row.is_beyond_doubt]
    for first, last in foreign:
        is_own = any(first <= at <= last for at in speaking)
        doubtful.append((first, last, LONGER_OF_ONE if is_own else LONGER_OF_ALL, _at_once))
    for text in (family.text, *family.others):
        longer = _longer(words, _words_of_body(text)) if doubtful else []
        doubtful = [one for one in doubtful if one[3](one[0], one[1], longer) >= one[2]]
    taken.update(at for first, last, _, _ in doubtful for at in range(first, last))
    return tuple(words[at] for at in sorted(taken))


@lru_cache(maxsize=64)
def _words_of_body(text: str) -> tuple[str, ...]:
    return words_of(body_of(text))


def _foreign(words: Sequence[str], pairs: frozenset[str]) -> list[tuple[int, int]]:
    """Stretches in which no two neighbours are neighbours in the family, even if it has the words."""
    found, first = [], 0
    for at in range(1, len(words) + 1):
        if at == len(words) or f"{words[at - 1]} {words[at]}" in pairs:
            if at - first >= FOREIGN:
                found.append((first, at))
            first = at
    return found


def _rows(words: tuple[str, ...], known: frozenset[str], speakers: frozenset[int], offset: int) -> list[_Row]:
    rows = [_Row(offset)]
    for at, word in enumerate(words):
        row, is_new = rows[-1], word not in known
        if word in LIGHT or (word.isdigit() and not is_new):
            row.is_personal = row.is_personal or at in speakers
        elif is_new or (word in CLOSE and row.is_personal):
            row.content += 1
            row.is_close = row.is_close or word in CLOSE
            row.is_personal = row.is_personal or (word in OF_LIFE and at > 0 and words[at - 1] not in known)
        else:
            rows.append(_Row(offset + at + 1))
            continue
        row.last = offset + at + 1
    return [row for row in rows if row.last]


def _longer(words: Sequence[str], leader: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where the message differs from the leader: from word, to word, and by how many words it is longer there."""
    blocks = SequenceMatcher(None, leader, words, autojunk=False).get_opcodes()
    return [(j, k, (k - j) - (b - a)) for what, a, b, j, k in blocks if what != "equal"]


def _at_once(first: int, last: int, longer: Sequence[tuple[int, int, int]]) -> int:
    """The most words put in at one place: words put in here and there are a variation."""
    return max((more for start, end, more in longer if start < last and end > first), default=0)


def _surplus(first: int, last: int, longer: Sequence[tuple[int, int, int]]) -> int:
    return sum(more for start, end, more in longer if start < last and end > first)


def _speakers(words: tuple[str, ...], before: str, pairs: frozenset[str]) -> frozenset[int]:
    """Where somebody speaks of himself in a place where the family doesn't: both neighbours are unusual."""
    around = (before, *words, "")
    return frozenset(
        at
        for at, word in enumerate(words)
        if word in PERSONAL and f"{around[at]} {word}" not in pairs and f"{word} {around[at + 2]}" not in pairs
    )


def _is_new_sentence(words: tuple[str, ...], known: frozenset[str], *, is_personal: bool) -> bool:
    content = [word for word in words if word not in LIGHT]
    new = [word for word in content if word not in known]
    least = PERSONAL_IN_A_ROW if is_personal else LEAST_OF_A_SENTENCE
    return len(new) >= least and len(new) >= OF_A_SENTENCE * len(content)


def _denials(text: str, family: Family) -> tuple[str, ...]:
    denied = tuple(word for word in words_of(text) if word in DENIALS)
    usual = sum(members for count, members in family.denials.items() if count >= len(denied))
    if usual >= USUAL * family.size:
        return ()
    others = sum(many for count, many in family.contrary.items() if count >= len(denied))
    is_common = others >= LEAST_CONTRARY and others >= MOST_OF_ALL * (family.size + others)
    return () if is_common else denied


def _is_usual(family: Family, kind: str) -> bool:
    return family.kinds[kind] >= USUAL * max(family.size, 10)
