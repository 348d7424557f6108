"""What a writer may not do at a moment, and how it came to that."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from coulisse.desks.audience.care.models import Restriction
from coulisse.desks.audience.relations.models import Writer
from coulisse.kernel.times import to_brussels


@dataclass(frozen=True, slots=True)
class Restricted:
    """A restriction in force."""

    pk: int
    writer_id: int
    scope: str
    label: str
    reason: str
    ends_on: date
    approved_by: str


def restrictions_of(writer_id: int, at: datetime) -> list[Restricted]:
    """Every restriction in force on this writer, or on a card that is one with it. It ends by itself."""
    one = Q(pk=writer_id) | Q(merged_into=writer_id) | Q(merged_here=writer_id)
    cards = Writer.objects.filter(one).values("pk")
    found = Restriction.objects.filter(
        writer__in=cards, state=Restriction.State.IN_FORCE, ends_on__gte=to_brussels(at).date()
    )
    return [
        Restricted(
            pk=row.pk,
            writer_id=row.writer_id,
            scope=row.scope,
            label=row.get_scope_display(),
            reason=row.reason,
            ends_on=row.ends_on,
            approved_by=str(row.decided_by or ""),
        )
        for row in found.select_related("decided_by").order_by("ends_on", "pk")
    ]


def restricted_among(writers: Iterable[int], at: datetime) -> dict[int, frozenset[str]]:
    """Of many writers, those with a restriction in force, with what is restricted. Two queries.

    Cards that are one share what restricts one of them, whichever of them is asked about.
    """
    asked = set(writers)
    near = Q(pk__in=asked) | Q(merged_into__in=asked) | Q(merged_here__in=asked)
    into = dict(Writer.objects.filter(near).values_list("pk", "merged_into"))
    heads = {pk: head or pk for pk, head in into.items()}
    rows = Restriction.objects.filter(
        writer__in=heads, state=Restriction.State.IN_FORCE, ends_on__gte=to_brussels(at).date()
    )
    by_head: dict[int, frozenset[str]] = {}
    for writer, scope in rows.values_list("writer", "scope"):
        by_head[heads[writer]] = by_head.get(heads[writer], frozenset()) | {scope}
    return {pk: by_head[head] for pk in asked if (head := heads.get(pk, pk)) in by_head}


def forms_closed_to(writers: Collection[int], at: datetime) -> bool:
    """Whether one of these may not use the forms of the public."""
    return any(Restriction.Scope.NO_FORM in scopes for scopes in restricted_among(writers, at).values())


def restriction_of(writer_id: int, at: datetime) -> Restricted | None:
    """The strictest restriction in force, or None. One query."""
    order = {Restriction.Scope.NO_FORM: 0, Restriction.Scope.NO_BULK: 1, Restriction.Scope.REVIEW: 2}
    found = restrictions_of(writer_id, at)
    return min(found, key=lambda one: order[Restriction.Scope(one.scope)], default=None)
