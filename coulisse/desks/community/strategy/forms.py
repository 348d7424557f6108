"""The forms of the strategy."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.validators import validate_slug
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from coulisse.desks.community.clients.forms import VersionedForm, area
from coulisse.desks.community.clients.workspaces import Workspace
from coulisse.desks.community.strategy.access import objectives_within_reach
from coulisse.desks.community.strategy.models import Campaign, Idea, Indicator, Objective, Pillar
from coulisse.desks.community.strategy.queries import campaigns_of, pillars_of
from coulisse.desks.community.strategy.words import metric_choices
from coulisse.foundation.accounts.models import User
from coulisse.foundation.ui.days import DayField
from coulisse.foundation.ui.figures import MoneyField, NumberField
from coulisse.kernel.money import Money

MOST: Final = Decimal(10**11)
MOMENT: Final = forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")


class DatedForm(VersionedForm):
    """Two days, the second not before the first."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("It ends before it begins: check the two days."))
        return values


class ObjectiveForm(DatedForm):
    name = forms.CharField(
        label=gettext_lazy("Objective"), max_length=200, help_text=gettext_lazy("“1,200 passes sold”.")
    )
    starts_on = DayField(label=pgettext_lazy("objective", "From"))
    ends_on = DayField(label=pgettext_lazy("objective", "Until"))

    fields_of_row = ("name", "starts_on", "ends_on")

    def __init__(self, data: Any = None, *, row: Objective | None = None) -> None:
        super().__init__(data, row=row)


