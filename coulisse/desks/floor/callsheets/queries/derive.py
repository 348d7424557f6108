"""From what is known of a day to the paper's records: who is called when, where, for what.

Hours follow from the plan: a role is ready at its first scene of the day, and comes as much earlier as dressing,
make-up, hair and the ride take; a technician comes at the crew's call, shifted as the post says. Words are in the
production's language: the caller sets it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.translation import gettext as _

from coulisse.desks.floor.breakdown.models import Category, Element, Tag
from coulisse.desks.floor.callsheets.queries.plan import Plan
from coulisse.desks.floor.crew.models import CrewMember, Department
from coulisse.desks.floor.crew.queries.lists import first_of
from coulisse.desks.floor.schedule.queries.days import DaySheet, SheetRole, SheetStrip
from coulisse.desks.floor.script.models import Paper, Scene
from coulisse.engines.worktime import daylight
from coulisse.foundation.people.phones import shown
from coulisse.foundation.places.models import Place
from coulisse.papers import call_sheet as paper

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
GROUPS: Final = (Category.EXTRA, Category.BIT_PART)
WARNED: Final = (Category.SAFETY, Category.STUNT, Category.WEAPON, Category.ANIMAL, Category.EFFECT)
"""What everybody on the set must know of."""
NEEDED: Final = (
    Category.PROP,
    Category.COSTUME,
    Category.HMC,
    Category.SET_DRESSING,
    Category.VEHICLE,
    Category.ANIMAL,
    Category.EFFECT,
    Category.VISUAL_EFFECT,
    Category.WEAPON,
    Category.MUSIC,
    Category.SOUND,
    Category.EQUIPMENT,
    Category.CREW,
)


def wall(moment: datetime | None) -> time | None:
    """The hour that a clock of Brussels shows."""
    return None if moment is None else moment.time().replace(second=0, microsecond=0)


def hours_of(day: DaySheet | None) -> paper.Hours:
    if day is None:
        return paper.Hours()
    meal = None
    if day.meal is not None:
        meal = paper.Span(day.meal[0].time(), day.meal[1].time())
    return paper.Hours(wall(day.call_at), wall(day.ready_at), meal, wall(day.wrap_at))


# ---- places -------------------------------------------------------------------------------------------------


def letters_of(day: DaySheet) -> dict[int, str]:
    """The letter of each place: those of the scenes in their order, then the base."""
    known = [place.pk for place in day.places]
    if day.place is not None and day.place.pk not in known:
        known.append(day.place.pk)
    return dict(zip(known, LETTERS, strict=False))


def places_of(plan: Plan) -> tuple[paper.Place, ...]:
    day = plan.day
    if day is None:
        return ()
    base = day.place.pk if day.place else None
    found = []
    for pk, letter in letters_of(day).items():
        row = plan.places[pk]
        numbers = [strip.number for strip in day.scenes if strip.place and strip.place.pk == pk]
        found.append(
            paper.Place(
                letter=letter,
                use=_use(numbers, is_base=pk == base),
                address=written_address(row),
                access=row.access,
                parking=row.parking,
                position=position_of(row),
            )
        )
    return tuple(found)


def _use(numbers: Sequence[str], *, is_base: bool) -> str:
    parts = [_("Base")] if is_base else []
    if numbers:
        parts.append(_("Set, scenes %(numbers)s") % {"numbers": ", ".join(dict.fromkeys(numbers))})
    return ", ".join(parts)


def written_address(place: Place) -> str:
    """« Croisette, quai de Meuse, 5500 Dinant »: the name, then where the post finds it."""
    at = place.inside if place.inside is not None and not place.street else place
    town = " ".join(part for part in (at.postcode, at.city) if part)
    return ", ".join(dict.fromkeys(part for part in (place.name, at.street, town) if part))


def position_of(place: Place) -> tuple[float, float] | None:
    for row in (place, place.inside):
        if row is not None and row.latitude is not None and row.longitude is not None:
            return float(row.latitude), float(row.longitude)
    return None


def base_row(plan: Plan) -> Place | None:
    """Where calls are for: the day's place, else that of the first scene."""
    day = plan.day
    if day is None:
        return None
    chosen = day.place or next(iter(day.places), None)
    return plan.places.get(chosen.pk) if chosen else None


def hospital_of(plan: Plan) -> paper.Hospital | None:
    """The one named on the day's places: the first scene's before the base's."""
    day = plan.day
    known = [plan.places[pk] for pk in letters_of(day)] if day else []
    for row in (one for place in known for one in (place, place.inside) if one is not None):
        if row.hospital_name:
            return paper.Hospital(row.hospital_name, row.hospital_address, phone=row.hospital_phone)
    return None


