"""What a picture was cut out of: whoever cleared the whole cleared the part, and nobody else."""

from collections.abc import Iterable

from coulisse.desks.community.publishing.models import Crop

GONE = 0
"""Nobody's document: an original that was deleted clears nothing."""


def made_from(documents: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Each crop among these documents with its original, and so on to what was never cut; a query a step."""
    pairs: dict[int, int] = {}
    wanted = set(documents)
    while wanted:
        found = dict(
            Crop.objects.filter(document__in=wanted).values_list("document", "original__document").order_by("pk")
        )
        pairs |= {crop: original or GONE for crop, original in found.items()}
        wanted = set(pairs.values()) - set(pairs) - {GONE}
        if not found:
            break
    return tuple(sorted(pairs.items()))


def with_crops(documents: Iterable[int]) -> set[int]:
    """These documents and everything that was cut out of them."""
    known = set(documents)
    fresh = set(known)
    while fresh:
        fresh = set(Crop.objects.filter(original__document__in=fresh).values_list("document", flat=True)) - known
        known |= fresh
    return known
