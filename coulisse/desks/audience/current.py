"""The production that a page of the desk is about: the one in the address, else the one being worked on."""

from typing import Final

from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.desks import DeskProductions
from coulisse.foundation.productions.models import Production

AUDIENCE: Final = DeskProductions(Desk.AUDIENCE, "audience/no_production.html", likely=(Production.Type.MAGAZINE,))

within_reach = AUDIENCE.within_reach
current_production = AUDIENCE.current
on_production = AUDIENCE.page


def access_audience(user: User, production: int, *, to: str = "read") -> None:
    """The public of a production: who may not read what it writes gets 404, who may not answer it 403."""
    require(user, to, desk=Desk.AUDIENCE, production=production)


def may(user: User, to: str, production: int) -> bool:
    return user.may(to, desk=Desk.AUDIENCE, production=production)
