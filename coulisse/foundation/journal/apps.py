from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from coulisse.foundation.journal.links import load


class JournalConfig(AppConfig):
    name = "coulisse.foundation.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Know every fact of the house, then every link: a row may be older than this process."""
        autodiscover_modules("facts")
        load(settings.COULISSE_LINKS)
