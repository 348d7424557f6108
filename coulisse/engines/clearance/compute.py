"""From a work down to all that it is made of, and from each right to the nearest that is held."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from coulisse.engines.clearance.records import (
    Cleared,
    Code,
    Consent,
    Crowd,
    Ground,
    Holding,
    Licence,
    LicenceKind,
    Medium,
    Obstacle,
    Person,
    Register,
    Shown,
    Use,
    Work,
)
from coulisse.kernel.period import Period
from coulisse.kernel.territory import Territory

ORDER: Final = {code: place for place, code in enumerate(Code)}
WORLD: Final = "*"
"""How a territory without borders is written in `wanted` and `held`."""


def clearance(work: int, use: Use, register: Register) -> Cleared | tuple[Obstacle, ...]:
    """Whether `work` may be used so, and why; else every obstacle, the gravest first, each told once.

    What nobody decided is an obstacle. Raises `UnknownWork` and `UnknownPerson` where the register is not whole.
    """
    obstacles: dict[tuple[object, ...], Obstacle] = {}
    grounds: dict[tuple[int, int, int | None], Ground] = {}
    for step in _walk(work, register):
        for found in _of_step(step, use, register):
            if isinstance(found, Obstacle):
                key = (found.code, found.work, found.shown, found.licence_kind)
                obstacles.setdefault(key, found)
            else:
                grounds.setdefault((found.work, found.right, found.person), found)
    if obstacles:
        return tuple(sorted(obstacles.values(), key=lambda one: (ORDER[one.code], len(one.through), one.through)))
    ends = [ground.until for ground in grounds.values() if ground.until is not None]
    return Cleared(tuple(grounds.values()), min(ends, default=None))


@dataclass(frozen=True, slots=True)
class _Step:
    """One work on the way down: how one came there, who is hidden on it, and what still shows."""

    work: Work
    through: tuple[int, ...]
    hidden: frozenset[int]
    people: bool
    music: bool


def _walk(asked: int, register: Register) -> Iterator[_Step]:
    """The work, its sources and its music, each way once; a circle is walked no further than once round."""
    first = register.work(asked)
    waiting = [_Step(first, (asked,), first.hidden, people=True, music=True)]
    met: set[tuple[object, ...]] = set()
    while waiting:
        step = waiting.pop(0)
        key = (step.work.id, step.hidden, step.people, step.music, register.named & frozenset(step.through))
        if key in met:
            continue
        met.add(key)
        yield step
        waiting += _below(step, register)


def _below(step: _Step, register: Register) -> Iterator[_Step]:
    ways = [(one.work, step.people and one.has_people, step.music and one.has_music) for one in step.work.sources]
    if step.music:
        ways += [(played, step.people, True) for played in step.work.music]
    for pk, people, music in ways:
        if pk not in step.through:
            work = register.work(pk)
            yield _Step(work, (*step.through, pk), step.hidden | work.hidden, people, music)


def _of_step(step: _Step, use: Use, register: Register) -> Iterator[Obstacle | Ground]:
    if step.people:
        if step.work.asks_people and not step.work.people_decided:
            yield Obstacle(Code.PEOPLE_UNDECIDED, step.work.id, step.through)
        for shown in step.work.shown:
            if shown.id not in step.hidden:
                yield from _of_shown(shown, step, use, register)
    yield from _of_holding(step, use)


def _of_shown(shown: Shown, step: _Step, use: Use, register: Register) -> Iterator[Obstacle | Ground]:
    if shown.person is None:
        codes = {Crowd.UNDECIDED: Code.CROWD_UNDECIDED, Crowd.IDENTIFIABLE: Code.CROWD_IDENTIFIABLE}
        if shown.crowd in codes:
            yield Obstacle(codes[shown.crowd], step.work.id, step.through, shown=shown.id)
        return
    person = register.person(shown.person)
    taken_back = person.taking_withdrawn_on
    if taken_back is not None and taken_back <= use.last:
        yield _about(Code.TAKING_WITHDRAWN, shown, step, day=taken_back)
        return
    consents = [one for one in person.consents if one.work is None or one.work in step.through]
    yield from _of_consents(consents, person, shown, step, use)


def _of_consents(
    consents: Sequence[Consent], person: Person, shown: Shown, step: _Step, use: Use
) -> Iterator[Obstacle | Ground]:
    """The consent that lasts longest; without one that covers the use, what the nearest lacks."""
    if not consents:
        yield _about(Code.CONSENT_MISSING, shown, step, wanted=use.purpose)
        return
    same = [one for one in consents if one.purpose == use.purpose]
    if not same:
        held = tuple(sorted({one.purpose.value for one in consents}))
        yield _about(Code.CONSENT_PURPOSE, shown, step, wanted=use.purpose, held=held)
        return
    gone = [one for one in same if _is_withdrawn(one, use) and _reaches(one, use)]
    lacking = [(one, tuple(_lacks_of_consent(one, gone, person, shown, step, use))) for one in same]
    covering = [one for one, lacks in lacking if not lacks]
    if covering:
        best = max(covering, key=lambda one: _end(one.period))
        yield Ground(step.work.id, best.id, person=person.id, until=best.period.last)
        return
    _nearest, lacks = min(lacking, key=lambda pair: (len(pair[1]), -_end(pair[0].period)))
    yield from lacks


def _lacks_of_consent(
    one: Consent, gone: Sequence[Consent], person: Person, shown: Shown, step: _Step, use: Use
) -> Iterator[Obstacle]:
    takes_along = one if _is_withdrawn(one, use) else next((two for two in gone if _is_before(one, two)), None)
    if takes_along is not None:
        yield _about(
            Code.CONSENT_WITHDRAWN,
            shown,
            step,
            takes_along.id,
            wanted=use.purpose,
            day=takes_along.withdrawn_on,
        )
        return
    if person.is_minor and not one.by_guardian:
        yield _about(Code.GUARDIAN_MISSING, shown, step, one.id)
    if one.networks and use.network not in one.networks:
        held = tuple(sorted(one.networks))
        yield _about(Code.CONSENT_NETWORK, shown, step, one.id, wanted=use.network, held=held)
    if not _covers(one.territories, use.territory):
        wanted, held = _code(use.territory), _codes(one.territories)
        yield _about(Code.CONSENT_TERRITORY, shown, step, one.id, wanted=wanted, held=held)
    for code, day in _out_of_time(
        one.period, use, Code.CONSENT_NOT_YET, Code.CONSENT_EXPIRED, Code.CONSENT_ENDS_BEFORE
    ):
        yield _about(code, shown, step, one.id, day=day)


def _is_withdrawn(one: Consent, use: Use) -> bool:
    return one.withdrawn_on is not None and one.withdrawn_on <= use.last


def _reaches(one: Consent, use: Use) -> bool:
    """Whether a withdrawn consent was about this use, so that its withdrawal is too."""
    return (not one.networks or use.network in one.networks) and _covers(one.territories, use.territory)


def _is_before(one: Consent, withdrawn: Consent) -> bool:
    """A withdrawal takes along what was agreed to before it, not what was agreed to since."""
    if one.given_at is None or withdrawn.withdrawn_at is None:
        return False
    return one.given_at <= withdrawn.withdrawn_at


def _of_holding(step: _Step, use: Use) -> Iterator[Obstacle | Ground]:
    work = step.work
    if work.holding is Holding.UNDECIDED:
        yield Obstacle(Code.RIGHTS_UNDECIDED, work.id, step.through)
    if work.holding is not Holding.LICENSED:
        return
    for kind in LicenceKind:
        if kind in work.needs:
            yield from _of_licences([one for one in work.licences if one.kind is kind], kind, step, use)


def _of_licences(
    licences: Sequence[Licence], kind: LicenceKind, step: _Step, use: Use
) -> Iterator[Obstacle | Ground]:
    if not licences:
        yield Obstacle(
            Code.LICENCE_MISSING, step.work.id, step.through, licence_kind=kind, wanted=use.medium.value
        )
        return
    lacking = [(one, tuple(_lacks_of_licence(one, step, use))) for one in licences]
    covering = [one for one, lacks in lacking if not lacks]
    if covering:
        best = max(covering, key=lambda one: _end(one.period))
        yield Ground(step.work.id, best.id, licence_kind=kind, until=best.period.last)
        return
    _nearest, lacks = min(lacking, key=lambda pair: (len(pair[1]), -_end(pair[0].period)))
    yield from lacks


def _lacks_of_licence(one: Licence, step: _Step, use: Use) -> Iterator[Obstacle]:
    def lack(code: Code, wanted: str = "", held: Iterable[str] = (), day: date | None = None) -> Obstacle:
        return Obstacle(
            code,
            step.work.id,
            step.through,
            right=one.id,
            licence_kind=one.kind,
            wanted=wanted,
            held=tuple(sorted(held)),
            day=day,
        )

    for code, day in _out_of_time(
        one.period, use, Code.LICENCE_NOT_YET, Code.LICENCE_EXPIRED, Code.LICENCE_ENDS_BEFORE
    ):
        yield lack(code, day=day)
    if use.medium not in one.media:
        yield lack(Code.LICENCE_MEDIUM, use.medium.value, (medium.value for medium in one.media))
    elif use.medium is Medium.SOCIAL and one.networks and use.network not in one.networks:
        yield lack(Code.LICENCE_NETWORK, use.network, one.networks)
    if not _covers(one.territories, use.territory):
        yield lack(Code.LICENCE_TERRITORY, _code(use.territory), _codes(one.territories))


def _out_of_time(
    period: Period, use: Use, too_soon: Code, over: Code, ends_before: Code
) -> Iterator[tuple[Code, date]]:
    if period.first is not None and use.on < period.first:
        yield too_soon, period.first
    if period.last is not None and use.on > period.last:
        yield over, period.last
    elif period.last is not None and use.last > period.last:
        yield ends_before, period.last


def _covers(granted: Iterable[Territory], wanted: Territory | None) -> bool:
    held = tuple(granted)
    return not held or (wanted is not None and any(wanted.within(one) for one in held))


def _code(territory: Territory | None) -> str:
    return WORLD if territory is None else territory.code


def _codes(territories: Iterable[Territory]) -> tuple[str, ...]:
    return tuple(sorted(one.code for one in territories))


def _end(period: Period) -> int:
    """The last day as a number, so that the longest wins; without an end, beyond any."""
    return 10**9 if period.last is None else period.last.toordinal()


def _about(
    code: Code,
    shown: Shown,
    step: _Step,
    right: int | None = None,
    *,
    wanted: str = "",
    held: tuple[str, ...] = (),
    day: date | None = None,
) -> Obstacle:
    return Obstacle(
        code,
        step.work.id,
        step.through,
        person=shown.person,
        shown=shown.id,
        right=right,
        wanted=str(wanted),
        held=held,
        day=day,
    )
