from django.urls import path

from coulisse.desks.office.ledger import pages

app_name = "ledger"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("export.<str:form>", pages.export, name="export"),
    path("add", pages.add, name="add"),
    path("close", pages.close, name="close"),
    path("chain", pages.chain, name="chain"),
    path("<int:pk>/", pages.posting, name="posting"),
    path("<int:pk>/bill", pages.bill, name="bill"),
    path("<int:pk>/reverse", pages.reverse, name="reverse"),
    path("<int:pk>/release", pages.release, name="release"),
]
