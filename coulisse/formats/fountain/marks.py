"""What one line of Fountain says by itself: forced marks, scene numbers, cues, transitions, tags.

Reader and writer ask the same questions here, so that what one writes the other reads back.
"""

import re

from coulisse.kernel.screenplay import opening_of

PAGE_BREAK = re.compile(r"={3,}")
SECTION = re.compile(r"(?P<marks>#{1,6})(?P<text>.*)", re.DOTALL)
# A dot and a space, or an ellipsis, open no heading.
FORCED_HEADING = re.compile(r"\.(?=[^\s.])")
CENTERED = re.compile(r">.*<", re.DOTALL)
# What no first line of a paragraph can begin with unless it is meant.
MARKS = ("!", ".", "@", ">", "~", "#", "=")
# Letters, digits, dots, dashes; with spaces or slashes between, as productions write them (12/13, 12 BIS).
NUMBER = r"[\w.-]+(?:[ /][\w.-]+)*"
_NUMBERED = re.compile(rf"\s*#(?P<number>{NUMBER})#$")
_TAGS = re.compile(r"(?:\s+#[^\W\d_][^\s#]*)+$")
_EXTENSION = re.compile(r"\s*\([^()]*\)")
# Words of change that French and Dutch writers put alone on a line, as `CUT TO:` in English.
_CHANGES = re.compile(r"(?:COUPE(?:Z|R)?|COUPÉ|FONDU|OUVERTURE EN FONDU|OVERVLOEI\w*|SNIT|KNIP)\b[^.!?]*:?")


def without_tags(text: str) -> tuple[str, tuple[str, ...]]:
    """A line and the words behind a `#` at its end, as one family of programs writes them.

    >>> without_tags("INT. CUISINE #retake #pluie"), without_tags("CHAMBRE #4")
    (('INT. CUISINE', ('retake', 'pluie')), ('CHAMBRE #4', ()))
    """
    found = _TAGS.search(text)
    if found is None:
        return text, ()
    return text[: found.start()], tuple(word[1:] for word in found[0].split())


def without_number(heading: str) -> tuple[str, str | None]:
    """A heading and its scene number: the one between `#`, else one that stands before the side.

    >>> without_number("INT. CUISINE - JOUR #12A#"), without_number("12. EXT. RUE - NUIT")
    (('INT. CUISINE - JOUR', '12A'), ('EXT. RUE - NUIT', '12'))
    """
    marked = _NUMBERED.search(heading)
    if marked is not None:
        return heading[: marked.start()], marked["number"]
    opening = opening_of(heading)
    if opening is None or opening.number is None:
        return heading, None
    # Shooting scripts print the number in both margins.
    return opening.heading.removesuffix(f" {opening.number}").rstrip(), opening.number


def is_heading(text: str) -> bool:
    """Whether the line opens like a scene."""
    return opening_of(text) is not None


def is_transition(text: str) -> bool:
    """Whether a line that stands alone is a transition."""
    line = without_tags(text)[0]
    return _is_upper(line) and (line.endswith("TO:") or _CHANGES.fullmatch(line) is not None)


def is_cue(text: str) -> bool:
    """Whether a line that others follow names who speaks: capitals, whatever its extensions say."""
    line = without_tags(text)[0].removesuffix("^").rstrip()
    name = _EXTENSION.sub("", line).strip()
    return _is_upper(name) and "^" not in name and not line.endswith("TO:")


def is_parenthetical(text: str) -> bool:
    return text.startswith("(") and text.endswith(")") and len(text) > 1


def _is_upper(text: str) -> bool:
    return text == text.upper() and any(character.isalpha() for character in text)
