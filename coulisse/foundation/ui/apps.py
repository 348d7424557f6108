from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "coulisse.foundation.ui"
    label = "ui"
