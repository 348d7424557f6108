"""The addresses of animations, as the desk keeps them, and of the set from behind."""

from django.urls import path

from coulisse.desks.community.animation.pages import behind, desk, live

app_name = "animation"
urlpatterns = [
    path("", desk.listing, name="list"),
    path("add", desk.add, name="add"),
    path("<int:pk>", desk.one, name="one"),
    path("<int:pk>/edit", desk.edit, name="edit"),
    path("<int:pk>/rules", desk.rules, name="rules"),
    path("<int:pk>/act", desk.act, name="act"),
    path("<int:pk>/decide", desk.decide, name="decide"),
    path("<int:pk>/entrants", desk.entrants, name="entrants"),
    path("<int:pk>/winners", desk.winners, name="winners"),
    path("<int:pk>/result.csv", desk.export, name="export"),
    path("entrants/<int:pk>/act", desk.entrant_act, name="entrant-act"),
    path("<int:pk>/live", live.live, name="live"),
    path("<int:pk>/live/part", live.part, name="live-part"),
    path("<int:pk>/live/act", live.act, name="live-act"),
    path("behind/", behind.listing, name="behind"),
    path("behind/<int:pk>", behind.plan, name="plan"),
    path("behind/lines/<int:pk>/act", behind.act, name="plan-act"),
    path("behind/sets/hide", behind.hide, name="hide-set"),
    path("behind/sets/<int:pk>/show", behind.show, name="show-set"),
    path("behind/sets/<int:pk>/hide", behind.hide_again, name="hide-set-again"),
]
