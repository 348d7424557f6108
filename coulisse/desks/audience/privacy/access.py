"""The only ways to a privacy request and to a retention."""

from django.shortcuts import get_object_or_404

from coulisse.desks.audience.privacy.models import PrivacyRequest, Retention
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk


def access_request(user: User, pk: int, *, to: str = "read") -> PrivacyRequest:
    """Whoever manages the audience desk: a request bares all that somebody wrote."""
    rows = PrivacyRequest.objects.select_related(
        "writer", "production", "conversation", "identity_by", "decided_by", "pack"
    )
    found = get_object_or_404(rows, pk=pk)
    require(user, "manage", desk=Desk.AUDIENCE, production=found.production_id, seen=False)
    return found


def access_retention(user: User, pk: int) -> Retention:
    """The house's own rule: whoever manages the audience desk of the whole house."""
    found = get_object_or_404(Retention, pk=pk)
    require(user, "manage", desk=Desk.AUDIENCE, seen=False)
    return found


def require_manager(user: User, production: int | None = None) -> None:
    require(user, "manage", desk=Desk.AUDIENCE, production=production, seen=False)
