"""The addresses of the exchange with spreadsheets, below those of the budget."""

from django.urls import path

from coulisse.desks.office.budget.exchange import pages

urlpatterns = [
    path("<int:pk>", pages.take_along, name="exchange"),
    path("<int:pk>/budget.<slug:form>", pages.export, name="exchange-export"),
    path("in", pages.hand_in, name="exchange-in"),
    path("in/<str:key>", pages.check, name="exchange-check"),
    path("in/<str:key>/result", pages.result, name="exchange-result"),
    path("in/<str:key>/problems", pages.problems, name="exchange-problems"),
]
