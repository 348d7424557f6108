"""The red lights of a production: those that stand, those of a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from coulisse.desks.floor.breakdown.models import Element
from coulisse.desks.floor.crew.models import Casting, Obstacle
from coulisse.foundation.productions.models import Production


@dataclass(frozen=True, slots=True)
class RedLight:
    """What stands in somebody's way, with its rule."""

    pk: int
    contact_id: int | None
    element_id: int | None
    before: str
    roles: tuple[str, ...]
    """The roles that this person plays."""
    kind: str
    what: str
    detail: str
    rule: str
    source: str
    checked_on: date | None
    starts_on: date | None
    ends_on: date | None
    lifted_at: datetime | None
    lifted_by: str
    lifted_why: str

    @property
    def dialog(self) -> str:
        """The name of its dialog on the page."""
        return f"lift-{self.pk}"

    @property
    def stands(self) -> bool:
        return self.lifted_at is None


def red_lights_of(production: Production) -> tuple[RedLight, ...]:
    """All of them in two queries: those that stand first, the newest of each first."""
    rows = _rows(Obstacle.objects.filter(production=production))
    lights = _lights(rows, production)
    return tuple(sorted(lights, key=lambda light: (not light.stands, -light.pk)))


def standing_on(
    production: Production, day: date, *, contacts: Collection[int], elements: Collection[int] = ()
) -> tuple[RedLight, ...]:
    """What stands that day before any of these contacts or elements, in two queries."""
    concerned = Q(contact__in=list(contacts)) | Q(element__in=list(elements))
    during = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
    not_over = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    found = Obstacle.objects.filter(concerned, during, not_over, production=production, lifted_at__isnull=True)
    return _lights(_rows(found), production)


def minors_among(elements: Collection[int]) -> list[Element]:
    """The roles and groups of extras among these that somebody under 18 plays."""
    return list(Element.objects.filter(pk__in=list(elements), minor_age__isnull=False).order_by("number", "key"))


def _rows(found: QuerySet[Obstacle]) -> list[Obstacle]:
    return list(found.select_related("contact", "element", "lifted_by").order_by("pk"))


def _lights(rows: list[Obstacle], production: Production) -> tuple[RedLight, ...]:
    people = {row.contact_id for row in rows if row.contact_id}
    played = Casting.objects.filter(contact__in=people, role__production=production).order_by("role__number")
    roles: dict[int | None, list[str]] = {}
    for contact, role in played.values_list("contact_id", "role__name"):
        roles.setdefault(contact, []).append(role)
    return tuple(_light(row, tuple(roles.get(row.contact_id, ()))) for row in rows)


def _light(row: Obstacle, roles: tuple[str, ...]) -> RedLight:
    before = row.contact.name if row.contact else row.element.name if row.element else ""
    return RedLight(
        pk=row.pk,
        contact_id=row.contact_id,
        element_id=row.element_id,
        before=before,
        roles=roles,
        kind=row.kind,
        what=str(row.get_kind_display()),
        detail=row.detail,
        rule=row.rule,
        source=row.source,
        checked_on=row.checked_on,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        lifted_at=row.lifted_at,
        lifted_by=str(row.lifted_by) if row.lifted_by else "",
        lifted_why=row.lifted_why,
    )
