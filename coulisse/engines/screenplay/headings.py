"""Scene headings in French, Dutch and English: side, set, time as written, and the light it means.

>>> parse_heading("INTÉRIEUR NUIT – GRENIER")
Heading(int_ext=<IntExt.INT: 'INT'>, set='GRENIER', time='NUIT', effect=<Effect.NIGHT: 'night'>, continues=False)
>>> heading = parse_heading("EXT. MAISON DE VICTOR - JARDIN - FIN DE JOURNÉE")
>>> heading.set, heading.time, str(heading.effect)
('MAISON DE VICTOR - JARDIN', 'FIN DE JOURNÉE', 'dusk')
>>> parse_heading("INT. BOÎTE DE NUIT").set
'BOÎTE DE NUIT'
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from coulisse.kernel.emphasis import plain
from coulisse.kernel.letters import without_accents
from coulisse.kernel.screenplay import IntExt, opening_of


class Effect(StrEnum):
    """The light of a scene (effet), for the colour of its strip and the hour of its call."""

    DAY = "day"
    NIGHT = "night"
    DAWN = "dawn"
    DUSK = "dusk"
    EVENING = "evening"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Without accents, as all comparisons here. Phrases first: a « petit matin » is no morning.
_PHRASES = (
    (
        Effect.DAWN,
        "LEVER DU JOUR|LEVER D[UE] SOLEIL|PETIT JOUR|POINT DU JOUR|PETIT MATIN|PREMIERES LUEURS|FIRST LIGHT",
    ),
    (
        Effect.DUSK,
        "COUCHER D[UE] SOLEIL|ENTRE CHIEN ET LOUP|TOMBEE D(?:U JOUR|E LA NUIT|U SOIR)|FIN D(?:E JOURNEE|U JOUR)"
        "|HEURE BLEUE|HEURE DOREE|(?:MAGIC|GOLDEN|BLUE) HOUR|LAST LIGHT|BLAUWE UUR",
    ),
    (Effect.NIGHT, "PLEINE NUIT|MIDDLE OF THE NIGHT"),
)
_WORDS = {
    Effect.DAWN: "AUBE AURORE DAWN DAYBREAK SUNRISE DAGERAAD ZONSOPGANG OCHTENDGLOREN",
    Effect.DUSK: "CREPUSCULE DUSK SUNSET TWILIGHT SCHEMERING SCHEMER ZONSONDERGANG VALAVOND",
    Effect.EVENING: "SOIR SOIREE EVENING AVOND VOORAVOND",
    Effect.NIGHT: "NUIT NUITEE NIGHT NACHT MINUIT MIDNIGHT MIDDERNACHT",
    Effect.DAY: (
        "JOUR JOURNEE MATIN MATINEE MIDI APREM DAY DAYTIME MORNING NOON MIDDAY AFTERNOON "
        "DAG OVERDAG OCHTEND VOORMIDDAG MIDDAG NAMIDDAG"
    ),
}
_EFFECTS = {word: effect for effect, words in _WORDS.items() for word in words.split()}
# The scene goes on in the light of the one before it.
_CONTINUES = re.compile(
    r"\b(?:CONTINUOUS|CONTINUED?|CONT D|SUITE|RACCORD|SAME|MEME|VERVOLG|ZELFDE|AANSLUITEND|DOORLOPEND"
    r"|MOMENTS? LATER|INSTANTS? (?:PLUS TARD|APRES)|MOMENTS? (?:PLUS TARD|APRES))\b"
)
_UNLIT = _words(
    "APRES CONTINUOUS CONTINUED CONTINU SUITE RACCORD SAME MEME LATER TARD LENDEMAIN VEILLE VERVOLG "
    "ZELFDE AANSLUITEND DOORLOPEND MOMENT MOMENTS INSTANT INSTANTS FLASHBACK DUREE"
)
# What may stand in a time expression besides its words.
_FILLERS = _words(
    "A AND AN AT AU AVANT BEFORE CE CET CETTE CHIEN D DE DEBUT DES DIE DU EARLY EEN EN ET ENTRE FIN "
    "FOLLOWING FOR GRAND HALF HET HEURE HEURES HOUR HOURS IN JOURS DAYS L LA LATE LE LES LEVER COUCHER "
    "LOUP LUEURS MID MIDDEN MILIEU MINUTES MINUTEN MOIS MONTHS NEXT OF OU OR PETIT PETITE PEU PLEIN "
    "PLEINE PLUS POINT PREMIERES QUELQUES SECONDES SECONDS SEMAINES SOLEIL SUIVANT SUIVANTE TEMPS THAT "
    "THE THIS TIME TOMBEE TOT UN UNE UREN UUR VOLGENDE VROEG VROEGE WEEK WEEKS YEARS ANS JAREN JAAR LATER "
    "VAN MAGIC GOLDEN BLUE BLEUE DOREE FIRST LAST LIGHT CHRONOLOGIQUE LUNDI MARDI MERCREDI JEUDI VENDREDI "
    "SAMEDI DIMANCHE MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY MAANDAG DINSDAG WOENSDAG "
    "DONDERDAG VRIJDAG ZATERDAG ZONDAG DEUX TROIS QUATRE CINQ TWO THREE FOUR FIVE TWEE DRIE VIER VIJF "
    "BRUNE MIDDLE"
)
_CLOCK = re.compile(r"\d{1,2}[HU]\d{0,2}")
# French and Dutch put the light before the set without a mark; an English `NIGHT CLUB` is a set.
_LEADING = _words("JOUR NUIT SOIR SOIREE MATIN AUBE CREPUSCULE DAG NACHT AVOND OCHTEND")
# « Boîte de nuit », « the night »: the word belongs to the one before it.
_BINDING = _words("A AN AU BONNE BON DE DEN DER DES DU D EN ET GOEDE GOOD LA LAST LE LES L OF ONE THE VAN")
_SEPARATOR = re.compile(r"\s+[-–—/]+\s*|[-–—]+\s+|\s*[–—]+\s*|\s*--+\s*")
_WEAK_SEPARATOR = re.compile(r"\s*,\s*|\.\s+")
_BRACKETED = re.compile(r"\s*\((?P<time>[^()]*)\)$")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says; `set` and `time` are empty, `int_ext` and `effect` None where it doesn't say.

    `continues`: the time only says that the scene goes on (`SUITE`, `CONTINUOUS`, `UN INSTANT PLUS TARD`).
    """

    int_ext: IntExt | None
    set: str
    time: str
    effect: Effect | None
    continues: bool


