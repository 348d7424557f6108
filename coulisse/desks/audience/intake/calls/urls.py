"""The call log, within the addresses of the channels."""

from django.urls import path

from coulisse.desks.audience.intake.calls import pages

urlpatterns = [
    path("", pages.listed, name="calls"),
    path("new/", pages.call, name="call"),
    path("<int:pk>/rung/", pages.rung, name="call-rung"),
    path("<int:pk>/later/", pages.later, name="call-later"),
    path("<int:pk>/undo/", pages.undo, name="call-undo"),
]
