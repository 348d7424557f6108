"""The forms of publications and accounts."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from coulisse.desks.community.publishing.access import accounts_within_reach
from coulisse.desks.community.publishing.actions.publications import File
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.desks.community.publishing.networks.contract import Credentials, NetworkName
from coulisse.desks.community.publishing.networks.registry import NETWORKS
from coulisse.engines import posttext
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.models import Document
from coulisse.foundation.documents.queries import visible_to as documents_visible_to
from coulisse.foundation.productions.models import Production

MOMENT: Final = forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M")
FILES: Final = 4
SHOWN: Final = 200
"""Documents that a list offers: the newest."""
SHOWABLE: Final = (Document.Kind.PICTURE, Document.Kind.FILM)


class PublicationForm(forms.Form):
    """One text for one account, with up to four files, each with what is said of it to those who don't see it."""

    account = forms.ModelChoiceField(NetworkAccount.objects.none(), label=pgettext_lazy("network", "Account"))
    text = forms.CharField(label=gettext_lazy("Text"), widget=forms.Textarea({"rows": 6}), max_length=70_000)
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    warning = forms.CharField(label=gettext_lazy("Content warning"), required=False, max_length=200)
    due_at = forms.DateTimeField(
        label=pgettext_lazy("publication", "Published on"), widget=MOMENT, input_formats=["%Y-%m-%dT%H:%M"]
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, *, user: User, production: Production, row: Publication | None = None) -> None:
        super().__init__(data, initial=_initial(row) if row else None)
        self.row, self.production = row, production
        accounts = accounts_within_reach(user, "change").filter(closed_at__isnull=True)
        if row is not None:
            accounts = accounts.filter(pk=row.account_id)
        field = self.fields["account"]
        assert isinstance(field, forms.ModelChoiceField)  # declared so
        field.queryset = accounts
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)  # declared so
        language.choices = Publication._meta.get_field("language").choices or ()
        documents = documents_visible_to(user).filter(kind__in=SHOWABLE, current__isnull=False, private=False)
        self.pictures = documents.select_related("current").order_by("-pk")
        held = list(row.files.select_related("content__document")) if row else []
        for number in range(1, FILES + 1):
            one = held[number - 1] if number <= len(held) else None
            self.fields[f"file_{number}"] = forms.ModelChoiceField(
                self.pictures,
                label=pgettext("attached", "File %(number)s") % {"number": number},
                required=False,
                initial=one.content.document_id if one else None,
            )
            self.fields[f"alt_{number}"] = forms.CharField(
                label=_("Alternative text %(number)s") % {"number": number},
                required=False,
                max_length=1500,
                initial=one.alt if one else "",
            )

    @property
    def file_pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"file_{number}"], self[f"alt_{number}"]) for number in range(1, FILES + 1)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(1, FILES + 1):
            if cleaned.get(f"file_{number}") and not cleaned.get(f"alt_{number}", "").strip():
                self.add_error(f"alt_{number}", _("Say what is to be seen, for those who do not see it."))
        account, text = cleaned.get("account"), cleaned.get("text")
        if account is not None and text:
            self._measure(account, text, cleaned.get("warning", ""))
        return cleaned

    def _measure(self, account: NetworkAccount, text: str, warning: str) -> None:
        rules = posttext.rules_of(posttext.Network(account.network))
        found = posttext.measure(text, rules, warning=warning)
        if not found.valid:
            words = _("%(length)s of %(limit)s on %(network)s: shorten the text.")
            told = {"length": found.length, "limit": found.limit, "network": account.get_network_display()}
            self.add_error("text", words % told)

    def clean_due_at(self) -> Any:
        due_at = self.cleaned_data["due_at"]
        if due_at.year > timezone.now().year + 5:
            raise ValidationError(_("So far ahead nothing is planned: check the year."))
        return due_at

    def values(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in ("text", "language", "warning", "due_at")}
        account = self.cleaned_data["account"]
        return {**told, "production": None if account.client_id else self.production}

    def attached(self) -> list[File]:
        pairs = ((self.cleaned_data[f"file_{n}"], self.cleaned_data[f"alt_{n}"]) for n in range(1, FILES + 1))
        return [File(document.current, alt.strip()) for document, alt in pairs if document is not None]


