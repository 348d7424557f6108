from django.urls import path

from coulisse.foundation.parameters import pages

app_name = "parameters"
urlpatterns = [
    path("", pages.list_, name="list"),
    path("compare", pages.compare, name="compare"),
    path("<int:pk>/", pages.parameter, name="parameter"),
    path("<int:pk>/add", pages.add, name="add"),
    path("values/<int:pk>/check", pages.check, name="check"),
]
