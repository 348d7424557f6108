"""What people type about a plan: hours on the clocks of Brussels, lengths in eighths, money in euros."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.floor.breakdown.models import Category, Element
from coulisse.desks.floor.schedule.actions.boards import Calendar
from coulisse.desks.floor.schedule.models import Board, Day, ElementEvent, Strip
from coulisse.desks.floor.schedule.wording import day_name, long_day
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from coulisse.kernel.eighths import Eighths, UnreadableEighths

PRICES: Final = {
    "company_move": _("Company move"),
    "effect_switch": _("From day to night, or back"),
    "set_change": _("Change of set"),
    "overtime_hour": _("Hour of overtime of the unit"),
}
"""The prices of a board, by their keys in `Board.prices`."""
MOST_DAYS: Final = 366
RESERVE: Final = "reserve"
END: Final = "end"


def date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class EighthsField(forms.CharField):
    """`4/8`, `1 3/8` or `2`; the value is a number of eighths."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return Eighths.parse(text).count
        except UnreadableEighths as error:
            raise forms.ValidationError(_("Write a length like 4/8 or 1 3/8.")) from error

    def prepare_value(self, value: Any) -> Any:
        return str(Eighths(value)) if isinstance(value, int) else value


class NewBoardForm(forms.Form):
    """What a first board is made from."""

    first_day = forms.DateField(label=_("First day"), widget=date_input())
    days = forms.IntegerField(label=_("Shooting days"), min_value=1, max_value=MOST_DAYS)
    weekends_off = forms.BooleanField(label=_("Saturdays and Sundays off"), required=False, initial=True)
    holidays_off = forms.BooleanField(label=_("Belgian public holidays off"), required=False, initial=True)
    most_eighths = EighthsField(label=_("At most in a day, in pages"), initial=28)
    call_at = forms.TimeField(label=_("Crew call"), required=False, initial="07:30", widget=time_input())
    ready_at = forms.TimeField(label=_("Ready to shoot"), required=False, initial="08:30", widget=time_input())
    meal_at = forms.TimeField(label=_("Meal"), required=False, initial="12:30", widget=time_input())
    wrap_at = forms.TimeField(label=_("Wrap"), required=False, initial="18:30", widget=time_input())
    name = forms.CharField(label=_("Name"), max_length=80, required=False)

    def clean_most_eighths(self) -> int:
        most = self.cleaned_data["most_eighths"]
        if not isinstance(most, int) or most < 1:
            raise forms.ValidationError(_("Write a length like 4/8 or 1 3/8."))
        return most

    def calendar(self) -> Calendar:
        values = {name: value for name, value in self.cleaned_data.items() if name != "name"}
        return Calendar(**values)


