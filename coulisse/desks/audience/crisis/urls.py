from django.urls import path

from coulisse.desks.audience.crisis.pages import cockpit, quotes

app_name = "crisis"
urlpatterns = [
    path("", cockpit.page, name="cockpit"),
    path("open", cockpit.open_crisis, name="open"),
    path("alarms/<int:pk>/watch", cockpit.watch, name="watch"),
    path("verbatims", quotes.listed, name="verbatims"),
    path("verbatims/of/<int:pk>", quotes.validate, name="validate"),
    path("verbatims/<int:pk>/withdraw", quotes.withdraw, name="withdraw"),
    path("broadcasts/<int:pk>/on-call", cockpit.on_call, name="on-call"),
    path("on-call/<int:pk>/end", cockpit.off_call, name="off-call"),
    path("checks/<int:pk>", cockpit.tick, name="tick"),
    path("<int:pk>", cockpit.after, name="review"),
    path("<int:pk>/note", cockpit.note, name="note"),
    path("<int:pk>/check", cockpit.add_check, name="add-check"),
    path("<int:pk>/stand-down", cockpit.stand_down, name="stand-down"),
    path("<int:pk>/resume", cockpit.resume, name="resume"),
]
