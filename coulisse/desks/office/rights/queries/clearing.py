"""What the other desks ask of the register: may these works be used so, and what is made of them.

The number of queries does not grow with the number of works, nor with the length of their chains.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from coulisse.desks.office.rights.chains import works_made_from, works_made_of
from coulisse.desks.office.rights.models import Consent, Portrayed, Work
from coulisse.desks.office.rights.reading import person_of, work_of
from coulisse.engines.clearance import Cleared, Obstacle, Register, Use, clearance

Result = Cleared | tuple[Obstacle, ...]


@dataclass(frozen=True, slots=True)
class Using:
    """A work that is made from another one, or in which it is heard: `kind` is crop, excerpt, adaptation or heard;
    further away along the chain, `derived`."""

    work: int
    title: str
    kind: str


def register_of(works: Iterable[int]) -> Register:
    """All that these works are made of, as the engine reads it. A number that isn't a work is left out."""
    rows = list(Work.objects.filter(pk__in=works_made_of(works)).prefetch_related(*_PARTS))
    shown = {one.person_id for row in rows for one in row.depictions.all() if one.person_id is not None}
    return Register({row.pk: work_of(row) for row in rows}, {row.pk: person_of(row) for row in _people(shown)})


def clearance_of(works: Iterable[int], use: Use) -> dict[int, Result]:
    """For each work: cleared, with the last day and the rights that it stands on; or every obstacle.

    Raises `engines.clearance.UnknownWork` for a number that is no work: no answer means no.
    """
    wanted = list(dict.fromkeys(works))
    register = register_of(wanted)
    return {pk: clearance(pk, use, register) for pk in wanted}


def clearances(works: Iterable[int], uses: Iterable[Use]) -> Mapping[tuple[int, Use], Result]:
    """The same for several uses, read once."""
    wanted = list(dict.fromkeys(works))
    register = register_of(wanted)
    return {(pk, use): clearance(pk, use, register) for use in uses for pk in wanted}


def what_uses(work: int) -> dict[str, tuple[Using, ...]]:
    """What a work is used in, by kind: its crops, excerpts and adaptations, and the films in which it is heard.

    What is made of those in turn stands under `derived`: a post that shows any of them shows the work.
    """
    row = Work.objects.prefetch_related("derived__work", "heard_in__film").get(pk=work)
    near: dict[int, Using] = {}
    for link in row.derived.all():
        near[link.work_id] = Using(link.work_id, link.work.title, link.kind)
    for cue in row.heard_in.all():
        near.setdefault(cue.film_id, Using(cue.film_id, cue.film.title, "heard"))
    far = Work.objects.filter(pk__in=works_made_from([work]) - set(near) - {work})
    found = [*near.values(), *(Using(one.pk, one.title, "derived") for one in far)]
    kinds = dict.fromkeys(one.kind for one in found)
    return {kind: tuple(one for one in found if one.kind == kind) for kind in kinds}


_PARTS = (
    "licences",
    "depictions",
    "concealments",
    "sources",
    "cues",
)


def _people(shown: Iterable[int]) -> QuerySet[Portrayed]:
    consents = Prefetch("consents", Consent.objects.order_by("pk"))
    return Portrayed.objects.filter(pk__in=shown).prefetch_related(consents)
