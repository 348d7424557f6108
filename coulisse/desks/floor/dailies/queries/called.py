"""Who is called on a day, from when to when: the technicians by their shifts, the cast by their scenes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from coulisse.desks.floor.callsheets.content import sheet_of
from coulisse.desks.floor.callsheets.models import Revision
from coulisse.desks.floor.crew.models import CrewMember, Department
from coulisse.desks.floor.crew.queries.lists import members_of
from coulisse.desks.floor.schedule.queries.days import DaySheet, SheetRole
from coulisse.foundation.people.models import Contact
from coulisse.foundation.people.phones import shown
from coulisse.foundation.productions.models import Production
from coulisse.kernel.times import Never, Twice, in_brussels, later_by
from coulisse.papers.call_sheet.sharing import OwnCall, own_call

ADULT = 18
EARLIEST = time(4)


@dataclass(frozen=True, slots=True)
class Called:
    """One person of the day. Without an hour (« bureau ») one is on the list and never late."""

    contact_id: int
    name: str
    job: str
    department: str
    role_number: int | None
    phone: str
    phone_shown: str
    call_at: datetime | None
    ends_at: datetime | None
    leaves_with_unit: bool
    is_flat_rate: bool
    joint_committee: str
    birth: date | None
    is_key_contact: bool = False
    words: str = ""
    hmc_at: datetime | None = None
    pick_up_at: datetime | None = None

    @property
    def is_cast(self) -> bool:
        return self.role_number is not None

    def is_minor_on(self, day: date) -> bool:
        if self.birth is None:
            return False
        years = day.year - self.birth.year - ((day.month, day.day) < (self.birth.month, self.birth.day))
        return years < ADULT


def called_on(sheet: DaySheet, production: Production) -> tuple[Called, ...]:
    """The crew in the order of the call sheet, then the cast, in three queries.

    Once a call sheet is validated its hours hold, and who is not on it is not called.
    """
    planned = _planned(sheet, production)
    revision = (
        Revision.objects.filter(sheet__production=production, sheet__unit=sheet.unit, sheet__date=sheet.date)
        .order_by("-number")
        .first()
    )
    if revision is None:
        return planned
    paper = sheet_of(revision.content)
    found = ((one, own_call(paper, one.contact_id)) for one in planned)
    return tuple(_as_the_sheet_says(one, own, sheet.date) for one, own in found if own is not None)


def _as_the_sheet_says(one: Called, own: OwnCall, day: date) -> Called:
    steps = {step.code: hour_on(day, step.hour) for step in own.steps}
    on_set = [hour for code, hour in steps.items() if code not in {"pick-up", "wrap"}]
    return replace(
        one,
        call_at=min(on_set, default=None),
        ends_at=steps.get("wrap", one.ends_at) if one.leaves_with_unit or one.is_cast else one.ends_at,
        pick_up_at=steps.get("pick-up"),
        hmc_at=min(on_set, default=None) if one.is_cast else None,
        words=own.elsewhere,
    )


def hour_on(day: date, hour: time) -> datetime:
    """An hour of a shooting day as an instant: before four in the morning it is the night's end, a day later."""
    on = day + timedelta(days=1) if hour < EARLIEST else day
    return in_brussels(on, hour, twice=Twice.EARLIER, never=Never.SHIFT)


def _planned(sheet: DaySheet, production: Production) -> tuple[Called, ...]:
    actors = Contact.objects.in_bulk([role.contact_id for role in sheet.roles if role.contact_id])
    cast = (_actor(role, sheet, actors[role.contact_id]) for role in sheet.roles if role.contact_id in actors)
    return (*(_technician(member, sheet) for member in _present(members_of(production), sheet.date)), *cast)


def _present(members: Iterable[CrewMember], day: date) -> Iterable[CrewMember]:
    return (
        member
        for member in members
        if (member.starts_on is None or member.starts_on <= day)
        and (member.ends_on is None or day <= member.ends_on)
    )


def _technician(member: CrewMember, sheet: DaySheet) -> Called:
    contact = member.contact
    has_hour = sheet.call_at is not None and not member.no_call
    call_at = later_by(sheet.call_at, timedelta(minutes=member.call_shift)) if has_hour and sheet.call_at else None
    ends_at = later_by(sheet.wrap_at, timedelta(minutes=member.wrap_shift)) if sheet.wrap_at else None
    if member.leaves_at is not None:
        ends_at = in_brussels(sheet.date, member.leaves_at)
    return Called(
        contact_id=contact.pk,
        name=contact.name,
        job=member.function,
        department=str(Department(member.department).label),
        role_number=None,
        phone=_phone(contact),
        phone_shown=shown(_phone(contact)) if _phone(contact) else "",
        call_at=call_at,
        ends_at=ends_at,
        leaves_with_unit=member.leaves_at is None,
        is_flat_rate=member.is_flat_rate,
        joint_committee=member.joint_committee,
        birth=contact.birthday,
        is_key_contact=member.is_key_contact,
        words=member.no_call,
    )


def _actor(role: SheetRole, sheet: DaySheet, contact: Contact) -> Called:
    wanted = [strip for strip in sheet.scenes if any(one.element_id == role.element_id for one in strip.roles)]
    starts = [strip.starts_at for strip in wanted if strip.starts_at]
    ends = [strip.ends_at for strip in wanted if strip.ends_at]
    ready = later_by(min(starts), -timedelta(minutes=role.ready_minutes)) if starts else None
    return Called(
        contact_id=contact.pk,
        name=contact.name,
        job=role.name,
        department="",
        role_number=role.number or 0,
        phone=_phone(contact),
        phone_shown=shown(_phone(contact)) if _phone(contact) else "",
        call_at=ready,
        ends_at=max(ends) if ends else None,
        leaves_with_unit=bool(ends) and max(ends) == sheet.last_at,
        is_flat_rate=True,
        joint_committee="303.01",
        birth=contact.birthday,
        hmc_at=ready,
        pick_up_at=later_by(ready, -timedelta(minutes=role.travel_minutes))
        if ready and role.pick_up_from
        else None,
    )


def _phone(contact: Contact) -> str:
    return str(contact.phones[0]["value"]) if contact.phones else ""
