from django.urls import path

from coulisse.desks.floor.dailies import pages

app_name = "reports"
urlpatterns = [
    path("", pages.reports, name="list"),
    path("<int:pk>", pages.report, name="report"),
    path("<int:pk>/paper", pages.paper, name="paper"),
    path("<int:pk>/close", pages.close, name="close"),
    path("<int:pk>/reopen", pages.reopen, name="reopen"),
    path("<int:pk>/sign", pages.sign, name="sign"),
]
