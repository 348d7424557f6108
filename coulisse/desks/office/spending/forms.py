"""What is typed about tickets, quotes, meetings and decisions."""

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.office.budget.queries.agreed import AgreedAccount
from coulisse.desks.office.costs.impact_forms import account_field
from coulisse.desks.office.ledger.forms import VAT_CHOICES, day_field
from coulisse.desks.office.spending.models import Ceiling, Expense, Meeting, OpenDecision, Quote, QuoteRequest
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.forms import check_file
from coulisse.foundation.ui.days import refuse_slip
from coulisse.foundation.ui.figures import MoneyField
from coulisse.kernel.money import Money

TERRITORIES: Final = (("", "—"), ("BE", "BE"), ("FR", "FR"), ("LU", "LU"))
PICTURES: Final = {"accept": "image/*,application/pdf"}


def vat_field(kept: Decimal | None = None) -> forms.ChoiceField:
    """The usual rates; and the one that the row has, whatever it is."""
    choices = list(VAT_CHOICES)
    if kept is not None and written(kept) not in dict(choices):
        choices.append((written(kept), f"{written(kept)}\u00a0%"))
    return forms.ChoiceField(label=gettext_lazy("VAT"), choices=choices, initial="21")


def written(percent: Decimal) -> str:
    """`21`, `5.5`: as the list of rates has it."""
    return f"{percent.normalize():f}"


class OneFile(forms.Form):
    """A form that may bring a photo or a paper."""

    paper = forms.FileField(label=gettext_lazy("Document"), required=False, widget=forms.FileInput(PICTURES))

    def clean_paper(self) -> Any:
        upload = self.cleaned_data["paper"]
        if upload is not None:
            check_file(upload)
        return upload

    def file(self) -> dict[str, Any]:
        """What an action takes of it."""
        upload = self.cleaned_data["paper"]
        return {} if upload is None else {"paper": upload.chunks(), "paper_name": upload.name or ""}


