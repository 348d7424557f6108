"""Where rules and charters are looked at: a production, with its client for whoever reaches it, or a client."""

from dataclasses import dataclass

from django.db.models import Q

from coulisse.desks.community.clients.workspaces import Workspace, asked_workspace, workspace_of
from coulisse.desks.community.moderation.meaning import judging
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.productions.models import Production
from coulisse.foundation.ui.doors import SignedInRequest


@dataclass(frozen=True, slots=True)
class Place:
    """One of the two, or both."""

    production: Production | None = None
    client: Client | None = None

    @property
    def workspaces(self) -> tuple[Workspace, ...]:
        """Those that something may belong to here, the one that the page is about first."""
        found = [Workspace(production=self.production)] if self.production else []
        return (*found, Workspace(client=self.client)) if self.client else tuple(found)

    @property
    def home(self) -> Workspace:
        """The one that the page is about."""
        return self.workspaces[0]

    @property
    def query(self) -> str:
        """What leads back here in an address."""
        return f"production={self.production.pk}" if self.production else f"of={self.home.code}"


def here(place: Place) -> Q:
    """The rules or lists for the comments of a place."""
    production, client = place.production, place.client
    return judging(production=production.pk if production else None, client=client.pk if client else None)


def place_of(user: User, production: Production) -> Place:
    return Place(production, workspace_of(user, production).client)


def place_asked(request: SignedInRequest, production: Production) -> Place:
    """The client or the production of `?of=`, else the production being worked on. 404 as `access_workspace`."""
    if not request.GET.get("of"):
        return place_of(request.user, production)
    asked = asked_workspace(request, production)
    return place_of(request.user, asked.production) if asked.production else Place(client=asked.client)
