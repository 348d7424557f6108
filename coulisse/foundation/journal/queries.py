"""Reading the journal: a page of sentences, the history of one row, the state of the deliveries."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from coulisse.foundation.journal.facts import REGISTRY, Fact
from coulisse.foundation.journal.models import MAX_ATTEMPTS, Delivery, Entry

if TYPE_CHECKING:
    from coulisse.foundation.accounts.models import User

PAGE: Final = 50
PLACE: Final = re.compile(r"%\(\w+\)[sd]")
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)
DESKS: Final = ("office", "floor", "audience", "community")


# What may be read


def visible_to(user: "User") -> QuerySet[Entry]:
    """The entries that this person may read.

    One's own productions and clients at the desk of each entry; those of the whole house for its members; private
    ones only for whoever may read pay, health, diets and minors there.
    """
    if not user.is_active:
        return Entry.objects.none()
    if user.may("manage"):
        return Entry.objects.all()
    seen = _at_desk(user, "")
    for desk in DESKS:
        seen |= _at_desk(user, desk)
    return Entry.objects.filter(seen).filter(Q(private=False) | _private(user))


def _at_desk(user: "User", desk: str) -> Q:
    scope, at = user.scope(), desk or None
    within = Q(pk__in=())
    if user.may("read", desk=at):
        within |= Q(production_id__isnull=True, client_id__isnull=True)
    for field, reached in (
        ("production_id", scope.productions("read", desk=at)),
        ("client_id", scope.clients("read", desk=at)),
    ):
        if reached is None:
            within |= Q(**{f"{field}__isnull": False})
        elif reached:
            within |= Q(**{f"{field}__in": reached})
    return Q(desk=desk) & within


def _private(user: "User") -> Q:
    """Nobody's production is number 0: who may read its private entries may read all of the house's."""
    scope = user.scope()
    if scope.may_private(production=0):
        return Q()
    held = {held.production for held in scope.held if held.production is not None}
    within = Q(production_id__in={number for number in held if scope.may_private(production=number)})
    if scope.may_private():
        within |= Q(production_id__isnull=True, client_id__isnull=True)
    return within


# What is asked


@dataclass(frozen=True, slots=True)
class Filter:
    """What the reader wants to see. Dates are days of the house's time zone, both included."""

    production: int | None = None
    desk: str = ""
    by: int | None = None
    kind: str = ""
    since: date | None = None
    until: date | None = None

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        wanted: dict[str, Any] = {
            "production_id": self.production,
            "desk": self.desk or None,
            "by_id": self.by,
            "kind": self.kind or None,
            "at__gte": _start_of(self.since) if self.since else None,
            "at__lt": _start_of(self.until + timedelta(days=1)) if self.until else None,
        }
        return entries.filter(**{name: value for name, value in wanted.items() if value is not None})


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


@dataclass(frozen=True, slots=True)
class Mark:
    """The entry after which a page begins: the place of a keyset, as text in an address."""

    at: datetime
    entry_id: int

    def __str__(self) -> str:
        return f"{(self.at - EPOCH) // MICROSECOND}-{self.entry_id}"


class BadMark(Exception):
    """The place in the address is not one that we wrote."""


def mark_of(text: str) -> Mark:
    moment, _dash, number = text.rpartition("-")
    try:
        return Mark(EPOCH + int(moment) * MICROSECOND, int(number))
    except (ValueError, OverflowError):
        raise BadMark(text) from None


# What is shown


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the journal, in the language of the moment."""

    id: int
    at: datetime
    sentence: str
    by: str
    production: str
    kind: str
    private: bool
    url: str
    """Where its subject is shown, empty where there is no such page."""
    known: bool
    """False where this release does not know the fact: the sentence is its kind."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the journal and the place of the next one, empty at the end."""

    lines: Sequence[Line]
    after: str


def list_entries(user: "User", wanted: Filter, *, after: Mark | None = None, size: int = PAGE) -> Page:
    """One page, newest first, from the entry after `after`. Never counts, never skips: the table is large."""
    entries = wanted.apply(visible_to(user))
    if after is not None:
        entries = entries.filter(at__lte=after.at).exclude(at=after.at, id__gte=after.entry_id)
    found = list(entries.select_related("by").order_by("-at", "-id")[: size + 1])
    page = found[:size]
    more = len(found) > size
    return Page(_lines(page), str(Mark(page[-1].at, page[-1].pk)) if more else "")


def every_line(user: "User", wanted: Filter, *, size: int = 2_000) -> Iterator[Line]:
    """All that is asked, newest first, a bite at a time: for exports, whatever the size of the journal."""
    after: Mark | None = None
    while True:
        page = list_entries(user, wanted, after=after, size=size)
        yield from page.lines
        if not page.after:
            return
        last = page.lines[-1]
        after = Mark(last.at, last.id)


def count_up_to(user: "User", wanted: Filter, limit: int) -> int:
    """How many entries, but no more than `limit`: enough to know whether a file will be large."""
    return wanted.apply(visible_to(user)).order_by()[:limit].count()


def history_of(row: models.Model, user: "User", *, limit: int = PAGE) -> Sequence[Line]:
    """What happened to one row, newest first, as far as this person may read it."""
    entries = visible_to(user).filter(subject=row._meta.label_lower, subject_id=row.pk)
    return _lines(entries.select_related("by").order_by("-at", "-id")[:limit])


