"""The roles of the house, as data: which desks each may read, change or manage.

A role is held on a scope: the whole house, one production or one client. The common rooms (people, places,
documents, tasks …) follow the `common` level; a desk's rooms follow that desk's level.
"""

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Level(IntEnum):
    """What a role may do; each level holds the ones below."""

    NONE = 0
    READ = 1
    CHANGE = 2
    MANAGE = 3


LEVELS: Final = {"read": Level.READ, "change": Level.CHANGE, "manage": Level.MANAGE}


class Desk(StrEnum):
    """The four jobs."""

    OFFICE = "office"
    FLOOR = "floor"
    AUDIENCE = "audience"
    COMMUNITY = "community"


DESK_LABELS: Final[dict[Desk, Promise]] = {
    Desk.OFFICE: pgettext_lazy("desk", "Administration"),
    Desk.FLOOR: pgettext_lazy("desk", "Set"),
    Desk.AUDIENCE: pgettext_lazy("desk", "Audience"),
    Desk.COMMUNITY: pgettext_lazy("desk", "Community"),
}
OWNER: Final = "owner"


@dataclass(frozen=True, slots=True)
class Role:
    """One line of the table of roles."""

    code: str
    label: Promise
    common: Level
    desks: dict[Desk, Level] = field(default_factory=dict)
    private: bool = False
    """May read what is stricter than its production: pay, health, diets, minors."""

    def level(self, desk: Desk | None) -> Level:
        return self.common if desk is None else self.desks.get(desk, Level.NONE)


def _every(level: Level) -> dict[Desk, Level]:
    return dict.fromkeys(Desk, level)


ROLES: Final[dict[str, Role]] = {
    role.code: role
    for role in (
        Role(OWNER, _("Owner of the house"), Level.MANAGE, _every(Level.MANAGE), private=True),
        Role(
            "production_manager",
            _("Production manager"),
            Level.CHANGE,
            {
                Desk.OFFICE: Level.CHANGE,
                Desk.FLOOR: Level.MANAGE,
                Desk.AUDIENCE: Level.READ,
                Desk.COMMUNITY: Level.READ,
            },
            private=True,
        ),
        Role(
            "production_administrator",
            _("Production administrator"),
            Level.CHANGE,
            {Desk.OFFICE: Level.MANAGE, Desk.FLOOR: Level.READ},
            private=True,
        ),
        Role(
            "production_assistant",
            _("Production assistant"),
            Level.CHANGE,
            {Desk.FLOOR: Level.CHANGE},
            private=True,
        ),
        Role("audience_officer", _("Audience relations officer"), Level.CHANGE, {Desk.AUDIENCE: Level.MANAGE}),
        Role("community_manager", _("Community manager"), Level.CHANGE, {Desk.COMMUNITY: Level.MANAGE}),
        Role("writer", _("Writer"), Level.READ, {Desk.COMMUNITY: Level.CHANGE, Desk.AUDIENCE: Level.READ}),
        Role("reader", _("Reader"), Level.READ, _every(Level.READ)),
    )
}


def role_choices() -> list[tuple[str, Promise]]:
    return [(role.code, role.label) for role in ROLES.values()]


def desk_choices() -> list[tuple[str, Promise]]:
    return [(desk.value, label) for desk, label in DESK_LABELS.items()]


def role_label(code: str) -> str:
    """A role in words; the code itself where this release does not know it."""
    return str(ROLES[code].label) if code in ROLES else code
