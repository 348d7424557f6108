"""The forms of the cost report."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.desks.office.costs.queries.report import Cut
from coulisse.desks.office.ledger.forms import refuse_to_come
from coulisse.foundation.accounts.models import User
from coulisse.foundation.ui.days import DayField
from coulisse.foundation.ui.figures import MoneyField, NumberField
from coulisse.kernel import Money

DAY: Final = {"type": "date"}
FINAL, REST, RULE = "final", "rest", "rule"
_BETWEEN: Final = re.compile(r"[\s,;]+")
MOST_DAYS: Final = 9999


class EstimateForm(forms.Form):
    """The final cost, or what is still to be spent; the other one follows."""

    what = forms.ChoiceField(
        label=gettext_lazy("What you estimate"),
        choices=(
            (FINAL, gettext_lazy("The final cost (F)")),
            (REST, gettext_lazy("What is still to be promised (E)")),
            (RULE, gettext_lazy("Nothing: back to the budget and the forecasts")),
        ),
    )
    amount = MoneyField(label=gettext_lazy("Amount"), required=False, positive=True)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
    read = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("what") in {FINAL, REST} and values.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", _("Write the amount, or go back to the rule."))
        return values

    def final(self, to_date: Money) -> Money | None:
        """The final cost that was meant, with what is spent and promised so far."""
        amount: Money | None = self.cleaned_data["amount"]
        if self.cleaned_data["what"] == RULE or amount is None:
            return None
        return amount + to_date if self.cleaned_data["what"] == REST else amount


class NoteForm(forms.Form):
    """A remark, and the accounts beside which its number stands."""

    text = forms.CharField(label=gettext_lazy("Note"), max_length=1000, widget=forms.Textarea({"rows": 3}))
    accounts = forms.CharField(
        label=gettext_lazy("Accounts"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Their numbers, with commas between: “25, 27”."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, known: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_accounts(self) -> list[str]:
        numbers = [part for part in _BETWEEN.split(str(self.cleaned_data["accounts"])) if part]
        for number in numbers:
            if number not in self.known:
                said = _("Account %(number)s is not in the report. Correct its number.")
                raise ValidationError(said % {"number": number[:20]})
        return list(dict.fromkeys(numbers))


class AskForm(forms.Form):
    """Who shall approve an overspend, and why it is needed."""

    account = forms.CharField(max_length=20, widget=forms.HiddenInput)
    asked_of = forms.ModelChoiceField(label=gettext_lazy("Asked of"), queryset=User.objects.none())
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)

    def __init__(self, *args: Any, people: Collection[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_of"].queryset = User.objects.filter(  # type: ignore[attr-defined]
            pk__in=[person.pk for person in people]
        ).order_by("name")


class AnswerForm(forms.Form):
    """Yes or no, with a word."""

    approved = forms.ChoiceField(choices=(("yes", "yes"), ("no", "no")))
    reason = forms.CharField(max_length=300, required=False)


class WatchForm(forms.Form):
    """The contingency, the threshold, and who approves by default."""

    contingency = forms.ChoiceField(label=gettext_lazy("Account of the contingency"), required=False)
    threshold = MoneyField(label=gettext_lazy("Overspend that asks for approval"), positive=True)
    approver = forms.ModelChoiceField(
        label=gettext_lazy("Who approves"), queryset=User.objects.none(), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, accounts: Collection[tuple[str, str]], people: Collection[User], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [("", _("None")), *((number, f"{number} {name}") for number, name in accounts)]
        self.fields["contingency"].choices = choices  # type: ignore[attr-defined]
        self.fields["approver"].queryset = User.objects.filter(  # type: ignore[attr-defined]
            pk__in=[person.pk for person in people]
        ).order_by("name")

    def values(self) -> dict[str, Any]:
        return {
            "contingency": self.cleaned_data["contingency"],
            "threshold_cents": self.cleaned_data["threshold"].cents,
            "approver": self.cleaned_data["approver"],
        }


class CloseForm(forms.Form):
    """The day of the situation, and what the paper shows from other desks."""

    until = DayField(
        label=gettext_lazy("Situation on"),
        help_text=gettext_lazy("What is spent and promised counts up to this day."),
    )
    stamp = forms.CharField(
        label=gettext_lazy("Addition"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Printed after the day: what was added since."),
    )
    days_shot = NumberField(
        label=gettext_lazy("Days shot"), least=Decimal(0), most=Decimal(MOST_DAYS), required=False
    )
    days_planned = NumberField(
        label=gettext_lazy("Days planned"), least=Decimal(1), most=Decimal(MOST_DAYS), required=False
    )
    cash = MoneyField(label=gettext_lazy("Cash in bank"), required=False)
    and_the_books = forms.BooleanField(
        label=gettext_lazy("Close the books up to that day as well"),
        required=False,
        help_text=gettext_lazy("Nothing can be posted on those days any more; this is never taken back."),
    )

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest

    def clean_until(self) -> date:
        day: date = self.cleaned_data["until"]
        refuse_to_come(day, self.latest)
        return day

    def facts(self) -> dict[str, Any]:
        read = self.cleaned_data
        return {
            "days_shot": int(read["days_shot"]) if read["days_shot"] is not None else None,
            "days_planned": int(read["days_planned"]) if read["days_planned"] is not None else None,
            "cash": read["cash"].cents if read["cash"] is not None else None,
        }


class ReportForm(forms.Form):
    """What of the report is shown; what is not understood narrows nothing."""

    until = forms.DateField(required=False)
    by = forms.ChoiceField(required=False, choices=[("", ""), ("day", ""), ("group", ""), ("territory", "")])
    territory = forms.CharField(required=False, max_length=20)
    group = forms.CharField(required=False, max_length=40)
    day = forms.DateField(required=False)

    def read(self) -> tuple[date | None, str, Cut]:
        self.is_valid()
        values = self.cleaned_data
        cut = Cut(values.get("territory") or "", values.get("group") or "", values.get("day"))
        return values.get("until"), values.get("by") or "", cut
