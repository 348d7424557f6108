"""The only ways to a privacy request and to a retention: whoever manages the audience desk of the whole house.

A request reaches all that somebody wrote, to every production: nobody who answers for one of them handles it.
"""

from django.shortcuts import get_object_or_404

from coulisse.desks.audience.privacy.models import PrivacyRequest, Retention
from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk


def access_request(user: User, pk: int) -> PrivacyRequest:
    require_manager(user)
    rows = PrivacyRequest.objects.select_related(
        "writer", "production", "conversation", "identity_by", "decided_by"
    )
    return get_object_or_404(rows, pk=pk)


def access_retention(user: User, pk: int) -> Retention:
    require_manager(user)
    return get_object_or_404(Retention, pk=pk)


def require_manager(user: User) -> None:
    require(user, "manage", desk=Desk.AUDIENCE, seen=False)
