"""An animation written and changed, while nobody takes part yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from coulisse.desks.community.animation.actions.telling import held, named, tell
from coulisse.desks.community.animation.bounds import bases_on, bounds_of, day_of
from coulisse.desks.community.animation.models import Animation, GameQuestion
from coulisse.desks.community.facts.animation import AnimationWritten
from coulisse.desks.community.strategy.actions import add_idea
from coulisse.foundation.accounts.models import Client, User
from coulisse.foundation.productions.models import Production

MOST_RULES: Final = 20_000


class AddressTaken(ValueError):
    """Another animation has this public address."""


class WayDoesNotFit(ValueError):
    """A poll and a call have nothing to win; a quiz is won by skill; a contest is won somehow."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to write: labels and options by language, numbers of the right options from 0."""

    labels: Mapping[str, str]
    options: Sequence[Mapping[str, str]]
    right: tuple[int, ...] = ()
    seconds: int = 30
    most: int = 1


def write(
    *,
    values: Mapping[str, Any],
    questions: Sequence[Asked],
    by: User,
    at: datetime,
    production: Production | None = None,
    client: Client | None = None,
) -> Animation:
    """Whoever gives no least age gets that of the day of the contest. Raises `AddressTaken`, `WayDoesNotFit`."""
    _fits(str(values["kind"]), str(values.get("mechanic", "")))
    try:
        with transaction.atomic():
            made = Animation.objects.create(
                production=production, client=client, created_by=by, created_at=at, **_of_age(values)
            )
            _ask(made, questions)
            tell(AnimationWritten(**named(made)), made, by=by, at=at)
    except IntegrityError as refused:
        if "slug" in str(refused):
            raise AddressTaken(str(values["slug"])) from None
        raise
    return made


def rewrite(
    *,
    animation: Animation,
    values: Mapping[str, Any],
    questions: Sequence[Asked],
    read_version: int,
    by: User,
    at: datetime,
) -> Animation:
    """Raises `NotNow` once it is open, `StaleWrite`, `AddressTaken`, `WayDoesNotFit`."""
    _fits(str(values["kind"]), str(values.get("mechanic", "")))
    try:
        with transaction.atomic():
            held(animation, Animation.State.DRAFT)
            written = animation.write(_of_age(values), read_version=read_version)
            written.questions.all().delete()
            _ask(written, questions)
            tell(AnimationWritten(**named(written)), written, by=by, at=at)
    except IntegrityError as refused:
        if "slug" in str(refused):
            raise AddressTaken(str(values["slug"])) from None
        raise
    return written


@transaction.atomic
def write_rules(
    *, animation: Animation, rules: Mapping[str, str], read_version: int, by: User, at: datetime
) -> Animation:
    """Rules as somebody words them; a language left empty is written from the record again.

    Raises `NotNow` once they are frozen, `StaleWrite`.
    """
    held(animation, Animation.State.DRAFT)
    kept = {language: text.strip()[:MOST_RULES] for language, text in rules.items() if text.strip()}
    written = animation.write({"rules": kept}, read_version=read_version)
    tell(AnimationWritten(**named(written)), written, by=by, at=at)
    return written


@transaction.atomic
def announce_in_calendar(*, animation: Animation, address: str, by: User, at: datetime) -> Animation:
    """An idea to announce it with, once: the calendar takes it from there."""
    row = held(animation, *(state for state in Animation.State if state != Animation.State.CANCELLED))
    if row.idea_id is None:
        row.idea = add_idea(
            title=str(row),
            note=row.intros.get("fr", "") or next(iter(row.intros.values()), ""),
            link=address,
            by=by,
            at=at,
            production=row.production,
            client=row.client,
        )
        row.save(update_fields=["idea"])
    return row


def _fits(kind: str, mechanic: str) -> None:
    can_win = kind in (Animation.Kind.QUIZ, Animation.Kind.CONTEST)
    if can_win != bool(mechanic) or (kind == Animation.Kind.QUIZ and mechanic != Animation.Mechanic.SKILL):
        raise WayDoesNotFit(f"{kind} {mechanic}")


def _of_age(values: Mapping[str, Any]) -> dict[str, Any]:
    """With the least age of the day of the contest where none is given; nobody opens one where none is known."""
    least_age = values.get("least_age") or bounds_of(bases_on(day_of(values["starts_at"]))).least_age
    return {**values, "least_age": least_age or 0}


def _ask(animation: Animation, questions: Sequence[Asked]) -> None:
    GameQuestion.objects.bulk_create(
        GameQuestion(
            animation=animation,
            position=number,
            labels=dict(one.labels),
            options=[dict(option) for option in one.options],
            right=list(one.right),
            seconds=one.seconds,
            most=one.most,
        )
        for number, one in enumerate(questions, 1)
    )
