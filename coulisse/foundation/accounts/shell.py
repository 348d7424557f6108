"""Who reads a page of a desk: what a hook of the shell asks before it counts anything."""

from django.http import HttpRequest

from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk


def reader_at(request: HttpRequest, desk: Desk) -> User | None:
    """Whoever reads a page of this desk; None on every other page, where nobody sees the desk's figures."""
    match, user = request.resolver_match, request.user
    if match is None or match.namespace.partition(":")[0] != desk or not isinstance(user, User):
        return None
    return user
