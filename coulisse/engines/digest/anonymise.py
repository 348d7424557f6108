"""A quotation without what would tell who speaks: a proposal, which a person then reads, mends and validates.

What names somebody is taken out (`[…]`): names known and guessed by their capitals, places by their capitals and
postcodes, addresses, telephones, links, account numbers, references. What may tell somebody is left and marked:
ages, dates, « je suis le seul … ». No list of given names or of communes is used: a word in small letters passes,
a capital in the middle of a sentence does not, unless it is among the words to keep.

>>> made = anonymised("Je regarde avec Lucienne, 88 ans, à Namur. Merci !", keep=("Plein Jour",))
>>> made.text
'Je regarde avec […], 88 ans, à […]. Merci !'
>>> [(cut.kind, cut.was, cut.is_marked) for cut in made.cuts]
[('name', 'Lucienne', False), ('age', '88 ans', True), ('name', 'Namur', False)]
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

GONE: Final = "[…]"
LONGEST: Final = 20_000
EXCERPT: Final = 260
_LETTER: Final = r"[^\W\d_]"
_CAPITAL: Final = r"[A-ZÀ-ÖØ-ÞŒ]"
_WORD: Final = rf"{_LETTER}+(?:[’'-]{_LETTER}+)*"
_PARTICLES: Final = r"(?:de|du|des|la|le|van|von|der|den|ter|ten|te|d’|d'|del|di|el|al|ben)"
_NAMED: Final = rf"(?:{_CAPITAL}\.|(?:Dr|Mr|Mrs|St)\.|{_CAPITAL}(?:[’'-]?{_LETTER})*)"
_CHAIN: Final = re.compile(rf"\b{_NAMED}(?:[ \u00a0-](?:{_PARTICLES}[ \u00a0]?)*{_NAMED})*")
_BREAK: Final = re.compile(r"(?:^|[.!?…:«“\"(\n]|–|-\s)[\s«“\"(]*$")
_PLAIN: Final = {
    "removed": (
        ("email", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        ("link", r"(?:https?://|www\.)\S+"),
        ("handle", r"(?<!\w)@\w{2,}"),
        ("account", r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?\d{4}){2,7}\b"),
        ("phone", r"(?<![\w/.-])\(?(?:\+|00)?\d(?:[ \u00a0./()-]{0,2}\d){7,13}(?![\w/-])"),
        (
            "place",
            r"\b(?:rue|avenue|av\.|boulevard|bd|chaussée|place|quai|allée|impasse|clos|chemin|square)\s"
            rf"(?:(?:de|du|des|la|le|les|l’|l'|d’|d')\s?)*{_NAMED}(?:[ -]{_NAMED})*(?:,?\s\d+\w?)?",
        ),
        (
            "place",
            r"\b(?i:rue|avenue|boulevard|chaussée|place|quai|allée|chemin)\s"
            rf"(?:{_LETTER}[\w’'-]*[ \u00a0]){{0,5}}{_LETTER}[\w’'-]*,?\s?\d{{1,4}}\b",
        ),
        ("place", r"\b[\w’'-]*(?:straat|laan|steenweg|plein|kaai|dreef)\s\d{1,4}\w?\b"),
        ("place", rf"\b{_CAPITAL}{_LETTER}*(?:straat|laan|plein|steenweg|dreef|weg|kaai|lei)\b(?:\s\d+\w?)?"),
        ("place", rf"\b(?:B-?\s?)?[1-9]\d{{3}}\s{_NAMED}(?:[ -]{_NAMED})*"),
        ("reference", r"\b\d{4}-\d{4}-\d{2,}\b"),
    ),
    "marked": (
        ("age", r"\b\d{1,3}[ \u00a0](?:ans|jaar|years? old|year-old|mois|maanden|Jahre)\b"),
        ("age", r"\b(?:né|née|geboren|born)\s(?:en|le|in|op|on)\s[^.,;!?]{2,24}"),
        (
            "date",
            r"\b\d{1,2}(?:er)?[ /.-](?:\d{1,2}|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|"
            r"novembre|décembre|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
            r"december|January|February|March|April|May|June|July|August|October)(?:[ /.-]\d{2,4})?\b",
        ),
        ("date", r"\b(?:1[89]|20)\d{2}\b"),
        (
            "fact",
            r"\b(?:[Jj]e suis|[Ii]k ben|I am|I’m|I'm|[Nn]ous sommes|[Ww]ij zijn|[Ww]e are)\s"
            r"(?:le|la|les|l’|l'|un|une|de|het|een|the|an?)\s?[^.,;!?\n]{3,48}",
        ),
        ("fact", r"\b(?:le seul|la seule|les seuls|de enige|het enige|the only)\s[^.,;!?\n]{3,40}"),
    ),
}
_PATTERNS: Final = tuple(
    (kind, re.compile(pattern), is_marked)
    for is_marked, group in ((False, "removed"), (True, "marked"))
    for kind, pattern in _PLAIN[group]
)
_TITLES: Final = frozenset(
    """
    m mr mme mlle mm me madame monsieur mademoiselle maître docteur dr pr meneer mevrouw mijnheer dhr mevr
    mrs ms miss sir professeur professor père soeur abbé
    """.split()
)
_ORDINARY: Final = frozenset(
    """
    I I’m I'm I’ve I've I’ll I'd U Uw Je J’ai TV JT FM DVD OK SMS GPS PS NB France Belgique Belgïe België
    Belgium Belge Belges Belgen Europe Europa Flandre Wallonie Wallonië Vlaanderen Bruxelles Brussel Français
    Française Vlaming Vlamingen Wallons Wallon Dieu God Noël Pâques Kerstmis Pasen Internet Facebook
    Instagram YouTube Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April
    May June July August September October November December English French Dutch
    """.split()
)
"""Capitals that name nobody: countries, regions, feasts, days and months of English, what is said of anybody."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One stretch of the original, from `start` to `end`: taken out, or only marked for a person to decide."""

    kind: str
    start: int
    end: int
    was: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Proposed:
    """The text without what was taken out, and where it was in the original."""

    text: str
    cuts: tuple[Cut, ...]

    @property
    def removed(self) -> int:
        return sum(not cut.is_marked for cut in self.cuts)


