"""The forms of this room: invite, give a role, join, profile, client."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.accounts.queries import scope_choices
from coulisse.foundation.accounts.roles import OWNER, desk_choices, role_choices


@dataclass(frozen=True, slots=True)
class Where:
    """Where a role is to be held; both None on the whole house."""

    production: Any = None
    client: Client | None = None


class RoleForm(forms.Form):
    """A role, where it is held, and until when."""

    role = forms.ChoiceField(label=_("Role"), choices=role_choices, initial="reader")
    where = forms.ChoiceField(label=_("Where"), initial="house")
    desk = forms.ChoiceField(label=_("Only for the desk"), required=False)
    ends_on = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The last day, included. Empty: until it is taken back."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["where"].choices = scope_choices()  # type: ignore[attr-defined]
        self.fields["desk"].choices = [("", _("Every desk of the role")), *desk_choices()]  # type: ignore[attr-defined]

    def clean_ends_on(self) -> date | None:
        last: date | None = self.cleaned_data["ends_on"]
        if last is not None and last < self.today:
            raise ValidationError(
                _("Last day refused: %(day)s. It is past. Choose today or later."),
                params={"day": last.strftime("%d/%m/%Y")},
            )
        return last

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") == OWNER and (cleaned.get("where") != "house" or cleaned.get("desk")):
            self.add_error(
                "where",
                _("An owner owns the whole house. Choose the whole house and every desk, or another role."),
            )
        return cleaned

    def where_held(self) -> Where:
        """The production or the client that was chosen."""
        kind, _colon, pk = str(self.cleaned_data["where"]).partition(":")
        if kind == "production":
            return Where(production=apps.get_model("productions", "Production")._default_manager.get(pk=pk))
        if kind == "client":
            return Where(client=Client.objects.get(pk=pk))
        return Where()


class InvitationForm(RoleForm):
    """An address to invite, with its first role."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)

    field_order = ("email", "name", "language", "role", "where", "desk", "ends_on")


class LastDayForm(forms.Form):
    """Another last day for a role, or none."""

    ends_on = forms.DateField(label=_("Until"), required=False)


class JoinForm(forms.Form):
    """What somebody who was invited tells of themselves."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A few words you remember are better than one with signs."),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            try:
                validate_password(password, User(email=self.email, name=cleaned.get("name", "")))
            except ValidationError as refused:
                self.add_error("password", refused)
        return cleaned


if TYPE_CHECKING:
    UserModelForm = forms.ModelForm[User]
else:
    UserModelForm = forms.ModelForm


class ProfileForm(UserModelForm):
    """What people settle for themselves."""

    class Meta:
        model = User
        fields = ("name", "language", "theme", "single_keys")


class ClientForm(forms.Form):
    """The name of a client."""

    name = forms.CharField(label=_("Name"), max_length=120)
