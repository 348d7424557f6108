"""What is typed about figures: files, periods, ties, audits, and the page for the direction."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.community.performance.access import campaigns_of, objectives_of, serving
from coulisse.desks.community.performance.actions.files import MOST_BYTES
from coulisse.desks.community.performance.columns import shapes
from coulisse.desks.community.performance.models import DataFile, PageSchedule, PostRecord
from coulisse.desks.community.performance.words import field_name, label_of
from coulisse.desks.community.publishing.access import accounts_within_reach
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.strategy.models import Campaign, Objective
from coulisse.foundation.accounts.models import User
from coulisse.foundation.documents.forms import check_file
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.productions.models import Production

DAY: Final = {"type": "date"}
AUDITED: Final = ("interactions", "views", "reach", "impressions", "clicks")
MOST_LETTERS: Final = 30


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(DAY, "%Y-%m-%d"), help_text=help_text
    )


class FileForm(forms.Form):
    """A file, and what it is about."""

    kind = forms.ChoiceField(label=gettext_lazy("What the file holds"), choices=DataFile.Kind.choices)
    account = forms.ModelChoiceField(
        NetworkAccount.objects.none(),
        label=pgettext_lazy("network", "Account"),
        required=False,
        help_text=gettext_lazy("Of the posts; advertisements and ratings have none."),
    )
    campaign = forms.ModelChoiceField(
        Campaign.objects.none(),
        label=gettext_lazy("Campaign"),
        required=False,
        help_text=gettext_lazy("That the advertisements were paid for."),
    )
    read_on = _day(
        gettext_lazy("Exported on"),
        required=False,
        help_text=gettext_lazy("The day on which the network gave these figures; today if you leave it empty."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"), widget=forms.FileInput({"accept": ".csv,.txt,.tsv,.xlsx,.ods,text/csv"})
    )

    def __init__(self, *args: Any, user: User, production: Production, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = accounts_within_reach(user, "change").filter(serving(production), closed_at__isnull=True)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]
        self.fields["campaign"].queryset = campaigns_of(user, production)  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        check_file(upload)
        if (upload.size or 0) > MOST_BYTES:
            raise ValidationError(_("The file is over 20 MB. Export a shorter period."))
        return upload

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("kind") == DataFile.Kind.POSTS and values.get("account") is None:
            self.add_error("account", _("Say which account the posts are of."))
        return values


class ReadingForm(forms.Form):
    """Which field each column is, and how days and amounts are written."""

    day_order = forms.ChoiceField(
        label=gettext_lazy("In 03/04/2027 comes first"),
        required=False,
        choices=[
            ("", gettext_lazy("as the file shows")),
            ("day", gettext_lazy("the day: 3 April")),
            ("month", gettext_lazy("the month: 4 March")),
        ],
    )
    decimal = forms.ChoiceField(
        label=gettext_lazy("Amounts are written"),
        required=False,
        choices=[("comma", "1.234,56"), ("dot", "1,234.56")],
    )
    first_on = _day(pgettext_lazy("period", "From"), required=False)
    last_on = _day(pgettext_lazy("period", "Until"), required=False)

    def __init__(self, *args: Any, file: DataFile, columns: int, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "day_order": file.day_order,
            "decimal": file.decimal,
            "first_on": file.first_on,
            "last_on": file.last_on,
            **{f"column-{at}": code for at, code in enumerate(file.mapping)},
        }
        super().__init__(*args, **kwargs)
        codes = shapes()[file.shape].fields
        choices = [("", _("left out")), *((code, field_name(code)) for code in codes)]
        self.columns = columns
        for at in range(columns):
            self.fields[f"column-{at}"] = forms.ChoiceField(choices=choices, required=False)

    def mapping(self) -> list[str]:
        return [self.cleaned_data[f"column-{at}"] for at in range(self.columns)]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first_on"), values.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day comes before the first."))
        return values


class TieForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself has no parameter here
    """What a post was about."""

    class Meta:
        model = PostRecord
        fields = ("campaign", "broadcast")

    def __init__(self, *args: Any, user: User, production: Production, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = campaigns_of(user, production)  # type: ignore[attr-defined]
        around = Broadcast.objects.filter(programme__production=production).select_related("programme")
        self.fields["broadcast"].queryset = around.order_by("-starts_at")[:60]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.required = False


class AuditForm(forms.Form):
    account = forms.ModelChoiceField(NetworkAccount.objects.none(), label=pgettext_lazy("network", "Account"))
    metric = forms.ChoiceField(label=gettext_lazy("Judged by"))
    first_on = _day(pgettext_lazy("period", "From"))
    last_on = _day(pgettext_lazy("period", "Until"))

    def __init__(self, *args: Any, accounts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts  # type: ignore[attr-defined]
        self.fields["metric"].choices = [(code, label_of(code)) for code in AUDITED]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first_on"), values.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day comes before the first."))
        elif first and last and (last - first).days > 730:
            self.add_error("last_on", _("Two years at most: audit a shorter period."))
        return values


class PageForm(forms.Form):
    """The one page for the direction."""

    objective = forms.ModelChoiceField(Objective.objects.none(), label=gettext_lazy("Objective"), required=False)
    first_on = _day(pgettext_lazy("period", "From"))
    last_on = _day(pgettext_lazy("period", "Until"))
    next_steps = forms.CharField(
        label=gettext_lazy("What next"),
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("One line each, three at most; empty, the next publications are named."),
    )

    def __init__(self, *args: Any, user: User, production: Production, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objective"].queryset = objectives_of(user, production)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("first_on"), values.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("The last day comes before the first."))
        return values


class RecipientsForm(forms.Form):
    """To whom a page is sent, one address a line."""

    recipients = forms.CharField(
        label=pgettext_lazy("letter", "To"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("One e-mail address a line."),
    )

    def clean_recipients(self) -> str:
        listed = addresses_in(self.cleaned_data["recipients"])
        if len(listed) > MOST_LETTERS:
            raise ValidationError(_("At most %(most)s addresses.") % {"most": MOST_LETTERS})
        for one in listed:
            try:
                validate_email(one)
            except ValidationError:
                raise ValidationError(_("« %(address)s » is no e-mail address.") % {"address": one}) from None
        return "\n".join(listed)


class ScheduleForm(RecipientsForm):
    every = forms.ChoiceField(label=pgettext_lazy("schedule", "When"), choices=PageSchedule.Every.choices)
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    objective = forms.ModelChoiceField(Objective.objects.none(), label=gettext_lazy("Objective"), required=False)

    field_order = ("every", "language", "objective", "recipients")

    def __init__(self, *args: Any, user: User, production: Production, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["objective"].queryset = objectives_of(user, production)  # type: ignore[attr-defined]
        choices = PageSchedule._meta.get_field("language").choices or ()
        self.fields["language"].choices = choices  # type: ignore[attr-defined]


def addresses_in(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.replace(",", "\n").splitlines() if line.strip()))
