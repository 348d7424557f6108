"""Questions as one types them: « [x] question | choice | *right choice », one a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from coulisse.desks.community.animation.models import GameQuestion

MOST_QUESTIONS: Final = 20
MOST_OPTIONS: Final = 12
SEVERAL: Final = "x "


@dataclass(frozen=True, slots=True)
class Line:
    """One question in one language. `right`: numbers of the starred choices; `most`: how many one may choose."""

    label: str
    options: tuple[str, ...]
    right: tuple[int, ...]
    most: int


def read_lines(typed: str) -> list[Line]:
    """Raises ValidationError with the number of the line."""
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST_QUESTIONS:
        told = {"count": len(lines), "most": MOST_QUESTIONS}
        raise ValidationError(_("%(count)s questions: %(most)s are the most.") % told)
    return [_read_line(number, line) for number, line in enumerate(lines, 1)]


def _read_line(number: int, line: str) -> Line:
    is_several = line.startswith(SEVERAL)
    label, *options = [part.strip() for part in line.removeprefix(SEVERAL).split("|")]
    if not label or not 1 < len(options) <= MOST_OPTIONS or not all(one.lstrip("* ") for one in options):
        said = _("Line %(number)s: give two choices or more after the question, each after a |.")
        raise ValidationError(said % {"number": number})
    return Line(
        label=label[:300],
        options=tuple(one.lstrip("* ")[:120] for one in options),
        right=tuple(place for place, one in enumerate(options) if one.startswith("*")),
        most=len(options) if is_several else 1,
    )


def written_out(questions: Iterable[GameQuestion], language: str) -> str:
    """The questions as they are typed, in this language."""
    lines = []
    for one in questions:
        if language in one.labels:
            options = [
                f"{'*' if place in one.right else ''}{option.get(language, '')}"
                for place, option in enumerate(one.options)
            ]
            lines.append(f"{SEVERAL if one.most > 1 else ''}{' | '.join([one.labels[language], *options])}")
    return "\n".join(lines)
