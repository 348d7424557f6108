"""A pytest plugin: one PostgreSQL for the whole run, started before pytest-django reads the settings.

Each process of pytest-xdist inherits its address and makes a database of its own in it. `COULISSE_DATABASE_URL`
names another server, `COULISSE_PG_BIN` other programs for the embedded one.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from coulisse.house import postgres

HOME = Path(os.environ.setdefault("COULISSE_HOME", tempfile.mkdtemp(prefix="coulisse-test-")))


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "coulisse.house.settings"
    os.environ["COULISSE_POOL"] = "0"
    if "COULISSE_DATABASE_URL" not in os.environ:
        server = postgres.start(HOME / "postgres")
        os.environ["COULISSE_DATABASE_URL"] = server.url
        early_config.add_cleanup(lambda: _leave(server))


def _leave(server: postgres.Server) -> None:
    server.release()
    if HOME.name.startswith("coulisse-test-"):
        shutil.rmtree(HOME, ignore_errors=True)
