"""The sheet as it stands: the plan of its day, with what somebody typed on top of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from coulisse.desks.floor.callsheets.content import from_json, sheet_of
from coulisse.desks.floor.callsheets.models import Block, Call, CallSheet, Revision
from coulisse.desks.floor.callsheets.queries import derive
from coulisse.desks.floor.callsheets.queries.plan import Plan, diets_of, plan_of
from coulisse.kernel.times import to_brussels
from coulisse.papers import call_sheet as paper
from coulisse.papers.call_sheet import differences, unmarked

Typed = Mapping[str, Block]


@dataclass(frozen=True, slots=True)
class Composed:
    """What would be validated now, the plan's own words beside it, and what was typed."""

    sheet: CallSheet
    now: paper.CallSheet
    """The paper. Its changed cells marked, where a version was validated before."""
    derived: paper.CallSheet
    """What the plan alone says."""
    plan: Plan
    blocks: dict[str, Block]
    calls: tuple[Call, ...]
    last: Revision | None
    changes: tuple[paper.Change, ...]
    touched: tuple[int, ...]
    """The contacts whom the next version touches: everybody where it is the first."""

    @property
    def number(self) -> int:
        """Of the version that would be validated."""
        return self.last.number + 1 if self.last else 0


def compose(sheet: CallSheet, *, at: datetime) -> Composed:
    """The sheet of this moment, in a number of queries that doesn't follow the size of the day."""
    plan = plan_of(sheet)
    blocks = {block.kind: block for block in sheet.blocks.select_related("typed_by")}
    calls = tuple(sheet.calls.select_related("member__contact", "role", "typed_by"))
    last = sheet.revisions.order_by("-number").first()
    with translation.override(sheet.production.language):
        derived = _derived(sheet, plan, at)
        now = _typed_over(derived, plan, blocks, calls)
    if last is None:
        return Composed(sheet, now, derived, plan, blocks, calls, None, (), everybody(now))
    before = sheet_of(last.content)
    found = differences(before, replace(now, revision=_revision(last)))
    return Composed(sheet, found.sheet, derived, plan, blocks, calls, last, found.changes, found.people)


def everybody(sheet: paper.CallSheet) -> tuple[int, ...]:
    """Each contact whom the sheet calls, once, in the order of the paper: the cast, the crew, known extras."""
    people = [role.person for role in sheet.cast]
    people += [member.person for department in sheet.crew for member in department.members]
    people += [person for group in sheet.extras for person in group.people]
    return tuple(dict.fromkeys(person for person in people if person is not None))


def _revision(last: Revision) -> paper.Revision:
    return paper.Revision(last.number + 1, last.number, to_brussels(last.validated_at))


def _derived(sheet: CallSheet, plan: Plan, at: datetime) -> paper.CallSheet:
    production, day = sheet.production, plan.day
    company = production.company
    cast = tuple(line for _role, line in derive.cast_of(plan))
    crew = derive.departments(
        (member, derive.member_line(member, derive.crew_call(member, day))) for member in plan.crew
    )
    letters = derive.letters_of(day) if day else {}
    base = derive.base_row(plan)
    town = " ".join(part for part in (company.postcode, company.city) if part)
    found = paper.CallSheet(
        film=production.title,
        director=str(production.details.get("director", "")),
        house=" ".join(part for part in (company.name, company.legal_form) if part),
        house_line=", ".join(part for part in (company.street, town) if part),
        number=sheet.number,
        day=(day.number if day else None) or sheet.number,
        of=(day.total if day else 0) or sheet.number,
        date=sheet.date,
        at=to_brussels(at),
        unit=sheet.unit,
        hours=derive.hours_of(day),
        contacts=derive.contacts_of(plan),
        sun=derive.sun_of(plan, sheet.date),
        hospital=derive.hospital_of(plan),
        places=derive.places_of(plan),
        scenes=derive.scenes_of(plan),
        cast=cast,
        extras=derive.extras_of(plan),
        needs=derive.needs_of(plan),
        safety=derive.safety_of(plan),
        radio=derive.radio_of(plan),
        ahead=derive.ahead_of(plan),
        crew=crew,
        base=letters.get(base.pk, "") if base else "",
    )
    return replace(found, catering=_catering(found, plan, None))


# ---- what was typed -----------------------------------------------------------------------------------------


def _typed_over(derived: paper.CallSheet, plan: Plan, blocks: Typed, calls: Iterable[Call]) -> paper.CallSheet:
    content = {kind: from_json(block.content) for kind, block in blocks.items()}
    kind = Block.Kind
    sheet = replace(derived, **_simple(content))
    if kind.HOURS in content:
        sheet = replace(sheet, hours=_hours(derived.hours, content[kind.HOURS]))
    if kind.PLACES in content:
        sheet = replace(sheet, **content[kind.PLACES])
    if kind.EXTRAS in content:
        sheet = replace(sheet, extras=content[kind.EXTRAS]["groups"], extras_note=content[kind.EXTRAS]["note"])
    if kind.SCENES in content:
        sheet = replace(sheet, scenes=_scenes(derived.scenes, content[kind.SCENES]))
    if kind.NOTES in content:
        sheet = replace(sheet, **content[kind.NOTES])
    sheet = _with_calls(_following_pat(sheet, derived), plan, derived, calls)
    return replace(sheet, catering=_catering(sheet, plan, content.get(kind.CATERING)))


