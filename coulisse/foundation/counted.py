"""Rows with counts, in their order."""

from typing import Any

from django.db.models import QuerySet


def counted(rows: QuerySet[Any], **counts: Any) -> QuerySet[Any]:
    """`rows.annotate(**counts)` in the order the rows had.

    Django forgets the order of a model's table once it groups the rows.
    """
    order = rows.query.order_by or rows.model._meta.ordering or ()
    with_counts: QuerySet[Any] = rows.annotate(**counts)
    return with_counts.order_by(*order)
