"""A budget that is being edited: one edit counts again what hangs on it, and nothing else.

After any row of edits the figures are those of `compute(workbook.budget)`, to the cent; a property test holds it.
"""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from coulisse.engines.budget.charges import apply_charges
from coulisse.engines.budget.compute import count_sheet
from coulisse.engines.budget.counting import DuplicateLine, first_count, learn, set_rate, texts_of
from coulisse.engines.budget.formula import FormulaProblem, plain, read_formula, same_name
from coulisse.engines.budget.fringes import note_unknown, set_fringe, share_of_line, shares_of_pool
from coulisse.engines.budget.late import referenced, settle
from coulisse.engines.budget.names import value_globals
from coulisse.engines.budget.records import Budget, Changed, Fringe, Global, Line
from coulisse.engines.budget.result import Result
from coulisse.engines.budget.sheet import Key, Sheet


class Workbook:
    """The open budget. Each edit says what it changed; `result` is the state of the moment, and stays it."""

    def __init__(self, budget: Budget) -> None:
        self._given = budget
        self._globals: tuple[Global, ...] = ()
        self._fringes: tuple[Fringe, ...] = ()
        self._rates: dict[str, str] = {}
        self._result: Result | None = None
        self._lines_with: dict[str, dict[Key, None]] = {}
        self._texts_with: dict[str, set[str]] = {}
        self._open(count_sheet(budget))

    @property
    def result(self) -> Result:
        """All figures now; later edits leave it as it is."""
        if self._result is None:
            self._result = Result(self._sheet.copied())
        return self._result

    @property
    def budget(self) -> Budget:
        """The budget as edited."""
        sheet = self._sheet
        seen: set[str] = set()
        accounts = []
        for account in self._given.accounts:
            keys = () if account.number in seen else sheet.lines_of[account.number]
            seen.add(account.number)
            accounts.append(replace(account, lines=tuple(sheet.lines[key] for key in keys)))
        return replace(
            self._given,
            accounts=tuple(accounts),
            globals=self._globals,
            fringes=self._fringes,
            rates=self._rates,
        )

    def set_line(self, key: Hashable, **fields: Any) -> Changed:
        """Change fields of a line: set_line(7, rate="250.00"). Raises KeyError; the key itself stays."""
        old = self._sheet.lines[key]
        new = replace(old, **{**fields, "key": key})
        with_lines = _Edit(self)
        with_lines.take_out(old)
        self._sheet.lines[key] = new
        with_lines.put_in(new)
        return with_lines.finish()

    def add_line(self, account: str, line: Line, after: Hashable | None = None) -> Changed:
        """Put a line below another of its account (`after`), or at the end. Raises DuplicateLine, KeyError."""
        sheet = self._sheet
        if line.key in sheet.lines:
            raise DuplicateLine(line.key)
        keys = sheet.lines_of[account]
        place = len(keys) if after is None else _place(keys, after) + 1
        keys.insert(place, line.key)
        sheet.lines[line.key], sheet.account_of[line.key], sheet.amounts[line.key] = line, account, 0
        edit = _Edit(self)
        edit.put_in(line)
        return edit.finish()

    def remove_line(self, key: Hashable) -> Changed:
        """Take a line out. Raises KeyError."""
        sheet = self._sheet
        edit = _Edit(self)
        edit.take_out(sheet.lines[key])
        edit.set_amount(key, 0)
        sheet.lines_of[sheet.account_of[key]].remove(key)
        for kept in (sheet.lines, sheet.amounts, sheet.account_of):
            del kept[key]
        sheet.faults.pop(key, None)
        sheet.late_lines.pop(key, None)
        return edit.finish()

    def move_line(self, key: Hashable, account: str, after: Hashable | None = None) -> Changed:
        """Move a line within its account or to another. Raises KeyError."""
        line = self._sheet.lines[key]
        if account not in self._sheet.lines_of:
            raise KeyError(account)
        if after is not None:
            _place([one for one in self._sheet.lines_of[account] if one != key], after)
        out, into = self.remove_line(key), self.add_line(account, line, after)
        return Changed(*(getattr(out, one) | getattr(into, one) for one in Changed.__dataclass_fields__))

    def set_global(self, name: str, formula: str, unit: str | None = None) -> Changed:
        """Give a global its formula; a new one comes last."""
        name = same_name(name)
        known = [same_name(one.name) for one in self._globals]
        if name not in known or name not in self._sheet.globals:
            unit = unit or ""
            return self.replace(replace(self.budget, globals=(*self._globals, Global(name, formula, unit))))
        old = self._sheet.globals[name]
        new = replace(old, formula=formula, unit=old.unit if unit is None else unit)
        self._globals = tuple(new if one is old else one for one in self._globals)
        self._sheet.globals[name] = new
        edit = _Edit(self)
        edit.value_globals()
        edit.changed_globals.add(name)
        return edit.finish()

    def set_fringe(self, fringe: Fringe) -> Changed:
        """Take the new terms of a fringe, told by its code; a new one comes last."""
        old = self._sheet.fringes.get(fringe.code)
        if old is None:
            return self.replace(replace(self.budget, fringes=(*self._fringes, fringe)))
        self._fringes = tuple(fringe if one is old else one for one in self._fringes)
        edit = _Edit(self)
        edit.set_terms(fringe)
        return edit.finish()

    def set_rate(self, currency: str, rate: str) -> Changed:
        """Give a currency its rate."""
        self._rates = {**self._rates, currency: rate}
        sheet = self._sheet
        edit = _Edit(self)
        if currency and currency != sheet.currency:
            set_rate(sheet, currency, rate)
            for line in [line for line in sheet.lines.values() if line.currency == currency]:
                edit.count(line)
            for fringe in list(sheet.fringes.values()):
                bounds = [bound.currency for bound in (fringe.cutoff, fringe.floor) if bound]
                if currency in (fringe.currency, *bounds):
                    edit.set_terms(fringe)
        return edit.finish()

    def replace(self, budget: Budget) -> Changed:
        """Take another state of the budget (accounts, charges, anything): counted anew, and compared."""
        before = self._sheet
        self._given = budget
        self._open(count_sheet(budget))
        return _compared(before, self._sheet)

    def _open(self, sheet: Sheet) -> None:
        budget = self._given
        self._sheet = sheet
        self._globals, self._fringes, self._rates = budget.globals, budget.fringes, dict(budget.rates)
        self._result = None
        self._referenced = referenced(sheet)
        self._lines_with = {}
        self._texts_with = {}
        named = {text for text in sheet.values if self._index(text)}
        for key, line in sheet.lines.items():
            for text in texts_of(line):
                if text in named:
                    self._lines_with.setdefault(text, {})[key] = None

    def _index(self, text: str) -> bool:
        """Note which globals a text refers to; whether there are any."""
        if not text or plain(text) is not None:
            return False
        try:
            names = read_formula(text).names
        except FormulaProblem:
            return False
        for name, _ in names:
            self._texts_with.setdefault(name, set()).add(text)
        return bool(names)


