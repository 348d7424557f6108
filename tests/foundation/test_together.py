"""Migrations applied run by run say to the database what Django says operation by operation."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection, migrations, models
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from coulisse.foundation.together import Together, runs

HOUSE = migrations.CreateModel("House", [("id", models.BigAutoField(primary_key=True))])
DOOR = migrations.CreateModel(
    "Door",
    [
        ("id", models.BigAutoField(primary_key=True)),
        ("house", models.ForeignKey("tried.house", models.CASCADE, related_name="doors")),
        ("number", models.IntegerField()),
    ],
    options={"constraints": [models.UniqueConstraint(fields=["house", "number"], name="door_once")]},
)
FRONT = migrations.AddField(
    "House", "front", models.ForeignKey("tried.door", models.CASCADE, null=True, related_name="+")
)
NAMED = migrations.AddField("House", "name", models.TextField(default=""))
CALLED = migrations.RenameField("House", "name", "called")
FOUND = migrations.AddIndex("Door", models.Index(fields=["number"], name="door_by_number"))
OPERATIONS = (HOUSE, DOOR, FRONT, NAMED, CALLED, FOUND)


class _Undone(Exception):
    pass


def said(kind: type[migrations.Migration], operations: Sequence[Operation]) -> list[str]:
    """The statements that a migration of that kind sends; nothing of it stays."""
    heard: list[str] = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "SAVEPOINT" not in sql:
            heard.append(str(sql))
        return execute(sql, params, many, context)

    tried = type("Tried", (kind,), {"operations": operations})
    migration: migrations.Migration = tried("0001_tried", "tried")
    with pytest.raises(_Undone), connection.execute_wrapper(hear), connection.schema_editor() as editor:
        migration.apply(ProjectState(), editor)
        for statement in editor.deferred_sql:
            editor.execute(statement, None)
        editor.deferred_sql.clear()
        raise _Undone
    return heard


@pytest.mark.django_db
def test_the_same_statements_reach_the_database() -> None:
    plain = said(migrations.Migration, OPERATIONS)
    assert said(Together, OPERATIONS) == plain
    assert sum(statement.startswith("CREATE TABLE") for statement in plain) == 2
    assert any("door_by_number" in statement for statement in plain)


def test_a_run_is_neighbours_of_one_kind_that_only_add() -> None:
    assert list(runs(OPERATIONS)) == [[HOUSE, DOOR], [FRONT, NAMED], [CALLED], [FOUND]]
    assert list(runs([CALLED, CALLED])) == [[CALLED], [CALLED]]
