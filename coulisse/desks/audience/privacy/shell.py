"""What the slices of the desk show of privacy: requests to handle."""

from typing import Any

from django.http import HttpRequest

from coulisse.desks.audience.privacy.models import PrivacyRequest
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.accounts.shell import reader_at

MOST = 100


def privacy_to_handle(request: HttpRequest) -> dict[str, Any]:
    """On the desk's own pages only, for whoever manages it."""
    reader = reader_at(request, Desk.AUDIENCE)
    if reader is None:
        return {}
    if not reader.may("manage", desk=Desk.AUDIENCE):
        return {}
    count = PrivacyRequest.objects.filter(state=PrivacyRequest.State.OPEN)[:MOST].count()
    return {"counts": {"audience_privacy": count}} if count else {}
