"""The addresses of the calendar."""

from django.urls import path

from coulisse.desks.community.calendar import guests
from coulisse.desks.community.calendar.pages import board, planning, posts

app_name = "calendar"
urlpatterns = [
    path("", board.board, name="board"),
    path("paper.<slug:form>", board.paper, name="paper"),
    path("publications/<int:pk>", posts.post, name="post"),
    path("publications/<int:pk>/pane", posts.pane, name="pane"),
    path("publications/<int:pk>/told", posts.told, name="told"),
    path("publications/<int:pk>/move", posts.move, name="move"),
    path("publications/<int:pk>/tie", posts.tie, name="tie"),
    path("publications/<int:pk>/untie", posts.untie, name="untie"),
    path("publications/<int:pk>/seen", posts.seen, name="seen"),
    path("publications/<int:pk>/comment", posts.comment, name="comment"),
    path("publications/<int:pk>/settle", posts.settle, name="settle"),
    path("slots", planning.slots, name="slots"),
    path("slots/<int:pk>/end", planning.end_slot, name="slot-end"),
    path("on-call", planning.on_call, name="on-call"),
    path("on-call/<int:pk>/off", planning.off_call, name="off-call"),
    path("lent", planning.lent, name="lent"),
    path("lent/<int:pk>/take-back", planning.take_back, name="take-back"),
    path("guests/<str:token>/comment/<int:pk>", guests.comment, name="guest-comment"),
    path("guests/<str:token>/calendar.<slug:form>", guests.paper, name="guest-paper"),
]
