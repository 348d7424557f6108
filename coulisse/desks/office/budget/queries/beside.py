"""What stands beside the figures: comments and papers of lines, dated values behind fringes and globals."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coulisse.desks.office.budget.models import BudgetComment
from coulisse.foundation.documents.models import Attachment
from coulisse.foundation.parameters.models import Value
from coulisse.foundation.parameters.queries import Valued, valued

LINE: Final = "office.budgetline"


def counts_beside(budget: int, lines: Iterable[int]) -> Counter[int]:
    """How many comments and documents each line has, in two queries."""
    keys = list(lines)
    found = Counter(BudgetComment.objects.filter(budget=budget).values_list("line_key", flat=True))
    papers = Attachment.objects.filter(subject=LINE, document__trashed_at__isnull=True)
    found.update(papers.filter(subject_id__in=keys).values_list("subject_id", flat=True))
    return found


@dataclass(frozen=True, slots=True)
class CommentView:
    pk: int
    text: str
    by: str
    at: datetime


def comments_of(budget: int, line: int) -> list[CommentView]:
    rows = BudgetComment.objects.filter(budget=budget, line_key=line).select_related("by")
    return [CommentView(row.pk, row.text, str(row.by) if row.by else "", row.at) for row in rows]


def values_behind(keys: Iterable[int]) -> dict[int, Valued]:
    """The dated values by their keys, in one query (none without keys)."""
    wanted = set(keys)
    if not wanted:
        return {}
    rows = Value.objects.filter(pk__in=wanted).select_related("parameter", "checked_by")
    return {row.pk: valued(row) for row in rows}


@dataclass(frozen=True, slots=True)
class Backing:
    """What a fringe or a global rests on, in one breath."""

    confidence: str
    to_confirm: bool
    source: str
    since: str
    """ISO day from which the youngest of the values is in force; empty when nobody knows."""


NOTHING_BEHIND: Final = Backing("", to_confirm=False, source="", since="")


def backing(keys: Iterable[int], values: Mapping[int, Valued]) -> Backing:
    """The weakest confidence of what is behind, every source once."""
    found = [values[pk] for pk in keys if pk in values]
    if not found:
        return NOTHING_BEHIND
    weakest = max(found, key=lambda one: "HML".index(one.confidence.value))
    days = [one.in_force.first for one in found if one.in_force.first is not None]
    return Backing(
        confidence=weakest.confidence.value,
        to_confirm=any(one.to_be_confirmed for one in found),
        source=" · ".join(dict.fromkeys(one.source for one in found)),
        since=max(days).isoformat() if days else "",
    )