def sun_of(plan: Plan, on: date) -> paper.Sun | None:
    """Computed for the base or the first place that has a position; None where none has, or no sun rises."""
    base = base_row(plan)
    rows = [*([base] if base else []), *plan.places.values()]
    row = next((row for row in rows if position_of(row)), None)
    position = position_of(row) if row else None
    if row is None or position is None:
        return None
    light = daylight(*position, on)
    rise, down, dawn, dusk = (wall(one) for one in (light.sunrise, light.sunset, light.dawn, light.dusk))
    if rise is None or down is None or dawn is None or dusk is None:
        return None
    return paper.Sun(rise, down, dawn, dusk, row.city or row.name, *position)


# ---- scenes -------------------------------------------------------------------------------------------------


def scenes_of(plan: Plan) -> tuple[paper.Scene, ...]:
    day = plan.day
    if day is None:
        return ()
    letters = letters_of(day)
    return tuple(_scene(strip, plan.scenes.get(strip.scene_id or 0), letters) for strip in day.scenes)


def _scene(strip: SheetStrip, row: Scene | None, letters: dict[int, str]) -> paper.Scene:
    return paper.Scene(
        number=strip.number,
        inside=strip.int_ext,
        effect=strip.effect,
        set=strip.set,
        summary=strip.synopsis,
        roles=tuple(number_of(role) for role in strip.roles),
        eighths=strip.eighths,
        seconds=strip.seconds,
        hour=wall(strip.starts_at),
        place=letters.get(strip.place.pk, "") if strip.place else "",
        mark=_mark(row),
    )


def number_of(role: SheetRole) -> str:
    """What a role is called by in the tables: its number, else its name."""
    return role.name if role.number is None else str(role.number)


def _mark(scene: Scene | None) -> paper.Mark | None:
    """What the draft in force did to the scene; the first one, on white pages, marks nothing."""
    if scene is None or scene.draft is None or scene.draft.paper == Paper.WHITE:
        return None
    if scene.change == Scene.Change.NEW:
        return paper.Mark(paper.MarkKind.ADDED, scene.draft.paper)
    if scene.change == Scene.Change.CHANGED:
        return paper.Mark(paper.MarkKind.CHANGED, scene.draft.paper)
    return None


# ---- people -------------------------------------------------------------------------------------------------


def cast_of(plan: Plan) -> tuple[tuple[SheetRole, paper.Role], ...]:
    """Each role of the day, with the hours that its first and last scenes give it."""
    day = plan.day
    if day is None:
        return ()
    minors = {tag.element_id for tag in plan.tags if tag.element.minor_age is not None}
    return tuple((role, _role(role, day, plan, is_minor=role.element_id in minors)) for role in day.roles)


def _role(role: SheetRole, day: DaySheet, plan: Plan, *, is_minor: bool) -> paper.Role:
    own = [strip for strip in day.strips if any(one.element_id == role.element_id for one in strip.roles)]
    ready, wrap = own[0].starts_at, own[-1].ends_at
    steps = ready_steps(role, ready)
    contact = plan.actors.get(role.contact_id or 0)
    phone = first_of(contact.phones) if contact else ""
    return paper.Role(
        number=number_of(role),
        name=role.name,
        actor=role.actor,
        pick_up=_pick_up(role, steps.get("first")),
        dressing=wall(steps.get("dressing")),
        make_up=wall(steps.get("make_up")),
        hair=wall(steps.get("hair")),
        pat=wall(ready),
        wrap=wall(wrap),
        person=role.contact_id,
        phone=shown(phone) if phone else "",
        is_minor=is_minor,
    )


def ready_steps(role: SheetRole, ready: datetime | None) -> dict[str, datetime]:
    """Backwards from being ready: hair, make-up, dressing. A step of no minutes isn't asked for."""
    if ready is None:
        return {}
    found, at = {"first": ready}, ready
    minutes = (("hair", role.hair_minutes), ("make_up", role.makeup_minutes), ("dressing", role.dressing_minutes))
    for step, length in minutes:
        if length:
            at -= timedelta(minutes=length)
            found[step] = found["first"] = at
    return found


def _pick_up(role: SheetRole, first: datetime | None) -> paper.PickUp:
    if not role.pick_up_from:
        return paper.PickUp()
    hour = None if first is None else wall(first - timedelta(minutes=role.travel_minutes))
    return paper.PickUp(hour, role.pick_up_from)


def crew_call(member: CrewMember, day: DaySheet | None) -> time | str | None:
    """The crew's call, shifted as the post says; or the words that stand instead of an hour."""
    if member.no_call:
        return member.no_call
    if day is None or day.call_at is None:
        return None
    return wall(day.call_at + timedelta(minutes=member.call_shift))


def member_line(member: CrewMember, call: time | str | None) -> paper.Member:
    phone = first_of(member.contact.phones)
    return paper.Member(
        member.function, member.contact.name, call, person=member.contact_id, phone=shown(phone) if phone else ""
    )


