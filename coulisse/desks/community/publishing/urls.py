"""The addresses of publications."""

from django.urls import path

from coulisse.desks.community.publishing.pages import publications

app_name = "publishing"
urlpatterns = [
    path("", publications.listing, name="list"),
    path("add", publications.add, name="add"),
    path("pause", publications.pause_all, name="pause-all"),
    path("<int:pk>", publications.publication, name="publication"),
    path("<int:pk>/edit", publications.edit, name="edit"),
    path("<int:pk>/act", publications.act, name="act"),
    path("<int:pk>/prove", publications.prove, name="prove"),
    path("<int:pk>/pack.zip", publications.pack, name="pack"),
]
