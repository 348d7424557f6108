"""Every address of the house, one line a room."""

from django.urls import include, path

from coulisse.house import offline, pages
from coulisse.house.api import api

urlpatterns = [
    path("", pages.matin, name="matin"),
    path("health", pages.health, name="health"),
    path("service-worker.js", offline.service_worker, name="service_worker"),
    path("sample/reset", pages.reset_sample, name="reset_sample"),
    path("account/", include("coulisse.foundation.accounts.sign_in")),
    path("", include("coulisse.foundation.accounts.urls")),
    path("", include("coulisse.foundation.ui.urls")),
    path("productions/", include("coulisse.foundation.productions.urls")),
    path("companies/", include("coulisse.foundation.companies.urls")),
    path("people/", include("coulisse.foundation.people.urls")),
    path("places/", include("coulisse.foundation.places.urls")),
    path("documents/", include("coulisse.foundation.documents.urls")),
    path("tasks/", include("coulisse.foundation.tasks.urls")),
    path("bookings/", include("coulisse.foundation.bookings.urls")),
    path("grid/", include("coulisse.foundation.grid.urls")),
    path("feeds/", include("coulisse.foundation.feeds.urls")),
    path("parameters/", include("coulisse.foundation.parameters.urls")),
    path("journal/", include("coulisse.foundation.journal.urls")),
    path("mail/", include("coulisse.foundation.mailroom.urls")),
    path("jobs/", include("coulisse.foundation.jobs.urls")),
    path("search/", include("coulisse.foundation.search.urls")),
    path("office/", include("coulisse.desks.office.urls")),
    path("audience/", include("coulisse.desks.audience.urls")),
    path("community/", include("coulisse.desks.community.urls")),
    path("floor/", include("coulisse.desks.floor.urls")),
    path("api/", api.urls),
]
handler400 = "coulisse.foundation.ui.errors.bad_request"
handler403 = "coulisse.foundation.ui.errors.permission_denied"
handler404 = "coulisse.foundation.ui.errors.page_not_found"
handler500 = "coulisse.foundation.ui.errors.server_error"
