"""Reading a screenplay for what its scenes need."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from coulisse.engines.breakdown import lexicon
from coulisse.engines.breakdown.names import case_of_name, folded, is_voice_only, listed, names_in_cue
from coulisse.engines.breakdown.records import ROLE, Anchor, Known, Proposal, SceneText, Why
from coulisse.engines.breakdown.words import ARTICLES, PLURALS, Word, are_joined, number_of, singulars, words_of
from coulisse.kernel.language import Language
from coulisse.kernel.screenplay import Paragraph, ParagraphKind

TOLD: Final = frozenset({ParagraphKind.ACTION, ParagraphKind.PARENTHETICAL, ParagraphKind.SHOT})
"""What is seen. What is only said in dialogue needs nobody on the set."""
COMMON: Final[dict[Language, frozenset[str]]] = {
    Language.FR: listed("le la les un une des du et est dans sur avec pour qui que il elle se son sa"),
    Language.NL: listed("de het een en is in op met van voor die dat hij zij ze zijn haar niet"),
    Language.EN: listed("the a an and is in on with of for that he she his her to it not"),
}
NOT_ELEMENTS: Final = listed(
    "on off vo os pov int ext plan insert gros close up super titre title fin end the noir black flash flashback "
    "cut fondu fade travelling panoramique zoom contrechamp champ hors ellipse montage serie carton noirs ok tv "
    "jour nuit day night dag nacht suite cont plus tard later continuous vue angle wide shot"
)
"""Capitals of the camera and of the editing, which nobody has to bring."""
SUBJECTS: Final = listed(
    "il elle on ils elles je tu nous vous qui ne n se s y hij zij ze ik we wie he she they who it"
)
"""After these stands a verb: « elle montre », « il livre »."""
ACTS: Final = frozenset({"stunt", "music", "sound", "effect"})
"""Categories whose words may well be verbs."""
THINGS: Final = frozenset({"prop", "costume", "set_dressing", "weapon"})
OF: Final = listed("de d des")
THING: Final = "prop"
PEOPLE: Final = listed(
    "homme femme fille garcon dame monsieur vieillard enfant bebe agent voisin voisine habitue habituee "
    "religieuse religieux conseiller conseillere greffier greffiere interprete avocat juge medecin docteur "
    "ouvrier ouvriere policier policiere pompier soldat garde guide pecheur patron patronne cuisinier "
    "caissier caissiere jumeau man vrouw meisje jongen kind agent buur buurman "
    "dokter rechter advocaat arbeider soldaat nonnen non man woman girl boy lady gentleman child baby cop guard "
    "doctor judge lawyer soldier nun twins neighbour"
)
OF_PEOPLE: Final = {
    Language.FR: ("eur", "euse", "trice", "ien", "ienne", "iste", "ant", "ante"),
    Language.NL: ("aar", "ster", "ist"),
    Language.EN: ("woman", "men", "ist"),
}
"""Endings by which a word in capitals is somebody and not something."""
ADULT: Final = 18
_AGE = re.compile(r"\s*[\(,]\s*(\d{1,2})(?:\s*(?:ans|jaar|years?(?: old)?))?\s*[\),]", re.IGNORECASE)


def propose_all(
    scenes: Sequence[SceneText], *, known: Iterable[Known] = (), language: Language | None = None
) -> dict[str, tuple[Proposal, ...]]:
    """The proposals of each scene by its key: roles first, in the order of the text, each element once a scene.

    `known` are the elements that the breakdown has: their spelling is kept. Without `language` the text itself
    tells which it is in.
    """
    spoken = language or language_of(paragraph for scene in scenes for paragraph in scene.paragraphs)
    vocabulary = _vocabulary(scenes, tuple(known), spoken)
    return {scene.key: _Scene(scene, vocabulary).proposals() for scene in scenes}


def language_of(paragraphs: Iterable[Paragraph]) -> Language:
    """French, Dutch or English, by the small words of the action; French where nothing tells."""
    counts: Counter[Language] = Counter()
    for paragraph in paragraphs:
        if paragraph.kind in TOLD or paragraph.kind is ParagraphKind.DIALOGUE:
            seen = folded(paragraph.text).split()
            for language, small in COMMON.items():
                counts[language] += sum(word in small for word in seen)
    best = max(COMMON, key=lambda language: counts[language])
    return best if counts[best] else Language.FR


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a run of words stands for."""

    category: str
    name: str
    why: Why
    implied: tuple[str, ...] = ()
    only_capital: bool = False
    """A name of one word is one only with a capital: « Rose » is somebody, « rose » is a colour."""


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words to look for in this screenplay, by their folded form; roles by the folded cue."""

    language: Language
    entries: Mapping[str, _Entry]
    roles: Mapping[str, str]
    longest: int


def _vocabulary(scenes: Sequence[SceneText], known: Sequence[Known], language: Language) -> _Vocabulary:
    roles = {folded(one.name): one.name for one in known if one.category == ROLE}
    for scene in scenes:
        for name in (*_speakers(scene.paragraphs), *_introduced(scene.paragraphs)):
            roles.setdefault(folded(name), case_of_name(name))
    entries = {
        key: _Entry(entry.category, entry.name, Why.WORD, entry.implied)
        for key, entry in lexicon.entries(language).items()
    }
    entries.update({folded(idiom): _Entry("", idiom, Why.WORD) for idiom in lexicon.IDIOMS})
    for one in known:
        if one.category != ROLE:
            before = entries.get(folded(one.name))
            implied = before.implied if before else ()
            entries[folded(one.name)] = _Entry(one.category, one.name, Why.KNOWN, implied)
    for key, name in roles.items():
        entries[key] = _Entry(ROLE, name, Why.NAMED, only_capital=" " not in key)
    return _Vocabulary(language, entries, roles, max(len(key.split()) for key in entries))


def _speakers(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.CHARACTER:
            yield from names_in_cue(paragraph.text)


def _introduced(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Who is shown for the first time: « NOÉMIE (12 ans) », whether she ever speaks or not."""
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.ACTION:
            words = words_of(paragraph.text)
            for first, last in _capital_runs(paragraph.text, words, set()):
                if _AGE.match(paragraph.text, words[last].end):
                    yield paragraph.text[words[first].start : words[last].end]