class MoveForm(forms.Form):
    """Where a strip goes: the way without a mouse and without a script."""

    day = forms.ChoiceField(label=_("Move to"))
    before = forms.ChoiceField(label=_("Before"))

    def __init__(self, *args: Any, days: list[Day], strips: QuerySet[Strip], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [
            (str(day.pk), f"{day_name(day.number, day.date, day.unit)} · {long_day(day.date)}") for day in days
        ]
        self.fields["day"].choices = [*named, (RESERVE, _("Reserve"))]  # type: ignore[attr-defined]
        beside = [(str(one.pk), one.scene.number + one.part if one.scene else one.text) for one in strips]
        self.fields["before"].choices = [(END, _("at the end")), *beside]  # type: ignore[attr-defined]


class StripForm(forms.Form):
    """The estimate and the note of a scene's strip."""

    minutes = forms.IntegerField(label=_("Estimated shooting time, in minutes"), min_value=0, max_value=24 * 60)
    note = forms.CharField(label=_("Note"), max_length=160, required=False)


class BannerForm(forms.Form):
    """A line of one's own."""

    text = forms.CharField(label=_("Words of the banner"), max_length=160)
    minutes = forms.IntegerField(
        label=_("Minutes that it takes"), min_value=0, max_value=24 * 60, required=False, initial=0
    )

    def clean_minutes(self) -> int:
        return self.cleaned_data["minutes"] or 0


class SplitForm(forms.Form):
    """The lengths of the parts, from the first on."""

    parts = forms.CharField(label=_("Lengths of the parts"), help_text=_("For instance 4/8 ; 6/8"), max_length=200)

    def __init__(self, *args: Any, eighths: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._eighths = eighths

    def clean_parts(self) -> list[int]:
        texts = [text.strip() for text in self.cleaned_data["parts"].replace("+", ";").split(";")]
        try:
            found = [Eighths.parse(text).count for text in texts if text]
        except UnreadableEighths as error:
            raise forms.ValidationError(_("Write lengths like 4/8 ; 1 3/8.")) from error
        if len(found) < 2 or min(found) < 1 or sum(found) != self._eighths:
            raise forms.ValidationError(
                _("The parts make %(sum)s, the strip is %(whole)s long."),
                params={"sum": str(Eighths(sum(found))), "whole": str(Eighths(self._eighths))},
            )
        return found


class DayForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself has no parameter here
    """The settings of a day."""

    most_eighths = EighthsField(label=_("At most, in pages"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Day
        fields = (
            "date",
            "unit",
            "kind",
            "place",
            "call_at",
            "ready_at",
            "meal_at",
            "meal_minutes",
            "wrap_at",
            "most_eighths",
            "note",
        )
        widgets = {  # noqa: RUF012  # Django's own way
            "date": date_input(),
            "call_at": time_input(),
            "ready_at": time_input(),
            "meal_at": time_input(),
            "wrap_at": time_input(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places: Any = self.fields["place"]
        places.queryset = Place.objects.filter(archived_at__isnull=True)
        self.fields["version"].initial = self.instance.version if self.instance.pk else None

    def values(self) -> dict[str, object]:
        """What to write, by the names of the columns."""
        found = {name: self.cleaned_data[name] for name in self.Meta.fields if name != "place"}
        place = self.cleaned_data["place"]
        return {**found, "place_id": place.pk if place else None}

    def _post_clean(self) -> None:
        """The action writes the row, under its version: the form leaves it as it was read."""


class CancelForm(forms.Form):
    """A day isn't cancelled without a reason."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class SwapForm(forms.Form):
    """The other day of a swap."""

    other = forms.ModelChoiceField(label=_("Swap with"), queryset=Day.objects.none())

    def __init__(self, *args: Any, day: Day, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["other"]
        field.queryset = Day.objects.filter(board=day.board_id).exclude(pk=day.pk)
        field.label_from_instance = day_label


class BoardForm(forms.Form):
    """The name of a board, what it changes, and what its moves cost."""

    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    change = forms.CharField(
        label=_("What changes"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, board: Board) -> None:
        initial: dict[str, Any] = {"name": board.name, "change": board.change, "version": board.version}
        for key in PRICES:
            cents = board.prices.get(key)
            initial[key] = Decimal(cents) / 100 if cents is not None else None
        super().__init__(data, initial=initial)
        self._prices = board.prices
        for key, label in PRICES.items():
            self.fields[key] = forms.DecimalField(
                label=label, min_value=0, max_digits=9, decimal_places=2, required=False, localize=True
            )

    @property
    def price_fields(self) -> list[forms.BoundField]:
        return [self[key] for key in PRICES]

    def values(self) -> dict[str, object]:
        prices = dict(self._prices)
        for key in PRICES:
            typed = self.cleaned_data[key]
            if typed is None:
                prices.pop(key, None)
            else:
                prices[key] = int(typed * 100)
        return {"name": self.cleaned_data["name"], "change": self.cleaned_data["change"], "prices": prices}


class CopyForm(forms.Form):
    """A copy to try something on."""

    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    change = forms.CharField(label=_("What changes"), max_length=300, required=False)


class EventForm(forms.Form):
    """What an element does on some days."""

    element = forms.ModelChoiceField(label=_("Who or what"), queryset=Element.objects.none())
    kind = forms.ChoiceField(label=pgettext_lazy("event", "Kind"), choices=ElementEvent.Kind.choices)
    starts_on = forms.DateField(label=_("First day"), widget=date_input())
    ends_on = forms.DateField(label=_("Last day"), widget=date_input())
    note = forms.CharField(label=_("Note"), max_length=160, required=False)

    def __init__(self, *args: Any, production: Production, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elements: Any = self.fields["element"]
        elements.queryset = Element.objects.filter(production=production).order_by("category", "number", "key")
        elements.label_from_instance = _element_name

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("starts_on"), values.get("ends_on")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))
        return values


def day_label(day: Day) -> str:
    """« J16 · jeudi 18 mars »."""
    return f"{day_name(day.number, day.date, day.unit)} · {long_day(day.date)}"


def _element_name(element: Element) -> str:
    if element.category == Category.ROLE and element.number is not None:
        return f"{element.number} · {element.name}"
    return f"{element.get_category_display()} · {element.name}"
