"""What one person is told of a sheet: their own call, the message that brings it, the event of their calendar.

Texts are prepared for somebody to send from their own telephone; nothing is sent from here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from urllib.parse import quote

from coulisse.formats.ics import Event, Feed, write_feed
from coulisse.kernel.times import Never, Twice, in_brussels
from coulisse.kernel.typography import NO_BREAK
from coulisse.papers.call_sheet.records import CallSheet, Cell, Changed, Extras, Member, Place, Role, current
from coulisse.papers.days import day_in_words

_ = NO_BREAK
LENGTH_IF_OPEN: Final = timedelta(hours=1)
"""How long the event is where no wrap is known: long enough to be seen, short enough not to lie."""

SHARE: Final = {
    "fr": {
        "call": f"{{film}}, {{day}}{_}: votre convocation à {{hour}}",
        "changed": "{film}, {day} – CHANGEMENT : votre convocation à {hour} (avant : {was})".replace(
            " :", f"{_}:"
        ),
        "no-hour": f"{{film}}, {{day}}{_}: votre feuille de service",
        "place": "Lieu",
        "link": "Feuille de service",
        "colon": f"{_}: ",
        "summary": "{film} – convocation, J{day}",
        "pick-up": "prise en charge",
        "dressing": "habillage",
        "make-up": "maquillage",
        "hair": "coiffure",
        "call-step": "convocation",
        "pat": "PAT",
        "wrap": "fin prévue",
    },
    "nl": {
        "call": "{film}, {day}: uw oproep om {hour}",
        "changed": "{film}, {day} – WIJZIGING: uw oproep om {hour} (eerst: {was})",
        "no-hour": "{film}, {day}: uw callsheet",
        "place": "Plaats",
        "link": "Callsheet",
        "colon": ": ",
        "summary": "{film} – oproep, D{day}",
        "pick-up": "ophaling",
        "dressing": "kleding",
        "make-up": "make-up",
        "hair": "haar",
        "call-step": "oproep",
        "pat": "PAT",
        "wrap": "voorzien einde",
    },
    "en": {
        "call": "{film}, {day}: your call is at {hour}",
        "changed": "{film}, {day} – CHANGE: your call is now at {hour} (was {was})",
        "no-hour": "{film}, {day}: your call sheet",
        "place": "Place",
        "link": "Call sheet",
        "colon": ": ",
        "summary": "{film} – call, D{day}",
        "pick-up": "pick-up",
        "dressing": "dressing",
        "make-up": "make-up",
        "hair": "hair",
        "call-step": "call",
        "pat": "PAT",
        "wrap": "estimated wrap",
    },
}


@dataclass(frozen=True, slots=True)
class Step:
    """One of the hours of a person's day. Codes: pick-up, call, dressing, make-up, hair, pat, wrap."""

    code: str
    hour: time
    was: time | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class OwnCall:
    """What the sheet asks of one person: their hours in the order of the day, and where they go.

    `call` is the first of the hours: where there is a pick-up, that is when they must be ready. `elsewhere`:
    what the sheet says instead of an hour (« bureau »). `scenes`: the numbers of those they are in.
    """

    name: str
    job: str
    steps: tuple[Step, ...]
    place: Place | None
    scenes: tuple[str, ...] = ()
    elsewhere: str = ""

    @property
    def call(self) -> Step | None:
        return next((step for step in self.steps if step.code != "wrap"), None)

    @property
    def wrap(self) -> Step | None:
        return next((step for step in self.steps if step.code == "wrap"), None)

    @property
    def is_changed(self) -> bool:
        return any(step.was is not None for step in self.steps)


def own_call(record: CallSheet, person: int) -> OwnCall | None:
    """The call of `person` on this sheet, as one of the cast, the crew or the extras; None if not called."""
    for role in record.cast:
        if role.person == person:
            return _of_role(record, role)
    for department in record.crew:
        for member in department.members:
            if member.person == person:
                return _of_member(record, member)
    for group in record.extras:
        if person in group.people:
            return _of_extras(record, group)
    return None


def message(record: CallSheet, call: OwnCall, *, link: str, language: str) -> str:
    """The prepared text of a message: the hour first, then the place, then the link."""
    words = SHARE[language]
    first = call.call
    form = words["no-hour"] if first is None else words["changed"] if first.was else words["call"]
    lines = [
        form.format(
            film=record.film,
            day=day_in_words(record.date, language, with_year=False),
            hour="" if first is None else f"{first.hour:%H:%M}",
            was="" if first is None or first.was is None else f"{first.was:%H:%M}",
        )
    ]
    where = (first.place if first else "") or (current(call.place.address) if call.place else "") or call.elsewhere
    if where:
        lines.append(f"{words['place']}{words['colon']}{where}")
    lines.append(f"{words['link']}{words['colon']}{link}")
    return "\n".join(lines)


