"""The API: one router a room, described at /api/docs. A router states its door; an object is reached by `access_*`."""

from ninja import NinjaAPI, Router

from coulisse import __version__
from coulisse.foundation.bookings.api import router as bookings
from coulisse.foundation.grid.api import router as grid
from coulisse.foundation.search.api import router as search
from coulisse.foundation.ui.doors import SIGNED_IN, ApiDoor

api = NinjaAPI(title="Coulisse", version=__version__, auth=ApiDoor(SIGNED_IN), urls_namespace="api")
ROUTERS: dict[str, Router] = {
    "search": search,
    "bookings": bookings,
    "grid": grid,
}
for prefix, router in ROUTERS.items():
    api.add_router(prefix, router)
