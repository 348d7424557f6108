from django.urls import path

from coulisse.desks.audience.families import pages

app_name = "families"
urlpatterns = [
    path("", pages.listed, name="list"),
    path("<int:pk>", pages.family, name="family"),
    path("<int:pk>/sample", pages.sample, name="sample"),
    path("<int:pk>/name", pages.name, name="name"),
    path("<int:pk>/join", pages.join, name="join"),
    path("<int:pk>/separate", pages.separate, name="separate"),
    path("<int:pk>/take-out/<int:conversation>", pages.take_out, name="take-out"),
    path("<int:pk>/put-in/<int:conversation>", pages.put_in, name="put-in"),
]
