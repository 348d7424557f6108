"""Opening the house: the database reachable, Django ready. Every command that needs records starts here."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError

from coulisse.house import postgres
from coulisse.house.environment import BadEnvironment, home_folder
from coulisse.house.outcome import Refused


@contextmanager
def open_house() -> Iterator[Path]:
    """Start or join the embedded database (unless `COULISSE_DATABASE_URL` names one) and set Django up.

    Yields the house's folder. Whoever leaves last stops the embedded server.
    """
    home = home_folder(os.environ)
    server = None
    try:
        if not os.environ.get("COULISSE_DATABASE_URL"):
            server = postgres.start(home / "postgres")
            os.environ["COULISSE_EMBEDDED_URL"] = server.url
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coulisse.house.settings")
        for folder in ("static", "documents"):
            (home / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
        django.setup()
        yield home
    except BadEnvironment as error:
        raise Refused("environment", str(error), "environment") from error
    except postgres.EmbeddedPostgresError as error:
        raise Refused(error.code, str(error), error.where or str(home)) from error
    except OperationalError as error:
        raise Refused("database", f"The database does not answer: {error}", str(home)) from error
    finally:
        close_connections()
        if server is not None:
            server.release()


def database_address() -> str:
    """The address of the database that this house uses."""
    return os.environ.get("COULISSE_DATABASE_URL") or os.environ["COULISSE_EMBEDDED_URL"]


def close_connections() -> None:
    """Close every connection and pool, so that a process made by fork opens its own."""
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        return
    for one in connections.all(initialized_only=True):
        one.close()
        close_pool = getattr(one, "close_pool", None)
        if close_pool is not None:
            close_pool()


def migrations_missing() -> list[str]:
    """The names of the migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def bring_to_this_version(*, talk: bool = True) -> list[str]:
    """Apply what is missing, with the parameters that come with this version; returns what was applied."""
    missing = migrations_missing()
    if missing:
        if talk:
            print(f"Preparing the database ({len(missing)} steps)", file=sys.stderr)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        from coulisse.foundation.parameters.actions import load  # its models need Django to be ready

        load(at=datetime.now(UTC))
    return missing
