"""The only way in, for every channel: kept once, understood, numbered, placed; all of a batch or nothing of it.

The slow reading and packing come first and lock nothing. Then one transaction of the house at a time: what came
twice is left
out, what answers something joins its conversation, who writes is recognised, the rest gets numbers and families.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from coulisse.desks.audience.intake import placing
from coulisse.desks.audience.intake.actions.taking_in import Arrival, prepare, take_in
from coulisse.desks.audience.intake.airing import OnTheAir
from coulisse.desks.audience.intake.cleaning import clean, line
from coulisse.desks.audience.intake.incoming import Fate, Incoming, Outcome, Received
from coulisse.desks.audience.intake.models import Channel, Message
from coulisse.desks.audience.intake.threads import bracketed, parents
from coulisse.desks.audience.intake.understanding import Text, knowledge, understand
from coulisse.foundation.accounts.models import User

LONGEST_KEY: Final = 200
MOST_TOGETHER: Final = 5_000
YEAR: Final = timedelta(days=366)


class KeyMissing(ValueError):
    """A message without a key could come in twice."""


class UnknownChannel(ValueError):
    """A way in that the house doesn't have."""


class TooManyTogether(ValueError):
    """A batch that would hold the house too long; carries how many may come together."""


def receive(incoming: Sequence[Incoming], *, by: User | None, at: datetime) -> Received:
    """Take a batch in. The same key twice is one message; the outcome of each stands in the order given.

    Raises `KeyMissing`, `UnknownChannel`, `TooManyTogether`; then nothing was written.
    """
    _refuse(incoming)
    keys = [line(one.key, LONGEST_KEY) for one in incoming]
    known = _known(keys)
    first: dict[str, Arrival] = {}
    for one, key in zip(incoming, keys, strict=True):
        if key not in known and key not in first:
            first[key] = _read(one, key, by=by, at=at)
    fresh = sorted(first.values(), key=lambda one: one.at)
    _understand(fresh)
    prepare(fresh)
    if fresh:
        with transaction.atomic():
            placing.lock_the_house()
            known |= _known(first)
            fresh = [one for one in fresh if one.key not in known]
            take_in(fresh, by=by, at=at)
    return Received(tuple(_outcomes(keys, known, {one.key: one for one in fresh})))


def _refuse(incoming: Sequence[Incoming]) -> None:
    if len(incoming) > MOST_TOGETHER:
        raise TooManyTogether(MOST_TOGETHER)
    for one in incoming:
        if not line(one.key, LONGEST_KEY):
            raise KeyMissing
        if one.channel not in Channel.values:
            raise UnknownChannel(one.channel)


def _known(keys: Iterable[str]) -> dict[str, Message]:
    rows = Message.objects.filter(key__in=set(keys)).select_related("conversation").defer("words")
    return {row.key: row for row in rows}


def _read(one: Incoming, key: str, *, by: User | None, at: datetime) -> Arrival:
    """Cleaned, and with a moment that can be believed: a clock that is years ahead is not."""
    received = one.received_at if one.received_at <= at + YEAR else at
    whole = clean(one.text)
    text = Text(
        subject=line(one.subject, 250),
        own=clean(one.new_text) or whole,
        received_at=received,
        language_hint=one.language_hint[:2].lower(),
        kind=one.kind,
        topic=one.topic,
        is_confirmed=by is not None,
    )
    return Arrival(one, key, received, text, whole, parents(one), bracketed(one.message_id))


def _understand(fresh: Sequence[Arrival]) -> None:
    if not fresh:
        return
    on_air = OnTheAir([one.at for one in fresh])
    for one, understood in zip(fresh, understand([one.text for one in fresh], knowledge(), on_air), strict=True):
        one.understood = understood


def _outcomes(keys: Sequence[str], known: Mapping[str, Message], made: Mapping[str, Arrival]) -> Iterator[Outcome]:
    told = set()
    for key in keys:
        arrival = made.get(key)
        if arrival is None:
            yield Outcome(Fate.DUPLICATE, known[key].conversation, known[key])
            continue
        fate = Fate.DUPLICATE if key in told else Fate.NEW if arrival.is_new else Fate.ADDED
        told.add(key)
        yield Outcome(fate, arrival.of, arrival.row)
