"""What the pages of approvals ask: lists, one's own queue, one submission with its guests and its log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Q, QuerySet

from coulisse.desks.community.approving.access import (
    GUEST,
    clients_of,
    submissions_for,
    submissions_within_reach,
)
from coulisse.desks.community.approving.frozen import Person, question_of, with_client
from coulisse.desks.community.approving.models import GuestSeat, Remark, RoleDecision, Submission
from coulisse.desks.community.approving.queries.shown import (
    ChangeShown,
    Line,
    LogLine,
    PublicationShown,
    Reader,
    count_of,
    line_of,
    publications_shown,
)
from coulisse.desks.community.approving.standing import Approval, approval_of, approvals, with_history
from coulisse.desks.community.approving.words import CRITERIA, role_label
from coulisse.desks.community.publishing.models import Publication
from coulisse.engines.approval import Kind, RoleState, Status
from coulisse.foundation.accounts.models import GuestLink, User
from coulisse.foundation.productions.models import Production
from coulisse.kernel.money import Money

MOST: Final = 100
VIEWS: Final = ("open", "approved", "closed")


@dataclass(frozen=True, slots=True)
class Listing:
    lines: tuple[Line, ...]
    counts: dict[str, int]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One role that somebody is asked for now."""

    pk: int
    title: str
    owner: str
    role: str
    label: str
    question: str
    asked_at: datetime
    due_at: datetime | None
    is_late: bool
    is_again: bool
    in_the_name_of: str
    count: int


@dataclass(frozen=True, slots=True)
class ToDecide:
    """One submission before the eyes of a role."""

    line: Line
    row: Submission
    role: str
    label: str
    question: str
    status: str
    is_asked: bool
    may_decide: bool
    own: RoleDecision | None
    is_own: bool
    """Whether whoever looks has said it."""
    changes: tuple[ChangeShown, ...]
    publications: tuple[PublicationShown, ...]
    mine: tuple[PublicationShown, ...]
    others: tuple[PublicationShown, ...]
    my_paid: bool
    has_paid: bool
    seal: str
    holders: tuple[tuple[str, str], ...]
    """In whose name a deputy decides: keys and names; empty for a holder."""

    @property
    def paid(self) -> Money | None:
        return None if self.row.paid_cents is None else Money(self.row.paid_cents)


@dataclass(frozen=True, slots=True)
class GuestShown:
    pk: int
    name: str
    email: str
    role: str
    advises_on: int | None
    link: int | None
    expires_at: datetime | None
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class One:
    """A submission with all that is known of it."""

    line: Line
    row: Submission
    publications: tuple[PublicationShown, ...]
    guests: tuple[GuestShown, ...]
    remarks: tuple[Remark, ...]
    log: tuple[LogLine, ...]
    my_roles: tuple[str, ...]
    uncovered: bool
    content_hash: str

    @property
    def paid(self) -> Money | None:
        return None if self.row.paid_cents is None else Money(self.row.paid_cents)


