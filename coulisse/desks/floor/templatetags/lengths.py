"""How long: on screen as 1'05", on the set as 1 h 40."""

from django import template

from coulisse.kernel.typography import NO_BREAK

register = template.Library()


@register.filter
def timing(seconds: int | None) -> str:
    """`1'05"`, as the scripte writes it."""
    return "" if seconds is None else f"{seconds // 60}'{seconds % 60:02}\""


@register.filter
def shooting(minutes: int | None) -> str:
    """`1 h 40`, `45 min`."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    return f"{hours}{NO_BREAK}h{NO_BREAK}{rest:02}" if hours else f"{rest}{NO_BREAK}min"
