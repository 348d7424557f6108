"""The addresses of the audience desk, a line a slice."""

from django.urls import include, path

from coulisse.desks.audience import pages

app_name = "audience"
urlpatterns = [
    path("", pages.home, name="home"),
    path("inbox/", include("coulisse.desks.audience.inbox.urls")),
    path("answers/", include("coulisse.desks.audience.answers.urls")),
    path("families/", include("coulisse.desks.audience.families.urls")),
    path("cases/", include("coulisse.desks.audience.cases.urls")),
    path("crisis/", include("coulisse.desks.audience.crisis.urls")),
    path("care/", include("coulisse.desks.audience.care.urls")),
    path("reports/", include("coulisse.desks.audience.reports.urls")),
    path("meetings/", include("coulisse.desks.audience.meetings.urls")),
    path("people/", include("coulisse.desks.audience.relations.urls")),
    path("privacy/", include("coulisse.desks.audience.privacy.urls")),
    path("channels/", include("coulisse.desks.audience.intake.urls")),
]
