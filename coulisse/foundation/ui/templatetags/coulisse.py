"""The words that templates use: icons, badges, notes, fields, heads and pages of tables, and Belgian writing.

Registered as a builtin, so that no template loads it.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect
from django.http import QueryDict
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coulisse.foundation.ui.translated import in_language, reading_language
from coulisse.kernel.eighths import Eighths
from coulisse.kernel.language import Language
from coulisse.kernel.money import Money
from coulisse.kernel.rate import Rate
from coulisse.kernel.typography import french_spaces
from coulisse.kernel.writing import write_amount, write_eighths, write_money, write_number, write_rate

register = template.Library()

TONE_ICONS: Final = {
    "stop": "warning-octagon",
    "warn": "warning",
    "ok": "check-circle",
    "info": "info",
    "": "info",
}
DAY_FORMS: Final = {
    "long": "l j F Y",
    "plain": "j F Y",
    "short": "d/m",
    "full": "d/m/Y",
    "week": "D d/m",
    "time": "H:i",
    "moment": "d/m/Y, H:i",
}


def reader() -> Language:
    return reading_language(get_language() or "fr")


# Pieces of a page.


@register.simple_tag
def icon(name: str, size: int = 18, label: str | Promise = "") -> SafeString:
    """An icon of the sprite; silent for a screen reader unless it stands alone and has a `label`."""
    return _drawn(name, size, str(label))


@lru_cache(maxsize=2_048)
def _drawn(name: str, size: int, label: str) -> SafeString:
    """A calendar draws the same few icons hundreds of times; the address of the sprite is the process's own."""
    silent = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    shape = "ic" if size == 18 else f"ic s{size}"
    return format_html(
        '<svg class="{}" {}><use href="{}#{}"/></svg>', shape, silent, static("coulisse/icons.svg"), name
    )


@register.simple_tag
def badge(text: str | Promise, tone: str = "", icon_name: str = "") -> SafeString:
    """A word for a state. `tone` is stop, warn, ok, info, acc or line."""
    return format_html(
        '<span class="badge {}">{}{}</span>',
        tone,
        icon(icon_name, 14) if icon_name else "",
        text,
    )


@register.simple_block_tag
def note(content: str, tone: str = "info", icon_name: str = "") -> SafeString:
    """What happened, why, what next: `{% note "stop" %}…{% endnote %}`."""
    role = mark_safe(' role="alert"') if tone == "stop" else ""
    return format_html(
        '<div class="note {}"{}>{}<div>{}</div></div>',
        tone,
        role,
        icon(icon_name or TONE_ICONS[tone]),
        content,
    )


@register.simple_block_tag
def empty(content: str, title: str | Promise, icon_name: str = "tray") -> SafeString:
    """What will come here, and one action: `{% empty _("No task") "check-square" %}…{% endempty %}`."""
    return format_html('<div class="empty">{}<b>{}</b>{}</div>', icon(icon_name, 24), title, content)


@register.simple_tag
def source(name: str, at: datetime | date | None = None) -> SafeString:
    """Where an imported value comes from, and when it was read."""
    return format_html(
        '<p class="src">{}{}</p>',
        name,
        f" · {day(at, 'moment' if isinstance(at, datetime) else 'full')}" if at else "",
    )


@register.simple_tag
def progress(done: int, total: int, label: str | Promise) -> SafeString:
    """A bar with its words for a screen reader; the count is written beside it by the page."""
    return format_html(
        '<progress class="prog" value="{}" max="{}" aria-label="{}"></progress>', done, max(total, 1), label
    )


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, hint: str | Promise = "", unit: str = "", classes: str = "") -> dict[str, object]:
    """A form's field with its label, hint and reason for refusal, tied together for a screen reader."""
    widget = bound.field.widget
    hint = hint or bound.help_text
    described = " ".join(
        name
        for name, there in ((f"{bound.auto_id}_hint", hint), (f"{bound.auto_id}_error", bound.errors))
        if there
    )
    attributes: dict[str, str | bool] = {"aria-describedby": described} if described else {}
    if bound.errors:
        attributes["aria-invalid"] = "true"
    listed = isinstance(widget, CheckboxSelectMultiple | RadioSelect)
    ticked = isinstance(widget, CheckboxInput)
    if not listed and not ticked:
        attributes["class"] = f"inp {classes}".strip()
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attributes),
        "hint": hint,
        "unit": unit,
        "is_tick": ticked,
        "is_list": listed,
        "is_file": isinstance(widget, FileInput),
        "is_hidden": bound.is_hidden,
    }