def _place(keys: list[Key], key: Key) -> int:
    try:
        return keys.index(key)
    except ValueError:
        raise KeyError(key) from None


class _Edit:
    """One edit under way: which lines, pools and accounts hang on it, and what they were."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.sheet = workbook._sheet
        self.changed_lines: set[Key] = set()
        self.changed_accounts: set[str] = set()
        self.changed_fringes: set[str] = set()
        self.changed_globals: set[str] = set()
        self.pools: dict[tuple[str, str], None] = {}
        self.is_late = False
        workbook._result = None

    def take_out(self, line: Line) -> None:
        """Forget what a line brings to the fringes and to the index of formulas; its amount stays for now."""
        sheet, key = self.sheet, line.key
        self.changed_lines.add(key)
        self.is_late |= key in sheet.late_lines
        for code in dict.fromkeys(line.fringes):
            if code in sheet.shares:
                self.set_share(code, key, 0)
                del sheet.shares[code][key]
                if line.person and not sheet.terms[code].is_flat:
                    del sheet.pools[code][line.person][key]
                    self.pools[code, line.person] = None
        for text in texts_of(line):
            self.workbook._lines_with.get(text, {}).pop(key, None)

    def put_in(self, line: Line) -> None:
        """Count a line that is new, or new in its terms."""
        sheet, key = self.sheet, line.key
        self.changed_lines.add(key)
        for code in dict.fromkeys(line.fringes):
            if code in sheet.shares:
                sheet.shares[code][key] = 0
                if line.person and not sheet.terms[code].is_flat:
                    sheet.pools[code].setdefault(line.person, {})[key] = None
        self.count(line)
        for text in texts_of(line):
            if self.workbook._index(text):
                self.workbook._lines_with.setdefault(text, {})[key] = None

    def count(self, line: Line) -> None:
        """Count a line again, and note what hangs on it."""
        sheet, key = self.sheet, line.key
        before = sheet.faults.get(key)
        self.is_late |= key in sheet.late_lines
        amount = first_count(sheet, line)
        if key in sheet.late_lines:
            self.is_late = True
            self.changed_lines.add(key)
            amount = sheet.amounts[key]
        self.set_amount(key, amount)
        note_unknown(sheet, line)
        if sheet.faults.get(key) != before:
            self.changed_lines.add(key)
        self.note_pools(line)

    def note_pools(self, line: Line) -> None:
        for code in line.fringes:
            terms = self.sheet.terms.get(code)
            if terms is None:
                continue
            if line.person and not terms.is_flat:
                self.pools[code, line.person] = None
            else:
                self.set_share(code, line.key, share_of_line(self.sheet, code, line.key))

    def set_amount(self, key: Key, amount: int) -> None:
        sheet = self.sheet
        difference = amount - sheet.amounts[key]
        if difference:
            sheet.amounts[key] = amount
            self.changed_lines.add(key)
            number = sheet.account_of[key]
            sheet.own[number] += difference
            for one in sheet.tree.ancestors[number]:
                sheet.below[one] += difference
                self.changed_accounts.add(one)

    def set_share(self, code: str, key: Key, share: int) -> None:
        sheet = self.sheet
        difference = share - sheet.shares[code][key]
        if difference:
            sheet.shares[code][key] = share
            sheet.fringe_totals[code] += difference
            sheet.own_fringes[sheet.account_of[key]] += difference
            self.changed_lines.add(key)
            self.changed_fringes.add(code)
            self.changed_accounts.update(sheet.tree.ancestors[sheet.account_of[key]])

    def set_terms(self, fringe: Fringe) -> None:
        """Take a fringe's terms and count it again on all its lines."""
        sheet = self.sheet
        was_flat = sheet.terms[fringe.code].is_flat
        set_fringe(sheet, fringe)
        self.changed_fringes.add(fringe.code)
        code, terms = fringe.code, sheet.terms[fringe.code]
        lines = [sheet.lines[key] for key in sheet.shares[code]]
        if terms.is_flat != was_flat:
            sheet.pools[code] = {}
            for line in lines:
                if line.person and not terms.is_flat:
                    sheet.pools[code].setdefault(line.person, {})[line.key] = None
        for line in lines:
            if line.person and not terms.is_flat:
                self.pools[code, line.person] = None
            else:
                self.set_share(code, line.key, share_of_line(sheet, code, line.key))

    def value_globals(self) -> None:
        """Value the globals again, then the texts and lines that hang on those which changed."""
        sheet, workbook = self.sheet, self.workbook
        before = _names_now(sheet)
        self.is_late |= bool(sheet.late_names)
        accounts = {name: value for name, value in sheet.names.items() if name.startswith("@")}
        value_globals(sheet)
        sheet.names |= accounts
        after = _names_now(sheet)
        texts = set()
        for name in before.keys() | after.keys():
            if before.get(name) != after.get(name):
                self.changed_globals.add(name)
                texts |= workbook._texts_with.get(name, set())
        self.is_late |= bool(sheet.late_names)
        for text in texts:
            learn(sheet, text)
        for key in dict.fromkeys(key for text in texts for key in workbook._lines_with.get(text, ())):
            self.count(sheet.lines[key])

    def finish(self) -> Changed:
        """Count what waits for accounts, the pools, the charges; say what changed."""
        workbook, sheet = self.workbook, self.sheet
        if self.is_late:
            workbook._referenced = referenced(sheet)
        if self.is_late or not workbook._referenced.isdisjoint(self.changed_accounts):
            self.settle()
        for code, person in self.pools:
            members = sheet.pools[code].get(person, {})
            for key, share in list(shares_of_pool(sheet, code, members)):
                self.set_share(code, key, share)
        charges = dict(sheet.charge_totals)
        apply_charges(sheet)
        changed = {code for code, cents in sheet.charge_totals.items() if charges.get(code) != cents}
        for code in changed:
            self.changed_accounts.update(sheet.tree.ancestors.get(sheet.charges[code].account, ()))
        return Changed(
            frozenset(self.changed_lines),
            frozenset(self.changed_accounts),
            frozenset(self.changed_fringes | changed),
            frozenset(self.changed_globals),
        )

    def settle(self) -> None:
        sheet = self.sheet
        names = {name: sheet.names.get(name) for name in sheet.late_names}
        faults = {key: sheet.faults.get(key) for key in sheet.late_lines}
        for key, amount in settle(sheet):
            self.set_amount(key, amount)
            line = sheet.lines[key]
            note_unknown(sheet, line)
            if sheet.faults.get(key) != faults.get(key):
                self.changed_lines.add(key)
            self.note_pools(line)
        self.changed_globals.update(name for name, value in names.items() if sheet.names.get(name) != value)


