"""An animation while it runs: opened under its guard-rails, its questions released by hand, closed."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from coulisse.desks.community.animation.actions.telling import NotNow, held, named, tell
from coulisse.desks.community.animation.bounds import bases_of, bounds_of, keep_bases, what_frees_a_draw
from coulisse.desks.community.animation.guardrails import Refusal, refusals
from coulisse.desks.community.animation.models import Animation, GameQuestion, LotDraw
from coulisse.desks.community.animation.models.games import MOST_DELAY, MOST_REFERENCE
from coulisse.desks.community.animation.records import checked_of, rules_of
from coulisse.desks.community.animation.ruling import seal_of
from coulisse.desks.community.facts.animation import (
    AnimationCancelled,
    AnimationClosed,
    AnimationOpened,
    OpeningRefused,
    QuestionClosed,
    QuestionReleased,
)
from coulisse.engines.quiz import commitment
from coulisse.foundation.accounts.models import User
from coulisse.foundation.mailroom.secrets import seal

SEED_BYTES: Final = 32
STATE: Final = Animation.State


class Refused(Exception):
    """The guard-rails do not let it open; carries every reason."""

    def __init__(self, reasons: tuple[Refusal, ...]) -> None:
        super().__init__(", ".join(one.code for one in reasons))
        self.reasons = reasons


class ReleasedAlready(Exception):
    """A question is released once."""


class AnotherIsOpen(Exception):
    """One question at a time; carries its number."""

    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.number = number


class DelayTooLong(ValueError):
    """A day at most, and no less than nothing."""


class NotBound(Exception):
    """The closing of a draw is announced only after seed and list are bound in public."""


def open_up(*, animation: Animation, by: User, at: datetime) -> Animation:
    """Freeze the rules by their hash and let people in, within the legal bounds of the day of the contest.

    Raises `Refused` (which is written down), `NotNow`.
    """
    try:
        return _open_up(animation, by=by, at=at)
    except Refused as stopped:
        codes = tuple(dict.fromkeys(str(one.code) for one in stopped.reasons))
        with transaction.atomic():
            tell(OpeningRefused(**named(animation), codes=codes), animation, by=by, at=at)
        raise


@transaction.atomic
def _open_up(animation: Animation, *, by: User, at: datetime) -> Animation:
    row = held(animation, STATE.DRAFT)
    questions = list(row.questions.all())
    bases = bases_of(row)
    reasons = refusals(checked_of(row, questions), bounds_of(bases))
    if reasons:
        raise Refused(reasons)
    freed_by = what_frees_a_draw(bases)
    row.rules = rules_of(row, freed_by=freed_by)
    row.rules_hash = seal_of(row.rules)
    if row.mechanic == Animation.Mechanic.DRAW and not row.authorisation.strip():
        row.authorisation = freed_by[:MOST_REFERENCE]  # a draw always names what permits it
    row.state, row.opened_at, row.opened_by = STATE.OPEN, at, by
    row.version += 1
    frozen = ["rules", "rules_hash", "authorisation", "state", "opened_at", "opened_by", "version"]
    row.save(update_fields=frozen)
    if row.mechanic:
        keep_bases(row, bases, at=at)
    if row.kind != Animation.Kind.QUIZ:
        begins = min(max(row.starts_at, at), row.ends_at - timedelta(seconds=1))
        row.questions.update(opens_at=begins, closes_at=row.ends_at)
    if row.mechanic == Animation.Mechanic.DRAW:
        _bind_a_seed(row, at)
    tell(AnimationOpened(**named(row), seal=row.rules_hash), row, by=by, at=at)
    return row


def _bind_a_seed(animation: Animation, at: datetime) -> None:
    """Chosen while nobody is on the list, so that nobody can choose one that suits the list."""
    seed = secrets.token_bytes(SEED_BYTES)
    LotDraw.objects.create(
        animation=animation, seed=seal(seed.hex()), seed_commitment=commitment(seed), bound_at=at
    )


@transaction.atomic
def set_delay(*, animation: Animation, seconds: int) -> Animation:
    """For the questions that are released from now on. Raises `DelayTooLong`, `NotNow`."""
    if not 0 <= seconds <= MOST_DELAY:
        raise DelayTooLong(seconds)
    row = held(animation, STATE.DRAFT, STATE.OPEN)
    row.delay_seconds = seconds
    row.save(update_fields=["delay_seconds"])
    return row


@transaction.atomic
def release(*, question: GameQuestion, by: User, at: datetime) -> GameQuestion:
    """The question opens for the public when the public sees the programme reach it: `at` and the delay.

    Raises `NotNow`, `ReleasedAlready`, `AnotherIsOpen`.
    """
    animation = held(question.animation, STATE.OPEN)
    if animation.kind != Animation.Kind.QUIZ:
        raise NotNow(animation.kind)
    row = GameQuestion.objects.select_for_update().get(pk=question.pk)
    if row.opens_at is not None:
        raise ReleasedAlready(row.position)
    opens = at + timedelta(seconds=animation.delay_seconds)
    other = animation.questions.filter(closes_at__gt=opens).first()
    if other is not None:
        raise AnotherIsOpen(other.position)
    row.opens_at, row.closes_at = opens, opens + timedelta(seconds=row.seconds)
    row.released_by = by
    row.save(update_fields=["opens_at", "closes_at", "released_by"])
    told = QuestionReleased(
        **named(animation),
        number=row.position,
        opens=row.opens_at.isoformat(),
        closes=row.closes_at.isoformat(),
        delay_seconds=animation.delay_seconds,
    )
    tell(told, animation, by=by, at=at)
    return row


@transaction.atomic
def close_question(*, question: GameQuestion, by: User, at: datetime) -> GameQuestion:
    """Before its time is over, by the same delay. Raises `NotNow` for one that is not open."""
    animation = held(question.animation, STATE.OPEN)
    row = GameQuestion.objects.select_for_update().get(pk=question.pk)
    ends = at + timedelta(seconds=animation.delay_seconds)
    if row.opens_at is None or row.closes_at is None or row.closes_at <= ends:
        raise NotNow(animation.state)
    row.closes_at = max(ends, row.opens_at + timedelta(seconds=1))
    row.save(update_fields=["closes_at"])
    told = QuestionClosed(**named(animation), number=row.position, closes=row.closes_at.isoformat())
    tell(told, animation, by=by, at=at)
    return row


@transaction.atomic
def close(*, animation: Animation, by: User, at: datetime) -> Animation:
    """Nobody takes part any more. A draw is closed by announcing it: raises `NotBound`; else `NotNow`."""
    row = held(animation, STATE.OPEN)
    if row.mechanic == Animation.Mechanic.DRAW:
        raise NotBound(row.pk)
    _shut(row, at)
    tell(AnimationClosed(**named(row)), row, by=by, at=at)
    return row


def _shut(row: Animation, at: datetime) -> None:
    open_ones = row.questions.filter(closes_at__gt=at)
    open_ones.filter(opens_at__lt=at).update(closes_at=at)
    open_ones.filter(opens_at__gte=at).update(opens_at=None, closes_at=None)
    row.state, row.closed_at = STATE.CLOSED, at
    row.version += 1
    row.save(update_fields=["state", "closed_at", "version"])


@transaction.atomic
def cancel(*, animation: Animation, by: User, at: datetime) -> Animation:
    """Its page is gone; nobody wins. Raises `NotNow` once the result is published."""
    row = held(animation, STATE.DRAFT, STATE.OPEN, STATE.CLOSED)
    row.state = STATE.CANCELLED
    row.version += 1
    row.save(update_fields=["state", "version"])
    tell(AnimationCancelled(**named(row)), row, by=by, at=at)
    return row