@dataclass(frozen=True, slots=True)
class _Hit:
    """Words that stand for something, from the first to the last of them."""

    entry: _Entry
    first: int
    last: int
    quantity: int = 1


@dataclass(slots=True)
class _Scene:
    """One scene while it is read."""

    scene: SceneText
    vocabulary: _Vocabulary
    found: dict[tuple[str, str], Proposal] = field(default_factory=dict)
    heard: dict[str, list[bool]] = field(default_factory=dict)

    def proposals(self) -> tuple[Proposal, ...]:
        for number, paragraph in enumerate(self.scene.paragraphs):
            if paragraph.kind is ParagraphKind.CHARACTER:
                self._read_cue(number, paragraph)
            elif paragraph.kind in TOLD:
                self._read_action(number, paragraph.text)
        whole = [self._with_voice(one) for one in self.found.values()]
        return tuple(sorted(whole, key=lambda one: one.category != ROLE))

    def _with_voice(self, one: Proposal) -> Proposal:
        """Heard in every speech, and never named in the action: a voice."""
        voices = self.heard.get(folded(one.name), []) if one.category == ROLE else []
        seen = len(one.anchors) > len(voices)
        return replace(one, is_voice_only=True) if voices and all(voices) and not seen else one

    def _add(self, entry: _Entry, anchor: Anchor | None, quantity: int = 1, age: int | None = None) -> None:
        key = (entry.category, folded(entry.name))
        before = self.found.get(key)
        anchors = (anchor,) if anchor else ()
        if before is None:
            self.found[key] = Proposal(entry.category, entry.name, entry.why, quantity, anchors, age=age)
        else:
            self.found[key] = replace(
                before,
                quantity=max(before.quantity, quantity),
                anchors=before.anchors + anchors,
                why=Why.CUE if Why.CUE in (before.why, entry.why) else before.why,
                age=before.age if before.age is not None else age,
            )
        for code in entry.implied:
            calls = lexicon.called_for(code, self.vocabulary.language)
            self._add(_Entry(calls.category, calls.name, Why.IMPLIED), None)

    def _read_cue(self, number: int, paragraph: Paragraph) -> None:
        voice = is_voice_only(paragraph.text)
        for name in names_in_cue(paragraph.text):
            key = folded(name)
            start = max(paragraph.text.find(name), 0)
            anchor = Anchor(number, start, start + len(name), paragraph.text[start : start + len(name)])
            self.heard.setdefault(key, []).append(voice)
            self._add(_Entry(ROLE, self.vocabulary.roles[key], Why.CUE), anchor)

    def _read_action(self, number: int, text: str) -> None:
        words = words_of(text)
        taken: set[int] = set()
        for hit in self._hits(text, words):
            taken.update(range(hit.first, hit.last + 1))
            start, end = words[hit.first].start, words[hit.last].end
            age = _age_after(text, end) if hit.entry.category == ROLE else None
            self._add(hit.entry, Anchor(number, start, end, text[start:end]), hit.quantity, age)
            if age is not None:
                child = lexicon.called_for("child", self.vocabulary.language)
                self._add(_Entry(child.category, child.name, Why.IMPLIED), None)
        self._read_capitals(number, text, words, taken)

    def _hits(self, text: str, words: Sequence[Word]) -> Iterator[_Hit]:
        at = 0
        while at < len(words):
            hit = self._hit_at(text, words, at)
            if hit is None:
                at += 1
                continue
            hit = self._with_complement(text, words, hit)
            if hit.entry.category:
                yield self._with_number(text, words, hit)
            at = hit.last + 1

    def _hit_at(self, text: str, words: Sequence[Word], at: int) -> _Hit | None:
        """The longest run of words from here that is in the vocabulary, its first word in either number."""
        room = min(self.vocabulary.longest, len(words) - at)
        while room > 1 and not all(
            are_joined(text, words[at + step], words[at + step + 1]) for step in range(room - 1)
        ):
            room -= 1
        for count in range(room, 0, -1):
            rest = [word.key for word in words[at + 1 : at + count]]
            for head in singulars(words[at].key, self.vocabulary.language):
                entry = self.vocabulary.entries.get(" ".join((head, *rest)))
                if entry is not None and not _misread(entry, words, at):
                    return _Hit(entry, at, at + count - 1)
        return None

    def _with_complement(self, text: str, words: Sequence[Word], hit: _Hit) -> _Hit:
        """« registre des crues », « verre de vin »: what says which one, in French, where no article follows."""
        after = words[hit.last + 1 : hit.last + 3]
        fits = hit.entry.why is Why.WORD and hit.entry.category in THINGS and len(after) == 2
        if not fits or self.vocabulary.language is not Language.FR or after[0].key not in OF:
            return hit
        if after[1].key in ARTICLES or after[1].text != after[1].text.lower() or after[1].text.isdecimal():
            return hit
        if not (are_joined(text, words[hit.last], after[0]) and are_joined(text, *after)):
            return hit
        name = hit.entry.name + text[words[hit.last].end : after[1].end]
        return replace(hit, entry=replace(hit.entry, name=name), last=hit.last + 2)

    def _with_number(self, text: str, words: Sequence[Word], hit: _Hit) -> _Hit:
        """« deux parapluies », « trois grands parapluies », « une dizaine de passants »."""
        if hit.entry.category == ROLE:
            return hit
        for back in (1, 2):
            at = hit.first - back
            if at < 0 or not are_joined(text, words[at], words[at + 1]):
                break
            value = number_of(words[at], self.vocabulary.language)
            if value is not None:
                return hit if value == 1 else replace(hit, first=at, quantity=value)
        return hit

    def _read_capitals(self, number: int, text: str, words: Sequence[Word], taken: set[int]) -> None:
        """Runs in capitals that nothing has explained yet: with an age they are somebody, else something."""
        if text.upper() == text:
            return
        for first, last in _capital_runs(text, words, taken):
            run = words[first : last + 1]
            keys = [word.key for word in run]
            if keys[0] in NOT_ELEMENTS or all(
                key in NOT_ELEMENTS or len(key) < 3 or key.isdigit() for key in keys
            ):
                continue
            age = _AGE.match(text, run[-1].end)
            if age is None:
                run = _without_articles(run)
            start, end = run[0].start, run[-1].end
            years = int(age[1]) if age is not None else None
            minor = years if years is not None and years < ADULT else None
            category = ROLE if age is not None else self._category_of(words, first, run)
            name = text[start:end].lower() if category == THING else case_of_name(text[start:end])
            entry = _Entry(category, name, Why.CAPITALS, ("child",) if minor is not None else ())
            self._add(entry, Anchor(number, start, end, text[start:end]), age=minor)

    def _category_of(self, words: Sequence[Word], first: int, run: Sequence[Word]) -> str:
        """People by their word, several of them as extras; anything else is a thing."""
        language = self.vocabulary.language
        if not any(_is_somebody(word.key, language) for word in run):
            return THING
        before = words[first - 1] if first else run[0]
        several = before.key in PLURALS or (number_of(before, language) or 1) > 1
        return "extra" if several or run[0].key not in singulars(run[0].key, language)[-1:] else "bit_part"