def _initial(row: Publication) -> dict[str, Any]:
    names = ("account", "text", "language", "warning", "due_at", "version")
    return {name: getattr(row, name) for name in names}


class ProofForm(forms.Form):
    """Where it stands: anybody may open it."""

    address = forms.URLField(label=gettext_lazy("Address of the post"), max_length=500, assume_scheme="https")

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"])
        if not address.startswith("https://"):
            raise ValidationError(_("The address begins with https://"))
        return address


class PauseForm(forms.Form):
    why = forms.CharField(label=gettext_lazy("Why"), max_length=200)


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself has no parameter here
    """An account, and what opens it; stored secrets are never shown."""

    owner = forms.ChoiceField(label=gettext_lazy("Whose account"))
    server = forms.URLField(label=gettext_lazy("Server"), required=False, max_length=200, assume_scheme="https")
    password = forms.CharField(
        label=gettext_lazy("App password"),
        required=False,
        max_length=300,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    access_token = forms.CharField(
        label=gettext_lazy("Access token"),
        required=False,
        max_length=4000,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    refresh_token = forms.CharField(
        label=gettext_lazy("Refresh token"),
        required=False,
        max_length=4000,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    client_id = forms.CharField(label=gettext_lazy("Client identifier"), required=False, max_length=300)
    client_secret = forms.CharField(
        label=gettext_lazy("Client secret"),
        required=False,
        max_length=300,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = NetworkAccount
        fields = ("network", "handle", "server", "remote_id", "way")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = _owners(user)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # declared so
        field.choices = [(code, label) for code, (label, _values) in self.owners.items()]
        if self.instance.pk:
            self.fields["owner"].initial = _code_of(self.instance)
            self.fields["read_version"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        network = cleaned.get("network")
        if network and not cleaned.get("server") and not NETWORKS[NetworkName(network)].server:
            self.add_error("server", _("Each account of this network has its own server: give its address."))
        if cleaned.get("way") == NetworkAccount.Way.BY_ITSELF and not self._opens():
            self.add_error("way", _("To publish by itself the house needs a password or a token of this account."))
        return cleaned

    def _opens(self) -> bool:
        return bool(self.instance.secrets or self.credentials().secrets)

    def values(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {**told, **self.owners[self.cleaned_data["owner"]][1]}

    def credentials(self) -> Credentials:
        told = self.cleaned_data.get
        return Credentials(
            access_token=told("access_token") or "",
            refresh_token=told("refresh_token") or "",
            password=told("password") or "",
            client_id=told("client_id") or "",
            client_secret=told("client_secret") or "",
        )


def _owners(user: User) -> dict[str, tuple[str, dict[str, Any]]]:
    """The house, the productions and the clients for whom this person may publish."""
    scope = user.scope()
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    if user.may("change", desk=Desk.COMMUNITY):
        found["house"] = (_("The house"), {"client": None, "production": None})
    productions = scope.productions("change", desk=Desk.COMMUNITY)
    clients = scope.clients("change", desk=Desk.COMMUNITY)
    for one in Production.objects.all() if productions is None else Production.objects.filter(pk__in=productions):
        found[f"production-{one.pk}"] = (one.title, {"client": None, "production": one})
    for client in Client.objects.all() if clients is None else Client.objects.filter(pk__in=clients):
        label = _("Client: %(name)s") % {"name": client.name}
        found[f"client-{client.pk}"] = (label, {"client": client, "production": None})
    return found


def _code_of(row: NetworkAccount) -> str:
    if row.client_id:
        return f"client-{row.client_id}"
    return f"production-{row.production_id}" if row.production_id else "house"
