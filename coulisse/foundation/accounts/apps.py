from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "coulisse.foundation.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The receivers need the models, which exist only now."""
        import_module("coulisse.foundation.accounts.signals")
