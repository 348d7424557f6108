"""The register as a list, and one work with all that decides about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from coulisse.desks.office.rights.models import Depiction, Licence, Work
from coulisse.desks.office.rights.queries.clearing import Result, clearance_of, register_of
from coulisse.desks.office.rights.wording import (
    ICONS,
    PLACES,
    STATES,
    TONES,
    Told,
    explain,
    lands,
    media,
)
from coulisse.engines.clearance import Cleared, Code, Purpose, Register, Use, clearance
from coulisse.kernel.money import Money

ORDER: Final = ("withdrawn", "refused", "expiring", "cleared")
SOON: Final = timedelta(days=30)
WITHDRAWN: Final = frozenset({Code.CONSENT_WITHDRAWN, Code.TAKING_WITHDRAWN})


@dataclass(frozen=True, slots=True)
class State:
    """Where a work stands for one use."""

    code: str
    label: str
    tone: str
    icon: str
    until: date | None
    """Its last day, where it is cleared until one."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One row of the register."""

    pk: int
    title: str
    kind: str
    kind_label: str
    production: str
    holding: str
    people: int
    state: State
    why: str
    more: int
    """How many obstacles besides the one that is told."""


def state_of(result: Result, use: Use) -> State:
    until = None
    if isinstance(result, Cleared):
        until = result.until
        code = "expiring" if until is not None and until <= use.on + SOON else "cleared"
    else:
        code = "withdrawn" if any(one.code in WITHDRAWN for one in result) else "refused"
    return State(code, str(STATES[code]), TONES[code], ICONS[code], until)


def register_lines(works: QuerySet[Work], use: Use, *, state: str = "") -> tuple[WorkLine, ...]:
    """The works with where they stand for that use, those that are blocked first; `state` keeps those of one."""
    rows = list(works.select_related("production").prefetch_related("depictions"))
    results = clearance_of([row.pk for row in rows], use)
    states = {pk: state_of(result, use) for pk, result in results.items()}
    kept = [row for row in rows if not state or states[row.pk].code == state]
    kept.sort(key=lambda row: ORDER.index(states[row.pk].code))
    firsts = {row.pk: found[0] for row in kept if isinstance(found := results[row.pk], tuple)}
    told = dict(zip(firsts, explain(firsts.values()), strict=True))
    return tuple(
        WorkLine(
            pk=row.pk,
            title=row.title,
            kind=row.kind,
            kind_label=str(row.get_kind_display()),
            production=row.production.title,
            holding=str(row.get_holding_display()),
            people=len(row.depictions.all()),
            state=states[row.pk],
            why=_why(told.get(row.pk), row),
            more=len(found) - 1 if isinstance(found := results[row.pk], tuple) else 0,
        )
        for row in kept
    )


def _why(told: Told | None, row: Work) -> str:
    if told is None:
        return ""
    return told.sentence if told.work == row.pk else f"{told.title}\u00a0: {told.sentence}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One purpose on one network: whether, and the first reason why not."""

    network: str
    purpose: str
    state: State
    why: str
    is_asked: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    network: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one use, in words."""

    use: Use
    state: State
    told: tuple[Told, ...]
    grounds: int


@dataclass(frozen=True, slots=True)
class Clearing:
    """The answer for the use asked about, and for every purpose on every network beside it."""

    verdict: Verdict
    matrix: tuple[MatrixRow, ...]


def clearing_of(work: Work, use: Use) -> Clearing:
    """Read once, counted for every purpose on every network."""
    register = register_of([work.pk])
    results = {
        (network, purpose): clearance(work.pk, _as(use, network, purpose), register)
        for network in PLACES
        for purpose in Purpose
    }
    firsts = {key: found[0] for key, found in results.items() if isinstance(found, tuple)}
    words = dict(zip(firsts, explain(firsts.values()), strict=True))
    rows = tuple(
        MatrixRow(
            network,
            str(PLACES[network]),
            tuple(_cell(network, purpose, results[network, purpose], words, use) for purpose in Purpose),
        )
        for network in PLACES
    )
    asked = results[use.network, use.purpose]
    told = explain(asked) if isinstance(asked, tuple) else ()
    grounds = len(asked.grounds) if isinstance(asked, Cleared) else 0
    return Clearing(Verdict(use, state_of(asked, use), told, grounds), rows)


def _as(use: Use, network: str, purpose: Purpose) -> Use:
    return Use(purpose, network, use.territory, use.on, use.until)


def _cell(
    network: str, purpose: Purpose, result: Result, words: Mapping[tuple[str, Purpose], Told], use: Use
) -> Cell:
    told = words.get((network, purpose))
    return Cell(
        network=network,
        purpose=purpose.value,
        state=state_of(result, _as(use, network, purpose)),
        why=told.sentence if told else "",
        is_asked=(network, purpose) == (use.network, use.purpose),
    )


@dataclass(frozen=True, slots=True)
class ShownLine:
    """Somebody, or a crowd, in this work or in one that it is made from."""

    pk: int
    version: int
    name: str
    person: int | None
    is_minor: bool
    where: str
    crowd: str
    crowd_label: str
    reason: str
    decided_by: str
    decided_at: datetime | None
    tone: str
    word: str
    """What the use asked about finds with this person: cleared, or the first reason why not."""
    of_work: str
    """The work it comes from; empty for this one."""
    hidden: str
    """How they are hidden in this work."""
    concealment: int | None


@dataclass(frozen=True, slots=True)
class LicenceLine:
    pk: int
    kind: str
    licensor: str
    contact: int | None
    scope: str
    lands: str
    starts_on: date
    until: date | None
    is_over: bool
    is_exclusive: bool
    most_favoured: bool
    price: Money | None
    document: int | None
    note: str


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A work that this one is made from."""

    pk: int
    work: int
    title: str
    kind: str
    has_people: bool
    has_music: bool


