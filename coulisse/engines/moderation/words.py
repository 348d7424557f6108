"""Words that people put on a list, and the same words in a comment, however they are dressed up.

A line of a list is a word (`connard`), the beginning of words (`connard*`) or several words (`retourne dans ton
pays`). There are no patterns: a list can neither be wrong nor take for ever. Comments are read without accents
and capitals, with figures and signs taken for the letters that they stand for (`c0nn@rd`), letters written apart
joined (`c o n n a r d`, `c.o.n.n.a.r.d`), and a letter repeated three times or more taken for one or two
(`connnnard`).

>>> terms, problems = read_terms("# insultes\\nconnard*\\nferme ta gueule\\nx*")
>>> [term.text for term in terms], [(one.line, one.code) for one in problems]
(['connard*', 'ferme ta gueule'], [(4, 'too-short')])
>>> Lexicon(terms).found(words_of("Quel c0nn@rdddd, FERME  ta gueule!"))
('connard*', 'ferme ta gueule')
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final

from coulisse.kernel.letters import without_accents

LONGEST_TEXT: Final = 20_000
LONGEST_TERM: Final = 80
MOST_WORDS: Final = 8
MOST_TERMS: Final = 5_000
SHORTEST_STEM: Final = 3
SHORTEST_WORD: Final = 2
APART: Final = 4
"""So many single letters in a row are a word written apart."""
KEPT: Final = 1 << 14
_ADDRESS: Final = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_ACCOUNT: Final = re.compile(r"(?<!\w)@[A-Za-z_][\w.-]*")
_SPLIT: Final = re.compile(r"[\s'’`\-–—/,;:()\[\]{}«»\"“”…]+")
_SIGNS: Final = str.maketrans("013457@$€!|", "oieastaseil")
_LETTER: Final = re.compile(r"[^\W\d_]")
_INSIDE: Final = re.compile(r"[\W_]+")
_RUN: Final = re.compile(r"(.)\1{2,}")
MOST_RUNS: Final = 4


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a list. `text` is as it is shown; the last letter of a word may be `*`."""

    text: str
    words: tuple[str, ...]
    """Folded; one that ends in `*` is the beginning of a word."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was left out: `too-short`, `too-long`, `no-letter`, `too-many`."""

    line: int
    code: str
    text: str


def read_terms(text: str) -> tuple[tuple[Term, ...], tuple[Problem, ...]]:
    """The lines of a list, each term once; empty lines and those that begin with `#` say nothing."""
    terms: dict[tuple[str, ...], Term] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        said = " ".join(line.split())
        if not said or said.startswith("#"):
            continue
        found = _term(said)
        if isinstance(found, str):
            problems.append(Problem(number, found, said[:LONGEST_TERM]))
        elif len(terms) >= MOST_TERMS:
            problems.append(Problem(number, "too-many", said))
            break
        else:
            terms.setdefault(found.words, found)
    return tuple(terms.values()), tuple(problems)


def _term(said: str) -> Term | str:
    if len(said) > LONGEST_TERM:
        return "too-long"
    words: list[str] = []
    for part in said.split():
        is_open = part.endswith("*")
        # A run of letters in a line is one letter, which a run in a comment may be too.
        folded = [_RUN.sub(r"\1", word) for word in words_of(part.replace("*", ""))]
        if not folded:
            return "no-letter"
        if is_open and len(folded[-1]) < SHORTEST_STEM:
            return "too-short"
        words += folded[:-1]
        words.append(folded[-1] + "*" * is_open)
    if len(words) > MOST_WORDS:
        return "too-long"
    if len(words) == 1 and len(words[0]) < SHORTEST_WORD:
        return "too-short"
    return Term(said, tuple(words))


class Lexicon:
    """Terms that are sought together, in one walk over the words of a comment."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._whole: dict[str, list[Term]] = {}
        self._begun: dict[str, list[Term]] = {}
        for term in terms:
            first = term.words[0]
            shelf = self._begun if first.endswith("*") else self._whole
            shelf.setdefault(first.rstrip("*"), []).append(term)
        self._lengths = sorted({len(stem) for stem in self._begun})

    def __bool__(self) -> bool:
        return bool(self._whole or self._begun)

    def found(self, words: Sequence[str]) -> tuple[str, ...]:
        """The terms that stand in a comment, each once, in the order of the comment."""
        told: dict[str, None] = {}
        for at in range(len(words)):
            for term in self._at(words[at]):
                if _follows(term.words, words, at):
                    told.setdefault(term.text)
        return tuple(told)

    def _at(self, word: str) -> Iterator[Term]:
        for form in _forms(word):
            yield from self._whole.get(form, ())
            for length in self._lengths:
                if length > len(form):
                    break
                yield from self._begun.get(form[:length], ())


def _follows(wanted: tuple[str, ...], words: Sequence[str], at: int) -> bool:
    if at + len(wanted) > len(words):
        return False
    return all(_is(one, words[at + place]) for place, one in enumerate(wanted))


def _is(wanted: str, word: str) -> bool:
    if wanted.endswith("*"):
        return any(form.startswith(wanted[:-1]) for form in _forms(word))
    return wanted in _forms(word)


@lru_cache(maxsize=KEPT)
def _forms(word: str) -> tuple[str, ...]:
    """A word as it may be meant: each run of three (`words_of` leaves no longer one) is one letter, or two."""
    pieces, last = [], 0
    for run in list(_RUN.finditer(word))[:MOST_RUNS]:
        pieces += [(word[last : run.start()],), (run[1], 2 * run[1])]
        last = run.end()
    return tuple(map("".join, product(*pieces, (word[last:],)))) if pieces else (word,)


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a comment; addresses and accounts are none of them."""
    bare = _ACCOUNT.sub(" ", _ADDRESS.sub(" ", text[:LONGEST_TEXT]))
    return tuple(_joined(filter(None, map(_folded, _SPLIT.split(bare)))))


@lru_cache(maxsize=KEPT)
def _folded(word: str) -> str:
    low = word.casefold().rstrip("!?.,;:|")
    if _LETTER.search(low) is None and not any(sign in low for sign in "@$€"):
        return _INSIDE.sub("", low)  # a number stays one
    if not low.isascii():
        low = without_accents(unicodedata.normalize("NFKD", low.replace("€", "e")))
    low = _INSIDE.sub("", low.translate(_SIGNS))
    return _RUN.sub(r"\1\1\1", low)


def _joined(words: Iterable[str]) -> Iterator[str]:
    """Single letters in a row, as many as make a word, are one word."""
    waiting: list[str] = []
    for word in words:
        if len(word) == 1 and word.isalpha():
            waiting.append(word)
            continue
        yield from _let_go(waiting)
        waiting = []
        yield word
    yield from _let_go(waiting)


def _let_go(letters: list[str]) -> list[str]:
    return ["".join(letters)] if len(letters) >= APART else letters
