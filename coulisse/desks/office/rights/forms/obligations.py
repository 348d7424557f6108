"""What is owed to others."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.desks.office.rights.forms.fields import OneOf, choose
from coulisse.desks.office.rights.models import Obligation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.ui.days import DayField

FIELDS: Final = ("kind", "title", "party", "due_on", "alert_days", "text")


class ObligationForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("obligation", "Kind"), choices=Obligation.Kind.choices)
    title = forms.CharField(label=gettext_lazy("What is owed"), max_length=200)
    party = forms.CharField(label=pgettext_lazy("obligation", "To whom"), max_length=160, required=False)
    work = OneOf(label=gettext_lazy("Work"))
    due_on = DayField(label=gettext_lazy("Due on"), required=False)
    alert_days = forms.IntegerField(
        label=gettext_lazy("Remind, days before"), min_value=0, max_value=3650, initial=14
    )
    owner = forms.ModelChoiceField(
        label=gettext_lazy("Who sees to it"), queryset=User.objects.none(), required=False
    )
    text = forms.CharField(
        label=gettext_lazy("As the contract says it"), required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self,
        *args: Any,
        works: Sequence[tuple[int, str]],
        people: QuerySet[User],
        obligation: Obligation | None = None,
        **kwargs: Any,
    ) -> None:
        if obligation is not None:
            kwargs["initial"] = {
                **{name: getattr(obligation, name) for name in FIELDS},
                "version": obligation.version,
                "work": obligation.work_id,
                "owner": obligation.owner_id,
            }
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        owner.queryset = people
        choose(self, "work", [("", "—"), *works])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("kind") == Obligation.Kind.OPTION and not values.get("due_on"):
            self.add_error("due_on", _("An option has a last day: write it."))
        return values

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            **{name: data[name] for name in FIELDS},
            "work_id": data["work"],
            "owner": data["owner"],
        }
