from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "coulisse.house"
    label = "house"
