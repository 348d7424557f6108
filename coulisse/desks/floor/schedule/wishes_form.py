"""What is asked of an order of the scenes: prices in euros, the longest day, what stays still, how long."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coulisse.desks.floor.schedule.forms import EighthsField
from coulisse.desks.floor.schedule.models import Board, Day
from coulisse.desks.floor.schedule.queries.days import DayLine, days_of_board
from coulisse.desks.floor.schedule.queries.proposing import Wishes
from coulisse.desks.floor.schedule.wording import day_name, long_day

AMOUNTS: Final = {
    "move": (_("Move within a day"), "company_move"),
    "overnight_move": (_("Move between two days"), ""),
    "switch": (_("From day to night, or back"), "effect_switch"),
    "set_change": (_("Change of set"), "set_change"),
    "overtime_hour": (_("Hour of overtime of the unit"), "overtime_hour"),
    "shooting_day": (_("Each shooting day"), ""),
}
"""The prices of an order, with the price of the board that each begins from."""
LONGEST: Final = 600
SECONDS: Final = 60


class WishesForm(forms.Form):
    """The pay of the roles is always counted, by the rates of the cast list."""

    most_eighths = EighthsField(label=_("At most in a day, in pages"), required=False)
    seconds = forms.IntegerField(label=_("Look for, in seconds"), min_value=5, max_value=LONGEST, initial=SECONDS)
    with_reserve = forms.BooleanField(label=_("Find a day for the scenes in reserve too"), required=False)
    kept = forms.MultipleChoiceField(
        label=_("Days that stay as they are"), required=False, widget=forms.CheckboxSelectMultiple
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, board: Board, today: date) -> None:
        days = [day for day in days_of_board(board) if day.kind == Day.Kind.SHOOT]
        initial: dict[str, Any] = {
            "key": uuid4(),
            "kept": [str(day.pk) for day in days if day.date <= today],
            "most_eighths": max((day.most_eighths or 0 for day in days), default=0) or None,
        }
        for name, (_label, price) in AMOUNTS.items():
            cents = board.prices.get(price) if price else None
            initial[name] = Decimal(cents) / 100 if cents is not None else None
        super().__init__(data, initial=initial)
        self.fields["kept"].choices = list(_choices(days))  # type: ignore[attr-defined]  # a field of choices
        for name, (label, _price) in AMOUNTS.items():
            self.fields[name] = forms.DecimalField(
                label=label, min_value=0, max_digits=9, decimal_places=2, required=False, localize=True
            )

    @property
    def amounts(self) -> list[forms.BoundField]:
        return [self[name] for name in AMOUNTS]

    @property
    def kept_count(self) -> int:
        value = self["kept"].value()
        return len(value) if isinstance(value, list) else 0

    def wishes(self) -> Wishes:
        amounts = {name: int((self.cleaned_data[name] or 0) * 100) for name in AMOUNTS}
        return Wishes(
            **amounts,
            most_eighths=self.cleaned_data["most_eighths"],
            kept=tuple(int(pk) for pk in self.cleaned_data["kept"]),
            with_reserve=self.cleaned_data["with_reserve"],
            seconds=self.cleaned_data["seconds"],
        )


def _choices(days: list[DayLine]) -> Iterator[tuple[str, str]]:
    for day in days:
        yield str(day.pk), f"{day_name(day.number, day.date, day.unit)} · {long_day(day.date)}"
