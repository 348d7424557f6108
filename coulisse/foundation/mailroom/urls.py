from django.urls import path

from coulisse.foundation.mailroom import pages

app_name = "mailroom"
urlpatterns = [
    path("", pages.listing, name="list"),
    path("<int:pk>/", pages.letter, name="letter"),
    path("<int:pk>/recall", pages.recall, name="recall"),
    path("<int:pk>/release", pages.release, name="release"),
    path("<int:pk>/resend", pages.resend, name="resend"),
    path("<int:pk>/resend/<int:recipient>", pages.resend_one, name="resend_one"),
]
