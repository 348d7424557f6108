"""What protects the people of the desk: one's own exposures, whose turn it may be, what was asked of whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Q

from coulisse.desks.audience.care.models import CareSettings, DayOff, Exposure, SecondReading
from coulisse.desks.audience.care.words import noun
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.accounts.roles import ROLES, Desk, Level
from coulisse.kernel.times import to_brussels

WEEK: Final = timedelta(days=7)
MOST: Final = 50


@dataclass(frozen=True, slots=True)
class Seen:
    """One folded text that was shown to this person."""

    reference: str
    conversation_id: int
    gist: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Week:
    """The last seven days of one person."""

    person: str
    count: int
    most: int
    latest: datetime | None

    @property
    def is_full(self) -> bool:
        return self.count >= self.most


@dataclass(frozen=True, slots=True)
class Asked:
    """A colleague was asked to read; `is_mine`: this reader was asked."""

    pk: int
    conversation_id: int
    reference: str
    gist: str
    how: str
    how_label: str
    asker: str
    reader: str
    note: str
    at: datetime
    answered_at: datetime | None
    is_declined: bool
    answer: str
    is_mine: bool


def most_a_week() -> int:
    row = CareSettings.objects.filter(id=1).values_list("most_a_week", flat=True).first()
    default: int = CareSettings._meta.get_field("most_a_week").default
    return row or default


def my_week(user: User, at: datetime) -> tuple[Week, tuple[Seen, ...]]:
    """How many folded texts this person opened in the last seven days, and which. Two queries."""
    found = Exposure.objects.filter(person=user, at__gt=at - WEEK, at__lte=at).select_related("conversation")
    seen = tuple(
        Seen(one.conversation.reference, one.conversation_id, noun(one.gist), one.at)
        for one in found.order_by("-at", "-id")[:MOST]
    )
    return Week(str(user), len(seen), most_a_week(), seen[0].at if seen else None), seen


def weeks_of_the_team(at: datetime) -> tuple[Week, ...]:
    """For whoever looks after the team: who is near the limit, by name. It says nothing of anybody's work."""
    most = most_a_week()
    rows = (
        Exposure.objects.filter(at__gt=at - WEEK, at__lte=at)
        .values("person__name")
        .annotate(count=Count("id"))
        .order_by("person__name")
    )
    return tuple(Week(row["person__name"], row["count"], most, None) for row in rows)


def colleagues(production: int | None, *, but: User, day: date) -> list[User]:
    """Who may answer the public there, by name. One query."""
    able = [code for code, role in ROLES.items() if role.level(Desk.AUDIENCE) >= Level.CHANGE]
    reached = Q(production__isnull=True) | Q(production=production) if production else Q(production__isnull=True)
    grants = Grant.objects.in_force(day).filter(
        reached, role__in=able, client__isnull=True, desk__in=("", Desk.AUDIENCE)
    )
    found = User.objects.filter(is_active=True, pk__in=grants.values("user")).exclude(pk=but.pk)
    return list(found.order_by("name", "pk"))


def whose_turn(people: Sequence[User], at: datetime) -> User | None:
    """The colleague who read the least of it this week and has no day off. Two queries; no figure leaves here."""
    keys = [one.pk for one in people]
    day = to_brussels(at).date()
    off = set(
        DayOff.objects.filter(person__in=keys, first__lte=day, last__gte=day).values_list("person", flat=True)
    )
    rows = Exposure.objects.filter(person__in=keys, at__gt=at - WEEK, at__lte=at).values("person")
    counts = {row["person"]: row["count"] for row in rows.annotate(count=Count("id")).order_by()}
    able = [one for one in people if one.pk not in off]
    return min(able, key=lambda one: (counts.get(one.pk, 0), one.name, one.pk), default=None)


def readings(user: User, *, conversation: Conversation | None = None) -> tuple[Asked, ...]:
    """What this person asked or was asked, the latest first. One query."""
    found = SecondReading.objects.filter(Q(asked_by=user) | Q(reader=user))
    if conversation is not None:
        found = found.filter(conversation=conversation)
    rows = found.select_related("conversation", "asked_by", "reader").order_by("-asked_at", "-id")[:MOST]
    return tuple(
        Asked(
            pk=row.pk,
            conversation_id=row.conversation_id,
            reference=row.conversation.reference,
            gist=noun(row.conversation.gist),
            how=row.how,
            how_label=row.get_how_display(),
            asker=str(row.asked_by or ""),
            reader=str(row.reader),
            note=row.note,
            at=row.asked_at,
            answered_at=row.answered_at,
            is_declined=row.is_declined,
            answer=row.answer,
            is_mine=row.reader_id == user.pk,
        )
        for row in rows
    )


def days_off(user: User, day: date) -> list[DayOff]:
    return list(DayOff.objects.filter(person=user, last__gte=day))
