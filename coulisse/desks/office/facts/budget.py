"""What the budget announces."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from coulisse.foundation.journal.facts import Fact, fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OfBudget(Fact):
    """What every fact of this slice tells: which version."""

    budget_id: int
    budget: int
    """Its number: v11."""


@fact("office.budget.begun", _("%(by)s began budget v%(budget)s, %(accounts)s accounts"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetBegun(OfBudget):
    accounts: int
    chart: str


@fact("office.budget.copied", _("%(by)s copied budget v%(source)s to budget v%(budget)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetCopied(OfBudget):
    source_id: int
    source: int


@fact("office.budget.changed", _("%(by)s changed budget v%(budget)s: %(label)s, %(rows)s rows"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetChanged(OfBudget):
    """One step of the grid: `label` is its code."""

    label: str
    rows: int
    edit_id: int


@fact("office.budget.step-undone", _("%(by)s took a step back in budget v%(budget)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetStepUndone(OfBudget):
    label: str
    edit_id: int


@fact("office.budget.step-redone", _("%(by)s did a step again in budget v%(budget)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetStepRedone(OfBudget):
    label: str
    edit_id: int


@fact("office.budget.locked", _("%(by)s locked budget v%(budget)s as agreed"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLocked(OfBudget):
    """The agreed budget: costs and financing are held against it from now on."""

    cents: int


@fact("office.budget.taken-up", _("%(by)s took up budget v%(budget)s as the one to work on"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetTakenUp(OfBudget):
    pass


@fact("office.budget.renamed", _("%(by)s renamed budget v%(budget)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetRenamed(OfBudget):
    pass


@fact("office.budget.commented", _("%(by)s commented on a line of budget v%(budget)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class LineCommented(OfBudget):
    line_id: int
    account: str


@fact("office.budget.price-kept", _("%(by)s kept a price in the library: %(description)s"))
@dataclass(frozen=True, slots=True, kw_only=True)
class PriceKept(Fact):
    description: str
    cents: int


@fact("office.budget.read-in", _("%(by)s read %(file)s into budget v%(budget)s, %(lines)s lines"))
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetReadIn(OfBudget):
    file: str
    lines: int
