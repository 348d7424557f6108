"""Writing wordings, and having their exact text approved by named seats."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from coulisse.desks.audience.answers.fields import UnknownFields, unknown
from coulisse.desks.audience.answers.models import Decision, Seat, SeatHolder, Wording, WordingVersion
from coulisse.desks.audience.answers.texts import cleaned, hash_of
from coulisse.desks.audience.facts.answers import (
    ApprovalAsked,
    OfWording,
    WordingApproved,
    WordingArchived,
    WordingLocked,
    WordingRefused,
    WordingRestored,
    WordingSet,
    WordingWritten,
)
from coulisse.desks.audience.intake.models import Family
from coulisse.engines.spelling import mended
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.foundation.tasks.actions import PersonCannotSee, add, finish
from coulisse.foundation.tasks.models import Task
from coulisse.foundation.ui.translated import in_language
from coulisse.kernel.language import Language

State = WordingVersion.State
SOURCE = "audience:answers:decision"


class NothingWritten(Exception):
    """A wording without a word in any language."""


class NobodyAsked(Exception):
    """No seat was chosen."""


class SeatEmpty(Exception):
    """Nobody holds this seat: nobody would ever decide."""

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat.code)
        self.seat = seat


class VersionLocked(Exception):
    """This version is approved: it does not change any more."""


class TextChanged(Exception):
    """What was read is not what stands there now."""


class NotASeatHolder(Exception):
    """This person does not sit where the decision is asked."""


class DecidedAlready(Exception):
    """This seat has decided on this text."""


class WordsMissing(Exception):
    """A refusal says why."""


class LineAlready(Exception):
    """This family has a holding line."""


def write_wording(
    *,
    texts: Mapping[str, str],
    values: Mapping[str, Any],
    production: Production | None,
    by: User,
    at: datetime,
    family: Family | None = None,
    why: str = "",
) -> WordingVersion:
    """A new wording with its first version. Raises `NothingWritten`, `UnknownFields`, `LineAlready`."""
    checked = _checked(texts)
    with transaction.atomic():
        fixed: dict[str, Any] = {}
        if family is not None:
            Family.objects.select_for_update().get(pk=family.pk)
            if Wording.objects.filter(family=family, use=Wording.Use.LINE, archived_at__isnull=True).exists():
                raise LineAlready(family.pk)
            fixed = {"use": Wording.Use.LINE, "family": family, "needs_approval": True}
        wording = Wording.objects.create(production=production, made_by=by, made_at=at, **{**values, **fixed})
        version = _new_version(wording, checked, number=1, why=why, by=by, at=at)
        _tell(WordingWritten, version, by=by, at=at)
    return version


def rewrite(
    *,
    wording: Wording,
    texts: Mapping[str, str],
    why: str,
    read_version: int,
    read: WordingVersion,
    by: User,
    at: datetime,
) -> WordingVersion:
    """Change what a wording says. An approved version, or one that was sent, stays: this makes the next one.

    A version that is still to be approved changes in place, and every decision on it is void. `read_version` is
    the version counter of `read`. Raises `NothingWritten`, `UnknownFields`, `StaleWrite`.
    """
    checked = _checked(texts)
    with transaction.atomic():
        Wording.objects.select_for_update().get(pk=wording.pk)
        latest = _latest(wording)
        if latest.is_locked:
            if read.pk != latest.pk:
                latest.write({"texts": checked}, read_version=-1)  # somebody made the next one: show both
            if latest.texts == checked:
                return latest
            written = _new_version(wording, checked, number=latest.number + 1, why=why, by=by, at=at)
        else:
            read_counter = read_version if read.pk == latest.pk else -1
            values = {"texts": checked, "sha256": hash_of(checked), "written_by": by, "written_at": at}
            if latest.texts != checked:
                values |= {"state": State.DRAFT, "why": why or latest.why}
            written = latest.write(values, read_version=read_counter)
            if latest.sha256 != written.sha256:
                _void(written, by=by, at=at)
        _tell(WordingWritten, written, by=by, at=at)
    return written


def set_conditions(
    *, wording: Wording, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> Wording:
    """When it is used, until when, and what replaces it. Raises `StaleWrite`."""
    with transaction.atomic():
        written = wording.write(values, read_version=read_version)
        _tell(WordingSet, _latest(written), by=by, at=at)
    return written


def archive(*, wording: Wording, by: User, at: datetime) -> None:
    """Put it away: it is proposed no more; what was sent stays told. Done twice, it is done once."""
    with transaction.atomic():
        if Wording.objects.filter(pk=wording.pk, archived_at__isnull=True).update(archived_at=at):
            latest = _latest(wording)
            _void(latest, by=by, at=at)
            _tell(WordingArchived, latest, by=by, at=at)


def restore(*, wording: Wording, by: User, at: datetime) -> None:
    """Take it out of the archive. Raises `LineAlready` where the family has another line since."""
    with transaction.atomic():
        stored = Wording.objects.select_for_update().get(pk=wording.pk)
        if stored.archived_at is None:
            return
        if stored.family_id:
            others = Wording.objects.filter(
                family=stored.family_id, use=Wording.Use.LINE, archived_at__isnull=True
            )
            if others.exists():
                raise LineAlready(stored.family_id)
        stored.archived_at = None
        stored.save(update_fields=["archived_at"])
        _tell(WordingRestored, _latest(stored), by=by, at=at)


def ask_approval(*, version: WordingVersion, seats: Iterable[Seat], by: User, at: datetime) -> WordingVersion:
    """Ask these seats to decide on the exact text; each holder gets a task. Seats asked before stay asked.

    Raises `NobodyAsked`, `SeatEmpty`, `VersionLocked`.
    """
    asked = list(seats)
    if not asked:
        raise NobodyAsked
    with transaction.atomic():
        stored = _locked(version)
        if stored.state == State.APPROVED:
            raise VersionLocked(stored.pk)
        holders = _holders(asked)
        known = set(stored.decisions.exclude(state=Decision.State.VOID).values_list("seat_id", flat=True))
        fresh = [seat for seat in asked if seat.pk not in known]
        decisions = Decision.objects.bulk_create(
            Decision(version=stored, seat=seat, sha256=stored.sha256, asked_by=by, asked_at=at) for seat in fresh
        )
        if stored.state != State.REFUSED:
            stored = _set_state(stored, State.ASKED)
        if not stored.wording.needs_approval:
            Wording.objects.filter(pk=stored.wording_id).update(needs_approval=True)
        for decision in decisions:
            for person in holders[decision.seat_id]:
                _task(stored, decision, person, by=by, at=at)
        names = ", ".join(str(seat) for seat in asked)
        _tell(ApprovalAsked, stored, by=by, at=at, seats=names, sha256=stored.sha256)
    return stored


def approve(*, decision: Decision, sha256: str, words: str = "", by: User, at: datetime) -> WordingVersion:
    """Agree, for one's seat, to the text that `sha256` names. The last seat to agree locks the version.

    Raises `NotASeatHolder`, `DecidedAlready`, `TextChanged`.
    """
    with transaction.atomic():
        stored = _decide(decision, sha256, Decision.State.APPROVED, words, by=by, at=at)
        _tell(WordingApproved, stored, by=by, at=at, seat=str(decision.seat), sha256=sha256)
        left = stored.decisions.filter(state__in=(Decision.State.WAITING, Decision.State.REFUSED))
        if not left.exists():
            stored = _set_state(stored, State.APPROVED, approved_at=at)
            told = WordingLocked(**_told(stored), sha256=sha256)
            announce(
                told,
                by=None,
                at=at,
                about=stored.wording,
                production=stored.wording.production_id,
                desk=Desk.AUDIENCE,
            )
    return stored


def refuse(*, decision: Decision, sha256: str, words: str, by: User, at: datetime) -> WordingVersion:
    """Say no, and why. Raises `WordsMissing`, `NotASeatHolder`, `DecidedAlready`, `TextChanged`."""
    if not words.strip():
        raise WordsMissing
    with transaction.atomic():
        stored = _decide(decision, sha256, Decision.State.REFUSED, words, by=by, at=at)
        stored = _set_state(stored, State.REFUSED)
        _tell(WordingRefused, stored, by=by, at=at, seat=str(decision.seat), sha256=sha256, words=words.strip())
    return stored


def note_use(versions: Iterable[int]) -> None:
    """What was sent stands: a version that needed nobody's approval is locked from now on."""
    WordingVersion.objects.filter(pk__in=set(versions), state=State.DRAFT).update(state=State.IN_USE)


