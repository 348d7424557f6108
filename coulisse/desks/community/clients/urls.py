"""The addresses of workspaces."""

from django.urls import path

from coulisse.desks.community.clients import pages

app_name = "clients"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("<str:code>", pages.workspace, name="workspace"),
    path("<str:code>/brief", pages.brief, name="brief"),
    path("<str:code>/portrait", pages.portrait_add, name="portrait-add"),
    path("portrait/<int:pk>", pages.portrait, name="portrait"),
    path("portrait/<int:pk>/retire", pages.portrait_retire, name="portrait-retire"),
    path("<str:code>/note", pages.note_add, name="note-add"),
    path("note/<int:pk>", pages.note, name="note"),
    path("<str:code>/request", pages.request_add, name="request-add"),
    path("request/<int:pk>", pages.request_edit, name="request"),
    path("request/<int:pk>/move", pages.request_move, name="request-move"),
]
