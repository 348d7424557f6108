"""Who writes: found by an address, or a new card. Many at once, always in the same number of queries."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.db.models import Q

from coulisse.desks.audience.relations.actions.alike import propose_for
from coulisse.desks.audience.relations.keys import mentioned, name_key, same_words
from coulisse.desks.audience.relations.models import Mention, Writer, WriterAddress
from coulisse.desks.audience.relations.somebody import Somebody

Key = tuple[str, str]
SURE: Final = ("email", "handle")
"""Kinds that one person holds; a telephone or a house may be shared."""
TICKETS_OF_NEW: Final = """
    UPDATE audience_ticketorder AS ticket SET writer_id = address.writer_id
    FROM audience_writeraddress AS address
    WHERE ticket.writer_id IS NULL AND address.key = ANY(%s)
      AND ((address.kind = 'email' AND ticket.email = address.key AND ticket.email <> '')
        OR (address.kind = 'phone' AND ticket.phone = address.key AND ticket.phone <> '' AND ticket.email = ''))
"""
"""Places bought before their buyer wrote for the first time."""
ONE_AT_A_TIME: Final = "SELECT pg_advisory_xact_lock(hashtext('audience.writers'))"


def writer_for(
    *,
    name: str = "",
    email: str = "",
    phone: str = "",
    handle: str = "",
    postal: str = "",
    language: str = "",
    is_minor: bool = False,
    at: datetime,
) -> Writer:
    """The card of whoever writes from one of these addresses, made if nobody does; see `writers_for`."""
    somebody = Somebody(
        name=name,
        email=email,
        phone=phone,
        handle=handle,
        postal=postal,
        language=language,
        is_minor=is_minor,
    )
    return writers_for([somebody], at=at)[0]


def writers_for(people: Sequence[Somebody], *, at: datetime) -> list[Writer]:
    """The cards of many, in their order, found by address or made; nothing is announced: the receipt is.

    An e-mail address or an account is one person's. A telephone or a postal address may serve a household: where
    the names have nothing in common, the second person gets his own card and the address stays with the first.
    """
    wanted = [one.addresses() for one in people]
    with transaction.atomic():
        book = _Book()
        book.read(key for addresses in wanted for kind, key, _value in addresses)
        if any(not book.holds(one, addresses) for one, addresses in zip(people, wanted, strict=True)):
            with connection.cursor() as cursor:
                cursor.execute(ONE_AT_A_TIME)
            book.read(key for addresses in wanted for kind, key, _value in addresses)
        found = [book.take(one, addresses, at) for one, addresses in zip(people, wanted, strict=True)]
        book.write()
    return found


class _Book:
    """The cards that a batch concerns, by address; what is new is written at the end, all at once."""

    def __init__(self) -> None:
        self.owners: dict[Key, Writer] = {}
        self.sharers: dict[Key, list[Writer]] = {}
        self.same: dict[int, Writer] = {}
        self.new: list[Writer] = []
        self.addresses: list[WriterAddress] = []
        self.mentions: dict[tuple[int, Key], Mention] = {}
        self.touched: dict[int, Writer] = {}

    def read(self, keys: Iterable[str]) -> None:
        """Everybody who holds one of these addresses, or gave it; two queries."""
        several = set(keys)
        rows = WriterAddress.objects.filter(key__in=several).select_related("writer__merged_into__merged_into")
        for row in rows:
            self.owners[row.kind, row.key] = self._one(row.writer)
        self.sharers.clear()
        mentions = Mention.objects.filter(key__in=several, kind__in=("phone", "postal"))
        for mention in mentions.select_related("writer__merged_into__merged_into").order_by("writer_id"):
            self.sharers.setdefault((mention.kind, mention.key), []).append(self._one(mention.writer))

    def _one(self, writer: Writer) -> Writer:
        """The card that stands, and always the same object for it."""
        while writer.merged_into is not None:
            writer = writer.merged_into
        return self.same.setdefault(writer.pk, writer)

    def find(self, one: Somebody, addresses: Sequence[tuple[str, str, str]]) -> Writer | None:
        for kind, key, _value in addresses:
            owner = self.owners.get((kind, key))
            if owner is not None and (kind in SURE or same_words(owner.name, one.name)):
                return owner
            for sharer in self.sharers.get((kind, key), ()):
                if name_key(sharer.name) == name_key(one.name):
                    return sharer
        return None

    def holds(self, one: Somebody, addresses: Sequence[tuple[str, str, str]]) -> bool:
        """Whether nothing new would be written under an address."""
        return self.find(one, addresses) is not None and all(
            (kind, key) in self.owners for kind, key, _v in addresses
        )

    def take(self, one: Somebody, addresses: Sequence[tuple[str, str, str]], at: datetime) -> Writer:
        when = one.at or at
        writer = self.find(one, addresses)
        if writer is None:
            writer = Writer(
                name=one.name.strip()[:160],
                name_key=name_key(one.name),
                language=one.language[:3],
                is_minor=one.is_minor,
                first_at=when,
                last_at=when,
            )
            self.new.append(writer)
        else:
            self._freshen(writer, one, when)
        for kind, key, value in addresses:
            self._note(writer, kind, key, value)
        return writer

    def _freshen(self, writer: Writer, one: Somebody, when: datetime) -> None:
        before = (writer.name, writer.language, writer.is_minor, writer.first_at, writer.last_at)
        writer.name = writer.name or one.name.strip()[:160]
        writer.name_key = name_key(writer.name)
        writer.language = writer.language or one.language[:3]
        writer.is_minor = writer.is_minor or one.is_minor
        writer.first_at, writer.last_at = min(writer.first_at, when), max(writer.last_at, when)
        if writer.pk and before != (
            writer.name,
            writer.language,
            writer.is_minor,
            writer.first_at,
            writer.last_at,
        ):
            self.touched[writer.pk] = writer

    def _note(self, writer: Writer, kind: str, key: str, value: str) -> None:
        owner = self.owners.get((kind, key))
        if owner is None:
            self.owners[kind, key] = writer
            self.addresses.append(WriterAddress(writer=writer, kind=kind, key=key, value=value))
        elif owner is not writer:
            self.mentions[id(writer), (kind, key)] = Mention(writer=writer, kind=kind, key=key)
            self.sharers.setdefault((kind, key), []).append(writer)

    def write(self) -> None:
        Writer.objects.bulk_create(self.new)
        WriterAddress.objects.bulk_create(self.addresses)
        Mention.objects.bulk_create(self.mentions.values(), ignore_conflicts=True)
        if self.touched:
            fields = ["name", "name_key", "language", "is_minor", "first_at", "last_at"]
            Writer.objects.bulk_update(self.touched.values(), fields, batch_size=2_000)
        keys = [address.key for address in self.addresses if address.kind in ("email", "phone")]
        if keys:
            with connection.cursor() as cursor:
                cursor.execute(TICKETS_OF_NEW, [keys])


def recognise(arrivals: Sequence[tuple[Writer, str]], *, at: datetime) -> int:
    """Propose to merge those who just came in with whom they may be; `str` is what each wrote.

    The numbers and addresses given in the text are remembered. Only indexed reads, a constant number of them.
    Returns how many proposals are new.
    """
    given: dict[tuple[int, str, str], Mention] = {}
    for writer, text in arrivals:
        for kind, key in mentioned(text):
            given[writer.pk, kind, key] = Mention(writer=writer, kind=kind, key=key)
    with transaction.atomic():
        if given:
            _leave_own(given)
            Mention.objects.bulk_create(given.values(), ignore_conflicts=True)
        return propose_for({writer.pk for writer, _text in arrivals}, at=at)


def _leave_own(given: dict[tuple[int, str, str], Mention]) -> None:
    """What a writer writes from is an address of his, not a mention."""
    keys = {key for _pk, _kind, key in given}
    owned = Q(key__in=keys) & Q(writer_id__in={pk for pk, _kind, _key in given})
    for pk, kind, key in WriterAddress.objects.filter(owned).values_list("writer_id", "kind", "key"):
        given.pop((pk, kind, key), None)
