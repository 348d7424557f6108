from django.urls import path

from coulisse.desks.office.spending.pages import analysis, expenses, meetings, quotes

app_name = "spending"
urlpatterns = [
    path("", expenses.yesterday, name="yesterday"),
    path("add", expenses.add, name="add"),
    path("validate", expenses.validate_all, name="validate-all"),
    path("tickets/<int:pk>", expenses.detail, name="expense"),
    path("tickets/<int:pk>/validate", expenses.validate, name="validate"),
    path("tickets/<int:pk>/refuse", expenses.refuse, name="refuse"),
    path("tickets/<int:pk>/take-back", expenses.take_back, name="take-back"),
    path("analysis", analysis.by_group, name="analysis"),
    path("analysis.xlsx", analysis.workbook, name="analysis-xlsx"),
    path("ceilings", analysis.set_ceiling, name="set-ceiling"),
    path("ceilings/<int:pk>/lift", analysis.lift_ceiling, name="lift-ceiling"),
    path("quotes/", quotes.listing, name="quotes"),
    path("quotes/add", quotes.add, name="ask"),
    path("quotes/<int:pk>", quotes.compare, name="request"),
    path("quotes/<int:pk>/note", quotes.note, name="note"),
    path("quotes/<int:pk>/choose", quotes.choose, name="choose"),
    path("quotes/<int:pk>/take-back", quotes.take_choice_back, name="choice-back"),
    path("meetings/", meetings.listing, name="meetings"),
    path("meetings/add", meetings.add, name="add-meeting"),
    path("meetings/<int:pk>", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/pack-<slug:language>.pdf", meetings.paper, name="pack"),
    path("meetings/<int:pk>/tasks", meetings.give_task, name="give-task"),
    path("decisions/ask", meetings.ask, name="put"),
    path("decisions/<int:pk>/decide", meetings.decide, name="decide"),
    path("decisions/<int:pk>/reopen", meetings.reopen, name="reopen"),
]
