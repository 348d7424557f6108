"""What is typed on the calendar: moments, ties, slots, who is on call, to whom it is lent."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.community.calendar.periods import asked_zone
from coulisse.desks.community.calendar.scope import clients_within_reach
from coulisse.desks.community.current import within_reach
from coulisse.desks.community.publishing.access import accounts_within_reach
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.publishing.ties import broadcasts_to_tie
from coulisse.desks.community.strategy.models import Pillar
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.queries import assignable
from coulisse.foundation.ui.days import DayField
from coulisse.kernel.times import (
    Never,
    Twice,
    WallTimeDoesNotExist,
    WallTimeHappensTwice,
    in_brussels,
    to_brussels,
)

OFFERED: Final = 200
MINUTES: Final = "minutes"
HOURS: Final = "hours"
DAYS: Final = "days"
UNITS: Final = {MINUTES: 1, HOURS: 60, DAYS: 24 * 60}
LONGEST_STRETCH: Final = timedelta(days=120)


def hour_field(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput({"type": "time"}, "%H:%M"))


class MoveForm(forms.Form):
    """Another day and hour, on the clocks of Brussels; an hour that happens twice is asked for."""

    day = DayField(label=gettext_lazy("Day"))
    hour = hour_field(gettext_lazy("Hour"))
    twice = forms.ChoiceField(
        label=gettext_lazy("Which of the two"),
        required=False,
        choices=[
            (Twice.EARLIER, gettext_lazy("the first, still summer time")),
            (Twice.LATER, gettext_lazy("the second, already winter time")),
        ],
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    asks_which = False

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        day, hour = values.get("day"), values.get("hour")
        if day is None or hour is None:
            return values
        asked = "twice" in self.data and values.get("twice")
        try:
            values["due_at"] = in_brussels(day, hour, twice=Twice(values["twice"]) if asked else Twice.REFUSE)
        except WallTimeHappensTwice:
            self.asks_which = True
            self.add_error("hour", _("The clocks go back: this hour happens twice. Say which of the two."))
        except WallTimeDoesNotExist:
            self.add_error("hour", _("The clocks go forward: this hour does not exist. Choose 03:00."))
        return values


class BroadcastChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django itself has no parameter here
    """Programme, day and hour."""

    def label_from_instance(self, obj: Broadcast) -> str:
        return f"{to_brussels(obj.starts_at):%d/%m %H:%M} · {obj.programme} ({obj.channel.name})"


class TieForm(forms.Form):
    """To which broadcast, and how long before or after it starts."""

    broadcast = BroadcastChoice(Broadcast.objects.none(), label=gettext_lazy("Broadcast"))
    amount = forms.IntegerField(label=gettext_lazy("How long"), min_value=0, max_value=90_000)
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"),
        choices=[
            (MINUTES, gettext_lazy("minutes")),
            (HOURS, gettext_lazy("hours")),
            (DAYS, gettext_lazy("days, at the same hour")),
        ],
    )
    side = forms.ChoiceField(
        label=pgettext_lazy("tie", "Before or after"),
        choices=[
            ("before", pgettext_lazy("tie", "before it starts")),
            ("after", pgettext_lazy("tie", "after it starts")),
        ],
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, productions: frozenset[int] | None, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["broadcast"]
        assert isinstance(field, forms.ModelChoiceField)  # declared so
        field.queryset = broadcasts_to_tie(productions=productions, at=at)

    @property
    def has_any(self) -> bool:
        field = self.fields["broadcast"]
        assert isinstance(field, forms.ModelChoiceField)  # declared so
        return bool(field.queryset and field.queryset.exists())

    @property
    def offset_minutes(self) -> int:
        """Real minutes from the start; whole days keep the hour of the clock, also across a change of clocks."""
        amount, unit = self.cleaned_data["amount"], self.cleaned_data["unit"]
        sign = -1 if self.cleaned_data["side"] == "before" else 1
        if unit != DAYS:
            return int(sign * amount * UNITS[unit])
        starts_at = to_brussels(self.cleaned_data["broadcast"].starts_at)
        there = in_brussels(
            starts_at.date() + timedelta(days=sign * amount),
            starts_at.time(),
            twice=Twice.EARLIER,
            never=Never.SHIFT,
        )
        return round((there.timestamp() - starts_at.timestamp()) / 60)


class SlotForm(forms.Form):
    """Every week on that day, at that hour, on that account."""

    account = forms.ModelChoiceField(NetworkAccount.objects.none(), label=pgettext_lazy("network", "Account"))
    weekday = forms.TypedChoiceField(label=gettext_lazy("Day"), coerce=int)
    at = hour_field(gettext_lazy("Hour"))
    pillar = forms.ModelChoiceField(Pillar.objects.none(), label=gettext_lazy("Pillar"), required=False)
    about = forms.CharField(label=pgettext_lazy("slot", "What for"), max_length=120, required=False)
    starts_on = DayField(label=pgettext_lazy("slot", "From"))
    ends_on = DayField(label=pgettext_lazy("slot", "Until"), required=False)

    def __init__(self, *args: Any, user: User, weekdays: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = accounts_within_reach(user, "change").filter(closed_at__isnull=True)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]  # declared so
        self.fields["weekday"].choices = list(weekdays)  # type: ignore[attr-defined]  # declared so
        productions, clients = within_reach(user), clients_within_reach(user)
        pillars = Pillar.objects.filter(objective__production__in=productions) | Pillar.objects.filter(
            objective__client__in=clients
        )
        self.fields["pillar"].queryset = pillars  # type: ignore[attr-defined]  # declared so

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {})


class OwnedForm(forms.Form):
    """For a production, a client, or (where that is offered) the whole house."""

    owner = forms.ChoiceField(label=gettext_lazy("For"))

    def __init__(self, *args: Any, user: User, with_house: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = owners_of(user, with_house=with_house)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # declared so
        field.choices = [(code, label) for code, (label, _values) in self.owners.items()]

    def owner_values(self) -> dict[str, Any]:
        return self.owners[self.cleaned_data["owner"]][1]


class OnCallForm(OwnedForm):
    """Who, from one day to another."""

    person = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Who"))
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    starts_on = DayField(label=pgettext_lazy("on call", "From"))
    ends_on = DayField(label=pgettext_lazy("on call", "Until"))
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, user=user, with_house=True, **kwargs)
        self.fields["person"].queryset = assignable(user, today)  # type: ignore[attr-defined]  # declared so

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {})

    def values(self) -> dict[str, Any]:
        names = ("person", "phone", "starts_on", "ends_on", "note")
        return {**{name: self.cleaned_data[name] for name in names}, **self.owner_values()}


class LendForm(OwnedForm):
    """Whose publications, of which days, to whom."""

    name = forms.CharField(label=pgettext_lazy("person", "Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    starts_on = DayField(label=pgettext_lazy("lent calendar", "From"))
    ends_on = DayField(label=pgettext_lazy("lent calendar", "Until"))
    zone = forms.CharField(label=gettext_lazy("Hours also in"), max_length=60, required=False)

    def __init__(self, *args: Any, user: User, languages: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, user=user, with_house=False, **kwargs)
        self.fields["language"].choices = list(languages)  # type: ignore[attr-defined]  # declared so

    def clean_zone(self) -> str:
        zone = str(self.cleaned_data["zone"]).strip()
        if zone and not asked_zone(zone):
            raise ValidationError(
                _("There is no such zone: write it as « Europe/London » or « America/Montreal ».")
            )
        return zone

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {}, longest=LONGEST_STRETCH)

    def values(self) -> dict[str, Any]:
        names = ("name", "email", "language", "starts_on", "ends_on", "zone")
        return {**{name: self.cleaned_data[name] for name in names}, **self.owner_values()}


class CommentForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Comment"), max_length=2_000, widget=forms.Textarea({"rows": 2}))


def owners_of(user: User, *, with_house: bool) -> dict[str, tuple[str, dict[str, Any]]]:
    """The house, the productions and the clients for whom this person may plan.

    A client is offered to whoever reaches all of its productions too: its calendar shows them.
    """
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    if with_house and user.may("change", desk=Desk.COMMUNITY):
        found["house"] = (_("The house"), {"client": None, "production": None})
    reached = within_reach(user, "change")
    for one in reached:
        found[f"production-{one.pk}"] = (one.title, {"client": None, "production": one})
    beyond = Production.objects.filter(client__isnull=False).exclude(pk__in=reached.values("pk"))
    closed = set(beyond.values_list("client", flat=True))
    for client in clients_within_reach(user, "change"):
        if client.pk not in closed:
            found[f"client-{client.pk}"] = (_client_label(client), {"client": client, "production": None})
    return found


def _client_label(client: Client) -> str:
    return _("Client: %(name)s") % {"name": client.name}


def _in_order(form: forms.Form, values: dict[str, Any], longest: timedelta | None = None) -> dict[str, Any]:
    starts_on, ends_on = values.get("starts_on"), values.get("ends_on")
    if starts_on and ends_on:
        if ends_on < starts_on:
            form.add_error("ends_on", _("The last day is before the first."))
        elif longest is not None and ends_on - starts_on > longest:
            form.add_error("ends_on", _("At most four months at once."))
    return values
