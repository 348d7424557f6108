"""What the journal lends to other rooms' templates: the windows of a slot, and the history of a row."""

from typing import Any

from django import template
from django.db import models
from django.template.context import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from coulisse.foundation.journal.links import fill
from coulisse.foundation.journal.queries import history_of

register = template.Library()


@register.simple_tag(takes_context=True)
def window(context: Context, slot: str, subject: models.Model | int) -> SafeString:
    """`{% window "floor.callsheet.person" person %}`: what other desks show there to this reader, or nothing."""
    user = context["request"].user
    if not user.is_authenticated:
        return SafeString("")
    subject_id = subject if isinstance(subject, int) else int(getattr(subject, "pk", None) or subject.id)  # type: ignore[attr-defined]
    return format_html_join("\n", "{}", ((pane,) for pane in fill(slot, user=user, subject_id=subject_id)))


@register.inclusion_tag("journal/history.html", takes_context=True)
def history(context: Context, row: models.Model, limit: int = 20) -> dict[str, Any]:
    """`{% history contact %}`: what happened to this row, as far as the reader may know."""
    return {"lines": history_of(row, context["request"].user, limit=limit)}