class ExpenseForm(OneFile):
    """One ticket."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    gross = MoneyField(label=gettext_lazy("Amount, VAT included"))
    supplier = forms.CharField(label=gettext_lazy("Supplier"), max_length=160)
    label = forms.CharField(label=gettext_lazy("What for"), max_length=200)
    day = day_field(gettext_lazy("Date of the ticket"))
    spent_at = forms.TimeField(
        label=gettext_lazy("Hour"), required=False, widget=forms.TimeInput({"type": "time"}, "%H:%M")
    )
    who = forms.CharField(label=gettext_lazy("Spent by"), max_length=120)
    paid_with = forms.ChoiceField(label=gettext_lazy("Paid with"), choices=Expense.PaidWith.choices)
    shooting_day = day_field(gettext_lazy("Shooting day"), required=False)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=120, required=False)
    territory = forms.ChoiceField(label=gettext_lazy("Territory"), choices=TERRITORIES, required=False)

    field_order = (
        "paper",
        "gross",
        "vat",
        "supplier",
        "label",
        "account",
        "day",
        "spent_at",
        "who",
        "paid_with",
        "shooting_day",
        "place",
        "territory",
    )

    def __init__(
        self, *args: Any, accounts: Collection[AgreedAccount], expense: Expense | None = None, **kwargs: Any
    ) -> None:
        if expense is not None:
            kwargs["initial"] = _initial_of(expense)
        super().__init__(*args, **kwargs)
        self.fields["account"] = account_field(accounts, expense.account if expense else "")
        self.fields["vat"] = vat_field(expense.vat_percent if expense else None)
        self.fields["paper"].label = gettext_lazy("Photo of the ticket")
        self.order_fields(self.field_order)

    def clean_gross(self) -> Money:
        typed: Money = self.cleaned_data["gross"]
        if typed.cents == 0:
            raise ValidationError(_("Write an amount other than zero."))
        return typed

    def values(self) -> dict[str, Any]:
        read = self.cleaned_data
        plain = ("supplier", "label", "day", "spent_at", "who", "paid_with", "shooting_day", "place", "territory")
        return {name: read[name] for name in (*plain, "account")} | {
            "gross_cents": read["gross"].cents,
            "vat_percent": Decimal(read["vat"]),
        }

    def photo(self) -> dict[str, Any]:
        upload = self.cleaned_data["paper"]
        return {} if upload is None else {"photo": upload.chunks(), "photo_name": upload.name or ""}


def _initial_of(expense: Expense) -> dict[str, Any]:
    names = ("supplier", "label", "day", "spent_at", "who", "paid_with", "shooting_day", "place", "territory")
    return {name: getattr(expense, name) for name in (*names, "account", "version")} | {
        "gross": Money(expense.gross_cents),
        "vat": written(expense.vat_percent),
    }


class RefuseForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)
    version = forms.IntegerField(required=False)


class PeriodForm(forms.Form):
    """The period of the analysis; what is not understood narrows nothing."""

    first = day_field(pgettext_lazy("period", "From"), required=False)
    last = day_field(pgettext_lazy("period", "Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "inp num"

    def period(self) -> dict[str, date | None]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in ("first", "last")}


class CeilingForm(forms.Form):
    of = forms.ChoiceField(label=gettext_lazy("Ceiling of"), choices=Ceiling.Of.choices)
    account = forms.CharField(label=gettext_lazy("Account"), max_length=16, required=False)
    most = MoneyField(label=gettext_lazy("At most"), positive=True)

    def __init__(self, *args: Any, accounts: Collection[AgreedAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"] = account_field(accounts, none=_("every account"))
        self.fields["account"].required = False


class RequestForm(forms.Form):
    """What several suppliers are asked to price."""

    title = forms.CharField(label=gettext_lazy("What is asked"), max_length=160)
    needed_on = day_field(gettext_lazy("Needed on"), required=False)
    expected = MoneyField(
        label=gettext_lazy("Counted in the estimate"),
        positive=True,
        required=False,
        help_text=gettext_lazy("Without VAT. Empty: the first quote that comes in."),
    )

    def __init__(self, *args: Any, accounts: Collection[AgreedAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"] = account_field(accounts)
        self.order_fields(["title", "account", "expected", "needed_on"])

    def values(self) -> dict[str, Any]:
        read = self.cleaned_data
        expected: Money | None = read["expected"]
        return {name: read[name] for name in ("title", "account", "needed_on")} | {
            "expected_cents": None if expected is None else expected.cents
        }


class QuoteForm(OneFile):
    """One answer of a supplier."""

    supplier = forms.CharField(label=gettext_lazy("Supplier"), max_length=160)
    net = MoneyField(label=gettext_lazy("Amount, without VAT"), positive=True)
    vat = vat_field()
    received_on = day_field(gettext_lazy("Received on"))
    valid_until = day_field(gettext_lazy("Valid until"), required=False)
    due_on = day_field(gettext_lazy("To be paid on"), required=False)
    conditions = forms.CharField(
        label=gettext_lazy("Conditions"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, request: QuoteRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quote_request = request
        self.order_fields(
            ["supplier", "net", "vat", "received_on", "valid_until", "due_on", "conditions", "paper"]
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        received, until = values.get("received_on"), values.get("valid_until")
        if received and until and until < received:
            self.add_error("valid_until", _("It ends before the quote came in. Correct one of the two days."))
        return values

    def values(self) -> dict[str, Any]:
        read = self.cleaned_data
        plain = ("supplier", "received_on", "valid_until", "due_on", "conditions")
        return {name: read[name] for name in plain} | {
            "net_cents": read["net"].cents,
            "vat_percent": Decimal(read["vat"]),
        }


class NoteForm(forms.Form):
    day = day_field(gettext_lazy("Day"))
    text = forms.CharField(
        label=gettext_lazy("What was said"), max_length=2000, widget=forms.Textarea({"rows": 2})
    )


class ChoiceForm(forms.Form):
    """Which quote, and why."""

    quote = forms.ModelChoiceField(label=gettext_lazy("Quote"), queryset=Quote.objects.none())
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300)

    def __init__(self, *args: Any, request: QuoteRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quote"].queryset = Quote.objects.filter(request=request)  # type: ignore[attr-defined]


class MeetingForm(forms.Form):
    """A meeting and, once it was held, its minutes."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=160)
    starts_at = forms.DateTimeField(
        label=gettext_lazy("Begins at"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=120, required=False)
    people = forms.CharField(label=gettext_lazy("Who attends"), max_length=300, required=False)
    minutes = forms.CharField(
        label=pgettext_lazy("meeting", "Minutes"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea({"rows": 10}),
    )

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        names = ("title", "starts_at", "place", "people", "minutes", "version")
        if meeting is not None:
            kwargs["initial"] = {name: getattr(meeting, name) for name in names}
        super().__init__(*args, **kwargs)
        if meeting is None:
            del self.fields["minutes"]

    def clean_starts_at(self) -> datetime:
        moment: datetime = self.cleaned_data["starts_at"]
        refuse_slip(moment.date())
        return moment

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "version"}


class TaskForm(forms.Form):
    """Something to do that a meeting gave."""

    title = forms.CharField(label=gettext_lazy("Task"), max_length=200)
    person = forms.ModelChoiceField(
        label=gettext_lazy("Person"), queryset=User.objects.none(), required=False, empty_label="—"
    )
    due_on = day_field(gettext_lazy("Due on"), required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """A question that waits for an answer."""

    question = forms.CharField(label=gettext_lazy("Question"), max_length=200)
    options = forms.CharField(
        label=gettext_lazy("Options"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("One a line."),
    )
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Who decides"), queryset=User.objects.none(), required=False, empty_label="—"
    )
    due_on = day_field(gettext_lazy("To be decided by"), required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    answer = forms.CharField(label=gettext_lazy("Decision"), max_length=300)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, required=False)
    meeting = forms.ModelChoiceField(
        label=gettext_lazy("At the meeting"), queryset=Meeting.objects.none(), required=False, empty_label="—"
    )

    def __init__(self, *args: Any, decision: OpenDecision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.filter(production=decision.production_id)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]
