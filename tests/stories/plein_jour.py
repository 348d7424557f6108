"""The stage of Monday 15 March 2027: « Plein Jour » as the sample house holds it, a screen, and the clock.

A screen is used as a person does: a page is opened, one of its forms is filled in and sent. A form or a field that
the page doesn't show cannot be used.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final
from unittest.mock import patch
from urllib.parse import urljoin, urlsplit

import lxml.html
from django.db import transaction
from django.test import Client as Browser

from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.deliver import deliver_owed
from coulisse.foundation.parameters.actions import load as load_parameters
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.audience.loading import fill_the_audience
from coulisse.house.sample.broadcasts import put_the_grid
from coulisse.house.sample.house import add_clients, add_the_company, begin_productions
from coulisse.house.sample.moments import Moments
from coulisse.house.sample.team import found_house, invite_team
from coulisse.kernel.times import BRUSSELS

MONDAY: Final = date(2027, 3, 15)
LOADED: Final = datetime(2027, 3, 17, 8, tzinfo=BRUSSELS)
"""The acts of the sample are told a day after the story: they lie on their own days."""
DESK: Final = "/audience"


def at(hour: int, minute: int = 0, *, day: date = MONDAY) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=BRUSSELS)


class Clock:
    """What hour it is in the story."""

    def __init__(self) -> None:
        self.now = at(8)

    def at(self, hour: int, minute: int = 0, *, day: date = MONDAY) -> datetime:
        self.now = at(hour, minute, day=day)
        return self.now

    def read(self) -> datetime:
        return self.now


@contextmanager
def story_clock() -> Iterator[Clock]:
    clock = Clock()
    with patch("django.utils.timezone.now", clock.read):
        yield clock


@dataclass(frozen=True, slots=True)
class Stage:
    """Who plays, and where."""

    production: Production
    theatre: Production
    people: dict[str, User]


def set_the_stage() -> Stage:
    """What the desk needs of the sample house: people, productions, the grid, two weeks of messages."""
    moments = Moments(LOADED)
    load_parameters(at=moments.ago(28, 8))
    owner = found_house(moments=moments)
    company = add_the_company(by=owner, moments=moments)
    clients = add_clients(by=owner, moments=moments)
    productions = begin_productions(company=company, clients=clients, by=owner, moments=moments)
    people = invite_team(owner=owner, productions=productions, clients=clients, moments=moments)
    put_the_grid(plein_jour=productions["plein-jour"], by=people["marc_olivier"], moments=moments)
    fill_the_audience(productions=productions, people=people, moments=moments)
    deliver_owed(at=LOADED)
    return Stage(productions["plein-jour"], productions["ecluses"], people)


@contextmanager
def stage() -> Iterator[Stage]:
    """Taken down when the block ends: nothing of it is committed."""
    with transaction.atomic():
        yield set_the_stage()
        transaction.set_rollback(True)


def readable(content: str) -> str:
    """What one reads, with plain spaces and without what is hidden in templates for scripts."""
    text = re.sub(r"<(script|style|template)\b.*?</\1>", " ", content, flags=re.DOTALL)
    tree = lxml.html.fromstring(text)
    return re.sub(r"[\s\u00a0\u202f]+", " ", " ".join(map(str, tree.itertext())))


@dataclass
class Page:
    """One answer, and what can be done on it."""

    screen: "Screen"
    address: str
    status: int
    content: bytes
    context: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def html(self) -> str:
        return self.content.decode()

    @property
    def words(self) -> str:
        return readable(self.html)

    def says(self, *parts: str) -> None:
        shown = self.words
        missing = [part for part in parts if part not in shown]
        assert not missing, f"{self.address} ({self.status}) lacks {missing}: {shown}"

    def silent_on(self, *parts: str) -> None:
        """Not even in what a script would read."""
        shown = self.html
        found = [part for part in parts if part in shown]
        assert not found, f"{self.address} shows {found}"

    def links(self, pattern: str) -> list[str]:
        """Addresses on the page that match, each once, in their order."""
        tree = lxml.html.fromstring(self.html)
        addresses = [str(one.get("href")) for one in tree.iter() if one.get("href")]
        found = [one for one in addresses if re.search(pattern, one)]
        return list(dict.fromkeys(found))

    def follow(self, pattern: str) -> "Page":
        found = self.links(pattern)
        assert found, (
            f"{self.address} has no link {pattern}: {sorted(set(re.findall('href=.([^ >]*).', self.html)))}"
        )
        return self.screen.open(urljoin(self.address, found[0]))

    def offers(self, action: str) -> bool:
        return self._form(action, None) is not None

    def send(
        self,
        action: str,
        /,
        *,
        press: str | None = None,
        files: Any = None,
        having: str | None = None,
        **typed: Any,
    ) -> "Page":
        """Fill in and send the form whose address matches; `press` is the value of the button."""
        found = self._form(action, having)
        assert found is not None, f"{self.address} has no form {action}: {self._actions()} {self.words[:1500]}"
        address, form, tree = found
        values = _values(form, tree)
        names = _names(form, tree)
        for name, value in typed.items():
            assert name in names, f"{address} has no field {name}: {sorted(names)}"
            values[name] = value if isinstance(value, list) else [value]
        for button in _controls(form, tree, "button"):
            if press is not None and button.get("value") == press and button.get("name"):
                values[button.get("name")] = [press]
                break
        else:
            assert press is None, f"no button {press}"
        for name, given in (files or {}).items():
            assert name in names, f"{address} has no field {name}: {sorted(names)}"
            values[name] = given
        if (form.get("method") or "get").lower() == "get":
            return self.screen.open(address, values)
        return self.screen.post(address, values)

    def _form(self, action: str, having: str | None) -> tuple[str, Any, Any] | None:
        tree = lxml.html.fromstring(self.html)
        for form in tree.iter("form"):
            address = urljoin(self.address, form.get("action") or self.address)
            pressed = [
                urljoin(self.address, one.get("formaction"))
                for one in _controls(form, tree, "button")
                if one.get("formaction")
            ]
            for where in (address, *pressed):
                if re.search(action, where) and (having is None or having in _names(form, tree)):
                    return where, form, tree
        return None

    def _actions(self) -> list[str]:
        return [form.get("action") or "." for form in lxml.html.fromstring(self.html).iter("form")]


def _controls(form: Any, tree: Any, *tags: str) -> list[Any]:
    """Within the form, or tied to it by its id."""
    found = [one for one in form.iter(*tags) if one.get("form") in (None, form.get("id"))]
    if form.get("id"):
        found += [one for one in tree.iter(*tags) if one.get("form") == form.get("id") and one not in found]
    return found


def _names(form: Any, tree: Any) -> set[str]:
    return {
        one.get("name")
        for one in _controls(form, tree, "input", "select", "textarea", "button")
        if one.get("name")
    }


def _values(form: Any, tree: Any) -> dict[str, list[Any]]:
    """What a browser would send of an untouched form."""
    values: dict[str, list[Any]] = {}
    for one in _controls(form, tree, "input", "select", "textarea"):
        name = one.get("name")
        if not name or one.get("disabled") is not None:
            continue
        if one.tag == "textarea":
            values.setdefault(name, []).append((one.text or "").removeprefix("\n"))
        elif one.tag == "select":
            chosen = [each for each in one.iter("option") if each.get("selected") is not None]
            options = chosen or ([] if one.get("multiple") is not None else list(one.iter("option"))[:1])
            values.setdefault(name, []).extend(each.get("value", each.text_content().strip()) for each in options)
        elif one.get("type") in ("checkbox", "radio"):
            if one.get("checked") is not None:
                values.setdefault(name, []).append(one.get("value", "on"))
        elif one.get("type") not in ("submit", "button", "image", "reset", "file"):
            values.setdefault(name, []).append(one.get("value", ""))
    return values


class Screen:
    """Somebody before the house's pages."""

    def __init__(
        self, user: User | None = None, *, production: Production | None = None, language: str = "fr"
    ) -> None:
        self.browser = Browser()
        self.browser.cookies["django_language"] = language
        if user is not None:
            User.objects.filter(pk=user.pk).update(language=language)
            self.browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        if production is not None:
            self.open(f"{DESK}/?production={production.pk}")

    def open(self, address: str, values: dict[str, list[Any]] | None = None) -> Page:
        return self._page(address, self.browser.get(address, values or {}, follow=True))

    def post(self, address: str, values: dict[str, Any]) -> Page:
        return self._page(address, self.browser.post(address, values, follow=True))

    def _page(self, address: str, answer: Any) -> Page:
        chain = getattr(answer, "redirect_chain", [])
        for where, _status in chain:
            address = urljoin(address, where)
        parts = urlsplit(address)
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return Page(self, address, answer.status_code, content, answer.context, dict(answer.headers))
