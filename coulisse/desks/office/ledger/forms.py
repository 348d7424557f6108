"""The forms of the books: an amount typed by hand, the filters, a day to close."""

import re
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.desks.office.budget.queries.agreed import AgreedAccount
from coulisse.desks.office.ledger.entries import Share
from coulisse.desks.office.ledger.listing import Wanted
from coulisse.desks.office.ledger.models import Nature
from coulisse.foundation.ui.days import DayField
from coulisse.foundation.ui.figures import MoneyField

VAT_CHOICES: Final = (
    ("21", "21 %"),
    ("12", "12 %"),
    ("6", "6 %"),
    ("0", "0 %"),
    ("20", "20 % (FR)"),
    ("17", "17 % (LU)"),
)
_SHARE: Final = re.compile(r"(?P<where>[^\s,;·]+)\s+(?P<weight>\d{1,9})(?:\s*%)?")
A_WEEK: Final = timedelta(days=7)
_BETWEEN: Final = re.compile(r"\s*[,;·\n]\s*")


def day_field(label: Any, *, required: bool = True, **options: Any) -> DayField:
    return DayField(label=label, required=required, **options)


class EntryForm(forms.Form):
    """One amount: a promise, a bill, or an expectation; net, with its VAT."""

    nature = forms.ChoiceField(
        label=gettext_lazy("Nature"),
        choices=[(Nature.COMMITTED, Nature.COMMITTED.label), (Nature.ACTUAL, Nature.ACTUAL.label)],
        help_text=gettext_lazy("Committed: promised and not billed. Actual: billed or paid."),
    )
    account = forms.ChoiceField(label=gettext_lazy("Account"))
    label = forms.CharField(label=gettext_lazy("Label"), max_length=200)
    supplier = forms.CharField(label=gettext_lazy("Supplier"), max_length=160, required=False)
    net = MoneyField(label=gettext_lazy("Amount without VAT"))
    vat_rate = forms.ChoiceField(label=gettext_lazy("VAT"), choices=VAT_CHOICES)
    day = day_field(gettext_lazy("Date"))
    due_on = day_field(gettext_lazy("Due on"), required=False)
    shooting_day = day_field(gettext_lazy("Shooting day"), required=False)
    territory = forms.CharField(label=gettext_lazy("Territory"), max_length=20, required=False)
    group = forms.CharField(label=gettext_lazy("Group"), max_length=40, required=False)
    paper = forms.CharField(label=gettext_lazy("Paper"), max_length=120, required=False)
    split = forms.CharField(
        label=gettext_lazy("Split"),
        max_length=400,
        required=False,
        help_text=gettext_lazy(
            "By territory or by account, with a weight each: “BE 51, FR 34, LU 15” or “31 2, 33 1”."
        ),
    )
    closes = forms.BooleanField(
        label=gettext_lazy("This is the last bill: let go what is left of the commitment"), required=False
    )

    def __init__(
        self, *args: Any, accounts: Collection[AgreedAccount], settling: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = {account.number for account in accounts}
        field = self.fields["account"]
        field.choices = [(each.number, f"{each.number} {each.name}") for each in accounts]  # type: ignore[attr-defined]
        if settling:
            del self.fields["nature"], self.fields["split"]
        else:
            del self.fields["closes"]

    def clean_split(self) -> tuple[Share, ...]:
        typed = str(self.cleaned_data["split"]).strip()
        if not typed:
            return ()
        return tuple(self._share(part) for part in _BETWEEN.split(typed) if part)

    def _share(self, part: str) -> Share:
        found = _SHARE.fullmatch(part.strip())
        if found is None or int(found["weight"]) == 0:
            said = _("“%(part)s” is not read as a share. Write where it goes, then a whole weight: “BE 51”.")
            raise ValidationError(said % {"part": part[:40]})
        where, weight = found["where"], int(found["weight"])
        if where in self.numbers:
            return Share(weight, account=where)
        if where[0].isdecimal():
            said = _("Account %(number)s is not in the budget. Add it there, or write another one.")
            raise ValidationError(said % {"number": where[:20]})
        return Share(weight, territory=where[:20])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        day, due = values.get("day"), values.get("due_on")
        if day and due and due < day:
            self.add_error("due_on", _("It is due before its own date. Correct one of them."))
        net = values.get("net")
        if net is not None and net.cents == 0:
            self.add_error("net", _("Write an amount other than zero."))
        return values


class FilterForm(forms.Form):
    """What the list is narrowed to; what is not understood narrows nothing."""

    account = forms.CharField(required=False, max_length=20)
    nature = forms.ChoiceField(required=False, choices=[("", "")])
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    day = forms.DateField(required=False)
    supplier = forms.CharField(required=False, max_length=160)
    territory = forms.CharField(required=False, max_length=20)
    group = forms.CharField(required=False, max_length=40)
    q = forms.CharField(required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nature"].choices = [("", ""), *Nature.choices]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        self.is_valid()
        read = self.cleaned_data
        return Wanted(
            account=read.get("account", ""),
            nature=read.get("nature", ""),
            since=read.get("since"),
            until=read.get("until"),
            shooting_day=read.get("day"),
            supplier=read.get("supplier", ""),
            territory=read.get("territory", ""),
            group=read.get("group", ""),
            words=read.get("q", ""),
        )


def refuse_to_come(day: date, latest: date) -> None:
    """Closing is never taken back: a slip in the month would shut the books for good. Raises ValidationError.

    `latest` is today, or the last day of the books; the week that it falls in may be closed whole.
    """
    latest += A_WEEK
    if day > latest:
        said = _("This day has not come yet. Close up to %(day)s at the latest.")
        raise ValidationError(said % {"day": f"{latest:%d/%m/%Y}"})


class CloseForm(forms.Form):
    """Up to which day."""

    day = day_field(gettext_lazy("Closed up to and including"))

    def __init__(self, *args: Any, closed_until: date | None, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.closed_until, self.latest = closed_until, latest

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if self.closed_until is not None and day <= self.closed_until:
            said = _("The books are closed up to %(day)s already. Choose a later day.")
            raise ValidationError(said % {"day": f"{self.closed_until:%d/%m/%Y}"})
        refuse_to_come(day, self.latest)
        return day


class ReasonForm(forms.Form):
    """Why a posting is reversed, or what is left of a commitment let go."""

    reason = forms.CharField(max_length=300)
