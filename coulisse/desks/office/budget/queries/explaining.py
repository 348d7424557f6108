"""How a figure came about, opened one step at a time: accounts, lines, pools of fringes, rules, dated values."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from fractions import Fraction

from coulisse.desks.office.budget.models import Budget
from coulisse.desks.office.budget.queries.beside import values_behind
from coulisse.desks.office.budget.queries.opened import Opened, opened
from coulisse.desks.office.budget.queries.totals import NOWHERE, parents_of, totals_of
from coulisse.engines.budget import Explanation, Step
from coulisse.foundation.parameters.queries import Valued
from coulisse.kernel.money import Money


class UnknownFigure(Exception):
    """There is no such figure in this budget."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a figure is made of. `what` and `of` open it in turn, where it opens."""

    kind: str
    label: str
    text: str = ""
    value: Fraction | None = None
    amount: Money | None = None
    what: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A figure, the rule that made it, and its rows. `exact` is before rounding, where something was rounded."""

    what: str
    of: str
    title: str
    rule: str
    amount: Money | None
    value: Fraction | None
    rows: tuple[Row, ...]
    exact: Fraction | None = None
    rounding: Fraction = Fraction(0)
    behind: tuple[Valued, ...] = field(default=())
    problems: tuple[str, ...] = ()


def explained(budget: Budget, what: str, of: str) -> Explained:
    """Raises UnknownFigure."""
    book = opened(budget)
    with book.lock:
        try:
            if what in {"total", "account"}:
                return _shown_account(book, of if what == "account" else NOWHERE)
            return _figure(book, what, of)
        except (KeyError, ValueError, TypeError):
            raise UnknownFigure(what, of) from None


def _shown_account(book: Opened, number: str) -> Explained:
    """What an account shows: its lines, what is below it, and the fringes and charges that are shown on it."""
    totals, parents = totals_of(book.rows, book.result), parents_of(book.rows)
    names = {account.number: account.name for account in book.rows.accounts}
    if number and number not in names:
        raise KeyError(number)
    cents = book.result.line_cents
    rows = [
        _row(book, "line", line.description, line.pk, cents[line.pk])
        for line in book.rows.lines.values()
        if book.rows.numbers[line.account_id] == number
    ]
    rows += [
        _row(book, "account", f"{one} {names[one]}", one, totals.accounts[one])
        for one, parent in parents.items()
        if parent == number
    ]
    rows += _fringes_shown(book, number, names)
    rows += [
        _row(book, "charge", row.name or row.code, row.code, book.result.charges[row.code].cents)
        for row in book.rows.charges
        if (row.account if row.account in names else NOWHERE) == number
    ]
    total = totals.accounts[number] if number else totals.total
    title = f"{number} {names[number]}" if number else ""
    what = "account" if number else "total"
    return Explained(what, number, title, f"{what}.sum", Money(total, book.currency), None, tuple(rows))


def _fringes_shown(book: Opened, number: str, names: dict[str, str]) -> list[Row]:
    rows = []
    for row in book.rows.fringes:
        label = f"{row.code} {row.name}".strip()
        if row.account in names:
            cents = book.result.fringes[row.code].cents if row.account == number else 0
        else:
            cents = sum(
                money.cents
                for line in book.rows.lines.values()
                if row.code in line.fringes and book.rows.numbers[line.account_id] == number
                for code, money in book.result.lines[line.pk].fringes
                if code == row.code
            )
        if cents:
            rows.append(_row(book, "fringe", label, row.code, cents))
    return rows


def _row(book: Opened, what: str, label: str, of: Hashable, cents: int) -> Row:
    return Row(what, label, amount=Money(cents, book.currency), what=what, of=str(of))


def _figure(book: Opened, what: str, of: str) -> Explained:
    key: Hashable = of
    if what == "line":
        key = int(of)
    if what == "pool":
        code, _mark, whose = of.partition("/")
        key = (code, int(whose) if whose.isdigit() and int(whose) in book.rows.lines else whose)
    found = book.result.explain(what, key)
    rows = tuple(_step(book, found, step) for step in found.steps)
    problems = book.result.lines[key].problems if what == "line" else ()
    return Explained(
        what=what,
        of=of,
        title=_title(book, what, key),
        rule=found.rule,
        amount=found.amount,
        value=found.value,
        rows=rows,
        exact=found.exact,
        rounding=found.rounding,
        behind=_behind(book, what, of),
        problems=tuple(problem.code for problem in problems),
    )


def _step(book: Opened, found: Explanation, step: Step) -> Row:
    what, of, label = "", "", ""
    if step.kind in {"line", "share"} and isinstance(step.of, int):
        what, of, label = "line", str(step.of), book.rows.lines[step.of].description
    elif step.kind in {"account", "excluded"}:
        what, of, label = "account", str(step.of), _account_name(book, str(step.of))
    elif step.kind == "pool" and isinstance(step.of, tuple):
        code, whose = step.of
        what, of, label = "pool", f"{code}/{whose}", str(whose)
    elif step.kind in {"fringe", "charge", "global"}:
        what, of, label = step.kind, str(step.of), str(step.of)
    if found.what == "line" and step.kind == "fringe":
        line = book.rows.lines[int(str(found.of))]
        what, of = "pool", f"{step.of}/{line.person or line.pk}"
    return Row(step.kind, label, step.text, step.value, step.amount, what, of)


def _account_name(book: Opened, number: str) -> str:
    return next((f"{row.number} {row.name}" for row in book.rows.accounts if row.number == number), number)


def _title(book: Opened, what: str, key: Hashable) -> str:
    if what == "line" and isinstance(key, int):
        line = book.rows.lines[key]
        return f"{book.rows.numbers[line.account_id]} · {line.description}"
    if what == "pool" and isinstance(key, tuple):
        code, whose = key
        return f"{code} · {book.rows.lines[whose].description if isinstance(whose, int) else whose}"
    names = {row.code: row.name for row in book.rows.fringes}
    names |= {row.code: row.name for row in book.rows.charges}
    names |= {row.name: row.label for row in book.rows.globals}
    return f"{key} {names.get(str(key), '')}".strip()


def _behind(book: Opened, what: str, of: str) -> tuple[Valued, ...]:
    """The dated values that a fringe or a global was taken from."""
    code = of.partition("/")[0]
    keys: list[int] = []
    if what in {"fringe", "pool"}:
        keys = [pk for row in book.rows.fringes if row.code == code for pk in row.parameters]
    if what == "global":
        keys = [pk for row in book.rows.globals if row.name == of for pk in row.parameters]
    return tuple(values_behind(keys).values())