def departments(members: Iterable[tuple[CrewMember, paper.Member]]) -> tuple[paper.Department, ...]:
    found: dict[str, list[paper.Member]] = defaultdict(list)
    for row, line in members:
        found[row.department].append(line)
    return tuple(paper.Department(str(Department(code).label), tuple(lines)) for code, lines in found.items())


def contacts_of(plan: Plan) -> tuple[paper.Contact, ...]:
    """Whom to ring: those whom the crew list puts on top of the sheet."""
    return tuple(_contact(member) for member in plan.crew if member.is_key_contact)


def _contact(member: CrewMember) -> paper.Contact:
    phone = first_of(member.contact.phones)
    return paper.Contact(
        job=member.function,
        name=member.contact.name,
        phone=shown(phone) if phone else "",
        email=first_of(member.contact.emails),
        person=member.contact_id,
    )


def radio_of(plan: Plan) -> tuple[paper.Channel, ...]:
    """Each channel and the departments that speak on it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for member in plan.crew:
        if member.radio_channel:
            found[member.radio_channel].setdefault(str(Department(member.department).label))
    in_order = sorted(found, key=lambda channel: (not channel.isdigit(), int(channel) if channel.isdigit() else 0))
    return tuple(paper.Channel(channel, ", ".join(found[channel])) for channel in in_order)


# ---- what the scenes want -----------------------------------------------------------------------------------


def extras_of(plan: Plan) -> tuple[paper.Extras, ...]:
    """Each group wanted that day, called with the crew until somebody says otherwise."""
    day = plan.day
    if day is None:
        return ()
    groups: dict[int, list[Tag]] = defaultdict(list)
    for tag in plan.tags:
        if tag.element.category in GROUPS:
            groups[tag.element_id].append(tag)
    return tuple(_group(tags, day) for tags in groups.values())


def _group(tags: Sequence[Tag], day: DaySheet) -> paper.Extras:
    element: Element = tags[0].element
    wanted = {tag.scene_id for tag in tags}
    strips = [strip for strip in day.scenes if strip.scene_id in wanted]
    count = max(tag.quantity for tag in tags)
    return paper.Extras(
        key=str(element.pk),
        count=count,
        who=element.name,
        scenes=tuple(strip.number for strip in strips),
        call=wall(day.call_at),
        pat=wall(strips[0].starts_at) if strips else None,
        wrap=wall(strips[-1].ends_at) if strips else None,
        meeting=day.place.name if day.place else "",
        minors=count if element.minor_age is not None else 0,
    )


def needs_of(plan: Plan) -> tuple[paper.Need, ...]:
    """What the breakdown wants that day, by heading of the sheet, each scene with its own."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for tag in plan.tags:
        found[tag.element.category][tag.scene.number].append(_wanted(tag))
    return tuple(
        paper.Need(str(Category(category).label), " · ".join(_by_scene(found[category])))
        for category in NEEDED
        if category in found
    )


def safety_of(plan: Plan) -> tuple[str, ...]:
    """One line for each thing of the day that can hurt somebody."""
    lines: dict[str, list[str]] = defaultdict(list)
    for tag in plan.tags:
        if tag.element.category in WARNED:
            label = str(Category(tag.element.category).label)
            lines[f"{label}{_(':')} {_wanted(tag)}"].append(tag.scene.number)
    return tuple(f"{line} ({', '.join(numbers)})" for line, numbers in lines.items())


def _wanted(tag: Tag) -> str:
    many = f" ×{tag.quantity}" if tag.quantity > 1 else ""
    note = f" ({tag.note})" if tag.note else ""
    return f"{tag.element.name}{many}{note}"


def _by_scene(scenes: dict[str, list[str]]) -> Iterator[str]:
    for number, things in scenes.items():
        yield f"{number}{_(':')} {', '.join(things)}"


# ---- the days to come ---------------------------------------------------------------------------------------


def ahead_of(plan: Plan) -> tuple[paper.Ahead, ...]:
    return tuple(
        paper.Ahead(day.number or 0, day.date, wall(day.ready_at), tuple(_ahead_lines(day))) for day in plan.ahead
    )


def _ahead_lines(day: DaySheet) -> Iterator[paper.AheadLine]:
    """Neighbouring scenes of one set are one line."""
    lines: dict[tuple[str, str, str], list[SheetStrip]] = defaultdict(list)
    for strip in day.scenes:
        lines[strip.int_ext, strip.effect, strip.set].append(strip)
    for (inside, effect, name), strips in lines.items():
        roles = dict.fromkeys(number_of(role) for strip in strips for role in strip.roles)
        yield paper.AheadLine(
            tuple(strip.number for strip in strips),
            inside,
            effect,
            name,
            tuple(roles),
            sum(strip.eighths for strip in strips),
        )
