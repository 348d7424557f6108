"""How the grid's own words are read: titles of a file, categories, and an hour to another."""

from datetime import datetime
from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy

from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.times import to_brussels

register = template.Library()

CATEGORIES: Final[dict[str, Promise]] = {
    "news": pgettext_lazy("programme", "News"),
    "weather": pgettext_lazy("programme", "Weather"),
    "magazine": pgettext_lazy("programme", "Magazine"),
    "film": pgettext_lazy("programme", "Film"),
    "movie": pgettext_lazy("programme", "Film"),
    "series": pgettext_lazy("programme", "Series"),
    "documentary": pgettext_lazy("programme", "Documentary"),
    "sport": pgettext_lazy("programme", "Sport"),
    "sports": pgettext_lazy("programme", "Sport"),
    "music": pgettext_lazy("programme", "Music"),
    "children": pgettext_lazy("programme", "Children"),
    "culture": pgettext_lazy("programme", "Culture"),
    "entertainment": pgettext_lazy("programme", "Entertainment"),
}
"""The words of XMLTV that channels use most; any other is shown as the file has it."""


@register.filter
def category(words: str) -> str:
    return str(CATEGORIES.get(words.strip().lower(), words))


@register.filter
def titled(titles: tuple[tuple[str, str], ...]) -> str:
    """The title of a slot of a file, in the reader's language or the nearest."""
    return in_language(dict(titles), get_language() or "fr") or (titles[0][1] if titles else "")


@register.filter
def hours(starts_at: datetime, ends_at: datetime) -> str:
    """`14/03/2027, 20:25–21:30`."""
    return f"{to_brussels(starts_at):%d/%m/%Y, %H:%M}–{to_brussels(ends_at):%H:%M}"
