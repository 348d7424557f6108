"""One person: what they agreed to, what they were asked, and where they are seen."""

from dataclasses import dataclass
from datetime import date, datetime

from coulisse.desks.office.rights.actions.consents import works_showing
from coulisse.desks.office.rights.models import Consent, Portrayed, Release, Work
from coulisse.desks.office.rights.wording import lands, networks
from coulisse.foundation.people.models import Part


@dataclass(frozen=True, slots=True)
class ConsentLine:
    pk: int
    kind: str
    purpose: str
    label: str
    work: str
    networks: str
    lands: str
    starts_on: date
    until: date | None
    signed_by: str
    by_guardian: bool
    document: int | None
    state: str
    """stands, over, coming, withdrawn"""
    withdrawn_at: datetime | None
    withdrawn_why: str
    withdrawn_by: str


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    pk: int
    work: str
    purposes: str
    asked_by: str
    asked_at: datetime
    language: str
    state: str
    """asked, opened, signed, refused, over"""
    when: datetime | None
    signed_by: str
    document: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class SeenIn:
    pk: int
    title: str
    kind: str


def consents_of(person: Portrayed, *, today: date) -> tuple[ConsentLine, ...]:
    rows = person.consents.select_related("work", "withdrawn_by")
    return tuple(_consent(row, today) for row in rows)


def releases_of(person: Portrayed, *, at: datetime) -> tuple[ReleaseLine, ...]:
    rows = person.releases.select_related("work", "asked_by", "link").prefetch_related("link__receipts")
    return tuple(_release(row, at) for row in rows)


def seen_in(person: Portrayed) -> tuple[SeenIn, ...]:
    """Every work that shows them, and what is made from it."""
    rows = Work.objects.filter(pk__in=works_showing([person.pk]))
    return tuple(SeenIn(row.pk, row.title, str(row.get_kind_display())) for row in rows)


def people_of(production: int) -> list[tuple[int, str]]:
    """Number and name of those who are shown in works of a production, for a choice."""
    rows = Portrayed.objects.filter(production=production)
    return [(pk, f"{name} *" if is_minor else name) for pk, name, is_minor in rows.values_list(*_CHOICE)]


_CHOICE = ("pk", "name", "is_minor")


def names_known(production: int) -> list[str]:
    """Names to offer while one types: those who have a part in the production."""
    parts = Part.objects.filter(production=production).order_by("contact__name")
    return list(dict.fromkeys(parts.values_list("contact__name", flat=True)))


def _consent(row: Consent, today: date) -> ConsentLine:
    if row.withdrawn_at is not None:
        state = "withdrawn"
    elif row.until is not None and row.until < today:
        state = "over"
    else:
        state = "coming" if row.starts_on > today else "stands"
    return ConsentLine(
        pk=row.pk,
        kind=row.kind,
        purpose=row.purpose,
        label=str(row),
        work=row.work.title if row.work else "",
        networks=networks(row.networks) if row.kind == Consent.Kind.USING else "",
        lands=lands(row.territories) if row.kind == Consent.Kind.USING else "",
        starts_on=row.starts_on,
        until=row.until,
        signed_by=row.signed_by,
        by_guardian=row.by_guardian,
        document=row.document_id,
        state=state,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
        withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
    )


def _release(row: Release, at: datetime) -> ReleaseLine:
    link = row.link
    opened = min((one.at for one in link.receipts.all()), default=None) if link else None
    if row.signed_at is not None:
        state, when = "signed", row.signed_at
    elif row.refused_at is not None:
        state, when = "refused", row.refused_at
    elif link is None or link.revoked_at is not None or link.expires_at <= at:
        state, when = "over", link.revoked_at or link.expires_at if link else row.asked_at
    else:
        state, when = ("opened", opened) if opened else ("asked", row.asked_at)
    return ReleaseLine(
        pk=row.pk,
        work=row.work.title if row.work else "",
        purposes=", ".join(purpose_words(row)),
        asked_by=row.asked_by.name if row.asked_by else "",
        asked_at=row.asked_at,
        language=row.language,
        state=state,
        when=when,
        signed_by=row.signed_by,
        document=row.document_id,
        sha256=row.sha256,
    )


def purpose_words(release: Release) -> list[str]:
    """What it asks, in words."""
    asked = [str(Consent.Kind.TAKING.label)] * release.asks_taking
    labels = dict(Consent._meta.get_field("purpose").flatchoices)
    return [*asked, *(str(labels.get(code, code)) for code in release.purposes)]
