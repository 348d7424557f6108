"""The set from behind, as it may be told: who agreed to be shown, what is under embargo, asked when it is read."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from coulisse.desks.community.animation.models import HiddenSet, PlanLine, ShootPlan
from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.publishing.words import why
from coulisse.desks.community.questions import MayBeShown
from coulisse.engines.clearance import SOCIAL_NETWORKS
from coulisse.foundation.counted import counted
from coulisse.foundation.journal.links import ask
from coulisse.foundation.people.keys import plain
from coulisse.kernel.times import to_brussels

MOST: Final = 120


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One day of the list."""

    pk: int
    date: date
    unit: str
    day: int
    of: int
    revision: int
    is_cancelled: bool
    waiting: int
    kept: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of a line, and why they may not be shown (empty: they may)."""

    contact: int
    name: str
    part: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One line, in words that may leave the house. `secret`: the set is not named, and why."""

    row: PlanLine
    title: str
    note: str
    people: tuple[Person, ...]
    secret: str
    may_be_kept: bool


@dataclass(frozen=True, slots=True)
class PastEmbargo:
    """A time during which nobody might name a set, and how it ended: shown again, over, or followed by another.

    `may_be_back`: whoever showed it again can take that back.
    """

    pk: int
    name: str
    why: str
    hidden_at: datetime
    hidden_by: str
    until: date | None
    ended_at: datetime | None
    ended_by: str
    ended_why: str
    may_be_back: bool


@dataclass(frozen=True, slots=True)
class HiddenSets:
    standing: tuple[HiddenSet, ...]
    past: tuple[PastEmbargo, ...]


@dataclass(frozen=True, slots=True)
class _Allowed:
    """What was asked once for all lines of a page: reasons by contact, reasons against all, hidden sets."""

    against: Mapping[int, str]
    against_all: str
    hidden: Mapping[str, HiddenSet]

    def why_not(self, contact: int) -> str:
        return self.against_all or self.against.get(contact, "")


def plans_of(production: int) -> list[PlanRow]:
    """The days, the latest first; one query."""
    rows = counted(
        ShootPlan.objects.filter(production=production),
        waiting=Count("lines", filter=Q(lines__state=PlanLine.State.OPEN)),
        kept=Count("lines", filter=Q(lines__state=PlanLine.State.IDEA)),
    )
    return [
        PlanRow(
            row.pk,
            row.date,
            row.unit,
            row.day,
            row.of,
            row.revision,
            row.cancelled_at is not None,
            row.waiting,
            row.kept,
        )
        for row in rows[:MOST]
    ]


def hidden_sets_of(production: int, *, at: datetime) -> HiddenSets:
    """The embargoes that stand, and those that are over, the latest first; one query."""
    rows = HiddenSet.objects.filter(production=production).select_related("hidden_by", "ended_by")
    standing = [one for one in rows if is_in_force(one, at)]
    hidden = {one.key for one in standing}
    over = sorted(
        (one for one in rows if not is_in_force(one, at)),
        key=lambda one: one.ended_at or one.hidden_at,
        reverse=True,
    )
    past = [
        PastEmbargo(
            pk=one.pk,
            name=one.name,
            why=one.why,
            hidden_at=one.hidden_at,
            hidden_by=one.hidden_by.name if one.hidden_by else "",
            until=one.until,
            ended_at=one.ended_at,
            ended_by=one.ended_by.name if one.ended_by else "",
            ended_why=one.ended_why,
            may_be_back=bool(one.ended_why) and one.key not in hidden and _has_days_left(one, at),
        )
        for one in over[:MOST]
    ]
    return HiddenSets(tuple(standing), tuple(past))


def is_in_force(hidden: HiddenSet, at: datetime) -> bool:
    """Whether nobody may name the set now."""
    return hidden.ended_at is None and _has_days_left(hidden, at)


def _has_days_left(hidden: HiddenSet, at: datetime) -> bool:
    return hidden.until is None or hidden.until >= to_brussels(at).date()


def lines_of(plan: ShootPlan, *, at: datetime) -> list[Shown]:
    """Every line, in a number of queries that does not follow theirs."""
    rows = list(plan.lines.select_related("plan__production", "idea", "decided_by"))
    allowed = _allowed(plan, rows, at)
    return [_shown(row, allowed) for row in rows]


def line_shown(row: PlanLine, *, at: datetime) -> Shown:
    """One line, asked anew."""
    return _shown(row, _allowed(row.plan, [row], at))


