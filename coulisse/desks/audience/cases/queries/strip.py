"""The follow-up of one conversation at a glance: delay, service, case, register, material. One query."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from coulisse.desks.audience.cases.models import (
    Case,
    CaseMember,
    Deadline,
    HandOver,
    Material,
    PostedLetter,
    Recourse,
    ReleaseFinding,
    RoutedQuestion,
)
from coulisse.desks.audience.cases.models.handovers import HandDesk
from coulisse.desks.audience.cases.models.recourse import Body
from coulisse.desks.audience.cases.terms import NoKnownRule, due_of
from coulisse.desks.audience.cases.words import rule_in_words
from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.questions import AgreedToBeShown
from coulisse.engines.deadlines import Route
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.links import GATE_FAILED, NO_ANSWER, NOBODY_ANSWERS, ask, fill
from coulisse.kernel.counting import SkipReason

SLOT: Final = "audience.conversation.followed"
"""Where other desks may show what they know of a conversation."""
IMAGE: Final = "image_right"


@dataclass(frozen=True, slots=True)
class DueLine:
    """The last day and the rule behind it, as read on the screen."""

    on: date
    route: str
    rule: str
    """« 30 jours ouvrables »; « jour choisi à la main »."""
    regime: str
    source: str
    read_on: date | None
    confidence: str
    starts_on: date
    holidays: tuple[date, ...]
    reason: str
    earlier: int
    """How many reckonings came before."""

    @property
    def to_be_confirmed(self) -> bool:
        return self.confidence == "L"


@dataclass(frozen=True, slots=True)
class CaseLine:
    pk: int
    number: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class MaterialLine:
    pk: int
    kind: str
    kind_label: str
    label: str
    place: str
    goes_at: datetime | None
    source: str
    state: str
    state_label: str
    reason: str
    who: str
    decided_at: datetime | None


@dataclass(frozen=True, slots=True)
class RecourseLine:
    pk: int
    body: str
    body_label: str
    state: str
    state_label: str
    asked_on: date


@dataclass(frozen=True, slots=True)
class QuestionLine:
    pk: int
    to: str
    due_on: date
    is_answered: bool


@dataclass(frozen=True, slots=True)
class HandOverLine:
    pk: int
    desk: str
    desk_label: str
    to: str
    at: datetime
    due_at: datetime | None
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """What is known of an agreement to be shown."""

    person: str
    register_answers: bool
    is_agreed: bool | None
    """By the register; None as long as none answers."""
    found: str
    """absent, present, unclear: what a person noted; empty, nobody looked yet."""
    found_label: str
    note: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class PostedLine:
    pk: int
    number: str
    dated_on: date
    sent_on: date | None


@dataclass(frozen=True, slots=True)
class Strip:
    """What is followed about one conversation."""

    conversation_id: int
    reference: str
    production_id: int | None
    service: str
    service_label: str
    due: DueLine | None
    case: CaseLine | None
    recourses: tuple[RecourseLine, ...]
    questions: tuple[QuestionLine, ...]
    handovers: tuple[HandOverLine, ...]
    release: ReleaseLine | None
    materials: tuple[MaterialLine, ...]
    posted: tuple[PostedLine, ...]
    panes: tuple[SafeString, ...]
    may_change: bool

    @property
    def to_block(self) -> tuple[MaterialLine, ...]:
        return tuple(one for one in self.materials if one.state == Material.State.PROPOSED)

    @property
    def blocked(self) -> tuple[MaterialLine, ...]:
        return tuple(one for one in self.materials if one.state == Material.State.BLOCKED)

    @property
    def rushes(self) -> int:
        return sum(one.kind != Material.Kind.POST for one in self.to_block)

    @property
    def posts(self) -> int:
        return sum(one.kind == Material.Kind.POST for one in self.to_block)

    @property
    def open_recourse(self) -> RecourseLine | None:
        return next((one for one in self.recourses if one.state in ("announced", "filed")), None)


def strip(conversation: Conversation, *, user: User) -> Strip:
    """All that is followed about one conversation, in one query."""
    row = _gathered(conversation.pk)
    materials = tuple(_material(one) for one in row["of_materials"])
    return Strip(
        conversation_id=conversation.pk,
        reference=conversation.reference,
        production_id=conversation.production_id,
        service=conversation.service,
        service_label=str(Conversation.Service(conversation.service).label),
        due=_due(row["of_deadlines"], conversation),
        case=next((CaseLine(**one) for one in row["of_cases"]), None),
        recourses=tuple(_recourse(one) for one in row["of_recourses"]),
        questions=tuple(_question(one) for one in row["of_questions"]),
        handovers=tuple(_handover(one) for one in row["of_handovers"]),
        release=_release(conversation, row["of_findings"], bool(materials)),
        materials=materials,
        posted=tuple(_posted(one) for one in row["of_posted"]),
        panes=tuple(fill(SLOT, user=user, subject_id=conversation.pk)),
        may_change=user.may("change", desk=Desk.AUDIENCE, production=conversation.production_id),
    )


def _gathered(pk: int) -> dict[str, list[dict[str, Any]]]:
    mine = {"conversation": OuterRef("pk")}
    found = Conversation.objects.filter(pk=pk).values(
        of_deadlines=_rows(
            Deadline.objects.filter(**mine).order_by("-is_current", "-at", "-id"),
            "route",
            "amount",
            "unit",
            "regime",
            "source",
            "read_on",
            "confidence",
            "starts_on",
            "due_on",
            "skipped",
            "reason",
            "is_current",
        ),
        of_cases=_rows(
            CaseMember.objects.filter(**mine),
            pk="case_id",
            number="case__number",
            title="case__title",
            state="case__state",
        ),
        of_recourses=_rows(Recourse.objects.filter(**mine).order_by("-id"), "pk", "body", "state", "asked_on"),
        of_questions=_rows(
            RoutedQuestion.objects.filter(**mine, withdrawn_at__isnull=True).order_by("id"),
            "pk",
            "guest_name",
            "due_on",
            "answered_at",
            asked_to="asked_to__name",
        ),
        of_handovers=_rows(
            HandOver.objects.filter(**mine, taken_back_at__isnull=True).order_by("-id"),
            "pk",
            "desk",
            "name",
            "at",
            "due_at",
            "received_at",
        ),
        of_findings=_rows(
            ReleaseFinding.objects.filter(**mine).order_by("-id")[:1],
            "person",
            "found",
            "note",
            "at",
            by="by__name",
        ),
        of_materials=_rows(
            Material.objects.filter(**mine).order_by("id"),
            "pk",
            "kind",
            "label",
            "place",
            "goes_at",
            "source",
            "state",
            "reason",
            "decided_at",
            who="decided_by__name",
        ),
        of_posted=_rows(
            PostedLetter.objects.filter(**mine).order_by("-id"), "pk", "number", "dated_on", "sent_on"
        ),
    )
    return dict[str, Any](found.get())


def _rows(found: QuerySet[Any], *names: str, **renamed: str) -> ArraySubquery:
    """The rows as an array of objects, inside the one query."""
    fields = {name: F(name) for name in names} | {name: F(path) for name, path in renamed.items()}
    return ArraySubquery(found.values(row=JSONObject(**fields)))


def _due(rows: list[dict[str, Any]], conversation: Conversation) -> DueLine | None:
    """The reckoning that stands; a day that the intake set is explained by the rule that gives the same day."""
    if not rows or not rows[0]["is_current"]:
        return _of_the_intake(conversation)
    return _standing(rows)


def _standing(rows: list[dict[str, Any]]) -> DueLine:
    current = rows[0]
    read_on = current["read_on"]
    return DueLine(
        on=_day(current["due_on"]),
        route=str(Deadline.Route(current["route"]).label),
        rule=rule_in_words(current["amount"], current["unit"]),
        regime=current["regime"],
        source=current["source"],
        read_on=_day(read_on) if read_on else None,
        confidence=current["confidence"],
        starts_on=_day(current["starts_on"]),
        holidays=tuple(_day(one["day"]) for one in current["skipped"]),
        reason=current["reason"],
        earlier=len(rows) - 1,
    )


def due_line(case: Case) -> DueLine | None:
    """The reckoning of a case that stands, in one query."""
    rows: list[Any] = list(
        Deadline.objects.filter(case=case)
        .order_by("-is_current", "-at", "-id")
        .values(
            "route",
            "amount",
            "unit",
            "regime",
            "source",
            "read_on",
            "confidence",
            "starts_on",
            "due_on",
            "skipped",
            "reason",
            "is_current",
        )
    )
    return _standing(rows) if rows and rows[0]["is_current"] else None


def _of_the_intake(conversation: Conversation) -> DueLine | None:
    if conversation.due_on is None:
        return None
    start = localdate(conversation.received_at)
    try:
        found = due_of(Route.MEDIATION, start)
    except NoKnownRule:
        found = None
    if found is None or found.due.date != conversation.due_on:
        return DueLine(conversation.due_on, "", "", "", "", None, "", start, (), "", 0)
    term = found.due.term
    return DueLine(
        on=conversation.due_on,
        route="",
        rule=rule_in_words(term.amount, term.unit),
        regime=found.regime,
        source=term.source,
        read_on=term.read_on,
        confidence=str(term.confidence),
        starts_on=start,
        holidays=tuple(one.day for one in found.due.skipped if one.reason is SkipReason.HOLIDAY),
        reason="",
        earlier=0,
    )


def _material(row: dict[str, Any]) -> MaterialLine:
    return MaterialLine(
        pk=row["pk"],
        kind=row["kind"],
        kind_label=str(Material.Kind(row["kind"]).label),
        label=row["label"],
        place=row["place"],
        goes_at=_moment(row["goes_at"]),
        source=row["source"],
        state=row["state"],
        state_label=str(Material.State(row["state"]).label),
        reason=row["reason"],
        who=row["who"] or "",
        decided_at=_moment(row["decided_at"]),
    )


def _recourse(row: dict[str, Any]) -> RecourseLine:
    return RecourseLine(
        row["pk"],
        row["body"],
        str(Body(row["body"]).label),
        row["state"],
        str(Recourse.State(row["state"]).label),
        _day(row["asked_on"]),
    )


def _question(row: dict[str, Any]) -> QuestionLine:
    return QuestionLine(
        row["pk"], row["asked_to"] or row["guest_name"], _day(row["due_on"]), row["answered_at"] is not None
    )


def _handover(row: dict[str, Any]) -> HandOverLine:
    at = _moment(row["at"])
    assert at is not None
    return HandOverLine(
        row["pk"],
        row["desk"],
        str(HandDesk(row["desk"]).label),
        row["name"],
        at,
        _moment(row["due_at"]),
        _moment(row["received_at"]),
    )


def _posted(row: dict[str, Any]) -> PostedLine:
    return PostedLine(
        row["pk"], row["number"], _day(row["dated_on"]), parse_date(row["sent_on"]) if row["sent_on"] else None
    )


def _release(conversation: Conversation, findings: list[dict[str, Any]], has_material: bool) -> ReleaseLine | None:
    """Shown where somebody claims a right in their image, or where material is to be held back."""
    claims = conversation.kind == IMAGE or any(one.get("code") == IMAGE for one in conversation.kinds)
    if not (claims or has_material or findings):
        return None
    latest = findings[0] if findings else None
    person = latest["person"] if latest else str(conversation.writer)
    answers, agreed = register_says(person, conversation)
    return ReleaseLine(
        person=person,
        register_answers=answers,
        is_agreed=agreed,
        found=latest["found"] if latest else "",
        found_label=str(ReleaseFinding.Found(latest["found"]).label) if latest else "",
        note=latest["note"] if latest else "",
        by=(latest["by"] or "") if latest else "",
        at=_moment(latest["at"]) if latest else None,
    )


def register_says(person: str, conversation: Conversation) -> tuple[bool, bool | None]:
    """Whether a register of agreements answers at all, and what it says."""
    answer = ask(AgreedToBeShown(person, conversation.production_id, conversation.pk))
    codes = {reason.code for reason in answer.reasons}
    if codes & {NOBODY_ANSWERS, NO_ANSWER, GATE_FAILED}:
        return False, None
    return True, answer.allowed


def _day(text: str | date) -> date:
    if isinstance(text, date):
        return text
    found = parse_date(text[:10])
    assert found is not None
    return found


def _moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
