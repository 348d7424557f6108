"""The forms of a mailbox and of a name that signs. A stored secret is never shown, and stays if none is typed."""

import re
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coulisse.foundation.mailroom.actions.mailboxes import FIELDS, SECRETS
from coulisse.foundation.mailroom.models import Identity, Mailbox
from coulisse.foundation.mailroom.presets import PLACEHOLDER
from coulisse.foundation.mailroom.tokens import Client, client_of, encrypted_address, is_this_machine

HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?")
ONE_LINE: Final = (
    "name",
    "sender_name",
    "imap_user",
    "smtp_user",
    "inbox_folder",
    "spam_folder",
    "sent_folder",
    "oauth_client_id",
    "oauth_authorize_url",
    "oauth_token_url",
    "oauth_scope",
    *SECRETS,
)

if TYPE_CHECKING:
    MailboxModelForm = forms.ModelForm[Mailbox]
    IdentityModelForm = forms.ModelForm[Identity]
else:
    MailboxModelForm = forms.ModelForm
    IdentityModelForm = forms.ModelForm


def _secret(label: Any) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": "off"}, render_value=False)
    return forms.CharField(label=label, required=False, strip=False, max_length=4000, widget=widget)


class MailboxForm(MailboxModelForm):
    """Everything of a mailbox that the owner sets, and the version that was read."""

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    production_id = forms.TypedChoiceField(
        label=gettext_lazy("Production"), required=False, coerce=int, empty_value=None
    )
    password = _secret(gettext_lazy("Password"))
    client_secret = _secret(gettext_lazy("Client secret"))
    refresh_token = _secret(gettext_lazy("Refresh token"))
    forget_access = forms.BooleanField(
        label=gettext_lazy("Forget the stored access: somebody signs in at the provider again"), required=False
    )

    class Meta:
        model = Mailbox
        fields = FIELDS
        widgets = {"starts_on": forms.DateInput({"type": "date"}, "%Y-%m-%d")}  # noqa: RUF012  # Django's own form

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["read_version"].initial = self.instance.version if self.instance.pk else None
        self.fields["inbox_folder"].required = False
        production: Any = self.fields["production_id"]
        rows = apps.get_model("productions", "Production")._default_manager.order_by("title")
        production.choices = [("", _("The whole house")), *rows.values_list("pk", "title")]
        desks = sorted(getattr(settings, "COULISSE_MAIL_READERS", {})) or ["audience"]
        words = {"audience": _("Publics"), "community": _("Community"), "floor": _("Floor"), "office": _("Office")}
        self.fields["desk"] = forms.ChoiceField(
            label=pgettext_lazy("mailbox", "Read by"), choices=[(one, words.get(one, one)) for one in desks]
        )
        for name in ("imap_port", "smtp_port"):
            self.fields[name] = forms.IntegerField(
                label=self.fields[name].label, min_value=1, max_value=65_535, required=False
            )
        self.fields["per_minute"] = forms.IntegerField(
            label=self.fields["per_minute"].label, min_value=1, max_value=30_000, initial=30
        )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        found = {**self.cleaned_data, **found}
        for name in ONE_LINE:
            if any(ord(sign) < 32 or ord(sign) == 127 for sign in found.get(name) or ""):
                self.add_error(name, _("Write it on one line, without control characters."))
        if not found.get("imap_host") and not found.get("smtp_host"):
            self.add_error("imap_host", _("Give a server to receive from, a server to send by, or both."))
        for kind, port in (("imap", 993), ("smtp", 465)):
            found[f"{kind}_port"] = found.get(f"{kind}_port") or port
            self._check_server(kind, found)
        found["inbox_folder"] = found.get("inbox_folder") or "INBOX"
        self._check_secrets(found)
        return found

    def _check_server(self, kind: str, found: dict[str, Any]) -> None:
        host = found.get(f"{kind}_host") or ""
        if not host:
            return
        if not HOST.fullmatch(host):
            self.add_error(f"{kind}_host", _("This is not the name of a server: %(host)s.") % {"host": host[:80]})
        elif found.get(f"{kind}_security") == Mailbox.Security.NONE and not is_this_machine(host):
            self.add_error(
                f"{kind}_security", _("Without encryption, only a server on this machine may be spoken to.")
            )

    def _check_secrets(self, found: dict[str, Any]) -> None:
        """A stored secret goes to the servers that it was typed for, and to no other."""
        before = Mailbox.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        moved = before is not None and any(
            getattr(before, f"{kind}_host") not in ("", found.get(f"{kind}_host") or "")
            for kind in ("imap", "smtp")
        )
        again = _("The server has changed: type it again.")
        if found.get("sign_in") == Mailbox.SignIn.PASSWORD:
            if moved and before and before.sealed_password and not found.get("password"):
                self.add_error("password", again)
            return
        if not found.get("oauth_client_id"):
            self.add_error("oauth_client_id", _("Sign-in by OAuth 2 needs the client that was registered."))
        self._check_addresses(found)
        stands = before is not None and bool(before.sealed_refresh_token) and not found.get("forget_access")
        if not (stands or found.get("refresh_token") or found.get("oauth_authorize_url")):
            self.add_error(
                "refresh_token",
                _("Sign-in by OAuth 2 needs a refresh token, or the address where one signs in to get it."),
            )
        elsewhere = before is not None and before.oauth_token_url not in ("", found.get("oauth_token_url"))
        if stands and (moved or elsewhere) and not found.get("refresh_token"):
            self.add_error("refresh_token", again)
        if before and elsewhere and before.sealed_client_secret and not found.get("client_secret"):
            self.add_error("client_secret", again)

    def _check_addresses(self, found: dict[str, Any]) -> None:
        """Where one signs in and where tokens are had: encrypted, and with one's own organisation in them."""
        for name in ("oauth_authorize_url", "oauth_token_url"):
            typed = found.get(name) or ""
            if not typed and name == "oauth_authorize_url":
                continue
            if encrypted_address(typed) is None:
                self.add_error(name, _("The address must begin with https://."))
            elif PLACEHOLDER in typed.split("/"):
                self.add_error(
                    name,
                    _("Write the directory of your organisation in place of %(word)s: its number, or its domain.")
                    % {"word": PLACEHOLDER},
                )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}

    def secrets(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in SECRETS if self.cleaned_data[name]}

    def client(self) -> Client | None:
        """Whom to ask for access before this is stored; None where nothing is to be asked.

        It does not sign in so, nothing changed, or the access is still to be given at the provider.
        """
        values, typed = self.cleaned_data, self.secrets()
        if values["sign_in"] != Mailbox.SignIn.XOAUTH2:
            return None
        if not typed and not {"oauth_client_id", "oauth_token_url", "oauth_scope"} & set(self.changed_data):
            return None
        stored = client_of(Mailbox.objects.get(pk=self.instance.pk)) if self.instance.pk else None
        kept = stored.refresh_token if stored and not values["forget_access"] else ""
        refresh_token = typed.get("refresh_token") or kept
        if not refresh_token:
            return None
        return Client(
            token_url=values["oauth_token_url"],
            client_id=values["oauth_client_id"],
            client_secret=typed.get("client_secret") or (stored.client_secret if stored else ""),
            refresh_token=refresh_token,
            scope=values["oauth_scope"],
        )


class IdentityForm(IdentityModelForm):
    """A name, an address, and what stands under a letter in each language."""

    class Meta:
        model = Identity
        fields = ("name", "address")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, language in settings.LANGUAGES:
            self.fields[f"signature_{code}"] = forms.CharField(
                label=_("Signature, %(language)s") % {"language": language},
                required=False,
                max_length=1000,
                widget=forms.Textarea({"rows": 3}),
                initial=(self.instance.signatures or {}).get(code, ""),
            )

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if any(ord(sign) < 32 or ord(sign) == 127 for sign in name):
            raise forms.ValidationError(_("Write it on one line, without control characters."))
        return name

    def values(self) -> dict[str, Any]:
        signatures = {code: self.cleaned_data[f"signature_{code}"] for code, _language in settings.LANGUAGES}
        return {
            "name": self.cleaned_data["name"],
            "address": self.cleaned_data["address"],
            "signatures": {code: text for code, text in signatures.items() if text},
        }
