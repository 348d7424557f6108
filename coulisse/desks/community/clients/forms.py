"""The forms of a workspace."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.community.clients.models import Brief, ColleagueRequest, MeetingNote, Portrait
from coulisse.desks.community.clients.wording import lines_of
from coulisse.foundation.ui.days import DayField
from coulisse.foundation.ui.figures import MoneyField
from coulisse.kernel.money import Money

LONG: Final = 4_000
MOST_AVOIDED: Final = 200
LONGEST_AVOIDED: Final = 80


def area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class VersionedForm(forms.Form):
    """A form that knows which version of its row was read; without a row it begins one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    fields_of_row: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *, row: Any = None, initial: dict[str, Any] | None = None) -> None:
        told = {name: getattr(row, name) for name in (*self.fields_of_row, "version")} if row else initial
        super().__init__(data, initial=told)
        self.row = row

    @property
    def read_version(self) -> int:
        """What was read; never the version of the row where the page sent none."""
        return self.cleaned_data["version"] or 0

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields_of_row}


class BriefForm(VersionedForm):
    """What somebody asked for."""

    goals = forms.CharField(label=gettext_lazy("Goals"), max_length=LONG, widget=area(4))
    publics = forms.CharField(label=gettext_lazy("Publics"), max_length=LONG, required=False, widget=area(3))
    tone = forms.CharField(label=gettext_lazy("Tone"), max_length=LONG, required=False, widget=area(3))
    avoided = forms.CharField(
        label=gettext_lazy("Words to avoid"),
        max_length=LONG * 2,
        required=False,
        widget=area(5),
        help_text=gettext_lazy(
            "One word or phrase a line; “cheap*” is any word that begins so. The composer warns of them."
        ),
    )
    budget = MoneyField(
        label=gettext_lazy("Paid media"),
        positive=True,
        required=False,
        help_text=gettext_lazy("Without VAT. Empty: nobody said; it does not count as nothing."),
    )
    budget_account = forms.CharField(
        label=gettext_lazy("Budget line"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("The account of the production’s budget that paid media is posted on."),
    )
    needs_approval = forms.BooleanField(
        label=gettext_lazy("Nothing is published before it is approved"), required=False
    )
    starts_on = DayField(label=pgettext_lazy("brief", "From"), required=False)
    ends_on = DayField(label=pgettext_lazy("brief", "Until"), required=False)

    fields_of_row = (
        "goals",
        "publics",
        "tone",
        "avoided",
        "budget_account",
        "needs_approval",
        "starts_on",
        "ends_on",
    )

    def __init__(self, data: Any = None, *, row: Brief | None = None) -> None:
        super().__init__(data, row=row)
        if row is not None and row.budget_cents is not None:
            self.initial["budget"] = Money(row.budget_cents)

    def clean_avoided(self) -> str:
        lines = lines_of(self.cleaned_data["avoided"])
        if len(lines) > MOST_AVOIDED:
            raise forms.ValidationError(_("At most %(most)s words and phrases.") % {"most": MOST_AVOIDED})
        long = next((line for line in lines if len(line) > LONGEST_AVOIDED), None)
        if long is not None:
            told = {"line": long[:40], "most": LONGEST_AVOIDED}
            raise forms.ValidationError(
                _("“%(line)s…” is longer than %(most)s characters: one phrase a line.") % told
            )
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("It ends before it begins: check the two days."))
        return values

    def values(self) -> dict[str, Any]:
        budget = self.cleaned_data["budget"]
        return {**super().values(), "budget_cents": None if budget is None else budget.cents}


class PortraitForm(VersionedForm):
    """An audience, told as people."""

    name = forms.CharField(label=pgettext_lazy("audience", "Name"), max_length=120)
    who = forms.CharField(label=gettext_lazy("Who they are"), max_length=LONG, widget=area(4))
    seeks = forms.CharField(
        label=gettext_lazy("What they look for"), max_length=LONG, required=False, widget=area(3)
    )
    networks = forms.CharField(label=gettext_lazy("Networks"), max_length=200, required=False)
    languages = forms.CharField(label=gettext_lazy("Languages"), max_length=60, required=False)
    hours = forms.CharField(label=gettext_lazy("When they are there"), max_length=200, required=False)
    basis = forms.CharField(
        label=gettext_lazy("Where this is known from"),
        max_length=LONG,
        widget=area(3),
        help_text=gettext_lazy(
            "Statistics of a network, ticketing, letters, an inquiry: with its date and its n."
        ),
    )
    known_on = DayField(label=gettext_lazy("Known on"))

    fields_of_row = ("name", "who", "seeks", "networks", "languages", "hours", "basis", "known_on")

    def __init__(self, data: Any = None, *, row: Portrait | None = None, today: date) -> None:
        super().__init__(data, row=row, initial={"known_on": today})
        self.today = today

    def clean_known_on(self) -> date:
        day: date = self.cleaned_data["known_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day


class NoteForm(VersionedForm):
    """What was said at a meeting."""

    on = DayField(label=pgettext_lazy("meeting", "On"))
    present = forms.CharField(label=gettext_lazy("Present"), max_length=300)
    said = forms.CharField(label=gettext_lazy("What was said"), max_length=LONG * 3, widget=area(6))
    decided = forms.CharField(
        label=gettext_lazy("What was decided"), max_length=LONG, required=False, widget=area(3)
    )

    fields_of_row = ("on", "present", "said", "decided")

    def __init__(self, data: Any = None, *, row: MeetingNote | None = None, today: date) -> None:
        super().__init__(data, row=row, initial={"on": today})
        self.today = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day


class RequestForm(VersionedForm):
    """Something asked of a colleague."""

    what = forms.CharField(label=gettext_lazy("What is asked"), max_length=200)
    details = forms.CharField(label=gettext_lazy("Details"), max_length=LONG, required=False, widget=area(3))
    service = forms.ChoiceField(label=gettext_lazy("Service"), choices=ColleagueRequest.Service.choices)
    addressee = forms.CharField(label=gettext_lazy("Asked of"), max_length=120)
    due_on = DayField(label=gettext_lazy("Needed by"))

    fields_of_row = ("what", "details", "service", "addressee", "due_on")


class MoveForm(forms.Form):
    to = forms.ChoiceField(choices=ColleagueRequest.State.choices)
    answer = forms.CharField(max_length=300, required=False)
