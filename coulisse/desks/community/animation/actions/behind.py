"""What a day of the shoot proposes to tell, and what somebody decides of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from coulisse.desks.community.animation.models import HiddenSet, PlanLine, ShootPlan
from coulisse.desks.community.animation.queries.behind import is_in_force, line_shown
from coulisse.desks.community.facts.animation import PostsProposed, SetHidden, SetShownAgain
from coulisse.desks.community.strategy.actions import add_idea, move_idea
from coulisse.desks.community.strategy.models import Idea
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.people.keys import plain
from coulisse.foundation.productions.models import Production

KIND, STATE = PlanLine.Kind, PlanLine.State
LEAST_LETTERS: Final = 4
OF_ANY_ADDRESS: Final = frozenset(
    re.findall(
        "[a-z]+",
        "rue avenue place quai chaussee boulevard chemin route square allee impasse centre "
        "culturel culturelle maison studio plateau base parking entree gare pont eglise ecole "
        "hotel hall salle ville village vieux vieille grand grande petit petite saint sainte "
        "straat laan plein kaai steenweg weg dreef cultureel centrum huis zaal stad loge loges "
        "canal cuisine cour jardin bureau cafe bar atelier chambre couloir foyer theatre ferme "
        "grange paroissiale paroissial communal communale college",
    )
)
"""Words that any address or set may have: they say where nothing is."""


class NotProposed(Exception):
    """The line left the call sheet, or the day is cancelled: there is nothing to tell."""


class MayNotBeShown(Exception):
    """The line is about somebody who has not agreed to be shown."""


class NoReason(ValueError):
    """Whoever shows a hidden set again says why."""


class NotHidden(Exception):
    """The set may be named already: somebody showed it again, or its day came."""


class HiddenMeanwhile(Exception):
    """The set is under embargo already."""


@dataclass(frozen=True, slots=True)
class Called:
    """Somebody of the book who is there: a part, or a craft."""

    contact: int
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class ShotScene:
    """`tells_place`: the set is named after where it is."""

    number: str
    inside: str
    effect: str
    set: str
    people: tuple[Called, ...]
    tells_place: bool = False


@dataclass(frozen=True, slots=True)
class ShootDay:
    """A validated day, with nothing in it that nobody may tell. `crafts`: one of each department."""

    unit: str
    date: date
    day: int
    of: int
    sheet: int
    revision: int
    wraps_at: datetime | None
    scenes: tuple[ShotScene, ...]
    crafts: tuple[Called, ...] = ()


def tells_the_place(name: str, addresses: Sequence[str]) -> bool:
    """Whether the name of a set has a word of an address that is not a word of any address, or a whole street.

    >>> tells_the_place("Foire de Durbuy", ["Place aux Foires, 6940 Durbuy"])
    True
    >>> tells_the_place("Escalier, rue Grande", ["Escalier, rue Grande 37, 5500 Dinant"])
    True
    >>> tells_the_place("Loges", ["Centre culturel, loges, rue Grande 37, 5500 Dinant"])
    False
    """
    said = _words(name)
    for address in addresses:
        telling = {word for word in _words(address) if len(word) >= LEAST_LETTERS} - OF_ANY_ADDRESS
        if telling & set(said):
            return True
        for segment in re.split(r"[,;\n]", address):
            street = _words(segment)
            if len(street) > 1 and re.search(r"\d", segment) and f" {' '.join(street)} " in f" {' '.join(said)} ":
                return True
    return False


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", plain(text))


@transaction.atomic
def propose(*, production_id: int, shoot: ShootDay, at: datetime) -> ShootPlan:
    """Write or update the plan of a day. Heard twice, or after a later version, it changes nothing.

    What somebody decided stays; what changed since, or is gone, says so.
    """
    production = Production.objects.select_for_update(of=("self",)).get(pk=production_id)
    plan = ShootPlan.objects.filter(production=production, unit=shoot.unit, date=shoot.date).first()
    if plan is not None and plan.revision >= shoot.revision and plan.sheet == shoot.sheet:
        return plan
    if plan is None:
        plan = ShootPlan(production=production, unit=shoot.unit, date=shoot.date)
    plan.day, plan.of, plan.sheet, plan.revision = shoot.day, shoot.of, shoot.sheet, shoot.revision
    plan.wraps_at, plan.read_at, plan.cancelled_at = shoot.wraps_at, at, None
    plan.save()
    lines = list(_lines(shoot))
    _bring_up_to_date(plan, lines, at)
    told = PostsProposed(plan_id=plan.pk, date=shoot.date.isoformat(), revision=shoot.revision, lines=len(lines))
    announce(told, by=None, at=at, about=plan, production=production.pk, desk=Desk.COMMUNITY)
    return plan


def _lines(shoot: ShootDay) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Kind, key and facts of each line, in order."""
    yield KIND.DAY, "day", {"day": shoot.day, "of": shoot.of}
    for scene in shoot.scenes:
        yield KIND.SCENE, f"scene:{scene.number}"[:80], asdict(scene)
    for one in shoot.crafts:
        yield KIND.CRAFT, f"craft:{one.contact}", {"people": [asdict(one)]}


def _bring_up_to_date(plan: ShootPlan, lines: Sequence[tuple[str, str, dict[str, Any]]], at: datetime) -> None:
    held = {row.key: row for row in plan.lines.all()}
    for place, (kind, key, facts) in enumerate(lines):
        facts = _as_kept(facts)
        row = held.pop(key, None)
        if row is None:
            PlanLine.objects.create(plan=plan, kind=kind, key=key, place=place, facts=facts)
            continue
        is_other = row.facts != facts or row.is_gone
        if is_other and row.state != STATE.OPEN:
            row.changed_at = at
        row.place, row.facts, row.is_gone = place, facts, False
        row.save(update_fields=["place", "facts", "is_gone", "changed_at"])
    for row in held.values():
        if row.state == STATE.OPEN:
            row.delete()
        else:
            row.is_gone, row.changed_at = True, at
            row.save(update_fields=["is_gone", "changed_at"])


