"""What may not be asked of those who take part, and what must be written before the entries open. Pure.

It reads words and cannot be sure: what it finds it shows, with the rule and its source; what it does not find is
not approved by that. What is legal comes in as `Bounds`, dated values that `bounds.py` reads.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

BEFORE: Final = 40
"""How far before a word a « no » still belongs to it, in characters."""


class Code(StrEnum):
    """Why the entries may not open."""

    BOUND_UNKNOWN = "bound-unknown"
    UNDER_LEAST_AGE = "under-least-age"
    SKILL_FORBIDDEN = "skill-forbidden"
    DRAW_UNAUTHORISED = "draw-unauthorised"
    DRAW_IN_WORDS = "draw-in-words"
    SHARE = "share"
    TAG = "tag"
    NO_TITLE = "no-title"
    LANGUAGE_MISSING = "language-missing"
    NO_ORGANISER = "no-organiser"
    NO_COMPLAINTS = "no-complaints"
    NO_PRIZE = "no-prize"
    NO_CRITERIA = "no-criteria"
    NO_TIE_BREAK = "no-tie-break"
    NO_QUESTION = "no-question"
    NO_RIGHT_ANSWER = "no-right-answer"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason. `words`: what was read, in `language`."""

    code: Code
    language: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What law, networks and the house let a contest do on its day; None where nobody has a value for it."""

    draw_needs_reference: bool | None
    skill_may_win: bool | None
    may_ask_to_share: bool | None
    least_age: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the check needs it: languages of its label, options, right ones."""

    languages: frozenset[str]
    options: int
    right: int


@dataclass(frozen=True, slots=True)
class Checked:
    """An animation as the check reads it. Texts are by language; `written` is everything that people read."""

    kind: str
    mechanic: str
    authorisation: str
    least_age: int
    organiser: str
    complaints: str
    titles: Mapping[str, str]
    prizes: Mapping[str, str]
    criteria: Mapping[str, str]
    tie_labels: Mapping[str, str]
    has_tie_answer: bool
    written: tuple[tuple[str, str], ...]
    """Pairs of language and text."""
    questions: tuple[Asked, ...]


_NETWORK = (
    r"(publication|post|page|vid[ée]o|story|photo|lien|concours|profil|mur|facebook|instagram|r[ée]seaux?|amis?)"
)
_FRIEND = (
    r"(amie?s?|copain|copine|proches?|contacts?|quelqu.un|personnes?|vriend\w*|iemand|personen|friends?|someone"
    r"|people)"
)
PATTERNS: Final[tuple[tuple[Code, re.Pattern[str]], ...]] = tuple(
    (code, re.compile(pattern, re.IGNORECASE))
    for code, pattern in (
        (Code.SHARE, rf"\bpartag\w+\b[^.!?]{{0,40}}\b{_NETWORK}\b"),
        (Code.SHARE, r"\b(re-?post|re-?tweet|republi|re-?partag)\w*"),
        (Code.SHARE, r"\bdeel (dit|deze|ons|onze|het|de|je|jouw|uw)\b"),
        (Code.SHARE, r"\b(bericht|post|pagina|video|verhaal|foto)\w*\b[^.!?]{0,20}\bdelen\b"),
        (Code.SHARE, r"\bshar(e|ing) (this|the|our|it|on|to|your)\b"),
        (
            Code.TAG,
            rf"\b(identifi|tagu|tagg|tag|mentionn|mention|vermeld|noem|invit|nodig)\w*\b[^.!?]{{0,40}}\b{_FRIEND}\b",
        ),
        (Code.DRAW_IN_WORDS, r"\btir(age|er|és?|ées?) au sort\b|\bau hasard\b"),
        (Code.DRAW_IN_WORDS, r"\b(ge|uitge|ver)?lo(o)?ting\b|\b(uitge|ver|ge)loot\b|\blottrekking\b"),
        (Code.DRAW_IN_WORDS, r"\b(at random|by lot|prize draw|raffle|lottery)\b"),
    )
)
_NO: Final = re.compile(
    r"\b(aucune?|ni|jamais|sans|pas|geen|niet|noch|zonder|nooit|no|not|never|nor|without)\b", re.IGNORECASE
)
_YET: Final = re.compile(r"\b(oubli|vergeet|forget|h[ée]sit|aarzel)\w*", re.IGNORECASE)
"""« N’oubliez pas de partager » is no refusal to share."""
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?]?")


