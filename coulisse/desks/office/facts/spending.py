"""What the spending of a production announces: tickets, quotes, meetings, and the cost of a cancelled day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact
from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_money


def in_euros(cents: int) -> str:
    """« 61,40 € », in the reader's writing."""
    return write_money(Money(cents), reading_language(get_language() or "fr"))


def in_figures(number: int) -> str:
    """« 0311 »."""
    return f"{number:04}"


def in_words(day: date | str) -> str:
    """« 16/03/2027 »; the journal hands dates as it keeps them, in ISO."""
    return date_format(date.fromisoformat(day) if isinstance(day, str) else day, "d/m/Y")


OF_A_TICKET = {"cents": in_euros, "number": in_figures}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfExpense(Fact):
    """Which ticket."""

    expense_id: int
    number: int
    supplier: str
    cents: int


@fact(
    "office.spending.expense-handed-in",
    _("%(by)s handed in no. %(number)s, %(supplier)s, %(cents)s"),
    says=OF_A_TICKET,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseHandedIn(OfExpense):
    pass


@fact("office.spending.expense-changed", _("%(by)s corrected no. %(number)s, %(supplier)s"), says=OF_A_TICKET)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseChanged(OfExpense):
    fields: tuple[str, ...]


@fact(
    "office.spending.expense-posted",
    _("%(by)s validated no. %(number)s, %(supplier)s, %(cents)s on account %(account)s"),
    says=OF_A_TICKET,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpensePosted(OfExpense):
    account: str


@fact(
    "office.spending.expense-refused",
    _("%(by)s refused no. %(number)s, %(supplier)s, %(cents)s: %(reason)s"),
    says=OF_A_TICKET,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseRefused(OfExpense):
    reason: str


@fact(
    "office.spending.expense-taken-back",
    _("%(by)s took the decision on no. %(number)s, %(supplier)s, back"),
    says=OF_A_TICKET,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseTakenBack(OfExpense):
    """Validated or refused before, it is to be validated again; what was posted is reversed."""


@fact("office.spending.ceiling-set", _("%(by)s set a ceiling of %(cents)s"), says={"cents": in_euros})
@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingSet(Fact):
    of: str
    account: str
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfRequest(Fact):
    """Which request for quotes, on which account."""

    request_id: int
    title: str
    account: str


@fact("office.spending.quotes-asked", _("%(by)s asked for quotes: %(title)s, account %(account)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesAsked(OfRequest):
    pass


@fact(
    "office.spending.quote-received",
    _("%(by)s entered the quote of %(supplier)s for %(title)s: %(cents)s"),
    says={"cents": in_euros},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteReceived(OfRequest):
    supplier: str
    cents: int


@fact("office.spending.negotiation-noted", _("%(by)s noted a negotiation for %(title)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationNoted(OfRequest):
    pass


@fact(
    "office.spending.quote-chosen",
    _("%(by)s chose %(supplier)s for %(title)s at %(cents)s, a saving of %(saving)s on account %(account)s"),
    says={"cents": in_euros, "saving": in_euros},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteChosen(OfRequest):
    supplier: str
    cents: int
    saving: int
    reason: str


@fact("office.spending.choice-taken-back", _("%(by)s took the choice of a quote for %(title)s back"))
@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceTakenBack(OfRequest):
    """The commitment is reversed; the quotes stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfMeeting(Fact):
    meeting_id: int
    title: str


@fact("office.spending.meeting-planned", _("%(by)s planned the meeting “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlanned(OfMeeting):
    pass


@fact("office.spending.minutes-written", _("%(by)s wrote the minutes of “%(title)s”"))
@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesWritten(OfMeeting):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class OfDecision(Fact):
    decision_id: int
    question: str


@fact("office.spending.decision-asked", _("%(by)s put to decision: %(question)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionAsked(OfDecision):
    pass


@fact("office.spending.decision-taken", _("%(by)s decided “%(question)s”: %(answer)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken(OfDecision):
    answer: str
    reason: str


@fact("office.spending.decision-reopened", _("%(by)s opened “%(question)s” again"))
@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionReopened(OfDecision):
    pass


OF_A_DAY: Final[Mapping[str, Callable[[Any], object]]] = {"day": in_words, "cents": in_euros, "net": in_euros}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfImpact(Fact):
    """Which cancelled day."""

    impact_id: int
    day: date


@fact(
    "office.costs.impact-proposed",
    _("The cancelled day of %(day)s costs %(cents)s: the impact is to be judged"),
    says=OF_A_DAY,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactProposed(OfImpact):
    cents: int


@fact(
    "office.costs.impact-judged",
    _("%(by)s counts %(cents)s of “%(label)s” as recoverable"),
    says=OF_A_DAY,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactJudged(OfImpact):
    label: str
    cents: int


@fact(
    "office.costs.impact-foreseen",
    _("%(by)s put %(net)s for the cancelled day of %(day)s into the forecast"),
    says=OF_A_DAY,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactForeseen(OfImpact):
    net: int


@fact(
    "office.costs.impact-taken-back",
    _("%(by)s took the cancelled day of %(day)s out of the forecast"),
    says=OF_A_DAY,
)
@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactTakenBack(OfImpact):
    why: str


@fact(
    "office.costs.day-cost-noted",
    _("%(by)s noted “%(label)s”, %(cents)s, for the day of %(day)s"),
    says={"day": in_words, "cents": in_euros},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class DayCostNoted(Fact):
    cost_id: int
    label: str
    day: date
    cents: int
