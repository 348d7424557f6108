"""The forms of a call sheet: its single blocks, a person's hours, its validation, an address to mend."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.floor.callsheets.models import Block
from coulisse.desks.floor.callsheets.rows import ROWS, Rows, changed_scenes, hour_field, rows_for
from coulisse.papers import call_sheet as paper
from coulisse.papers.call_sheet import current


class BlockForm(forms.Form):
    """A block that isn't a list, or the fields beside a list."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class HoursForm(BlockForm):
    call = hour_field(_("Crew call"))
    pat = hour_field(_("Ready to shoot (PAT)"))
    meal_start = hour_field(_("Meal, from"))
    meal_end = hour_field(_("Meal, until"))
    wrap = hour_field(_("Planned wrap"))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("meal_start")) != bool(values.get("meal_end")):
            self.add_error("meal_end", _("A meal has a beginning and an end: write both, or neither."))
        return values


class WeatherForm(BlockForm):
    line = forms.CharField(label=_("Forecast"), max_length=200, required=False)
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        required=False,
        help_text=_("Which bulletin, of which hour, read when. Without a source the sheet says “not available”."),
    )
    hours = forms.CharField(
        label=_("By hour"),
        max_length=300,
        required=False,
        help_text=_("“07 6° 20 %; 10 8° 60 %”: hour, temperature, rain"),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("line") and not values.get("source"):
            self.add_error("source", _("A forecast without its source is a guess. Write who says so, and when."))
        return values


class HospitalForm(BlockForm):
    name = forms.CharField(label=_("Hospital"), max_length=160, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telephone of the emergency ward"), max_length=40, required=False)
    note = forms.CharField(label=_("Opening, distance from the set"), max_length=120, required=False)


class CateringForm(BlockForm):
    guests = forms.IntegerField(label=_("Guests"), min_value=0, max_value=2000, required=False)
    guests_note = forms.CharField(label=_("Who they are"), max_length=120, required=False)
    ordered = forms.IntegerField(label=_("Meals ordered"), min_value=0, max_value=9000, required=False)
    note = forms.CharField(
        label=_("For the canteen"), max_length=400, required=False, widget=forms.Textarea({"rows": 2})
    )


class NotesForm(BlockForm):
    ahead_note = forms.CharField(
        label=_("On the days to come"), max_length=400, required=False, widget=forms.Textarea({"rows": 2})
    )
    rules = forms.CharField(
        label=_("House rules at the foot"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Empty prints the usual words."),
    )


class PlacesForm(BlockForm):
    base = forms.CharField(label=_("Calls are for place"), max_length=2, required=False)


class ExtrasForm(BlockForm):
    note = forms.CharField(
        label=_("Below the list of extras"), max_length=400, required=False, widget=forms.Textarea({"rows": 2})
    )


SINGLE: Final[dict[str, type[BlockForm]]] = {
    Block.Kind.HOURS: HoursForm,
    Block.Kind.WEATHER: WeatherForm,
    Block.Kind.HOSPITAL: HospitalForm,
    Block.Kind.CATERING: CateringForm,
    Block.Kind.NOTES: NotesForm,
    Block.Kind.PLACES: PlacesForm,
    Block.Kind.EXTRAS: ExtrasForm,
}


@dataclass(slots=True)
class BlockEditor:
    """What is typed in one block: the fields beside the list, and the list."""

    kind: str
    form: BlockForm
    rows: Rows | None

    @property
    def is_valid(self) -> bool:
        form_is, rows_are = self.form.is_valid(), self.rows is None or self.rows.is_valid()
        return form_is and rows_are

    def content(self, sheet: paper.CallSheet, derived: paper.CallSheet) -> Any:
        """The records that were typed, as `Block.content` keeps them."""
        typed = {name: value for name, value in self.form.cleaned_data.items() if name != "version"}
        records = self.rows.records(sheet) if self.rows is not None else ()
        match self.kind:
            case Block.Kind.HOURS:
                meal = paper.Span(typed["meal_start"], typed["meal_end"]) if typed["meal_start"] else None
                return paper.Hours(typed["call"], typed["pat"], meal, typed["wrap"])
            case Block.Kind.WEATHER:
                return _weather(typed)
            case Block.Kind.HOSPITAL:
                return paper.Hospital(**typed) if typed["name"] else None
            case Block.Kind.CATERING:
                return paper.Catering(0, 0, 0, **{**typed, "guests": typed["guests"] or 0})
            case Block.Kind.NOTES:
                return typed
            case Block.Kind.PLACES:
                return {"places": records, "base": typed["base"]}
            case Block.Kind.EXTRAS:
                return {"groups": records, "note": typed["note"]}
            case Block.Kind.SCENES:
                return changed_scenes(records, derived.scenes)
        return records

    @property
    def read_version(self) -> int:
        return self.form.cleaned_data["version"] or 0


def editor_for(kind: str, now: paper.CallSheet, *, version: int, data: QueryDict | None = None) -> BlockEditor:
    """The form of a block as the sheet stands, or bound to what was posted."""
    cls = SINGLE.get(kind, BlockForm)
    form = cls(data) if data is not None else cls(initial={**_initial(kind, now), "version": version})
    rows = rows_for(kind, _records(kind, now), data) if kind in ROWS else None
    return BlockEditor(kind, form, rows)


def _records(kind: str, now: paper.CallSheet) -> Sequence[Any]:
    found: Sequence[Any] = getattr(now, kind)
    return found


def _initial(kind: str, now: paper.CallSheet) -> dict[str, Any]:
    match kind:
        case Block.Kind.HOURS:
            meal = current(now.hours.meal)
            hours = {name: current(getattr(now.hours, name)) for name in ("call", "pat", "wrap")}
            return {**hours, "meal_start": meal and meal.start, "meal_end": meal and meal.end}
        case Block.Kind.WEATHER:
            return _typed_weather(now.weather)
        case Block.Kind.HOSPITAL:
            hospital = current(now.hospital)
            fields = ("name", "address", "phone", "note")
            return {name: getattr(hospital, name) for name in fields} if hospital else {}
        case Block.Kind.CATERING:
            catering = now.catering
            fields = ("guests", "guests_note", "ordered", "note")
            return {name: current(getattr(catering, name)) for name in fields} if catering else {}
        case Block.Kind.NOTES:
            return {"ahead_note": now.ahead_note, "rules": now.rules}
        case Block.Kind.PLACES:
            return {"base": now.base}
        case Block.Kind.EXTRAS:
            return {"note": now.extras_note}
    return {}


def _weather(typed: dict[str, str]) -> paper.Weather | None:
    if not typed["line"]:
        return None
    return paper.Weather(typed["line"], typed["source"], tuple(_hours(typed["hours"])))


def _hours(text: str) -> list[paper.WeatherHour]:
    found = []
    for part in text.split(";"):
        hour, _blank, rest = part.strip().partition(" ")
        temperature, _blank, rain = rest.strip().partition(" ")
        if hour:
            found.append(paper.WeatherHour(hour, temperature, rain.strip()))
    return found


def _typed_weather(weather: paper.Weather | None) -> dict[str, str]:
    if weather is None:
        return {}
    hours = "; ".join(f"{one.hour} {one.temperature} {one.rain}".strip() for one in weather.hours)
    return {"line": weather.line, "source": weather.source, "hours": hours}


class MemberCallForm(BlockForm):
    """A technician's hour, or where they work instead."""

    is_called = forms.BooleanField(label=_("Called that day"), required=False)
    call = forms.CharField(
        label=_("Call, or where they work"), max_length=40, required=False, help_text=_("“06:45”, “office”")
    )

    def hours(self, line: Any) -> dict[str, str]:
        typed = self.cleaned_data["call"].strip()
        return {"call": typed} if typed else {}


class RoleCallForm(BlockForm):
    """An actor's steps; a step left empty isn't asked for."""

    is_called = forms.BooleanField(label=_("Called that day"), required=False)
    pick_up = hour_field(_("Picked up at, hour"))
    pick_up_at = forms.CharField(label=_("Picked up at"), max_length=120, required=False)
    dressing = hour_field(_("Dressing"))
    make_up = hour_field(_("Make-up"))
    hair = hour_field(_("Hair"))
    pat = hour_field(_("Ready"))
    wrap = hour_field(_("Wrap"))

    def hours(self, line: paper.Role) -> dict[str, str]:
        """Only what parts from the plan."""
        was = current(line.pick_up) or paper.PickUp()
        planned = {"pick_up": was.hour, "pick_up_at": was.place} | {
            name: current(getattr(line, name)) for name in ("dressing", "make_up", "hair", "pat", "wrap")
        }
        typed = {name: self.cleaned_data[name] for name in planned}
        return {name: _plain(value) for name, value in typed.items() if (value or None) != (planned[name] or None)}


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:%H:%M}" if value else ""


class ValidateForm(forms.Form):
    """The reason, where somebody answers for a red light."""

    reason = forms.CharField(label=_("Reason, visible in the journal"), max_length=300, required=False)


class AddressForm(forms.Form):
    email = forms.EmailField(label=pgettext_lazy("call sheet", "Send to"))