def anonymised(text: str, *, known: Iterable[str] = (), keep: Iterable[str] = (), language: str = "") -> Proposed:
    """Propose. `known`: names to take out wherever they stand (the writer's own); `keep`: titles and channels.

    German writes every noun with a capital: there a guess by capitals is only marked.
    """
    text = text[:LONGEST]
    kept = [match.span() for one in keep if one.strip() for match in _finding(one).finditer(text)]
    found = [*_known(text, known), *_plain(text), *_capitals(text, kept, only_marked=language == "de")]
    found = [cut for cut in found if not any(start <= cut.start and cut.end <= end for start, end in kept)]
    cuts = tuple(_apart(text, sorted(found, key=lambda cut: (cut.is_marked, cut.start, -cut.end))))
    return Proposed(_without(text, cuts), cuts)


def excerpt(text: str, most: int = EXCERPT) -> str:
    """The first whole sentences of the letter itself: no greeting, no signature.

    >>> excerpt("Bonjour Madame,\\n\\nUn mot avant les images. C’est tout.\\n\\nCordialement,\\nHubert")
    'Un mot avant les images. C’est tout.'
    """
    lines = [line.strip() for line in text[:LONGEST].splitlines()]
    body: list[str] = []
    for place, line in enumerate(lines):
        if _GREETING.match(line) and place < 4 and not body:
            line = _GREETING.sub("", line).strip()
        if _CLOSING.match(line):
            break
        if line:
            body.append(line)
    taken = ""
    for sentence in re.findall(r"[^.!?…]+(?:[.!?…]+[»”\"]?|$)\s*", " ".join(body)):
        if taken and len(taken) + len(sentence.rstrip()) > most:
            break
        taken += sentence
    taken = taken.strip()
    return taken if len(taken) <= most else f"{taken[: most - 1].rsplit(' ', 1)[0]}…"


_GREETING: Final = re.compile(
    r"^(?:bonjour|bonsoir|madame|monsieur|chers?|chères?|cher|dag|beste|geachte|hallo|goedendag|dear|hello|hi)\b"
    r"[^.!?,\n]{0,60}(?:,|!|$)",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"^(?:cordialement|bien à vous|sincères|salutations|bien cordialement|merci d’avance|meilleures|"
    r"met vriendelijke|vriendelijke groeten|groeten|mvg|kind regards|best regards|regards|yours|"
    r"veuillez agréer)\b",
    re.IGNORECASE,
)


