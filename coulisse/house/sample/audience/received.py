"""What came in for « Plein Jour »: two ordinary weeks, then the night of 14 March, all through the one door."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from zlib import crc32

from coulisse.desks.audience.intake.actions.receiving import receive
from coulisse.desks.audience.intake.incoming import Incoming
from coulisse.desks.audience.intake.models import Channel, RunningItem
from coulisse.formats.eml import Address, Outgoing, write_message
from coulisse.foundation.accounts.models import User
from coulisse.foundation.grid.models import Broadcast
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.productions.models import Production
from coulisse.foundation.search.writing import plain
from coulisse.house.sample.audience import names
from coulisse.house.sample.audience.night import CAUSE, RUNNING_ORDER, SUNDAY, TWELVE, moments_of_the_family
from coulisse.house.sample.audience.petition import DUTCH, FRENCH, signed
from coulisse.house.sample.audience.weeks import THEMES, texts
from coulisse.house.sample.moments import Moments
from coulisse.kernel.times import BRUSSELS

ADDRESS: Final = "plein-jour@mediane.example"
WARNING: Final = "house.warning"
SEED: Final = 20_270_314
WEEK_9, WEEK_10 = date(2027, 3, 1), date(2027, 3, 8)
DUTCH_OF_THE_FAMILY: Final = 29
EVERY: Final = 14
"""One in so many of the four hundred is Dutch, 29 of them in all."""
CALLS, PRIVATE, LETTERS = 19, 14, 5
"""Of the 74 that came in week 10 before the night; the others are mails."""
CALLS_BEFORE, PRIVATE_BEFORE, LETTERS_BEFORE = 10, 6, 2


@dataclass(frozen=True, slots=True)
class Ether:
    """Where the messages go and who writes them down."""

    production: Production
    mailbox: Mailbox
    by: User
    moments: Moments


def tell_the_running_order() -> None:
    """Of the broadcast of 14 March, with what everything is about."""
    broadcast = Broadcast.objects.get(
        programme__key="plein jour", starts_at=datetime.combine(SUNDAY, time(20, 25), tzinfo=BRUSSELS)
    )
    RunningItem.objects.bulk_create(
        RunningItem(
            broadcast=broadcast,
            starts_at=datetime.combine(SUNDAY, time(hour, minute), tzinfo=BRUSSELS),
            title=title,
            is_cause=title == CAUSE,
        )
        for hour, minute, title in RUNNING_ORDER
    )


def receive_two_weeks(ether: Ether) -> None:
    before = list(_week(ether, WEEK_9, _channels(97, CALLS_BEFORE, PRIVATE_BEFORE, LETTERS_BEFORE), is_first=True))
    week = list(_week(ether, WEEK_10, _channels(74, CALLS, PRIVATE, LETTERS), is_first=False))
    at = ether.moments.told(SUNDAY, 20)
    receive(before, by=ether.by, at=at)
    receive(week, by=ether.by, at=at)


def receive_the_night(ether: Ether) -> None:
    """The four hundred and the twelve, in the order in which they came."""
    mails = sorted([*_family(ether), *_twelve(ether)], key=lambda one: one.received_at)
    receive(mails, by=None, at=ether.moments.told(SUNDAY, 23, 59))


def _channels(count: int, calls: int, private: int, letters: int) -> list[Channel]:
    """Spread over the week, so that no day has all the letters."""
    mails = count - calls - private - letters
    dealt = [*[Channel.MAIL] * mails, *[Channel.CALL] * calls, *[Channel.SOCIAL] * private]
    dealt += [Channel.LETTER] * letters
    Random(SEED).shuffle(dealt)  # noqa: S311  # a deal that repeats
    return dealt


def _week(ether: Ether, monday: date, channels: list[Channel], *, is_first: bool) -> Iterator[Incoming]:
    """By day and by night of one week, Sunday until the broadcast."""
    length = timedelta(days=6, hours=11)
    start = datetime.combine(monday, time(8, 10), tzinfo=BRUSSELS)
    said = [
        (theme, text, language)
        for theme in THEMES
        for text, language in texts(
            theme, theme.before if is_first else theme.week, skip=0 if is_first else theme.before
        )
    ]
    Random(SEED + 1).shuffle(said)  # noqa: S311  # a deal that repeats
    for number, ((theme, text, language), channel) in enumerate(zip(said, channels, strict=True)):
        at = start + length * number / len(said)
        writer = number + (1_000 if is_first else 2_000)
        name = names.dutch(writer) if language == "nl" else names.french(writer)
        yield _incoming(ether, channel, at, name, theme.subject, text, topic=theme.topic, language=language)


def _family(ether: Ether) -> Iterator[Incoming]:
    random = Random(SEED)  # noqa: S311  # a draw that repeats
    for number, at in enumerate(moments_of_the_family()):
        is_dutch = number % EVERY == EVERY // 2 and number // EVERY < DUTCH_OF_THE_FAMILY
        name = names.dutch(number) if is_dutch else names.french(number)
        subject = "Archiefbeelden zonder waarschuwing" if is_dutch else "Des archives sans avertissement"
        text = signed(DUTCH if is_dutch else FRENCH, name, random)
        language = "nl" if is_dutch else "fr"
        yield _incoming(ether, Channel.MAIL, at, name, subject, text, topic=WARNING, language=language)


def _twelve(ether: Ether) -> Iterator[Incoming]:
    for voice in TWELVE:
        yield _incoming(
            ether,
            Channel.MAIL,
            voice.at,
            voice.name,
            voice.subject,
            voice.text,
            topic=voice.topic,
            language=voice.language,
            email=voice.email,
        )


def _incoming(
    ether: Ether,
    channel: Channel,
    at: datetime,
    name: str,
    subject: str,
    text: str,
    *,
    topic: str,
    language: str,
    email: str = "",
) -> Incoming:
    key = f"sample-{at:%Y%m%d%H%M%S}-{name}"
    simple = plain(name).replace(" ", ".")
    address = email or f"{simple}@public.example"
    is_mail = channel == Channel.MAIL
    identifier = f"{at:%Y%m%d%H%M%S}.{simple}@public.example"
    return Incoming(
        channel=channel,
        key=key,
        received_at=at,
        text=text,
        new_text=text,
        subject=subject if is_mail else "",
        name=name,
        email=address if is_mail else "",
        phone=f"+32471{crc32(name.encode()) % 1_000_000:06d}" if channel == Channel.CALL else "",
        handle=f"facebook:{simple}" if channel == Channel.SOCIAL else "",
        postal=f"{name}\nrue du Moulin {len(name)}\n5000 Namur" if channel == Channel.LETTER else "",
        language_hint=language,
        production=ether.production,
        mailbox=ether.mailbox if is_mail else None,
        message_id=identifier if is_mail else "",
        raw=_raw(name, address, subject, text, identifier, at) if is_mail else None,
        topic=topic,
        is_read=not is_mail,
    )


def _raw(name: str, address: str, subject: str, text: str, identifier: str, at: datetime) -> bytes:
    return write_message(
        Outgoing(
            sender=Address(address, name),
            to=(Address(ADDRESS, "Plein Jour"),),
            subject=subject,
            text=text,
            at=at,
            message_id=identifier,
        )
    )
