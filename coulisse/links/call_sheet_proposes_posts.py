"""A validated call sheet proposes posts from behind the scenes; a later version updates them.

What goes over is what may be told of a set: numbers of scenes, INT or EXT, the name of the set, who plays, the
first of each department. No address, no summary, no hour but the wrap, before which nothing is told. A set whose
name says where the place is counts as hidden. A cancelled day stops, until it is put back.
"""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from coulisse.desks.community.animation.actions.behind import (
    Called,
    ShootDay,
    ShotScene,
    day_is_back,
    day_is_off,
    propose,
    tells_the_place,
)
from coulisse.desks.floor.callsheets.queries.validated import validated_paper
from coulisse.desks.floor.facts.callsheets import SheetValidated
from coulisse.desks.floor.facts.schedule import DayCancelled, DayReinstated
from coulisse.foundation.journal.links import Happened, reaction
from coulisse.kernel.times import Never, Twice, in_brussels
from coulisse.papers.call_sheet import CallSheet, current


@reaction(to=SheetValidated)
def propose_posts(happened: Happened[SheetValidated]) -> None:
    if happened.production is not None:
        shoot = shoot_day_of(validated_paper(happened.fact.revision_id), happened.fact.revision)
        propose(production_id=happened.production, shoot=shoot, at=happened.now)


@reaction(to=DayCancelled)
def stop_the_posts(happened: Happened[DayCancelled]) -> None:
    fact = happened.fact
    if happened.production is not None and fact.is_approved:
        day_is_off(production_id=happened.production, day=fact.day, unit=fact.unit, at=happened.now)


@reaction(to=DayReinstated)
def take_the_posts_up_again(happened: Happened[DayReinstated]) -> None:
    if happened.production is not None:
        day_is_back(production_id=happened.production, day=happened.fact.day, unit=happened.fact.unit)


def shoot_day_of(paper: CallSheet, revision: int) -> ShootDay:
    """What of a call sheet may be told."""
    return ShootDay(
        unit=paper.unit,
        date=paper.date,
        day=paper.day,
        of=paper.of,
        sheet=paper.number,
        revision=revision,
        wraps_at=_wrap(paper),
        scenes=tuple(_scenes(paper)),
        crafts=tuple(_crafts(paper)),
    )


def _wrap(paper: CallSheet) -> datetime | None:
    """An hour that is earlier than the call belongs to the next morning."""
    wrap, call = current(paper.hours.wrap), current(paper.hours.call)
    if wrap is None:
        return None
    is_next = wrap < (call or time.min)
    day = paper.date + timedelta(days=1) if is_next else paper.date
    return in_brussels(day, wrap, twice=Twice.LATER, never=Never.SHIFT)


def _scenes(paper: CallSheet) -> Iterator[ShotScene]:
    cast = {role.number: role for role in paper.cast}
    places = [current(place.address) for place in paper.places]
    for scene in paper.scenes:
        roles = [cast[number] for number in current(scene.roles) or () if number in cast]
        name = current(scene.set)
        yield ShotScene(
            number=scene.number,
            inside=scene.inside,
            effect=scene.effect,
            set=name,
            people=tuple(Called(role.person, role.actor, role.name) for role in roles if role.person is not None),
            tells_place=tells_the_place(name, places),
        )


def _crafts(paper: CallSheet) -> Iterator[Called]:
    """The first of each department who is called that day."""
    for department in paper.crew:
        there = [one for one in department.members if current(one.call) is not None and one.person is not None]
        for one in there[:1]:
            yield Called(one.person or 0, one.name, one.job)
