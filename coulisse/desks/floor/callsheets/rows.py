"""The blocks that are lists of rows, as forms: a row left empty is a row taken away."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from typing import Any, ClassVar, Final

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.papers import call_sheet as paper
from coulisse.papers.call_sheet import current, unmarked
from coulisse.papers.call_sheet.names import short_name

MOST_ROWS: Final = 80


def hour_field(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, required=False, widget=forms.TimeInput({"type": "time", "class": "inp num"}, "%H:%M")
    )


def text_field(label: Any, most: int = 160, *, wide: bool = False, required: bool = False) -> forms.CharField:
    widget = forms.Textarea({"rows": 2, "class": "inp"}) if wide else forms.TextInput({"class": "inp"})
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


class RowForm(forms.Form):
    """One row. `record` makes the paper's record of it."""

    use_required_attribute = False
    wide: ClassVar[tuple[str, ...]] = ()

    def record(self, sheet: paper.CallSheet) -> Any:
        raise NotImplementedError

    @classmethod
    def typed(cls, record: Any) -> dict[str, Any]:
        """The row's initial values."""
        return {name: current(getattr(record, name)) for name in cls.base_fields if hasattr(record, name)}


class Rows(BaseFormSet):  # type: ignore[type-arg]  # Django itself has no parameter here
    """All rows are alike: none is known to the form as being there before."""

    def initial_form_count(self) -> int:
        return 0

    def records(self, sheet: paper.CallSheet) -> tuple[Any, ...]:
        """The rows that hold something, in their order."""
        return tuple(form.record(sheet) for form in self.forms if form.cleaned_data)


class ContactRow(RowForm):
    job = text_field(_("Function"), required=True)
    name = text_field(_("Name"), required=True)
    phone = text_field(_("Telephone"), 40)
    when = text_field(_("Hours at which they answer"), 60)
    person = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def record(self, sheet: paper.CallSheet) -> paper.Contact:
        return paper.Contact(**{**self.cleaned_data, "email": _email(sheet, self.cleaned_data["person"])})


def _email(sheet: paper.CallSheet, person: int | None) -> str:
    return next((one.email for one in sheet.contacts if one.person == person and person), "")


class PlaceRow(RowForm):
    letter = text_field(_("Letter"), 2, required=True)
    use = text_field(_("Used for"), required=True)
    address = text_field(_("Address"), 300, wide=True)
    access = text_field(pgettext_lazy("on site", "Access"), 400, wide=True)
    parking = text_field(_("Parking"), 400, wide=True)
    at = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)

    def record(self, sheet: paper.CallSheet) -> paper.Place:
        values = dict(self.cleaned_data)
        return paper.Place(position=_position(values.pop("at")), **values)

    @classmethod
    def typed(cls, record: paper.Place) -> dict[str, Any]:
        at = f"{record.position[0]},{record.position[1]}" if record.position else ""
        return {**super().typed(record), "at": at}


def _position(text: str) -> tuple[float, float] | None:
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        return None
    inside = -90 <= latitude <= 90 and -180 <= longitude <= 180
    return (latitude, longitude) if inside else None


class ExtrasRow(RowForm):
    count = forms.IntegerField(
        label=pgettext_lazy("how many", "Number"),
        min_value=1,
        max_value=5000,
        widget=forms.NumberInput({"class": "inp num"}),
    )
    who = text_field(_("Who, in what clothes"), required=True)
    scenes = text_field(_("Scenes"), 120)
    call = hour_field(pgettext_lazy("call sheet", "Call"))
    pat = hour_field(_("Ready"))
    wrap = hour_field(_("Wrap"))
    meeting = text_field(_("Meeting point"), 120)
    minors = forms.IntegerField(
        label=_("Under 18"),
        min_value=0,
        max_value=5000,
        required=False,
        widget=forms.NumberInput({"class": "inp num"}),
    )
    key = forms.CharField(required=False, widget=forms.HiddenInput, max_length=60)

    def record(self, sheet: paper.CallSheet) -> paper.Extras:
        values = dict(self.cleaned_data)
        values["scenes"] = tuple(part.strip() for part in values["scenes"].split(",") if part.strip())
        values["minors"] = values["minors"] or 0
        values["key"] = values["key"] or values["who"]
        return paper.Extras(**values)

    @classmethod
    def typed(cls, record: paper.Extras) -> dict[str, Any]:
        return {**super().typed(record), "scenes": ", ".join(str(one) for one in current(record.scenes))}


