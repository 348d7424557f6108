"""The pages of the large house, each asked for through the whole stack of middleware."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from django.db import connection, models
from django.http import HttpResponseBase
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coulisse.desks.floor.breakdown.models import Element, Tag
from coulisse.desks.floor.callsheets.models import CallSheet
from coulisse.desks.floor.crew.models import CrewMember
from coulisse.desks.floor.dailies.models import Report
from coulisse.desks.floor.schedule.models import Board, Day, Strip
from coulisse.desks.floor.schedule.pages.answers import MARKS
from coulisse.desks.floor.schedule.queries.board import board_view
from coulisse.desks.floor.script.models import Scene
from coulisse.desks.office.budget.models import Budget, BudgetLine
from coulisse.desks.office.ledger.models import LedgerHead, Posting
from coulisse.desks.office.spending.models import Expense
from coulisse.foundation.accounts.models import User
from coulisse.foundation.bookings.models import Booking
from coulisse.foundation.companies.models import Company
from coulisse.foundation.documents.models import Document
from coulisse.foundation.grid.models import Broadcast, Programme
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.mailroom.models import Letter
from coulisse.foundation.parameters.models import Parameter
from coulisse.foundation.people.models import Contact, PossibleDouble
from coulisse.foundation.places.models import Place
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.models import Task
from tests.bench.clock import Measured, measure


@dataclass(frozen=True, slots=True)
class Ask:
    """One page: its route and what is asked of it; `of` counts the rows that it chooses among."""

    name: str
    of: type[models.Model] | None = None
    query: dict[str, Any] | None = None
    arguments: tuple[Any, ...] = ()
    fragment: bool = False
    """Asked for by htmx, as the palette does: the answer is a piece of page."""
    posts: Iterator[Mapping[str, Any]] | None = None
    """What is sent, one form after the other; the page is only read without it."""
    with_headers: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    among: Sequence[str] = ()
    """Addresses asked for one after the other, instead of always the same one; they stand under the label."""

    @property
    def headers(self) -> dict[str, str]:
        return {**self.with_headers, **({"HX-Request": "true"} if self.fragment else {})}

    @property
    def address(self) -> str:
        return reverse(self.name, args=self.arguments) + (
            f"?{urlencode(self.query, doseq=True)}" if self.query else ""
        )


def lists() -> Iterator[Ask]:
    yield Ask("matin", Task)
    yield Ask("people:contacts", Contact)
    yield Ask("places:list", Place)
    yield Ask("documents:list", Document)
    yield Ask("tasks:list", Task)
    yield Ask("tasks:list", Task, {"whose": "all"})
    yield Ask("tasks:board", Task)
    yield Ask("productions:list", Production)
    yield Ask("bookings:list", Booking)
    yield Ask("grid:list", Broadcast)
    yield Ask("parameters:list", Parameter)
    yield Ask("mailroom:list", Letter)
    yield Ask("jobs:list")
    yield Ask("journal:list", Entry)
    yield Ask("companies:list", Company)
    yield Ask("accounts:list", User)
    yield Ask("accounts:clients")


def details() -> Iterator[Ask]:
    drache = Production.objects.get(code="drache")
    large = Production.objects.order_by("-pk")[0]
    yield Ask("productions:detail", arguments=(drache.pk,))
    yield Ask("productions:detail", arguments=(large.pk,))
    yield Ask("people:contact", arguments=(Contact.objects.get(name="Aminata Sarr").pk,))
    yield Ask("places:detail", arguments=(Place.objects.order_by("pk")[0].pk,))
    yield Ask("documents:detail", arguments=(Document.objects.get(title="Liste de contacts La Drache").pk,))
    yield Ask("tasks:detail", arguments=(Task.objects.order_by("-pk")[0].pk,))
    yield Ask("companies:company", arguments=(Company.objects.order_by("pk")[0].pk,))
    yield Ask("grid:programme", arguments=(Programme.objects.get(key="plein jour").pk,))
    yield Ask("mailroom:letter", arguments=(Letter.objects.order_by("pk")[0].pk,))
    yield Ask("parameters:parameter", arguments=(Parameter.objects.order_by("pk")[0].pk,))
    yield Ask("people:duplicates", PossibleDouble)


def people_lists() -> Iterator[Ask]:
    """Searching, filtering and turning the pages of the book."""
    for query in (
        "dup",
        "dupont",
        "van den",
        "liège",
        "0470",
        "sarr aminata",
        "traiteur meuse",
        "@plateau",
        "zzzz",
    ):
        yield Ask("people:contacts", Contact, {"q": query})
    yield Ask("people:contacts", Contact, {"skills": "sound"})
    yield Ask("people:contacts", Contact, {"skill": "sound"})
    yield Ask("people:contacts", Contact, {"town": "Namur"})
    yield Ask("people:contacts", Contact, {"language": "nl"})
    yield Ask("people:contacts", Contact, {"kind": "company"})
    yield Ask("people:contacts", Contact, {"sort": "town"})
    yield Ask("people:contacts", Contact, {"page": "200"})
    yield Ask("documents:list", Document, {"q": "contrat"})
    yield Ask("documents:list", Document, {"page": "50"})
    yield Ask("tasks:list", Task, {"whose": "all", "page": "10"})


def journal_filters() -> Iterator[Ask]:
    drache = Production.objects.get(code="drache")
    somebody = User.objects.order_by("-pk")[0]
    yield Ask("journal:list", Entry, {"production": drache.pk})
    yield Ask("journal:list", Entry, {"by": somebody.pk})
    yield Ask("journal:list", Entry, {"kind": "foundation.tasks.done"})
    yield Ask("journal:list", Entry, {"kind": "foundation.productions.begun"})
    yield Ask("journal:list", Entry, {"production": drache.pk, "by": somebody.pk})
    yield Ask("journal:list", Entry, {"desk": "audience"})
    yield Ask("journal:list", Entry, {"since": "2026-01-01", "until": "2026-01-31"})
    yield Ask("journal:list", Entry, {"kind": "foundation.people.private-facts-read", "since": "2026-03-01"})
    middle = Entry.objects.order_by("-at", "-id")[500_000:500_001].values_list("at", "id").get()
    epoch = middle[0].timestamp() * 1_000_000
    yield Ask("journal:list", Entry, {"after": f"{int(epoch)}-{middle[1]}"})


PALETTE: Final = (
    "aminata",
    "amianta sar",
    "dupon",
    "lambrechts",
    "van den bossche",
    "liege",
    "dinant",
    "drache",
    "la drache",
    "contrat",
    "contract",
    "facture marée",
    "autorisations",
    "feuille de service",
    "relire le contrat",
    "rappeler maria",
    "camera",
    "plein jour",
    "ronin",
    "zzqx",
)


def palette() -> Iterator[Ask]:
    for question in PALETTE:
        yield Ask("search:find", None, {"q": question}, fragment=True)


LONG_FILM: Final = "grand-film-300"
FEATURE: Final = "grand-film-120"


def floor(code: str) -> Iterator[Ask]:
    """The floor of one film of the large house."""
    film = Production.objects.get(code=code)
    here = {"production": film.pk}
    board = Board.objects.get(production=film, state=Board.State.APPROVED)
    behind = CallSheet.objects.filter(production=film).order_by("-date")[0]
    yield Ask("floor:script:drafts", query=here)
    yield Ask("floor:script:draft", arguments=(film.drafts.latest("number").pk,))
    yield Ask("floor:script:scenes", Scene, here)
    yield Ask("floor:script:sets", query=here)
    yield Ask("floor:breakdown:scenes", Tag, here)
    yield Ask("floor:breakdown:scene", arguments=(film.scenes.order_by("-eighths")[0].pk,))
    yield Ask("floor:breakdown:elements", Element, here)
    yield Ask("floor:breakdown:element", arguments=(film.elements.get(category="role", number=1).pk,))
    yield Ask("floor:crew:list", CrewMember, here)
    yield Ask("floor:schedule:board", Strip, here)
    yield Ask("floor:schedule:board", Strip, {**here, "strip": board.strips.latest("pk").pk})
    yield Ask("floor:schedule:day", arguments=(behind.day_id,))
    for view in ("cross", "dood", "one_liner", "sets", "compare", "proposals"):
        yield Ask(f"floor:schedule:{view}", query=here)
    yield Ask("floor:callsheets:list", CallSheet, here)
    yield Ask("floor:callsheets:sheet", arguments=(behind.pk,))
    yield Ask("floor:dailies:today", query=here)
    yield Ask("floor:reports:list", Report, here)
    yield Ask("floor:reports:report", arguments=(behind.day_id,))
    yield _move(film)


def office() -> Iterator[Ask]:
    """The office of the film that has the large books, and of the one that has the large budget."""
    head = LedgerHead.objects.order_by("-sequence")[0]
    here = {"production": head.production_id}
    last = Posting.objects.filter(production=head.production_id).latest("sequence")
    yield Ask("office:budget:grid", BudgetLine, here)
    yield Ask("office:budget:versions", Budget, here)
    yield Ask("office:financing:plan", query=here)
    yield Ask("office:cash:forecast", query=here)
    yield Ask("office:costs:report", Posting, here)
    yield Ask("office:spending:yesterday", Expense, here)
    yield Ask("office:ledger:list", Posting, here)
    yield Ask("office:ledger:list", Posting, {**here, "page": 500})
    yield Ask("office:ledger:list", Posting, {**here, "words": "taxi"})
    yield Ask("office:ledger:posting", arguments=(last.pk,))
    yield Ask("office:tape:calculators", query=here)


def _move(film: Production) -> Ask:
    """A strip dragged to the next day of the « what if » and back, as the board's own script asks it.

    The two days are the only ones whose marks the page doesn't hold, so that both are always drawn.
    """
    board = Board.objects.filter(production=film, state=Board.State.DRAFT).latest("number")
    one, other = Day.objects.filter(board=board).order_by("-date")[:2]
    strip = Strip.objects.filter(day=one).latest("position")
    held = [f"{day.pk}:{day.mark}" for day in board_view(board).days if day.pk not in (one.pk, other.pk)]
    return Ask(
        "floor:schedule:move",
        Strip,
        arguments=(board.pk,),
        posts=cycle({"strips": [strip.pk], "day": day.pk} for day in (other, one)),
        with_headers={"Accept": "application/json", MARKS: ",".join(held)},
    )


def ask(who: User, asked: Iterator[Ask]) -> list[Measured]:
    """Each page as this person gets it."""
    browser = Browser()
    browser.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return [_one(browser, page) for page in asked]


def _one(browser: Browser, page: Ask) -> Measured:
    headers, posts = page.headers, page.posts
    addresses = cycle(page.among or [page.address])

    def once() -> HttpResponseBase:
        if posts is None:
            return browser.get(next(addresses), headers=headers)
        return browser.post(next(addresses), next(posts), headers=headers)

    with CaptureQueriesContext(connection) as queries:
        answer = once()
    count = len(queries)
    note = "" if answer.status_code == 200 else f"HTTP {answer.status_code}"
    rows = page.of.objects.count() if page.of is not None else None  # type: ignore[attr-defined]  # any model's manager
    return Measured(page.label or page.address, measure(once, database=server_clock()), count, rows, note)


def server_clock() -> Callable[[], float] | None:
    """The milliseconds that our server process has worked, where the kernel tells it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        told = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    if not connection.settings_dict["HOST"].startswith("/") or not told.exists():
        return None
    return lambda: int(told.read_text().split()[0]) / 1_000_000
