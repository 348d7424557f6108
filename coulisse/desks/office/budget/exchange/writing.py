"""Records of a file onto the rows of a budget: each finds its row by what names it, the others come or go."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from itertools import pairwise
from typing import Any, Final, TypeVar

from coulisse.desks.office.budget.actions.steps import GAP, Step
from coulisse.desks.office.budget.models import (
    Budget,
    BudgetAccount,
    BudgetCharge,
    BudgetFringe,
    BudgetGlobal,
    BudgetLine,
    BudgetRate,
)
from coulisse.formats.budget_book import (
    AccountRow,
    Book,
    ChargeRow,
    FringeRow,
    GlobalRow,
    LineRow,
    RateRow,
)
from coulisse.foundation.journal.versions import Versioned

Row = TypeVar("Row", bound=Versioned)
Record = TypeVar("Record")


def _account(one: AccountRow) -> dict[str, Any]:
    return {"number": one.number, "name": one.name, "parent": one.parent}


def _global(one: GlobalRow) -> dict[str, Any]:
    return {"name": one.name, "formula": one.formula, "label": one.label, "unit": one.unit}


def _fringe(one: FringeRow) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "kind": BudgetFringe.Kind.FLAT if one.is_flat else BudgetFringe.Kind.PERCENT,
        "value": one.value,
        "cutoff_cents": one.cutoff,
        "floor_cents": one.floor,
        "currency": one.currency,
        "account": one.account,
    }


def _charge(one: ChargeRow) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "percent": one.percent,
        "bases": list(one.bases),
        "excluded": list(one.excluded),
        "on_fringes": one.on_fringes,
        "account": one.account,
    }


def _rate(one: RateRow) -> dict[str, Any]:
    return {"currency": one.currency, "rate": one.rate, "day": one.day, "source": one.source}


def _line(one: LineRow) -> dict[str, Any]:
    return {
        "description": one.description,
        "quantity": one.quantity,
        "multiplier": one.multiplier,
        "rate": one.rate,
        "unit": one.unit,
        "currency": one.currency,
        "fringes": list(one.fringes),
        "person": one.person,
        "cuts": {kind: dict(codes) for kind, codes in one.cuts.items()},
        "vat": one.vat,
        "note": one.note,
    }


Part = tuple[str, type[Versioned], Callable[[Any], dict[str, Any]], Callable[[Any], Hashable]]
AROUND: Final[tuple[Part, ...]] = (
    ("globals", BudgetGlobal, _global, lambda one: one.name),
    ("fringes", BudgetFringe, _fringe, lambda one: one.code),
    ("charges", BudgetCharge, _charge, lambda one: one.code),
    ("rates", BudgetRate, _rate, lambda one: (one.currency, one.day)),
)


def replace_all(step: Step, book: Book, *, whole: bool) -> None:
    """The budget becomes what the file says. `whole`: also what the lines refer to, and the accounts."""
    _around(step, book, whole=whole)
    accounts = _accounts(step, book, whole=whole)
    known = {row.pk: row for row in step.keep(BudgetLine.objects.filter(budget=step.budget))}
    made, kept = _lines(step, book.lines, accounts, _by_their_keys(step.budget, book.lines, known))
    _put_in_order(book.lines, made, kept)
    stays = {row.pk for row in kept.values()}
    step.remove([row for pk, row in known.items() if pk not in stays])
    step.add(made.values())
    if whole:
        numbers = {one.number for one in book.accounts}
        step.remove([row for number, row in accounts.items() if number not in numbers])


def add(step: Step, book: Book) -> None:
    """The lines of the file below those that are there."""
    _around(step, book, whole=False)
    accounts = _accounts(step, book, whole=False)
    last: dict[int, int] = {}
    standing = BudgetLine.objects.filter(budget=step.budget).values_list("account", "position")
    for pk, position in standing:
        last[pk] = max(last.get(pk, 0), position)
    made = []
    for one in book.lines:
        account = accounts[one.account]
        last[account.pk] = last.get(account.pk, 0) + GAP
        made.append(BudgetLine(budget=step.budget, account=account, position=last[account.pk], **_line(one)))
    step.add(made)


def _around(step: Step, book: Book, *, whole: bool) -> None:
    for part, model, values_of, key_of in AROUND:
        records = getattr(book, part)
        standing = step.keep(model._default_manager.filter(budget=step.budget))  # type: ignore[misc]
        rows = {key_of(row): row for row in standing}
        _united(step, model, records, rows, values_of, key_of)
        if whole:
            wanted = {key_of(one) for one in records}
            step.remove([row for key, row in rows.items() if key not in wanted])


def _accounts(step: Step, book: Book, *, whole: bool) -> dict[str, BudgetAccount]:
    rows = {row.number: row for row in step.keep(BudgetAccount.objects.filter(budget=step.budget))}
    records = book.accounts if whole else [one for one in book.accounts if one.number not in rows]
    _united(step, BudgetAccount, records, rows, _account, lambda one: one.number)
    return rows


def _united(
    step: Step,
    model: type[Row],
    records: Iterable[Record],
    rows: dict[Hashable, Row] | dict[str, Row],
    values_of: Callable[[Record], dict[str, Any]],
    key_of: Callable[[Record], Any],
) -> None:
    """Records onto their rows, in their order; those without a row become one."""
    last, made = _last_position(rows.values()), []
    ordered = []
    for one in records:
        row = rows.get(key_of(one))
        if row is None:
            row = model(budget=step.budget)
            last += 1
            _place(row, last)
            rows[key_of(one)] = row
            made.append(row)
        for name, value in values_of(one).items():
            setattr(row, name, value)
        ordered.append(row)
    _keep_order(ordered)
    step.add(made)


def _last_position(rows: Iterable[Versioned]) -> int:
    return max((getattr(row, "position", 0) for row in rows), default=0)


def _place(row: Versioned, position: int) -> None:
    if hasattr(row, "position"):
        row.position = position


def _keep_order(rows: list[Any]) -> None:
    """Positions as they are while they go up; else counted anew."""
    positions = [row.position for row in rows if hasattr(row, "position")]
    if len(positions) < len(rows) or all(one < other for one, other in pairwise(positions)):
        return
    for place, row in enumerate(rows, 1):
        row.position = place


def _by_their_keys(
    budget: Budget, records: Iterable[LineRow], known: Mapping[int, BudgetLine]
) -> dict[int, BudgetLine]:
    """The rows by the keys that the file has; one of another version finds the line that came of it."""
    strange = {one.key for one in records if one.key and one.key not in known}
    found = dict(known)
    if strange:
        theirs = BudgetLine.objects.filter(pk__in=strange, budget__production=budget.production_id)
        mine = {row.kin: row for row in known.values()}
        kin = {pk: same_as or pk for pk, same_as in theirs.values_list("pk", "same_as")}
        found |= {pk: mine[common] for pk, common in kin.items() if common in mine}
    return found


def _lines(
    step: Step, records: Iterable[LineRow], accounts: Mapping[str, BudgetAccount], known: Mapping[int, BudgetLine]
) -> tuple[dict[int, BudgetLine], dict[int, BudgetLine]]:
    """New rows by the place of their record, and rows that stay by their key, with the values of the file."""
    made: dict[int, BudgetLine] = {}
    kept: dict[int, BudgetLine] = {}
    taken: set[int] = set()
    for place, one in enumerate(records):
        row = known.get(one.key or 0)
        if row is None or row.pk in taken:
            row = made[place] = BudgetLine(budget=step.budget)
        else:
            kept[one.key or 0] = row
            taken.add(row.pk)
        row.account = accounts[one.account]
        for name, value in _line(one).items():
            setattr(row, name, value)
    return made, kept


def _put_in_order(
    records: Iterable[LineRow], made: Mapping[int, BudgetLine], kept: Mapping[int, BudgetLine]
) -> None:
    """Each account's lines in the order of the file; positions are only written where they must be."""
    by_account: dict[str, list[BudgetLine]] = {}
    for place, one in enumerate(records):
        by_account.setdefault(one.account, []).append(made[place] if place in made else kept[one.key or 0])
    for rows in by_account.values():
        if rows and rows[-1].pk is None:
            _append(rows)
        pairs = [(row.position, row.pk or 0) for row in rows]
        if any(row.pk is None and not row.position for row in rows) or pairs != sorted(pairs):
            for place, row in enumerate(rows, 1):
                row.position = GAP * place


