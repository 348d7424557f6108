from django.urls import path

app_name = "spending"
urlpatterns: list[object] = []
