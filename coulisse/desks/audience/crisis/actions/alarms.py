"""Watching what came in: one alarm a burst, tied to its slot, told to the desk; staying on watch."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.desks.audience.crisis.models import Alarm, OnCall, Usual
from coulisse.desks.audience.crisis.queries.slots import Usually, slot_of, usually_after
from coulisse.desks.audience.crisis.usual import ENOUGH_DAYS, expectation, learned
from coulisse.desks.audience.facts import crisis as facts
from coulisse.desks.audience.intake.models import Conversation, Family, Message, RunningItem
from coulisse.engines.bursts import Arrival, Burst, bursts, surprise
from coulisse.foundation.accounts.models import Grant, User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.facts import Fact
from coulisse.foundation.mailroom.actions import To, post
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import to_brussels

WINDOW: Final = timedelta(hours=48)
QUARTER: Final = timedelta(minutes=15)
MOST: Final = 20_000
"""Messages looked at for one production: more than this in two days is a flood in any case."""
MOST_READ: Final = 2_000
"""Texts in which links are looked for."""
FLOOD: Final = 25
"""Messages below which no alarm is raised while there is less than a week of history."""
LEAST: Final = 12
SURPRISING: Final = 4.0
SPREAD: Final = 4.0
"""Broadcasts differ: half or twice the usual number is nothing."""
SHARE_OF_SLOT: Final = 0.3
LINK: Final = re.compile(r"https?://[^\s<>\"')\]]{4,200}")
LOCK: Final = 0x616C_6172


class AlarmOver(Exception):
    """A crisis was opened or stood down meanwhile."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One conversation of the window."""

    pk: int
    at: datetime
    writer: int
    family: int | None
    broadcast: int | None
    topic: str
    on_air_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A burst, tied to its slot and counted from there on."""

    topic: str
    began: datetime
    ended: datetime
    rows: Sequence[_Row]
    burst: Burst
    slot: Broadcast | None
    usually: Usually
    expected: float
    surprise: float

    @property
    def peak(self) -> datetime:
        quarters = Counter(_quarter(row.at) for row in self.rows)
        return min(quarters, key=lambda quarter: (-quarters[quarter], quarter))


def watch_production(*, production_id: int, at: datetime) -> list[Alarm]:
    """The same by number, for a link."""
    return watch(production=Production.objects.get(pk=production_id), at=at)


def watch(*, production: Production, at: datetime) -> list[Alarm]:
    """Look at the last two days of this production's messages, by their own time. Returns the alarms that stand.

    Called twice it does nothing twice: a burst keeps its alarm and is counted anew.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, production.pk % 2**31])
        rows = _window(production)
        if not rows:
            return []
        usual = learned(production, until=rows[0].at, at=at)
        seen = _seen(production, rows, usual)
        return [_write(production, one, at=at) for one in seen]


def _window(production: Production) -> list[_Row]:
    """The conversations of the last two days before the latest one, in order."""
    found = Conversation.objects.filter(production=production).exclude(state=Conversation.State.SPAM)
    latest = found.order_by("-received_at").values_list("received_at", flat=True).first()
    if latest is None:
        return []
    rows = found.filter(received_at__gt=latest - WINDOW, received_at__lte=latest).order_by("-received_at")[:MOST]
    values = rows.values_list(
        "pk", "received_at", "writer", "family__joined_to", "family", "broadcast", "topic__code", "on_air_at"
    )
    return [
        _Row(pk, received, writer, joined or family, broadcast, topic or "", on_air)
        for pk, received, writer, joined, family, broadcast, topic, on_air in reversed(values)
    ]


def _seen(production: Production, rows: Sequence[_Row], usual: Usual) -> list[_Seen]:
    """Bursts of all messages first; of one topic only where no burst of all covers it."""
    known = [usual, *Usual.objects.exclude(pk=usual.pk)]
    found: list[_Seen] = []
    for by_topic in (False, True):
        if by_topic and not any(row.topic for row in rows):
            continue
        usually = expectation(known, by_topic=by_topic)
        links = _links(rows)
        arrivals = [
            Arrival(
                row.at,
                str(production.pk),
                row.topic if by_topic else "",
                str(row.writer),
                str(row.family or ""),
                links.get(row.pk, ()),
            )
            for row in rows
            if row.topic or not by_topic
        ]
        for burst in bursts(arrivals, usually):
            if any(burst.began < one.ended and burst.ended > one.began for one in found):
                continue
            tied = _tied(production, burst, rows, usual)
            if tied is not None:
                found.append(tied)
    return found


