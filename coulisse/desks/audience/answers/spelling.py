"""The spelling check of letters: hunspell dictionaries of the house's build, kept open in the process.

Opening one takes a second or two: the first page with an editor begins it in a thread of its own, and a request
that comes before it is done is told to ask again. Words once looked up are remembered.
"""

import logging
import threading
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from coulisse.engines.spelling import Fault, Mend, check, mended, suggest, typography
from coulisse.kernel.language import SPOKEN, Language

logger = logging.getLogger(__name__)

FOLDER: Final = Path(__file__).parent / "dictionaries"
MOST_REMEMBERED: Final = 200_000
MOST_SUGGESTED_AT_ONCE: Final = 6
"""Words of one text for which suggestions are sought in one request."""


class NoDictionary(Exception):
    """The dictionaries of this language are not in this installation."""

    def __init__(self, language: Language) -> None:
        super().__init__(f"{FOLDER / language.value}.dic does not exist: run python -m coulisse.house.assets")
        self.language = language


class NotOpenYet(Exception):
    """The dictionary is being opened: ask again in a moment."""


class HunspellDictionary:
    """One opened dictionary, as the engine asks for it."""

    def __init__(self, language: Language) -> None:
        # spylls compiles long regular expressions on import; only a process that checks spelling pays for it.
        from spylls.hunspell import Dictionary  # noqa: PLC0415

        self._inner: Any = Dictionary.from_files(str(FOLDER / language.value))
        self._known: dict[str, bool] = {}
        self._stems: dict[str, list[str]] = defaultdict(list)
        for word in self._inner.dic.words:
            self._stems[word.stem[:2].lower()].append(word.stem)

    def knows(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            known = self._known[word] = bool(self._inner.lookup(word))
        return known

    def near(self, word: str) -> Collection[str]:
        return [one for one in self._stems.get(word[:2], ()) if abs(len(one) - len(word)) <= 2]


class Shelf:
    """The dictionaries of one process."""

    def __init__(self) -> None:
        self._open: dict[Language, HunspellDictionary] = {}
        self._opening: dict[Language, threading.Thread] = {}
        self._lock = threading.Lock()

    def begin(self, language: Language) -> None:
        """Open it in the background, if nobody does; nothing where it is missing."""
        with self._lock:
            if language in self._open or language in self._opening or not is_here(language):
                return
            thread = threading.Thread(target=self._load, args=(language,), daemon=True)
            self._opening[language] = thread
        thread.start()

    def get(self, language: Language, *, wait: float) -> HunspellDictionary:
        """Raises `NoDictionary`, and `NotOpenYet` after `wait` seconds."""
        if language not in self._open:
            if not is_here(language):
                raise NoDictionary(language)
            self.begin(language)
            thread = self._opening.get(language)
            if thread is not None:
                thread.join(wait)
        found = self._open.get(language)
        if found is None:
            raise NotOpenYet(language)
        return found

    def _load(self, language: Language) -> None:
        try:
            self._open[language] = HunspellDictionary(language)
        except Exception:
            logger.exception("The dictionary %s cannot be opened", language)
        finally:
            with self._lock:
                self._opening.pop(language, None)


SHELF: Final = Shelf()


@dataclass(frozen=True, slots=True)
class Marked:
    """One word to check, with what may have been meant."""

    start: int
    end: int
    word: str
    code: str
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check says of a text."""

    language: str
    words: tuple[Marked, ...]
    mends: tuple[Mend, ...]
    mended: str
    missing: bool = False
    """There is no dictionary of this language here: only typography was looked at."""

    @property
    def count(self) -> int:
        return len(self.words)


def is_here(language: Language) -> bool:
    return language in SPOKEN and (FOLDER / f"{language.value}.dic").is_file()


def warm(languages: Iterable[str]) -> None:
    """Begin to open the dictionaries that will be asked for soon."""
    for code in languages:
        if code in set(SPOKEN):
            SHELF.begin(Language(code))


def check_text(
    text: str, language: str, known: Collection[str], *, wait: float = 0.0, suggesting: bool = True
) -> Checked:
    """Spelling and typography of one text. Raises `NotOpenYet` where the dictionary takes longer than `wait`."""
    tongue = Language(language) if language in set(SPOKEN) else Language.FR
    mends = typography(text, tongue)
    better = mended(text, tongue) if mends else text
    try:
        dictionary = SHELF.get(tongue, wait=wait)
    except NoDictionary:
        return Checked(tongue, (), mends, better, missing=True)
    faults = check(text, tongue, dictionary, known)
    words = tuple(_marked(fault, place, tongue, suggesting=suggesting) for place, fault in enumerate(faults))
    return Checked(tongue, words, mends, better)


def _marked(fault: Fault, place: int, language: Language, *, suggesting: bool) -> Marked:
    sought = suggesting and fault.code == "unknown" and place < MOST_SUGGESTED_AT_ONCE
    found = _suggestions(fault.word, language) if sought else ()
    return Marked(fault.start, fault.end, fault.word, fault.code, found)


@lru_cache(maxsize=4_096)
def _suggestions(word: str, language: Language) -> tuple[str, ...]:
    return suggest(word, language, SHELF.get(language, wait=0.0))