def _names_now(sheet: Sheet) -> dict[str, object]:
    now: dict[str, object] = {name: value for name, value in sheet.names.items() if name in sheet.globals}
    now |= {name: (problem.code, problem.place, problem.name) for name, problem in sheet.bad_names.items()}
    return now | dict.fromkeys(sheet.late_names, "late")


def _compared(before: Sheet, after: Sheet) -> Changed:
    """What differs between two sheets."""
    lines = {
        key
        for key in before.lines.keys() | after.lines.keys()
        if before.lines.get(key) != after.lines.get(key)
        or before.amounts.get(key) != after.amounts.get(key)
        or before.faults.get(key) != after.faults.get(key)
        or before.account_of.get(key) != after.account_of.get(key)
    }
    for code in before.shares.keys() | after.shares.keys():
        one, other = before.shares.get(code, {}), after.shares.get(code, {})
        lines |= {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
    charges = _differing(before.charge_totals, after.charge_totals)
    shown_on = {
        sheet.charges[code].account for sheet in (before, after) for code in charges & sheet.charges.keys()
    }
    touched = shown_on | _differing(before.own, after.own) | _differing(before.own_fringes, after.own_fringes)
    above = {
        one for sheet in (before, after) for number in touched for one in sheet.tree.ancestors.get(number, ())
    }
    return Changed(
        frozenset(lines),
        frozenset(above | _differing(before.below, after.below)),
        frozenset(
            _differing(before.fringe_totals, after.fringe_totals)
            | charges
            | _differing(before.fringes, after.fringes)
        ),
        frozenset(_differing(_names_now(before), _names_now(after))),
    )


def _differing(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
