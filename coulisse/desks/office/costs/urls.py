from django.urls import path

from coulisse.desks.office.costs import impact_urls
from coulisse.desks.office.costs.pages import accounts, closed, report, watching

app_name = "costs"
urlpatterns = [
    path("", report.show, name="report"),
    *impact_urls.urlpatterns,
    path("paper.<str:form>", report.paper, name="paper"),
    path("accounts/<str:number>/", accounts.show, name="account"),
    path("accounts/<str:number>/estimate", accounts.estimate, name="estimate"),
    path("notes/add", accounts.add_note, name="add-note"),
    path("notes/<int:pk>/edit", accounts.edit_note, name="edit-note"),
    path("notes/<int:pk>/remove", accounts.remove_note, name="remove-note"),
    path("overspends/", watching.log, name="overspends"),
    path("overspends/ask", watching.ask, name="ask"),
    path("overspends/<int:pk>/answer", watching.answer, name="answer"),
    path("watch", watching.watch, name="watch"),
    path("forecasts/withdraw", accounts.withdraw, name="withdraw"),
    path("close", closed.close, name="close"),
    path("closed/", closed.history, name="history"),
    path("closed/<int:pk>/", closed.show, name="closed"),
    path("closed/<int:pk>/paper.<str:form>", closed.paper, name="closed-paper"),
]
