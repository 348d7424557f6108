from django.urls import path

from coulisse.desks.office.cashflow.pages import forecast, scenarios, typed

app_name = "cash"
urlpatterns = [
    path("", forecast.forecast, name="forecast"),
    path("forecast.pdf", forecast.paper, name="paper"),
    path("forecast.xlsx", forecast.workbook, name="workbook"),
    path("compare", forecast.comparison, name="compare"),
    path("balances", typed.balance, name="balances"),
    path("balances/<int:pk>/drop", typed.drop_balance, name="drop-balance"),
    path("balances/<int:pk>/restore", typed.restore_balance, name="restore-balance"),
    path("movements", typed.movements, name="movements"),
    path("movements/add", typed.add, name="add"),
    path("movements/<int:pk>", typed.edit, name="edit"),
    path("movements/<int:pk>/drop", typed.drop, name="drop"),
    path("movements/<int:pk>/restore", typed.restore, name="restore"),
    path("scenarios/save", scenarios.save, name="save-scenario"),
    path("scenarios/<int:pk>/drop", scenarios.drop, name="drop-scenario"),
    path("scenarios/<int:pk>/restore", scenarios.restore, name="restore-scenario"),
    path("tranches", typed.tranches, name="tranches"),
    path("tranches/<int:pk>", typed.move, name="move"),
    path("bridge", typed.bridge, name="bridge"),
    path("watch", typed.watch, name="watch"),
]
