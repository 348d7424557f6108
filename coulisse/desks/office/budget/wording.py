"""Words for codes: steps of the history, states, what is refused."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from coulisse.desks.office.budget.actions.steps import BudgetIsLocked, BudgetIsPast, UnknownRow
from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.typed import CUTS

STEPS: Final[dict[str, str | Promise]] = {
    "cells": pgettext_lazy("budget step", "cells changed"),
    "insert": pgettext_lazy("budget step", "lines inserted"),
    "delete": pgettext_lazy("budget step", "lines deleted"),
    "move": pgettext_lazy("budget step", "lines moved"),
    "paste": pgettext_lazy("budget step", "cells pasted"),
    "import": pgettext_lazy("budget step", "file read in"),
    "library": pgettext_lazy("budget step", "price taken from the library"),
    "quote": pgettext_lazy("budget step", "quote retained"),
    "global": pgettext_lazy("budget step", "global changed"),
    "global-removed": pgettext_lazy("budget step", "global removed"),
    "fringe": pgettext_lazy("budget step", "fringe changed"),
    "fringe-removed": pgettext_lazy("budget step", "fringe removed"),
    "charge": pgettext_lazy("budget step", "contractual charge changed"),
    "charge-removed": pgettext_lazy("budget step", "contractual charge removed"),
    "rate": pgettext_lazy("budget step", "exchange rate changed"),
    "rate-removed": pgettext_lazy("budget step", "exchange rate removed"),
    "account": pgettext_lazy("budget step", "account changed"),
    "account-removed": pgettext_lazy("budget step", "account removed"),
}
CUT_NAMES: Final[dict[str, str | Promise]] = {
    "territory": pgettext_lazy("budget", "Territory"),
    "group": pgettext_lazy("budget", "Group"),
    "location": pgettext_lazy("budget", "Location"),
    "set": pgettext_lazy("budget", "Set"),
    "funder": pgettext_lazy("budget", "Funder"),
}
FIELD_NAMES: Final[dict[str, str | Promise]] = {
    "d": pgettext_lazy("budget", "Description"),
    "q": gettext_lazy("Quantity"),
    "x": gettext_lazy("Multiplier"),
    "r": pgettext_lazy("budget", "Rate"),
    "u": gettext_lazy("Unit"),
    "c": gettext_lazy("Currency"),
    "f": pgettext_lazy("budget", "Fringes"),
    "who": gettext_lazy("Person"),
    "vat": gettext_lazy("VAT"),
    "note": gettext_lazy("Note"),
    **{f"t.{kind}": CUT_NAMES[kind] for kind in CUTS},
}
STATES: Final = dict(Budget.State.choices)
REFUSALS: Final = (BudgetIsLocked, BudgetIsPast, UnknownRow)


def step_name(label: str) -> str:
    return str(STEPS.get(label, STEPS["cells"]))


def field_name(field: str) -> str:
    return str(FIELD_NAMES.get(field, field))


def refusal_of(error: Exception) -> str:
    """The words for what the actions refuse on a budget as a whole."""
    if isinstance(error, BudgetIsLocked):
        return _("This budget is agreed: it never changes. Try on a copy.")
    if isinstance(error, BudgetIsPast):
        return _("This budget was replaced: it is kept as it was. Work on a copy.")
    if isinstance(error, UnknownRow):
        return _("The line is no longer there: somebody removed it. The budget is shown as it is now.")
    return _("The change was refused. The budget is shown as it is now.")


def version_name(number: int, state: str) -> str:
    """« v12 en cours »"""
    return pgettext("budget", "v%(number)s %(state)s") % {"number": number, "state": str(STATES[state]).lower()}
