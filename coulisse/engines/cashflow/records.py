"""What moves the cash: one dated, signed amount."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coulisse.kernel.money import Money


class Kind(StrEnum):
    """What a movement is about."""

    TRANCHE = "tranche"
    SALE = "sale"
    PAYROLL = "payroll"
    SOCIAL = "social"
    WITHHOLDING = "withholding"
    SUPPLIER = "supplier"
    VAT = "vat"
    RENT = "rent"
    INSURANCE = "insurance"
    LOAN = "loan"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Movement:
    """Money in (positive) or out (negative) on a day, VAT included."""

    key: str
    """Its own, by which a change of a scenario finds it."""
    day: date
    amount: Money
    kind: Kind
    label: str
    is_certain: bool = True
    """False: nobody has signed for it yet."""
    vat_back: Money | None = None
    """The part of an outgoing amount that the VAT return gives back."""
    vat_due: Money | None = None
    """The part of an incoming amount that the VAT return hands on."""
    account: str = ""
    source: str = ""
    """Where it comes from, dotted: `office.financing.tranche`."""
    was_due_on: date | None = None
    """Late: the day on which it should have moved; it is counted on the day after the balance."""
    taken: Money | None = None
    """What open commitments took over of a planned amount."""

    @property
    def is_in(self) -> bool:
        return self.amount.cents > 0
