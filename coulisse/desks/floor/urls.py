"""The addresses of the floor, a line a slice."""

from django.urls import include, path

from coulisse.desks.floor import pages

app_name = "floor"
urlpatterns = [
    path("", pages.home, name="home"),
    path("script/", include("coulisse.desks.floor.script.urls")),
    path("breakdown/", include("coulisse.desks.floor.breakdown.urls")),
    path("crew/", include("coulisse.desks.floor.crew.urls")),
    path("schedule/", include("coulisse.desks.floor.schedule.urls")),
    path("callsheets/", include("coulisse.desks.floor.callsheets.urls")),
    path("dailies/", include("coulisse.desks.floor.dailies.urls")),
    path("reports/", include("coulisse.desks.floor.dailies.report_urls")),
]