def _links(rows: Sequence[_Row]) -> dict[int, tuple[str, ...]]:
    """The addresses in the first messages: one link in many mails is a sign of a call to write."""
    if len(rows) < LEAST:
        return {}
    keys = [row.pk for row in rows[-MOST_READ:]]
    texts = Message.objects.filter(
        conversation__in=keys, direction=Message.Direction.IN, conversation__is_folded=False
    ).filter(new_text__contains="://")
    found: dict[int, tuple[str, ...]] = {}
    for conversation, text in texts.values_list("conversation", "new_text"):
        found[conversation] = tuple(sorted({link.rstrip(".,;:!?") for link in LINK.findall(text)}))
    return found


def _tied(production: Production, burst: Burst, rows: Sequence[_Row], usual: Usual) -> _Seen | None:
    """The burst with its slot; None where it is no more than after other broadcasts, or too little is known."""
    inside = [row for row in rows if burst.began <= row.at < burst.ended and burst.topic in {"", row.topic}]
    slot = slot_of(production, burst.began, burst.peak, _most_named(inside))
    began = burst.began
    if slot is not None and began < _quarter(slot.starts_at) < burst.ended:
        began = to_brussels(_quarter(slot.starts_at))
        inside = [row for row in inside if row.at >= began]
    usually = usually_after(slot, began, burst.ended, topic=burst.topic) if slot is not None else Usually((), None)
    expected, surprising = burst.expected, burst.surprise
    if usually.median is not None and len(usually.counts) >= 2:
        expected = max(usually.median, 0.5)
        surprising = surprise(len(inside), expected, SPREAD)
    least = LEAST if usual.days >= ENOUGH_DAYS or len(usually.counts) >= 2 else FLOOD
    if len(inside) < least or surprising < SURPRISING:
        return None
    return _Seen(
        burst.topic, began, burst.ended, inside, burst, slot, usually, round(expected, 1), round(surprising, 1)
    )


def _most_named(rows: Sequence[_Row]) -> int | None:
    """The broadcast that most of them speak of, if enough do."""
    named = Counter(row.broadcast for row in rows if row.broadcast)
    if not named:
        return None
    broadcast, count = named.most_common(1)[0]
    return broadcast if count >= SHARE_OF_SLOT * len(rows) else None


def _write(production: Production, seen: _Seen, *, at: datetime) -> Alarm:
    values = _values(seen)
    known = (
        Alarm.objects.select_for_update()
        .filter(production=production, topic=seen.topic, began_at__lt=seen.ended, ended_at__gt=seen.began)
        .order_by("began_at")
        .first()
    )
    if known is None:
        alarm = Alarm.objects.create(
            production=production,
            topic=seen.topic,
            raised_at=at,
            counted_at=at,
            told_count=values["messages"],
            **values,
        )
        told = facts.AlarmRaised(
            alarm_id=alarm.pk,
            messages=alarm.messages,
            expected=round(alarm.expected),
            began_at=alarm.began_at,
            broadcast_id=alarm.broadcast_id,
        )
        _tell(told, alarm, by=None, at=at)
        _write_to_the_desk(alarm, at=at)
        return alarm
    if all(getattr(known, name) == value for name, value in values.items()):
        return known
    grew = values["messages"] >= 2 * max(known.told_count, 1)
    if grew:
        values |= {"told_count": values["messages"]}
        if known.state == Alarm.State.WATCHED:
            values |= {"state": Alarm.State.PROPOSED}
    written = known.write({**values, "counted_at": at}, read_version=known.version)
    if grew:
        _tell(facts.AlarmGrew(alarm_id=written.pk, messages=written.messages), written, by=None, at=at)
    return written


def _values(seen: _Seen) -> dict[str, Any]:
    families = Counter(row.family for row in seen.rows if row.family)
    leader, same = families.most_common(1)[0] if families else (None, 0)
    many = [family for family, count in families.items() if count >= 2]
    topics = {row.topic for row in seen.rows if row.topic}
    return {
        "broadcast": seen.slot,
        "cause": _cause(leader, seen),
        "family": Family.objects.filter(pk=leader).first() if leader and same >= 2 else None,
        "began_at": seen.began,
        "ended_at": seen.ended,
        "peak_at": seen.peak,
        "messages": len(seen.rows),
        "same_cause": same if same >= 2 else 0,
        "writers": len({row.writer for row in seen.rows}),
        "families": len(many),
        "topics": len(topics),
        "expected": seen.expected,
        "surprise": seen.surprise,
        "compared_with": len(seen.usually.counts),
        "signs": [{"code": one.code, "share": one.share, "which": one.which} for one in seen.burst.signs],
        "is_organised": seen.burst.is_organised,
    }


