from django.urls import path

app_name = "cashflow"
urlpatterns: list[object] = []
