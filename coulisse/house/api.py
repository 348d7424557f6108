"""The API: one router a room, described at /api/docs. A router states its door; objects come by `access_*`."""

from ninja import NinjaAPI, Router

from coulisse import __version__
from coulisse.desks.audience.intake.api import router as conversations
from coulisse.desks.community.moderation.api import router as comments
from coulisse.desks.floor.breakdown.api import router as elements
from coulisse.desks.floor.script.api import router as scenes
from coulisse.desks.office.budget.api import router as budgets
from coulisse.desks.office.ledger.api import router as postings
from coulisse.foundation.bookings.api import router as bookings
from coulisse.foundation.documents.api import router as documents
from coulisse.foundation.grid.api import router as grid
from coulisse.foundation.jobs.api import router as jobs
from coulisse.foundation.journal.api import router as journal
from coulisse.foundation.parameters.api import router as parameters
from coulisse.foundation.people.api import router as people
from coulisse.foundation.places.api import router as places
from coulisse.foundation.productions.api import router as productions
from coulisse.foundation.search.api import router as search
from coulisse.foundation.tasks.api import router as tasks
from coulisse.foundation.ui.doors import SIGNED_IN, ApiDoor, door

api = NinjaAPI(
    title="Coulisse",
    version=__version__,
    auth=ApiDoor(SIGNED_IN),
    urls_namespace="api",
    docs_decorator=door(SIGNED_IN),
)
ROUTERS: dict[str, Router] = {
    "journal": journal,
    "jobs": jobs,
    "tasks": tasks,
    "productions": productions,
    "people": people,
    "places": places,
    "search": search,
    "bookings": bookings,
    "grid": grid,
    "parameters": parameters,
    "documents": documents,
    "scenes": scenes,
    "elements": elements,
    "budgets": budgets,
    "postings": postings,
    "conversations": conversations,
    "comments": comments,
}
for prefix, router in ROUTERS.items():
    api.add_router(prefix, router)
