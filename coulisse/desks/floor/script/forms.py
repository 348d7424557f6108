"""What is typed about drafts, scenes and sets."""

import re
from pathlib import PurePath
from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from coulisse.desks.floor.script.models import Paper, Scene, Set
from coulisse.desks.floor.script.queries import Wanted, set_choices
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.forms import DayInput
from coulisse.foundation.productions.models import Production
from coulisse.kernel.eighths import Eighths, UnreadableEighths

LARGEST: Final = 16 * 1024 * 1024
_TIMING = re.compile(r"(?:(?P<minutes>\d{1,3})\s*[:'’′m]\s*)?(?P<seconds>\d{1,4})\s*(?:[\"”″s]|'')?")
_LENGTH = re.compile(r"(?:(?P<hours>\d{1,2})\s*[h:]\s*)?(?P<minutes>\d{1,3})?\s*(?:min|m|')?")
LONGEST_DAY: Final = 24 * 60


class EighthsField(forms.CharField):
    """A length in pages: `7/8`, `1 3/8`, `2`."""

    def prepare_value(self, value: Any) -> Any:
        return str(Eighths(value)) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            count = Eighths.parse(text).count
        except UnreadableEighths:
            raise forms.ValidationError(_("Write the length as 7/8, 1 3/8 or 2.")) from None
        if not 0 <= count <= 8 * 999:
            raise forms.ValidationError(_("Write the length as 7/8, 1 3/8 or 2."))
        return count


class TimingField(forms.CharField):
    """Seconds on screen: `1'05"`, `1:05` or `65`."""

    def prepare_value(self, value: Any) -> Any:
        return f"{value // 60}'{value % 60:02}\"" if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        found = _TIMING.fullmatch(text)
        if found is None:
            raise forms.ValidationError(_("Write the timing as 1'05\" or 1:05, or in seconds."))
        return int(found["minutes"] or 0) * 60 + int(found["seconds"])


class LengthField(forms.CharField):
    """Minutes of shooting: `1 h 40`, `1:40` or `100`."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        return f"{value // 60} h {value % 60:02}" if value >= 60 else str(value)

    def to_python(self, value: Any) -> Any:
        text = (super().to_python(value) or "").strip().lower()
        if not text:
            return None
        found = _LENGTH.fullmatch(text)
        minutes = int(found["hours"] or 0) * 60 + int(found["minutes"] or 0) if found else LONGEST_DAY + 1
        if minutes > LONGEST_DAY:
            raise forms.ValidationError(_("Write the shooting time as 1 h 40, or in minutes."))
        return minutes


class DraftForm(forms.Form):
    """A draft as it arrives."""

    file = forms.FileField(
        label=_("Screenplay file"),
        help_text=_("Fountain (.fountain, .txt) or Final Draft (.fdx)."),
        widget=forms.FileInput({"accept": ".fountain,.fdx,.txt,.spmd"}),
    )
    title = forms.CharField(
        label=_("Name of the draft"), required=False, max_length=120, help_text=_("For instance “pink pages”.")
    )
    paper = forms.ChoiceField(label=_("Paper"), choices=Paper.choices)
    dated_on = forms.DateField(label=_("Date"), widget=DayInput())

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("%(name)s is too large to be a screenplay. Drop the .fountain or the .fdx alone."),
                params={"name": PurePath(file.name).name},
            )
        return file


class SceneForm(forms.Form):
    """The facts of one scene."""

    number = forms.CharField(label=_("Scene"), max_length=12)
    int_ext = forms.ChoiceField(label=_("Int./Ext."), choices=Scene.IntExt.choices)
    effect = forms.ChoiceField(label=_("Effect"), choices=Scene.Effect.choices)
    set_name = forms.CharField(label=_("Set"), max_length=160)
    eighths = EighthsField(label=_("Pages"), help_text=_("In eighths: 7/8, 1 3/8, 2."))
    seconds = TimingField(label=_("Timing"), required=False, help_text=_("Empty: estimated, one page a minute."))
    minutes = LengthField(label=_("Estimated shooting time"), required=False, help_text=_("As 1 h 40."))
    story_day = forms.CharField(label=_("Story day"), required=False, max_length=20)
    sequence = forms.CharField(label=_("Sequence"), required=False, max_length=60)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40)
    script_page = forms.CharField(label=_("Script page"), required=False, max_length=8)
    synopsis = forms.CharField(label=_("Synopsis"), required=False, max_length=300)
    comments = forms.CharField(
        label=_("Comments"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    FIELDS: ClassVar = (
        "number",
        "int_ext",
        "effect",
        "eighths",
        "seconds",
        "minutes",
        "story_day",
        "sequence",
        "unit",
        "script_page",
        "synopsis",
        "comments",
    )

    def __init__(self, *args: Any, scene: Scene, **kwargs: Any) -> None:
        first = {name: getattr(scene, name) for name in self.FIELDS}
        first |= {"set_name": scene.set.name, "version": scene.version}
        super().__init__(*args, **{**kwargs, "initial": first})
        self.fields["set_name"].widget.attrs["list"] = "sets"

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*self.FIELDS, "set_name")}


class SetForm(forms.Form):
    """A set, and where it is shot."""

    name = forms.CharField(label=_("Set"), max_length=160)
    place = forms.ModelChoiceField(
        Place.objects.none(), label=_("Place"), required=False, empty_label=_("not chosen yet")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, one: Set, places: Any, **kwargs: Any) -> None:
        first = {"name": one.name, "place": one.place_id, "version": one.version}
        super().__init__(*args, **{**kwargs, "initial": first})
        self.fields["place"].queryset = places  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {"name": self.cleaned_data["name"], "place": self.cleaned_data["place"]}


class SceneFilter(forms.Form):
    """What the list of scenes shows."""

    q = forms.CharField(required=False, max_length=100)
    set = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    int_ext = forms.ChoiceField(required=False)
    effect = forms.ChoiceField(required=False)
    state = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, production: Production, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [
            ("", _("All the scenes")),
            ("review", _("To be reviewed")),
            ("new", _("New in the last draft")),
            ("changed", _("Changed in the last draft")),
            ("omitted", _("Omitted scenes")),
        ]
        choices: dict[str, list[tuple[Any, Any]]] = {
            "set": [("", _("All the sets")), *set_choices(production)],
            "int_ext": [("", _("Int. and ext.")), *Scene.IntExt.choices],
            "effect": [("", _("All the effects")), *Scene.Effect.choices],
            "state": states,
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """Whatever is readable of the filter; a value that is not is left aside."""
        self.is_valid()
        typed = self.cleaned_data
        return Wanted(
            words=typed.get("q", ""),
            set=typed.get("set"),
            int_ext=typed.get("int_ext", ""),
            effect=typed.get("effect", ""),
            state=typed.get("state", ""),
        )
