"""Forms of the day. Hours are those on the clocks of the set; before the call they are of the next day."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.floor.dailies.models import Incident, Report, SceneDone
from coulisse.desks.floor.dailies.queries.called import hour_on
from coulisse.kernel.eighths import Eighths, UnreadableEighths

HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class HourForm(forms.Form):
    """One hour; empty is now."""

    hour = forms.TimeField(label=_("Hour"), required=False, widget=HOUR)

    def moment(self, day: date, now: datetime) -> datetime:
        hour = self.cleaned_data.get("hour")
        return hour_on(day, hour) if hour is not None else now


class PresenceForm(forms.Form):
    """Somebody's day: arrival, leaving, meal."""

    arrived = forms.TimeField(label=pgettext_lazy("person", "Arrived"), required=False, widget=HOUR)
    left = forms.TimeField(label=pgettext_lazy("person", "Left"), required=False, widget=HOUR)
    meal_minutes = forms.IntegerField(label=_("Meal, in minutes"), required=False, min_value=0, max_value=240)
    accompanied_by = forms.CharField(label=_("Accompanied by"), required=False, max_length=120)
    note = forms.CharField(label=_("Note"), required=False, max_length=160)

    def values(self, day: date) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "arrived_at": hour_on(day, typed["arrived"]) if typed["arrived"] else None,
            "left_at": hour_on(day, typed["left"]) if typed["left"] else None,
            "meal_minutes": typed["meal_minutes"],
            "accompanied_by": typed["accompanied_by"],
            "note": typed["note"],
        }


class SceneForm(forms.Form):
    """The script supervisor's line."""

    state = forms.ChoiceField(label=_("State"), choices=SceneDone.State.choices)
    eighths = forms.CharField(label=_("Eighths shot"), required=False, max_length=10, help_text=_("1 3/8 or 11/8"))
    seconds = forms.CharField(label=_("Useful length"), required=False, max_length=10, help_text=_("1:55 or 115"))
    shots = forms.IntegerField(label=_("Shots"), required=False, min_value=0, max_value=500)
    started = forms.TimeField(label=_("First shot of the scene"), required=False, widget=HOUR)
    ended = forms.TimeField(label=_("Last shot of the scene"), required=False, widget=HOUR)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_eighths(self) -> int | None:
        written = self.cleaned_data["eighths"].strip()
        if not written:
            return None
        try:
            return Eighths.parse(written).count
        except UnreadableEighths as error:
            raise forms.ValidationError(_("Not a length in eighths. Write 3/8, 1 3/8 or 2.")) from error

    def clean_seconds(self) -> int | None:
        written = self.cleaned_data["seconds"].strip().replace("'", ":").replace("’", ":").rstrip('":″')
        minutes, colon, rest = written.rpartition(":")
        if not written:
            return None
        if not (rest + minutes).isascii() or not rest.isdecimal() or (colon and not minutes.isdecimal()):
            raise forms.ValidationError(_("Not a length. Write minutes and seconds, as 1:55, or seconds."))
        return int(minutes or 0) * 60 + int(rest)

    def values(self, day: date) -> dict[str, Any]:
        typed = self.cleaned_data
        found: dict[str, Any] = {name: typed[name] for name in ("state", "eighths", "seconds", "shots", "note")}
        found["started_at"] = hour_on(day, typed["started"]) if typed["started"] else None
        found["ended_at"] = hour_on(day, typed["ended"]) if typed["ended"] else None
        return found


class IncidentForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself has no parameter here
    """Something went wrong: hour, what, what was done."""

    hour = forms.TimeField(label=_("Hour"), required=False, widget=HOUR)

    class Meta:
        model = Incident
        fields = ("kind", "text", "minutes", "solution", "is_insured")
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "solution": forms.Textarea(attrs={"rows": 2})}  # noqa: RUF012

    def values(self, day: date, now: datetime) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        hour = typed.pop("hour")
        return {**typed, "happened_at": hour_on(day, hour) if hour else now}


class LateForm(forms.Form):
    """Who is late, by how much; or what stops the set for a while."""

    person = forms.TypedChoiceField(label=_("Who"), coerce=int)
    minutes = forms.IntegerField(label=_("Minutes from now"), min_value=5, max_value=600)
    cause = forms.CharField(label=_("Cause"), max_length=200, required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined]  # a ChoiceField's own setter


class FiguresForm(forms.ModelForm):  # type: ignore[type-arg]  # nor here
    """What no tap on the set tells."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Report
        fields = (
            "weather",
            "cause",
            "picture_cards",
            "sound_cards",
            "extras_called",
            "extras_came",
            "extras_note",
            "meals_ordered",
            "meals_served",
            "equipment",
        )
        widgets = {"equipment": forms.Textarea(attrs={"rows": 3})}  # noqa: RUF012

    @property
    def written(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class SignForm(forms.Form):
    """For which function, in whose name."""

    job = forms.CharField(max_length=80, widget=forms.HiddenInput)
    name = forms.CharField(max_length=120, widget=forms.HiddenInput)
    on_paper = forms.BooleanField(label=_("Signed on paper"), required=False)


class ReopenForm(forms.Form):
    """Why a closed report is opened again."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)