def _allowed(plan: ShootPlan, rows: Iterable[PlanLine], at: datetime) -> _Allowed:
    today = to_brussels(at).date()
    standing = HiddenSet.objects.filter(production=plan.production_id, ended_at__isnull=True)
    hidden = {one.key: one for one in standing if is_in_force(one, at)}
    contacts = {one["contact"] for row in rows for one in row.facts.get("people", ())}
    if not contacts:
        return _Allowed({}, "", hidden)
    question = MayBeShown(plan.production_id, tuple(sorted(contacts)), networks_of(plan.production_id), today)
    against: dict[int, str] = {}
    against_all = ""
    for reason in ask(question).reasons:
        contact = reason.params.get("contact")
        if isinstance(contact, int):
            against[contact] = why(reason.code)
        else:
            against_all = why(reason.code)
    return _Allowed(against, against_all, hidden)


def networks_of(production: int) -> tuple[str, ...]:
    """The networks on which the production speaks; as long as it has no account, all of them."""
    rows = NetworkAccount.objects.filter(production=production, closed_at__isnull=True)
    return tuple(sorted(set(rows.values_list("network", flat=True)))) or SOCIAL_NETWORKS


def _shown(row: PlanLine, allowed: _Allowed) -> Shown:
    facts = row.facts
    people = tuple(
        Person(one["contact"], one["name"], one["part"], allowed.why_not(one["contact"]))
        for one in facts.get("people", ())
    )
    secret = _secret(facts, allowed.hidden)
    named = [one for one in people if not one.why_not]
    title = _title(row, named, bool(secret))
    may = row.kind != PlanLine.Kind.CRAFT or bool(named)
    return Shown(row, title, _note(row, people, secret), people, secret, may)


def _secret(facts: Mapping[str, Any], hidden: Mapping[str, HiddenSet]) -> str:
    """Why the set is not named; empty where it may be."""
    name = facts.get("set")
    if not name:
        return ""
    found = hidden.get(plain(name)[:160])
    if found is not None:
        return found.why or _("under embargo")
    return _("its name says where it is") if facts.get("tells_place") else ""


def _title(row: PlanLine, named: Collection[Person], is_secret: bool) -> str:
    facts = row.facts
    if row.kind == PlanLine.Kind.DAY:
        told = {"day": facts["day"], "of": facts["of"], "film": row.plan.production.title}
        return _("Day %(day)s of %(of)s of “%(film)s”, from behind") % told
    if row.kind == PlanLine.Kind.CRAFT:
        one = next(iter(named), None)
        if one is None:
            return _("A craft of the set")
        return _("A craft of the set: %(name)s, %(craft)s") % {"name": one.name, "craft": one.part}
    place = _("a place kept secret") if is_secret else facts["set"]
    told = {
        "number": facts["number"],
        "light": f"{facts['inside']} {effect_words(facts['effect'])}".strip(),
        "set": place,
    }
    title = _("Behind scene %(number)s, %(light)s, %(set)s") % told
    if named:
        names = ", ".join(f"{one.name} ({one.part})" for one in named)
        title = _("%(title)s, with %(names)s") % {"title": title, "names": names}
    return title


def _note(row: PlanLine, people: Collection[Person], secret: str) -> str:
    """What whoever works the idea out must know; nothing that may not leave."""
    lines = []
    wraps = row.plan.wraps_at
    if wraps is not None:
        local = to_brussels(wraps)
        lines.append(_("Nothing before the wrap, planned on %(moment)s.") % {"moment": f"{local:%d/%m/%Y, %H:%M}"})
    kept_out = sum(1 for one in people if one.why_not)
    if kept_out:
        said = ngettext(
            "Do not show: %(count)s person who has not agreed.",
            "Do not show: %(count)s people who have not agreed.",
            kept_out,
        )
        lines.append(said % {"count": kept_out})
    if secret:
        lines.append(_("Do not show where it is."))
    lines.append(_("No address, no story: hands, tools, light, faces of those who agreed."))
    return "\n".join(lines)


def effect_words(effect: str) -> str:
    return {
        "day": pgettext("light of a scene", "day"),
        "night": pgettext("light of a scene", "night"),
        "dawn": pgettext("light of a scene", "dawn"),
        "dusk": pgettext("light of a scene", "dusk"),
        "morning": pgettext("light of a scene", "morning"),
        "evening": pgettext("light of a scene", "evening"),
    }.get(effect, effect)
