"""Requests and retentions as the screens and the certificate show them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coulisse.desks.audience.intake.models import Channel
from coulisse.desks.audience.privacy.actions.retention import retentions
from coulisse.desks.audience.privacy.models import PrivacyRequest, RetentionRun
from coulisse.desks.audience.privacy.places import PLACES
from coulisse.desks.audience.privacy.scope import LEGAL, THREAT
from coulisse.foundation.productions.models import Production
from coulisse.papers.erasure_certificate import ErasureCertificate, KeptLine

WHY = {
    LEGAL: gettext_lazy("Needed to establish, exercise or defend a legal claim (GDPR, art. 17(3)(e))"),
    THREAT: gettext_lazy("Evidence of a threat, kept for the police (GDPR, art. 17(3)(e))"),
}
LABELS = {place.code: place.label for place in PLACES}
MOST = 200


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request of the list."""

    pk: int
    number: str
    kind: str
    who: str
    received_on: date
    due_on: date
    state: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class RetentionRow:
    """How long one channel is kept, and who says so."""

    pk: int
    label: str
    months: int
    source: str
    confidence: str
    version: int


def requests_of(production: Production) -> tuple[RequestRow, ...]:
    """Those of the production and of the house as a whole, what is to handle first."""
    rows = PrivacyRequest.objects.filter(Q(production=production) | Q(production=None)).select_related("writer")
    found = [
        RequestRow(
            one.pk,
            one.number,
            one.get_kind_display(),
            str(one.writer) if one.writer.pseudonymised_at is None else _("pseudonymised"),
            one.received_on,
            one.due_on,
            one.get_state_display(),
            one.state == PrivacyRequest.State.OPEN,
        )
        for one in rows[:MOST]
    ]
    return tuple(sorted(found, key=lambda one: (not one.is_open, one.due_on)))


def retention_rows() -> tuple[RetentionRow, ...]:
    labels = dict(Channel.choices)
    return tuple(
        RetentionRow(
            one.pk, str(labels.get(one.channel, one.channel)), one.months, one.source, one.confidence, one.version
        )
        for one in retentions()
    )


def latest_runs() -> tuple[tuple[datetime, int, int, int, bool], ...]:
    """When, conversations, kept back, people, whether it ended."""
    return tuple(
        (
            one.at,
            one.counts.get("conversations", 0),
            one.counts.get("kept", 0),
            one.counts.get("writers", 0),
            one.ended_at is not None,
        )
        for one in RetentionRun.objects.all()[:5]
    )


def account_of(request: PrivacyRequest) -> tuple[list[tuple[str, int]], list[tuple[str, str]]]:
    """What was erased by place, what was kept with its reason, in words."""
    erased = [(str(LABELS.get(code, code)), count) for code, count in request.account.get("erased", [])]
    kept = [(reference, str(WHY.get(why, why))) for reference, why in request.account.get("kept", [])]
    return erased, kept


def certificate_of(request: PrivacyRequest) -> ErasureCertificate:
    """In the language that is active: the writer's."""
    erased, kept = account_of(request)
    house = request.production.company if request.production is not None else None
    return ErasureCertificate(
        number=request.number,
        house=str(house or ""),
        received_on=request.received_on,
        done_at=timezone.localtime(request.decided_at),
        by=str(request.decided_by or ""),
        erased=tuple(erased),
        kept=tuple(KeptLine(reference, why) for reference, why in kept),
        statistics=int(request.account.get("statistics", 0)),
        is_whole=bool(request.account.get("whole", False)),
    )
