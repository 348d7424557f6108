"""The frame of every page: rail, slices, bar, and the reader's own settings.

What a room adds to the frame comes through hooks, so that this room imports no other: each callable of
`COULISSE_SHELL` takes the request and returns any of

    productions   a `ProductionSwitch`
    counts        {name of a slice's count: number}
    notices       a `Notices`

Hooks run only when a whole page is drawn, once a request, and never for a visitor who has not signed in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language

from coulisse.foundation.ui.doors import Door, passes
from coulisse.foundation.ui.navigation import HOUSE, Label, Slice, Tab, acts_of, navigation

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "coulisse_theme"
Hook = Callable[[HttpRequest], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class ProductionChoice:
    """One production in the switch. `detail` is « Long métrage · 32 jours »."""

    label: str
    address: str
    detail: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class ProductionSwitch:
    """The productions that the reader may open, the current one first named in the bar."""

    choices: tuple[ProductionChoice, ...]
    every: str = ""
    """The address of the whole list."""

    @property
    def current(self) -> ProductionChoice | None:
        return next((choice for choice in self.choices if choice.is_current), None)


@dataclass(frozen=True, slots=True)
class Notices:
    """What waits for the reader: how many, and where they are read."""

    count: int
    address: str


@dataclass(frozen=True, slots=True)
class RailTab:
    """A tab as it is drawn on this page."""

    desk: str
    label: Label
    icon: str
    key: str
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class OpenSlice:
    """A slice as it is drawn on this page."""

    label: Label
    icon: str
    address: str
    count: int | None
    is_current: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    code: str
    name: str
    is_current: bool


def shell(request: HttpRequest) -> dict[str, object]:
    """Context processor: everything under one name, computed only where a template asks."""
    return {"shell": Shell(request)}


class Shell:
    """The frame around one page for one reader."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def desk(self) -> str:
        """Which desk this page belongs to: its view's `desk`, else its first namespace, else the house."""
        match = self.request.resolver_match
        if match is None:
            return HOUSE
        named = match.kwargs.get("desk") or getattr(match.func, "desk", None) or match.namespace.partition(":")[0]
        return str(named) if named in {tab.desk for tab in navigation().TABS} else HOUSE

    @cached_property
    def tabs(self) -> tuple[RailTab, ...]:
        return tuple(self._drawn_tab(tab) for tab in navigation().TABS)

    @cached_property
    def slices(self) -> tuple[OpenSlice, ...]:
        return self._drawn(navigation().SLICES.get(self.desk, ()))

    @cached_property
    def acts(self) -> tuple[OpenSlice, ...]:
        """What may be done from every page of this desk."""
        return self._drawn(acts_of(self.desk))

    @cached_property
    def house_slices(self) -> tuple[OpenSlice, ...]:
        """The common rooms, which the palette offers from every desk."""
        return self._drawn(navigation().SLICES.get(HOUSE, ()))

    @cached_property
    def person_menu(self) -> tuple[OpenSlice, ...]:
        return self._drawn(navigation().PERSON_MENU)

    @cached_property
    def search(self) -> str:
        return Slice("", navigation().SEARCH).address

    @cached_property
    def language(self) -> str:
        return (get_language() or settings.LANGUAGE_CODE)[:2]

    @cached_property
    def languages(self) -> tuple[LanguageChoice, ...]:
        return tuple(LanguageChoice(code, str(name), code == self.language) for code, name in settings.LANGUAGES)

    @cached_property
    def theme(self) -> str:
        chosen = getattr(self._reader, "theme", None) or self.request.COOKIES.get(THEME_COOKIE)
        return chosen if chosen in THEMES else THEMES[0]

    @cached_property
    def single_keys(self) -> bool:
        return bool(getattr(self._reader, "single_keys", True))

    @cached_property
    def productions(self) -> ProductionSwitch | None:
        return cast("ProductionSwitch | None", self._brought.get("productions"))

    @cached_property
    def notices(self) -> Notices | None:
        return cast("Notices | None", self._brought.get("notices"))

    @cached_property
    def _reader(self) -> Any:
        """Whoever is signed in, else None. Pages outside the middleware (errors) have no user at all."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def _brought(self) -> Mapping[str, object]:
        brought: dict[str, object] = {"counts": {}}
        if self._reader is None:
            return brought
        for hook in hooks(tuple(settings.COULISSE_SHELL)):
            given = dict(hook(self.request))
            counts = {
                **cast("dict[str, int]", brought["counts"]),
                **cast("dict[str, int]", given.pop("counts", {})),
            }
            brought.update(given, counts=counts)
        return brought

    def _drawn_tab(self, tab: Tab) -> RailTab:
        return RailTab(tab.desk, tab.label, tab.icon, tab.key, tab.address, is_current=tab.desk == self.desk)

    def _drawn(self, slices: tuple[Slice, ...]) -> tuple[OpenSlice, ...]:
        counts = cast("Mapping[str, int]", self._brought["counts"])
        return tuple(
            OpenSlice(
                each.label, each.icon, each.address, counts.get(each.count), self._is_current(each), each.key
            )
            for each in slices
            if each.address and self._may_enter(each.address)
        )

    def _may_enter(self, address: str) -> bool:
        """Does the page's own door open for this reader? One that states none opens to who is signed in."""
        who = door_of(address)
        if who is None:
            return False
        if who in {Door.ANYONE, Door.GUEST}:
            return True
        return self._reader is not None and passes(self._reader, who)

    def _is_current(self, each: Slice) -> bool:
        match = self.request.resolver_match
        if match is None:
            return False
        return match.namespace == each.room if each.room else match.view_name == each.url_name


@cache
def door_of(address: str) -> Door | None:
    """The door of the page at an address of the navigation; None where there is no page."""
    try:
        door: Door = getattr(resolve(address).func, "door", Door.SIGNED_IN)
    except Resolver404:
        return None
    return door


@cache
def hooks(paths: tuple[str, ...]) -> tuple[Hook, ...]:
    return tuple(_hook(path) for path in paths)


def _hook(path: str) -> Hook:
    module, _, name = path.rpartition(".")
    return cast("Hook", getattr(import_module(module), name))
