"""A request about one's own data, from the day it comes to the day it is answered."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from coulisse.desks.audience.cases.terms import NoKnownRule, due_of, in_force
from coulisse.desks.audience.facts.privacy import (
    IdentityChecked,
    PersonErased,
    PrivacyAsked,
    RequestAnswered,
    RequestExtended,
)
from coulisse.desks.audience.intake.models import Conversation
from coulisse.desks.audience.privacy.actions.erasing import destroy, empty
from coulisse.desks.audience.privacy.models import PrivacyRequest
from coulisse.desks.audience.privacy.pack import JOB
from coulisse.desks.audience.privacy.scope import scope_of
from coulisse.desks.audience.relations.models import Writer
from coulisse.engines.deadlines import Route
from coulisse.engines.deadlines.terms import months_later
from coulisse.foundation.accounts.models import User
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.jobs.models import Job
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

EXTENSION: Final = "audience.gdpr_extension"
MONTHS: Final = 1
"""Article 12(3), where the house has no parameter for it any more."""
MONTHS_IN_ALL: Final = 3


class AnsweredAlready(Exception):
    """The request is answered: what was done stands."""


class IdentityUnchecked(Exception):
    """Nobody said how the identity was checked: data could go to, or be erased by, somebody else."""


class NotErasure(Exception):
    """This request asks something else."""


class ExtendedAlready(Exception):
    """A delay is extended once."""


def ask(
    *,
    kind: str,
    writer: Writer,
    received_on: date,
    production: Production | None,
    by: User,
    at: datetime,
    conversation: Conversation | None = None,
) -> PrivacyRequest:
    with transaction.atomic():
        made = PrivacyRequest.objects.create(
            number=_next_number(received_on.year),
            kind=kind,
            writer=writer,
            conversation=conversation,
            production=production,
            received_on=received_on,
            due_on=_due(received_on),
            begun_by=by,
            begun_at=at,
        )
        _tell(PrivacyAsked(number=made.number), made, by, at)
    return made


def _next_number(year: int) -> str:
    last = (
        PrivacyRequest.objects.select_for_update()
        .filter(number__startswith=f"RGPD-{year}-")
        .order_by("-id")
        .values_list("number", flat=True)
        .first()
    )
    return f"RGPD-{year}-{int(last.rpartition('-')[2]) + 1 if last else 1:02}"


def _due(received_on: date) -> date:
    try:
        return due_of(Route.PRIVACY, received_on).due.date
    except NoKnownRule:
        return months_later(received_on, MONTHS)


def check_identity(
    *, request: PrivacyRequest, how: str, read_version: int, by: User, at: datetime
) -> PrivacyRequest:
    """Raises StaleWrite, AnsweredAlready."""
    with transaction.atomic():
        _refuse_answered(request)
        written = request.write({"identity_how": how, "identity_by": by}, read_version=read_version)
        _tell(IdentityChecked(number=written.number), written, by, at)
    return written


def extend(*, request: PrivacyRequest, why: str, read_version: int, by: User, at: datetime) -> PrivacyRequest:
    """To three months in all, once, told with the reason. Raises StaleWrite, AnsweredAlready, ExtendedAlready."""
    with transaction.atomic():
        _refuse_answered(request)
        if request.extended_why:
            raise ExtendedAlready(request.pk)
        try:
            months = int(in_force(EXTENSION, request.received_on).number)
        except NoKnownRule:
            months = MONTHS_IN_ALL
        until = months_later(request.received_on, months)
        written = request.write({"due_on": until, "extended_why": why}, read_version=read_version)
        _tell(RequestExtended(number=written.number, until=until.isoformat()), written, by, at)
    return written


def erase(*, request: PrivacyRequest, by: User, at: datetime) -> PrivacyRequest:
    """Empty every place, at once and for good; what is held back is on the account with its reason.

    Raises NotErasure, IdentityUnchecked, AnsweredAlready.
    """
    with transaction.atomic():
        held = PrivacyRequest.objects.select_for_update().select_related("writer").get(pk=request.pk)
        _refuse_answered(held)
        if held.kind != PrivacyRequest.Kind.ERASURE:
            raise NotErasure(held.pk)
        if not held.identity_how:
            raise IdentityUnchecked(held.pk)
        scope, kept = scope_of(held.writer)
        references = dict(Conversation.objects.filter(pk__in=kept).values_list("pk", "reference"))
        erased, contents = empty(scope, at=at)
        held.account = {
            "erased": [list(one) for one in erased],
            "kept": [[references[pk], why] for pk, why in sorted(kept.items())],
            "statistics": len(scope.conversations),
            "whole": scope.whole,
        }
        held.state, held.decided_by, held.decided_at = PrivacyRequest.State.DONE, by, at
        held.version += 1
        held.save(update_fields=["account", "state", "decided_by", "decided_at", "version"])
        count = len(scope.conversations)
        _tell(PersonErased(number=held.number, count=count, kept=len(kept)), held, by, at)
    destroy(contents)
    return held


def answer(
    *, request: PrivacyRequest, is_refused: bool, reason: str, read_version: int, by: User, at: datetime
) -> PrivacyRequest:
    """Access given, a rectification made, an objection followed, or a refusal with its reason.

    Raises StaleWrite, AnsweredAlready, IdentityUnchecked.
    """
    with transaction.atomic():
        _refuse_answered(request)
        if not is_refused and not request.identity_how:
            raise IdentityUnchecked(request.pk)
        state = PrivacyRequest.State.REFUSED if is_refused else PrivacyRequest.State.DONE
        values = {"state": state, "reason": reason, "decided_by": by, "decided_at": at}
        written = request.write(values, read_version=read_version)
        _tell(RequestAnswered(number=written.number, refused=is_refused), written, by, at)
    return written


def make_pack(*, request: PrivacyRequest, title: str, by: User, at: datetime) -> Job:
    """Gather all that the house has, in the background. Raises IdentityUnchecked, AnsweredAlready."""
    if not request.identity_how:
        raise IdentityUnchecked(request.pk)
    if request.state == PrivacyRequest.State.REFUSED:
        raise AnsweredAlready(request.pk)
    with transaction.atomic():
        job = begin(JOB, by=by, at=at, title=title, production=request.production_id, request=request.pk)
        PrivacyRequest.objects.filter(pk=request.pk).update(pack_job=job.pk)
    return job


def _refuse_answered(request: PrivacyRequest) -> None:
    if request.state != PrivacyRequest.State.OPEN:
        raise AnsweredAlready(request.pk)


def _tell(
    happened: PrivacyAsked | IdentityChecked | RequestExtended | PersonErased | RequestAnswered,
    request: PrivacyRequest,
    by: User,
    at: datetime,
) -> None:
    announce(happened, by=by, at=at, about=request, production=request.production_id)
