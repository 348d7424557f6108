"""What the papers of the plan share: the strips of a board as written, and their words in three languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from coulisse.kernel.eighths import Eighths
from coulisse.kernel.typography import NO_BREAK
from coulisse.kernel.writing import write_eighths
from coulisse.papers.days import WEEKDAYS, day_in_words, hour_in_figures, minutes_and_seconds

WORDS: Final = {
    "fr": {
        "effects": {
            "day": "JOUR",
            "night": "NUIT",
            "dawn": "AUBE",
            "dusk": "CRÉPUSCULE",
            "morning": "MATIN",
            "evening": "SOIR",
        },
        "grounds": {
            "int-day": "Int. jour",
            "ext-day": "Ext. jour",
            "int-night": "Int. nuit",
            "ext-night": "Ext. nuit",
            "int-evening": "Int. soir, aube",
            "ext-evening": "Ext. soir, aube",
        },
        "version": "version {version}",
        "made": "établi le {day} à {hour}",
        "replaces": "remplace {replaces}",
        "internal": "document interne, ne pas diffuser hors équipe",
        "page": "page",
        "day": "J{number}",
        "colon": f"{NO_BREAK}: ",
    },
    "nl": {
        "effects": {
            "day": "DAG",
            "night": "NACHT",
            "dawn": "DAGERAAD",
            "dusk": "SCHEMER",
            "morning": "OCHTEND",
            "evening": "AVOND",
        },
        "grounds": {
            "int-day": "Int. dag",
            "ext-day": "Ext. dag",
            "int-night": "Int. nacht",
            "ext-night": "Ext. nacht",
            "int-evening": "Int. avond, dageraad",
            "ext-evening": "Ext. avond, dageraad",
        },
        "version": "versie {version}",
        "made": "opgemaakt op {day} om {hour}",
        "replaces": "vervangt {replaces}",
        "internal": "intern document, niet verspreiden buiten de ploeg",
        "page": "blz.",
        "day": "D{number}",
        "colon": ": ",
    },
    "en": {
        "effects": {
            "day": "DAY",
            "night": "NIGHT",
            "dawn": "DAWN",
            "dusk": "DUSK",
            "morning": "MORNING",
            "evening": "EVENING",
        },
        "grounds": {
            "int-day": "Int. day",
            "ext-day": "Ext. day",
            "int-night": "Int. night",
            "ext-night": "Ext. night",
            "int-evening": "Int. evening, dawn",
            "ext-evening": "Ext. evening, dawn",
        },
        "version": "version {version}",
        "made": "made on {day} at {hour}",
        "replaces": "replaces {replaces}",
        "internal": "internal document, for the crew only",
        "page": "page",
        "day": "D{number}",
        "colon": ": ",
    },
}
TWILIGHTS: Final = frozenset({"dawn", "dusk", "evening"})


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the cast list; `number` is the one that stands on boards and call sheets."""

    number: str
    name: str
    actor: str = ""


@dataclass(frozen=True, slots=True)
class ShootingDay:
    """One day of shooting; `number` is the J of the plan."""

    number: int
    day: date


@dataclass(frozen=True, slots=True)
class Strip:
    """One strip of the board, in its day (the number of a ShootingDay), as written.

    `inside` is INT, EXT or INT/EXT; `effect` is `day`, `night`, `dawn`, `dusk`, `morning`, `evening`, or the
    words of the script. A strip with a `banner` is a line of text between scenes and has nothing else.
    """

    day: int
    inside: str = ""
    effect: str = ""
    set_name: str = ""
    place: str = ""
    scenes: tuple[str, ...] = ()
    eighths: int = 0
    seconds: int = 0
    roles: tuple[str, ...] = ()
    extras: int = 0
    synopsis: str = ""
    note: str = ""
    cancelled: bool = False
    banner: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """A version of the plan. `strips` come day by day in their order of shooting; `at` is the paper's own hour.

    A cancelled strip stays in its place, hatched, and its roles are still counted: called and owed.
    """

    title: str
    house: str
    version: str
    at: datetime
    days: Sequence[ShootingDay]
    strips: Sequence[Strip]
    cast: Sequence[Role]
    made_by: Sequence[tuple[str, str]] = ()
    """Jobs and names, under the version."""
    change: str = ""
    """What is new since the last version, in the words of whoever made it."""
    replaces: str = ""

    @property
    def scenes(self) -> tuple[Strip, ...]:
        """The strips that are shot, without the banners."""
        return tuple(strip for strip in self.strips if not strip.banner)

    def strips_of(self, number: int) -> tuple[Strip, ...]:
        return tuple(strip for strip in self.strips if strip.day == number)

    def days_of(self, role: Role) -> int:
        """On how many days a role is on the plan."""
        return len({strip.day for strip in self.scenes if role.number in strip.roles})


