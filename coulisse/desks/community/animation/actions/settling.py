"""Who won: what people decide by the rules, draws with their proof, the result for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from coulisse.desks.community.animation.actions.telling import NotNow, held, named, tell
from coulisse.desks.community.animation.models import Animation, Entrant, GameDecision, LotDraw, Standing
from coulisse.desks.community.animation.queries.ranking import ranking_of, ties_to_decide
from coulisse.desks.community.facts.animation import (
    ClosingAnnounced,
    EntryLetIn,
    EntryRuledOut,
    GameResultPublished,
    LotsBound,
    LotsDrawn,
    RankDecided,
    WinnersRead,
)
from coulisse.engines import quiz
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.secrets import opened

STATE = Animation.State
BY_HAND = "by-hand"


class Undecided(Exception):
    """A prize hangs on a rank that several share, or the jury has not chosen; carries the ranks."""

    def __init__(self, ranks: Sequence[int]) -> None:
        super().__init__(", ".join(map(str, ranks)))
        self.ranks = tuple(ranks)


class NotThose(ValueError):
    """A decision orders those who share the rank, each once; a jury chooses as many as there are prizes."""


class BoundAlready(Exception):
    """The list is bound: nobody comes in or goes out any more."""


class NotAnnounced(Exception):
    """Lots are drawn after the closing is announced, and that after seed and list are bound."""


class NoReason(ValueError):
    """A person who decides says why."""


@transaction.atomic
def rule_out(*, entrant: Entrant, why: str, by: User, at: datetime) -> Entrant:
    """By the rules, and in writing. Raises `NoReason`, `NotNow` once the result is out, `BoundAlready`."""
    if not why.strip():
        raise NoReason
    animation = held(entrant.animation, STATE.OPEN, STATE.CLOSED)
    _unbound(animation)
    entrant.excluded, entrant.excluded_why, entrant.excluded_by = BY_HAND, why.strip()[:300], by
    entrant.save(update_fields=["excluded", "excluded_why", "excluded_by"])
    tell(EntryRuledOut(**named(animation), code=entrant.code, why=entrant.excluded_why), animation, by=by, at=at)
    return entrant


@transaction.atomic
def let_in(*, entrant: Entrant, by: User, at: datetime) -> None:
    """Taken back: who was ruled out plays again; who was left out by the rules may enter anew.

    Raises `NotNow`, `BoundAlready`.
    """
    animation = held(entrant.animation, STATE.OPEN, STATE.CLOSED)
    _unbound(animation)
    tell(EntryLetIn(**named(animation), code=entrant.code), animation, by=by, at=at)
    if entrant.excluded == BY_HAND:
        entrant.excluded, entrant.excluded_why, entrant.excluded_by = "", "", None
        entrant.save(update_fields=["excluded", "excluded_why", "excluded_by"])
    else:
        entrant.delete()


@transaction.atomic
def decide(
    *, animation: Animation, rank: int, codes: Sequence[str], reason: str, by: User, at: datetime
) -> GameDecision:
    """The order of those who share a rank, or (rank 1 of a jury's contest) whom the jury chose.

    Raises `NoReason`, `NotThose`, `NotNow`.
    """
    if not reason.strip():
        raise NoReason
    row = held(animation, STATE.CLOSED)
    if row.mechanic == Animation.Mechanic.JURY:
        _may_choose(row, codes)
    elif row.mechanic == Animation.Mechanic.SKILL:
        GameDecision.objects.filter(animation=row, rank=rank).delete()
        tied = {one.code for one in ranking_of(row, at=at) if one.is_tied and one.rank == rank}
        if set(codes) != tied or len(codes) != len(tied) or not tied:
            raise NotThose(rank)
    else:
        raise NotNow(row.mechanic)
    made, _new = GameDecision.objects.update_or_create(
        animation=row,
        rank=rank,
        defaults={
            "codes": list(codes),
            "reason": reason.strip()[:500],
            "decided_by": by,
            "decided_name": by.name,
            "decided_at": at,
        },
    )
    told = RankDecided(**named(row), rank=rank, codes=tuple(codes), reason=made.reason)
    tell(told, row, by=by, at=at)
    return made


def _may_choose(animation: Animation, codes: Sequence[str]) -> None:
    found = animation.entrants.filter(code__in=codes, excluded="").count()
    if not 0 < len(codes) <= animation.winners or len(set(codes)) < len(codes) or found < len(codes):
        raise NotThose(1)


@transaction.atomic
def bind_lots(*, animation: Animation, by: User, at: datetime) -> LotDraw:
    """Entries stop, and the hash of seed and list is public: before anybody says that it is closed.

    Raises `NotNow`, `BoundAlready`, `quiz.TooManyPlaces`.
    """
    row = held(animation, STATE.OPEN)
    lots = _lots(row)
    _unbound(row)
    codes = sorted(row.entrants.filter(excluded="").values_list("code", flat=True))
    if len(codes) < row.winners:
        raise quiz.TooManyPlaces(f"{row.winners} places for {len(codes)} entrants")
    lots.entrants = codes
    lots.commitment = quiz.commitment(_seed(lots), codes)
    lots.frozen_at = at
    lots.save(update_fields=["entrants", "commitment", "frozen_at"])
    tell(LotsBound(**named(row), commitment=lots.commitment, entrants=len(codes)), row, by=by, at=at)
    return lots


@transaction.atomic
def announce_closing(*, animation: Animation, by: User, at: datetime) -> LotDraw:
    """Raises `NotNow`, `NotAnnounced` where the list is not bound yet."""
    row = held(animation, STATE.OPEN)
    lots = _lots(row)
    if lots.frozen_at is None:
        raise NotAnnounced(row.pk)
    lots.announced_at = at
    lots.save(update_fields=["announced_at"])
    row.state, row.closed_at = STATE.CLOSED, at
    row.version += 1
    row.save(update_fields=["state", "closed_at", "version"])
    tell(ClosingAnnounced(**named(row)), row, by=by, at=at)
    return lots


@transaction.atomic
def draw_lots(*, animation: Animation, by: User, at: datetime) -> LotDraw:
    """The winners, and the seed for everybody. Raises `NotNow`, `NotAnnounced`, `quiz.DrawNotAuthorised`."""
    row = held(animation, STATE.CLOSED)
    lots = _lots(row)
    if lots.announced_at is None:
        raise NotAnnounced(row.pk)
    if lots.drawn_at is not None:
        raise NotNow(row.state)
    seed = _seed(lots)
    drawn = quiz.draw(seed, lots.entrants, row.winners, authorisation=row.authorisation)
    lots.winners, lots.reserves = list(drawn.winners), list(drawn.reserves)
    lots.shown_seed, lots.drawn_at, lots.drawn_by = seed.hex(), at, by
    lots.save(update_fields=["winners", "reserves", "shown_seed", "drawn_at", "drawn_by"])
    told = LotsDrawn(**named(row), authorisation=row.authorisation, winners=drawn.winners)
    tell(told, row, by=by, at=at)
    return lots


@transaction.atomic
def publish(*, animation: Animation, by: User, at: datetime) -> Standing:
    """The result for everybody, frozen as it stands. Raises `NotNow`, `Undecided`, `NotAnnounced`."""
    row = held(animation, STATE.CLOSED)
    rows = _result(row, at)
    made = Standing.objects.create(
        animation=row,
        rows=rows,
        taking_part=row.entrants.filter(excluded="").count(),
        left_out=row.entrants.exclude(excluded="").count(),
        published_at=at,
        published_by=by,
    )
    row.state = STATE.SETTLED
    row.version += 1
    row.save(update_fields=["state", "version"])
    tell(GameResultPublished(**named(row)), row, by=by, at=at)
    return made


@dataclass(frozen=True, slots=True)
class Winner:
    """Somebody who won. `contact` is empty where none was asked, or where it was erased."""

    rank: int
    name: str
    code: str
    contact: str


@transaction.atomic
def read_winners(*, animation: Animation, by: User, at: datetime) -> list[Winner]:
    """Open the addresses of who won, and of nobody else; who reads them is written down. Raises `NotNow`."""
    row = held(animation, STATE.SETTLED)
    won = [one for one in Standing.objects.get(animation=row).rows if one.get("wins")]
    rows = {one.code: one for one in row.entrants.filter(code__in=[one["code"] for one in won])}
    tell(WinnersRead(**named(row), codes=tuple(rows)), row, by=by, at=at)
    return [
        Winner(one["rank"], one["name"], one["code"], opened(rows[one["code"]].contact))
        for one in won
        if one["code"] in rows
    ]


def _result(row: Animation, at: datetime) -> list[dict[str, object]]:
    match row.mechanic:
        case Animation.Mechanic.SKILL:
            ranking = ranking_of(row, at=at)
            open_ones = ties_to_decide(ranking, row.winners)
            if open_ones:
                raise Undecided([group[0].rank for group in open_ones])
            return [one.as_json() for one in ranking]
        case Animation.Mechanic.JURY:
            chosen = row.decisions.filter(rank=1).first()
            if chosen is None:
                raise Undecided([1])
            return _named_rows(row, chosen.codes)
        case Animation.Mechanic.DRAW:
            lots = _lots(row)
            if lots.drawn_at is None:
                raise NotAnnounced(row.pk)
            return _named_rows(row, lots.winners)
        case _:
            return []


def _named_rows(row: Animation, codes: Sequence[str]) -> list[dict[str, object]]:
    names = dict(row.entrants.filter(code__in=codes).values_list("code", "pseudonym"))
    return [
        {"rank": number, "code": code, "name": names.get(code, "") or code, "wins": True}
        for number, code in enumerate(codes, 1)
    ]


def _lots(animation: Animation) -> LotDraw:
    found = LotDraw.objects.select_for_update().filter(animation=animation).first()
    if found is None:
        raise NotNow(animation.state)
    return found


def _unbound(animation: Animation) -> None:
    if LotDraw.objects.filter(animation=animation, frozen_at__isnull=False).exists():
        raise BoundAlready(animation.pk)


def _seed(lots: LotDraw) -> bytes:
    return bytes.fromhex(opened(lots.seed))
