"""A publication through the hands of people: written, armed, paused, taken up again, published by hand, proved.

What is being sent belongs to the engine: nobody changes it until its outcome is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F, QuerySet

from coulisse.desks.community.facts.publishing import PublicationsPaused
from coulisse.desks.community.publishing.guarding import may_publish
from coulisse.desks.community.publishing.models import NetworkAccount, Publication, PublicationFile, Try
from coulisse.desks.community.publishing.telling import tell_armed, tell_published, tell_rewritten
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.models import Version
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.journal.links import Reason

STATE: Final = Publication.State
OPEN: Final = (STATE.DRAFT, STATE.PAUSED, STATE.FAILED)
"""States in which words, files and moment may change."""
STOPPABLE: Final = (STATE.ARMED, STATE.BY_HAND)


@dataclass(frozen=True, slots=True)
class File:
    """A content of the house's documents, and what is said of it to those who do not see it."""

    content: Version
    alt: str


class NotNow(Exception):
    """The publication is in a state where this cannot be done; carries that state."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


class NotCleared(Exception):
    """Whoever guards rights says no; carries the reasons."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__(", ".join(one.code for one in reasons))
        self.reasons = tuple(reasons)


class AddressTaken(ValueError):
    """Another publication of this account has this proof already."""


@transaction.atomic
def write(
    *, account: NetworkAccount, values: Mapping[str, Any], files: Sequence[File], by: User, at: datetime
) -> Publication:
    """A draft. `values` are text, language, warning, due_at and production."""
    row = Publication.objects.create(account=account, created_by=by, created_at=at, **values)
    _attach(row, files)
    return row


@transaction.atomic
def rewrite(
    *,
    publication: Publication,
    values: Mapping[str, Any],
    files: Sequence[File],
    read_version: int,
    by: User | None = None,
    at: datetime | None = None,
) -> Publication:
    """Other words, files or moment; it is a draft again and must be armed anew. Raises `NotNow`, `StaleWrite`.

    With `at`, the journal says whose change it was.
    """
    fresh = _locked(publication, OPEN)
    if fresh.broadcast is not None and "due_at" in values and "offset_minutes" not in values:
        # It stays tied, at another distance: the approval of its moment is of that distance.
        away = values["due_at"] - fresh.broadcast.starts_at
        values = {**values, "offset_minutes": round(away.total_seconds() / 60)}
    row = fresh.write({**values, "state": STATE.DRAFT}, read_version=read_version)
    row.files.all().delete()
    _attach(row, files)
    if at is not None:
        tell_rewritten(row, at, by)
    return row


def _attach(row: Publication, files: Sequence[File]) -> None:
    PublicationFile.objects.bulk_create(
        PublicationFile(publication=row, content=one.content, alt=one.alt, place=place)
        for place, one in enumerate(files)
    )


@transaction.atomic
def arm(*, publication: Publication, by: User, at: datetime, due_at: datetime | None = None) -> Publication:
    """From now on it leaves by itself at its moment, or is handed to a person then.

    Raises `NotNow`, and `NotCleared` where somebody's right stands against it.
    """
    row = _locked(publication, OPEN)
    row.due_at = due_at or row.due_at
    answer = may_publish(row, at=at)
    if not answer.allowed:
        raise NotCleared(answer.reasons)
    _change(
        row,
        state=STATE.ARMED,
        due_at=row.due_at,
        armed_by=by,
        armed_at=at,
        paused_why="",
        next_at=None,
        delays=0,
        reason="",
        detail="",
        asks=False,
        late_told_at=None,
    )
    tell_armed(row, at, by)
    return row


@transaction.atomic
def cancel(*, publication: Publication) -> Publication:
    """It is not to be published. Raises `NotNow`."""
    row = _locked(publication, (*OPEN, *STOPPABLE))
    _change(row, state=STATE.CANCELLED)
    return row


@transaction.atomic
def pause(*, publications: QuerySet[Publication], why: str, by: User | None, at: datetime) -> int:
    """The brake: what is armed stops, whatever is already being sent goes on. How many were stopped.

    One journal line for each owner of what was stopped.
    """
    rows = list(
        publications.filter(state__in=STOPPABLE)
        .select_related("account")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    Publication.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=STATE.PAUSED, paused_why=why[:200], version=F("version") + 1
    )
    owners: dict[tuple[int | None, int | None], int] = {}
    for row in rows:
        account = row.account
        owner = (None if account.client_id else row.production_id or account.production_id, account.client_id)
        owners[owner] = owners.get(owner, 0) + 1
    for (production, client), count in owners.items():
        fact = PublicationsPaused(count=count, why=why[:200])
        announce(fact, by=by, at=at, production=production, client=client, desk=Desk.COMMUNITY)
    return len(rows)


@transaction.atomic
def take_by_hand(*, publication: Publication, by: User, at: datetime) -> Publication:
    """A person publishes it: the network or our access fails.

    Raises `NotNow` while it may be out already, and `NotCleared` as `arm` does.
    """
    row = _locked(publication, (STATE.ARMED, STATE.PAUSED, STATE.FAILED))
    answer = may_publish(row, at=at)
    if not answer.allowed:
        raise NotCleared(answer.reasons)
    _change(row, state=STATE.BY_HAND, armed_by=row.armed_by or by, armed_at=row.armed_at or at, next_at=None)
    return row


@transaction.atomic
def prove(*, publication: Publication, address: str, by: User, at: datetime) -> Publication:
    """Somebody published it by hand, or looked and found it there: the address is the proof.

    Raises `NotNow`, and `AddressTaken` where it proves another publication.
    """
    row = _locked(publication, (STATE.BY_HAND, STATE.UNKNOWN, STATE.SENT))
    others = Publication.objects.filter(account=row.account_id, address=address).exclude(pk=row.pk)
    if others.exists():
        raise AddressTaken(address)
    Try.objects.filter(publication=row, outcome="").update(outcome="seen", ended_at=at)
    _change(
        row,
        state=STATE.CONFIRMED,
        address=address,
        confirmed_at=at,
        proved_by=by,
        asks=False,
        reason="",
        detail="",
    )
    tell_published(row, address, at, by)
    return row


@transaction.atomic
def declare_absent(*, publication: Publication, at: datetime) -> Publication:
    """Somebody looked, and it is not there: it waits, paused, for whoever arms it again. Raises `NotNow`."""
    row = _locked(publication, (STATE.UNKNOWN, STATE.SENT))
    if not row.asks:
        raise NotNow(row.state)
    Try.objects.filter(publication=row, outcome="").update(outcome="not seen", ended_at=at)
    _change(row, state=STATE.PAUSED, asks=False, paused_why="", next_at=None)
    return row


def _locked(publication: Publication, states: Sequence[str]) -> Publication:
    row = Publication.objects.select_for_update(of=("self",)).select_related("account").get(pk=publication.pk)
    if row.state not in states:
        raise NotNow(row.state)
    return row


def _change(row: Publication, **values: Any) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*values, "version"])
