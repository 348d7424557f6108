"""Emptying a house: every table that this release fills, none of the framework's own."""

from collections.abc import Iterator
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

FOREIGN: Final = ("account", "mfa", "sessions", "socialaccount", "usersessions")
QUEUE: Final = ("procrastinate_events", "procrastinate_jobs", "procrastinate_periodic_defers")
PATIENCE: Final = "20s"


def empty_tables() -> None:
    """All rows gone, numbers from one again. Call inside a transaction; waits a while for whoever is at work."""
    tables = sql.SQL(", ").join(map(sql.Identifier, sorted({*_tables(), *QUEUE})))
    with connection.cursor() as cursor:
        # A table with a check of its own still to be made cannot be emptied.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(PATIENCE)))
        cursor.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(tables))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _tables() -> Iterator[str]:
    ours = {config.label for config in apps.get_app_configs() if config.name in _rooms()}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in {*ours, *FOREIGN} and model._meta.managed:
            yield model._meta.db_table


def _rooms() -> set[str]:
    return {*settings.FOUNDATION, *settings.DESKS}
