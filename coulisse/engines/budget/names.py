"""Globals: numbers with a name, which may be formulas over one another. In a circle, none has a value."""

from collections.abc import Iterable

from coulisse.engines.budget.formula import Formula, FormulaProblem, is_name, read_formula, run, same_name
from coulisse.engines.budget.graph import components
from coulisse.engines.budget.records import Global
from coulisse.engines.budget.sheet import Fault, Sheet


def place_of_global(name: str) -> str:
    return f"globals/{name}"


def set_globals(sheet: Sheet, given: Iterable[Global]) -> None:
    """Take the globals of a budget. The first of two of one name counts."""
    for one in given:
        name = same_name(one.name)
        code = "bad-name" if not is_name(name) else "duplicate-global" if name in sheet.globals else ""
        if code:
            fault = Fault(code, params=(("name", one.name),))
            sheet.faults_elsewhere.setdefault(place_of_global(one.name), []).append(fault)
        else:
            sheet.globals[name] = one
    value_globals(sheet)


def value_globals(sheet: Sheet) -> None:
    """Value every global that does not wait for an account, and say which ones do."""
    sheet.names.clear()
    sheet.bad_names.clear()
    sheet.late_names.clear()
    read: dict[str, Formula] = {}
    for name, one in sheet.globals.items():
        try:
            read[name] = read_formula(one.formula)
        except FormulaProblem as problem:
            sheet.bad_names[name] = problem
    needs = {name: [other for other, _ in formula.names if other in read] for name, formula in read.items()}
    for group in components(read, needs.__getitem__):
        if len(group) > 1 or group[0] in needs[group[0]]:
            for name in group:
                place = next(place for other, place in read[name].names if other in group)
                sheet.bad_names[name] = FormulaProblem("cycle", place, name)
        else:
            _value(sheet, group[0], read[group[0]])


def _value(sheet: Sheet, name: str, formula: Formula) -> None:
    is_late = bool(formula.accounts) or any(other in sheet.late_names for other, _ in formula.names)
    if is_late:
        sheet.late_names.add(name)
        return
    value_global(sheet, name, formula)


def value_global(sheet: Sheet, name: str, formula: Formula) -> None:
    """Value one global, all that it needs being valued."""
    try:
        sheet.names[name] = value_text(sheet, formula)
    except FormulaProblem as problem:
        sheet.bad_names[name] = problem


def value_text(sheet: Sheet, formula: Formula) -> tuple[int, int]:
    """The value of a formula, by what is known now. Raises FormulaProblem, also for a name that has no value."""
    try:
        return run(formula, sheet.names)
    except KeyError:
        pass
    for name, place in formula.names:
        if name not in sheet.names:
            code = "name-in-error" if name in sheet.globals else "unknown-name"
            raise FormulaProblem(code, place, name)
    for number, place in formula.accounts:
        if f"@{number}" not in sheet.names:
            raise FormulaProblem("unknown-account", place, number)
    raise AssertionError("every name has a value")