class IndicatorForm(VersionedForm):
    """What tells whether the objective is reached."""

    name = forms.CharField(label=pgettext_lazy("objective", "Figure"), max_length=120)
    unit = forms.CharField(
        label=pgettext_lazy("objective", "Unit"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("passes, €, %"),
    )
    start = NumberField(label=gettext_lazy("At the start"), least=-MOST, most=MOST, initial=Decimal(0))
    target = NumberField(label=gettext_lazy("Target"), least=-MOST, most=MOST)
    metric = forms.ChoiceField(
        label=gettext_lazy("Counted from"),
        required=False,
        help_text=gettext_lazy("What the networks count; otherwise somebody types each reading with its source."),
    )

    fields_of_row = ("name", "unit", "start", "target", "metric")

    def __init__(self, data: Any = None, *, row: Indicator | None = None) -> None:
        super().__init__(data, row=row, initial={"start": Decimal(0)})
        metric = self.fields["metric"]
        assert isinstance(metric, forms.ChoiceField)  # declared so
        language = (get_language() or "fr")[:2]
        metric.choices = [("", _("typed by somebody")), *metric_choices(language)]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, target = values.get("start"), values.get("target")
        if start is not None and start == target:
            self.add_error("target", _("The target is where it starts: any value has reached it."))
        for name in ("start", "target"):
            value = values.get(name)
            if value is not None and value != round(value, 2):
                self.add_error(name, _("At most two decimals."))
        return values


class ReadingForm(forms.Form):
    """What an indicator stood at on a day."""

    on = DayField(label=pgettext_lazy("reading", "On"))
    value = NumberField(label=gettext_lazy("Value"), least=-MOST, most=MOST)
    source = forms.CharField(
        label=gettext_lazy("Source"),
        max_length=200,
        help_text=gettext_lazy("The ticketing’s export of this morning."),
    )
    instead = forms.BooleanField(label=gettext_lazy("Put it instead of the reading of that day"), required=False)

    def __init__(self, data: Any = None, *, objective: Objective, today: date) -> None:
        super().__init__(data, initial={"on": today})
        self.objective, self.today = objective, today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        if day < self.objective.starts_on:
            raise forms.ValidationError(_("The objective had not begun on that day."))
        return day

    def clean_value(self) -> Decimal:
        value: Decimal = self.cleaned_data["value"]
        if value != round(value, 2):
            raise forms.ValidationError(_("At most two decimals."))
        return value


class PillarForm(VersionedForm):
    """What is spoken of again and again."""

    name = forms.CharField(label=gettext_lazy("Pillar"), max_length=120)
    publics = forms.CharField(label=gettext_lazy("Publics"), max_length=300, required=False)
    networks = forms.CharField(label=gettext_lazy("Networks"), max_length=200, required=False)
    share = forms.IntegerField(
        label=gettext_lazy("Share of the posts, in %"), min_value=0, max_value=100, required=False
    )

    fields_of_row = ("name", "publics", "networks", "share")

    def __init__(self, data: Any = None, *, row: Pillar | None = None) -> None:
        super().__init__(data, row=row)


class CampaignForm(DatedForm):
    """Posts that belong together."""

    name = forms.CharField(label=gettext_lazy("Campaign"), max_length=200)
    tag = forms.CharField(
        label=gettext_lazy("Name in link tags"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("What utm_campaign says. Empty: made from the name."),
    )
    starts_on = DayField(label=pgettext_lazy("campaign", "From"))
    ends_on = DayField(label=pgettext_lazy("campaign", "Until"))
    budget = MoneyField(
        label=gettext_lazy("Paid media"), positive=True, required=False, help_text=gettext_lazy("Without VAT.")
    )

    fields_of_row = ("name", "tag", "starts_on", "ends_on")

    def __init__(self, data: Any = None, *, row: Campaign | None = None) -> None:
        super().__init__(data, row=row)
        if row is not None and row.budget_cents is not None:
            self.initial["budget"] = Money(row.budget_cents)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        tag = values.get("tag") or slugify(values.get("name", ""))[:60].strip("-")
        try:
            validate_slug(tag)
        except forms.ValidationError:
            self.add_error("tag", _("Letters, digits and hyphens only, without spaces or accents."))
        values["tag"] = tag
        return values

    def values(self) -> dict[str, Any]:
        budget = self.cleaned_data["budget"]
        return {**super().values(), "budget_cents": None if budget is None else budget.cents}


class IdeaForm(VersionedForm):
    """One thing to tell."""

    title = forms.CharField(label=gettext_lazy("Idea"), max_length=200)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=4_000, required=False, widget=area(4))
    link = forms.URLField(
        label=pgettext_lazy("idea", "Link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("What the posts lead to; each network gets it with its tags."),
    )
    campaign = forms.ModelChoiceField(Campaign.objects.none(), label=gettext_lazy("Campaign"), required=False)
    pillar = forms.ModelChoiceField(Pillar.objects.none(), label=gettext_lazy("Pillar"), required=False)
    not_before = forms.DateTimeField(
        label=gettext_lazy("Not before"),
        required=False,
        widget=MOMENT,
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=gettext_lazy("An embargo: nothing of it leaves earlier, whatever was armed."),
    )

    fields_of_row = ("title", "note", "link", "campaign", "pillar", "not_before")

    def __init__(
        self, data: Any = None, *, workspace: Workspace | None, user: User, row: Idea | None = None
    ) -> None:
        super().__init__(data, row=row)
        if row is not None:
            self.initial.update(campaign=row.campaign_id, pillar=row.pillar_id)
            if row.not_before is not None:
                self.initial["not_before"] = timezone.localtime(row.not_before).strftime("%Y-%m-%dT%H:%M")
        campaign, pillar = self.fields["campaign"], self.fields["pillar"]
        assert isinstance(campaign, forms.ModelChoiceField)  # declared so
        assert isinstance(pillar, forms.ModelChoiceField)
        production = workspace.production_id if workspace else None
        client = workspace.client_id if workspace else None
        reached = objectives_within_reach(user).values("pk")
        campaigns = campaigns_of(production=production, client=client)
        pillars = pillars_of(production=production, client=client)
        if row is not None:  # what it hangs on stays choosable though that be closed
            campaigns |= Campaign.objects.filter(pk=row.campaign_id or 0).select_related("objective")
            pillars |= Pillar.objects.filter(pk=row.pillar_id or 0).select_related("objective")
        campaign.queryset = campaigns.filter(objective__in=reached)
        pillar.queryset = pillars.filter(objective__in=reached)


class StateForm(forms.Form):
    to = forms.ChoiceField(choices=Idea.State.choices)
