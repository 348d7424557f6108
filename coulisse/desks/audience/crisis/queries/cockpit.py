"""The cockpit: one alarm, what it consists of, what was said about it, who answers what, and the open crisis.

Every query is bounded by the hours of the alarm.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, DateTimeField, F, Func, Q, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coulisse.desks.audience.answers.fields import as_read
from coulisse.desks.audience.answers.lines import Line, line_of_family
from coulisse.desks.audience.answers.models import Answer, BulkAnswer
from coulisse.desks.audience.care.access import manages
from coulisse.desks.audience.care.models import ThreatFile, ThreatStep
from coulisse.desks.audience.cases.models import HandOver, Recommendation
from coulisse.desks.audience.crisis.curve import AIR, NIGHT, QUARTER, WIDE, Counted, Curve, Piece, draw
from coulisse.desks.audience.crisis.models import Alarm, Crisis
from coulisse.desks.audience.crisis.verbatims import Quote, validated
from coulisse.desks.audience.families.queries import FOLDED_FROM
from coulisse.desks.audience.intake.models import Conversation, Family, RunningItem
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.models import State as LetterState
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import to_brussels

AFTER: Final = timedelta(hours=36)
"""What is handed over, passed on or recommended so long after the last message still belongs to the alarm."""
MOST_QUOTES: Final = 4
OLD: Final = timedelta(days=14)
NIGHT_FROM: Final = 17
NIGHT_UNTIL: Final = 11


@dataclass(frozen=True, slots=True)
class Row:
    """One quarter of an hour, for the table."""

    begins: datetime
    ends: datetime
    count: int
    on_air: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Who answers what: one conversation handed over, with its deadline."""

    conversation_id: int
    desk: str
    label: str
    title: str
    to: str
    at: datetime
    due_at: datetime | None
    left: str
    """« 2 h 05 », where the deadline lies ahead of an alarm of today; empty elsewhere."""
    is_late: bool
    is_received: bool


@dataclass(frozen=True, slots=True)
class Threats:
    """How many threats are in it, and whether somebody took care of them."""

    count: int
    followed: int
    passed_at: datetime | None
    file_id: int | None
    """The only file, for a reader who may open it."""


@dataclass(frozen=True, slots=True)
class Bulk:
    """The answer to the family, as far as it has left."""

    pk: int
    title: str
    total: int
    sent: int
    state: str
    state_label: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation that came out of it."""

    pk: int
    title: str
    to: str
    due_on: date | None
    decision: str
    decision_label: str


@dataclass(frozen=True, slots=True)
class Signal:
    """What speaks for an organised campaign."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Cockpit:
    """All that the page shows of one alarm."""

    alarm: Alarm
    headline: str
    same_cause: int
    """Of the largest family, with those joined to it."""
    in_others: int
    """Of other families that stand over the inbox: another language that nobody has joined yet."""
    apart: int
    """In no such family: somebody answers them one by one, as the inbox says too."""
    languages: tuple[tuple[str, int], ...]
    topics: int
    cause: str
    cause_at: datetime | None
    programme: str
    usual: str
    signals: tuple[Signal, ...]
    curves: tuple[Curve, ...]
    rows: tuple[Row, ...]
    quotes: tuple[Quote, ...]
    line: Line | None
    line_texts: tuple[tuple[str, str], ...]
    """The approved line as one reads it, by language: without greeting, signature and fields."""
    bulk: Bulk | None
    threats: Threats
    desks: tuple[Desk, ...]
    asked: tuple[Asked, ...]


def alarms_of(production: Production, *, most: int = 12) -> list[Alarm]:
    """The latest first. One query."""
    found = Alarm.objects.filter(production=production).select_related(
        "broadcast__programme", "cause", "family", "watched_by", "production"
    )
    return list(found.order_by("-began_at", "-pk")[:most])


def latest_message_at(production: Production) -> datetime | None:
    found = Conversation.objects.filter(production=production).order_by("-received_at")
    return found.values_list("received_at", flat=True).first()


