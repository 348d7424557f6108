"""What must be counted before what: the strongly connected components of a graph (Tarjan), without recursion."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def components(starts: Iterable[Node], needs: Callable[[Node], Iterable[Node]]) -> Iterator[list[Node]]:
    """Every node reached from `starts`, in groups: what a group needs comes before it. A circle is one group.

    >>> needs = {"a": "b", "b": "c", "c": "b", "d": ""}
    >>> [sorted(group) for group in components("ad", needs.__getitem__)]
    [['b', 'c'], ['a'], ['d']]
    """
    number: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    open_nodes: list[Node] = []
    is_open: set[Node] = set()
    for start in starts:
        if start in number:
            continue
        path: list[tuple[Node, Iterator[Node]]] = [_enter(start, number, lowest, open_nodes, is_open, needs)]
        while path:
            node, rest = path[-1]
            for other in rest:
                if other not in number:
                    path.append(_enter(other, number, lowest, open_nodes, is_open, needs))
                    break
                if other in is_open:
                    lowest[node] = min(lowest[node], number[other])
            else:
                path.pop()
                if path:
                    above = path[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
                if lowest[node] == number[node]:
                    yield _close(node, open_nodes, is_open)


def _enter(
    node: Node,
    number: dict[Node, int],
    lowest: dict[Node, int],
    open_nodes: list[Node],
    is_open: set[Node],
    needs: Callable[[Node], Iterable[Node]],
) -> tuple[Node, Iterator[Node]]:
    number[node] = lowest[node] = len(number)
    open_nodes.append(node)
    is_open.add(node)
    return node, iter(needs(node))


def _close(node: Node, open_nodes: list[Node], is_open: set[Node]) -> list[Node]:
    group = []
    while True:
        one = open_nodes.pop()
        is_open.discard(one)
        group.append(one)
        if one == node:
            return group