class RideRow(RowForm):
    vehicle = text_field(_("Vehicle"), 60, required=True)
    hour = hour_field(_("Hour"))
    route = text_field(_("From where to where"), required=True)
    who = text_field(_("Passengers"), 200)
    driver = text_field(_("Driver"), 120)

    def record(self, sheet: paper.CallSheet) -> paper.Ride:
        values = self.cleaned_data
        people = people_named(f"{values['who']} {values['driver']}", sheet)
        return paper.Ride(key=f"{values['vehicle']}/{values['who']}", people=people, **values)


def people_named(text: str, sheet: paper.CallSheet) -> tuple[int, ...]:
    """Those of the sheet whose name, whole or short, stands in these words."""
    folded = text.casefold()
    return tuple(
        sorted(
            {
                person
                for person, name in _names(sheet)
                if name and (name.casefold() in folded or short_name(name).casefold() in folded)
            }
        )
    )


def _names(sheet: paper.CallSheet) -> Iterator[tuple[int, str]]:
    plain = unmarked(sheet)
    for role in plain.cast:
        if role.person is not None:
            yield role.person, role.actor
    for department in plain.crew:
        for member in department.members:
            if member.person is not None:
                yield member.person, member.name


class NeedRow(RowForm):
    department = text_field(_("Department"), 80, required=True)
    text = text_field(_("What is needed"), 600, wide=True, required=True)

    def record(self, sheet: paper.CallSheet) -> paper.Need:
        return paper.Need(**self.cleaned_data)


class SafetyRow(RowForm):
    text = text_field(_("What everybody must know"), 400, wide=True, required=True)

    def record(self, sheet: paper.CallSheet) -> str:
        return str(self.cleaned_data["text"])

    @classmethod
    def typed(cls, record: Any) -> dict[str, Any]:
        return {"text": current(record)}


class ChannelRow(RowForm):
    number = text_field(_("Channel"), 8, required=True)
    use = text_field(_("Who speaks on it"), required=True)

    def record(self, sheet: paper.CallSheet) -> paper.Channel:
        return paper.Channel(**self.cleaned_data)


class SceneRow(RowForm):
    """The scenes are the plan's: only their hour, words and place are typed here."""

    number = forms.CharField(widget=forms.HiddenInput, max_length=16)
    hour = hour_field(_("Hour"))
    summary = text_field(_("Synopsis"), 300, wide=True)
    place = text_field(_("Place, by its letter"), 2)

    def record(self, sheet: paper.CallSheet) -> tuple[str, dict[str, Any]]:
        values = dict(self.cleaned_data)
        return values.pop("number"), values


ROWS: Final[Mapping[str, type[RowForm]]] = {
    "contacts": ContactRow,
    "places": PlaceRow,
    "extras": ExtrasRow,
    "transport": RideRow,
    "needs": NeedRow,
    "safety": SafetyRow,
    "radio": ChannelRow,
    "scenes": SceneRow,
}
EXTRA_ROWS: Final = 2


def rows_for(kind: str, records: Sequence[Any], data: Any = None) -> Rows:
    """The rows of a block, and a few empty ones; bound where `data` was posted."""
    form = ROWS[kind]
    more = 0 if kind == "scenes" else EXTRA_ROWS
    factory = formset_factory(
        form, formset=Rows, extra=min(len(records) + more, MOST_ROWS), max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    if data is not None:
        return factory(data, prefix="row")  # type: ignore[return-value]
    return factory(initial=[form.typed(record) for record in records], prefix="row")  # type: ignore[return-value]


def changed_scenes(
    rows: Sequence[tuple[str, Mapping[str, Any]]], derived: Sequence[paper.Scene]
) -> dict[str, dict[str, time | str | None]]:
    """Of what was posted, only what parts from the plan."""
    plan = {scene.number: scene for scene in derived}
    found: dict[str, dict[str, time | str | None]] = {}
    for number, values in rows:
        scene = plan.get(number)
        if scene is None:
            continue
        parts = {name: value for name, value in values.items() if value != getattr(scene, name)}
        if parts:
            found[number] = parts
    return found