def current_alarm(alarms: Sequence[Alarm], latest: datetime | None) -> Alarm | None:
    """The last one, unless it is two weeks behind the messages; one that waits for a decision comes first."""
    if latest is None:
        return None
    recent = [one for one in alarms if one.ended_at > latest - OLD]
    whole = [one for one in recent if not one.topic] or recent
    return next((one for one in whole if one.state in {"proposed", "crisis"}), whole[0] if whole else None)


def crises_of(production: Production, *, most: int = 12) -> list[Crisis]:
    found = Crisis.objects.filter(production=production).select_related("opened_by", "down_by", "alarm")
    return list(found.order_by("-opened_at", "-pk")[:most])


def cockpit(alarm: Alarm, *, user: User, at: datetime) -> Cockpit:
    """One alarm through. A dozen queries, all within its hours."""
    counts = _counts(alarm)
    counted = _counted(alarm, counts)
    languages = _languages(alarm)
    facts = _facts(alarm)
    programme = str(alarm.broadcast.programme) if alarm.broadcast else ""
    line = line_of_family(alarm.family, today=to_brussels(at).date()) if alarm.family else None
    said = {"programme": programme or alarm.production.title}
    return Cockpit(
        alarm=alarm,
        headline=headline(alarm),
        same_cause=alarm.same_cause,
        in_others=facts["in_others"],
        apart=max(0, alarm.messages - alarm.same_cause - facts["in_others"]),
        languages=languages,
        topics=facts["topics"],
        cause=alarm.cause.title if alarm.cause else "",
        cause_at=alarm.cause.starts_at if alarm.cause else None,
        programme=programme,
        usual=usual_words(alarm),
        signals=tuple(_signals(alarm)),
        curves=tuple(draw(counted, frame) for frame in (WIDE, AIR, NIGHT)),
        rows=_rows(counted),
        quotes=_quotes(alarm),
        line=line,
        line_texts=tuple((code, as_read(text, said)) for code, text in line.texts.items()) if line else (),
        bulk=_bulk(alarm),
        threats=_threats(alarm, facts["threats"], user),
        desks=_desks(alarm, at),
        asked=_asked(alarm),
    )


def headline(alarm: Alarm) -> str:
    """« 412 messages en une nuit, 400 pour la même séquence »."""
    said = _when(alarm) % {"count": alarm.messages}
    if alarm.same_cause < 2:
        return said
    if alarm.cause is not None:
        return _("%(said)s, %(same)s about the same sequence") % {"said": said, "same": alarm.same_cause}
    return _("%(said)s, %(same)s saying the same") % {"said": said, "same": alarm.same_cause}


def _when(alarm: Alarm) -> str:
    began, ended = to_brussels(alarm.began_at), to_brussels(alarm.ended_at)
    if began.hour >= NIGHT_FROM and (ended.date() - began.date()).days == 1 and ended.hour <= NIGHT_UNTIL:
        return _("%(count)s messages in one night")
    hours = max(1, round((ended - began) / timedelta(hours=1)))
    if hours <= 48:
        return ngettext(
            "%%(count)s messages in %(hours)s hour", "%%(count)s messages in %(hours)s hours", hours
        ) % {"hours": hours}
    return _("%(count)s messages in two days")


def usual_words(alarm: Alarm) -> str:
    """What it was held against, in words."""
    expected = round(alarm.expected)
    if alarm.compared_with >= 2:
        said = ngettext(
            "usually %(count)s message in these hours, after the last %(many)s broadcasts",
            "usually %(count)s messages in these hours, after the last %(many)s broadcasts",
            expected,
        )
        return said % {"count": expected, "many": alarm.compared_with}
    said = ngettext(
        "%(count)s message expected in these hours",
        "%(count)s messages expected in these hours",
        expected,
    )
    return said % {"count": expected}


