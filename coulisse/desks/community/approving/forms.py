"""What is typed about approvals."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.community.approving.actions.routes import GuestPerson, Seats
from coulisse.desks.community.approving.models import (
    MOST_HOURS,
    ApprovalRoute,
    ContentType,
    RouteSeat,
    RouteStep,
    Submission,
)
from coulisse.desks.community.approving.words import KINDS
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.strategy.models import Campaign
from coulisse.engines.approval import EVERYTHING
from coulisse.foundation.accounts.models import User
from coulisse.foundation.ui.figures import MoneyField
from coulisse.kernel.money import Money

MOMENT: Final = forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")
PUBLICATIONS: Final = 60
"""How many one submission holds at most."""


class PublicationChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django itself has no parameter here
    """Publications as one recognises them: when, where, and the first words."""

    def label_from_instance(self, obj: Publication) -> str:
        when = date_format(timezone.localtime(obj.due_at), "SHORT_DATETIME_FORMAT")
        opening = obj.text if len(obj.text) <= 70 else f"{obj.text[:70]}…"
        return f"{when} · {obj.account} · {obj.language.upper()} · {opening}"


class WholeForm(forms.Form):
    """What is said of a submission as a whole."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    paid = MoneyField(
        label=gettext_lazy("Paid media, without VAT"),
        required=False,
        positive=True,
    )
    paid_plan = forms.CharField(
        label=gettext_lazy("Target groups and dates"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
    team_text = forms.CharField(
        label=gettext_lazy("What the team is told before the public"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Empty: nothing. It is sent once everybody has approved, with the hours."),
    )
    team_at = forms.DateTimeField(
        label=gettext_lazy("The team is told on"),
        required=False,
        widget=MOMENT,
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text=gettext_lazy("Empty: as soon as everybody has approved."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def refuse_late_word(self, first: datetime | None) -> None:
        """The team reads it before the public does, or it is of no use."""
        team_at = self.cleaned_data.get("team_at")
        if team_at is not None and first is not None and team_at >= first:
            self.add_error("team_at", _("By then it is public: choose an hour before the first publication."))

    def values(self) -> dict[str, Any]:
        read = self.cleaned_data
        paid: Money | None = read["paid"]
        return {
            "title": read["title"],
            "paid_cents": paid.cents if paid is not None else None,
            "paid_plan": read["paid_plan"],
            "team_text": read["team_text"],
            "team_at": read["team_at"],
        }


def initial_of(row: Submission) -> dict[str, Any]:
    names = ("title", "paid_plan", "team_text", "team_at", "version")
    paid = None if row.paid_cents is None else Money(row.paid_cents)
    return {**{name: getattr(row, name) for name in names}, "paid": paid}


class HandInForm(WholeForm):
    """Which publications, by which route."""

    content_type = forms.ChoiceField(label=gettext_lazy("Content"))
    campaign = forms.ModelChoiceField(Campaign.objects.none(), label=gettext_lazy("Campaign"), required=False)
    publications = PublicationChoice(
        Publication.objects.none(),
        label=pgettext_lazy("networks", "Publications"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one publication.")},
    )
    field_order = (
        "title",
        "content_type",
        "campaign",
        "publications",
        "paid",
        "paid_plan",
        "team_text",
        "team_at",
    )

    def __init__(
        self,
        *args: Any,
        publications: QuerySet[Publication],
        campaigns: QuerySet[Campaign],
        routes: Sequence[ApprovalRoute],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        types = {route.content_type for route in routes}
        _choices(self, "content_type", [one for one in ContentType.choices if one[0] in types])
        for name, found in (("publications", publications), ("campaign", campaigns)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # declared so
            field.queryset = found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = list(cleaned.get("publications") or ())
        if len(chosen) > PUBLICATIONS:
            told = _("At most %(most)s publications are approved as one.")
            self.add_error("publications", told % {"most": PUBLICATIONS})
        self.refuse_late_word(min((row.due_at for row in chosen), default=None))
        return cleaned


def _choices(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)  # declared so
    field.choices = choices


class DecisionForm(forms.Form):
    """A word on what one has before one's eyes."""

    verdict = forms.ChoiceField(choices=[(one, one) for one in ("approved", "refused", "withdrawn")])
    seal = forms.CharField(max_length=64, required=False)
    in_the_name_of = forms.CharField(max_length=40, required=False)
    reason = forms.CharField(
        label=gettext_lazy("What has to change"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    note = forms.CharField(
        label=gettext_lazy("Note for the team"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Neither the client nor another guest reads it."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == "refused" and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Whoever refuses says why: write what has to change."))
        return cleaned


class RemarkForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Note for the team"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )


class AdviceForm(forms.Form):
    text = forms.CharField(label=gettext_lazy("Your advice"), max_length=1000, widget=forms.Textarea({"rows": 5}))


class InviteForm(forms.Form):
    """Somebody without an account: for a role, or for advice on one publication."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    publication = forms.ModelChoiceField(
        Publication.objects.none(),
        label=gettext_lazy("Only for advice on"),
        required=False,
        empty_label=gettext_lazy("no: decides on all of it"),
    )

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [one["role"] for stage in submission.route["stages"] for one in stage]
        labels = dict(RouteStep.Role.choices)
        more = [] if "expert" in roles else ["expert"]
        _choices(self, "role", [(role, labels[role]) for role in [*roles, *more]])
        _choices(self, "language", list(RouteSeat._meta.get_field("language").choices or ()))
        field = self.fields["publication"]
        assert isinstance(field, forms.ModelChoiceField)  # declared so
        field.queryset = submission.publications.order_by("due_at", "pk")
        self.roles = roles

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") not in self.roles and not cleaned.get("publication"):
            self.add_error(
                "publication", _("An expert who is not of the route advises: choose on which publication.")
            )
        return cleaned


class BeginRouteForm(forms.Form):
    content_type = forms.ChoiceField(label=gettext_lazy("Content"), choices=ContentType.choices)
    owner = forms.ChoiceField(label=gettext_lazy("Whose"))

    def __init__(self, *args: Any, owners: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "owner", list(owners))


class HoursForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself has no parameter here
    """In which time the terms of a route run."""

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = ApprovalRoute
        fields = ("hours", "opens", "closes")
        widgets: Final = {
            "opens": forms.TimeInput({"type": "time"}, "%H:%M"),
            "closes": forms.TimeInput({"type": "time"}, "%H:%M"),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", _("The office closes after it opens."))
        return cleaned


def _hours(label: Any, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=required, min_value=1, max_value=MOST_HOURS)


class StepForm(forms.Form):
    """One role of a route with its people by name."""

    stage = forms.IntegerField(
        label=gettext_lazy("Turn"),
        min_value=1,
        max_value=20,
        help_text=gettext_lazy("Roles of one turn are asked side by side; the next turn waits for all of them."),
    )
    question = forms.CharField(label=gettext_lazy("Question in your own words"), required=False, max_length=200)
    answers_for = forms.MultipleChoiceField(
        label=gettext_lazy("Answers for"), choices=list(KINDS.items()), widget=forms.CheckboxSelectMultiple
    )
    holders = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=gettext_lazy("Who holds the role"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    deputies = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=gettext_lazy("Deputies"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    above = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=gettext_lazy("Who decides where it goes higher"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guest_name = forms.CharField(
        label=gettext_lazy("Somebody without an account"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Gets a link when it is their turn."),
    )
    guest_email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    guest_language = forms.ChoiceField(label=gettext_lazy("Language"))
    due_hours = _hours(gettext_lazy("Term, in hours"), required=True)
    deputy_hours = _hours(gettext_lazy("The deputy takes over after"), required=True)
    remind_hours = _hours(gettext_lazy("Reminded after"))
    escalate_hours = _hours(gettext_lazy("Goes higher after"))
    stop_hours = _hours(gettext_lazy("Everything stops after"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, step: RouteStep, people: QuerySet[User]) -> None:
        super().__init__(data, initial=_initial(step))
        self.step = step
        for name in ("holders", "deputies", "above"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)  # declared so
            field.queryset = people
        _choices(self, "guest_language", list(RouteSeat._meta.get_field("language").choices or ()))
        if step.is_client:
            # The client sees everything: that is what the last word means.
            del self.fields["answers_for"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        holders, deputies = set(cleaned.get("holders") or ()), set(cleaned.get("deputies") or ())
        if not holders and not cleaned.get("guest_name"):
            self.add_error("holders", _("Somebody has to hold the role: silence approves nothing."))
        if holders & deputies:
            self.add_error("deputies", _("Nobody is a deputy of their own."))
        if cleaned.get("escalate_hours") and not cleaned.get("above"):
            self.add_error("above", _("Say who decides when it goes higher."))
        return cleaned

    def values(self) -> dict[str, Any]:
        names = ("stage", "question", "due_hours", "deputy_hours", "remind_hours", "escalate_hours", "stop_hours")
        kinds = [str(one) for one in EVERYTHING] if self.step.is_client else self.cleaned_data["answers_for"]
        return {**{name: self.cleaned_data[name] for name in names}, "answers_for": sorted(kinds)}

    def seats(self) -> Seats:
        read = self.cleaned_data
        guest = None
        if read["guest_name"]:
            guest = GuestPerson(read["guest_name"], read["guest_email"], read["guest_language"])
        return Seats(read["holders"], read["deputies"], read["above"], guest)


def _initial(step: RouteStep) -> dict[str, Any]:
    names = (
        "stage",
        "question",
        "answers_for",
        "due_hours",
        "deputy_hours",
        "remind_hours",
        "escalate_hours",
        "stop_hours",
        "version",
    )
    seats = list(step.seats.all())
    guest = next((seat for seat in seats if seat.user_id is None), None)
    people = {
        name: [seat.user_id for seat in seats if seat.kind == kind and seat.user_id]
        for name, kind in (
            ("holders", RouteSeat.Kind.HOLDER),
            ("deputies", RouteSeat.Kind.DEPUTY),
            ("above", RouteSeat.Kind.ABOVE),
        )
    }
    told = {name: getattr(step, name) for name in names}
    named = (
        {"guest_name": guest.name, "guest_email": guest.email, "guest_language": guest.language} if guest else {}
    )
    return {**told, **people, **named}


def first_error(form: forms.Form) -> str:
    """What to say where a form is refused on another page."""
    return next((str(one) for errors in form.errors.values() for one in errors), "")
