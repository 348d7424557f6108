"""The days of a calendar, with all that is seen of them; the same few queries however full they are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.utils.translation import get_language

from coulisse.desks.community.calendar.models import CalendarComment, CalendarMove
from coulisse.desks.community.calendar.periods import Stretch
from coulisse.desks.community.calendar.queries.agreements import roles_of
from coulisse.desks.community.calendar.queries.cards import Card, Planned, Read, card_of
from coulisse.desks.community.calendar.queries.gaps import EmptySlot, empty_slots
from coulisse.desks.community.calendar.queries.lane import OnGrid, broadcasts_of
from coulisse.desks.community.calendar.queries.permanence import on_call_by_day
from coulisse.desks.community.calendar.scope import Allowed, Whose, changing, productions_of, publications_of
from coulisse.desks.community.publishing.agreement import content_hashes
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.strategy.models import Idea
from coulisse.foundation.accounts.models import User
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel.holidays import holiday_name, holidays
from coulisse.kernel.times import to_brussels

SATURDAY: Final = 5
NOON: Final = 12
EVENING: Final = 18
MOST: Final = 3_000
"""Publications of one view: far more than a house plans in six weeks."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asks to see.

    `everything_on_air`: not only the house's own programmes; `agreements`: how far each publication is approved.
    """

    whose: Whose
    stretch: Stretch
    network: str = ""
    language: str = ""
    zone: ZoneInfo | None = None
    everything_on_air: bool = False
    agreements: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A morning, an afternoon or an evening."""

    cards: tuple[Card, ...]
    empty_slots: tuple[EmptySlot, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """One day. `asks_on_call`: a weekend or a holiday with posts, and nobody answers for them."""

    date: date
    is_today: bool
    is_past: bool
    holidays: tuple[str, ...]
    on_call: tuple[str, ...]
    asks_on_call: bool
    cards: tuple[Card, ...]
    on_air: tuple[OnGrid, ...]
    empty_slots: tuple[EmptySlot, ...]

    @property
    def is_off(self) -> bool:
        return self.date.weekday() >= SATURDAY or bool(self.holidays)

    @property
    def parts(self) -> tuple[Part, Part, Part]:
        """Morning, afternoon, evening."""
        cards: tuple[list[Card], ...] = ([], [], [])
        slots: tuple[list[EmptySlot], ...] = ([], [], [])
        for card in self.cards:
            cards[_part(card.due_at.hour)].append(card)
        for slot in self.empty_slots:
            slots[_part(slot.at.hour)].append(slot)
        morning, afternoon, evening = (Part(tuple(cards[n]), tuple(slots[n])) for n in range(3))
        return morning, afternoon, evening

    @property
    def lacks_anything(self) -> bool:
        return not self.cards and not self.is_past


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole view, with the figures of its head."""

    days: tuple[Day, ...]
    languages: Mapping[str, int] = field(default_factory=dict)
    is_cut: bool = False

    @property
    def cards(self) -> list[Card]:
        return [card for day in self.days for card in day.cards]

    @property
    def stopped(self) -> int:
        return sum(card.is_stopped for card in self.cards)

    @property
    def asking(self) -> int:
        return sum(card.is_out_and_asks for card in self.cards)

    @property
    def comments(self) -> int:
        return sum(card.comments for card in self.cards)

    @property
    def premieres(self) -> list[OnGrid]:
        return [one for day in self.days for one in day.on_air if one.lacks_a_post]

    @property
    def empty_slots(self) -> int:
        return sum(len(day.empty_slots) for day in self.days)

    @property
    def without_on_call(self) -> list[Day]:
        return [day for day in self.days if day.asks_on_call]

    @property
    def without_anything(self) -> list[Day]:
        return [day for day in self.days if day.lacks_anything]

    @property
    def weeks(self) -> tuple[tuple[Day, ...], ...]:
        return tuple(self.days[n : n + 7] for n in range(0, len(self.days), 7))


def shown(user: User, wanted: Wanted, *, at: datetime) -> Shown:
    """Everything between two midnights, for this reader; nine queries."""
    today = to_brussels(at).date()
    stretch, whose = wanted.stretch, wanted.whose
    rows = _rows(user, wanted)
    allowed = changing(user)
    read = _read(rows, wanted, allowed, at)
    cards = [card_of(row, read, zone=wanted.zone) for row in rows[:MOST]]
    chosen = [card for card in cards if _is_chosen(card, wanted)]
    by_day = _by_day(chosen)
    productions = productions_of(user, whose)
    on_air = broadcasts_of(
        stretch, productions=productions, everything=wanted.everything_on_air, at=at, allowed=allowed
    )
    slots = empty_slots(user, whose, stretch, cards=cards, at=at, allowed=allowed)
    on_call = on_call_by_day(user, whose, stretch)
    days = tuple(
        _day(day, today, by_day.get(day, []), on_air.get(day, ()), slots.get(day, ()), on_call.get(day, ()))
        for day in stretch.days
    )
    languages: dict[str, int] = defaultdict(int)
    for card in chosen:
        languages[card.language] += 1
    return Shown(days, dict(sorted(languages.items())), len(rows) > MOST)


def _rows(user: User, wanted: Wanted) -> list[Planned]:
    found = publications_of(user, wanted.whose).filter(
        due_at__gte=wanted.stretch.begins, due_at__lt=wanted.stretch.ends
    )
    ordered = found.order_by("due_at", "pk")[: MOST + 1]
    return [Planned._make(values) for values in ordered.values_list(*Planned._fields)]


def _read(rows: Sequence[Planned], wanted: Wanted, allowed: Allowed, at: datetime) -> Read:
    """What hangs on these publications, kind by kind: hashes of what was approved, comments, moves.

    Many of them share few accounts, ideas and broadcasts: each of these is made once.
    """
    stretch = wanted.stretch
    then = {"publication__due_at__gte": stretch.begins, "publication__due_at__lt": stretch.ends}
    unsettled = CalendarComment.objects.filter(settled_at__isnull=True, **then).order_by()
    comments = dict(unsettled.values_list("publication").annotate(n=Count("pk")))
    unseen = CalendarMove.objects.filter(seen_at__isnull=True, **then).order_by("at", "pk")
    slots = Broadcast.objects.select_related("programme").in_bulk(_numbers(row.broadcast_id for row in rows))
    return Read(
        accounts=NetworkAccount.objects.in_bulk(_numbers(row.account_id for row in rows)),
        ideas=Idea.objects.in_bulk(_numbers(row.idea_id for row in rows)),
        programmes={pk: str(slot.programme) for pk, slot in slots.items()},
        hashes=content_hashes([row for row in rows if row.agreed_hash]) if wanted.agreements else None,
        comments=comments,
        moves={move.publication_id: move for move in unseen},
        may_change=_changing(allowed),
        roles=roles_of([row.pk for row in rows if row.agreement_asked], at=at) if wanted.agreements else {},
    )


def _numbers(keys: Iterable[int | None]) -> set[int]:
    return {pk for pk in keys if pk is not None}


def _changing(allowed: Allowed) -> Callable[[Planned, NetworkAccount], bool]:
    """Whether a publication may be changed: who does speaks in the name of its account too."""

    def may_change(row: Planned, account: NetworkAccount) -> bool:
        own = allowed(row.production_id or account.production_id, account.client_id)
        return own and allowed(account.production_id, account.client_id)

    return may_change


def _is_chosen(card: Card, wanted: Wanted) -> bool:
    return wanted.network in ("", card.network) and wanted.language in ("", card.language)


def _by_day(cards: Iterable[Card]) -> dict[date, list[Card]]:
    found: dict[date, list[Card]] = defaultdict(list)
    for card in cards:
        found[card.due_at.date()].append(card)
    return found


def _part(hour: int) -> int:
    return 0 if hour < NOON else 1 if hour < EVENING else 2


def _day(
    day: date,
    today: date,
    cards: list[Card],
    on_air: Sequence[OnGrid],
    slots: Sequence[EmptySlot],
    on_call: Sequence[str],
) -> Day:
    off = days_off(day)
    needs = (day.weekday() >= SATURDAY or bool(off)) and bool(cards) and day >= today
    return Day(
        date=day,
        is_today=day == today,
        is_past=day < today,
        holidays=off,
        on_call=tuple(on_call),
        asks_on_call=needs and not on_call,
        cards=tuple(cards),
        on_air=tuple(on_air),
        empty_slots=tuple(slots),
    )


def days_off(day: date, language: str = "") -> tuple[str, ...]:
    """The legal holidays of that day by name, in the reader's language or the one that is given."""
    reader = reading_language(language or get_language() or "fr")
    return tuple(holiday_name(one, reader) for one in holidays(day.year).get(day, ()))
