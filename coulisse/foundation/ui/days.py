"""A typed day that people may have meant: a slip in the year (0207, 9999) is refused before it is kept.

A day beyond what a calendar can reckon with would break every page that counts from it.
"""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST: Final = date(1950, 1, 1)
LAST: Final = date(2099, 12, 31)


def refuse_slip(day: date) -> None:
    """Raises ValidationError, in the reader's words."""
    if not FIRST <= day <= LAST:
        raise ValidationError(_("Write a day between 1950 and 2099."), code="slip")


class DayField(forms.DateField):
    """A day of the calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.DateInput({"type": "date"}, "%Y-%m-%d"), **options})

    def to_python(self, value: Any) -> Any:
        day = super().to_python(value)
        if day is not None:
            refuse_slip(day)
        return day
