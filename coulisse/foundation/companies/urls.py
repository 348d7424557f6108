from django.urls import path

from coulisse.foundation.companies import pages

app_name = "companies"
urlpatterns = [
    path("", pages.index, name="list"),
    path("add", pages.add, name="add"),
    path("<int:pk>/", pages.company, name="company"),
    path("<int:pk>/change", pages.change, name="change"),
    path("<int:pk>/archive", pages.archive, name="archive"),
    path("<int:pk>/reopen", pages.reopen, name="reopen"),
    path("<int:pk>/recovery", pages.recovery, name="recovery"),
    path("recoveries/<int:pk>/remove", pages.remove_recovery, name="remove-recovery"),
]
