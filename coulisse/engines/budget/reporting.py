"""Problems, with their place in the budget as it stands now."""

from collections.abc import Hashable, Iterator

from coulisse.engines.budget.counting import fault_of
from coulisse.engines.budget.names import place_of_global
from coulisse.engines.budget.records import Problem
from coulisse.engines.budget.sheet import Fault, Sheet


def problems_of(sheet: Sheet) -> Iterator[Problem]:
    """Every problem: accounts, then rates, globals, fringes and charges, then lines in their order."""
    for code, number, params in sheet.tree.problems:
        yield Problem(code, f"accounts/{number}", f"budget.{code}", params)
    for where, faults in sheet.faults_elsewhere.items():
        for fault in faults:
            yield _problem(fault, where)
    for name, problem in sheet.bad_names.items():
        yield _problem(fault_of(problem), place_of_global(name))
    if sheet.faults:
        for number in sheet.tree.numbers:
            for place, key in enumerate(sheet.lines_of[number], start=1):
                for fault in sheet.faults.get(key, ()):
                    yield _problem(fault, f"{number}/{place}", key)


def problems_of_line(sheet: Sheet, key: Hashable) -> Iterator[Problem]:
    faults = sheet.faults.get(key)
    if faults:
        number = sheet.account_of[key]
        place = sheet.lines_of[number].index(key) + 1
        for fault in faults:
            yield _problem(fault, f"{number}/{place}", key)


def _problem(fault: Fault, where: str, key: Hashable = None) -> Problem:
    place = "/".join(part for part in (where, fault.field) if part)
    return Problem(fault.code, place, f"budget.{fault.code}", dict(fault.params), key, fault.field)
