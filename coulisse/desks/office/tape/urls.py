from django.urls import path

app_name = "tape"
urlpatterns: list[object] = []
