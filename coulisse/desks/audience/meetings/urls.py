"""The addresses of meetings: the desk's, then the public's."""

from django.urls import path

from coulisse.desks.audience.meetings.pages import evenings, public, voices

app_name = "meetings"
urlpatterns = [
    path("", evenings.listing, name="list"),
    path("add", evenings.add, name="add"),
    path("<int:pk>", evenings.evening, name="evening"),
    path("<int:pk>/edit", evenings.edit, name="edit"),
    path("<int:pk>/invite", evenings.invite, name="invite"),
    path("<int:pk>/door", evenings.welcoming, name="door"),
    path("<int:pk>/paper/<slug:kind>", evenings.paper, name="paper"),
    path("registration/<int:pk>/strike", evenings.strike, name="strike"),
    path("registration/<int:pk>/welcome", evenings.welcome, name="welcome"),
    path("arrive/<str:token>/", evenings.arrive, name="arrive"),
    path("questionnaires/add", voices.add, name="questionnaire-add"),
    path("questionnaires/<int:pk>", voices.questionnaire, name="questionnaire"),
    path("questionnaires/<int:pk>/edit", voices.edit, name="questionnaire-edit"),
    path("questionnaires/<int:pk>/act", voices.act, name="questionnaire-act"),
    path("questionnaires/<int:pk>/replies.csv", voices.export, name="questionnaire-export"),
    path("panels/add", voices.add_panel, name="panel-add"),
    path("panels/<int:pk>", voices.panel, name="panel"),
    path("panels/<int:pk>/fill", voices.fill_panel, name="panel-fill"),
    path("panels/<int:pk>/ask", voices.ask_panel, name="panel-ask"),
    path("panels/members/<int:pk>/leave", voices.leave_panel, name="panel-leave"),
    path("ideas/", voices.ideas, name="ideas"),
    path("ideas/<int:pk>/answer", voices.answer_idea, name="idea-answer"),
    path("public/<slug:slug>/", public.coming, name="public"),
    path("mine/<str:token>/", public.mine, name="mine"),
    path("mine/<str:token>/give-up", public.give_up, name="give-up"),
    path("opinion/<slug:slug>/", public.questionnaire, name="questionnaire-public"),
    path("opinion-panel/<str:token>/", public.questionnaire_by_panel, name="questionnaire-panel"),
    path("box/<slug:code>/", public.ideas, name="ideas-public"),
]
