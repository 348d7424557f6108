"""Codes of the paper and of the engines put into words: what is missing, which rule is broken."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coulisse.desks.floor.callsheets.queries.brakes import Brake
from coulisse.papers.call_sheet import Missing

MISSING: Final[dict[str, tuple[Promise, str]]] = {
    "film": (_("the title of the film and the number of the day"), "block-hours"),
    "call": (_("the crew’s call"), "block-hours"),
    "pat": (_("the hour of being ready to shoot (PAT)"), "block-hours"),
    "meal": (_("the meal"), "block-hours"),
    "wrap": (_("the planned wrap"), "block-hours"),
    "contact": (_("somebody of the production to call, with a telephone"), "block-contacts"),
    "places": (_("a place"), "block-places"),
    "place-address": (_("the address of a place"), "block-places"),
    "hospital": (_("the nearest hospital"), "block-hospital"),
    "emergency": (_("the emergency number"), "block-hospital"),
    "scenes": (_("a scene"), "block-scenes"),
    "scene-roles": (_("the roles of a scene"), "block-scenes"),
    "scene-length": (_("the length of a scene, in eighths"), "block-scenes"),
    "scene-place": (_("the place of a scene"), "block-scenes"),
    "role-unknown": (_("a role of the scene among the cast of the day"), "people"),
    "role-pat": (_("the hour at which a role is ready"), "people"),
    "role-pick-up": (_("how an actor comes"), "people"),
    "extras-call": (_("the call of a group of extras"), "block-extras"),
    "crew": (_("the crew"), "people"),
    "crew-call": (_("the hour of a technician"), "people"),
    "catering": (_("the number of meals ordered"), "block-catering"),
    "catering-count": (_("as many meals ordered as there are people called and guests"), "block-catering"),
    "revision-changes": (_("a change since the last version"), "block-hours"),
}
"""The words of each code, and the part of the page where it is mended."""

BROKEN: Final[dict[str, Promise]] = {
    "daily-rest": _("Rest between two days too short"),
    "weekly-rest": _("No weekly rest in seven days"),
    "daily-most": _("Day too long"),
    "weekly-most": _("Week too long"),
    "weekly-average": _("Average week too long"),
    "minor-day": _("Under 18: day too long"),
    "minor-week": _("Under 18: week too long"),
    "minor-window": _("Under 18: outside the permitted hours"),
    "minor-break": _("Under 18: no break in time"),
    "minor-rest": _("Under 18: rest too short"),
    "minor-derogation": _("Under 18: individual derogation missing"),
}


@dataclass(frozen=True, slots=True)
class Lacking:
    """One line of the checklist."""

    words: str
    where: str
    anchor: str


def lacking(one: Missing) -> Lacking:
    words, anchor = MISSING.get(one.code, (one.code, "people"))
    return Lacking(str(words), one.where, anchor)


def broken(light: Brake) -> str:
    """What is wrong with somebody, in a few words."""
    return light.what or str(BROKEN.get(light.code, light.code))
