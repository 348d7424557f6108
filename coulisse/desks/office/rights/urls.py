"""The addresses of the rights register."""

from django.urls import path

from coulisse.desks.office.rights import guests
from coulisse.desks.office.rights.pages import music, obligations, people, persons, register, works

app_name = "rights"
urlpatterns = [
    path("", register.listing, name="list"),
    path("add", register.add, name="add"),
    path("works/<int:pk>/", works.work, name="work"),
    path("works/<int:pk>/edit", works.edit, name="edit"),
    path("works/<int:pk>/remove", works.remove, name="remove"),
    path("works/<int:pk>/restore", works.restore, name="restore"),
    path("works/<int:pk>/made-from", works.link, name="link"),
    path("chain/<int:pk>/cut", works.cut, name="cut"),
    path("works/<int:pk>/people/add", people.show, name="show"),
    path("works/<int:pk>/crowd", people.crowd, name="crowd"),
    path("works/<int:pk>/people/complete", people.complete, name="list-complete"),
    path("works/<int:pk>/people/open", people.reopen, name="list-open"),
    path("works/<int:pk>/hide/<int:depiction>", people.hide, name="hide"),
    path("hidden/<int:pk>/uncover", people.uncover, name="uncover"),
    path("shown/<int:pk>/decide", people.decide_crowd, name="decide-crowd"),
    path("shown/<int:pk>/take-off", people.take_off, name="take-off"),
    path("works/<int:pk>/licences/add", works.add_licence, name="add-licence"),
    path("licences/<int:pk>/", works.licence, name="licence"),
    path("licences/<int:pk>/remove", works.remove_licence, name="remove-licence"),
    path("licences/<int:pk>/restore", works.restore_licence, name="restore-licence"),
    path("people/<int:pk>/", persons.person, name="person"),
    path("people/<int:pk>/edit", persons.edit, name="edit-person"),
    path("people/<int:pk>/agree", persons.agree, name="agree"),
    path("people/<int:pk>/withdraw", persons.withdraw, name="withdraw"),
    path("people/<int:pk>/ask", persons.ask, name="ask"),
    path("releases/<int:pk>/take-back", persons.take_release_back, name="take-release-back"),
    path("works/<int:pk>/cues", music.cues, name="cues"),
    path("works/<int:pk>/cues.xlsx", music.workbook, name="cues-xlsx"),
    path("works/<int:pk>/cues-<str:language>.pdf", music.paper, name="cues-paper"),
    path("cues/<int:pk>/", music.cue, name="cue"),
    path("cues/<int:pk>/remove", music.remove_cue, name="remove-cue"),
    path("works/<int:pk>/offers", music.compare, name="offers"),
    path("offers/<int:pk>/decide", music.decide, name="decide-offer"),
    path("offers/<int:pk>/reopen", music.reopen, name="reopen-offer"),
    path("obligations/", obligations.listing, name="obligations"),
    path("obligations/add", obligations.add, name="add-obligation"),
    path("obligations/<int:pk>/", obligations.obligation, name="obligation"),
    path("obligations/<int:pk>/meet", obligations.meet, name="meet-obligation"),
    path("obligations/<int:pk>/reopen", obligations.reopen, name="reopen-obligation"),
    path("sign/<str:token>", guests.sign, name="sign"),
    path("sign/<str:token>/refuse", guests.refuse, name="refuse-release"),
    path("sign/<str:token>/paper.pdf", guests.paper, name="signed-paper"),
]
