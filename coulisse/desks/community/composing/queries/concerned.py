"""Which publications a refused file is in: those to come, and those that stand on a network already."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import QuerySet

from coulisse.desks.community.publishing.access import publications_within_reach
from coulisse.desks.community.publishing.crops import made_from, with_crops
from coulisse.desks.community.publishing.models import Publication
from coulisse.desks.community.questions import WhatShows, WhereFilesStand
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.links import Reason, ask

STATE: Final = Publication.State
TO_COME: Final = (STATE.DRAFT, STATE.PAUSED, STATE.FAILED, STATE.ARMED, STATE.BY_HAND)
"""Not out, and nothing that the engine is at."""
LABEL: Final = "documents.document:"


def files_of(reasons: Iterable[Reason], *, network: str, on: date) -> set[int]:
    """The documents in which these very obstacles lie, for that network and day: what shows the works or is made
    of them, with all crops. A copy in which somebody is blurred has other obstacles, or none.
    """
    found = list(reasons)
    named = {int(one.params["document"]) for one in found if one.params.get("document")}
    named |= {original for _crop, original in made_from(named) if original}
    works = tuple(sorted({int(one.params["work"]) for one in found if one.params.get("work")}))
    asked = tuple(sorted(with_crops(named | files_showing(works))))
    wanted = {_obstacle(one) for one in found if one.params.get("work")}
    stand = ask(WhereFilesStand(network, on, asked, made_from(asked))).reasons
    held = {int(one.params["document"]) for one in stand if _obstacle(one) in wanted}
    return held | with_crops(int(one.params["document"]) for one in found if _is_of_a_file(one))


def _obstacle(reason: Reason) -> tuple[str, int, int]:
    """Whatever file it lies in."""
    return reason.code, int(reason.params.get("work") or 0), int(reason.params.get("person") or 0)


def _is_of_a_file(reason: Reason) -> bool:
    """Of the file itself: no work of the register holds it."""
    return bool(reason.params.get("document")) and not reason.params.get("work")


def files_showing(works: tuple[int, ...]) -> set[int]:
    if not works:
        return set()
    return {int(one.removeprefix(LABEL)) for one in ask(WhatShows(works)).sources if one.startswith(LABEL)}


def using(documents: Iterable[int], states: Iterable[str]) -> QuerySet[Publication]:
    """Publications with one of these files, whoever reads: a page asks `publications_within_reach` too."""
    rows = Publication.objects.filter(
        state__in=list(states), files__content__document__in=list(documents)
    ).select_related("account", "production", "idea")
    return rows.distinct().order_by("due_at", "pk")


def concerned(
    user: User, reasons: Iterable[Reason], *, network: str, on: date, to: str = "read"
) -> QuerySet[Publication]:
    """What is still to come with these files, as far as this reader reaches."""
    documents = files_of(reasons, network=network, on=on)
    return using(documents, TO_COME).filter(pk__in=publications_within_reach(user, to).values("pk"))
