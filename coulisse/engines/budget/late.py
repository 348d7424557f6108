"""What waits for an account total: lines, and globals, with `@31` in them, directly or through another global.

They are counted in the order of their needs. A line that, through whatever way, needs its own amount stands in a
circle: it counts 0.00 and says so; what stands outside the circle is counted with that.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from coulisse.engines.budget.counting import count, texts_of
from coulisse.engines.budget.formula import Formula, FormulaProblem, read_formula
from coulisse.engines.budget.graph import components
from coulisse.engines.budget.names import value_global, value_text
from coulisse.engines.budget.sheet import FACTORS, Fault, Key, Sheet

Node: TypeAlias = tuple[str, Key]


def referenced(sheet: Sheet) -> set[str]:
    """The accounts that some formula refers to."""
    formulas = [read_formula(text) for text in sheet.late_texts]
    formulas += [read_formula(sheet.globals[name].formula) for name in sheet.late_names]
    return {number for formula in formulas for number, _ in formula.accounts}


def settle(sheet: Sheet) -> Iterator[tuple[Key, int]]:
    """Count all that is late; gives each line's amount as it becomes known. The caller adds it to `own`."""
    for name in [*sheet.late_names, *(name for name in sheet.names if name.startswith("@"))]:
        sheet.names.pop(name, None)
        sheet.bad_names.pop(name, None)
    sheet.late_values.clear()
    by_account: dict[str, list[Key]] = {}
    for key in sheet.late_lines:
        by_account.setdefault(sheet.account_of[key], []).append(key)

    def needs(node: Node) -> Iterable[Node]:
        return _needs(sheet, by_account, node)

    starts: list[Node] = [("name", name) for name in sheet.late_names]
    starts += [("line", key) for key in sheet.late_lines]
    for group in components(starts, needs):
        if len(group) > 1:
            yield from _refuse_circle(sheet, group)
        for kind, of in group:
            if kind == "account":
                total = sum(sheet.own[number] for number in sheet.tree.below(str(of)))
                sheet.names[f"@{of}"] = (total, 100)
            elif len(group) == 1 and kind == "name":
                value_global(sheet, str(of), read_formula(sheet.globals[str(of)].formula))
            elif len(group) == 1:
                yield of, _count_late(sheet, of)


def _needs(sheet: Sheet, by_account: dict[str, list[Key]], node: Node) -> list[Node]:
    kind, of = node
    if kind == "account":
        found: list[Node] = [("account", child) for child in sheet.tree.children[str(of)]]
        return found + [("line", key) for key in by_account.get(str(of), ())]
    if kind == "name":
        return _needs_of(sheet, read_formula(sheet.globals[str(of)].formula))
    return [
        need
        for text in texts_of(sheet.lines[of])
        if text in sheet.late_texts
        for need in _needs_of(sheet, read_formula(text))
    ]


def _needs_of(sheet: Sheet, formula: Formula) -> list[Node]:
    found: list[Node] = [("name", name) for name, _ in formula.names if name in sheet.late_names]
    return found + [("account", number) for number, _ in formula.accounts if number in sheet.tree.names]


def _refuse_circle(sheet: Sheet, group: list[Node]) -> Iterator[tuple[Key, int]]:
    for kind, of in group:
        if kind == "name":
            formula = read_formula(sheet.globals[str(of)].formula)
            sheet.bad_names[str(of)] = FormulaProblem("cycle", _place(formula, group), str(of))
        elif kind == "line":
            sheet.faults[of] = _circle_of(sheet, of, group)
            yield of, 0


def _circle_of(sheet: Sheet, key: Key, group: list[Node]) -> tuple[Fault, ...]:
    faults = []
    for field, text in zip(FACTORS, texts_of(sheet.lines[key]), strict=True):
        if text in sheet.late_texts and set(_needs_of(sheet, read_formula(text))) & set(group):
            faults.append(Fault("cycle", field, (("place", _place(read_formula(text), group)),)))
    return tuple(faults)


def _place(formula: Formula, group: list[Node]) -> int:
    inside = {(kind, of) for kind, of in group}
    places = [place for name, place in formula.names if ("name", name) in inside]
    return min(places + [place for number, place in formula.accounts if ("account", number) in inside])


def _count_late(sheet: Sheet, key: Key) -> int:
    line = sheet.lines[key]
    sheet.faults.pop(key, None)
    for text in texts_of(line):
        if text in sheet.late_texts and text not in sheet.late_values:
            sheet.bad_texts.pop(text, None)
            try:
                sheet.late_values[text] = value_text(sheet, read_formula(text))
            except FormulaProblem as problem:
                sheet.bad_texts[text] = problem
    return count(sheet, line)
