"""The whole index of the house, made anew from each room's `searchable`."""

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings

from coulisse.foundation.search.actions import index


def index_everything() -> int:
    """Returns how many objects may now be found."""
    rooms = [room for room in (*settings.FOUNDATION, *settings.DESKS) if find_spec(f"{room}.searchable")]
    return sum(index(import_module(f"{room}.searchable").findable(None)) for room in rooms)
