"""One wording to many, each by name: prepared in one act, leaving one after the other, taken back until then.

Exactly once: the database refuses a second answer of one preparation, and of one wording, to a conversation. The
whole preparation is one transaction: whoever is interrupted has prepared nothing.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max

from coulisse.desks.audience.answers.actions.sending import Letter, give_to_tray, put_back
from coulisse.desks.audience.answers.addressing import NEEDED, Envelope
from coulisse.desks.audience.answers.fields import fill, left_open
from coulisse.desks.audience.answers.lines import is_frozen, is_in_force, leading, lines_of
from coulisse.desks.audience.answers.models import BulkAnswer, WordingVersion
from coulisse.desks.audience.answers.queries.family import Plan, family_plan, pace, plan
from coulisse.desks.audience.answers.refusals import (
    Expired,
    FamilyFrozen,
    FieldsLeft,
    ForeignConversation,
    LanguageMissing,
    NobodyLeft,
    NotApproved,
    NotTheLine,
)
from coulisse.desks.audience.facts.answers import BulkPaused, BulkRecalled, BulkResumed, ManyAnswered, OfBulk
from coulisse.desks.audience.families.queries import name_of
from coulisse.desks.audience.intake.models import Conversation, Family
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.mailroom.actions import (
    NothingLeftToRecall,
    NothingToSend,
    pause_about,
    recall_about,
    resume_about,
    send_delay,
)
from coulisse.foundation.mailroom.models import Recipient, State
from coulisse.kernel.times import to_brussels

BULK: Final = BulkAnswer._meta.label_lower
"""What the letters of an answer to many are about."""
MOST: Final = 10_000


class PreparedAlready(Exception):
    """This family has its answers on their way: latecomers are added to those."""

    def __init__(self, bulk: BulkAnswer) -> None:
        super().__init__(bulk.pk)
        self.bulk = bulk


class CountChanged(Exception):
    """Somebody came or was answered since the page was read: look again before it leaves."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(f"{expected} expected, {found} found")
        self.expected, self.found = expected, found


class NothingToUndo(Exception):
    """Every answer has left, or was taken back."""


class NothingWaits(Exception):
    """There is nothing to pause or to let go on."""


def prepare_family(
    *,
    family: Family,
    version: WordingVersion,
    by: User,
    at: datetime,
    expected: int | None = None,
    per_minute: int | None = None,
) -> BulkAnswer:
    """Answer a family, with those joined to it, by its approved line.

    `expected` is the number that was shown to whoever prepares. Raises `PreparedAlready`, `CountChanged`,
    `LanguageMissing`, `NobodyLeft`, `NotTheLine`, `Expired`.
    """
    with transaction.atomic():
        head = Family.objects.select_for_update(no_key=True).get(pk=leading(family))
        running = BulkAnswer.objects.filter(family=head, wording=version).exclude(state=BulkAnswer.State.RECALLED)
        if (known := running.first()) is not None:
            raise PreparedAlready(known)
        _check_line(head, version, at)
        found = family_plan(head, version, user=by, at=at)
        _check(found, expected)
        bulk = _bulk(
            found.goes, version, title=name_of(head)[:200], family=head, per_minute=per_minute, by=by, at=at
        )
        _leave(bulk, found.goes, version, by=by, at=at)
    return bulk


def prepare_chosen(
    *,
    conversations: Sequence[int],
    version: WordingVersion,
    title: str,
    by: User,
    at: datetime,
    expected: int | None = None,
    per_minute: int | None = None,
) -> BulkAnswer:
    """Answer a choice made by hand, of one production, by one wording of the library.

    Raises `ForeignConversation`, `NotTheLine` for members of a family with a line, else as `prepare_family` does.
    """
    with transaction.atomic():
        rows = list(
            Conversation.objects.select_for_update(of=("self",), no_key=True)
            .filter(pk__in=conversations[:MOST])
            .select_related(*NEEDED)
            .order_by("pk")
        )
        if len({row.production_id for row in rows}) > 1:
            raise ForeignConversation
        _check_free(rows, version, at)
        _check_valid(version, at)
        found = plan(rows, version, user=by, at=at)
        _check(found, expected)
        bulk = _bulk(found.goes, version, title=title[:200], family=None, per_minute=per_minute, by=by, at=at)
        _leave(bulk, found.goes, version, by=by, at=at)
    return bulk


def add_latecomers(*, bulk: BulkAnswer, by: User, at: datetime, expected: int | None = None) -> int:
    """Answer those of the family that came since, with the same wording, after those that still wait."""
    with transaction.atomic():
        stored = _locked(bulk)
        if stored.family is None or stored.state == BulkAnswer.State.RECALLED:
            raise NobodyLeft
        version = stored.wording
        _check_line(stored.family, version, at)
        found = family_plan(stored.family, version, user=by, at=at)
        _check(found, expected)
        stored.per_minute = pace(found.goes, asked=stored.per_minute).per_minute
        _leave(stored, found.goes, version, by=by, at=at)
    return found.count


def pause(*, bulk: BulkAnswer, by: User, at: datetime) -> int:
    """Hold back what has not left. Raises `NothingWaits`."""
    with transaction.atomic():
        stored = _locked(bulk)
        try:
            count = pause_about(about=BULK, about_id=stored.pk, by=by, at=at)
        except NothingToSend:
            raise NothingWaits(stored.pk) from None
        _set(stored, BulkAnswer.State.PAUSED)
        _tell(BulkPaused, stored, count, by=by, at=at)
    return count