def _whole(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    return with_history(rows.select_related("client", "production"))


def of_production(user: User, production: Production) -> QuerySet[Submission]:
    mine = Q(production=production) | Q(client__isnull=False, client=production.client_id)
    return submissions_within_reach(user).filter(mine)


def listing(user: User, production: Production, *, view: str, at: datetime) -> Listing:
    """Submissions of a production and of its client, the newest first; four queries."""
    rows = of_production(user, production)
    wanted = {
        "open": Q(closed_at__isnull=True, agreed_at__isnull=True),
        "approved": Q(closed_at__isnull=True, agreed_at__isnull=False),
        "closed": Q(closed_at__isnull=False),
    }
    counts = rows.aggregate(**{name: Count("pk", filter=which) for name, which in wanted.items()})
    found = list(_whole(rows.filter(wanted[view])).order_by("-asked_at", "-pk")[: MOST + 1])
    lines = tuple(line_of(one) for one in approvals(found[:MOST], at=at))
    return Listing(lines, counts, len(found) > MOST)


def queue(user: User, *, at: datetime) -> tuple[Asked, ...]:
    """What waits for this person, over all productions and clients within reach, the longest waiting first."""
    person, clients = Person.of(user), clients_of(user)
    reached = submissions_for(clients) if clients else submissions_within_reach(user).filter(_names(user))
    rows = [_seated(row, person if clients else None) for row in _whole(reached.filter(closed_at__isnull=True))]
    found = [
        _asked(one, role, person.key)
        for one in approvals(rows, at=at)
        for role in one.asked_of(person.key)
        if role.is_client or not clients
    ]
    return tuple(sorted(found, key=lambda one: (one.due_at or one.asked_at, one.pk)))


def _seated(row: Submission, joins: Person | None) -> Submission:
    """As it is once the client's own person has a seat; written down only when that person speaks."""
    if joins is not None:
        row.route = with_client(row.route, joins)
    return row


def _names(user: User) -> Q:
    """Only those whose route has this person: the others need no reckoning."""
    return Q(route__people__has_key=f"u{user.pk}")


def count_for(user: User, *, at: datetime) -> int:
    return len(queue(user, at=at))


def _asked(approval: Approval, role: RoleState, key: str) -> Asked:
    row, step = approval.row, approval.route.step(role.role)
    holds = step is not None and key in step.holders
    assert role.asked_at is not None  # it is of the queue
    return Asked(
        pk=row.pk,
        title=row.title,
        owner=str(row.client or row.production),
        role=role.role,
        label=role_label(role.role),
        question=question(row, role.role, role.criterion),
        asked_at=role.asked_at,
        due_at=role.due_at,
        is_late=role.late_since is not None,
        is_again=role.status is Status.VOID or role.fell_at is not None,
        in_the_name_of="" if holds or step is None else approval.name_of(step.holders[0]),
        count=count_of(row),
    )


def question(row: Submission, role: str, criterion: str) -> str:
    return question_of(row.route, role) or str(CRITERIA[criterion])


def to_decide(
    row: Submission, role: str, *, key: str, joins: Person | None = None, at: datetime
) -> ToDecide | None:
    """What a role looks at; none where the role isn't of the route. Six queries."""
    approval = approval_of(_seated(_one(row.pk), joins), at=at)
    step = approval.route.step(role)
    if step is None:
        return None
    state, kinds = approval.state.role(role), step.answers_for
    shown = publications_shown(approval.row, _live(row), answers_for=kinds)
    own = next((one for one in reversed(list(approval.row.decisions.all())) if one.role == role), None)
    paid = bool(row.paid_cents or row.paid_plan)
    names = tuple((one, approval.name_of(one)) for one in step.holders)
    return ToDecide(
        line=line_of(approval),
        row=approval.row,
        role=role,
        label=role_label(role),
        question=question(row, role, step.criterion),
        status=state.status,
        is_asked=state.is_asked,
        may_decide=row.closed_at is None and (key in state.people or _decided(own, key)),
        own=own,
        is_own=own is not None and own.key == key,
        changes=Reader(approval).changes(state.changes),
        publications=shown,
        mine=tuple(one for one in shown if one.is_mine),
        others=tuple(one for one in shown if not one.is_mine),
        my_paid=paid and Kind.PAID in kinds,
        has_paid=paid,
        seal=approval.seal(role),
        holders=() if key in step.holders else names,
    )


def _decided(own: RoleDecision | None, key: str) -> bool:
    return own is not None and own.key == key and own.verdict != RoleDecision.Verdict.WITHDRAWN


def one(user: User, row: Submission, *, at: datetime) -> One:
    approval = approval_of(_one(row.pk), at=at)
    shown = publications_shown(approval.row, _live(row))
    key = f"u{user.pk}"
    return One(
        line=line_of(approval),
        row=approval.row,
        publications=shown,
        guests=_guests(row),
        remarks=tuple(row.remarks.all()),
        log=Reader(approval).log(approval.state.log),
        my_roles=tuple(role.role for role in approval.asked_of(key)) if row.closed_at is None else (),
        uncovered=bool(approval.state.uncovered),
        content_hash=approval.state.content,
    )


def guest_log(row: Submission, *, at: datetime) -> tuple[LogLine, ...]:
    """The log without private notes nor the team's reasons for refusing."""
    approval = approval_of(_one(row.pk), at=at)
    return Reader(approval).log(approval.state.log_for_guests)


def _one(pk: int) -> Submission:
    return _whole(Submission.objects.select_related("asked_by")).get(pk=pk)


def _live(row: Submission) -> dict[int, Publication]:
    return {one.pk: one for one in row.publications.all()}


def _guests(row: Submission) -> tuple[GuestShown, ...]:
    seats = list(row.guests.all())
    links: dict[int, list[GuestLink]] = {}
    lent = GuestLink.objects.filter(kind=GUEST, object_id__in=[seat.pk for seat in seats])
    for link in lent.filter(revoked_at__isnull=True).prefetch_related("receipts").order_by("lent_at"):
        links.setdefault(link.object_id, []).append(link)
    return tuple(_guest(seat, links.get(seat.pk, ())) for seat in seats)


def _guest(seat: GuestSeat, links: Iterable[GuestLink]) -> GuestShown:
    held = list(links)
    opened = [receipt.at for link in held for receipt in link.receipts.all()]
    return GuestShown(
        pk=seat.pk,
        name=seat.name,
        email=seat.email,
        role=role_label(seat.role),
        advises_on=seat.publication_id,
        link=held[-1].pk if held else None,
        expires_at=held[-1].expires_at if held else None,
        opened_at=max(opened, default=None),
    )


def for_adviser(seat: GuestSeat) -> tuple[PublicationShown, ...]:
    """The one publication that an adviser sees."""
    row = _one(seat.submission_id)
    return publications_shown(row, _live(row), only=seat.publication_id)
