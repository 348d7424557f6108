"""A recourse: announced, filed, decided; what is told of each body; the dossier that is bound for it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from coulisse.desks.audience.cases.actions.telling import tell
from coulisse.desks.audience.cases.addressees import addressee_on
from coulisse.desks.audience.cases.models import AddresseeText, Case, DossierExport, Recourse
from coulisse.desks.audience.cases.models.recourse import Body
from coulisse.desks.audience.cases.terms import NoKnownRule, due_of
from coulisse.desks.audience.facts.cases import (
    AddresseeWritten,
    DossierAsked,
    DossierMade,
    RecourseAnnounced,
    RecourseChanged,
)
from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.desks.audience.relations.models import WriterAddress
from coulisse.engines.deadlines import Route
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.actions import keep
from coulisse.foundation.documents.models import Document
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.journal.actions import announce as write_fact

JOB: Final = "audience.dossier"
ROUTES: Final = {Body.CSA: Route.CSA, Body.CDJ: Route.CDJ}
"""Where somebody else's answer has a day: the CSA's own, and the month that the CDJ leaves to the outlet."""


class AnnouncedAlready(Exception):
    """A recourse to this body is open."""


class OutcomeMissing(Exception):
    """A decision says what was decided."""


def announce(*, conversation: Conversation, body: str, asked_on: date, by: User, at: datetime) -> Recourse:
    """The complainant goes further: keep what they are told, and what is known for the check of admissibility.

    Raises `AnnouncedAlready`, `addressees.NoAddressee`.
    """
    language = conversation.language if conversation.language in ("fr", "nl", "en") else "fr"
    told = addressee_on(body, language, asked_on)
    writer = conversation.writer
    postal = writer.addresses.filter(kind=WriterAddress.Kind.POSTAL).values_list("value", flat=True).first()
    first = conversation.messages.filter(direction=Message.Direction.IN).order_by("at", "id").first()
    try:
        with transaction.atomic():
            row = Recourse.objects.create(
                conversation=conversation,
                body=body,
                asked_on=asked_on,
                told=told.told(),
                published_on=_published(conversation),
                text=first.new_text if first and not conversation.is_folded else "",
                name=writer.name,
                address=postal or "",
                programme=_programme(conversation),
                motives=_motives(conversation, language),
                went_to_outlet=True,
                due_on=_due(Body(body), asked_on),
                by=by,
                at=at,
            )
            tell(RecourseAnnounced(**_of(row)), conversation, by=by, at=at)
    except IntegrityError:
        raise AnnouncedAlready(body) from None
    return row


def complete(
    *, recourse: Recourse, values: Mapping[str, Any], read_version: int, by: User, at: datetime
) -> Recourse:
    """What is known of the complaint, for the check. Raises `StaleWrite`."""
    with transaction.atomic():
        row = recourse.write(values, read_version=read_version)
        tell(RecourseChanged(**_of(row), state=row.state), row.conversation, by=by, at=at)
    return row


def move(*, recourse: Recourse, to: str, outcome: str = "", by: User, at: datetime) -> Recourse:
    """Filed, decided (with what was decided) or given up. Raises `OutcomeMissing`."""
    if to == Recourse.State.DECIDED and not outcome.strip():
        raise OutcomeMissing
    with transaction.atomic():
        fresh = Recourse.objects.select_for_update(of=("self",)).get(pk=recourse.pk)
        row = fresh.write(
            {"state": Recourse.State(to).value, "outcome": outcome.strip() or fresh.outcome},
            read_version=fresh.version,
        )
        tell(RecourseChanged(**_of(row), state=row.state), row.conversation, by=by, at=at)
    return row


def write_addressee(
    *, body: str, language: str, from_day: date, values: Mapping[str, Any], by: User, at: datetime
) -> AddresseeText:
    """What the house tells of a body from a day on; the earlier texts stay."""
    with transaction.atomic():
        row = AddresseeText.objects.create(body=body, language=language, from_day=from_day, by=by, at=at, **values)
        told = AddresseeWritten(body=body, language=language)
        write_fact(told, by=by, at=at, about=row, desk=Desk.AUDIENCE)
    return row


def ask_dossier(
    *,
    about: Case | Conversation,
    language: str,
    by: User,
    at: datetime,
    recourse: Recourse | None = None,
) -> DossierExport:
    """Have the dossier of a case, or of one conversation, bound in the background."""
    name = about.number if isinstance(about, Case) else about.reference
    with transaction.atomic():
        export = DossierExport.objects.create(
            case=about if isinstance(about, Case) else None,
            conversation=about if isinstance(about, Conversation) else None,
            recourse=recourse,
            language=language,
            asked_by=by,
            asked_at=at,
        )
        job = begin(
            JOB,
            by=by,
            at=at,
            title=_("Dossier of %(number)s") % {"number": name},
            production=about.production_id,
            export=export.pk,
        )
        export.job_id = job.pk
        export.save(update_fields=["job_id"])
        tell(DossierAsked(reference=name, export_id=export.pk), about, by=by, at=at)
    return export


def keep_dossier(
    *,
    export: DossierExport,
    paper: bytes,
    archive: bytes,
    paper_sha256: str,
    archive_sha256: str,
    files: int,
    name: str,
    at: datetime,
) -> DossierExport:
    """Keep both files for the audience desk. The same content again is the same documents."""
    with transaction.atomic():
        row = DossierExport.objects.select_for_update(of=("self",)).get(pk=export.pk)
        if row.state == DossierExport.State.MADE:
            return row
        about = row.case or row.conversation
        assert about is not None
        same = DossierExport.objects.filter(
            case=row.case_id,
            conversation=row.conversation_id,
            paper_sha256=paper_sha256,
            archive_sha256=archive_sha256,
            paper__trashed_at__isnull=True,
            archive__trashed_at__isnull=True,
        ).first()
        row.paper = same.paper if same else _kept(row, about, paper, f"{name}.pdf", at)
        row.archive = same.archive if same else _kept(row, about, archive, f"{name}.zip", at)
        row.paper_sha256, row.archive_sha256, row.files = paper_sha256, archive_sha256, files
        row.state, row.made_at = DossierExport.State.MADE, at
        row.save()
        told = DossierMade(
            reference=about.number if isinstance(about, Case) else about.reference,
            export_id=row.pk,
            files=files,
            paper_sha256=paper_sha256,
            archive_sha256=archive_sha256,
        )
        tell(told, about, by=row.asked_by, at=at)
    return row


def _kept(row: DossierExport, about: Case | Conversation, content: bytes, name: str, at: datetime) -> Document:
    return keep(
        content,
        name=name,
        title=name,
        production=about.production_id,
        about=about,
        desk=Desk.AUDIENCE,
        language=row.language,
        by=row.asked_by,
        at=at,
    )


def _motives(conversation: Conversation, language: str) -> list[str]:
    topic = conversation.topic
    return [str(topic.labels.get(language) or topic)[:60]] if topic else []


def _published(conversation: Conversation) -> date | None:
    if conversation.on_air_at is not None:
        return localdate(conversation.on_air_at)
    return localdate(conversation.broadcast.starts_at) if conversation.broadcast else None


def _programme(conversation: Conversation) -> str:
    """« Plein Jour, 14/03/2027, 20:52 »."""
    broadcast = conversation.broadcast
    moment = conversation.on_air_at or (broadcast.starts_at if broadcast else None)
    if broadcast is None or moment is None:
        return ""
    return f"{broadcast.programme}, {localtime(moment):%d/%m/%Y, %H:%M}"


def _due(body: Body, asked_on: date) -> date | None:
    route = ROUTES.get(body)
    if route is None:
        return None
    try:
        return due_of(route, asked_on).due.date
    except NoKnownRule:
        return None


def _of(row: Recourse) -> dict[str, Any]:
    conversation = row.conversation
    return {
        "conversation_id": conversation.pk,
        "reference": conversation.reference,
        "body": row.body,
    }
