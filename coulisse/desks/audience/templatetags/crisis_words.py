"""Spans of time in words, for the crisis."""

from datetime import timedelta

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coulisse.foundation.ui.templatetags.coulisse import not_available

register = template.Library()


@register.filter
def span(value: timedelta | None) -> str:
    """`38 minutes`, `2 h 05`, `3 days`; None is said."""
    if value is None:
        return not_available()
    minutes = int(value.total_seconds() // 60)
    if minutes < 60:
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    if minutes < 48 * 60:
        return _("%(hours)s h %(minutes)s") % {"hours": minutes // 60, "minutes": f"{minutes % 60:02}"}
    days = minutes // (24 * 60)
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
