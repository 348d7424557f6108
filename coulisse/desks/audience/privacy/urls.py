"""The addresses of privacy."""

from django.urls import path

from coulisse.desks.audience.privacy.pages import requests, retention

app_name = "privacy"
urlpatterns = [
    path("", requests.home, name="home"),
    path("ask", requests.ask, name="ask"),
    path("<int:pk>", requests.one, name="request"),
    path("<int:pk>/identity", requests.identity, name="identity"),
    path("<int:pk>/extend", requests.extend, name="extend"),
    path("<int:pk>/decide", requests.decide, name="decide"),
    path("<int:pk>/erase", requests.erase, name="erase"),
    path("<int:pk>/gather", requests.gather, name="gather"),
    path("<int:pk>/certificate/<str:language>", requests.certificate, name="certificate"),
    path("retention/<int:pk>", retention.change, name="retention"),
    path("retention/apply", retention.apply, name="apply"),
]
