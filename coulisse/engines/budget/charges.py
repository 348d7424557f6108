"""Contractual charges: contingency, overhead, producer's fee, bond. After the fringes, never on one another."""

from collections.abc import Iterable

from coulisse.engines.budget.arithmetic import rounded
from coulisse.engines.budget.formula import plain
from coulisse.engines.budget.records import Charge
from coulisse.engines.budget.sheet import Fault, Sheet


def place_of_charge(code: str) -> str:
    return f"charges/{code}"


def set_charges(sheet: Sheet, given: Iterable[Charge]) -> None:
    """Take the charges of a budget. The first of two of one code counts."""
    for charge in given:
        faults = list(_faults(sheet, charge))
        if charge.code not in sheet.charges:
            sheet.charges[charge.code] = charge
        if faults:
            sheet.faults_elsewhere.setdefault(place_of_charge(charge.code), []).extend(faults)


def _faults(sheet: Sheet, charge: Charge) -> Iterable[Fault]:
    if charge.code in sheet.charges:
        yield Fault("duplicate-charge", params=(("name", charge.code),))
        return
    if plain(charge.percent) is None:
        yield Fault("bad-percent", "percent", (("name", charge.code),))
    for field, numbers in (("bases", charge.bases), ("excluded", charge.excluded), ("account", (charge.account,))):
        for number in numbers:
            if number and number not in sheet.tree.names:
                yield Fault("unknown-account", field, (("name", number),))


def accounts_under(sheet: Sheet, charge: Charge) -> list[str]:
    """The accounts whose own lines the charge counts on, each once."""
    tree = sheet.tree
    bases = charge.bases or tuple(tree.roots)
    out = {below for number in charge.excluded if number in tree.names for below in tree.below(number)}
    inside = {below for number in bases if number in tree.names for below in tree.below(number)}
    return [number for number in tree.numbers if number in inside and number not in out]


def base_of(sheet: Sheet, charge: Charge) -> int:
    """What the charge counts on, in cents."""
    numbers = accounts_under(sheet, charge)
    base = sum(sheet.own[number] for number in numbers)
    return base + sum(sheet.own_fringes[number] for number in numbers) if charge.on_fringes else base


def apply_charges(sheet: Sheet) -> None:
    """Count every charge, rounded once; one whose percent cannot be read counts 0.00."""
    for code, charge in sheet.charges.items():
        percent = plain(charge.percent)
        counted = percent and rounded(base_of(sheet, charge) * percent[0], 100 * percent[1])
        sheet.charge_totals[code] = counted or 0
