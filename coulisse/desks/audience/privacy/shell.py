"""What the slices of the desk show of privacy: requests to handle."""

from typing import Any

from django.http import HttpRequest

from coulisse.desks.audience.privacy.models import PrivacyRequest
from coulisse.foundation.accounts.models import User

MOST = 100


def privacy_to_handle(request: HttpRequest) -> dict[str, Any]:
    """On the desk's own pages only, for whoever manages it."""
    match = request.resolver_match
    if match is None or match.namespace.partition(":")[0] != "audience" or not isinstance(request.user, User):
        return {}
    if not request.user.may("manage", desk="audience"):
        return {}
    count = PrivacyRequest.objects.filter(state=PrivacyRequest.State.OPEN)[:MOST].count()
    return {"counts": {"audience_privacy": count}} if count else {}
