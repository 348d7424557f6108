"""The addresses of the community desk, a line a slice."""

from django.urls import include, path

from coulisse.desks.community import pages

app_name = "community"
urlpatterns = [
    path("", pages.home, name="home"),
    path("publishing/", include("coulisse.desks.community.publishing.urls")),
    path("accounts/", include("coulisse.desks.community.publishing.account_urls")),
]
