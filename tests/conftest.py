"""One embedded PostgreSQL for the whole run; each worker has a database of its own in it."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_django import Settings

    from tests.cast import Cast

HOME = Path(os.environ.setdefault("COULISSE_HOME", tempfile.mkdtemp(prefix="coulisse-test-")))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coulisse.house.settings")
os.environ["COULISSE_POOL"] = "0"


def pytest_configure(config: pytest.Config) -> None:
    """Start the server in the first process; the workers of xdist inherit its address."""
    if "COULISSE_DATABASE_URL" not in os.environ:
        from coulisse.house import postgres

        server = postgres.start(HOME / "postgres")
        os.environ["COULISSE_DATABASE_URL"] = server.url
        config.add_cleanup(server.release)


@pytest.fixture
def cast(db: None) -> "Cast":
    """The named people of tests/cast.py."""
    from tests.cast import gather

    return gather()


@pytest.fixture(autouse=True)
def cheap_passwords(settings: "Settings") -> None:
    """Hash passwords the cheap way: strong hashing would be most of the run."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
