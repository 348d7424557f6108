"""Reading the books: balances, what is still promised, the list, one posting, the chain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.db.models import F, Q, QuerySet, Sum

from coulisse.desks.office.ledger.chain import Chain, check
from coulisse.desks.office.ledger.entries import Entry
from coulisse.desks.office.ledger.models import LedgerHead, Nature, Posting
from coulisse.desks.office.ledger.settling import left, with_left
from coulisse.foundation.productions.models import Production
from coulisse.kernel import Money

Balances: TypeAlias = dict[tuple[str, str], int]
COST = F("net_cents") + F("vat_cents") - F("recoverable_cents")
"""What a posting costs: the net amount and the VAT that does not come back."""
CASH = F("net_cents") + F("vat_cents")
A_CHUNK = 5000


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is still open of a promise."""

    pk: int
    sequence: int
    account: str
    label: str
    supplier: str
    net: Money
    vat: Money
    recoverable: Money
    day: date
    due_on: date | None
    territory: str
    paper: str
    source: str
    source_id: str

    @property
    def cost(self) -> Money:
        return self.net + self.vat - self.recoverable

    @property
    def cash(self) -> Money:
        return self.net + self.vat


def balances(
    production: Production, *, until: date | None, since: date | None = None, upto: int | None = None
) -> Balances:
    """The cost by account and nature, between two days included, in one query. `upto`: the last number counted."""
    found = narrowed(Posting.objects.filter(production=production), until=until, since=since, upto=upto)
    sums = found.order_by().values_list("account", "nature").annotate(cost=Sum(COST))
    return {(account, nature): cost for account, nature, cost in sums}


def narrowed(
    found: QuerySet[Posting], *, until: date | None = None, since: date | None = None, upto: int | None = None
) -> QuerySet[Posting]:
    """The postings between two days, up to a number."""
    limits = Q()
    if until is not None:
        limits &= Q(day__lte=until)
    if since is not None:
        limits &= Q(day__gte=since)
    if upto is not None:
        limits &= Q(sequence__lte=upto)
    return found.filter(limits)


def open_commitments(production: Production) -> tuple[Commitment, ...]:
    """What is still promised and not billed, the first due first, in one query."""
    rows = with_left(Posting.objects.filter(production=production)).exclude(
        left_net=0, left_vat=0, left_recoverable=0
    )
    return tuple(_commitment(row) for row in rows.order_by(F("due_on").asc(nulls_last=True), "sequence"))


def _commitment(row: Posting) -> Commitment:
    rest = left(row)
    return Commitment(
        pk=row.pk,
        sequence=row.sequence,
        account=row.account,
        label=row.label,
        supplier=row.supplier,
        net=Money(rest.net),
        vat=Money(rest.vat),
        recoverable=Money(rest.recoverable),
        day=row.day,
        due_on=row.due_on,
        territory=row.territory,
        paper=row.paper,
        source=row.source,
        source_id=row.source_id,
    )


def head_of(production: Production) -> LedgerHead:
    """The end of the chain; an empty one where nothing was posted."""
    return LedgerHead.objects.filter(pk=production.pk).first() or LedgerHead(production=production)


def posted_otherwise(production: Production, entries: Sequence[Entry]) -> bool:
    """Whether the source of these entries stands in the books already, with other accounts or amounts."""
    first = entries[0]
    standing = Posting.objects.filter(
        production=production,
        source=first.source,
        source_id=first.source_id,
        reverses__isnull=True,
        reversal__isnull=True,
        follows__isnull=True,
    )
    kept = set(standing.values_list("nature", "account", "line", "day", "net_cents", "vat_cents"))
    asked = {(str(one.nature), one.account, one.line, one.day, one.net_cents, one.vat_cents) for one in entries}
    return bool(kept) and kept != asked


def last_day(production: Production) -> date | None:
    """The day of the last line that is spent or promised."""
    found: date | None = (
        Posting.objects.filter(production=production, nature__in=(Nature.ACTUAL, Nature.COMMITTED))
        .order_by("-day")
        .values_list("day", flat=True)
        .first()
    )
    return found


def ledgers_kept() -> list[Production]:
    """The productions that have books."""
    return [head.production for head in LedgerHead.objects.select_related("production").order_by("pk")]


def verify_chain(production: Production) -> Chain:
    """Walk the whole chain of a production."""
    head = head_of(production)
    return check(_in_order(production), end=(head.sequence, head.hash))


def _in_order(production: Production) -> Iterator[Posting]:
    return Posting.objects.filter(production=production).order_by("sequence").iterator(chunk_size=A_CHUNK)
