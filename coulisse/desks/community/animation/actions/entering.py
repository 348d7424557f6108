"""Taking part: without an account, once for a browser and once for an address, at the server's own time."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from coulisse.desks.community.animation.models import Animation, Entrant, GameQuestion, Given, LotDraw
from coulisse.desks.community.animation.participation import browser_hash, takes_entries, year_of
from coulisse.engines.quiz import Excluded, Player, excluded
from coulisse.foundation.mailroom.secrets import seal

LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those that one takes for another."""
MOST_WORDS: Final = 3_000


class NotOpen(Exception):
    """Nobody takes part now: not begun, over, or the list is bound."""


class EnteredAlready(Exception):
    """This browser has taken part."""


class AddressUsed(Exception):
    """This e-mail address has taken part from another browser."""


class LeftOut(Exception):
    """The rules do not let them take part; carries the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class AnsweredAlready(Exception):
    """The first answer is the answer."""


class NoSuchChoice(ValueError):
    """Not one of the options, or more of them than one may choose."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody tells to take part; what is not asked stays empty."""

    language: str
    pseudonym: str = ""
    birth_year: int | None = None
    declares_age: bool = False
    accepts_rules: bool = False
    guess: Decimal | None = None
    contact: str = ""
    words: str = ""


def join(
    *,
    animation: Animation,
    entry: Entry,
    key: str,
    at: datetime,
    choices: Mapping[int, Sequence[int]] | None = None,
) -> Entrant:
    """One more who takes part, with their answers where they come along (poll, contest).

    `key` is the browser's secret; only its hash is kept. Of whom the rules leave out, only that and the reason.
    Raises `NotOpen`, `EnteredAlready`, `AddressUsed`, `LeftOut`, `NoSuchChoice`.
    """
    why = _why_not(animation, entry)
    if why is not None:
        if why is not Excluded.RULES_NOT_ACCEPTED:
            _join(animation, Entry(entry.language), key, at, {}, why)
        raise LeftOut(why)
    return _join(animation, entry, key, at, choices or {}, "")


def _why_not(animation: Animation, entry: Entry) -> Excluded | None:
    if not animation.mechanic:
        return None
    player = Player("", entry.birth_year, entry.declares_age, entry.accepts_rules)
    return excluded(player, year=year_of(animation), least_age=animation.least_age)


def _join(
    animation: Animation,
    entry: Entry,
    key: str,
    at: datetime,
    choices: Mapping[int, Sequence[int]],
    why: str,
) -> Entrant:
    key_hash = browser_hash(animation, key)
    contact_hash = _contact_hash(animation, entry.contact) if entry.contact else ""
    try:
        with transaction.atomic():
            row = _entered(animation, at)
            if Entrant.objects.filter(animation=row, key_hash=key_hash).exists():
                raise EnteredAlready(row.pk)
            made = Entrant.objects.create(
                animation=row,
                code=_free_code(row),
                pseudonym=entry.pseudonym.strip()[:30],
                birth_year=entry.birth_year if row.mechanic and not why else None,
                declares_age=entry.declares_age,
                accepted_at=at if entry.accepts_rules else None,
                guess=entry.guess,
                contact=seal(entry.contact.strip()),
                contact_hash=contact_hash,
                key_hash=key_hash,
                words=entry.words.strip()[:MOST_WORDS],
                language=entry.language,
                joined_at=at,
                excluded=why,
            )
            _keep(row, made, choices, at)
    except IntegrityError as refused:
        raise (AddressUsed if "address" in str(refused) else EnteredAlready)(animation.pk) from None
    return made


def _entered(animation: Animation, at: datetime) -> Animation:
    """The row, if it takes entries. A list that is bound must be whole: only a draw is locked against that."""
    rows = Animation.objects.all()
    if animation.mechanic == Animation.Mechanic.DRAW:
        rows = rows.select_for_update(of=("self",), no_key=True)
    row = rows.get(pk=animation.pk)
    if not takes_entries(row, at) or LotDraw.objects.filter(animation=row, frozen_at__isnull=False).exists():
        raise NotOpen(row.state)
    return row


def _keep(animation: Animation, entrant: Entrant, choices: Mapping[int, Sequence[int]], at: datetime) -> None:
    """The answers that came with the entry, all of them or none."""
    asked = {one.pk: one for one in animation.questions.all()}
    if not choices.keys() <= asked.keys():
        raise NoSuchChoice("question")
    rows = [
        Given(entrant=entrant, question=asked[pk], choices=_checked(asked[pk], chosen), at=at)
        for pk, chosen in choices.items()
        if chosen
    ]
    Given.objects.bulk_create(rows)


def answer(*, entrant: Entrant, question: GameQuestion, choice: int, at: datetime) -> Given:
    """One answer to the open question of a quiz; `at` is when the house received it.

    Raises `NotOpen`, `LeftOut`, `AnsweredAlready`, `NoSuchChoice`.
    """
    if entrant.excluded:
        raise LeftOut(entrant.excluded)
    chosen = _checked(question, [choice])
    try:
        with transaction.atomic():
            # Unlocked: whoever closes it in this instant does so at a later one; the ranking looks at the hours.
            row = GameQuestion.objects.get(pk=question.pk, animation=entrant.animation_id)
            if row.opens_at is None or row.closes_at is None or not row.opens_at <= at < row.closes_at:
                raise NotOpen(row.position)
            return Given.objects.create(entrant=entrant, question=row, choices=chosen, at=at)
    except IntegrityError:
        raise AnsweredAlready(question.position) from None


def _checked(question: GameQuestion, choices: Sequence[int]) -> list[int]:
    chosen = sorted(set(choices))
    if not 0 < len(chosen) <= question.most or not set(chosen) <= set(range(len(question.options))):
        raise NoSuchChoice(f"{question.position}: {chosen}")
    return chosen


def _contact_hash(animation: Animation, contact: str) -> str:
    told = contact.strip().lower()
    return salted_hmac(f"community.animation.{animation.pk}", told, algorithm="sha256").hexdigest()


def _free_code(animation: Animation) -> str:
    while True:
        code = "-".join("".join(secrets.choice(LETTERS) for _each in range(4)) for _half in range(2))
        if not Entrant.objects.filter(animation=animation, code=code).exists():
            return code
