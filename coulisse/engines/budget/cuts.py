"""Cross-cuts: the same total by territory, group, location, set or funder.

A line and its fringes, taken together, go to the codes of the line by weight: largest remainder, ties to the
first code of the alphabet. A charge goes where the lines that it counts on go. What has no code is under "".
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from coulisse.engines.budget.arithmetic import share
from coulisse.engines.budget.charges import accounts_under
from coulisse.engines.budget.records import NOT_ASSIGNED, Weight
from coulisse.engines.budget.sheet import Sheet


@dataclass(frozen=True, slots=True)
class CutSums:
    """Cents by code: of the whole budget, and of each account with all below it."""

    total: dict[str, int]
    by_account: dict[str, dict[str, int]]


def cut_sums(sheet: Sheet, kind: str) -> CutSums:
    lines, loaded = _own_sums(sheet, kind)
    total: dict[str, int] = defaultdict(int)
    own = {number: dict(sums) for number, sums in loaded.items()}
    for code, cents in sheet.charge_totals.items():
        charge = sheet.charges[code]
        base: dict[str, int] = defaultdict(int)
        for number in accounts_under(sheet, charge):
            for name, part in (loaded if charge.on_fringes else lines)[number].items():
                base[name] += part
        parts = split(cents, base)
        _add(total, parts)
        if charge.account in own:
            _add(own[charge.account], parts)
    for sums in loaded.values():
        _add(total, sums)
    return CutSums(dict(total), _below(sheet, own))


def split(cents: int, weights: Mapping[str, int]) -> dict[str, int]:
    """An amount by codes, in whole cents; all of it not assigned where the weights come to nothing."""
    codes = sorted(code for code in weights if weights[code])
    if sum(weights[code] for code in codes) == 0:
        return {NOT_ASSIGNED: cents} if cents else {}
    if len(codes) == 1:
        return {codes[0]: cents}
    return dict(zip(codes, share(cents, [weights[code] for code in codes]), strict=True))


def whole_weights(weights: Mapping[str, Weight]) -> dict[str, int] | None:
    """The same weights as whole numbers; None where one is below zero, or no number, or none is above."""
    if any(isinstance(one, bool) or not isinstance(one, int | Fraction) or one < 0 for one in weights.values()):
        return None
    unit = lcm(*(Fraction(one).denominator for one in weights.values()))
    whole = {code: int(one * unit) for code, one in weights.items()}
    return whole if any(whole.values()) else None


def _own_sums(sheet: Sheet, kind: str) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, int]]]:
    """By account and code: its own lines alone, and with their fringes."""
    lines: dict[str, dict[str, int]] = {number: defaultdict(int) for number in sheet.tree.numbers}
    loaded: dict[str, dict[str, int]] = {number: defaultdict(int) for number in sheet.tree.numbers}
    fringes: dict[object, int] = defaultdict(int)
    for parts in sheet.shares.values():
        for key, part in parts.items():
            fringes[key] += part
    for key, line in sheet.lines.items():
        amount, number = sheet.amounts[key], sheet.account_of[key]
        given = line.cuts.get(kind)
        weights = whole_weights(given) if given else None
        if weights is None:
            weights = {NOT_ASSIGNED: 1}
        _add(lines[number], split(amount, weights))
        _add(loaded[number], split(amount + fringes[key], weights))
    return lines, loaded


def _below(sheet: Sheet, own: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    found = {number: dict(sums) for number, sums in own.items()}
    for number in reversed(sheet.tree.from_the_top):
        parent = sheet.tree.parents[number]
        if parent:
            _add(found[parent], found[number])
    return found


def _add(sums: dict[str, int], parts: Mapping[str, int]) -> None:
    for code, part in parts.items():
        sums[code] = sums.get(code, 0) + part
