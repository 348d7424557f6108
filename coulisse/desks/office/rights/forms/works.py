"""The register's bar, the sheet of a work, its chain, its licences."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.office.rights.actions.works import Named
from coulisse.desks.office.rights.forms.fields import (
    OneOf,
    Several,
    choose,
    offer_lands,
    refuse_backwards,
)
from coulisse.desks.office.rights.models import Credit, Derivation, Licence, Work
from coulisse.desks.office.rights.models.licences import Medium
from coulisse.desks.office.rights.models.people import Purpose
from coulisse.desks.office.rights.wording import STATES, land_choices, network_choices, place_choices
from coulisse.engines import clearance as engine
from coulisse.foundation.ui.days import DayField
from coulisse.foundation.ui.figures import MoneyField
from coulisse.kernel.money import Money
from coulisse.kernel.territory import Territory

WORLD: Final = "*"
INP: Final = {"class": "inp"}
DEFAULT: Final = {"purpose": "promo", "network": "instagram", "territory": "BE"}
WORK_FIELDS: Final = ("kind", "title", "reference", "made_on", "holding", "needs", "note")
LICENCE_FIELDS: Final = (
    *("kind", "licensor", "networks", "territories", "starts_on", "until"),
    *("is_exclusive", "most_favoured", "note"),
)


class UseForm(forms.Form):
    """For what: a purpose, a network, a territory, a day. Whatever is missing or odd has its default."""

    purpose = forms.ChoiceField(label=gettext_lazy("For"), choices=Purpose.choices)
    network = forms.ChoiceField(label=pgettext_lazy("place of a post", "On"))
    territory = forms.ChoiceField(label=pgettext_lazy("territory", "In"))
    day = DayField(label=pgettext_lazy("day of a use", "On the day"))

    def __init__(self, asked: Any, *, today: date) -> None:
        wanted = {**DEFAULT, "day": f"{today:%Y-%m-%d}"}
        wanted |= {name: asked[name] for name in wanted if asked.get(name)}
        network, _between, purpose = asked.get("cell", "").partition(":")
        if network and purpose:  # a mark of the table was pressed
            wanted |= {"network": network, "purpose": purpose}
        super().__init__(wanted)
        self.today = today
        choose(self, "network", place_choices())
        choose(self, "territory", [*land_choices(), (WORLD, _("the whole world"))])

    def use(self) -> engine.Use:
        data = self.cleaned_data if self.is_valid() else {}
        territory = data.get("territory") or DEFAULT["territory"]
        return engine.Use(
            purpose=engine.Purpose(data.get("purpose") or DEFAULT["purpose"]),
            network=data.get("network") or DEFAULT["network"],
            territory=None if territory == WORLD else Territory(territory),
            on=data.get("day") or self.today,
        )


class ListForm(UseForm):
    """The bar over the register."""

    kind = forms.ChoiceField(label=pgettext_lazy("work", "Kind"), required=False, widget=forms.Select(INP))
    state = forms.ChoiceField(label=pgettext_lazy("rights", "State"), required=False, widget=forms.Select(INP))
    where = forms.ChoiceField(label=gettext_lazy("Production"), required=False, widget=forms.Select(INP))

    def __init__(self, asked: Any, *, today: date) -> None:
        super().__init__(asked, today=today)
        self.data = {**self.data, **{name: asked.get(name, "") for name in ("kind", "state", "where")}}
        choose(self, "kind", [("", _("every kind")), *Work.Kind.choices])
        choose(self, "state", [("", _("every state")), *STATES.items()])
        choose(self, "where", [("", _("this production")), ("all", _("all my productions"))])

    def chosen(self, name: str) -> str:
        return str(self.cleaned_data.get(name, "")) if self.is_valid() else ""


class WorkForm(forms.Form):
    """The sheet: what it is, whose it is, under which licences."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("work", "Kind"), choices=Work.Kind.choices)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    holding = forms.ChoiceField(
        label=gettext_lazy("Rights"), choices=Work.Holding.choices, widget=forms.RadioSelect, initial="undecided"
    )
    needs = Several(
        label=gettext_lazy("Licences that it needs"),
        choices=Work.LicenceKind.choices,
        help_text=gettext_lazy("Under licence only: each one ticked must be covered."),
    )
    authors = forms.CharField(
        label=gettext_lazy("Authors"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("One a line; a name of the book is tied to its card."),
    )
    performers = forms.CharField(
        label=gettext_lazy("Performers"), required=False, widget=forms.Textarea({"rows": 2})
    )
    owners = forms.CharField(
        label=gettext_lazy("Holders of the rights"), required=False, widget=forms.Textarea({"rows": 2})
    )
    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("ISAN, ISWC, ISRC, number in an image bank"),
    )
    made_on = DayField(label=pgettext_lazy("work", "Made on"), required=False)
    document = OneOf(label=gettext_lazy("Document"))
    note = forms.CharField(label=gettext_lazy("Remark"), required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(
        self, *args: Any, documents: Sequence[tuple[int, str]] = (), work: Work | None = None, **kwargs: Any
    ) -> None:
        if work is not None:
            kwargs["initial"] = {
                **{name: getattr(work, name) for name in WORK_FIELDS},
                **_typed(work),
                "version": work.version,
                "document": work.document_id,
            }
        super().__init__(*args, **kwargs)
        held = [(work.document_id, str(work.document))] if work is not None and work.document else []
        choose(self, "document", [("", "—"), *dict([*held, *documents]).items()])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("holding") == Work.Holding.LICENSED and not values.get("needs"):
            self.add_error("needs", _("Tick the licences that it needs: each of them must be covered."))
        if values.get("holding") != Work.Holding.LICENSED:
            values["needs"] = []
        return values

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {**{name: data[name] for name in WORK_FIELDS}, "document_id": data["document"]}

    def credits(self) -> list[Named]:
        parts = (("authors", "author"), ("performers", "performer"), ("owners", "owner"))
        return [
            Named(part, line.strip()[:200])
            for name, part in parts
            for line in self.cleaned_data[name].splitlines()
            if line.strip()
        ]


def _typed(work: Work) -> dict[str, str]:
    names: dict[str, list[str]] = {part: [] for part in Credit.Part.values}
    for credit in work.credits.all():
        names[credit.part].append(credit.name)
    lines = {part: "\n".join(found) for part, found in names.items()}
    return {"authors": lines["author"], "performers": lines["performer"], "owners": lines["owner"]}


class ChainForm(forms.Form):
    """What a work is made from, and what of it is still there."""

    source = OneOf(label=gettext_lazy("Made from"), required=True)
    kind = forms.ChoiceField(label=pgettext_lazy("derivation", "Kind"), choices=Derivation.Kind.choices)
    has_people = forms.BooleanField(
        label=gettext_lazy("The people of the source are seen in it"), required=False, initial=True
    )
    has_music = forms.BooleanField(
        label=gettext_lazy("The music of the source is heard in it"), required=False, initial=True
    )

    def __init__(self, *args: Any, works: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "source", [("", "—"), *works])


class LicenceForm(forms.Form):
    """For what, where and until when a right is held."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("licence", "Kind"), choices=Work.LicenceKind.choices)
    licensor = forms.CharField(label=gettext_lazy("Licensor"), max_length=200)
    opens = Several(
        label=gettext_lazy("Media"),
        choices=Medium.choices,
        required=True,
        error_messages={"required": gettext_lazy("Tick at least one medium.")},
    )
    networks = Several(
        label=gettext_lazy("Only these networks"), help_text=gettext_lazy("None ticked: all of them.")
    )
    territories = Several(
        label=gettext_lazy("Territories"), help_text=gettext_lazy("None ticked: the whole world.")
    )
    starts_on = DayField(label=gettext_lazy("From"))
    until = DayField(label=gettext_lazy("Until"), required=False)
    is_exclusive = forms.BooleanField(label=gettext_lazy("Exclusive"), required=False)
    price = MoneyField(label=gettext_lazy("Price, without VAT"), positive=True, required=False)
    most_favoured = forms.BooleanField(label=gettext_lazy("Most-favoured-nation clause"), required=False)
    document = OneOf(label=gettext_lazy("Document"))
    note = forms.CharField(label=gettext_lazy("Remark"), max_length=300, required=False)

    def __init__(
        self,
        *args: Any,
        documents: Sequence[tuple[int, str]] = (),
        licence: Licence | None = None,
        today: date | None = None,
        **kwargs: Any,
    ) -> None:
        if licence is not None:
            price = None if licence.price_cents is None else Money(licence.price_cents)
            kwargs["initial"] = {
                **{name: getattr(licence, name) for name in LICENCE_FIELDS},
                "version": licence.version,
                "opens": licence.media,
                "price": price,
                "document": licence.document_id,
            }
        elif today is not None:
            kwargs.setdefault("initial", {"starts_on": today})
        super().__init__(*args, **kwargs)
        choose(self, "networks", network_choices())
        offer_lands(self, licence.territories if licence else ())
        held = [(licence.document_id, str(licence.document))] if licence is not None and licence.document else []
        choose(self, "document", [("", "—"), *dict([*held, *documents]).items()])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        refuse_backwards(self, values)
        return values

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        price = data["price"]
        return {
            **{name: data[name] for name in LICENCE_FIELDS},
            "media": data["opens"],
            "price_cents": None if price is None else price.cents,
            "document_id": data["document"],
        }
