from django.urls import path

from coulisse.foundation.productions import pages

app_name = "productions"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("new", pages.choose, name="choose"),
    path("new/<slug:code>", pages.begin, name="begin"),
    path("<int:pk>", pages.detail, name="detail"),
    path("<int:pk>/edit", pages.edit, name="edit"),
    path("<int:pk>/duplicate", pages.duplicate, name="duplicate"),
    path("<int:pk>/close", pages.close, name="close"),
    path("<int:pk>/reopen", pages.reopen, name="reopen"),
    path("<int:pk>/archive", pages.archive, name="archive"),
    path("<int:pk>/unarchive", pages.unarchive, name="unarchive"),
    path("<int:pk>/open", pages.open_in_bar, name="open"),
]
