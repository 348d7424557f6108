from django.urls import path

from coulisse.foundation.grid import pages

app_name = "grid"
urlpatterns = [
    path("", pages.list_, name="list"),
    path("programmes/<int:pk>/", pages.programme, name="programme"),
    path("programmes/<int:pk>/tie", pages.tie, name="tie"),
    path("files/add", pages.bring, name="bring"),
    path("files/<int:pk>/", pages.look, name="look"),
    path("files/<int:pk>/put", pages.put, name="put"),
]
