"""The production that a page of the floor is about: the one in the address, else the one being worked on."""

from typing import Final

from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.productions.desks import DeskProductions
from coulisse.foundation.productions.models import Production

SHOT: Final = (Production.Type.FEATURE, Production.Type.SHORT, Production.Type.SERIES)
FLOOR: Final = DeskProductions(Desk.FLOOR, "floor/no_production.html", likely=SHOT)

within_reach = FLOOR.within_reach
current_production = FLOOR.current
on_production = FLOOR.page
