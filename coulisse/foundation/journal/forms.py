from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from coulisse.foundation.journal.queries import Filter, kind_choices, person_choices, production_choices

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

DESK_CHOICES = [
    ("", _("Every desk")),
    ("office", pgettext_lazy("desk", "Administration")),
    ("floor", pgettext_lazy("desk", "Set")),
    ("audience", pgettext_lazy("desk", "Audience")),
    ("community", pgettext_lazy("desk", "Community")),
]


class FilterForm(forms.Form):
    """What to see of the journal, in the address of the page."""

    production = forms.TypedChoiceField(label=_("Production"), required=False, coerce=int, empty_value=None)
    desk = forms.ChoiceField(label=_("Desk"), required=False, choices=DESK_CHOICES)
    by = forms.TypedChoiceField(label=_("Person"), required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    since = forms.DateField(
        label=pgettext_lazy("date", "From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=pgettext_lazy("date", "Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: object, user: "User", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        offered: dict[str, list[tuple[object, object]]] = {
            "production": [("", _("Every production")), *production_choices(user)],
            "by": [("", _("Everybody")), *person_choices()],
            "kind": [("", _("Everything")), *kind_choices()],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        for field in self.fields.values():
            field.widget.attrs["class"] = "inp"

    def wanted(self) -> Filter:
        """The filter, without what could not be read."""
        return Filter(**{name: value for name, value in self.cleaned_data.items() if value})
