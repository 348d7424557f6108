"""The forms of the crew: a post, a casting, a red light, and why it is lifted."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.desks.floor.breakdown.models import Category, Element
from coulisse.desks.floor.crew.models import Casting, CrewMember, Department, Obstacle, Paid
from coulisse.foundation.people.models import Contact
from coulisse.foundation.productions.models import Production

CENTS: Final = 100
HALF_A_DAY: Final = 720


class RateFields(forms.Form):
    """Pay, taken out again where the reader may not see it."""

    day_rate = forms.DecimalField(
        label=_("Rate by day"), min_value=Decimal(0), max_digits=9, decimal_places=2, required=False, localize=True
    )
    rate_confidence = forms.ChoiceField(
        label=_("How sure"), choices=Paid.Confidence.choices, initial=Paid.Confidence.ASSUMED
    )

    def keep_pay(self, private: bool) -> None:
        if not private:
            del self.fields["day_rate"], self.fields["rate_confidence"]

    def pay(self) -> dict[str, Any]:
        """The fields of the row; none of them for a reader without a view on pay."""
        if "day_rate" not in self.fields:
            return {}
        rate: Decimal | None = self.cleaned_data["day_rate"]
        return {
            "day_rate_cents": None if rate is None else int(rate * CENTS),
            "rate_confidence": self.cleaned_data["rate_confidence"],
        }


class PostForm(RateFields):
    """What somebody does on the crew, and from which hour."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    function = forms.CharField(label=_("Function"), max_length=120)
    department = forms.ChoiceField(label=_("Department"), choices=Department.choices)
    call_shift = forms.IntegerField(
        label=_("Minutes from the crew call"),
        min_value=-HALF_A_DAY,
        max_value=HALF_A_DAY,
        initial=0,
        help_text=_("−45 comes three quarters of an hour before the general call."),
    )
    wrap_shift = forms.IntegerField(
        label=_("Minutes after the wrap"), min_value=-HALF_A_DAY, max_value=HALF_A_DAY, initial=0
    )
    leaves_at = forms.TimeField(
        label=_("Always leaves at"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    is_flat_rate = forms.BooleanField(label=_("Flat rate: no overtime is counted"), required=False, initial=True)
    no_call = forms.CharField(
        label=_("Instead of an hour"), max_length=40, required=False, help_text=_("“office”, “on call”")
    )
    radio_channel = forms.CharField(label=_("Radio channel"), max_length=8, required=False)
    is_key_contact = forms.BooleanField(label=_("Named on top of the call sheet"), required=False)
    joint_committee = forms.CharField(label=_("Joint committee"), max_length=8, initial="303.01")
    starts_on = forms.DateField(
        label=_("First day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, *args: Any, private: bool, member: CrewMember | None = None, **kwargs: Any) -> None:
        if member is not None:
            kwargs["initial"] = _initial(member, self.base_fields)
        super().__init__(*args, **kwargs)
        self.keep_pay(private)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        _in_order(self, values)
        return values

    def values(self) -> dict[str, Any]:
        """The fields of the row."""
        kept = {"version", "day_rate", "rate_confidence"}
        return {name: self.cleaned_data[name] for name in self.fields if name not in kept} | self.pay()


class JoinForm(PostForm):
    """Somebody of the book, put on the crew."""

    contact = forms.ModelChoiceField(
        label=_("Contact"),
        queryset=Contact.objects.filter(kind=Contact.Kind.PERSON),
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose somebody of the contacts first.")},
    )


class CastingForm(RateFields):
    """Who plays a role; the minutes between arriving and being ready."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    contact = forms.ModelChoiceField(
        label=_("Actor"), queryset=Contact.objects.filter(kind=Contact.Kind.PERSON), required=False
    )
    agent = forms.ModelChoiceField(label=_("Agent"), queryset=Contact.objects.all(), required=False)
    dressing_minutes = forms.IntegerField(label=_("Dressing"), min_value=0, max_value=600, initial=20)
    makeup_minutes = forms.IntegerField(label=_("Make-up"), min_value=0, max_value=600, initial=30)
    hair_minutes = forms.IntegerField(label=_("Hair"), min_value=0, max_value=600, initial=20)
    travel_minutes = forms.IntegerField(
        label=_("From pick-up to the base"), min_value=0, max_value=600, initial=30
    )
    pick_up_from = forms.CharField(
        label=_("Picked up at"), max_length=120, required=False, help_text=_("Empty: comes by own means.")
    )
    hold_allowed = forms.BooleanField(label=_("Paid while on hold"), required=False, initial=True)
    drop_after = forms.IntegerField(
        label=_("Dropped after this many free days"), min_value=1, max_value=365, required=False
    )

    def __init__(self, *args: Any, private: bool, role: Element, near: list[Contact], **kwargs: Any) -> None:
        casting: Casting | None = getattr(role, "casting", None)
        if casting is not None:
            kwargs["initial"] = _initial(casting, self.base_fields)
        super().__init__(*args, **kwargs)
        self.keep_pay(private)
        for name, chosen in (("contact", casting and casting.contact), ("agent", casting and casting.agent)):
            self._offer(name, [*([chosen] if chosen else []), *near])

    def _offer(self, name: str, contacts: list[Contact]) -> None:
        """Only these are drawn; any contact of the book is still read."""
        field: Any = self.fields[name]
        field.choices = [("", "—"), *dict.fromkeys((contact.pk, contact.name) for contact in contacts)]

    def values(self) -> dict[str, Any]:
        kept = {"version", "day_rate", "rate_confidence"}
        return {name: self.cleaned_data[name] for name in self.fields if name not in kept} | self.pay()


class ObstacleForm(forms.Form):
    """A red light: before whom, by which rule, from where one knows."""

    contact = forms.ModelChoiceField(label=_("Before"), queryset=Contact.objects.none(), required=False)
    element = forms.ModelChoiceField(
        label=_("Or before a role or a group of extras"), queryset=Element.objects.none(), required=False
    )
    kind = forms.ChoiceField(label=_("What is missing"), choices=Obstacle.Kind.choices)
    detail = forms.CharField(label=_("Detail"), max_length=300, required=False)
    rule = forms.CharField(label=_("Rule"), max_length=200, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    checked_on = forms.DateField(
        label=_("Checked on"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    starts_on = forms.DateField(
        label=pgettext_lazy("period", "From"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=pgettext_lazy("period", "Until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )

    # Either of the first two answers the question: the browser must not ask for both.
    use_required_attribute = False

    def __init__(self, *args: Any, production: Production, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Contact.objects.filter(crew_of__production=production, crew_of__left_at__isnull=True)
        actors = Contact.objects.filter(roles__role__production=production)
        self.fields["contact"].queryset = (people | actors).distinct().order_by("sort_key")  # type: ignore[attr-defined]
        before = Element.objects.filter(
            production=production, category__in=[Category.ROLE, Category.BIT_PART, Category.EXTRA]
        )
        self.fields["element"].queryset = before.order_by("category", "number", "key")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("contact") and not values.get("element") and not self.errors:
            self.add_error("contact", _("Say before whom the light stands: a person, or a role or group."))
        _in_order(self, values)
        return values


class LiftForm(forms.Form):
    """Why a red light stands no longer."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


def _in_order(form: forms.Form, values: dict[str, Any]) -> None:
    first: date | None = values.get("starts_on")
    last: date | None = values.get("ends_on")
    if first and last and last < first:
        form.add_error("ends_on", _("The last day is before the first. Write a later day."))


def _initial(row: CrewMember | Casting, fields: Any) -> dict[str, Any]:
    """What the row holds, as the form shows it."""
    found = {name: getattr(row, name) for name in fields if hasattr(row, name)}
    cents = row.day_rate_cents
    found["day_rate"] = None if cents is None else Decimal(cents) / CENTS
    return found
