"""The names of the languages that people of the book speak."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SPOKEN: Final[dict[str, Promise]] = {
    "fr": _("French"),
    "nl": _("Dutch"),
    "en": _("English"),
    "de": _("German"),
    "es": _("Spanish"),
    "it": _("Italian"),
    "pt": _("Portuguese"),
    "ar": _("Arabic"),
    "tr": _("Turkish"),
    "pl": _("Polish"),
    "lb": _("Luxembourgish"),
    "ln": _("Lingala"),
    "vgt": _("Flemish sign language"),
    "sfb": _("French Belgian sign language"),
}


def language_name(code: str) -> str:
    return str(SPOKEN.get(code, code))
