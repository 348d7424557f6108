from django.urls import path

from coulisse.foundation.ui import pages

app_name = "ui"
urlpatterns = [
    path("preferences", pages.preferences, name="preferences"),
    path("styleguide", pages.styleguide, name="styleguide"),
]
