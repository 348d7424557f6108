"""The production that a page of the desk is about; who may reach what belongs to a production or to a client."""

from typing import Final

from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.desks import DeskProductions
from coulisse.foundation.productions.models import Production

COMMUNITY: Final = DeskProductions(
    Desk.COMMUNITY,
    "community/no_production.html",
    likely=(Production.Type.MAGAZINE, Production.Type.FESTIVAL),
)

within_reach = COMMUNITY.within_reach
current_production = COMMUNITY.current
on_production = COMMUNITY.page


def access_owned(user: User, *, production: int | None, client: int | None, to: str = "read") -> None:
    """What belongs to a client, to a production, or to the whole house: 404 for who may not know of it."""
    if client is not None:
        require(user, to, desk=Desk.COMMUNITY, client=client)
    else:
        require(user, to, desk=Desk.COMMUNITY, production=production)


def may(user: User, to: str, *, production: int | None, client: int | None) -> bool:
    if client is not None:
        return user.may(to, desk=Desk.COMMUNITY, client=client)
    return user.may(to, desk=Desk.COMMUNITY, production=production)
