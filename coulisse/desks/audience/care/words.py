"""The neutral words that stand in for a folded text. They never quote and never describe."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

GISTS: Final[dict[str, tuple[Promise, Promise]]] = {
    "threat": (pgettext_lazy("gist", "Threat"), gettext_lazy("Threat folded")),
    "insult": (pgettext_lazy("gist", "Insult"), gettext_lazy("Insult folded")),
    "hate": (pgettext_lazy("gist", "Hate"), gettext_lazy("Hateful message folded")),
    "sexual": (pgettext_lazy("gist", "Sexual remark"), gettext_lazy("Sexual remark folded")),
    "harassment": (pgettext_lazy("gist", "Harassment"), gettext_lazy("Harassment folded")),
    "distress": (pgettext_lazy("gist", "Somebody in distress"), gettext_lazy("Message of distress folded")),
    "shocking": (pgettext_lazy("gist", "Shocking content"), gettext_lazy("Shocking content folded")),
    "other": (pgettext_lazy("gist", "Hurtful content"), gettext_lazy("Hurtful content folded")),
}
"""By code: the noun, and the title of the cover."""
SERIOUS: Final = ("threat", "harassment", "hate")
"""What may become a threat file at one click."""


def code_of(gist: str) -> str:
    """A code of this table, whatever a row holds."""
    return gist if gist in GISTS else "other"


def noun(gist: str) -> str:
    return str(GISTS[code_of(gist)][0])


def title(gist: str) -> str:
    return str(GISTS[code_of(gist)][1])


def choices() -> list[tuple[str, Promise]]:
    return [(code, words[0]) for code, words in GISTS.items()]


def neutral_preview() -> str:
    """What stands where the first words of a text would."""
    return _("Text hidden.")
