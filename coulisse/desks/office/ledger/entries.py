"""What is asked of the ledger: one entry for one posting to be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from coulisse.desks.office.ledger.models import Nature
from coulisse.kernel import EUR, Money, Rate
from coulisse.kernel.allocation import largest_remainder


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The values of a posting. The same source, number, nature, account and line is posted once only."""

    nature: Nature | str
    day: date
    account: str
    label: str
    net_cents: int
    source: str
    source_id: str
    vat_cents: int = 0
    recoverable_cents: int = 0
    currency: str = EUR
    line: int = 1
    due_on: date | None = None
    territory: str = ""
    group: str = ""
    shooting_day: date | None = None
    supplier: str = ""
    paper: str = ""
    settles: int | None = None
    """The key of the commitment that this actual cost consumes, as far as that reaches."""
    closes: bool = False
    """Nothing more is expected of the commitment: what is left of it is let go."""

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        return (self.source, self.source_id, str(self.nature), self.account, self.line)


def with_vat(net: Money, rate: Rate, recovery: Rate) -> tuple[Money, Money]:
    """The VAT on a net amount, and the part of it that comes back; each rounded once to the cent."""
    vat = rate.of(net)
    return vat, recovery.of(vat)


@dataclass(frozen=True, slots=True)
class Share:
    """One part of an amount: where it goes, and its weight."""

    weight: int
    account: str = ""
    territory: str = ""
    group: str = ""


def allocate(entry: Entry, shares: Sequence[Share]) -> tuple[Entry, ...]:
    """One entry as several that sum to it exactly, by largest remainder; lines are numbered from the entry's own.

    What a share leaves empty stays as the entry says. The VAT that comes back and the VAT that does not are shared
    each for itself, so that no part gets more back than it paid.
    """
    weights = [share.weight for share in shares]
    parts = zip(
        shares,
        largest_remainder(entry.net_cents, weights),
        largest_remainder(entry.recoverable_cents, weights),
        largest_remainder(entry.vat_cents - entry.recoverable_cents, weights),
        strict=True,
    )
    return tuple(
        replace(
            entry,
            account=share.account or entry.account,
            territory=share.territory or entry.territory,
            group=share.group or entry.group,
            net_cents=net,
            vat_cents=back + lost,
            recoverable_cents=back,
            line=entry.line + number,
        )
        for number, (share, net, back, lost) in enumerate(parts)
    )
