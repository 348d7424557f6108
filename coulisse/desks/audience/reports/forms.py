"""What is typed about reports: periods, words, recipients, tables."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from email.utils import parseaddr
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.audience.reports.actions.sending import Addressee
from coulisse.desks.audience.reports.models import Report
from coulisse.desks.audience.reports.papers import LANGUAGES
from coulisse.desks.audience.reports.periods import Span, at_wall
from coulisse.desks.audience.reports.queries.pivots import DIMENSIONS, MEASURES, NONE
from coulisse.engines.digest import Told
from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.days import DayField

LONGEST: Final = 4_000
MOST_RECIPIENTS: Final = 60
LONGEST_PERIOD: Final = timedelta(days=800)
LABELS: Final[Mapping[str, Any]] = {
    "lead": gettext_lazy("The sentence that says it all"),
    "to": gettext_lazy("To whom"),
    "hello": gettext_lazy("Greeting"),
    "chart_note": gettext_lazy("Under the curve"),
    "family": gettext_lazy("The family"),
    "before": gettext_lazy("What changed because of earlier letters"),
    "bye": gettext_lazy("Last words"),
    "quality": gettext_lazy("What we keep in mind"),
    "themes": gettext_lazy("On the themes"),
    "comment": gettext_lazy("Comment"),
}
SHORT: Final = frozenset({"to", "hello", "bye"})
APART: Final[Mapping[str, Any]] = {
    "what": pgettext_lazy("kept apart", "What it is"),
    "done": pgettext_lazy("kept apart", "What was done"),
    "who": pgettext_lazy("kept apart", "Who, when"),
}


def hour_field(label: Any, initial: time) -> forms.TimeField:
    return forms.TimeField(label=label, initial=initial, widget=forms.TimeInput({"type": "time"}, "%H:%M"))


class PeriodForm(forms.Form):
    """A report of a period of one's own."""

    kind = forms.ChoiceField(label=pgettext_lazy("report", "Kind"), choices=Report.Kind.choices)
    first = DayField(label=pgettext_lazy("period", "From"))
    first_hour = hour_field(gettext_lazy("at"), time(0))
    last = DayField(label=pgettext_lazy("period", "Until"))
    last_hour = hour_field(gettext_lazy("at"), time(0))
    whole_house = forms.BooleanField(label=gettext_lazy("The whole house"), required=False)

    def __init__(self, *args: Any, may_house: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_house:
            del self.fields["whole_house"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        names = ("first", "first_hour", "last", "last_hour")
        if any(values.get(name) is None for name in names):
            return values
        starts, ends = at_wall(values["first"], values["first_hour"]), at_wall(values["last"], values["last_hour"])
        if ends <= starts:
            self.add_error("last", _("It ends before it starts. Correct one of the two."))
        elif ends - starts > LONGEST_PERIOD:
            self.add_error("last", _("A report tells two years at most. Choose a shorter period."))
        elif values.get("whole_house") and values["kind"] in {Report.Kind.MONDAY, Report.Kind.MIDDAY}:
            self.add_error("kind", _("A letter is written to one production: choose another kind for the house."))
        return values

    def span(self) -> Span:
        """Beside the same length just before; a yearly report beside the same days a year earlier."""
        read = self.cleaned_data
        starts, ends = at_wall(read["first"], read["first_hour"]), at_wall(read["last"], read["last_hour"])
        if read["kind"] == Report.Kind.YEAR:
            return Span(starts, ends, _year_before(starts), _year_before(ends))
        if read["kind"] in {Report.Kind.MONDAY, Report.Kind.MIDDAY}:
            week = timedelta(days=7)
            first = at_wall(read["first"] - week, read["first_hour"])
            return Span(starts, ends, first, at_wall(read["last"] - week, read["last_hour"]))
        return Span(starts, ends, starts - (ends - starts), starts)


def _year_before(at: datetime) -> datetime:
    day = at.date()
    try:
        before = day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        before = date(day.year - 1, 2, 28)
    return at_wall(before, at.time().replace(tzinfo=None))


class WordsForm(forms.Form):
    """Words over the proposals, in one language; empty: the proposal stands."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        report: Report,
        names: tuple[str, ...],
        proposals: Mapping[str, str],
        language: str,
        told: Told | None,
        apart: Mapping[str, tuple[str, str, str]],
        **kwargs: Any,
    ) -> None:
        own: Mapping[str, str] = report.texts.get(language, {})
        initial = {_field(name): text for name, text in own.items()} | {"version": report.version}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.names: dict[str, str] = {}
        for name in names:
            widget = forms.TextInput() if name in SHORT else forms.Textarea({"rows": 3})
            self._add(name, LABELS[name], proposals.get(name, ""), widget)
        self.groups: list[tuple[str, list[str]]] = []
        for one in told.apart if told is not None else ():
            fields = []
            for place, (part, label) in enumerate(APART.items()):
                name = f"apart.{one.kind}.{part}"
                self._add(name, label, apart[one.kind][place], forms.TextInput())
                fields.append(_field(name))
            self.groups.append((f"{one.n} · {apart[one.kind][0]}", fields))

    def _add(self, name: str, label: Any, proposal: str, widget: forms.Widget) -> None:
        widget.attrs["placeholder"] = proposal
        field = forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget)
        self.fields[_field(name)] = field
        self.names[_field(name)] = name

    @property
    def plain(self) -> list[forms.BoundField]:
        return [self[name] for name in self.names if not name.startswith("apart")]

    @property
    def apart(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(title, [self[name] for name in fields]) for title, fields in self.groups]

    def texts(self) -> dict[str, str]:
        return {self.names[name]: text for name, text in self.cleaned_data.items() if name in self.names}


def _field(name: str) -> str:
    return name.replace(".", "__")


class SendForm(forms.Form):
    """To whom: people of the production, and addresses typed one a line."""

    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("People of the production"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    others = forms.CharField(
        label=gettext_lazy("Other addresses, one a line"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3, "placeholder": "Prénom Nom <adresse@exemple.be>"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of these addresses"), choices=[(one, one.upper()) for one in LANGUAGES]
    )

    def __init__(self, *args: Any, production: Production | None, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["people"]
        field.queryset = people_of(production, day)
        field.label_from_instance = lambda user: f"{user} · {user.email}"

    def clean_others(self) -> list[tuple[str, str]]:
        found = []
        for place, line in enumerate(re.split(r"[\n;]", self.cleaned_data["others"]), start=1):
            if not line.strip():
                continue
            name, address = parseaddr(line.strip())
            try:
                validate_email(address)
            except ValidationError:
                raise ValidationError(
                    _("Line %(place)s is not an e-mail address: %(line)s")
                    % {"place": place, "line": line.strip()[:80]}
                ) from None
            found.append((name[:120], address))
        if len(found) > MOST_RECIPIENTS:
            raise ValidationError(_("At most %(n)s addresses at once.") % {"n": MOST_RECIPIENTS})
        return found

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and not values.get("people") and not values.get("others"):
            raise ValidationError(_("Choose somebody, or write an address."))
        return values

    def addressees(self) -> list[Addressee]:
        read = self.cleaned_data
        people = [Addressee(user.email, str(user), user.language) for user in read["people"]]
        return people + [Addressee(address, name, read["language"]) for name, address in read["others"]]


def people_of(production: Production | None, day: date) -> Any:
    """Who holds a role on the production, in force."""
    if production is None:
        return User.objects.none()
    grants = Grant.objects.in_force(day).filter(production=production)
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("name")


class QuoteForm(forms.Form):
    """One quotation, read by a person."""

    conversation = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("As it will be quoted"), max_length=400, widget=forms.Textarea({"rows": 4})
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200, required=False)
    although = forms.BooleanField(label=gettext_lazy("Keep the words that were taken out"), required=False)


class PivotForm(forms.Form):
    """The question, as a form sent by GET: what isn't understood narrows nothing."""

    rows = forms.ChoiceField(label=pgettext_lazy("pivot", "Rows"), choices=DIMENSIONS.items())
    columns = forms.ChoiceField(
        label=pgettext_lazy("pivot", "Columns"),
        choices=[*DIMENSIONS.items(), (NONE, pgettext_lazy("pivot", "none"))],
    )
    measure = forms.ChoiceField(label=pgettext_lazy("pivot", "Measure"), choices=MEASURES.items())
    first = DayField(label=pgettext_lazy("period", "From"), required=False)
    last = DayField(label=pgettext_lazy("period", "Until"), required=False)
    whole_house = forms.BooleanField(label=gettext_lazy("All programmes within my reach"), required=False)


class ReplyForm(forms.Form):
    what = forms.CharField(max_length=250, required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Your answer"), max_length=LONGEST, widget=forms.Textarea({"rows": 3})
    )
