from django.urls import path, re_path

from coulisse.desks.audience.care import guests
from coulisse.desks.audience.care.pages import restrictions, team, threats

app_name = "care"
urlpatterns = [
    path("", team.home, name="home"),
    path("limit", team.limit, name="limit"),
    path("days-off", team.say_days_off, name="days-off"),
    path("days-off/<int:pk>/back", team.take_days_back, name="days-back"),
    path("conversations/<int:pk>", team.conversation, name="conversation"),
    path("conversations/<int:pk>/show", team.show, name="show"),
    path("conversations/<int:pk>/fold", team.fold, name="fold"),
    path("conversations/<int:pk>/unfold", team.unfold, name="unfold"),
    path("conversations/<int:pk>/ask", team.ask, name="ask"),
    path("conversations/<int:pk>/threat", threats.open_threat, name="open-threat"),
    path("conversations/<int:pk>/restrict", restrictions.restrict, name="restrict"),
    path("readings/<int:pk>", team.answer_reading, name="reading"),
    path("threats/<int:pk>", threats.threat, name="threat"),
    path("threats/<int:pk>/pass-on", threats.pass_on, name="pass-on"),
    path("threats/<int:pk>/evidence", threats.add_evidence, name="add-evidence"),
    path("threats/<int:pk>/readers", threats.name_reader, name="name-reader"),
    re_path(r"^threats/(?P<pk>\d{1,18})/out/(?P<form>pdf|zip)$", threats.take_out, name="take-out"),
    path("contacts/new", threats.contact, name="contact-add"),
    path("contacts/<int:pk>", threats.contact, name="contact"),
    path("contacts/<int:pk>/archive", threats.archive_contact, name="contact-archive"),
    path("restrictions/<int:pk>", restrictions.restriction, name="restriction"),
    re_path(
        r"^restrictions/(?P<pk>\d{1,18})/(?P<act>approve|refuse|lift|told)$", restrictions.decide, name="decide"
    ),
    path("guest/<str:token>/appeal", guests.appealed, name="guest-appeal"),
    path("appeals/<int:pk>/decide", restrictions.decide_appeal, name="decide-appeal"),
]
