"""What is typed about a place."""

from typing import TYPE_CHECKING, Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coulisse.foundation.places.models import Place
from coulisse.foundation.places.position import (
    NoPositionInPhoto,
    NotAPosition,
    Position,
    position_of_photo,
    read_position,
)
from coulisse.foundation.places.queries import Wanted

PHOTO_LIMIT: Final = 40 * 1024 * 1024
SHORT_TEXTS: Final = ("access", "parking", "power", "noise", "light", "opening_hours", "notes")

if TYPE_CHECKING:
    PlaceModelForm = forms.ModelForm[Place]
else:
    PlaceModelForm = forms.ModelForm


class PlaceForm(PlaceModelForm):
    """A place; its position is pasted in one field or read from a photo."""

    position = forms.CharField(
        label=_("Position"),
        required=False,
        max_length=500,
        help_text=_("Two numbers, degrees, or the address of a map: 50.3515, 5.4567"),
    )
    photo = forms.FileField(
        label=_("Photo taken on site"),
        required=False,
        help_text=_("Only its position is read; the photo is not kept."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    twins_seen = forms.BooleanField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Place
        fields: ClassVar = [
            "name",
            "name_nl",
            "kind",
            "inside",
            "street",
            "street_nl",
            "postcode",
            "city",
            "city_nl",
            "country",
            "access",
            "parking",
            "power",
            "noise",
            "light",
            "opening_hours",
            "hospital_name",
            "hospital_address",
            "hospital_phone",
            "contact_name",
            "contact_phone",
            "contact_email",
            "notes",
        ]
        widgets: ClassVar = {name: forms.Textarea({"rows": 2}) for name in SHORT_TEXTS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        around = Place.objects.filter(archived_at__isnull=True).exclude(pk=self.instance.pk)
        inside = self.fields["inside"]
        inside.queryset = around.order_by("sort_key")  # type: ignore[attr-defined]
        inside.empty_label = _("no other place")  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial.setdefault("version", self.instance.version)
        if self.instance.latitude is not None and self.instance.longitude is not None:
            here = Position(self.instance.latitude, self.instance.longitude)
            self.initial.setdefault("position", str(here))
        self.fields["country"].widget.attrs["maxlength"] = 2

    def clean_country(self) -> str:
        country: str = self.cleaned_data["country"].upper()
        if not (len(country) == 2 and country.isascii() and country.isalpha()):
            raise forms.ValidationError(_("Two letters: BE, FR, LU, NL, DE."))
        return country

    def clean_position(self) -> str:
        typed: str = self.cleaned_data["position"]
        if typed:
            try:
                return str(read_position(typed))
            except NotAPosition:
                raise forms.ValidationError(
                    _("Position refused: %(value)s. No latitude and longitude in it. Paste 50.3515, 5.4567."),
                    params={"value": typed[:60]},
                ) from None
        return ""

    def clean_photo(self) -> Position | None:
        photo = self.cleaned_data.get("photo")
        if not photo:
            return None
        if photo.size > PHOTO_LIMIT:
            raise forms.ValidationError(_("Photo refused: it is over 40 MB. Send a smaller copy."))
        try:
            return position_of_photo(photo.read())
        except NoPositionInPhoto:
            raise forms.ValidationError(
                _("Photo refused: %(name)s. The camera wrote no position in it. Paste the position instead."),
                params={"name": photo.name},
            ) from None

    def values(self) -> dict[str, Any]:
        """The fields as the actions take them."""
        typed = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {**typed, **self._position()}

    def _position(self) -> dict[str, Any]:
        """A photo just taken goes before what is typed; what did not move keeps its source."""
        if here := self.cleaned_data["photo"]:
            return {
                "latitude": here.latitude,
                "longitude": here.longitude,
                "position_from": Place.PositionFrom.PHOTO,
            }
        if not self.cleaned_data["position"]:
            return {"latitude": None, "longitude": None, "position_from": ""}
        here = read_position(self.cleaned_data["position"])
        stayed = (self.instance.latitude, self.instance.longitude) == (here.latitude, here.longitude)
        source = self.instance.position_from if stayed else Place.PositionFrom.TYPED
        return {"latitude": here.latitude, "longitude": here.longitude, "position_from": source}


class FilterForm(forms.Form):
    """What the list shows."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    archived = forms.BooleanField(label=_("In the archive"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *Place.Kind.choices]  # type: ignore[attr-defined]

    def wanted(self, sort: str) -> Wanted:
        self.is_valid()
        typed = self.cleaned_data
        return Wanted(
            words=typed.get("q", ""),
            kind=typed.get("kind", ""),
            archived=typed.get("archived", False),
            sort=sort,
        )


def counted(number: int) -> str:
    return ngettext("%(count)s place", "%(count)s places", number) % {"count": number}
