"""The addresses of the community desk, a line a slice."""

from django.urls import include, path

from coulisse.desks.community import pages

app_name = "community"
urlpatterns = [
    path("", pages.home, name="home"),
    path("clients/", include("coulisse.desks.community.clients.urls")),
    path("strategy/", include("coulisse.desks.community.strategy.urls")),
    path("watch/", include("coulisse.desks.community.watch.urls")),
    path("calendar/", include("coulisse.desks.community.calendar.urls")),
    path("approving/", include("coulisse.desks.community.approving.urls")),
    path("composing/", include("coulisse.desks.community.composing.urls")),
    path("performance/", include("coulisse.desks.community.performance.urls")),
    path("moderation/", include("coulisse.desks.community.moderation.urls")),
    path("publishing/", include("coulisse.desks.community.publishing.urls")),
    path("accounts/", include("coulisse.desks.community.publishing.account_urls")),
    path("animation/", include("coulisse.desks.community.animation.urls")),
    path("play/", include("coulisse.desks.community.animation.play_urls")),
]