def _decide(
    decision: Decision, sha256: str, outcome: str, words: str, *, by: User, at: datetime
) -> WordingVersion:
    if not SeatHolder.objects.filter(seat=decision.seat_id, person=by).exists():
        raise NotASeatHolder(decision.pk)
    stored = _locked(decision.version)
    row = Decision.objects.select_for_update().get(pk=decision.pk)
    if row.sha256 != sha256 or stored.sha256 != sha256 or row.state == Decision.State.VOID:
        raise TextChanged(stored.pk)
    if row.state != Decision.State.WAITING:
        raise DecidedAlready(row.pk)
    row.state, row.answered, row.words = outcome, outcome, words.strip()
    row.decided_by, row.decided_at = by, at
    row.save(update_fields=["state", "answered", "words", "decided_by", "decided_at"])
    _close_tasks(f"{SOURCE}:{row.pk}:", by=by, at=at)
    return stored


def _checked(texts: Mapping[str, str]) -> dict[str, str]:
    found = {code: mended(text, Language(code)) for code, text in cleaned(texts).items()}
    if not found:
        raise NothingWritten
    names = tuple(sorted({name for text in found.values() for name in unknown(text)}))
    if names:
        raise UnknownFields(names)
    return found


def _new_version(
    wording: Wording, texts: dict[str, str], *, number: int, why: str, by: User, at: datetime
) -> WordingVersion:
    return WordingVersion.objects.create(
        wording=wording, number=number, texts=texts, sha256=hash_of(texts), why=why, written_by=by, written_at=at
    )


