"""Opening, filling, merging and closing cases."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from coulisse.desks.audience.cases.actions.numbering import CASE, take
from coulisse.desks.audience.cases.actions.telling import tell
from coulisse.desks.audience.cases.actions.terms import finish_task, reckon_case, source_of
from coulisse.desks.audience.cases.models import Case, CaseAct, CaseMember
from coulisse.desks.audience.facts.cases import (
    CaseActed,
    CaseClosed,
    CaseEdited,
    CaseOpened,
    CaseReopened,
    CasesMerged,
    ConversationLeft,
    ConversationsJoined,
)
from coulisse.desks.audience.intake.models import Conversation
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.vault import Content
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.actions import add as add_task

Kind = CaseAct.Kind
MOST_NAMED: Final = 10


class TitleMissing(Exception):
    """A case has a title."""


class CaseIsShut(Exception):
    """The case is closed or merged: open it again first."""


class InAnotherCase(Exception):
    """Some conversations belong to another open case: join the cases instead."""

    def __init__(self, references: Sequence[str]) -> None:
        super().__init__(", ".join(references))
        self.references = tuple(references)


class OutcomeMissing(Exception):
    """A case is closed with an outcome and its reason."""


class NothingToMerge(Exception):
    """Two open cases at least are merged, of one production."""


class NotClosed(Exception):
    """The case is open already."""


class NotAMember(Exception):
    """The conversation is not in this case."""


def open_case(
    *,
    title: str,
    production: Production | None,
    by: User,
    at: datetime,
    conversations: Sequence[Conversation] = (),
    owner: User | None = None,
    service: str = Conversation.Service.MEDIATION,
) -> Case:
    """A new case, with its number of the year and a reminder for whoever follows it.

    Raises `TitleMissing`, `InAnotherCase`, `tasks.actions.PersonCannotSee`.
    """
    if not title.strip():
        raise TitleMissing
    owner = owner or by
    with transaction.atomic():
        case = Case.objects.create(
            number=take(CASE, localdate(at).year)[0],
            production=production,
            title=title.strip()[:200],
            owner=owner,
            service=service,
            opened_by=by,
            opened_at=at,
            last_at=at,
        )
        _step(case, "opened", "", by=by, at=at)
        _join(case, conversations, by=by, at=at)
        reckon_case(case=case, by=by, at=at)
        add_task(
            title=_("Case %(number)s: %(title)s") % {"number": case.number, "title": case.title},
            person=owner,
            production=production,
            due_on=case.due_on,
            about=case,
            source=source_of(case),
            by=by,
            at=at,
        )
        _tell(CaseOpened(**_of(case), count=len(conversations)), case, by=by, at=at)
    return case


def join(*, case: Case, conversations: Sequence[Conversation], by: User, at: datetime) -> int:
    """Add conversations to a case; those that are in it stay. Returns how many came.

    Raises `CaseIsShut`, `InAnotherCase`.
    """
    with transaction.atomic():
        fresh = _open(case)
        count = _join(fresh, conversations, by=by, at=at)
        if count:
            _moved(fresh, at)
            reckon_case(case=fresh, by=by, at=at)
    return count


def leave(*, case: Case, conversation: Conversation, by: User, at: datetime) -> None:
    """Take a conversation out of a case. Raises `CaseIsShut`, `NotAMember`."""
    with transaction.atomic():
        fresh = _open(case)
        gone, _rows = CaseMember.objects.filter(case=fresh, conversation=conversation).delete()
        if not gone:
            raise NotAMember(conversation.reference)
        _step(fresh, "left", conversation.reference, by=by, at=at)
        _moved(fresh, at)
        reckon_case(case=fresh, by=by, at=at)
        _tell(ConversationLeft(**_of(fresh), references=conversation.reference), fresh, by=by, at=at)


def edit(*, case: Case, values: Mapping[str, Any], read_version: int, by: User, at: datetime) -> Case:
    """Title, owner. Raises `StaleWrite`, `TitleMissing`."""
    if not str(values.get("title", case.title)).strip():
        raise TitleMissing
    with transaction.atomic():
        changed = any(getattr(case, name) != value for name, value in values.items())
        written = case.write(values, read_version=read_version)
        if changed:
            _moved(written, at)
            _tell(CaseEdited(**_of(written)), written, by=by, at=at)
    return written


def act(
    *,
    case: Case,
    kind: str,
    text: str,
    by: User,
    at: datetime,
    paper: Content | None = None,
    paper_name: str = "",
) -> CaseAct:
    """Enter a note, an act of instruction, an opinion of the newsroom or a paper in the chronology.

    Raises `TitleMissing` for an act that says nothing, and what `documents.keep` raises.
    """
    if not text.strip() and paper is None:
        raise TitleMissing
    with transaction.atomic():
        fresh = Case.objects.select_for_update().get(pk=case.pk)
        document = None
        if paper is not None:
            document = keep(
                paper,
                name=paper_name,
                title=text.strip()[:200] or paper_name,
                production=fresh.production_id,
                about=fresh,
                desk=Desk.AUDIENCE,
                by=by,
                at=at,
            )
        row = CaseAct.objects.create(
            case=fresh,
            kind=Kind.PAPER if document is not None and kind == Kind.NOTE else kind,
            text=text.strip(),
            document=document,
            at=at,
            by=by,
        )
        _moved(fresh, at)
        _tell(CaseActed(**_of(fresh)), fresh, by=by, at=at)
    return row


def merge(*, cases: Sequence[Case], by: User, at: datetime) -> Case:
    """Several cases become one: the one opened first keeps its number and takes everything of the others.

    Constant in queries whatever the cases hold. Raises `NothingToMerge`.
    """
    with transaction.atomic():
        chosen = Case.objects.select_for_update().filter(pk__in=[one.pk for one in cases], state=Case.State.OPEN)
        rows = sorted(chosen, key=lambda one: (one.opened_at, one.pk))
        if len(rows) < 2 or len({one.production_id for one in rows}) > 1:
            raise NothingToMerge
        kept, others = rows[0], rows[1:]
        gone = [one.pk for one in others]
        CaseMember.objects.filter(case__in=gone).update(case=kept)
        CaseAct.objects.filter(case__in=gone).update(case=kept)
        for other in others:
            other.state, other.merged_into, other.last_at = Case.State.MERGED, kept, at
            other.version += 1
            finish_task(other, by=by, at=at)
        Case.objects.bulk_update(others, ["state", "merged_into", "last_at", "version"])
        names = ", ".join(one.number for one in others)
        _step(kept, "merged", names, by=by, at=at)
        _moved(kept, at)
        reckon_case(case=kept, by=by, at=at)
        _tell(CasesMerged(**_of(kept), merged=names), kept, by=by, at=at)
    return kept


def close(*, case: Case, outcome: str, reason: str, by: User, at: datetime) -> Case:
    """Close a case with its outcome and the reason that the complainant may read.

    Raises `OutcomeMissing`, `CaseIsShut`.
    """
    if outcome not in Case.Outcome.values or not reason.strip():
        raise OutcomeMissing
    with transaction.atomic():
        fresh = _open(case)
        fresh.state, fresh.outcome, fresh.outcome_reason = Case.State.CLOSED, outcome, reason.strip()
        fresh.closed_at, fresh.closed_by, fresh.last_at = at, by, at
        fresh.version += 1
        fresh.save()
        _step(fresh, "closed", str(Case.Outcome(outcome).label), by=by, at=at)
        finish_task(fresh, by=by, at=at)
        _tell(CaseClosed(**_of(fresh), outcome=outcome), fresh, by=by, at=at)
    return fresh


def reopen(*, case: Case, by: User, at: datetime) -> Case:
    """Open a closed case again; its outcome is gone, the journal keeps it. Raises `NotClosed`."""
    with transaction.atomic():
        fresh = Case.objects.select_for_update().get(pk=case.pk)
        if fresh.state != Case.State.CLOSED:
            raise NotClosed(fresh.number)
        fresh.state, fresh.outcome, fresh.outcome_reason = Case.State.OPEN, "", ""
        fresh.closed_at, fresh.closed_by, fresh.last_at = None, None, at
        fresh.version += 1
        fresh.save()
        _step(fresh, "reopened", "", by=by, at=at)
        _tell(CaseReopened(**_of(fresh)), fresh, by=by, at=at)
    return fresh


def _join(case: Case, conversations: Sequence[Conversation], *, by: User, at: datetime) -> int:
    pks = [one.pk for one in conversations]
    held = {
        member.conversation_id: member
        for member in CaseMember.objects.select_for_update(of=("self",))
        .filter(conversation__in=pks)
        .select_related("case", "conversation")
    }
    elsewhere = [
        one.conversation.reference
        for one in held.values()
        if one.case_id != case.pk and one.case.state == Case.State.OPEN
    ]
    if elsewhere:
        raise InAnotherCase(elsewhere)
    CaseMember.objects.filter(pk__in=[one.pk for one in held.values() if one.case_id != case.pk]).delete()
    new = [one for one in conversations if one.pk not in held or held[one.pk].case_id != case.pk]
    CaseMember.objects.bulk_create(
        CaseMember(case=case, conversation=one, added_by=by, added_at=at) for one in new
    )
    if new:
        names = _named([one.reference for one in new])
        _step(case, "joined", names, by=by, at=at)
        _tell(ConversationsJoined(**_of(case), references=names), case, by=by, at=at)
    return len(new)


def _named(references: Sequence[str]) -> str:
    shown = ", ".join(references[:MOST_NAMED])
    left = len(references) - MOST_NAMED
    return f"{shown} … (+{left})" if left > 0 else shown


def _open(case: Case) -> Case:
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if fresh.state != Case.State.OPEN:
        raise CaseIsShut(fresh.number)
    return fresh


def _moved(case: Case, at: datetime) -> None:
    Case.objects.filter(pk=case.pk, last_at__lt=at).update(last_at=at)


def _step(case: Case, code: str, text: str, *, by: User, at: datetime) -> None:
    CaseAct.objects.create(case=case, kind=Kind.STEP, code=code, text=text, by=by, at=at)


def _of(case: Case) -> dict[str, Any]:
    return {"case_id": case.pk, "number": case.number, "title": case.title}


_tell = tell