def whatsapp_link(phone: str, text: str) -> str:
    """The address that opens WhatsApp with the text ready to be sent. `phone` as E.164, with or without its +."""
    return f"https://wa.me/{_digits(phone)}?text={quote(text, safe='')}"


def sms_link(phone: str, text: str) -> str:
    """The address that opens the telephone's messages with the text ready to be sent (RFC 5724)."""
    return f"sms:+{_digits(phone)}?body={quote(text, safe='')}"


def _digits(phone: str) -> str:
    return "".join(letter for letter in phone if letter in "0123456789")


def call_event(record: CallSheet, call: OwnCall, *, uid: str, link: str, language: str) -> Event | None:
    """The event of a person's call; None where the sheet gives no hour.

    `uid` must stay the same from one version to the next, so that a revision moves the event in their calendar.
    """
    first = call.call
    if first is None:
        return None
    words = SHARE[language]
    start = _instant(record, first.hour)
    steps = "\n".join(_line(step, words) for step in call.steps)
    return Event(
        uid=uid,
        start=start,
        end=_end(record, call, start),
        summary=words["summary"].format(film=record.film, day=record.day),
        description=f"{steps}\n{link}",
        location=first.place or (current(call.place.address) if call.place else ""),
        url=link,
        status="CONFIRMED" if record.validation else "TENTATIVE",
        sequence=record.revision.number if record.revision else 0,
    )


def call_calendar(
    record: CallSheet, call: OwnCall, *, uid: str, link: str, language: str, at: datetime
) -> bytes | None:
    """The same event as a file of its own (`.ics`), as made `at`."""
    event = call_event(record, call, uid=uid, link=link, language=language)
    if event is None:
        return None
    return write_feed(Feed(record.film, (event,)), at=at)


# ---- the hours of each kind of person -----------------------------------------------------------------------


def _of_role(record: CallSheet, role: Role) -> OwnCall:
    steps = [
        *_pick_up(role),
        *_step("dressing", role.dressing),
        *_step("make-up", role.make_up),
        *_step("hair", role.hair),
        *_step("pat", role.pat),
        *_step("wrap", role.wrap),
    ]
    scenes = tuple(scene.number for scene in record.scenes if role.number in (current(scene.roles) or ()))
    return OwnCall(role.actor, role.name, tuple(steps), _base(record), scenes)


def _of_member(record: CallSheet, member: Member) -> OwnCall:
    call = current(member.call)
    if not isinstance(call, time):
        return OwnCall(member.name, member.job, (), None, elsewhere=call or "")
    was = member.call.was if isinstance(member.call, Changed) else None
    step = Step("call", call, was if isinstance(was, time) else None)
    return OwnCall(member.name, member.job, (step, *_step("wrap", record.hours.wrap)), _base(record))


def _of_extras(record: CallSheet, group: Extras) -> OwnCall:
    steps = (
        *_step("call", group.call, current(group.meeting)),
        *_step("pat", group.pat),
        *_step("wrap", group.wrap),
    )
    return OwnCall("", current(group.who), steps, _base(record), current(group.scenes))


def _pick_up(role: Role) -> Iterator[Step]:
    pick_up = current(role.pick_up)
    if pick_up is None or pick_up.hour is None:
        return
    before = role.pick_up.was if isinstance(role.pick_up, Changed) else None
    was = before.hour if before is not None and before.hour != pick_up.hour else None
    yield Step("pick-up", pick_up.hour, was, pick_up.place)


def _step(code: str, cell: Cell[time | None], place: str = "") -> Iterator[Step]:
    hour = current(cell)
    if hour is not None:
        yield Step(code, hour, cell.was if isinstance(cell, Changed) else None, place)


def _base(record: CallSheet) -> Place | None:
    """Where calls are for: the base, or the first place of the day."""
    for place in record.places:
        if place.letter == record.base:
            return place
    return record.places[0] if record.places else None


def _instant(record: CallSheet, hour: time) -> datetime:
    return in_brussels(record.date, hour, twice=Twice.EARLIER, never=Never.SHIFT)


def _end(record: CallSheet, call: OwnCall, start: datetime) -> datetime:
    """The wrap; one that is earlier than the call is of the next morning."""
    if call.wrap is None:
        return start + LENGTH_IF_OPEN
    end = _instant(record, call.wrap.hour)
    if end > start:
        return end
    next_day = record.date + timedelta(days=1)
    return in_brussels(next_day, call.wrap.hour, twice=Twice.EARLIER, never=Never.SHIFT)


def _line(step: Step, words: dict[str, str]) -> str:
    name = words["call-step"] if step.code == "call" else words[step.code]
    return " ".join(part for part in (f"{step.hour:%H:%M}", name, step.place) if part)
