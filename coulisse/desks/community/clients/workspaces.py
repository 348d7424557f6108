"""A workspace: what belongs to one client, or to one production of the house. Nothing of another is seen from it.

A production made for a client is worked on in the client's workspace, by whoever reaches the client; the others
see what belongs to the production alone.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404

from coulisse.desks.community.current import access_owned, may
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest


@dataclass(frozen=True, slots=True)
class Workspace:
    """Of a client or of a production: one of the two."""

    client: Client | None = None
    production: Production | None = None

    def __post_init__(self) -> None:
        if (self.client is None) == (self.production is None):
            raise ValueError("a workspace is a client's or a production's")

    def __str__(self) -> str:
        return str(self.client or self.production)

    @property
    def code(self) -> str:
        """What addresses say: `client-3`, `production-12`."""
        return f"client-{self.client.pk}" if self.client else f"production-{self.production_id}"

    @property
    def client_id(self) -> int | None:
        return self.client.pk if self.client else None

    @property
    def production_id(self) -> int | None:
        return self.production.pk if self.production else None

    @property
    def values(self) -> dict[str, Any]:
        """Whose a new row is."""
        return {"client": self.client, "production": self.production}

    def may(self, user: User, to: str) -> bool:
        return may(user, to, production=self.production_id, client=self.client_id)

    def holds(self, prefix: str = "") -> Q:
        """Rows with `client` and `production` that belong here. For a list, ask `within_reach` besides."""
        if self.client is not None:
            return Q(**{f"{prefix}client": self.client.pk}) | Q(**{f"{prefix}production__client": self.client.pk})
        return Q(**{f"{prefix}production": self.production_id})


def workspace_of(user: User, production: Production) -> Workspace:
    """Where this person works for a production: at its client's if that is within reach."""
    client = production.client
    if client is not None and may(user, "read", production=None, client=client.pk):
        return Workspace(client=client)
    return Workspace(production=production)


def access_workspace(user: User, code: str, *, to: str = "read") -> Workspace:
    """By the code of an address. 404 for who may not know of it, 403 for who may only read."""
    kind, _dash, digits = code.partition("-")
    pk = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 18 else 0
    if kind == "client":
        access_owned(user, production=None, client=pk, to=to)
        client = Client.objects.filter(pk=pk).first()
        if client is not None:
            return Workspace(client=client)
    elif kind == "production":
        access_owned(user, production=pk, client=None, to=to)
        production = Production.objects.select_related("client").filter(pk=pk).first()
        if production is not None:
            return Workspace(production=production)
    raise Http404


def within_reach(user: User, to: str = "read", prefix: str = "") -> Q:
    """Rows with `client` and `production` that somebody may read (or change)."""
    scope = user.scope()
    productions, clients = (reached(to, desk=Desk.COMMUNITY) for reached in (scope.productions, scope.clients))
    of_client, of_production = Q(**{f"{prefix}client__isnull": False}), Q(**{f"{prefix}client__isnull": True})
    if clients is not None:
        of_client = Q(**{f"{prefix}client__in": clients})
    if productions is not None:
        of_production &= Q(**{f"{prefix}production__in": productions})
    return of_client | of_production


def asked_workspace(request: SignedInRequest, production: Production) -> Workspace:
    """The one of `?of=` in the address, else that of the production being worked on. 404 as `access_workspace`."""
    code = request.GET.get("of", "")
    return access_workspace(request.user, code) if code else workspace_of(request.user, production)
