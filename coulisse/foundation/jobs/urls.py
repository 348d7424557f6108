from django.urls import path

from coulisse.foundation.jobs import pages

app_name = "jobs"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("journal-export", pages.journal_export, name="journal_export"),
    path("<int:pk>/", pages.one, name="one"),
    path("<int:pk>/progress", pages.progress, name="progress"),
    path("<int:pk>/stop", pages.stop, name="stop"),
    path("<int:pk>/retry", pages.retry, name="retry"),
    path("<int:pk>/file", pages.file, name="file"),
]