def refusals(checked: Checked, bounds: Bounds) -> tuple[Refusal, ...]:
    """Every reason against opening, each once; empty where nothing was found."""
    return tuple(dict.fromkeys((*_lacking(checked), *_out_of_bounds(checked, bounds), *_asked(checked, bounds))))


def _out_of_bounds(checked: Checked, bounds: Bounds) -> Iterator[Refusal]:
    """Somebody can win: how, and from what age. A bound that nobody knows lets nothing through."""
    if not checked.mechanic:
        return
    if None in (bounds.least_age, bounds.may_ask_to_share):
        yield Refusal(Code.BOUND_UNKNOWN)
    if bounds.least_age is not None and checked.least_age < bounds.least_age:
        yield Refusal(Code.UNDER_LEAST_AGE, words=str(bounds.least_age))
    if checked.mechanic == "draw":
        yield from _draw_out_of_bounds(checked, bounds)
    if checked.mechanic == "skill" and not bounds.skill_may_win:
        yield Refusal(Code.BOUND_UNKNOWN if bounds.skill_may_win is None else Code.SKILL_FORBIDDEN)


def _draw_out_of_bounds(checked: Checked, bounds: Bounds) -> Iterator[Refusal]:
    if checked.authorisation.strip() or bounds.draw_needs_reference is False:
        return
    yield Refusal(Code.BOUND_UNKNOWN if bounds.draw_needs_reference is None else Code.DRAW_UNAUTHORISED)


def _asked(checked: Checked, bounds: Bounds) -> Iterator[Refusal]:
    """What the words ask of those who take part."""
    for language, text in checked.written:
        for code, words in conditions_in(text):
            if code is Code.DRAW_IN_WORDS and checked.mechanic in ("draw", ""):
                continue
            if code in (Code.SHARE, Code.TAG) and bounds.may_ask_to_share:
                continue
            yield Refusal(code, language, words)


def conditions_in(text: str) -> Iterator[tuple[Code, str]]:
    """What a text asks that it may not ask, with the words; a sentence that says no asks nothing."""
    for found in _SENTENCE.finditer(text):
        sentence = found.group().strip()
        for code, pattern in PATTERNS:
            match = pattern.search(sentence)
            if match and not _is_denied(sentence, match.start()):
                yield code, sentence[:160]


def _is_denied(sentence: str, start: int) -> bool:
    return bool(_NO.search(sentence[max(0, start - BEFORE) : start])) and not _YET.search(sentence)


def _lacking(checked: Checked) -> Iterator[Refusal]:
    languages = tuple(checked.titles)
    if not languages:
        yield Refusal(Code.NO_TITLE)
    if checked.kind != "call" and not checked.questions and checked.mechanic in ("", "skill"):
        yield Refusal(Code.NO_QUESTION)
    for asked in checked.questions:
        if asked.options < 2:
            yield Refusal(Code.NO_QUESTION)
        for language in languages:
            if language not in asked.languages:
                yield Refusal(Code.LANGUAGE_MISSING, language)
    if checked.mechanic:
        yield from _lacking_of_a_prize(checked, languages)


def _lacking_of_a_prize(checked: Checked, languages: Iterable[str]) -> Iterator[Refusal]:
    """Somebody can win: rules in French and Dutch, and all that they must say."""
    for language in ("fr", "nl"):
        if language not in checked.titles:
            yield Refusal(Code.LANGUAGE_MISSING, language)
    if not checked.organiser.strip():
        yield Refusal(Code.NO_ORGANISER)
    if not checked.complaints.strip():
        yield Refusal(Code.NO_COMPLAINTS)
    for language in languages:
        if language not in checked.prizes:
            yield Refusal(Code.NO_PRIZE, language)
        if checked.mechanic == "jury" and language not in checked.criteria:
            yield Refusal(Code.NO_CRITERIA, language)
        if checked.mechanic == "skill" and (language not in checked.tie_labels or not checked.has_tie_answer):
            yield Refusal(Code.NO_TIE_BREAK, language)
    if checked.mechanic == "skill" and any(not asked.right for asked in checked.questions):
        yield Refusal(Code.NO_RIGHT_ANSWER)