def _simple(content: Mapping[str, Any]) -> dict[str, Any]:
    """The blocks that stand for one field of the paper, whole."""
    whole = ("contacts", "weather", "hospital", "transport", "needs", "safety", "radio")
    return {name: content[name] for name in whole if name in content}


def _hours(derived: paper.Hours, typed: paper.Hours) -> paper.Hours:
    """An hour that nobody typed stays the plan's."""
    given = {name: getattr(typed, name) for name in ("call", "pat", "meal", "wrap")}
    return replace(derived, **{name: hour for name, hour in given.items() if hour is not None})


def _scenes(derived: tuple[paper.Scene, ...], typed: Mapping[str, Mapping[str, Any]]) -> tuple[paper.Scene, ...]:
    return tuple(replace(scene, **typed.get(scene.number, {})) for scene in derived)


def _following_pat(sheet: paper.CallSheet, derived: paper.CallSheet) -> paper.CallSheet:
    """A typed PAT takes along the scenes and extras that were to be ready at the plan's."""
    was, now = derived.hours.pat, sheet.hours.pat
    if was == now or was is None:
        return sheet
    scenes = tuple(replace(scene, hour=now) if scene.hour == was else scene for scene in sheet.scenes)
    extras = tuple(replace(group, pat=now) if group.pat == was else group for group in sheet.extras)
    return replace(sheet, scenes=scenes, extras=extras)


def _with_calls(
    sheet: paper.CallSheet, plan: Plan, derived: paper.CallSheet, calls: Iterable[Call]
) -> paper.CallSheet:
    """Each person's hours: those that follow from the hours of the sheet, then what was typed of them."""
    members = {call.member_id: call for call in calls if call.member_id}
    roles = {call.role_id: call for call in calls if call.role_id}
    crew = []
    for row in plan.crew:
        call = members.get(row.pk)
        if call is not None and not call.is_called:
            continue
        hour = _crew_hour(row.call_shift, row.no_call, sheet)
        typed = call.hours.get("call") if call else None
        crew.append((row, derive.member_line(row, hour_or_words(typed) if typed else hour)))
    cast = []
    for role, planned in derive.cast_of(plan):
        line, call = planned, roles.get(role.element_id)
        if line.pat is not None and line.pat == derived.hours.pat:
            line = replace(line, pat=sheet.hours.pat)
        if call is None or call.is_called:
            cast.append(_role(line, call.hours) if call else line)
    return replace(sheet, cast=tuple(cast), crew=derive.departments(crew))


def _crew_hour(shift: int, no_call: str, sheet: paper.CallSheet) -> time | str | None:
    """From the sheet's call, which somebody may have typed over the plan's."""
    call = paper.current(sheet.hours.call)
    if no_call:
        return no_call
    if call is None:
        return None
    minutes = (call.hour * 60 + call.minute + shift) % (24 * 60)
    return time(minutes // 60, minutes % 60)


def _role(line: paper.Role, typed: Mapping[str, str]) -> paper.Role:
    given: dict[str, Any] = {
        name: hour_or_none(typed[name]) for name in ("dressing", "make_up", "hair", "pat", "wrap") if name in typed
    }
    if "pick_up" in typed or "pick_up_at" in typed:
        was = paper.current(line.pick_up) or paper.PickUp()
        hour = hour_or_none(typed["pick_up"]) if "pick_up" in typed else was.hour
        given["pick_up"] = paper.PickUp(hour, typed.get("pick_up_at", was.place))
    return replace(line, **given)


def hour_or_none(text: str) -> time | None:
    """« 06:45 », or nothing: a step that isn't asked for."""
    return time.fromisoformat(text) if text else None


def hour_or_words(text: str) -> time | str:
    """« 06:45 » is an hour, « bureau » is where they work."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        return text


def _catering(sheet: paper.CallSheet, plan: Plan, typed: paper.Catering | None) -> paper.Catering:
    """Who eats is counted from who is called; how many were ordered, guests and words are typed."""
    said = typed or paper.Catering(0, 0, 0)
    people = everybody(unmarked(sheet))
    diets = diets_of(plan.production, people, allergy=_("{what} allergy"))
    return replace(
        said,
        crew=sheet.crew_count,
        cast=len(sheet.cast),
        extras=sheet.extras_count,
        diets=tuple(paper.Diet(name, count) for name, count in diets),
    )
