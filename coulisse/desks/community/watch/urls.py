"""The addresses of the watch."""

from django.urls import path

from coulisse.desks.community.watch.pages import finds, looked_for, sources

app_name = "watch"
urlpatterns = [
    path("", finds.listing, name="list"),
    path("finds/<int:pk>/idea", finds.idea, name="idea"),
    path("finds/<int:pk>/aside", finds.aside, name="aside"),
    path("finds/<int:pk>/back", finds.back, name="back"),
    path("sources/add", sources.add, name="source-add"),
    path("sources/<int:pk>", sources.edit, name="source"),
    path("sources/<int:pk>/read", sources.read, name="read"),
    path("sources/<int:pk>/hand-in", sources.hand_in, name="hand-in"),
    path("sources/<int:pk>/pause", sources.pause, name="pause"),
    path("sources/<int:pk>/remove", sources.remove, name="remove"),
    path("keywords/add", looked_for.keyword_add, name="keyword-add"),
    path("keywords/<int:pk>", looked_for.keyword, name="keyword"),
    path("keywords/<int:pk>/remove", looked_for.keyword_remove, name="keyword-remove"),
    path("names/add", looked_for.name_add, name="name-add"),
    path("names/<int:pk>", looked_for.name, name="name"),
    path("names/<int:pk>/remove", looked_for.name_remove, name="name-remove"),
]
