"""What the paper is made from."""

from dataclasses import dataclass
from datetime import date, datetime

from coulisse.engines.costs import Report
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class PaperNote:
    """A numbered remark."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a job as the house words it, and a name."""

    job: str
    name: str


@dataclass(frozen=True, slots=True)
class CostReportPaper:
    """The whole report. `at`: the paper's own date and hour, in Brussels. `number` None: not closed yet."""

    film: str
    house: str
    number: int | None
    until: date
    week: int
    """The number of the week of the movement."""
    at: datetime
    report: Report
    notes: tuple[PaperNote, ...] = ()
    stamp: str = ""
    days_shot: int | None = None
    days_planned: int | None = None
    contingency: Money | None = None
    cash: Money | None = None
    signers: tuple[Signer, ...] = ()
