"""How pages write the cells of a call sheet: what is now, and what it was where a rectification changed it."""

from datetime import time, timedelta
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from coulisse.kernel.typography import NO_BREAK
from coulisse.papers.call_sheet import Changed, PickUp, Span

register = template.Library()
SAFE_EMPTY = mark_safe("")  # a constant


@register.filter
def now(cell: Any) -> Any:
    """What holds now, changed or not."""
    return cell.now if isinstance(cell, Changed) else cell


@register.filter
def is_changed(cell: Any) -> bool:
    return isinstance(cell, Changed)


@register.filter
def cell(value: Any, missing: str = "") -> SafeString:
    """The words of a cell; a changed one is marked, its former words struck beside it."""
    if not isinstance(value, Changed):
        return format_html("{}", in_words(value) or missing or _("not available"))
    was = in_words(value.was)
    struck = format_html(' <s class="was">{}</s>', was) if was else SAFE_EMPTY
    return format_html('<span class="chg">{}</span>{}', in_words(value.now) or _("not available"), struck)


@register.filter
def step(value: Any) -> SafeString:
    """An hour that may not be asked for: « – » then."""
    return cell(value, "–")


@register.filter
def lasting(value: timedelta | None) -> str:
    """« 9 h 30 »."""
    if value is None:
        return ""
    minutes = int(value.total_seconds()) // 60
    sign = "−" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60}{NO_BREAK}h{NO_BREAK}{abs(minutes) % 60:02}"


def in_words(value: object) -> str:
    match value:
        case None:
            return ""
        case time():
            return f"{value:%H:%M}"
        case Span(start, end):
            return f"{start:%H:%M} – {end:%H:%M}"
        case PickUp(hour, place):
            if hour is None:
                return place or _("own means")
            return f"{hour:%H:%M} {place}".strip()
        case tuple():
            return ", ".join(str(one) for one in value)
    return str(value)
