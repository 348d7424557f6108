"""The only way to a production."""

from django.shortcuts import get_object_or_404

from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production


def access_production(user: User, pk: int, *, to: str = "read") -> Production:
    """A production: its team, the people of its client, and the roles on the whole house."""
    production = get_object_or_404(
        Production.objects.select_related("company", "client", "duplicated_from", "closed_by"), pk=pk
    )
    require(user, to, production=production.pk, client=production.client_id)
    return production
