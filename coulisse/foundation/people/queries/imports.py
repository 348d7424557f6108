"""What an import would do, before it does it; and what it did."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from coulisse.foundation.people.actions.importing import recognise_everybody
from coulisse.foundation.people.cards import full_name
from coulisse.foundation.people.imports.rows import ReadRow
from coulisse.foundation.people.imports.staging import Draft
from coulisse.foundation.people.imports.twins import known_of
from coulisse.foundation.people.models import Import
from coulisse.foundation.people.phones import shown
from coulisse.foundation.people.words import Told, told

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

LOOKED_AT: Final = 2_000
SHOWN: Final = 10
TWINS_SHOWN: Final = 50
PROBLEMS_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as it will be read."""

    line: int
    name: str
    emails: str
    phones: str
    town: str
    employer: str
    refused: bool


@dataclass(frozen=True, slots=True)
class TwinView:
    """A row whose contact is in the book already."""

    line: int
    name: str
    twin_pk: int
    twin: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows as they will be read, and what was found in the rows looked at."""

    count: int
    looked_at: int
    rows: tuple[RowView, ...]
    usable: int
    refused: int
    twins: tuple[TwinView, ...]
    twin_count: int
    problems: tuple[Told, ...]
    problem_count: int


def preview(draft: Draft, mapping: Sequence[str]) -> Preview:
    """Read the first 2,000 rows without writing anything."""
    rows = list(islice(draft.rows(mapping), LOOKED_AT))
    recognition = recognise_everybody()
    twins = []
    for row in rows:
        twin = None if row.refused else recognition.twin_of(known_of(row.values))
        if twin is not None and twin.pk is not None:
            twins.append(TwinView(row.line, row.values["name"], twin.pk, twin.name))
    problems = [*draft.problems, *(problem for row in rows for problem in row.problems)]
    refused = sum(row.refused for row in rows)
    return Preview(
        count=draft.count,
        looked_at=len(rows),
        rows=tuple(_row(row) for row in rows[:SHOWN]),
        usable=len(rows) - refused,
        refused=refused,
        twins=tuple(twins[:TWINS_SHOWN]),
        twin_count=len(twins),
        problems=tuple(told(one) for one in problems[:PROBLEMS_SHOWN]),
        problem_count=len(problems),
    )


def list_imports(user: "User", *, most: int = 20) -> list[Import]:
    """One's own latest imports; everybody's for whoever manages the house."""
    rows = Import.objects.select_related("uploaded_by").exclude(state=Import.State.STAGED)
    if not user.may("manage"):
        rows = rows.filter(uploaded_by=user)
    return list(rows[:most])


def _row(row: ReadRow) -> RowView:
    values: dict[str, Any] = row.values
    addresses = values.get("addresses") or [{"town": ""}]
    return RowView(
        line=row.line,
        name="" if row.refused else full_name(values | {"name": values["name"]}),
        emails=", ".join(line["value"] for line in values.get("emails", ())),
        phones=", ".join(shown(line["value"]) for line in values.get("phones", ())),
        town=addresses[0]["town"],
        employer=", ".join(filter(None, (row.function, row.employer))),
        refused=row.refused,
    )
