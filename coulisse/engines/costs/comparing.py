"""Two reports side by side: what moved on which account."""

from dataclasses import dataclass

from coulisse.engines.costs.records import Figures, Report, Row
from coulisse.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Difference:
    """One account that moved between two reports. An account that one of them lacks counts as nothing there."""

    number: str
    name: str
    before: Figures
    after: Figures

    @property
    def actual(self) -> Money:
        return self.after.actual - self.before.actual

    @property
    def committed(self) -> Money:
        return self.after.committed - self.before.committed

    @property
    def budget(self) -> Money:
        return self.after.budget - self.before.budget

    @property
    def final(self) -> Money:
        return self.after.final - self.before.final


def compare(before: Report, after: Report) -> tuple[Difference, ...]:
    """The accounts whose budget, actual, committed or final cost differ, in the order of the later report."""
    old: dict[str, Row] = {row.number: row for row in before.rows()}
    new: dict[str, Row] = {row.number: row for row in after.rows()}
    found = []
    for number in [*new, *(number for number in old if number not in new)]:
        row = new.get(number) or old[number]
        was = old[number].figures if number in old else Figures()
        is_ = new[number].figures if number in new else Figures()
        if (was.budget, was.actual, was.committed, was.final) != (
            is_.budget,
            is_.actual,
            is_.committed,
            is_.final,
        ):
            found.append(Difference(number, row.name, was, is_))
    return tuple(found)