def _as_kept(facts: dict[str, Any]) -> dict[str, Any]:
    """As the row gives them back: lists, no tuples."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}


@transaction.atomic
def day_is_off(*, production_id: int, day: date, unit: str, at: datetime) -> None:
    """The day is cancelled: nothing of it is proposed until it is back."""
    plans = ShootPlan.objects.filter(production=production_id, date=day, unit=unit)
    plans.filter(cancelled_at__isnull=True).update(cancelled_at=at)


def day_is_back(*, production_id: int, day: date, unit: str) -> None:
    ShootPlan.objects.filter(production=production_id, date=day, unit=unit).update(cancelled_at=None)


@transaction.atomic
def keep(*, line: PlanLine, by: User, at: datetime) -> PlanLine:
    """One click: an idea, not to be published before the wrap. Who may be shown is asked now.

    Raises `NotProposed`, `MayNotBeShown`.
    """
    row = PlanLine.objects.select_for_update(of=("self",)).select_related("plan__production").get(pk=line.pk)
    plan = row.plan
    if row.is_gone or plan.cancelled_at is not None:
        raise NotProposed(row.key)
    if row.state == STATE.IDEA:
        return row
    shown = line_shown(row, at=at)
    if not shown.may_be_kept:
        raise MayNotBeShown(row.key)
    if row.idea is None:
        row.idea = add_idea(
            title=shown.title,
            note=shown.note,
            by=by,
            at=at,
            production=plan.production,
            not_before=plan.wraps_at,
        )
    else:
        move_idea(idea=row.idea, to=Idea.State.OPEN, by=by, at=at)
    return _decided(row, STATE.IDEA, by, at)


@transaction.atomic
def drop(*, line: PlanLine, by: User, at: datetime) -> PlanLine:
    """Not this one; it stays dropped through later versions, until somebody takes it up again."""
    return _decided(PlanLine.objects.select_for_update(of=("self",)).get(pk=line.pk), STATE.DROPPED, by, at)


@transaction.atomic
def take_up_again(*, line: PlanLine, by: User, at: datetime) -> PlanLine:
    row = PlanLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    return _decided(row, STATE.OPEN, by, at) if row.state == STATE.DROPPED else row


def _decided(row: PlanLine, state: str, by: User, at: datetime) -> PlanLine:
    row.state, row.decided_by, row.decided_at, row.changed_at = state, by, at, None
    row.save(update_fields=["state", "idea", "decided_by", "decided_at", "changed_at"])
    return row


@transaction.atomic
def hide_set(
    *, production: Production, name: str, until: date | None, why: str, by: User, at: datetime
) -> HiddenSet:
    """Nobody names it from now on: every text is made without it when it is read.

    An embargo that stands gives way to this one and stays told.
    """
    Production.objects.select_for_update(of=("self",), no_key=True).get(pk=production.pk)
    key = plain(name)[:160]
    HiddenSet.objects.filter(production=production, key=key, ended_at__isnull=True).update(ended_at=at)
    row = HiddenSet.objects.create(
        production=production, key=key, name=name, until=until, why=why, hidden_by=by, hidden_at=at
    )
    _tell_ideas(row, at)
    told = SetHidden(name=name, until=until.isoformat() if until else "", why=why)
    announce(told, by=by, at=at, production=production.pk, desk=Desk.COMMUNITY)
    return row


@transaction.atomic
def show_set(*, hidden: HiddenSet, why: str, by: User, at: datetime) -> HiddenSet:
    """It may be named again, for a reason that is kept. Raises `NoReason`, `NotHidden`."""
    if not why.strip():
        raise NoReason
    row = HiddenSet.objects.select_for_update(of=("self",)).get(pk=hidden.pk)
    if not is_in_force(row, at):
        raise NotHidden(row.key)
    row.ended_at, row.ended_by, row.ended_why = at, by, why.strip()[:200]
    row.save(update_fields=["ended_at", "ended_by", "ended_why"])
    _tell_ideas(row, at)
    told = SetShownAgain(name=row.name, why=row.ended_why)
    announce(told, by=by, at=at, production=row.production_id, desk=Desk.COMMUNITY)
    return row


@transaction.atomic
def hide_again(*, hidden: HiddenSet, by: User, at: datetime) -> HiddenSet:
    """Taken back: the same embargo stands again, for the same reason. Raises `HiddenMeanwhile`."""
    row = HiddenSet.objects.select_related("production").get(pk=hidden.pk)
    standing = HiddenSet.objects.filter(production=row.production, key=row.key, ended_at__isnull=True)
    if any(is_in_force(one, at) for one in standing):
        raise HiddenMeanwhile(row.key)
    return hide_set(production=row.production, name=row.name, until=row.until, why=row.why, by=by, at=at)


def _tell_ideas(hidden: HiddenSet, at: datetime) -> None:
    """Ideas kept of this set were worded before: their lines say that something changed since."""
    lines = PlanLine.objects.filter(plan__production=hidden.production_id, kind=KIND.SCENE, state=STATE.IDEA)
    told = [row.pk for row in lines if plain(row.facts.get("set") or "")[:160] == hidden.key]
    PlanLine.objects.filter(pk__in=told).update(changed_at=at)
