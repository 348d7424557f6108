from importlib import import_module

from django.apps import AppConfig


class FloorConfig(AppConfig):
    name = "coulisse.desks.floor"
    label = "floor"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Slices that follow another one make themselves known; their models exist only now."""
        import_module("coulisse.desks.floor.breakdown.followers")
        import_module("coulisse.desks.floor.schedule.placements")
