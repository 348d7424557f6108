"""What a contact is sorted, found and recognised by: plain keys, made here and stored beside the row.

The embedded PostgreSQL has no ICU, so the French order is a key of ours: without accents, in lower case.

>>> plain("Œuvre d'Élise, N° 3")
'oeuvre d elise n 3'
>>> name_key("De Backer Solange") == name_key("Solange DE BACKER")
True
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from coulisse.foundation.people.phones import digits_of
from coulisse.foundation.people.trades import every_label
from coulisse.kernel.letters import without_accents

LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ĳ": "ij"})
NOT_A_WORD: Final = re.compile(r"[\W_]+")
HEARD: Final = (
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("qu", "k"),
    ("c", "k"),
    ("z", "s"),
    ("ij", "i"),
    ("y", "i"),
    ("w", "v"),
)
SILENT: Final = re.compile("[aeiouh]")
TWICE: Final = re.compile(r"(.)\1+")
LONGEST_KEY: Final = 200
LONGEST_TEXT: Final = 4_000


def plain(text: str) -> str:
    """Lower case, without accents, words parted by one space."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(LIGATURES))
    bare = without_accents(folded)
    return NOT_A_WORD.sub(" ", bare).strip()


def name_key(name: str) -> str:
    """The words of a name in one order, so that « Solange De Backer » is « De Backer, Solange »."""
    return " ".join(sorted(plain(name).split()))[:LONGEST_KEY]


@lru_cache(maxsize=8192)
def _sound(word: str) -> str:
    """A word's consonants as French and Dutch ears hear them, its first letter kept."""
    for written, heard in HEARD:
        word = word.replace(written, heard)
    bare = word[:1] + SILENT.sub("", word[1:])
    return TWICE.sub(r"\1", bare)


def sound_key(name: str) -> str:
    """The same for names that sound alike: « Aminata Sarr » and « Aminatah Sar », « Philippe » and « Filip ».

    >>> sound_key("Aminata Sarr") == sound_key("Aminatah Sar"), sound_key("Philippe Wouters")
    (True, 'flp vtrs')
    """
    return " ".join(sorted(filter(None, map(_sound, plain(name).split()))))[:LONGEST_KEY]


def sort_key(*, kind: str, first_name: str, last_name: str, name: str) -> str:
    """Family name first for a person."""
    ordered = f"{last_name} {first_name}" if kind == "person" and last_name else name
    return plain(ordered)[:LONGEST_KEY]


def keys_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The stored keys of a contact whose fields are `values` (all of them)."""
    emails = [line["value"] for line in values["emails"]]
    phones = [line["value"] for line in values["phones"]]
    town = values["addresses"][0]["town"] if values["addresses"] else ""
    return {
        "sort_key": sort_key(
            kind=values["kind"],
            first_name=values["first_name"],
            last_name=values["last_name"],
            name=values["name"],
        ),
        "name_key": name_key(values["name"]),
        "sound_key": sound_key(values["name"]),
        "email_keys": _once(email.lower() for email in emails),
        "phone_keys": _once(phones),
        "town": town,
        "town_key": plain(town)[:LONGEST_KEY],
        "search_text": _search_text(values, emails, phones),
    }


def _search_text(values: Mapping[str, Any], emails: list[str], phones: list[str]) -> str:
    parts = [plain(values["name"]), *(email.lower() for email in emails), *map(digits_of, phones)]
    parts += [plain(address["town"]) for address in values["addresses"]]
    parts += [_skill_words(skill) for skill in values["skills"]]
    parts += [plain(tag) for tag in values["tags"]]
    parts.append(values["vat"].lower())
    return " ".join(part for part in parts if part)[:LONGEST_TEXT]


@lru_cache(maxsize=1024)
def _skill_words(skill: str) -> str:
    return " ".join(dict.fromkeys(plain(" ".join(every_label(skill))).split()))


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