def people_in(work: Work, verdict: Verdict, register: Register | None = None) -> tuple[ShownLine, ...]:
    """Who is seen: listed here first, then those of what it is made from, as far as they are carried along."""
    known = register or register_of([work.pk])
    from_sources = _carried(work.pk, known)
    rows = Depiction.objects.filter(work__in=[work.pk, *from_sources]).select_related(
        "person", "work", "decided_by"
    )
    hidden = {one.depiction_id: one for one in work.concealments.all()}
    faults = {(one.person, one.work): one.sentence for one in reversed(verdict.told) if one.person is not None}
    lines = []
    for row in sorted(rows, key=lambda one: (one.work_id != work.pk, one.work.title, one.pk)):
        concealed = hidden.get(row.pk)
        fault = faults.get((row.person_id, row.work_id), "") if row.person_id else ""
        is_open = row.person_id is None and row.crowd in {"undecided", "identifiable"}
        lines.append(
            ShownLine(
                pk=row.pk,
                version=row.version,
                name=row.person.name if row.person else "",
                person=row.person_id,
                is_minor=bool(row.person and row.person.is_minor),
                where=row.where,
                crowd=row.crowd,
                crowd_label=str(row.get_crowd_display()) if row.crowd else "",
                reason=row.reason,
                decided_by=row.decided_by.name if row.decided_by else "",
                decided_at=row.decided_at,
                tone="" if concealed else "stop" if fault or is_open else "ok",
                word=fault,
                of_work="" if row.work_id == work.pk else row.work.title,
                hidden=str(concealed.get_how_display()) if concealed else "",
                concealment=concealed.pk if concealed else None,
            )
        )
    return tuple(lines)


def _carried(work: int, register: Register) -> tuple[int, ...]:
    """The works whose people are said to be seen in this one."""
    found: list[int] = []
    waiting = [work]
    while waiting:
        one = register.works.get(waiting.pop())
        if one is None:
            continue
        below = [source.work for source in one.sources if source.has_people] + list(one.music)
        new = [pk for pk in below if pk not in found and pk != work]
        found += new
        waiting += new
    return tuple(found)


def licences_of(work: Work, *, today: date) -> tuple[LicenceLine, ...]:
    rows = Licence.objects.filter(work=work, removed_at__isnull=True)
    return tuple(
        LicenceLine(
            pk=row.pk,
            kind=str(row.get_kind_display()),
            licensor=row.licensor,
            contact=row.contact_id,
            scope=media(row.media, row.networks),
            lands=lands(row.territories),
            starts_on=row.starts_on,
            until=row.until,
            is_over=row.until is not None and row.until < today,
            is_exclusive=row.is_exclusive,
            most_favoured=row.most_favoured,
            price=None if row.price_cents is None else Money(row.price_cents),
            document=row.document_id,
            note=row.note,
        )
        for row in rows
    )


def chain_of(work: Work) -> tuple[ChainLine, ...]:
    rows = work.sources.select_related("source")
    return tuple(
        ChainLine(
            row.pk, row.source_id, row.source.title, str(row.get_kind_display()), row.has_people, row.has_music
        )
        for row in rows
    )


def works_of(production: int, kinds: Iterable[str] = (), *, but: int | None = None) -> list[tuple[int, str]]:
    """Number and title of the works of a production, for a choice."""
    rows = Work.objects.filter(production=production, removed_at__isnull=True)
    if but is not None:
        rows = rows.exclude(pk=but)
    wanted: Sequence[str] = list(kinds)
    if wanted:
        rows = rows.filter(kind__in=wanted)
    return list(rows.values_list("pk", "title"))
