"""Few accounts that say the same again and again, told apart from many people who are angry at once.

Accounts that share a family of comments belong together, families that share accounts too. What hangs together so
is organised from two accounts on, if it holds at least ten comments and each account wrote three on average. A
text that many people repeat once each is none: that is a public.

>>> from datetime import UTC, datetime
>>> at = datetime(2027, 4, 18, 20, 30, tzinfo=UTC)
>>> same = [Spoken(f"{n}", f"account-{n % 2}", "one text", at) for n in range(10)]
>>> [(group.accounts, len(group.comments)) for group in organised(same)]
[(('account-0', 'account-1'), 10)]
>>> organised([Spoken(f"{n}", f"somebody-{n}", "one text", at) for n in range(40)])
()
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

MANY: Final = 10
EACH: Final = 3
TOGETHER: Final = 2
SHARED: Final = 3
"""Comments of a family that tie accounts to each other."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One comment. `family` is what says the same, empty where nothing does."""

    key: str
    author: str
    family: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """Accounts that act as one. `key` is the first of their families, in order."""

    key: str
    accounts: tuple[str, ...]
    families: tuple[str, ...]
    comments: tuple[str, ...]
    began: datetime
    ended: datetime


def organised(comments: Iterable[Spoken]) -> tuple[Group, ...]:
    """The largest first; the order of the comments doesn't matter."""
    families: dict[str, list[Spoken]] = defaultdict(list)
    for one in comments:
        if one.family:
            families[one.family].append(one)
    shared = {
        key: members
        for key, members in families.items()
        if len(members) >= SHARED and len({one.author for one in members}) >= TOGETHER
    }
    groups = [found for tied in _tied(shared) if (found := _group(tied, shared)) is not None]
    return tuple(sorted(groups, key=lambda one: (-len(one.comments), one.key)))


def _tied(families: dict[str, list[Spoken]]) -> list[list[str]]:
    """Families that share an account, directly or through others."""
    root = {key: key for key in families}

    def top(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    first: dict[str, str] = {}
    for key in sorted(families):
        for one in families[key]:
            known = first.setdefault(one.author, key)
            low, high = sorted((top(known), top(key)))
            root[high] = low
    together: dict[str, list[str]] = defaultdict(list)
    for key in sorted(families):
        together[top(key)].append(key)
    return list(together.values())


def _group(keys: list[str], families: dict[str, list[Spoken]]) -> Group | None:
    members = sorted((one for key in keys for one in families[key]), key=lambda one: (one.at, one.key))
    accounts = tuple(sorted({one.author for one in members}))
    if len(members) < MANY or len(members) < EACH * len(accounts):
        return None
    return Group(keys[0], accounts, tuple(keys), tuple(one.key for one in members), members[0].at, members[-1].at)
