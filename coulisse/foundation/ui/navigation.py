"""The shape of the rail and of the slices. The lists themselves are the house's: `COULISSE_NAVIGATION`.

A navigation module holds `TABS` (the rail), `SLICES` (by desk; the house's own under `house`), `ACTS` (what may be
done from every page of a desk; it may be left out), `PERSON_MENU` (what hangs under the initials) and `SEARCH`
(the page that answers the palette).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Final, Protocol, cast

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

HOUSE: Final = "house"
Label = str | Promise


@dataclass(frozen=True, slots=True)
class Tab:
    """One binder tab of the rail: the morning or a desk. `key` is the letter after G."""

    desk: str
    label: Label
    icon: str
    url_name: str
    key: str

    @property
    def address(self) -> str:
        return address_of(self.url_name)


@dataclass(frozen=True, slots=True)
class Slice:
    """One room within a desk. `count` names the figure that a shell hook gives under `counts`.

    Among a desk's acts it is what may be done from each of its pages, `key` being the letter that does it.
    """

    label: Label
    url_name: str
    icon: str = ""
    count: str = ""
    key: str = ""

    @property
    def address(self) -> str:
        return address_of(self.url_name)

    @property
    def room(self) -> str:
        """The namespace that this slice stands for; empty for a page outside any."""
        return self.url_name.rpartition(":")[0]


class Navigation(Protocol):
    """What a navigation module declares."""

    TABS: tuple[Tab, ...]
    SLICES: Mapping[str, tuple[Slice, ...]]
    PERSON_MENU: tuple[Slice, ...]
    SEARCH: str


@cache
def navigation() -> Navigation:
    return cast("Navigation", import_module(settings.COULISSE_NAVIGATION))


def acts_of(desk: str) -> tuple[Slice, ...]:
    """What may be done from every page of a desk."""
    acts: Mapping[str, tuple[Slice, ...]] = getattr(navigation(), "ACTS", {})
    return acts.get(desk, ())


@cache
def address_of(url_name: str) -> str:
    """The address of a named page, empty where this house has no such page. It is the same for every request."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
