"""Posting, reversing, closing: the three things that can be done to the books. Nothing is changed or taken out."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from coulisse.desks.office.facts.ledger import EntriesPosted, PeriodClosed, PostingReversed
from coulisse.desks.office.ledger.chain import hash_of
from coulisse.desks.office.ledger.entries import Entry
from coulisse.desks.office.ledger.models import LedgerHead, Nature, PeriodClosing, Posting
from coulisse.desks.office.ledger.settling import Left, left_of
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production
from coulisse.kernel import EUR

A_BATCH = 2000


class BooksClosed(Exception):
    """The day of an entry is closed: post it on a day that is open. Carries the day and the last closed one."""

    def __init__(self, day: date, closed_until: date) -> None:
        super().__init__(f"{day.isoformat()} is closed, the books are closed up to {closed_until.isoformat()}")
        self.day = day
        self.closed_until = closed_until


class WrongEntry(Exception):
    """An entry that can't be posted: no account, no label, another currency, more VAT back than was paid."""


class ReversedAlready(Exception):
    """A posting is reversed once; a reversal isn't reversed: post again instead."""


class NothingLeft(Exception):
    """All of a commitment was billed or let go: there is nothing to take back."""


class NoReason(Exception):
    """A reversal says why."""


class ClosedAlready(Exception):
    """That day is closed already; closing is never taken back."""


def post(*, production: Production, entries: Sequence[Entry], by: User | None, at: datetime) -> list[Posting]:
    """Post all entries or none, in their order. What the same source posted before is returned, not posted again.

    An actual entry that `settles` a commitment consumes it: beside the actual posting a negative committed one
    is written, up to what is left of the commitment, so that no cost counts twice.

    Raises `BooksClosed`, `WrongEntry`.
    """
    for entry in entries:
        _check(entry)
    with transaction.atomic():
        head = locked_head(production)
        known, rounds = _known(production, entries)
        missing = [entry for entry in entries if entry.key not in known]
        for entry in missing:
            _check_open(head, entry.day)
        left = left_of(production, [entry.settles for entry in missing if entry.settles])
        made = [_row(production, entry, round_=rounds.get(entry.key, 0) + 1, by=by, at=at) for entry in missing]
        _append(head, made)
        consumed = [_consumption(row, entry, left) for row, entry in zip(made, missing, strict=True)]
        _append(head, [row for row in consumed if row is not None])
        if made:
            said = EntriesPosted(count=len(made), source=made[0].source, first=made[0].sequence)
            announce(said, by=by, at=at, production=production.pk, desk=Desk.OFFICE)
        posted = {entry.key: row for entry, row in zip(missing, made, strict=True)}
        return [posted.get(entry.key) or known[entry.key] for entry in entries]


def reverse(posting: Posting, *, why: str, by: User | None, at: datetime, day: date | None = None) -> Posting:
    """Write the opposite of a posting, and of the consumption that it made, on `day`, moved into the open period.

    Of a commitment only what is left is taken back: what was billed has been eaten already. Without a day, the day
    of the posting itself. Raises `NoReason`, `ReversedAlready`, `NothingLeft`.
    """
    if not why.strip():
        raise NoReason
    with transaction.atomic():
        head = locked_head(posting.production)
        if posting.reverses_id or posting.follows_id or Posting.objects.filter(reverses=posting).exists():
            raise ReversedAlready(posting.sequence)
        on = _open_day(head, day or posting.day)
        concerned = [_standing(posting), *(_whole(row) for row in _followers(posting))]
        made = [_opposite(one, day=on, why=why.strip(), by=by, at=at) for one in concerned]
        _append(head, made)
        said = PostingReversed(number=posting.sequence, label=posting.label, why=why.strip())
        announce(said, by=by, at=at, production=posting.production_id, desk=Desk.OFFICE)
    return made[0]


