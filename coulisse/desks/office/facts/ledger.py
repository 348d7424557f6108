"""What the ledger announces. Amounts stay in the books: the journal says that they grew."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@fact("office.ledger.posted", _("%(by)s posted %(count)s lines from no. %(first)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesPosted(Fact):
    """Lines were added to the books. `source` is dotted."""

    count: int
    source: str
    first: int


@fact("office.ledger.reversed", _("%(by)s reversed line %(number)s (%(label)s): %(why)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PostingReversed(Fact):
    number: int
    label: str
    why: str


@fact("office.ledger.period-closed", _("%(by)s closed the books up to %(day)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodClosed(Fact):
    day: date
