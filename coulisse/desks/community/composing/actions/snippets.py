"""Words that are written again and again: kept, changed, put away."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from coulisse.desks.community.composing.models import Snippet


def add(*, values: Mapping[str, Any]) -> Snippet:
    """`values` are name, language, text, and client or production."""
    return Snippet.objects.create(**values)


@transaction.atomic
def edit(*, snippet: Snippet, values: Mapping[str, Any], read_version: int) -> Snippet:
    """Raises `StaleWrite`."""
    return snippet.write(values, read_version=read_version)


@transaction.atomic
def remove(*, snippet: Snippet, at: datetime) -> None:
    """No longer offered; what was written with it stays."""
    row = Snippet.objects.select_for_update().get(pk=snippet.pk)
    if row.removed_at is None:
        row.removed_at = at
        row.version += 1
        row.save(update_fields=["removed_at", "version"])