def release(posting: Posting, *, why: str, day: date, by: User | None, at: datetime) -> Posting:
    """Let go what is left of a commitment. Raises `NoReason`, `ReversedAlready`."""
    if not why.strip():
        raise NoReason
    with transaction.atomic():
        head = locked_head(posting.production)
        left = left_of(posting.production, [posting.pk]).get(posting.pk)
        if left is None or not left:
            raise ReversedAlready(posting.sequence)
        rest = _consumed(posting, left, day=_open_day(head, day), by=by, at=at)
        rest.source, rest.source_id = "office.ledger.release", f"{posting.sequence}-{head.sequence + 1}"
        rest.why = why.strip()
        _append(head, [rest])
        said = PostingReversed(number=posting.sequence, label=posting.label, why=why.strip())
        announce(said, by=by, at=at, production=posting.production_id, desk=Desk.OFFICE)
    return rest


def close_period(*, production: Production, day: date, by: User | None, at: datetime) -> PeriodClosing:
    """Close the books up to and including a day, for good. Raises `ClosedAlready`."""
    with transaction.atomic():
        head = locked_head(production)
        if head.closed_until is not None and day <= head.closed_until:
            raise ClosedAlready(head.closed_until.isoformat())
        closing = PeriodClosing.objects.create(
            production=production, day=day, sequence=head.sequence, hash=head.hash, by=by, at=at
        )
        head.closed_until = day
        head.save(update_fields=["closed_until"])
        announce(PeriodClosed(day=day), by=by, at=at, production=production.pk, desk=Desk.OFFICE)
    return closing


def locked_head(production: Production) -> LedgerHead:
    """The end of the chain, held until the transaction ends. Call inside one."""
    LedgerHead.objects.bulk_create([LedgerHead(production=production)], ignore_conflicts=True)
    return LedgerHead.objects.select_for_update().get(pk=production.pk)


def _check(entry: Entry) -> None:
    if not entry.account.strip() or not entry.label.strip() or not entry.source or not entry.source_id:
        raise WrongEntry(f"{entry.key}: an account, a label and a source are needed")
    if entry.currency != EUR:
        raise WrongEntry(f"{entry.key}: the books are kept in {EUR}, convert first")
    lost = entry.vat_cents - entry.recoverable_cents
    if (
        entry.recoverable_cents * entry.vat_cents < 0
        or lost * entry.vat_cents < 0
        or (lost and not entry.vat_cents)
    ):
        raise WrongEntry(f"{entry.key}: more VAT comes back than was paid")


def _check_open(head: LedgerHead, day: date) -> None:
    if head.closed_until is not None and day <= head.closed_until:
        raise BooksClosed(day, head.closed_until)


def _open_day(head: LedgerHead, day: date) -> date:
    if head.closed_until is not None and day <= head.closed_until:
        return head.closed_until + timedelta(days=1)
    return day


def _known(
    production: Production, entries: Iterable[Entry]
) -> tuple[dict[tuple[str, str, str, str, int], Posting], dict[tuple[str, str, str, str, int], int]]:
    """What these sources posted and still stands, and how often each has posted."""
    sources = {(entry.source, entry.source_id) for entry in entries}
    rows = Posting.objects.filter(
        production=production,
        source__in={source for source, _ in sources},
        source_id__in={number for _, number in sources},
        reverses__isnull=True,
        follows__isnull=True,
    ).select_related("reversal")
    known: dict[tuple[str, str, str, str, int], Posting] = {}
    rounds: dict[tuple[str, str, str, str, int], int] = {}
    for row in rows:
        key = (row.source, row.source_id, row.nature, row.account, row.line)
        rounds[key] = max(rounds.get(key, 0), row.round)
        if not hasattr(row, "reversal"):
            known[key] = row
    return known, rounds


