"""Several people at once on one row: each row counts its versions, and a stale write is refused, not lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.db import models


@dataclass(frozen=True, slots=True)
class Difference:
    """One field where the stored value and the refused one part."""

    field: str
    label: str
    stored: object
    refused: object


class StaleWrite(Exception):
    """Somebody saved this row since it was read. Carries both values; nothing was written."""

    def __init__(self, row: "Versioned", differences: list[Difference]) -> None:
        super().__init__(f"{row._meta.label} {row.pk} is at version {row.version}")
        self.row = row
        self.differences = differences


class Versioned(models.Model):
    """A row that counts its versions. Write it through `write`, which locks, compares and counts."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def write(self, values: Mapping[str, Any], *, read_version: int) -> Self:
        """Write `values` on a fresh, locked copy of the row if it is still at `read_version`.

        Call inside a transaction. Returns the written row; raises `StaleWrite` with both values otherwise.
        """
        fresh = type(self)._default_manager.select_for_update().get(pk=self.pk)
        if fresh.version != read_version:
            raise StaleWrite(fresh, differences_of(fresh, values))
        for name, value in values.items():
            setattr(fresh, name, value)
        fresh.version += 1
        fresh.save(update_fields=[*values, "version"])
        return fresh


def differences_of(row: models.Model, values: Mapping[str, Any]) -> list[Difference]:
    """Where `values` part from what the row holds."""
    found = []
    for name, refused in values.items():
        stored = getattr(row, name)
        if stored != refused:
            label = getattr(row._meta.get_field(name), "verbose_name", name)
            found.append(Difference(name, str(label), stored, refused))
    return found
