"""What is approved and what was done, ready to be read: publications with what a role answers for, and the log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from coulisse.desks.community.approving.content import words_of
from coulisse.desks.community.approving.models import Submission
from coulisse.desks.community.approving.standing import Approval
from coulisse.desks.community.approving.words import (
    DOTS,
    EVENTS,
    KINDS,
    OBJECTIONS,
    OUTCOMES,
    STATUSES,
    WAYS,
    role_label,
)
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.engines.approval import Change, Entry, Event, Kind, RoleState, Status
from coulisse.foundation.documents.previews import DRAWN


@dataclass(frozen=True, slots=True)
class RoleBar:
    """One role of the approval bar."""

    role: str
    label: str
    status: str
    words: str
    tone: str
    dot: str
    who: str
    at: datetime | None
    due_at: datetime | None
    is_late: bool
    is_client: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """One submission of a list."""

    pk: int
    title: str
    content: str
    outcome: str
    words: str
    tone: str
    asked_at: datetime
    bar: tuple[RoleBar, ...]
    count: int
    late: tuple[str, ...]
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class FileShown:
    version: int
    name: str
    alt: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class PublicationShown:
    """One publication as it is approved. `mine`: whether anything in it is the reader's to judge."""

    pk: int
    account: str
    network: str
    language: str
    due_at: datetime | None
    is_tied: bool
    warning: str
    text: str
    tags: tuple[str, ...]
    links: tuple[str, ...]
    files: tuple[FileShown, ...]
    subtitles: tuple[str, ...]
    my_text: bool
    my_hour: bool
    my_network: bool
    my_links: bool
    my_tags: bool
    my_files: bool
    my_alts: bool

    @property
    def is_mine(self) -> bool:
        return any(
            (self.my_text, self.my_hour, self.my_network, self.my_links, self.my_tags, self.my_files, self.my_alts)
        )


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """A part that isn't what it was, in words."""

    kind: str
    of: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LogLine:
    at: datetime
    event: str
    words: str
    tone: str
    who: str
    role: str
    in_the_name_of: str
    to: str
    changes: tuple[ChangeShown, ...]
    objection: str
    reason: str
    note: str
    is_private: bool
    way: str
    """Who and how, in words, where somebody from outside the house spoke."""


TONES: Mapping[str, str] = {
    Event.APPROVED: "ok",
    Event.COMPLETE: "ok",
    Event.REFUSED: "stop",
    Event.STOPPED: "stop",
    Event.FELL: "warn",
    Event.OVERDUE: "warn",
    Event.DEPUTY: "warn",
}


def count_of(row: Submission) -> int:
    """How many publications; the row comes `with_history`."""
    return len(list(row.revisions.all())[-1].content["publications"])


def line_of(approval: Approval) -> Line:
    row, state = approval.row, approval.state
    words, tone = OUTCOMES[state.outcome]
    return Line(
        pk=row.pk,
        title=row.title,
        content=row.get_content_type_display(),
        outcome=state.outcome,
        words=str(words),
        tone=tone,
        asked_at=row.asked_at,
        bar=tuple(bar_of(approval, role) for role in state.roles),
        count=count_of(row),
        late=tuple(role_label(role.role) for role in state.roles if role.status is Status.LATE),
        next_at=state.next_due.at if state.next_due else None,
    )


def bar_of(approval: Approval, role: RoleState) -> RoleBar:
    words, tone = STATUSES[role.status]
    decision = role.decision if role.status in (Status.APPROVED, Status.REFUSED) else None
    keys = (decision.by,) if decision else role.people or _holders(approval, role.role)
    return RoleBar(
        role=role.role,
        label=role_label(role.role),
        status=role.status,
        words=str(words),
        tone=tone,
        dot=DOTS[role.status],
        who=", ".join(filter(None, (approval.name_of(key) for key in keys))),
        at=decision.at if decision else role.asked_at,
        due_at=None if decision else role.due_at,
        is_late=role.late_since is not None,
        is_client=role.is_client,
        reason=decision.reason if decision else "",
    )