@register.inclusion_tag("ui/problems.html")
def problems(form: Any) -> dict[str, object]:
    """On top of a refused form: each reason, as a link to its field."""
    return {
        "general": form.non_field_errors() if form.is_bound else [],
        "fields": [bound for bound in form if bound.errors] if form.is_bound else [],
    }


@register.simple_tag(takes_context=True)
def sort(context: template.Context, name: str, label: str | Promise, classes: str = "") -> SafeString:
    """A head that orders the list by `?sort=name`, then by `?sort=-name`."""
    asked = _query(context)
    current = asked.get("sort", "")
    rising, falling = current == name, current == f"-{name}"
    asked["sort"] = f"-{name}" if rising else name
    asked.pop("page", None)
    state = "ascending" if rising else "descending" if falling else ""
    mark = "caret-up" if rising else "caret-down" if falling else "caret-up-down"
    return format_html(
        '<th scope="col" class="{}"{}><a class="sort" href="?{}">{}{}</a></th>',
        classes,
        format_html(' aria-sort="{}"', state) if state else "",
        asked.urlencode(),
        label,
        icon(mark, 14),
    )


@register.inclusion_tag("ui/pages.html", takes_context=True)
def pages(context: template.Context, page: "Page[Any]") -> dict[str, object]:
    """First and last row shown, how many there are, and the way to the neighbours."""
    return {
        "page": page,
        "total": page.paginator.count,
        "previous": _page_address(context, page.previous_page_number()) if page.has_previous() else "",
        "next": _page_address(context, page.next_page_number()) if page.has_next() else "",
    }


def _page_address(context: template.Context, number: int) -> str:
    asked = _query(context)
    asked["page"] = str(number)
    return f"?{asked.urlencode()}"


def _query(context: template.Context) -> QueryDict:
    request = context.get("request")
    return request.GET.copy() if request is not None else QueryDict(mutable=True)


@register.simple_tag
def keys(*names: str) -> SafeString:
    """The caps of one shortcut: `{% keys "Ctrl" "K" %}`."""
    return format_html_join(" ", "<kbd>{}</kbd>", ((name,) for name in names))


# Belgian writing.


@register.filter
def money(value: Money | None, form: str = "") -> str:
    """`1 284,37 €`; `"amount"` leaves the unit to the column's head. None is said, never shown as zero."""
    if value is None:
        return not_available()
    return write_amount(value, reader()) if form == "amount" else write_money(value, reader())


@register.filter
def number(value: int | Decimal | None, places: int | None = None) -> str:
    if value is None:
        return not_available()
    return write_number(value, reader(), places)


@register.filter
def rate(value: Rate | None, places: int | None = None) -> str:
    if value is None:
        return not_available()
    return write_rate(value, reader(), places)


@register.filter
def eighths(value: Eighths | int | None) -> str:
    """`1 3/8` in plain figures; an integer is a number of eighths."""
    if value is None:
        return not_available()
    return write_eighths(value if isinstance(value, Eighths) else Eighths(value))


def not_available() -> str:
    return _("not available")


@register.filter(is_safe=True)
def frenchspaces(text: str | Promise) -> str:
    """The spaces of French print, for a reader of French; other readers get the text as it is.

    Marked-up text stays marked up: a space has no meaning in HTML.
    """
    written = str(text)
    return french_spaces(written) if reader() is Language.FR else written


@register.filter
def day(value: date | datetime | time | None, form: str = "long") -> str:
    """`mardi 16 mars 2027`; or short 16/03, full 16/03/2027, week mar 16/03, time 07:25, moment."""
    if value is None:
        return not_available()
    if isinstance(value, datetime) and is_aware(value):
        value = localtime(value)
    return _written_day(value, form, get_language() or "fr")


@lru_cache(maxsize=8_192)
def _written_day(value: date | datetime | time, form: str, language: str) -> str:
    """A table writes the same few days hundreds of times; `language` is only the key, it is already active."""
    written = date_format(value, DAY_FORMS[form])  # type: ignore[arg-type]  # the stubs leave `time` out
    if form in {"long", "plain"} and isinstance(value, date) and value.day == 1 and reader() is Language.FR:
        return written.replace("1 ", "1er ", 1)
    return written.replace(".", "", 1) if form == "week" else written


@register.filter
def tr(value: Mapping[str, str] | None) -> str:
    """What people wrote in several languages, in the reader's or the nearest."""
    return in_language(value, get_language() or "fr")


@register.filter
def initials(name: str) -> str:
    """Two letters for a round mark: « Nadia Verhaegen » → NV."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"
