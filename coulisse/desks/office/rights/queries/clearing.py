"""What the other desks ask of the register: may these works be used so, and what is made of them.

The number of queries does not grow with the number of works, nor with the length of their chains.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from coulisse.desks.office.rights.chains import works_made_from, works_made_of
from coulisse.desks.office.rights.models import Consent, Licence, Portrayed, Work
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


@dataclass(frozen=True, slots=True)
class Named:
    """Whose name an obstacle bears (the person shown, or the licensor) and where it lies; empty without one.

    Whoever shows it asks whether the reader may see it: `production` is the work's.
    """

    title: str
    production: int | None
    who: str
    is_minor: bool


@dataclass(frozen=True, slots=True)
class SeenIn:
    """Somebody who is seen in a work, or in what it is made of."""

    work: int
    person: int
    who: str
    production: int
    is_minor: bool


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


def works_made_with(works: Iterable[int]) -> set[int]:
    """These works, what is made from them, and the films in which they are heard, all the way up."""
    return works_made_from(works)


def named(obstacles: Iterable[Obstacle]) -> tuple[Named, ...]:
    """The names behind obstacles, in their order; three queries however many they are."""
    found = tuple(obstacles)
    shown = {one.person for one in found if one.person is not None}
    works = {row.pk: row for row in Work.objects.filter(pk__in={one.work for one in found})}
    people = {row.pk: row for row in Portrayed.objects.filter(pk__in=shown)}
    rights = {one.right for one in found if one.licence_kind is not None and one.right is not None}
    licensors = dict(Licence.objects.filter(pk__in=rights).values_list("pk", "licensor")) if rights else {}
    return tuple(_named(one, works.get(one.work), people.get(one.person or 0), licensors) for one in found)


def _named(one: Obstacle, work: Work | None, person: Portrayed | None, licensors: Mapping[int, str]) -> Named:
    return Named(
        title=work.title if work else "",
        production=work.production_id if work else None,
        who=person.name if person else licensors.get(one.right or 0, "") if one.licence_kind else "",
        is_minor=person is not None and person.is_minor,
    )


def seen_in(works: Iterable[int]) -> tuple[SeenIn, ...]:
    """Who is seen in these works or in what they are made of, whoever is hidden there left out."""
    register = register_of(works)
    people = {row.pk: row for row in Portrayed.objects.filter(pk__in=register.people)}
    found: dict[tuple[int, int], SeenIn] = {}
    for asked in dict.fromkeys(works):
        for person in _seen(asked, register, frozenset(), frozenset()):
            row = people[person]
            told = SeenIn(asked, person, row.name, row.production_id, row.is_minor)
            found.setdefault((asked, person), told)
    return tuple(found.values())


def _seen(work: int, register: Register, hidden: frozenset[int], way: frozenset[int]) -> Iterable[int]:
    """Down the sources whose people are still there, as the engine walks."""
    row = register.works.get(work)
    if row is None or work in way:
        return
    hidden |= row.hidden
    for shown in row.shown:
        if shown.person is not None and shown.id not in hidden:
            yield shown.person
    for source in row.sources:
        if source.has_people:
            yield from _seen(source.work, register, hidden, way | {work})


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