def _latest(wording: Wording) -> WordingVersion:
    number = wording.versions.aggregate(last=Max("number"))["last"]
    return WordingVersion.objects.select_related("wording").get(wording=wording, number=number)


def _locked(version: WordingVersion) -> WordingVersion:
    found = WordingVersion.objects.select_for_update(of=("self",)).select_related("wording__production")
    return found.get(pk=version.pk)


def _set_state(version: WordingVersion, state: str, **also: Any) -> WordingVersion:
    for name, value in {"state": state, **also}.items():
        setattr(version, name, value)
    version.version += 1
    version.save(update_fields=["state", *also, "version"])
    return version


def _void(version: WordingVersion, *, by: User, at: datetime) -> None:
    """The text changed: nobody has agreed to it, and whoever was asked need not answer any more."""
    rows = version.decisions.exclude(state=Decision.State.VOID)
    for pk in list(rows.values_list("pk", flat=True)):
        _close_tasks(f"{SOURCE}:{pk}:", by=by, at=at)
    rows.update(state=Decision.State.VOID)


def _holders(seats: Iterable[Seat]) -> dict[int, list[User]]:
    found: dict[int, list[User]] = {seat.pk: [] for seat in seats}
    rows = SeatHolder.objects.filter(seat__in=list(found), person__is_active=True).select_related("person")
    for row in rows:
        found[row.seat_id].append(row.person)
    for seat in seats:
        if not found[seat.pk]:
            raise SeatEmpty(seat)
    return found


def _task(version: WordingVersion, decision: Decision, person: User, *, by: User, at: datetime) -> None:
    wording = version.wording
    with override(person.language):
        title = _("Approve “%(title)s” v%(number)s for %(seat)s") % {
            "title": wording.title,
            "number": version.number,
            "seat": in_language(decision.seat.labels, person.language) or decision.seat.code,
        }
    values: dict[str, Any] = {
        "title": title[:200],
        "priority": Task.Priority.HIGH,
        "due_on": None,
        "about": wording,
        "source": f"{SOURCE}:{decision.pk}:{person.pk}",
        "by": by,
        "at": at,
    }
    try:
        add(person=person, production=wording.production, **values)
    except PersonCannotSee:
        add(person=person, **values)


def _close_tasks(prefix: str, *, by: User, at: datetime) -> None:
    for task in Task.objects.filter(source__startswith=prefix).exclude(state=Task.State.DONE):
        finish(task=task, by=by, at=at)


def _told(version: WordingVersion) -> dict[str, Any]:
    return {"wording_id": version.wording_id, "title": version.wording.title, "number": version.number}


def _tell(kind: type[OfWording], version: WordingVersion, *, by: User, at: datetime, **more: Any) -> None:
    wording = version.wording
    announce(
        kind(**_told(version), **more),
        by=by,
        at=at,
        about=wording,
        production=wording.production_id,
        desk=Desk.AUDIENCE,
    )