def _misread(entry: _Entry, words: Sequence[Word], at: int) -> bool:
    """A name without its capital, or a verb that looks like a noun."""
    if entry.only_capital and words[at].text[:1].islower():
        return True
    is_verb = at > 0 and words[at - 1].key in SUBJECTS
    return is_verb and entry.why is Why.WORD and entry.category not in ACTS


def _age_after(text: str, end: int) -> int | None:
    found = _AGE.match(text, end)
    years = int(found[1]) if found else ADULT
    return years if years < ADULT else None


def _capital_runs(text: str, words: Sequence[Word], taken: set[int]) -> Iterator[tuple[int, int]]:
    """First and last word of each run of whole capitals of which nothing is taken."""
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and _is_capital(words[end]) and end not in taken:
            if end > at and not are_joined(text, words[end - 1], words[end]):
                break
            end += 1
        if end > at:
            yield at, end - 1
        at = max(end, at + 1)


def _without_articles(run: Sequence[Word]) -> Sequence[Word]:
    kept = list(run)
    while len(kept) > 1 and kept[0].key in ARTICLES:
        kept = kept[1:]
    return kept


def _is_somebody(key: str, language: Language) -> bool:
    return any(one in PEOPLE or one.endswith(OF_PEOPLE[language]) for one in singulars(key, language))


def _is_capital(word: Word) -> bool:
    return word.text.isupper() and (len(word.text) > 1 or word.text in "LD")