def _signals(alarm: Alarm) -> list[Signal]:
    words = {
        "one_text": _("one text in %(share)s %% of the messages"),
        "one_link": _("one link in %(share)s %% of the messages"),
        "even_times": _("messages at even intervals"),
    }
    return [
        Signal(one["code"], words[one["code"]] % {"share": round(one["share"] * 100)})
        for one in alarm.signs
        if one["code"] in words
    ]


def _inside(alarm: Alarm) -> "Q":
    inside = Q(production=alarm.production_id, received_at__gte=alarm.began_at, received_at__lt=alarm.ended_at)
    if alarm.topic:
        inside &= Q(topic__code=alarm.topic)
    return inside


def _counts(alarm: Alarm) -> dict[datetime, int]:
    """Messages by quarter of an hour, counted by the database. One query."""
    found = Conversation.objects.filter(_inside(alarm)).exclude(state=Conversation.State.SPAM).order_by()
    quarter = Func(
        Value(QUARTER), F("received_at"), Value(alarm.began_at), function="date_bin", output_field=DateTimeField()
    )
    rows = found.annotate(quarter=quarter).values_list("quarter").annotate(count=Count("pk"))
    return dict(rows)


def _counted(alarm: Alarm, counts: Mapping[datetime, int]) -> Counted:
    slot = alarm.broadcast
    pieces: list[Piece] = []
    if slot is not None:
        items = list(RunningItem.objects.filter(broadcast=slot).order_by("starts_at"))
        for place, item in enumerate(items):
            ends = items[place + 1].starts_at if place + 1 < len(items) else slot.ends_at
            pieces.append(Piece(item.starts_at, ends, item.title, item.pk == alarm.cause_id))
    near = slot is not None and slot.starts_at < alarm.ended_at and slot.ends_at > alarm.began_at
    return Counted(
        began=alarm.began_at,
        ended=alarm.ended_at,
        counts=counts,
        pieces=pieces if near else [],
        slot=(slot.starts_at, slot.ends_at) if near and slot is not None else None,
    )


def _rows(counted: Counted) -> tuple[Row, ...]:
    """The table twin: each quarter that is drawn, the rest in one line."""
    rows = []
    for at in counted.quarters[: counted.shown]:
        on_air = [one.title for one in counted.pieces if one.starts_at < at + QUARTER and one.ends_at > at]
        rows.append(Row(at, at + QUARTER, counted.counts.get(at, 0), ", ".join(on_air)))
    left = counted.quarters[counted.shown :]
    if left:
        rows.append(Row(left[0], counted.ended, sum(counted.counts.get(at, 0) for at in left), ""))
    return tuple(rows)


def _languages(alarm: Alarm) -> tuple[tuple[str, int], ...]:
    """How many of the largest family wrote in each language."""
    if alarm.family_id is None:
        return ()
    of_cause = Q(family=alarm.family_id) | Q(family__joined_to=alarm.family_id)
    found = Conversation.objects.filter(of_cause, _inside(alarm)).order_by()
    rows = found.values_list("family__language").annotate(count=Count("pk"))
    return tuple(sorted(rows, key=lambda row: -row[1]))


def _facts(alarm: Alarm) -> dict[str, int]:
    """Topics, threats and what stands in other families than the largest, in one look."""
    large = Q(family__size__gte=FOLDED_FROM) | Q(family__joined_to__size__gte=FOLDED_FROM)
    if alarm.family_id is not None:
        large &= ~Q(family=alarm.family_id) & (
            Q(family__joined_to__isnull=True) | ~Q(family__joined_to=alarm.family_id)
        )
    found = Conversation.objects.filter(_inside(alarm)).exclude(state=Conversation.State.SPAM)
    return found.aggregate(
        topics=Count("topic", distinct=True),
        threats=Count("pk", filter=Q(is_folded=True, gist="threat")),
        in_others=Count("pk", filter=large),
    )


