from django.urls import path

from coulisse.foundation.tasks import pages

app_name = "tasks"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("board", pages.board, name="board"),
    path("new", pages.add, name="add"),
    path("assign", pages.assign, name="assign"),
    path("<int:pk>", pages.detail, name="detail"),
    path("<int:pk>/edit", pages.edit, name="edit"),
    path("<int:pk>/finish", pages.finish, name="finish"),
    path("<int:pk>/reopen", pages.reopen, name="reopen"),
    path("<int:pk>/move", pages.move, name="move"),
    path("<int:pk>/snooze", pages.snooze, name="snooze"),
    path("<int:pk>/drop", pages.drop, name="drop"),
    path("<int:pk>/bring-back", pages.bring_back, name="bring_back"),
    path("<int:pk>/checks/<int:check>", pages.tick, name="tick"),
]
