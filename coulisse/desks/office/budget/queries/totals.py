"""What each account comes to as it is shown: its lines, and the fringes and charges that are shown on it.

The engine counts fringes beside the accounts. A budget shows them where its people look for them: on the account
that the fringe names (27 Charges sociales), else on the account of each line.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from coulisse.desks.office.budget.queries.rows import Rows, weights_of
from coulisse.engines.budget import NOT_ASSIGNED, Result
from coulisse.engines.budget.cuts import split, whole_weights

NOWHERE = ""
"""The account of a charge that names none."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Cents. `accounts` with what is below them; `own` without; their roots and `nowhere` make `total`."""

    accounts: dict[str, int]
    own: dict[str, int]
    nowhere: int
    fringes: int
    charges: int
    total: int


def totals_of(rows: Rows, result: Result) -> Totals:
    own = {account.number: 0 for account in rows.accounts}
    own |= {number: money.cents for number, money in result.own.items()}
    nowhere = 0
    for number, cents in _placed(rows, result):
        if number in own:
            own[number] += cents
        else:
            nowhere += cents
    return Totals(
        accounts=below(rows, own),
        own=own,
        nowhere=nowhere,
        fringes=sum(money.cents for money in result.fringes.values()),
        charges=sum(money.cents for money in result.charges.values()),
        total=result.total.cents,
    )


def below(rows: Rows, own: Mapping[str, int]) -> dict[str, int]:
    """Each account with all those below it."""
    parents = parents_of(rows)
    found = dict(own)
    for number, cents in own.items():
        for above in above_of(number, parents):
            found[above] += cents
    return found


def parents_of(rows: Rows) -> dict[str, str]:
    known = {account.number for account in rows.accounts}
    return {account.number: account.parent if account.parent in known else NOWHERE for account in rows.accounts}


def above_of(number: str, parents: Mapping[str, str]) -> list[str]:
    """The accounts above one, the nearest first; a circle ends where it closes."""
    found: list[str] = []
    one = parents[number]
    while one and one != number and one not in found:
        found.append(one)
        one = parents[one]
    return found


def _placed(rows: Rows, result: Result) -> list[tuple[str, int]]:
    """Fringes and charges, each on the account that shows it."""
    known = {account.number for account in rows.accounts}
    placed = [
        (row.account, result.fringes[row.code].cents)
        for row in rows.fringes
        if row.account in known and row.code in result.fringes
    ]
    elsewhere = {row.code for row in rows.fringes if row.account not in known}
    if len(elsewhere) == len(rows.fringes):
        placed += [(number, money.cents) for number, money in result.own_fringes.items()]
    elif elsewhere:
        placed += _on_their_lines(rows, result, elsewhere)
    charges = {row.code: row.account for row in rows.charges}
    return placed + [(charges.get(code, NOWHERE), money.cents) for code, money in result.charges.items()]


def _on_their_lines(rows: Rows, result: Result, codes: set[str]) -> list[tuple[str, int]]:
    return [
        (rows.numbers[line.account_id], cents.cents)
        for line in rows.lines.values()
        if not codes.isdisjoint(line.fringes)
        for code, cents in result.lines[line.pk].fringes
        if code in codes
    ]


def cuts_of(rows: Rows, result: Result, kind: str) -> dict[str, dict[str, int]]:
    """By account (with all below it) and code, in cents, fringes and charges where they are shown.

    Each line and its fringes go together by the line's weights; of that, the line's own part stays on its account
    and the rest goes where its fringes are shown. Summed, it is what the engine's `cuts` says, to the cent.
    """
    shown = {row.code: row.account for row in rows.fringes}
    known = {account.number for account in rows.accounts}
    own: dict[str, dict[str, int]] = {number: defaultdict(int) for number in known}
    own[NOWHERE] = defaultdict(int)
    records = result.lines
    for line in rows.lines.values():
        number, counted = rows.numbers[line.account_id], records[line.pk]
        weights = _weights(line.cuts.get(kind))
        sums, before = counted.amount.cents, split(counted.amount.cents, weights)
        _add(own[number], before)
        for code, money in counted.fringes:
            sums += money.cents
            after = split(sums, weights)
            place = shown[code] if shown.get(code) in known else number
            _add(own[place], _difference(after, before))
            before = after
    _add_charges(rows, result, kind, own, known)
    return _cuts_below(rows, own)


def _weights(codes: Mapping[str, str] | None) -> dict[str, int]:
    return (whole_weights(weights_of(codes)) if codes else None) or {NOT_ASSIGNED: 1}


def _add_charges(rows: Rows, result: Result, kind: str, own: dict[str, dict[str, int]], known: set[str]) -> None:
    """A charge is cut as the engine cuts it: what its account has there beyond its lines and their fringes."""
    if not result.charges:
        return
    whole = {code: money.cents for code, money in result.cuts(kind).items()}
    for sums in own.values():
        _add(whole, {code: -cents for code, cents in sums.items()})
    places = {row.code: row.account if row.account in known else NOWHERE for row in rows.charges}
    waiting = [(places.get(code, NOWHERE), money.cents) for code, money in result.charges.items() if money]
    for place, cents in waiting[:-1]:
        parts = split(cents, {code: max(0, left) for code, left in whole.items()})
        _add(own[place], parts)
        _add(whole, {code: -part for code, part in parts.items()})
    if waiting:
        _add(own[waiting[-1][0]], whole)


def _cuts_below(rows: Rows, own: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    parents = parents_of(rows)
    found = {number: dict(sums) for number, sums in own.items()}
    for number, sums in own.items():
        if number == NOWHERE:
            continue
        for above in above_of(number, parents):
            _add(found[above], sums)
    return found


def _difference(after: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    return {code: after.get(code, 0) - before.get(code, 0) for code in {**after, **before}}


def _add(sums: dict[str, int], parts: Mapping[str, int]) -> None:
    for code, part in parts.items():
        sums[code] = sums.get(code, 0) + part
