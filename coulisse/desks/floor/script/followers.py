"""Slices that follow the screenplay: told of the scenes that a draft touched, in the same transaction.

The screenplay knows none of them. A slice registers its function in its own `followers.py`:

    register(propose_for_changes)
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production


@dataclass(frozen=True, slots=True)
class ScenesTouched:
    """The keys of the scenes that a merge made, changed and omitted."""

    production: Production
    new: tuple[int, ...]
    changed: tuple[int, ...]
    omitted: tuple[int, ...]


Follower: TypeAlias = Callable[[ScenesTouched, User | None, datetime], None]

_FOLLOWERS: list[Follower] = []


def register(follower: Follower) -> None:
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


def tell(touched: ScenesTouched, *, by: User | None, at: datetime) -> None:
    for follower in _FOLLOWERS:
        follower(touched, by, at)
