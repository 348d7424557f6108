"""Handing in: the route is frozen with the first revision. And taking back, and changing the paid part."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from coulisse.desks.community.approving.actions.revising import Over, locked, refresh
from coulisse.desks.community.approving.actions.settling import settle, tell
from coulisse.desks.community.approving.frozen import freeze
from coulisse.desks.community.approving.models import ApprovalRoute, Remark, Submission, SubmittedPublication
from coulisse.desks.community.approving.standing import Approval
from coulisse.desks.community.facts.approving import SubmissionTakenBack, Submitted
from coulisse.desks.community.publishing.actions.agreements import ask_agreement
from coulisse.desks.community.publishing.models import Publication
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production

STATE: Final = Publication.State
ASKABLE: Final = (STATE.DRAFT, STATE.ARMED, STATE.PAUSED, STATE.FAILED)


class NothingHandedIn(ValueError):
    """A submission without a publication."""


class HandedInAlready(Exception):
    """One of the publications is under approval already; carries it."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(publication.pk)
        self.publication = publication


class OfSomebodyElse(ValueError):
    """The publications of one submission are of one owner: the route's."""


def owner_of(row: Publication) -> tuple[int | None, int | None]:
    """Production and client, as access to a publication counts them."""
    return row.production_id or row.account.production_id, row.account.client_id


@transaction.atomic
def hand_in(
    *, route: ApprovalRoute, publications: Sequence[Publication], values: Mapping[str, Any], by: User, at: datetime
) -> Approval:
    """Ask for the approval of these publications as they stand now, as one.

    `values`: title, campaign, idea, paid_cents, paid_plan, team_text, team_at. Raises `NothingHandedIn`,
    `HandedInAlready`, `OfSomebodyElse`, and what a route that makes no sense raises (`engines.approval`).
    """
    rows = list(
        Publication.objects.select_for_update(of=("self",))
        .select_related("account")
        .filter(pk__in=[one.pk for one in publications], state__in=ASKABLE)
        .order_by("pk")
    )
    if not rows or len(rows) != len(publications):
        raise NothingHandedIn
    _refuse_twice(rows)
    owners = {owner_of(one) for one in rows}
    production, client = next(iter(owners))
    if len(owners) > 1 or not _is_for(route, production, client):
        raise OfSomebodyElse
    row = Submission.objects.create(
        production_id=production,
        client_id=client,
        content_type=route.content_type,
        route=freeze(route),
        asked_by=by,
        asked_at=at,
        edited_by=by,
        **values,
    )
    places = {one.pk: place for place, one in enumerate(publications)}
    SubmittedPublication.objects.bulk_create(
        SubmittedPublication(submission=row, publication=one, place=places[one.pk]) for one in rows
    )
    ask_agreement(publications=rows)
    told = refresh(row, at=at, by=by)
    tell(row, Submitted(submission_id=row.pk, title=row.title, count=len(rows)), by=by, at=at)
    return settle(row, told, at=at)


def _is_for(route: ApprovalRoute, production: int | None, client: int | None) -> bool:
    if route.client_id is not None:
        if client is None and production is not None:
            return _client_of(production) == route.client_id
        return client == route.client_id
    return client is None and route.production_id == production


def _client_of(production: int) -> int | None:
    return Production.objects.filter(pk=production).values_list("client", flat=True).first()


def _refuse_twice(rows: Sequence[Publication]) -> None:
    taken = SubmittedPublication.objects.filter(publication__in=rows, is_open=True).select_related("publication")
    first = taken.first()
    if first is not None:
        raise HandedInAlready(first.publication)


@transaction.atomic
def change(
    *, submission: Submission, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> Approval:
    """The paid part, the title and the word to the team. A change of the paid part is an edit as any other.

    Raises `Over`, `StaleWrite`.
    """
    row = _open(submission)
    row = row.write({**values, "edited_by": by}, read_version=read_version)
    return settle(row, refresh(row, at=at, by=by), at=at)


@transaction.atomic
def take_back(*, submission: Submission, by: User, at: datetime) -> None:
    """Nobody is asked any more. What was handed in still leaves only once it is approved. Raises `Over`."""
    row = _open(submission)
    row.closed_at = at
    row.version += 1
    row.save(update_fields=["closed_at", "version"])
    row.items.update(is_open=False)
    tell(row, SubmissionTakenBack(submission_id=row.pk, title=row.title), by=by, at=at)


@transaction.atomic
def remark(
    *, submission: Submission, text: str, by: User, at: datetime, publication: Publication | None = None
) -> Remark:
    """A note for colleagues, that no guest reads."""
    return Remark.objects.create(
        submission=submission, publication=publication, by=by, by_name=by.name, at=at, text=text
    )


def _open(submission: Submission) -> Submission:
    row = locked(submission)
    if row.closed_at is not None:
        raise Over(row.pk)
    return row
