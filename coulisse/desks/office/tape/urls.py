from django.urls import path

from coulisse.desks.office.tape import pages

app_name = "tape"
urlpatterns = [
    path("", pages.calculators, name="calculators"),
    path("tape.pdf", pages.paper, name="paper"),
    path("tear-off", pages.tear_off, name="tear_off"),
    path("put-back", pages.put_back, name="put_back"),
]
