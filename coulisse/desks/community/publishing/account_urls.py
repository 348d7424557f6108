"""The addresses of accounts on networks."""

from django.urls import path

from coulisse.desks.community.publishing.pages import accounts

app_name = "accounts"
urlpatterns = [
    path("", accounts.listing, name="list"),
    path("add", accounts.add, name="add"),
    path("<int:pk>", accounts.edit, name="account"),
    path("<int:pk>/try", accounts.try_now, name="try"),
    path("<int:pk>/close", accounts.close, name="close"),
]
