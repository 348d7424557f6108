"""How the register's pages write a time in a film."""

from django import template

from coulisse.desks.office.rights.forms.fields import write_clock

register = template.Library()


@register.filter
def clock(seconds: int) -> str:
    """`12:34`, `1:02:03`."""
    return write_clock(seconds)
