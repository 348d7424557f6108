from importlib import import_module

from django.apps import AppConfig


class AudienceConfig(AppConfig):
    name = "coulisse.desks.audience"
    label = "audience"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What protects the team answers where messages come in, which knows nothing of it."""
        import_module("coulisse.desks.audience.care.barring")
