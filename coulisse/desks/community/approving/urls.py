"""The addresses of approvals."""

from django.urls import path

from coulisse.desks.community.approving import guests
from coulisse.desks.community.approving.pages import deciding, routes, submissions

app_name = "approving"
urlpatterns = [
    path("", submissions.listing, name="list"),
    path("queue", deciding.queue, name="queue"),
    path("hand-in", submissions.hand_in, name="hand-in"),
    path("of/<int:pk>", submissions.of_publication, name="of"),
    path("<int:pk>", submissions.submission, name="submission"),
    path("<int:pk>/as/<slug:role>", deciding.one, name="decide"),
    path("<int:pk>/change", submissions.change, name="change"),
    path("<int:pk>/take-back", submissions.take_back, name="take-back"),
    path("<int:pk>/remark", submissions.remark, name="remark"),
    path("<int:pk>/invite", submissions.invite, name="invite"),
    path("guests/<int:pk>/shut-out", submissions.shut_out, name="shut-out"),
    path("<int:pk>/log", submissions.log, name="log"),
    path("<int:pk>/log-<str:language>.pdf", submissions.paper, name="paper"),
    path("<int:pk>/pictures/<int:version>", submissions.picture, name="picture"),
    path("routes", routes.listing, name="routes"),
    path("routes/<int:pk>", routes.route, name="route"),
    path("routes/<int:pk>/steps/add", routes.add_step, name="add-step"),
    path("routes/<int:pk>/archive", routes.archive, name="archive-route"),
    path("steps/<int:pk>", routes.step, name="step"),
    path("steps/<int:pk>/remove", routes.remove_step, name="remove-step"),
    path("guest/<str:token>/answer", guests.answer, name="guest-answer"),
    path("guest/<str:token>/advice", guests.advice, name="guest-advice"),
    path("guest/<str:token>/pictures/<int:version>", guests.picture, name="guest-picture"),
]
