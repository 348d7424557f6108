"""An empty house of its own for a measurement: a PostgreSQL in a temporary folder, gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_house() -> Iterator[str]:
    """The address of its database, with this version's tables; this process has it open."""
    with tempfile.TemporaryDirectory(prefix="coulisse-bench-") as folder:
        os.environ["COULISSE_HOME"] = folder
        os.environ["COULISSE_POOL"] = "0"
        os.environ["DJANGO_SETTINGS_MODULE"] = "coulisse.house.settings"
        from coulisse.house import postgres

        server = postgres.start(Path(folder) / "postgres")
        os.environ["COULISSE_DATABASE_URL"] = server.url
        try:
            import django

            django.setup()
            from django.db import connections

            from coulisse.house.opening import bring_to_this_version

            bring_to_this_version(talk=False)
            yield server.url
            connections.close_all()
        finally:
            server.release()