def _append(rows: list[BudgetLine]) -> None:
    """New rows at the end only: below the last that stands."""
    first = next(place for place, row in enumerate(rows) if all(one.pk is None for one in rows[place:]))
    last = max((row.position for row in rows[:first]), default=0)
    for place, row in enumerate(rows[first:], 1):
        row.position = last + GAP * place


def bring_over(budget: Budget, book: Book, *, source: Budget | None, whole: bool) -> None:
    """The rows of a new version; from `source` what no file says: dated values behind, kinship of lines."""
    known: dict[type[Versioned], dict[Hashable, Any]] = {}
    for part, model, values_of, key_of in AROUND:
        rows = model._default_manager.filter(budget=source) if source else []  # type: ignore[misc]
        known[model] = {key_of(row): row for row in rows}
        records = {key_of(one): values_of(one) for one in getattr(book, part)}
        if not whole:
            missing = (row for key, row in known[model].items() if key not in records)
            records |= {key_of(row): {name: getattr(row, name) for name in values_of_row(row)} for row in missing}
        made = []
        for place, (key, values) in enumerate(records.items(), 1):
            row = model(budget=budget, **values)  # type: ignore[misc]
            _place(row, place)
            for name in ("parameters", "preset"):
                if hasattr(row, name) and key in known[model]:
                    setattr(row, name, getattr(known[model][key], name))
            made.append(row)
        model._default_manager.bulk_create(made)
    _bring_lines(budget, book, source)


def values_of_row(row: Versioned) -> tuple[str, ...]:
    """The columns that a record of its kind has."""
    names = {
        BudgetGlobal: ("name", "formula", "label", "unit"),
        BudgetFringe: ("code", "name", "kind", "value", "cutoff_cents", "floor_cents", "currency", "account"),
        BudgetCharge: ("code", "name", "percent", "bases", "excluded", "on_fringes", "account"),
        BudgetRate: ("currency", "rate", "day", "source"),
    }
    return names[type(row)]


def _bring_lines(budget: Budget, book: Book, source: Budget | None) -> None:
    made = BudgetAccount.objects.bulk_create(
        BudgetAccount(budget=budget, position=place, **_account(one)) for place, one in enumerate(book.accounts, 1)
    )
    accounts = {row.number: row for row in made}
    kin: dict[int, int] = {}
    if source is not None:
        rows = BudgetLine.objects.filter(budget=source).values_list("pk", "same_as")
        kin = {pk: same_as or pk for pk, same_as in rows}
    places: dict[str, int] = {}
    lines = []
    for one in book.lines:
        places[one.account] = places.get(one.account, 0) + GAP
        line = BudgetLine(budget=budget, account=accounts[one.account], position=places[one.account], **_line(one))
        line.same_as = kin.get(one.key or 0)
        lines.append(line)
    BudgetLine.objects.bulk_create(lines, batch_size=1000)
