from django.urls import path

from coulisse.desks.floor.dailies import pages

app_name = "dailies"
urlpatterns = [
    path("", pages.today_, name="today"),
    path("<int:pk>/mark/<slug:kind>", pages.mark, name="mark"),
    path("<int:pk>/unmark/<slug:kind>", pages.unmark, name="unmark"),
    path("<int:pk>/checks", pages.begin_checks, name="begin_checks"),
    path("checks/<int:pk>/tick", pages.tick, name="tick"),
    path("checks/<int:pk>/untick", pages.untick, name="untick"),
    path("<int:pk>/arrive/<int:contact>", pages.arrive, name="arrive"),
    path("<int:pk>/person/<int:contact>", pages.person, name="person"),
    path("<int:pk>/begin/<int:scene>", pages.begin_scene, name="begin_scene"),
    path("<int:pk>/scene/<int:scene>", pages.scene, name="scene"),
    path("<int:pk>/incident", pages.incident, name="incident"),
    path("<int:pk>/note", pages.note, name="note"),
    path("<int:pk>/unforeseen", pages.unforeseen, name="unforeseen"),
    path("<int:pk>/unforeseen/apply", pages.apply_unforeseen, name="apply_unforeseen"),
]