class StripOutsideDays(ValueError):
    """A strip stands in a day that the plan doesn't have."""


def checked(board: Board) -> Board:
    """The same board; raises StripOutsideDays, for a strip without a column would be left out without a word."""
    unknown = {strip.day for strip in board.strips} - {day.number for day in board.days}
    if unknown:
        raise StripOutsideDays(sorted(unknown))
    return board


def ground_of(strip: Strip) -> str:
    """The colour of a strip, by name: inside or outside, by day, by night or between them.

    >>> ground_of(Strip(1, "INT/EXT", "dusk")), ground_of(Strip(1, "INT", "plus tard"))
    ('ext-evening', 'int-day')
    """
    side = "int" if strip.inside == "INT" else "ext"
    light = "night" if strip.effect == "night" else "evening" if strip.effect in TWILIGHTS else "day"
    return f"{side}-{light}"


def effect_in_words(strip: Strip, language: str) -> str:
    """`day` in the reader's language; the script's own words as they are, in capitals."""
    words: dict[str, Any] = WORDS[language]
    return str(words["effects"].get(strip.effect, strip.effect.upper()))


def eighths_in_figures(strips: Iterable[Strip]) -> str:
    """The length of the strips together: `2 5/8`, that doesn't break."""
    return write_eighths(Eighths(sum(strip.eighths for strip in strips)))


def seconds_in_figures(seconds: int) -> str:
    return minutes_and_seconds(seconds) if seconds else ""


def total_seconds(strips: Iterable[Strip]) -> int:
    return sum(strip.seconds for strip in strips)


def weekday_in_two_letters(day: date, language: str) -> str:
    """« je », « do », « Th »."""
    return WEEKDAYS[language][day.weekday()][:2]


def day_by_number(number: int, language: str) -> str:
    """« J14 », as everybody calls it."""
    words: dict[str, Any] = WORDS[language]
    return str(words["day"].format(number=number))


def version_in_words(board: Board, language: str) -> str:
    """« version 9, établi le mardi 16 mars 2027 à 17:30 »."""
    words: dict[str, Any] = WORDS[language]
    made = words["made"].format(day=day_in_words(board.at.date(), language), hour=hour_in_figures(board.at))
    return f"{words['version'].format(version=board.version)}, {made}"


def foot_of(board: Board, kind: str, language: str) -> str:
    """The left of the foot: film, paper, version with its date and hour, what it replaces."""
    words: dict[str, Any] = WORDS[language]
    version = words["version"].format(version=board.version)
    parts = [board.title, kind, f"{version} {board.at:%d/%m/%Y %H:%M}"]
    if board.replaces:
        parts.append(words["replaces"].format(replaces=board.replaces))
    return " · ".join(parts)


def internal_of(house: str, words: str) -> str:
    """The middle of the foot: whose paper it is, if that is known, and for whom.

    >>> internal_of("Meuse Films", "document interne"), internal_of("", "document interne")
    ('Meuse Films – document interne', 'document interne')
    """
    return f"{house} – {words}" if house else words


def makers_of(board: Board, language: str) -> str:
    """« 1re assistante mise en scène : Hélène Poncelet · … »."""
    colon = WORDS[language]["colon"]
    return " · ".join(f"{job}{colon}{name}" for job, name in board.made_by)


def legend_of(language: str) -> list[dict[str, str]]:
    """The colours and their words."""
    words: dict[str, Any] = WORDS[language]
    return [{"ground": ground, "words": text} for ground, text in words["grounds"].items()]
