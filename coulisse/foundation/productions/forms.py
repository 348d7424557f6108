"""What is typed about a production; the details of its type follow from the data of the templates."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.companies.models import Company
from coulisse.foundation.productions.actions import DETAILS, TEAM
from coulisse.foundation.productions.annexes import annexes
from coulisse.foundation.productions.blueprints import Detail, Kind, sheet
from coulisse.foundation.productions.models import Production
from coulisse.foundation.productions.queries import OPEN_STATES, Wanted, clients_for

PREFIX = "detail_"

if TYPE_CHECKING:
    ProductionForm = forms.ModelForm[Production]
else:
    ProductionForm = forms.ModelForm


class DayInput(forms.DateInput):
    """A day, picked or typed; browsers send ISO."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SheetForm(ProductionForm):
    """The sheet of a production of a known type, without its state."""

    class Meta:
        model = Production
        fields: ClassVar = ["title", "code", "company", "client", "language", "starts_on", "ends_on", "summary"]
        widgets: ClassVar = {
            "starts_on": DayInput(),
            "ends_on": DayInput(),
            "summary": forms.Textarea({"rows": 4}),
        }
        help_texts: ClassVar = {
            "code": _("Small letters, digits and hyphens. Left empty, it is made from the title."),
            "client": _("The people of this client will see the production."),
        }
        error_messages: ClassVar = {
            "code": {"unique": _("Another production has this short code. Choose another one, or leave it empty.")}
        }

    def __init__(self, *args: Any, user: User, type_: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet(type_)
        self._choices("company", Company.objects.filter(archived_at__isnull=True))
        self._choices("client", clients_for(user))
        if not self.fields["client"].queryset.exists():  # type: ignore[attr-defined]  # a ModelChoiceField has one
            del self.fields["client"]
        language, stored = get_language(), self.instance.details or {}
        for detail in self.sheet.details:
            self.fields[PREFIX + detail.key] = _detail_field(detail, language)
            self.initial.setdefault(PREFIX + detail.key, stored.get(detail.key))

    def _choices(self, name: str, found: Any) -> None:
        """The rows one may choose, and the one chosen already even when one could not choose it today."""
        current = getattr(self.instance, f"{name}_id", None)
        field = self.fields[name]
        field.queryset = found | found.model.objects.filter(pk=current) if current else found  # type: ignore[attr-defined]

    @property
    def detail_fields(self) -> list[forms.BoundField]:
        return [self[PREFIX + detail.key] for detail in self.sheet.details]

    def clean(self) -> dict[str, Any]:
        super().clean()
        starts_on, ends_on = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day comes before the first one. Correct one of the two."))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """The fields as the actions take them, details gathered; empty ones left out."""
        typed = {name: value for name, value in self.cleaned_data.items() if not name.startswith(PREFIX)}
        details = {
            detail.key: value
            for detail in self.sheet.details
            if (value := self.cleaned_data.get(PREFIX + detail.key)) not in (None, "")
        }
        return {**typed, "details": {**(self.instance.details or {}), **_emptied(self.sheet.details), **details}}


def _emptied(details: tuple[Detail, ...]) -> dict[str, None]:
    return {detail.key: None for detail in details}


def _detail_field(detail: Detail, language: str | None) -> forms.Field:
    label, hint = detail.label.in_(language), detail.hint.in_(language) if detail.hint else ""
    if detail.kind is Kind.INTEGER:
        return forms.IntegerField(label=label, help_text=hint, required=False, min_value=0, max_value=1_000_000)
    if detail.kind is Kind.CHOICE:
        choices = [("", "—"), *((option.code, option.label.in_(language)) for option in detail.options)]
        return forms.ChoiceField(label=label, help_text=hint, required=False, choices=choices)
    return forms.CharField(label=label, help_text=hint, required=False, max_length=200)


class BeginForm(SheetForm):
    """A new production; its short code may be left to us."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].required = False
        companies = list(self.fields["company"].queryset[:2])  # type: ignore[attr-defined]
        if len(companies) == 1:
            self.initial.setdefault("company", companies[0].pk)


class EditForm(SheetForm):
    """The sheet with its state and the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta(SheetForm.Meta):
        fields: ClassVar = [*SheetForm.Meta.fields, "state"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = ""
        self.fields["state"].choices = [(state.value, state.label) for state in OPEN_STATES]  # type: ignore[attr-defined]
        self.initial.setdefault("version", self.instance.version)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "version"}


class DuplicateForm(forms.Form):
    """What comes along into the copy."""

    title = forms.CharField(label=_("Title"), max_length=160)
    starts_on = forms.DateField(
        label=_("First day"),
        required=False,
        widget=DayInput(),
        help_text=_("The length stays: the last day follows."),
    )
    parts = forms.MultipleChoiceField(
        label=_("What comes along"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [(DETAILS, _("Summary and details")), (TEAM, _("Roles of the team"))]
        choices += [(annex.code, annex.label) for annex in annexes() if annex.duplicate]
        self.fields["parts"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("parts", [code for code, _label in choices])


class ReasonForm(forms.Form):
    """Why: it stays in the journal."""

    reason = forms.CharField(label=_("Reason, visible in the journal"), max_length=300)


class FilterForm(forms.Form):
    """What the list shows."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    type = forms.ChoiceField(label=_("Type"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    client = forms.ModelChoiceField(Client.objects.none(), label=_("Client"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [("", _("All types")), *Production.Type.choices]  # type: ignore[attr-defined]
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            ("", _("All states")),
            ("open", pgettext_lazy("productions", "Open")),
            *Production.State.choices,
        ]
        reached = user.scope().clients()
        found = Client.objects.all() if reached is None else Client.objects.filter(pk__in=reached)
        client = self.fields["client"]
        client.queryset, client.empty_label = found, _("All clients")  # type: ignore[attr-defined]

    def wanted(self, sort: str) -> Wanted:
        """Whatever is readable of the filter; a value that is not is left aside."""
        self.is_valid()
        typed = self.cleaned_data
        client = typed.get("client")
        return Wanted(
            words=typed.get("q", ""),
            type=typed.get("type", ""),
            state=typed.get("state", ""),
            client=client.pk if client else None,
            sort=sort,
        )


def counted(number: int) -> str:
    return ngettext("%(count)s production", "%(count)s productions", number) % {"count": number}
