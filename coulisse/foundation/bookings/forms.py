"""The form of a booking: hours as the clocks of Brussels show them."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.bookings.models import Unit
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import WallTimeDoesNotExist, WallTimeHappensTwice, in_brussels


class HoursForm(forms.Form):
    """From one hour to another."""

    from_day = forms.DateField(
        label=pgettext_lazy("booking", "From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    from_hour = forms.TimeField(label=_("Hour"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    to_day = forms.DateField(
        label=pgettext_lazy("booking", "Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    to_hour = forms.TimeField(label=_("Hour"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for end in ("from", "to"):
            day, hour = values.get(f"{end}_day"), values.get(f"{end}_hour")
            if day is None or hour is None:
                continue
            try:
                values[f"{end}_at"] = in_brussels(day, hour)
            except WallTimeHappensTwice:
                self.add_error(
                    f"{end}_hour", _("The clocks go back: this hour happens twice. Choose 01:59 or 03:00.")
                )
            except WallTimeDoesNotExist:
                self.add_error(f"{end}_hour", _("The clocks go forward: this hour does not exist. Choose 03:00."))
        starts_at, ends_at = values.get("from_at"), values.get("to_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("to_day", _("The end is not after the start. Write a later day or hour."))
        return values

    @property
    def stretch(self) -> tuple[datetime, datetime]:
        return self.cleaned_data["from_at"], self.cleaned_data["to_at"]


class BookingForm(HoursForm):
    """What, for which production, when."""

    # Either of the first two answers the question: the browser must not ask for both.
    use_required_attribute = False

    unit = forms.ModelChoiceField(
        label=_("Who or what"),
        queryset=Unit.objects.none(),
        empty_label=_("A new numbered item"),
        error_messages={"required": _("Choose a person, a place or an item, or name a new numbered item.")},
    )
    item = forms.CharField(
        label=_("New numbered item"), max_length=160, required=False, help_text=_("For instance “Ronin 2, n° 1”")
    )
    production = forms.ModelChoiceField(label=_("Production"), queryset=Production.objects.none())
    purpose = forms.CharField(label=_("For"), max_length=160, required=False)
    confirmed = forms.BooleanField(label=_("Confirm at once"), required=False)

    field_order = (
        "unit",
        "item",
        "production",
        "from_day",
        "from_hour",
        "to_day",
        "to_hour",
        "purpose",
        "confirmed",
    )

    def __init__(self, *args: Any, productions: QuerySet[Production], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["production"].queryset = productions  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.filter(archived_at__isnull=True)  # type: ignore[attr-defined]
        self.fields["unit"].required = not self.data.get("item", "").strip()
