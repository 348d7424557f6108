"""Fringes: what is owed on lines. A percent fringe has one pool for each person, or each line without a person.

pool → min(Σ lines, cutoff) − floor, never below zero with a floor → × percent, rounded once → shared among the
lines by largest remainder, ties by the lines' keys, so that the order of lines plays no part. A flat fringe is its
amount, once for each line that names it and is not 0.00. No fringe ever counts on another.
"""

from collections.abc import Iterable, Iterator

from coulisse.engines.budget.arithmetic import cents, rounded, share
from coulisse.engines.budget.formula import plain
from coulisse.engines.budget.records import Fringe, Line
from coulisse.engines.budget.sheet import Fault, Key, Sheet, Terms
from coulisse.kernel.money import Money


def set_fringes(sheet: Sheet, given: Iterable[Fringe]) -> None:
    """Take the fringes of a budget. The first of two of one code counts."""
    for fringe in given:
        if fringe.code in sheet.fringes:
            fault = Fault("duplicate-fringe", params=(("name", fringe.code),))
            sheet.faults_elsewhere.setdefault(place_of_fringe(fringe.code), []).append(fault)
        else:
            set_fringe(sheet, fringe)


def place_of_fringe(code: str) -> str:
    return f"fringes/{code}"


def set_fringe(sheet: Sheet, fringe: Fringe) -> None:
    """Take one fringe; one that cannot be read counts for nothing."""
    sheet.fringes[fringe.code] = fringe
    sheet.shares.setdefault(fringe.code, {})
    sheet.pools.setdefault(fringe.code, {})
    terms = _terms(sheet, fringe)
    where = place_of_fringe(fringe.code)
    if isinstance(terms, Fault):
        sheet.faults_elsewhere[where] = [terms]
        sheet.terms[fringe.code] = Terms(is_flat=True)
    else:
        sheet.faults_elsewhere.pop(where, None)
        sheet.terms[fringe.code] = terms


def _terms(sheet: Sheet, fringe: Fringe) -> Terms | Fault:
    value = plain(fringe.value)
    if value is None:
        return Fault("bad-fringe-value", "value", (("name", fringe.code),))
    if fringe.kind == "flat":
        rate = sheet.rates.get(fringe.currency)
        if rate is None:
            return Fault("missing-rate", "currency", (("currency", fringe.currency),))
        return Terms(is_flat=True, numerator=cents((value[0] * rate[0], value[1] * rate[1])))
    if fringe.kind != "percent":
        return Fault("bad-fringe-kind", "kind", (("name", fringe.code),))
    bounds: list[int | None] = []
    for field, bound in (("cutoff", fringe.cutoff), ("floor", fringe.floor)):
        counted = _in_own_currency(sheet, bound, field)
        if isinstance(counted, Fault):
            return counted
        bounds.append(counted)
    return Terms(is_flat=False, numerator=value[0], denominator=100 * value[1], cutoff=bounds[0], floor=bounds[1])


def _in_own_currency(sheet: Sheet, bound: Money | None, field: str) -> int | Fault | None:
    if bound is None:
        return None
    rate = sheet.rates.get(bound.currency)
    if rate is None:
        return Fault("missing-rate", field, (("currency", bound.currency),))
    if bound.cents < 0:
        return Fault("bound-below-zero", field)
    return rounded(bound.cents * rate[0], rate[1])


def apply_all(sheet: Sheet) -> None:
    """Put every fringe on every line. A line that names one twice names it once."""
    terms, shares, pools, amounts = sheet.terms, sheet.shares, sheet.pools, sheet.amounts
    for key, line in sheet.lines.items():
        for code in line.fringes:
            one = terms.get(code)
            if one is None:
                note_unknown(sheet, line)
            elif one.is_flat:
                shares[code][key] = one.numerator if amounts[key] else 0
            elif line.person:
                pools[code].setdefault(line.person, {})[key] = None
            else:
                shares[code][key] = one.due(amounts[key])
    for code, people in pools.items():
        if not terms[code].is_flat:
            for members in people.values():
                shares[code].update(shares_of_pool(sheet, code, members))
    for code, parts in shares.items():
        sheet.fringe_totals[code] = sum(parts.values())
        for key, part in parts.items():
            sheet.own_fringes[sheet.account_of[key]] += part


def note_unknown(sheet: Sheet, line: Line) -> None:
    """Say that the line names fringes that nobody knows; its own amount stands."""
    if line.key not in sheet.faults and sheet.terms.keys() >= set(line.fringes):
        return
    unknown = tuple(dict.fromkeys(code for code in line.fringes if code not in sheet.terms))
    others = tuple(one for one in sheet.faults.get(line.key, ()) if one.code != "unknown-fringe")
    faults = tuple(Fault("unknown-fringe", "fringes", (("name", code),)) for code in unknown)
    if others or faults:
        sheet.faults[line.key] = others + faults


def shares_of_pool(sheet: Sheet, code: str, members: Iterable[Key]) -> Iterator[tuple[Key, int]]:
    """What a percent fringe puts on each line of one person."""
    keys = list(members)
    if len(keys) == 1:
        return iter([(keys[0], sheet.terms[code].due(sheet.amounts[keys[0]]))])
    weights = [sheet.amounts[key] for key in keys]
    due = sheet.terms[code].due(sum(weights))
    return zip(keys, share(due, weights, keys), strict=True)


def share_of_line(sheet: Sheet, code: str, key: Key) -> int:
    """What a fringe puts on a line that shares a ceiling with no other."""
    terms, amount = sheet.terms[code], sheet.amounts[key]
    if terms.is_flat:
        return terms.numerator if amount else 0
    return terms.due(amount)
