"""How somebody is greeted, from a name as people write it. Unsure of anything, the greeting names nobody.

Nobody is made a Sir or a Madam by guessing from a first name.

>>> salutation("Hubert Lambot", "fr"), salutation("Kris Maes", "nl"), salutation("Ann Lee", "en")
('Bonjour Hubert Lambot,', 'Beste Kris Maes,', 'Dear Ann Lee,')
>>> salutation("M. et Mme Hennaux", "fr"), salutation("Me Sofie Claes", "nl"), salutation("Me Sofie Claes", "fr")
('Bonjour Monsieur et Madame Hennaux,', 'Geachte meester Claes,', 'Maître,')
>>> salutation("Hubert L.", "fr"), salutation("JEAN DE SMET", "fr"), salutation("Groupe sourds de Liège", "fr")
('Bonjour Hubert,', 'Bonjour Jean De Smet,', 'Bonjour,')
>>> salutation("x@y.example", "nl"), salutation("", "en"), salutation("Lina, 14 ans", "fr")
('Goedendag,', 'Hello,', 'Bonjour,')
"""

import re
from collections.abc import Mapping
from typing import Final

from coulisse.foundation.search.writing import plain

WITHOUT: Final[Mapping[str, str]] = {"fr": "Bonjour,", "nl": "Goedendag,", "en": "Hello,"}
WITH: Final[Mapping[str, str]] = {"fr": "Bonjour {},", "nl": "Beste {},", "en": "Dear {},"}
TITLED: Final[Mapping[str, str]] = {"fr": "Bonjour {},", "nl": "Geachte {},", "en": "Dear {},"}
_TITLES: Final = (
    (r"m(?:onsieur|\.)? (?:et|&) (?:mme|madame)", ("Monsieur et Madame", "heer en mevrouw", "Mr and Mrs")),
    (r"(?:de )?heer en mevrouw", ("Monsieur et Madame", "heer en mevrouw", "Mr and Mrs")),
    (r"(?:me|maitre|mr\.|meester|mtre)", ("", "meester", "Maître")),
    (r"(?:m\.|mr|monsieur|dhr\.?|de heer)", ("Monsieur", "heer", "Mr")),
    (r"(?:mme|madame|mevr\.?|mevrouw|mrs\.?|ms\.?)", ("Madame", "mevrouw", "Ms")),
    (r"(?:dr\.?|docteur|dokter)", ("Docteur", "dokter", "Dr")),
)
_ORDER: Final = {"fr": 0, "nl": 1, "en": 2}
_SMALL: Final = frozenset(
    ["de", "du", "des", "la", "le", "van", "von", "der", "den", "het", "ten", "ter", "et", "en", "and", "d", "l"]
)
_WORDS_OF_GROUPS: Final = """
    groupe groep group asbl vzw association vereniging comite collectif collectief ecole school redaction
    redactie service dienst info contact club amis vrienden fondation stichting federation famille familie classe
    klas equipe team srl bv sa nv theatre theater cercle syndicat parti ligue bond secretariat
"""
_GROUPS: Final = frozenset(re.findall(r"\w+", _WORDS_OF_GROUPS))
_NAME: Final = re.compile(r"[^\W\d_]+(?:[’'\-.][^\W\d_]*)*")
LONGEST: Final = 60


def salutation(name: str, language: str) -> str:
    """The whole first line, with its comma."""
    tongue = language if language in _ORDER else "fr"
    whole = _without_house(" ".join(name.replace("\u00a0", " ").split()))
    for pattern, titles in _TITLES:
        found = re.match(rf"{pattern}\.?\s+(.+)$", plain(whole))
        if found:
            rest = " ".join(whole.split()[-len(found[1].split()) :])
            return _titled(titles[_ORDER[tongue]], _family_name(_readable(rest)), tongue)
    readable = _readable(whole)
    return WITH[tongue].format(readable) if readable else WITHOUT[tongue]


def _titled(title: str, family: str, tongue: str) -> str:
    if not title:
        return "Maître,"
    if not family:
        return WITHOUT[tongue]
    return TITLED[tongue].format(f"{title} {family}")


def _family_name(name: str) -> str:
    """What follows the first name, small words kept: « Sofie Claes » → Claes, « Jan Van den Bossche » → Van den
    Bossche."""
    parts = name.split()
    return " ".join(parts[1:]) if len(parts) > 1 else name


def _without_house(name: str) -> str:
    """« Anne Delcourt, Le Courrier de la Senne » is greeted as Anne Delcourt; « Delcourt, Anne » stays so."""
    person, comma, _house = name.partition(", ")
    return person if comma and len(person.split()) > 1 else name


def _readable(name: str) -> str:
    """The name as one writes it to somebody; empty where it may be anything else than a person's."""
    parts = name.split()
    if not parts or len(name) > LONGEST or len(parts) > 5:
        return ""
    if any(not _NAME.fullmatch(part) for part in parts) or any(plain(part) in _GROUPS for part in parts):
        return ""
    if len(parts) > 1 and all(len(part.rstrip(".")) == 1 for part in parts[1:]):
        parts = parts[:1]  # « Hubert L. »: the initial alone is no way to write to somebody
    if len(parts) == 1 and (parts[0].islower() or len(parts[0].rstrip(".")) < 2):
        return ""  # a user name, rather than a first name
    if name.islower() or name.isupper():
        return " ".join(part if part in _SMALL else _capital(part) for part in parts)
    return " ".join(parts)


def _capital(part: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda found: found[0][:1].upper() + found[0][1:].lower(), part)
