"""The only way to a place. Places belong to the whole house: its members read them, clients' people do not."""

from django.shortcuts import get_object_or_404

from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.places.models import Place


def access_place(user: User, pk: int, *, to: str = "read") -> Place:
    place = get_object_or_404(Place.objects.select_related("inside"), pk=pk)
    require(user, to)
    return place
