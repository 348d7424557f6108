"""The addresses of the office, a line a slice."""

from django.urls import include, path

from coulisse.desks.office import pages

app_name = "office"
urlpatterns = [
    path("", pages.home, name="home"),
    path("budget/", include("coulisse.desks.office.budget.urls")),
    path("financing/", include("coulisse.desks.office.financing.urls")),
    path("cash/", include("coulisse.desks.office.cashflow.urls")),
    path("ledger/", include("coulisse.desks.office.ledger.urls")),
    path("costs/", include("coulisse.desks.office.costs.urls")),
    path("spending/", include("coulisse.desks.office.spending.urls")),
    path("rights/", include("coulisse.desks.office.rights.urls")),
    path("tape/", include("coulisse.desks.office.tape.urls")),
]
