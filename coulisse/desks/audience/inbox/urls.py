from django.urls import path

from coulisse.desks.audience.inbox.pages import acts, attachments, listing, presence, selection, thread

app_name = "inbox"
urlpatterns = [
    path("", listing.listed, name="list"),
    path("fresh", listing.fresh, name="fresh"),
    path("selection", selection.handle, name="selection"),
    path("undo/<str:token>", selection.undo, name="undo"),
    path("<int:pk>", thread.thread, name="thread"),
    path("<int:pk>/sort", acts.sort, name="sort"),
    path("<int:pk>/assign", acts.assign, name="assign"),
    path("<int:pk>/route", acts.route, name="route"),
    path("<int:pk>/note", acts.note, name="note"),
    path("<int:pk>/presence", presence.presence, name="presence"),
    path("<int:pk>/<slug:act>", acts.act, name="act"),
    path("files/<int:pk>", attachments.download, name="file"),
    path("files/<int:pk>/picture", attachments.picture, name="picture"),
]
