"""What the figures of the networks announce."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact
from coulisse.foundation.ui.figures import reader
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_money


def in_euros(cents: int) -> str:
    return write_money(Money(cents), reader())


@dataclass(frozen=True, slots=True, kw_only=True)
class OfFile(Fact):
    """Which file of figures."""

    file_id: int
    file: str


@fact("community.performance.imported", _("%(by)s imported %(rows)s rows of « %(file)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresImported(OfFile):
    """Posts, advertisements or ratings: `figures` is a `DataFile.Kind`."""

    figures: str
    rows: int


@fact("community.performance.undone", _("%(by)s took back the import of « %(file)s »"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ImportUndone(OfFile):
    figures: str


@fact(
    "community.performance.spend",
    _("Advertisements of « %(file)s » cost %(cents)s, for account %(account)s"),
    says={"cents": in_euros},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class SpendImported(OfFile):
    """What advertisements cost, for the office: `account` of the budget, as the brief has it; euro cents."""

    account: str
    cents: int
    first_on: date
    last_on: date
    supplier: str
    campaign: str
    document_id: int | None


@fact("community.performance.audited", _("%(by)s audited %(account)s: %(posts)s posts"))
@dataclass(frozen=True, slots=True, kw_only=True)
class AccountAudited(Fact):
    audit_id: int
    account: str
    posts: int


@fact("community.performance.page", _("One page for the direction, until %(last_on)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DirectionPageMade(Fact):
    page_id: int
    last_on: date
    sent_to: int
