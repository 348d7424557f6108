"""What is wrong with a file of subtitles, in words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

TROUBLES: Final[dict[str, Promise]] = {
    "no-subtitles": gettext_lazy("No subtitle can be read in this file: it must be .srt or .vtt."),
    "too-large": gettext_lazy("This file is too large to hold subtitles."),
    "times-missing": gettext_lazy("words without their times"),
    "time-not-understood": gettext_lazy("times that cannot be read"),
    "nothing-said": gettext_lazy("a subtitle without words"),
    "ends-before-it-starts": gettext_lazy("a subtitle that ends before it starts"),
    "too-fast": gettext_lazy("too many words for the time they stay"),
    "out-of-order": gettext_lazy("a subtitle before the one above it"),
    "overlaps": gettext_lazy("two subtitles at once"),
}


def trouble_of(code: str, line: int | None = None) -> str:
    words = str(TROUBLES.get(code, code))
    return _("line %(line)s, %(trouble)s") % {"line": line, "trouble": words} if line else words
