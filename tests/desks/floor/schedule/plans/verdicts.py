"""Who reads the tables of the plan, and who may ask for an order: the floor of the production."""

from typing import Any
from uuid import UUID

from coulisse.desks.floor.schedule.actions import proposals
from coulisse.desks.floor.schedule.models import Board, Proposal
from coulisse.desks.floor.schedule.queries.proposing import Found, Wishes
from tests.cast import AT, Cast
from tests.walk import Verdict

READERS = frozenset({"owner", "own", "own_floor"})
CHANGERS = frozenset({"owner", "own_floor"})


def board(cast: Cast) -> Board:
    return Board.objects.create(production=cast.drache, number=8, made_by=cast.solange, made_at=AT)


def of_board(cast: Cast) -> dict[str, Any]:
    return {"pk": board(cast).pk}


def paper(cast: Cast) -> dict[str, Any]:
    return {"pk": board(cast).pk, "way": "strips.csv"}


def proposal(cast: Cast) -> Proposal:
    asked = proposals.ask(
        board=board(cast), wishes=Wishes(), key=UUID(int=1), title="Ordre v8", by=cast.bastien, at=AT
    )
    found = Found(days=(), cents=0, bound_cents=0, minimised=())
    return proposals.keep(proposal=asked, found=found, stopped=False, at=AT)


def of_proposal(cast: Cast) -> dict[str, Any]:
    return {"pk": proposal(cast).pk}


def chosen(cast: Cast) -> dict[str, Any]:
    return {"board": board(cast).pk}


VERDICTS = {
    "floor:schedule:cross": Verdict(READERS, data=chosen),
    "floor:schedule:dood": Verdict(READERS, data=chosen),
    "floor:schedule:one_liner": Verdict(READERS, data=chosen),
    "floor:schedule:sets": Verdict(READERS, data=chosen),
    "floor:schedule:paper": Verdict(READERS, args=paper),
    "floor:schedule:compare": Verdict(READERS, data=chosen),
    "floor:schedule:proposals": Verdict(READERS, data=chosen),
    "floor:schedule:propose": Verdict(CHANGERS, args=of_board),
    "floor:schedule:proposal": Verdict(READERS, args=of_proposal),
    "floor:schedule:stop_search": Verdict(CHANGERS, args=of_proposal, method="post"),
    "floor:schedule:make": Verdict(CHANGERS, args=of_proposal, method="post"),
}