def _holders(approval: Approval, role: str) -> tuple[str, ...]:
    step = approval.route.step(role)
    return step.holders if step else ()


def publications_shown(
    row: Submission,
    live: Mapping[int, Publication],
    *,
    answers_for: frozenset[Kind] = frozenset(),
    only: int | None = None,
) -> tuple[PublicationShown, ...]:
    """As the last revision has them; `live` gives the hours of those that are tied to a broadcast."""
    content = list(row.revisions.all())[-1].content
    networks = dict(NetworkAccount.Network.choices)
    found = []
    for one in content["publications"]:
        if only is not None and one["pk"] != only:
            continue
        now = live.get(one["pk"])
        found.append(
            PublicationShown(
                pk=one["pk"],
                account=one["account"].partition(" · ")[2] or one["account"],
                network=str(networks.get(one["network"], one["network"])),
                language=one["language"],
                due_at=now.due_at if now else None,
                is_tied=one["moment"].startswith("broadcast"),
                warning=one["warning"],
                text=one["text"],
                tags=tuple(one["tags"]),
                links=tuple(one["links"]),
                files=tuple(
                    FileShown(file["version"], file["name"], file["alt"], file["media_type"] in DRAWN)
                    for file in one["files"]
                ),
                subtitles=tuple(f"{told['name']} ({told['language']})" for told in one["subtitles"]),
                my_text=Kind(f"text_{one['language']}") in answers_for,
                my_hour=Kind.HOUR in answers_for,
                my_network=Kind.NETWORKS in answers_for,
                my_links=bool(one["links"]) and Kind.LINKS in answers_for,
                my_tags=bool(one["tags"]) and Kind.TAGS in answers_for,
                my_files=bool(one["files"]) and bool({Kind.VISUAL, Kind.FILE} & answers_for),
                my_alts=bool(one["files"]) and Kind.ALT in answers_for,
            )
        )
    return tuple(found)


class Reader:
    """Turns the engine's entries and changes into words, with the names of those who did it."""

    def __init__(self, approval: Approval) -> None:
        self.approval = approval
        self.words: dict[tuple[str, str, str], str] = {}
        self.openings: dict[str, str] = {}
        for revision in approval.row.revisions.all():
            self.words |= words_of(revision.content)
            for one in revision.content["publications"]:
                self.openings[f"p{one['pk']}"] = f"{one['account']} · {one['language'].upper()}"

    def changes(self, changed: Iterable[Change]) -> tuple[ChangeShown, ...]:
        return tuple(
            ChangeShown(
                kind=str(KINDS[one.kind]),
                of=self.openings.get(one.key.partition("/")[0], ""),
                before=self.words.get((str(one.kind), one.key, one.before), ""),
                after=self.words.get((str(one.kind), one.key, one.after), ""),
            )
            for one in changed
        )

    def log(self, entries: Sequence[Entry]) -> tuple[LogLine, ...]:
        return tuple(self._line(entry) for entry in entries)

    def _line(self, entry: Entry) -> LogLine:
        name = self.approval.name_of
        # On handing in everything is new: a list of it would say nothing.
        changed = () if entry.event is Event.SUBMITTED else entry.changes
        return LogLine(
            at=entry.at,
            event=entry.event,
            words=str(EVENTS[entry.event]),
            tone=TONES.get(entry.event, ""),
            who=name(entry.by),
            role=role_label(entry.role) if entry.role else "",
            in_the_name_of=name(entry.in_the_name_of),
            to=", ".join(filter(None, map(name, entry.to))),
            changes=self.changes(changed),
            objection=str(OBJECTIONS[entry.objection]) if entry.objection else "",
            reason=entry.reason,
            note=entry.note,
            is_private=entry.is_private,
            way=self._way(entry) if entry.is_guest else "",
        )

    def _way(self, entry: Entry) -> str:
        person = self.approval.people.get(entry.by)
        way = "link" if person is None or person.is_guest else "signed-in"
        return str(WAYS[way]) % {"who": self.approval.name_of(entry.by)}
