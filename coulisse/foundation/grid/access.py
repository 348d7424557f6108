"""The only ways to an object of the grid. The grid is the house's: members read it, common roles change it."""

from django.shortcuts import get_object_or_404

from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.grid.models import GridFile, Programme


def access_programme(user: User, pk: int, *, to: str = "read") -> Programme:
    require(user, to, seen=user.may("read"))
    return get_object_or_404(Programme.objects.select_related("production"), pk=pk)


def access_grid_file(user: User, pk: int, *, to: str = "change") -> GridFile:
    require(user, to, seen=user.may("read"))
    return get_object_or_404(GridFile, pk=pk)
