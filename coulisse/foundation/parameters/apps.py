from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "coulisse.foundation.parameters"
    label = "parameters"
    default_auto_field = "django.db.models.BigAutoField"