def _row(production: Production, entry: Entry, *, round_: int, by: User | None, at: datetime) -> Posting:
    return Posting(
        production=production,
        nature=str(Nature(entry.nature)),
        day=entry.day,
        due_on=entry.due_on,
        account=entry.account.strip(),
        label=entry.label.strip(),
        net_cents=entry.net_cents,
        vat_cents=entry.vat_cents,
        recoverable_cents=entry.recoverable_cents,
        currency=entry.currency,
        territory=entry.territory,
        group=entry.group,
        shooting_day=entry.shooting_day,
        supplier=entry.supplier.strip(),
        paper=entry.paper.strip(),
        source=entry.source,
        source_id=entry.source_id,
        line=entry.line,
        round=round_,
        settles_id=entry.settles,
        by=by,
        at=at,
    )


def _append(head: LedgerHead, rows: Sequence[Posting]) -> None:
    """Number the rows, chain them, write them, and move the end of the chain."""
    if not rows:
        return
    for row in rows:
        head.sequence += 1
        row.sequence, row.previous_hash = head.sequence, head.hash
        head.hash = row.hash = hash_of(row)
    Posting.objects.bulk_create(rows, batch_size=A_BATCH)
    head.save(update_fields=["sequence", "hash"])


def _consumption(actual: Posting, entry: Entry, left: dict[int, Left]) -> Posting | None:
    """The committed posting, negative, by which an actual one eats its commitment; `left` is counted down."""
    if entry.settles is None or actual.nature != Nature.ACTUAL or not left.get(entry.settles):
        return None
    open_ = left[entry.settles]
    eaten = open_.all if entry.closes else open_.up_to(entry.net_cents)
    left[entry.settles] = open_.without(eaten)
    commitment = open_.commitment
    row = _consumed(commitment, eaten, day=entry.day, by=actual.by, at=actual.at)
    row.source, row.source_id = "office.ledger.consumption", str(actual.sequence)
    row.follows = actual
    return row


def _consumed(commitment: Posting, eaten: Left, *, day: date, by: User | None, at: datetime) -> Posting:
    return replace_row(
        commitment,
        day=day,
        net_cents=-eaten.net,
        vat_cents=-eaten.vat,
        recoverable_cents=-eaten.recoverable,
        settles=commitment,
        by=by,
        at=at,
    )


def _followers(posting: Posting) -> Iterable[Posting]:
    """The consumptions that a bill made, but those of a commitment that was itself taken back."""
    made = Posting.objects.filter(follows=posting, reversal__isnull=True)
    return made.exclude(settles__reversal__isnull=False).order_by("sequence")


def _whole(row: Posting) -> Left:
    return Left(row, row.net_cents, row.vat_cents, row.recoverable_cents)


def _standing(row: Posting) -> Left:
    """What a reversal takes back: of a commitment what is left, else the whole. Raises `NothingLeft`."""
    if row.nature != Nature.COMMITTED or row.settles_id is not None:
        return _whole(row)
    left = left_of(row.production, [row.pk])[row.pk]
    if not left:
        raise NothingLeft(row.sequence)
    return left


def _opposite(part: Left, *, day: date, why: str, by: User | None, at: datetime) -> Posting:
    row = part.commitment
    made = replace_row(
        row,
        day=day,
        net_cents=-part.net,
        vat_cents=-part.vat,
        recoverable_cents=-part.recoverable,
        settles=row if row.nature == Nature.COMMITTED and row.settles_id is None else row.settles,
        by=by,
        at=at,
    )
    made.reverses, made.why = row, why
    made.source, made.source_id = "office.ledger.reversal", str(row.sequence)
    return made


COPIED = (
    "nature",
    "due_on",
    "account",
    "label",
    "currency",
    "territory",
    "group",
    "shooting_day",
    "supplier",
    "paper",
)


def replace_row(row: Posting, **values: object) -> Posting:
    """A posting to be, with the words of another one and values of its own."""
    return Posting(production_id=row.production_id, **{name: getattr(row, name) for name in COPIED}, **values)
