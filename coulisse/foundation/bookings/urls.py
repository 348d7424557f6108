from django.urls import path

from coulisse.foundation.bookings import pages

app_name = "bookings"
urlpatterns = [
    path("", pages.list_, name="list"),
    path("add", pages.add, name="add"),
    path("<int:pk>/confirm", pages.confirm, name="confirm"),
    path("<int:pk>/release", pages.release, name="release"),
    path("<int:pk>/take-back", pages.take_back, name="take_back"),
]
