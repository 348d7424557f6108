"""Migrations that make many tables at a time.

After each operation of a migration Django renders anew every model that hangs together with what it changed, and
in this house nearly all do: three hundred tables are three hundred times the whole house. Here a run of operations
that only add is told to the state first, the house is rendered once, and then the tables are made. What reaches
the database is the same, statement by statement.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

ADDING: Final = (migrations.CreateModel, migrations.AddField, migrations.AddIndex, migrations.AddConstraint)


class Together(migrations.Migration):
    """Applied run by run. Undone, or only written as SQL, it is a migration as any other."""

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        if collect_sql or not schema_editor.atomic_migration:
            return super().apply(project_state, schema_editor, collect_sql)
        for run in runs(self.operations):
            before = project_state.clone()
            if len(run) > 1:
                project_state.__dict__.pop("apps", None)  # rendered again when the first of the run asks for it
            for operation in run:
                operation.state_forwards(self.app_label, project_state)
            for operation in run:
                operation.database_forwards(self.app_label, schema_editor, before, project_state)
        return project_state


def runs(operations: Sequence[Operation]) -> Iterator[list[Operation]]:
    """Neighbours of one kind that only add; any other operation alone."""
    for kind, neighbours in groupby(operations, key=type):
        if kind in ADDING:
            yield list(neighbours)
        else:
            yield from ([one] for one in neighbours)
