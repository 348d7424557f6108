from django.urls import path

from coulisse.foundation.journal import pages

app_name = "journal"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("export.<str:form>", pages.export, name="export"),
    path("deliveries/", pages.deliveries, name="deliveries"),
    path("deliveries/retry", pages.retry_stuck, name="retry_stuck"),
    path("deliveries/<int:pk>/retry", pages.retry, name="retry"),
]
