from django.urls import path

from coulisse.foundation.feeds import pages

app_name = "feeds"
urlpatterns = [
    path("", pages.list_, name="list"),
    path("make", pages.make, name="make"),
    path("<int:pk>/revoke", pages.revoke, name="revoke"),
    path("<str:token>.ics", pages.feed, name="feed"),
]
