"""The production that a page of the office is about: the one in the address, else the one being worked on."""

from typing import Final

from coulisse.foundation.accounts.access import require
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.desks import DeskProductions
from coulisse.foundation.productions.models import Production

OFFICE: Final = DeskProductions(Desk.OFFICE, "office/no_production.html", likely=(Production.Type.FEATURE,))

within_reach = OFFICE.within_reach
current_production = OFFICE.current
on_production = OFFICE.page


def access_office(user: User, production: int, *, to: str = "read") -> None:
    """The books of a production: who may not read them gets 404, who may not change them 403."""
    require(user, to, desk=Desk.OFFICE, production=production)


def may(user: User, to: str, production: int) -> bool:
    return user.may(to, desk=Desk.OFFICE, production=production)
