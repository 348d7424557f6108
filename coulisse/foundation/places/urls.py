from django.urls import path

from coulisse.foundation.places import pages

app_name = "places"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("new", pages.add, name="add"),
    path("<int:pk>", pages.detail, name="detail"),
    path("<int:pk>/edit", pages.edit, name="edit"),
    path("<int:pk>/archive", pages.archive, name="archive"),
    path("<int:pk>/restore", pages.restore, name="restore"),
]
