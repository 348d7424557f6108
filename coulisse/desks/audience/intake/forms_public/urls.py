"""The forms of the public, within the addresses of the channels; the last two are anybody's."""

from django.urls import path

from coulisse.desks.audience.intake.forms_public import pages

urlpatterns = [
    path("", pages.listed, name="forms"),
    path("add/", pages.add, name="form-add"),
    path("<int:pk>/edit/", pages.edit, name="form-edit"),
    path("<int:pk>/preview/", pages.preview, name="form-preview"),
    path("<int:pk>/switch/", pages.switch, name="form-switch"),
    path("<slug:slug>/", pages.public, name="form"),
    path("<slug:slug>/thanks/<str:told>/", pages.thanks, name="form-thanks"),
]