def _cause(leader: int | None, seen: _Seen) -> RunningItem | None:
    """What the running order says was on air: as the family names it, as it was marked, as most people say."""
    if leader is not None:
        named = RunningItem.objects.filter(pk__in=Family.objects.filter(pk=leader).values("cause")).first()
        if named is not None:
            return named
    if seen.slot is None:
        return None
    items = list(RunningItem.objects.filter(broadcast=seen.slot).order_by("starts_at"))
    marked = next((item for item in items if item.is_cause), None)
    if marked is not None or not items:
        return marked
    minutes = [row.on_air_at for row in seen.rows if row.on_air_at and row.broadcast == seen.slot.pk]
    heard = Counter(_item_at(items, minute) for minute in minutes)
    heard.pop(None, None)
    return heard.most_common(1)[0][0] if heard else None


def _item_at(items: Sequence[RunningItem], minute: datetime) -> RunningItem | None:
    return next((item for item in reversed(items) if item.starts_at <= minute), None)


def _quarter(at: datetime) -> datetime:
    return at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0)


def _write_to_the_desk(alarm: Alarm, *, at: datetime) -> None:
    """One mail a language: to those on call for the slot, else to those who hold the desk."""
    people = _to_tell(alarm, at)
    for language in sorted({one.language for one in people}):
        with translation.override(language):
            title = alarm.production.title
            post(
                subject=_("%(title)s: %(count)s messages, %(expected)s expected")
                % {"title": title, "count": alarm.messages, "expected": round(alarm.expected)},
                text="\n".join(
                    (
                        _("Hello,"),
                        "",
                        _("Since %(hour)s, %(count)s messages have come in about %(title)s.")
                        % {
                            "hour": f"{to_brussels(alarm.began_at):%H:%M}",
                            "count": alarm.messages,
                            "title": title,
                        },
                        _("A crisis is proposed, never imposed. Look at it here, then decide:"),
                        f"{settings.PUBLIC_URL}{reverse('audience:crisis:cockpit')}"
                        f"?production={alarm.production_id}&alarm={alarm.pk}",
                    )
                ),
                to=[To(one.email, one.name) for one in people if one.language == language],
                language=language,
                production=alarm.production_id,
                about=alarm,
                by=None,
                at=at,
            )


def _to_tell(alarm: Alarm, at: datetime) -> list[User]:
    called = User.objects.filter(
        is_active=True, pk__in=OnCall.objects.filter(broadcast=alarm.broadcast_id).values("person")
    )
    people = list(called.order_by("pk")) if alarm.broadcast_id else []
    if people:
        return people
    grants = Grant.objects.in_force(to_brussels(at).date()).filter(
        role="audience_officer", client__isnull=True, desk__in=("", Desk.AUDIENCE)
    )
    reached = grants.filter(production__isnull=True) | grants.filter(production=alarm.production_id)
    return list(User.objects.filter(is_active=True, pk__in=reached.values("user")).order_by("pk"))


def stay_on_watch(*, alarm: Alarm, by: User, at: datetime) -> Alarm:
    """No crisis for now; it is proposed again if the burst doubles. Raises `AlarmOver`."""
    with transaction.atomic():
        fresh = Alarm.objects.select_for_update().get(pk=alarm.pk)
        if fresh.state in {Alarm.State.CRISIS, Alarm.State.OVER}:
            raise AlarmOver(fresh.pk)
        written = fresh.write(
            {
                "state": Alarm.State.WATCHED,
                "watched_by": by,
                "watched_at": at,
                "told_count": fresh.messages,
            },
            read_version=fresh.version,
        )
        _tell(facts.AlarmWatched(alarm_id=written.pk, messages=written.messages), written, by=by, at=at)
    return written


def put_on_call(*, broadcast: Broadcast, person: User, production: int, by: User, at: datetime) -> OnCall:
    """Somebody keeps watch over the messages of a broadcast, and is written to first."""
    with transaction.atomic():
        row, is_new = OnCall.objects.get_or_create(
            broadcast=broadcast, person=person, defaults={"by": by, "at": at}
        )
        if is_new:
            told = facts.OnCallSet(broadcast_id=broadcast.pk, person=str(person))
            announce(told, by=by, at=at, production=production, desk=Desk.AUDIENCE)
    return row


def take_off_call(*, on_call: OnCall, production: int | None, by: User, at: datetime) -> None:
    with transaction.atomic():
        told = facts.OnCallEnded(broadcast_id=on_call.broadcast_id, person=str(on_call.person))
        on_call.delete()
        announce(told, by=by, at=at, production=production, desk=Desk.AUDIENCE)


def _tell(happened: Fact, alarm: Alarm, *, by: User | None, at: datetime) -> None:
    announce(happened, by=by, at=at, about=alarm, production=alarm.production_id, desk=Desk.AUDIENCE)