def parse_heading(text: str) -> Heading:
    """Read a heading without its scene number, in any of the three languages and any order of its parts."""
    flat = _SPACES.sub(" ", plain(text)).strip()
    opening = opening_of(flat)
    rest = opening.rest if opening else flat
    place, time = _parted(rest)
    words = " ".join(_tokens(time))
    effect = _effect(words)
    continues = effect is None and _CONTINUES.search(words) is not None
    return Heading(opening.int_ext if opening else None, place, time, effect, continues)


def _parted(text: str) -> tuple[str, str]:
    """Set and time, as written."""
    cuts = [(0, 0), *(found.span() for found in _SEPARATOR.finditer(text)), (len(text), len(text))]
    parts = [(cuts[at][1], cuts[at + 1][0]) for at in range(len(cuts) - 1)]
    for at, (start, end) in enumerate(parts[1:], start=1):
        is_last = at == len(parts) - 1
        if _is_time(text[start:end]) or (is_last and _begins_like_a_time(text[start:end])):
            return text[: parts[at - 1][1]].strip(), text[start:].strip()
    if len(parts) > 1 and _is_time(text[: parts[0][1]]):
        return text[parts[1][0] :].strip(), text[: parts[0][1]].strip()
    return _without_separator(text)


def _without_separator(text: str) -> tuple[str, str]:
    """A time in brackets, after a comma or a stop, or as the first or last word; or none at all."""
    if _is_time(text):
        return "", text
    bracketed = _BRACKETED.search(text)
    if bracketed is not None and _begins_like_a_time(bracketed["time"]):
        return text[: bracketed.start()].strip(), bracketed["time"].strip()
    weak = [found.span() for found in _WEAK_SEPARATOR.finditer(text)]
    for at, (start, end) in enumerate(weak):
        after = weak[at + 1][0] if at + 1 < len(weak) else len(text)
        if _is_time(text[end:after]):
            return text[:start].strip(), text[end:].strip()
    if weak and _is_time(text[: weak[0][0]]):
        return text[weak[0][1] :].strip(), text[: weak[0][0]].strip()
    words = text.split(" ")
    bare = _tokens(text)
    if len(words) > 1 and _tokens(words[0]) and _tokens(words[0])[0] in _LEADING and bare[1] not in _BINDING:
        return " ".join(words[1:]), words[0]
    if len(bare) > 1 and bare[-1] in _EFFECTS and bare[-2] not in _BINDING and _tokens(words[-1]) == [bare[-1]]:
        return " ".join(words[:-1]), words[-1]
    return text, ""


def _is_time(text: str) -> bool:
    """Every word belongs to a time expression, one at least carries it."""
    words = _tokens(text)
    if "SUITE" in words and any(word.isdecimal() for word in words):
        return False  # a room in a hotel
    return (_is_lit(words) or not _UNLIT.isdisjoint(words)) and all(
        word in _UNLIT or word in _EFFECTS or word in _FILLERS or word.isdecimal() or _CLOCK.fullmatch(word)
        for word in words
    )


def _begins_like_a_time(text: str) -> bool:
    """`NUIT D'ORAGE`, `DAY 3, RAIN`: a time and something about it. « Suite parentale » is a room."""
    words = _tokens(text)
    return _is_time(text) or (_is_lit(words) and (words[0] in _EFFECTS or words[0] in _FILLERS))


def _is_lit(words: list[str]) -> bool:
    named = any(word in _EFFECTS or _CLOCK.fullmatch(word) for word in words)
    return named or _phrase(" ".join(words)) is not None


def _effect(words: str) -> Effect | None:
    phrase = _phrase(words)
    return phrase or next((_EFFECTS[word] for word in words.split() if word in _EFFECTS), None)


def _phrase(words: str) -> Effect | None:
    return next((effect for effect, pattern in _PHRASES if re.search(rf"\b(?:{pattern})\b", words)), None)


def _tokens(text: str) -> list[str]:
    """The words in capitals, without accents; an apostrophe parts words, « après-midi » is two."""
    bare = unicodedata.normalize("NFD", text.upper())
    return re.findall(r"[A-Z0-9]+", without_accents(bare))
