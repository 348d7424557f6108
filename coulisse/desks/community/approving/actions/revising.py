"""What changed since it was last looked at becomes a new revision, with the name of whoever changed it.

Called before anything is read or decided, and by a sweep: publications are written below, where nobody knows of
approvals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from coulisse.desks.community.approving.content import content_of, parts_of
from coulisse.desks.community.approving.models import ContentRevision, Submission
from coulisse.desks.community.approving.standing import parts_to
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.models import User
from coulisse.foundation.journal.models import Entry

EDITS: Final = ("community.publishing.rewritten", "community.calendar.moved")
"""What the journal tells of a publication when somebody changes what is approved."""
REPLACED: Final = "community.composing.replaced"
"""The same for many at once: its payload has their numbers."""


class Over(Exception):
    """The submission was taken back, or is out."""


@dataclass(frozen=True, slots=True)
class Editor:
    """Whose edit it was and when; nobody where the grid moved it, or where nobody said."""

    by: User | None
    at: datetime


def publications_of(submission: Submission, *, lock: bool = False) -> list[Publication]:
    """In their order, with all that `content_of` reads; four queries."""
    found = Publication.objects.filter(pk__in=submission.items.values("publication"))
    found = found.select_related("account").prefetch_related("files__content", "subtitles__content")
    if lock:
        found = found.select_for_update(of=("self",), no_key=True)
    places = dict(submission.items.values_list("publication", "place"))
    return sorted(found.order_by("pk"), key=lambda row: places[row.pk])


def locked(submission: Submission) -> Submission:
    """The row, for this transaction alone."""
    return Submission.objects.select_for_update(of=("self",)).select_related("asked_by").get(pk=submission.pk)


def refresh(submission: Submission, *, at: datetime, by: User | None = None) -> list[Publication]:
    """Keep what changed as a revision; gives the publications, locked. `submission` is `locked`.

    `by` changed it just now; without, the journal says who did.
    """
    rows = publications_of(submission, lock=True)
    content = content_of(rows, paid_cents=submission.paid_cents, paid_plan=submission.paid_plan)
    parts = sorted(parts_to(parts_of(content)))
    last = submission.revisions.order_by("-number").first()
    if last is not None and sorted(last.parts) == parts:
        return rows
    editor = Editor(by, at) if by or last is None else _editor(rows, last, at)
    ContentRevision.objects.create(
        submission=submission,
        number=last.number + 1 if last else 1,
        at=editor.at,
        by=editor.by,
        by_name=editor.by.name if editor.by else "",
        parts=parts,
        content=content,
    )
    return rows


def _editor(rows: Sequence[Publication], last: ContentRevision, at: datetime) -> Editor:
    """The last edit that the journal knows since the last revision."""
    keys = {row.pk for row in rows}
    since = Entry.objects.filter(at__gt=last.at, at__lte=at).select_related("by").order_by("-at", "-pk")
    own = since.filter(subject=Publication._meta.label_lower, subject_id__in=keys, kind__in=EDITS).first()
    replaced = (one for one in since.filter(kind=REPLACED) if keys & set(one.payload["publication_ids"]))
    found = [edit for edit in (own, next(replaced, None)) if edit is not None]
    edit = max(found, key=lambda one: (one.at, one.pk), default=None)
    return Editor(edit.by, edit.at) if edit else Editor(None, at)


@transaction.atomic
def look_again(submission: Submission, *, at: datetime) -> bool:
    """For whoever only reads: whether something had changed."""
    if submission.closed_at is not None:
        return False
    fresh = locked(submission)
    before = fresh.revisions.count()
    refresh(fresh, at=at)
    return fresh.revisions.count() > before