def _quotes(alarm: Alarm) -> tuple[Quote, ...]:
    """Validated words, one of each language before a second one."""
    found = validated(alarm.production, since=alarm.began_at, until=alarm.ended_at)
    seen: dict[str, int] = {}
    ranked = []
    for one in found:
        ranked.append((seen.get(one.language, 0), one))
        seen[one.language] = seen.get(one.language, 0) + 1
    chosen = [one for _rank, one in sorted(ranked, key=lambda pair: pair[0])[:MOST_QUOTES]]
    return tuple(sorted(chosen, key=lambda one: (one.said_at, one.pk)))


def _bulk(alarm: Alarm) -> Bulk | None:
    if alarm.family_id is None:
        return None
    row = BulkAnswer.objects.filter(family=alarm.family_id).order_by("-prepared_at", "-pk").first()
    if row is None:
        return None
    counts = Answer.objects.filter(bulk=row, recalled_at__isnull=True).aggregate(
        total=Count("pk"), sent=Count("pk", filter=Q(recipient__state=LetterState.SENT))
    )
    return Bulk(
        row.pk, row.title, counts["total"], counts["sent"], row.state, row.get_state_display(), row.ends_at
    )


def _threats(alarm: Alarm, count: int, user: User) -> Threats:
    if not count:
        return Threats(0, 0, None, None)
    files = list(
        ThreatFile.objects.filter(
            conversation__production=alarm.production_id,
            conversation__received_at__gte=alarm.began_at,
            conversation__received_at__lt=alarm.ended_at,
        ).values_list("pk", flat=True)[:50]
    )
    passed = ThreatStep.objects.filter(file__in=files, kind=ThreatStep.Kind.PASSED_ON).order_by("-at")
    latest = passed.values_list("at", flat=True).first() if files else None
    opens = len(files) == 1 and manages(user, alarm.production_id)
    return Threats(count, len(files), latest, files[0] if opens else None)


def _desks(alarm: Alarm, at: datetime) -> tuple[Desk, ...]:
    rows = HandOver.objects.filter(
        conversation__production=alarm.production_id,
        conversation__received_at__gte=alarm.began_at,
        conversation__received_at__lt=alarm.ended_at + AFTER,
        taken_back_at__isnull=True,
    ).select_related("conversation__writer")
    shown = [_desk(row, alarm, at) for row in rows.order_by("due_at", "at")[:20]]
    return tuple(sorted(shown, key=lambda one: (one.due_at is None, one.due_at or one.at)))


def _desk(row: HandOver, alarm: Alarm, at: datetime) -> Desk:
    return Desk(
        conversation_id=row.conversation_id,
        desk=row.desk,
        label=row.get_desk_display(),
        title=row.conversation.reference if row.conversation.is_folded else str(row.conversation.writer),
        to=row.name,
        at=row.at,
        due_at=row.due_at,
        left=time_left(row.due_at, alarm.began_at, at),
        is_late=row.due_at is not None and row.due_at < at,
        is_received=row.received_at is not None,
    )


def time_left(due_at: datetime | None, since: datetime, at: datetime) -> str:
    """« 2 h 05 » until a deadline, while it runs; nothing before it began to run or once it has passed."""
    if due_at is None or not since <= at < due_at:
        return ""
    minutes = (due_at - at) // timedelta(minutes=1)
    if minutes >= 48 * 60:
        days = minutes // (24 * 60)
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    return _("%(hours)s h %(minutes)s") % {"hours": minutes // 60, "minutes": f"{minutes % 60:02}"}


def _asked(alarm: Alarm) -> tuple[Asked, ...]:
    found = Recommendation.objects.filter(production=alarm.production_id)
    about = Q(from_on__gte=to_brussels(alarm.began_at).date(), from_on__lte=to_brussels(alarm.ended_at).date())
    if alarm.family_id is not None:
        about |= Q(family=alarm.family_id) | Q(family__in=Family.objects.filter(joined_to=alarm.family_id))
    rows = found.filter(about).select_related("owner").order_by("-asked_at", "-pk")[:4]
    return tuple(
        Asked(row.pk, row.title, str(row.owner or ""), row.due_on, row.decision, row.get_decision_display())
        for row in rows
    )
