"""A line of the cue sheet, an offer, a decision about one."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.office.rights.forms.fields import ClockField, OneOf, choose
from coulisse.desks.office.rights.models import Cue, MusicOffer
from coulisse.foundation.ui.days import DayField
from coulisse.foundation.ui.figures import MoneyField, NumberField

CUE_FIELDS: Final = ("starts_at", "seconds", "use", "publisher", "sabam", "note")
OFFER_FIELDS: Final = ("track", "side", "offered_by", "favoured", "scope", "received_on", "valid_until")


class CueForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    music = OneOf(label=gettext_lazy("Music"), required=True)
    starts_at = ClockField(label=gettext_lazy("Begins at"), help_text=gettext_lazy("1:02:03 or 12:34"))
    seconds = ClockField(label=gettext_lazy("Duration"), least=1)
    use = forms.ChoiceField(label=pgettext_lazy("cue", "Use"), choices=Cue.Use.choices)
    publisher = forms.CharField(label=gettext_lazy("Publisher"), max_length=160, required=False)
    sabam = forms.CharField(label=gettext_lazy("SABAM code"), max_length=20, required=False)
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=200, required=False)

    def __init__(
        self, *args: Any, musics: Sequence[tuple[int, str]], cue: Cue | None = None, **kwargs: Any
    ) -> None:
        if cue is not None:
            kwargs["initial"] = {
                **{name: getattr(cue, name) for name in CUE_FIELDS},
                "music": cue.music_id,
                "version": cue.version,
            }
        super().__init__(*args, **kwargs)
        choose(self, "music", [("", "—"), *musics])

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CUE_FIELDS}


class OfferForm(forms.Form):
    track = forms.CharField(
        label=gettext_lazy("Track"),
        max_length=160,
        help_text=gettext_lazy("The same name for both sides of a song: they are compared."),
    )
    side = forms.ChoiceField(label=pgettext_lazy("music", "Right"), choices=MusicOffer.Side.choices)
    offered_by = forms.CharField(label=gettext_lazy("Offered by"), max_length=160)
    asked = MoneyField(label=gettext_lazy("Asked, without VAT"), positive=True)
    share = NumberField(
        label=gettext_lazy("Part of the right"), least=Decimal("0.001"), most=Decimal(100), initial=Decimal(100)
    )
    favoured = forms.ChoiceField(
        label=gettext_lazy("Most-favoured-nation clause"),
        choices=[("", pgettext_lazy("most favoured", "None")), *MusicOffer.Favoured.choices],
        required=False,
    )
    scope = forms.CharField(label=gettext_lazy("For what"), max_length=200, required=False)
    received_on = DayField(label=gettext_lazy("Received on"))
    valid_until = DayField(label=gettext_lazy("Valid until"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"received_on": today, "share": Decimal(100)}, **kwargs})

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            **{name: data[name] for name in OFFER_FIELDS},
            "asked_cents": data["asked"].cents,
            "share_percent": data["share"],
        }


class DecideForm(forms.Form):
    decision = forms.ChoiceField(choices=[("choose", ""), ("decline", "")])
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
