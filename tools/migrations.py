"""Fail when a model and its migrations part. Needs no database."""

import os
import sys
import tempfile

import django
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(COULISSE_HOME=home, DJANGO_SETTINGS_MODULE="coulisse.house.settings", COULISSE_POOL="0")
        django.setup()
        translation.deactivate_all()
        loader = MigrationLoader(None)
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = detector.changes(graph=loader.graph)
    for label, migrations in changes.items():
        for migration in migrations:
            for operation in migration.operations:
                print(f"{label}: {operation.describe()}", file=sys.stderr)
    conflicts = loader.detect_conflicts()
    print("Models and migrations agree." if not changes and not conflicts else "Run makemigrations.")
    return 1 if changes or conflicts else 0


if __name__ == "__main__":
    sys.exit(main())