def _lines(entries: Collection[Entry] | QuerySet[Entry]) -> list[Line]:
    found = list(entries)
    titles = production_titles({entry.production_id for entry in found if entry.production_id is not None})
    urls = _urls({(entry.subject, entry.subject_id) for entry in found if entry.subject_id is not None})
    return [_line(entry, titles, urls) for entry in found]


def _line(entry: Entry, titles: Mapping[int, str], urls: Mapping[tuple[str, int | None], str]) -> Line:
    by = str(entry.by) if entry.by is not None else _("Coulisse")
    told = sentence_of(entry, by)
    return Line(
        id=entry.pk,
        at=entry.at,
        sentence=told or entry.kind,
        by=by,
        production=titles.get(entry.production_id or 0, ""),
        kind=entry.kind,
        private=entry.private,
        url=urls.get((entry.subject, entry.subject_id), ""),
        known=bool(told),
    )


def sentence_of(entry: Entry, by: str) -> str:
    """The sentence of a fact in the active language; empty when this release does not know how to tell it."""
    declared = REGISTRY.get((entry.kind, entry.version))
    if declared is None:
        return ""
    try:
        words = {name: declared.says.get(name, _readable)(value) for name, value in entry.payload.items()}
        return str(declared.sentence) % {**words, "by": by}
    except (KeyError, TypeError, ValueError):
        return ""


def _readable(value: object) -> object:
    """A value of a fact as people read it: ISO dates and moments in the reader's form, lists with commas."""
    if isinstance(value, list):
        return ", ".join(str(_readable(item)) for item in value)
    if not isinstance(value, str) or len(value) < 10 or value[4:5] != "-":
        return value
    try:
        if len(value) == 10:
            return date_format(date.fromisoformat(value), "DATE_FORMAT")
        moment = parse_datetime(value)
    except ValueError:
        return value
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment and moment.tzinfo else value


def _urls(subjects: Collection[tuple[str, int | None]]) -> dict[tuple[str, int | None], str]:
    """The pages of the subjects. A resolver only writes an address; it reads nothing."""
    resolvers = _resolvers()
    return {
        (label, pk): resolvers[label](pk) or "" for label, pk in subjects if label in resolvers and pk is not None
    }


def _resolvers() -> dict[str, Callable[[int], str | None]]:
    registered: Mapping[str, str] = getattr(settings, "COULISSE_SUBJECTS", {})
    return {label: import_string(path) for label, path in registered.items()}


def production_titles(ids: Collection[int] | None) -> dict[int, str]:
    """Titles by id; all of the house's when `ids` is None. The journal stands below the productions: by name."""
    productions = apps.get_model("productions", "Production")._default_manager.order_by("title")
    if ids is not None:
        if not ids:
            return {}
        productions = productions.filter(pk__in=ids)
    return dict(productions.values_list("pk", "title"))


# What can be chosen


def production_choices(user: "User") -> list[tuple[int, str]]:
    return list(production_titles(user.scope().productions()).items())


def person_choices() -> list[tuple[int, str]]:
    people = apps.get_model(settings.AUTH_USER_MODEL)._default_manager.order_by("name")
    return list(people.values_list("pk", "name"))


def kind_choices() -> list[tuple[str, str]]:
    """Every kind that this release declares, shown as its sentence with gaps."""
    latest: dict[str, type[Fact]] = {}
    for (kind, _version), declared in sorted(REGISTRY.items()):
        latest[kind] = declared
    shown = [(kind, PLACE.sub("…", str(declared.sentence)).strip("… ")) for kind, declared in latest.items()]
    return sorted(shown, key=lambda choice: choice[1].casefold())


# The deliveries


@dataclass(frozen=True, slots=True)
class Owed:
    """One delivery that did not arrive yet."""

    id: int
    link: str
    sentence: str
    happened_at: datetime
    attempts: int
    not_before: datetime
    error: str
    stuck: bool


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """For the owner's page and for `doctor`."""

    owed: int
    stuck: int
    oldest_at: datetime | None
    """When the oldest undelivered fact happened."""


def anything_owed(*, at: datetime, links: Collection[str]) -> bool:
    """Whether one of these links has something to hear now."""
    return Delivery.objects.owed().filter(not_before__lte=at, link__in=links).exists()


def delivery_state() -> DeliveryState:
    owed = Delivery.objects.owed().aggregate(count=Count("id"), oldest=Min("entry__at"))
    stuck = Delivery.objects.stuck().aggregate(count=Count("id"), oldest=Min("entry__at"))
    ages = [age for age in (owed["oldest"], stuck["oldest"]) if age is not None]
    return DeliveryState(owed["count"], stuck["count"], min(ages, default=None))


def list_owed(*, size: int = PAGE) -> list[Owed]:
    """The undelivered, the stuck ones first, then the oldest."""
    found = (
        Delivery.objects.filter(delivered_at__isnull=True)
        .select_related("entry", "entry__by")
        .order_by("-attempts", "id")[:size]
    )
    return [
        Owed(
            id=row.pk,
            link=row.link,
            sentence=_line(row.entry, {}, {}).sentence,
            happened_at=row.entry.at,
            attempts=row.attempts,
            not_before=row.not_before,
            error=row.error,
            stuck=row.attempts >= MAX_ATTEMPTS,
        )
        for row in found
    ]
