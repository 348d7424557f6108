"""What a call sheet must hold before anybody may answer for it.

Weather and sun are not among it: « non disponible » is an answer. Neither is the validator, who is asked last:
`missing` is what stands between them and their signature.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from coulisse.papers.call_sheet.records import CallSheet, Place, Scene, current


@dataclass(frozen=True, slots=True)
class Missing:
    """A mandatory block or cell that is empty or false; `where` names the row, empty for the whole sheet.

    Codes: film, call, pat, meal, wrap, contact, places, place-address, hospital, emergency, scenes, scene-roles,
    scene-length, scene-place, role-unknown, role-pat, role-pick-up, extras-call, crew, crew-call, catering,
    catering-count, revision-changes.
    """

    code: str
    where: str = ""


def missing(record: CallSheet) -> tuple[Missing, ...]:
    """All that forbids to validate the sheet, in the order of the paper; empty when it may be validated."""
    return (
        *_of_the_day(record),
        *_of_places(record),
        *_of_scenes(record),
        *_of_people(record),
        *_of_meals(record),
    )


def _of_the_day(record: CallSheet) -> Iterator[Missing]:
    if not record.film or record.day < 1 or record.of < record.day:
        yield Missing("film")
    for code in ("call", "pat", "meal", "wrap"):
        if current(getattr(record.hours, code)) is None:
            yield Missing(code)
    if not any(current(contact.name) and current(contact.phone) for contact in record.contacts):
        yield Missing("contact")
    if current(record.hospital) is None:
        yield Missing("hospital")
    if not record.emergency:
        yield Missing("emergency")
    if record.revision is not None and not record.revision.changes:
        yield Missing("revision-changes")


def _of_places(record: CallSheet) -> Iterator[Missing]:
    if not record.places:
        yield Missing("places")
    for place in record.places:
        if not current(place.address):
            yield Missing("place-address", _name(place))


def _name(place: Place) -> str:
    return current(place.use) or place.letter


def _of_scenes(record: CallSheet) -> Iterator[Missing]:
    if not record.scenes:
        yield Missing("scenes")
    cast, places = {role.number for role in record.cast}, {place.letter for place in record.places}
    for scene in record.scenes:
        yield from _of_scene(scene, cast, places)


def _of_scene(scene: Scene, cast: set[str], places: set[str]) -> Iterator[Missing]:
    roles = current(scene.roles)
    if roles is None:
        yield Missing("scene-roles", scene.number)
    elif not cast.issuperset(roles):
        yield Missing("role-unknown", scene.number)
    if not current(scene.eighths):
        yield Missing("scene-length", scene.number)
    if current(scene.place) not in places:
        yield Missing("scene-place", scene.number)


def _of_people(record: CallSheet) -> Iterator[Missing]:
    for role in record.cast:
        if current(role.pat) is None:
            yield Missing("role-pat", role.name)
        if current(role.pick_up) is None:
            yield Missing("role-pick-up", role.name)
    for group in record.extras:
        if current(group.call) is None:
            yield Missing("extras-call", current(group.who))
    if not record.crew_count:
        yield Missing("crew")
    for department in record.crew:
        for member in department.members:
            if current(member.call) in (None, ""):
                yield Missing("crew-call", member.name)


def _of_meals(record: CallSheet) -> Iterator[Missing]:
    """Crew + roles + extras + guests: what is ordered is what was counted, and whom the sheet calls."""
    catering = record.catering
    if catering is None or current(catering.ordered) is None:
        yield Missing("catering")
        return
    called = (record.crew_count, len(record.cast), record.extras_count)
    if current(catering.ordered) != catering.counted or (catering.crew, catering.cast, catering.extras) != called:
        yield Missing("catering-count")
