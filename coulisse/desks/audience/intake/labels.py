"""The words of codes: kinds, desks that something is handed to, reasons. One place, so that all say the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Mark:
    """How a code is shown: its word, its colour (never alone), its icon."""

    label: Promise
    tone: str = ""
    icon: str = ""


KINDS: Final[Mapping[str, Mark]] = {
    "threat": Mark(pgettext_lazy("kind of message", "Threat"), "stop", "shield-warning"),
    "legal": Mark(pgettext_lazy("kind of message", "Legal"), "warn", "scales"),
    "press": Mark(pgettext_lazy("kind of message", "Press"), "warn", "newspaper"),
    "minor": Mark(pgettext_lazy("kind of message", "Minor"), "warn", "baby"),
    "privacy_request": Mark(pgettext_lazy("kind of message", "Personal data"), "warn", "lock"),
    "image_right": Mark(pgettext_lazy("kind of message", "Right to one’s image"), "stop", "prohibit"),
    "complaint": Mark(pgettext_lazy("kind of message", "Complaint")),
    "criticism": Mark(pgettext_lazy("kind of message", "Criticism")),
    "praise": Mark(pgettext_lazy("kind of message", "Thanks")),
    "suggestion": Mark(pgettext_lazy("kind of message", "Suggestion")),
    "question": Mark(pgettext_lazy("kind of message", "Question")),
}
"""In the order of `engines.triage.kinds.KINDS`, the serious ones first."""

ROUTES: Final[Mapping[str, Promise]] = {
    "press": pgettext_lazy("handed to", "Press office"),
    "legal": pgettext_lazy("handed to", "Legal service"),
    "security": pgettext_lazy("handed to", "Security contact"),
    "rights": pgettext_lazy("handed to", "Rights and releases"),
    "minors": pgettext_lazy("handed to", "Protection of minors"),
    "privacy": pgettext_lazy("handed to", "Personal data"),
}

REASONS: Final[Mapping[str, Promise]] = {
    "kind": _("it is something else"),
    "added": _("it says something of its own"),
    "contrary": _("it says the contrary"),
    "person": _("a person took it out"),
}


def kind_label(code: str) -> str:
    """A kind in words; the code itself where this release does not know it."""
    return str(KINDS[code].label) if code in KINDS else code


def route_label(code: str) -> str:
    return str(ROUTES[code]) if code in ROUTES else code


def reasons_in_words(apart: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Why a conversation was kept out of a family: the reason, and the words or kinds that gave it."""
    found = []
    for one in apart:
        reason, words = str(one.get("reason", "")), [str(word) for word in one.get("words", ())]
        shown = [kind_label(word) for word in words] if reason == "kind" else words
        said = str(REASONS[reason]) if reason in REASONS else reason
        joined = ", ".join(shown) if reason == "kind" else " ".join(shown)
        found.append((said, joined))
    return found