def _known(text: str, names: Iterable[str]) -> Iterator[Cut]:
    """Each part of a known name of three letters or more, with a capital; the whole in any case."""
    for name in names:
        parts = [part for part in re.findall(_WORD, name) if len(part) > 2]
        whole = [rf"(?i:{re.escape(name.strip())})"] if name.strip() else []
        for part in [*whole, *(re.escape(part[:1].upper() + part[1:]) for part in parts), *map(str.upper, parts)]:
            for match in re.finditer(rf"(?<!\w){part}(?!\w)", text):
                yield Cut("name", match.start(), match.end(), match.group(), is_marked=False)


def _plain(text: str) -> Iterator[Cut]:
    for kind, pattern, is_marked in _PATTERNS:
        for match in pattern.finditer(text):
            yield Cut(kind, match.start(), match.end(), match.group(), is_marked)


def _finding(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words.strip())}(?!\w)", re.IGNORECASE)


def _capitals(text: str, kept: list[tuple[int, int]], *, only_marked: bool) -> Iterator[Cut]:
    """A capital in the middle of a sentence; at its beginning, two in a row, or one behind a title."""
    blanked = text
    for begin, end in kept:
        blanked = blanked[:begin] + "_" * (end - begin) + blanked[end:]
    for match in _CHAIN.finditer(blanked):
        start, words = match.start(), match.group()
        opens = _BREAK.search(text[max(0, start - 12) : start]) is not None or start == 0
        first, _, rest = words.partition(" ")
        is_title = first.rstrip(".").casefold() in _TITLES
        if rest and (is_title or (opens and (first in _ORDINARY or _small(first)))):
            start, words, opens = start + len(first) + 1, rest, False
        if not _names(words, opens=opens):
            continue
        yield Cut("name", start, start + len(words), words, only_marked)


_SMALL: Final = frozenset(
    """
    le la les un une des du de ce cette ces mon ma mes notre nos votre vos son sa ses leur leurs je tu il
    elle on nous vous ils elles et mais ou où donc or ni car à au aux en dans pour par sur sous avec sans
    chez quand comme si que qui quoi quel quelle merci bravo bonjour bonsoir hier dimanche lundi mardi
    mercredi jeudi vendredi samedi enfin de het een mijn onze uw zijn haar dit dat die deze ik jij hij zij
    wij u en maar of want in op aan met voor door bij als wat wie waarom dank bedankt dag gisteren zondag
    maandag the a an my our your his her this that these those i you he she we they and but or in on at with
    for from by when what who why thanks hello yesterday
    """.split()
)


def _small(word: str) -> bool:
    return word.casefold() in _SMALL


def _names(words: str, *, opens: bool) -> bool:
    parts = [part for part in re.split(r"[ \u00a0]", words) if part[:1].isupper()]
    if all(part.rstrip(".") in _ORDINARY for part in parts):
        return False
    if len(parts) == 1:
        word = parts[0].rstrip(".")
        is_acronym = word.isupper() and 1 < len(word) <= 5
        return not (opens or is_acronym or len(word) < 2)
    return True


def _apart(text: str, cuts: Iterable[Cut]) -> Iterator[Cut]:
    """No two over each other: what is taken out wins over what is marked; of two that are taken out, both go."""
    taken: list[Cut] = []
    for cut in cuts:
        if cut.start >= cut.end:
            continue
        last = taken[-1] if taken else None
        if not cut.is_marked and last is not None and cut.start < last.end:
            end = max(last.end, cut.end)
            taken[-1] = Cut(last.kind, last.start, end, text[last.start : end], is_marked=False)
        elif all(cut.end <= other.start or cut.start >= other.end for other in taken):
            taken.append(cut)
    yield from sorted(taken, key=lambda cut: cut.start)


def _without(text: str, cuts: Iterable[Cut]) -> str:
    parts, at = [], 0
    for cut in cuts:
        if cut.is_marked:
            continue
        parts += [text[at : cut.start], GONE]
        at = cut.end
    return re.sub(rf"{re.escape(GONE)}(?:[ \u00a0-]*{re.escape(GONE)})+", GONE, "".join([*parts, text[at:]]))
