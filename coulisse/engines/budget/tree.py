"""The tree of accounts: who stands below whom, whatever the depth and the order in which they were given."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from coulisse.engines.budget.records import Account


@dataclass(slots=True)
class Tree:
    """Accounts by number. `ancestors` begins with the account itself; `below` too."""

    numbers: list[str] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    ancestors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    children: dict[str, list[str]] = field(default_factory=dict)
    from_the_top: list[str] = field(default_factory=list)
    """Every account after its parent."""
    problems: list[tuple[str, str, dict[str, str | int]]] = field(default_factory=list)
    """Code, number of the account, what the sentence needs."""

    @property
    def roots(self) -> list[str]:
        return [number for number in self.numbers if not self.parents[number]]

    def below(self, number: str) -> list[str]:
        """The account and all those under it."""
        found, waiting = [], [number]
        while waiting:
            one = waiting.pop()
            found.append(one)
            waiting += reversed(self.children[one])
        return found

    def sums_below(self, own: dict[str, int]) -> dict[str, int]:
        """By account, its own amount and all those below it."""
        found = dict(own)
        for number in reversed(self.from_the_top):
            if self.parents[number]:
                found[self.parents[number]] += found[number]
        return found


def grow(accounts: Iterable[Account]) -> Tree:
    """The tree. An account given twice is one; an unknown parent, or a circle, leaves the account at the top."""
    tree = Tree()
    for account in accounts:
        if account.number in tree.names:
            tree.problems.append(("duplicate-account", account.number, {"account": account.number}))
            continue
        tree.numbers.append(account.number)
        tree.names[account.number] = account.name
        tree.parents[account.number] = account.parent
    for number in tree.numbers:
        parent = tree.parents[number]
        if parent and parent not in tree.names:
            tree.problems.append(("unknown-parent", number, {"account": parent}))
            tree.parents[number] = ""
    for number in sorted(_in_circles(tree.parents)):
        tree.problems.append(("account-cycle", number, {"account": tree.parents[number]}))
        tree.parents[number] = ""
    _link(tree)
    return tree


def _in_circles(parents: dict[str, str]) -> set[str]:
    circles: set[str] = set()
    seen: set[str] = set()
    for start in parents:
        path: dict[str, int] = {}
        number = start
        while number and number not in seen and number not in path:
            path[number] = len(path)
            number = parents[number]
        if number in path:
            circles.update(one for one, place in path.items() if place >= path[number])
        seen.update(path)
    return circles


def _link(tree: Tree) -> None:
    tree.children = {number: [] for number in tree.numbers}
    for number in tree.numbers:
        if tree.parents[number]:
            tree.children[tree.parents[number]].append(number)
    waiting = list(tree.roots)
    while waiting:
        number = waiting.pop()
        parent = tree.parents[number]
        tree.ancestors[number] = (number, *(tree.ancestors[parent] if parent else ()))
        tree.from_the_top.append(number)
        waiting += tree.children[number]
