"""Words for what a file of a budget holds and what could not be read of it: which row, why, what to do."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from coulisse.formats.problems import Problem, ProblemJson, Unreadable, as_json
from coulisse.foundation.people.words import SENTENCES as OF_TABLES
from coulisse.foundation.ui.translated import reading_language
from coulisse.kernel.money import Money
from coulisse.kernel.writing import write_money

FIELDS: Final[dict[str, Promise]] = {
    "account": gettext_lazy("Account"),
    "account_name": gettext_lazy("Heading"),
    "parent": gettext_lazy("Under account"),
    "description": pgettext_lazy("budget", "Description"),
    "quantity": gettext_lazy("Quantity"),
    "unit": gettext_lazy("Unit"),
    "multiplier": gettext_lazy("Multiplier"),
    "rate": pgettext_lazy("budget", "Rate"),
    "currency": gettext_lazy("Currency"),
    "amount": pgettext_lazy("budget", "Amount of the line"),
    "fringes": pgettext_lazy("budget", "Fringes"),
    "person": gettext_lazy("Person"),
    "vat": gettext_lazy("VAT"),
    "note": gettext_lazy("Note"),
    "cut.territory": pgettext_lazy("budget", "Territory"),
    "cut.group": pgettext_lazy("budget", "Group"),
    "cut.location": pgettext_lazy("budget", "Location"),
    "cut.set": pgettext_lazy("budget", "Set"),
    "cut.funder": pgettext_lazy("budget", "Funder"),
    "value": gettext_lazy("Value"),
    "globals": pgettext_lazy("budget sheet", "Globals"),
    "fringes_sheet": pgettext_lazy("budget", "Fringes"),
    "charges": gettext_lazy("Contractual charges"),
    "rates": gettext_lazy("Exchange rates"),
    "accounts": gettext_lazy("Accounts"),
}
KINDS: Final[dict[str, Promise]] = {
    "account": pgettext_lazy("row of a file", "heading"),
    "line": pgettext_lazy("row of a file", "line"),
    "total": pgettext_lazy("row of a file", "sum, left out"),
    "refused": pgettext_lazy("row of a file", "not read"),
}
SENTENCES: Final[dict[str, Promise]] = {
    "bad-number": gettext_lazy(
        "%(field)s: “%(value)s” is no number and no formula known here. The row is left out. "
        "Write it like 1.234,56, or choose how numbers are written."
    ),
    "bad-formula": gettext_lazy("%(field)s: “%(value)s” cannot be counted. Correct it in the file."),
    "bad-vat": gettext_lazy("VAT: “%(value)s” is no percentage between 0 and 100. Write 21 or 6."),
    "bad-currency": gettext_lazy("Currency: “%(value)s” is not known. Write three letters: EUR, USD, GBP."),
    "bad-share": gettext_lazy("%(field)s: “%(value)s” is no split. Write codes and shares: BE 51; FR 34; LU 15."),
    "bad-day": gettext_lazy("Exchange rates: “%(value)s” is not a day. Write it as 04/01/2027."),
    "bad-value": gettext_lazy("%(field)s: “%(value)s” is not a number. Correct it in the file."),
    "bad-name": gettext_lazy(
        "Globals: “%(value)s” cannot be a name. Begin with a letter; letters, digits and _ follow."
    ),
    "bad-account": gettext_lazy("Account: “%(value)s” is no number of account. At most 16 letters or digits."),
    "account-unreadable": gettext_lazy(
        "Account: “%(value)s” is no number of account. The row is left out. At most 16 letters or digits."
    ),
    "no-account": gettext_lazy(
        "No account: the row names none, and no heading stands above it. Choose the column of the accounts."
    ),
    "nothing-read": gettext_lazy("Nothing in this row could be read with these columns."),
    "too-long": gettext_lazy("%(field)s: “%(value)s” is too long. Shorten it in the file."),
    "text-cut": gettext_lazy("%(field)s: too long, only its beginning is taken: “%(value)s”."),
    "twice": gettext_lazy("%(field)s: “%(value)s” stands there twice. Take one out of the file."),
    "formula-as-value": gettext_lazy(
        "%(field)s: the formula “%(value)s” uses what is not known here; what it comes to is taken instead."
    ),
    "amount-differs": gettext_lazy(
        "The figures of the row come to %(computed)s, the file says %(said)s. The figures are taken: check them."
    ),
    "unmatched": gettext_lazy("Row of no known kind, left out: %(value)s"),
    "line-too-long": gettext_lazy(
        "A line is longer than a megabyte: this is no budget. Export it again as CSV or XLSX."
    ),
    "too-many-columns": gettext_lazy("The file has more than a thousand columns: this is no budget."),
    "too-many-lines": gettext_lazy("More than 50,000 lines: split the file, and take the parts in one by one."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A problem in the reader's words; `line` is None for what concerns the whole file."""

    line: int | None
    text: str
    sheet: str = ""


def told(problem: Problem | ProblemJson) -> Told:
    found = problem if isinstance(problem, dict) else as_json(problem)
    line, _colon, name = found["where"].partition(":")
    if not line.isdigit():
        line, name = "", found["where"]
    return Told(int(line) if line else None, _sentence(found, name), str(found["detail"].get("sheet", "")))


def why_unreadable(refusal: Unreadable) -> str:
    """Why nothing of a file can be used, with the row where there is one."""
    text = _sentence(as_json(Problem(refusal.code, refusal.where, refusal.detail)), refusal.where.field)
    if refusal.where.line is None:
        return text
    return _("Row %(line)s: %(text)s") % {"line": refusal.where.line, "text": text}


def _sentence(found: ProblemJson, name: str) -> str:
    sentence = SENTENCES.get(found["code"]) or OF_TABLES.get(found["code"])
    if sentence is None:
        return _("This could not be read: %(code)s.") % {"code": found["code"]}
    words = {"field": str(FIELDS.get(name, name)), "value": "", **found["detail"]}
    for money in ("computed", "said"):
        if isinstance(words.get(money), int):
            words[money] = write_money(Money(int(words[money])), reading_language(get_language() or "fr"))
    return str(sentence) % words