def resume(*, bulk: BulkAnswer, by: User, at: datetime) -> int:
    """Let what is held leave, at the pace that it had. Raises `NothingWaits`."""
    with transaction.atomic():
        stored = _locked(bulk)
        try:
            count = resume_about(about=BULK, about_id=stored.pk, by=by, at=at)
        except NothingToSend:
            raise NothingWaits(stored.pk) from None
        stored.ends_at = _end_of(stored) or stored.ends_at
        _set(stored, BulkAnswer.State.LEAVING)
        _tell(BulkResumed, stored, count, by=by, at=at)
    return count


def undo(*, bulk: BulkAnswer, by: User, at: datetime) -> int:
    """Take back everything that has not left; those conversations are open again. Raises `NothingToUndo`."""
    with transaction.atomic():
        stored = _locked(bulk)
        try:
            recall_about(about=BULK, about_id=stored.pk, by=by, at=at)
        except NothingLeftToRecall:
            raise NothingToUndo(stored.pk) from None
        rows = stored.answers.filter(recalled_at__isnull=True, recipient__state=State.RECALLED)
        count = put_back(rows.select_for_update(of=("self",)), by=by, at=at)
        _set(stored, BulkAnswer.State.RECALLED)
        _tell(BulkRecalled, stored, count, by=by, at=at)
    return count


def _check_line(family: Family, version: WordingVersion, at: datetime) -> None:
    line = lines_of([family.pk], today=to_brussels(at).date()).get(family.pk)
    if line is None or not line.is_locked:
        raise NotTheLine(line.title if line else version.wording.title, version.number, is_locked=False)
    if line.version_id is None:
        raise Expired(line.title)
    if line.version_id != version.pk:
        raise NotTheLine(line.title, line.number, is_locked=True)


def _check_free(rows: Sequence[Conversation], version: WordingVersion, at: datetime) -> None:
    """A member of a family under a line gets that line and nothing else; one in a crisis, an approved text."""
    heads = {leading(row.family) for row in rows if row.family is not None}
    for line in lines_of(list(heads), today=to_brussels(at).date()).values():
        if line.holds and line.version_id != version.pk:
            raise NotTheLine(line.title, line.number, is_locked=line.is_locked)
    if not version.wording.needs_approval and is_frozen(row.family for row in rows if row.family is not None):
        raise FamilyFrozen


def _check_valid(version: WordingVersion, at: datetime) -> None:
    wording = version.wording
    if not is_in_force(wording, to_brussels(at).date()):
        raise Expired(wording.title)
    if wording.needs_approval and version.state != WordingVersion.State.APPROVED:
        raise NotApproved(wording.title)


def _check(found: Plan, expected: int | None) -> None:
    if found.missing:
        raise LanguageMissing(*found.missing[0])
    if not found.goes:
        raise NobodyLeft
    if expected is not None and expected != found.count:
        raise CountChanged(expected, found.count)


def _bulk(
    goes: Sequence[Envelope],
    version: WordingVersion,
    *,
    title: str,
    family: Family | None,
    per_minute: int | None,
    by: User,
    at: datetime,
) -> BulkAnswer:
    production = goes[0].conversation.production
    return BulkAnswer.objects.create(
        production=production,
        family=family,
        wording=version,
        title=title,
        per_minute=pace(goes, asked=per_minute).per_minute,
        prepared_by=by,
        prepared_at=at,
        ends_at=at,
    )


def _leave(bulk: BulkAnswer, goes: Sequence[Envelope], version: WordingVersion, *, by: User, at: datetime) -> None:
    """Each letter in its language, by name; spread over time."""
    letters = [Letter(one, one.subject, _text(version, one), version) for one in goes]
    last = _end_of(bulk)
    delay = max(send_delay(), last + _step(bulk) - at) if last is not None else send_delay()
    paused = bulk.state == BulkAnswer.State.PAUSED
    spread = _step(bulk) * len(letters)
    give_to_tray(
        letters, about=BULK, about_id=bulk.pk, bulk=bulk, by=by, at=at, spread=spread, delay=delay, hold=paused
    )
    bulk.ends_at = _end_of(bulk) or at
    bulk.save(update_fields=["ends_at", "per_minute"])
    told = ManyAnswered(
        bulk_id=bulk.pk, title=bulk.title, count=len(letters), family_id=bulk.family_id, sha256=version.sha256
    )
    announce(told, by=by, at=at, about=bulk, production=bulk.production_id, desk=Desk.AUDIENCE)


def _text(version: WordingVersion, one: Envelope) -> str:
    text = fill(str(version.texts[one.language]), one.values)
    if fields := left_open(text):
        raise FieldsLeft(fields)
    return text


def _step(bulk: BulkAnswer) -> timedelta:
    return timedelta(minutes=1) / max(bulk.per_minute, 1)


def _end_of(bulk: BulkAnswer) -> datetime | None:
    """When the last that waits leaves."""
    waiting = Recipient.objects.filter(
        letter__about=BULK, letter__about_id=bulk.pk, state__in=(State.WAITING, State.HELD, State.SENDING)
    )
    last: datetime | None = waiting.aggregate(last=Max("not_before"))["last"]
    return last


def _locked(bulk: BulkAnswer) -> BulkAnswer:
    found = BulkAnswer.objects.select_for_update(of=("self",)).select_related("family", "wording__wording")
    return found.get(pk=bulk.pk)


def _set(bulk: BulkAnswer, state: str) -> None:
    bulk.state = state
    bulk.version += 1
    bulk.save(update_fields=["state", "ends_at", "version"])


def _tell(kind: type[OfBulk], bulk: BulkAnswer, count: int, *, by: User, at: datetime) -> None:
    told = kind(bulk_id=bulk.pk, title=bulk.title, count=count)
    announce(told, by=by, at=at, about=bulk, production=bulk.production_id, desk=Desk.AUDIENCE)
