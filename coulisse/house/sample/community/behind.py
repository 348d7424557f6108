"""What the fifteenth day of La Drache would allow to tell: its call sheet as the plan makes it, and two decisions.

The sheet is composed and taken back: the sample keeps no sheet of that day, only what it proposes.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.db import transaction

from coulisse.desks.community.animation.actions import behind
from coulisse.desks.community.animation.models import PlanLine
from coulisse.desks.floor.callsheets.actions.preparing import prepare
from coulisse.desks.floor.callsheets.queries.compose import compose
from coulisse.desks.floor.schedule.models import Board, Day
from coulisse.desks.office.rights.actions import consents
from coulisse.desks.office.rights.actions import people as people_shown
from coulisse.foundation.accounts.models import User
from coulisse.foundation.people.models import Contact
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.moments import Moments
from coulisse.links.call_sheet_proposes_posts import shoot_day_of
from coulisse.papers.call_sheet import CallSheet

FIFTEEN: Final = date(2027, 3, 17)
STARTS: Final = date(2026, 9, 1)
AGREED: Final = ("Coralie Wauters", "Philippe Noirhomme", "Katrien Maes", "Dirk Van Acker")


def look_behind(*, productions: Mapping[str, Production], people: Mapping[str, User], moments: Moments) -> None:
    production, ines = productions["drache"], people["ines"]
    days = Day.objects.filter(board__production=production, board__state=Board.State.APPROVED, date=FIFTEEN)
    day = days.select_related("board__production").first()
    if day is None:
        return
    for name in AGREED:
        _agrees(production, name, people["nadia"], moments)
    paper = _sheet(day, people["bastien"], moments)
    plan = behind.propose(production_id=production.pk, shoot=shoot_day_of(paper, 0), at=moments.ago(1, 18))
    scenes = list(plan.lines.filter(kind=PlanLine.Kind.SCENE).select_related("plan__production"))
    for line in scenes[:1]:
        behind.keep(line=line, by=ines, at=moments.ago(1, 18, 20))
    for line in scenes[1:2]:
        behind.drop(line=line, by=ines, at=moments.ago(1, 18, 21))
    for line in scenes[2:3]:
        behind.hide_set(
            production=production,
            name=line.facts["set"],
            until=date(2027, 4, 30),
            why="Les riverains l’ont demandé",
            by=ines,
            at=moments.ago(1, 18, 24),
        )


def _agrees(production: Production, name: str, by: User, moments: Moments) -> None:
    """A consent for promotion, for every picture of the film."""
    contact = Contact.objects.filter(name=name).first()
    if contact is None:
        return
    values = {"name": name, "is_minor": False, "contact": contact}
    who = people_shown.add_person(production=production, values=values, by=by, at=moments.ago(8, 11))
    given = {"starts_on": STARTS, "signed_by": name}
    consents.give(person=who, taking=True, purposes=("promo",), values=given, by=by, at=moments.ago(8, 11))


def _sheet(day: Day, by: User, moments: Moments) -> CallSheet:
    with transaction.atomic():
        paper = compose(prepare(day=day, by=by, at=moments.ago(1, 17)), at=moments.ago(1, 17)).now
        transaction.set_rollback(True)
    return paper
