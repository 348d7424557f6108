from django.urls import path

from coulisse.foundation.search import pages

app_name = "search"
urlpatterns = [path("", pages.find, name="find")]
