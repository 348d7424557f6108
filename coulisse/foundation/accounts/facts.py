"""What this room announces. No password, code or token ever enters a fact."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.accounts.roles import role_label
from coulisse.foundation.journal.facts import Fact, fact


@fact("foundation.accounts.signed-in", _("%(by)s signed in"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Fact):
    user_id: int
    method: str


@fact("foundation.accounts.sign-in-failed", _("Sign-in refused for %(who)s from %(ip)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed(Fact):
    """`who` is the address of a known person, else empty: people type passwords in the wrong field."""

    user_id: int | None
    who: str
    ip: str


@fact("foundation.accounts.second-step-failed", _("Second step refused for %(who)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStepFailed(Fact):
    user_id: int
    who: str


@fact("foundation.accounts.password-changed", _("%(who)s changed the password"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChanged(Fact):
    user_id: int
    who: str


@fact("foundation.accounts.address-changed", _("%(who)s changed address, from %(before)s to %(after)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AddressChanged(Fact):
    user_id: int
    who: str
    before: str
    after: str


@fact("foundation.accounts.second-step-added", _("%(who)s added a second step (%(method)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStepAdded(Fact):
    user_id: int
    who: str
    method: str


@fact("foundation.accounts.second-step-removed", _("%(who)s removed a second step (%(method)s)"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SecondStepRemoved(Fact):
    user_id: int
    who: str
    method: str


@fact(
    "foundation.accounts.role-granted", _("%(by)s gave a role to %(person)s: %(role)s"), says={"role": role_label}
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGranted(Fact):
    user_id: int
    person: str
    role: str
    where: str
    desk: str
    ends_on: date | None


@fact(
    "foundation.accounts.role-changed",
    _("%(by)s changed the last day of a role of %(person)s: %(role)s"),
    says={"role": role_label},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Fact):
    user_id: int
    person: str
    role: str
    before: date | None
    ends_on: date | None


@fact(
    "foundation.accounts.role-revoked",
    _("%(by)s took a role back from %(person)s: %(role)s"),
    says={"role": role_label},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRevoked(Fact):
    user_id: int
    person: str
    role: str
    where: str


@fact("foundation.accounts.invited", _("%(by)s invited %(email)s: %(role)s"), says={"role": role_label})
@dataclass(frozen=True, slots=True, kw_only=True)
class Invited(Fact):
    email: str
    role: str
    where: str


@fact("foundation.accounts.invitation-revoked", _("%(by)s took the invitation of %(email)s back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRevoked(Fact):
    email: str


@fact("foundation.accounts.joined", _("%(person)s joined the house"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Fact):
    user_id: int
    person: str


@fact("foundation.accounts.switched-off", _("%(by)s closed the access of %(person)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchedOff(Fact):
    user_id: int
    person: str


@fact("foundation.accounts.switched-on", _("%(by)s opened the access of %(person)s again"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchedOn(Fact):
    user_id: int
    person: str


@fact("foundation.accounts.client-added", _("%(by)s added the client %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientAdded(Fact):
    name: str


@fact("foundation.accounts.client-renamed", _("%(by)s renamed the client %(before)s to %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRenamed(Fact):
    before: str
    name: str


@fact("foundation.accounts.client-archived", _("%(by)s archived the client %(name)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientArchived(Fact):
    name: str


@fact("foundation.accounts.client-reopened", _("%(by)s brought the client %(name)s back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ClientReopened(Fact):
    name: str


@fact("foundation.accounts.link-lent", _("%(by)s lent a link to %(lent_to)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLent(Fact):
    link_id: int
    opens: str
    object_id: int
    lent_to: str


@fact("foundation.accounts.link-revoked", _("%(by)s took back the link lent to %(lent_to)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRevoked(Fact):
    link_id: int
    opens: str
    object_id: int
    lent_to: str


@fact("foundation.accounts.link-acknowledged", _("%(lent_to)s acknowledged receipt"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAcknowledged(Fact):
    link_id: int
    opens: str
    object_id: int
    lent_to: str
