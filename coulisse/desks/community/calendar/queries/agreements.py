"""How far publications are approved, role by role: the calendar asks, what stands above it answers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from coulisse.desks.community.questions import HowFarApproved
from coulisse.foundation.journal.links import ask

ROLE: Final = "approval.role"


@dataclass(frozen=True, slots=True)
class Role:
    """One role of a route, in the reader's words; `dot` as the styles of dots know it."""

    name: str
    words: str
    dot: str

    def __str__(self) -> str:
        return f"{self.name}: {self.words}"


def roles_of(publications: Iterable[int], *, at: datetime) -> Mapping[int, tuple[Role, ...]]:
    """By publication; nothing for what was never handed in. The same few queries however many they are."""
    found: dict[int, list[Role]] = defaultdict(list)
    asked = tuple(publications)
    if asked:
        for reason in ask(HowFarApproved(asked, at)).reasons:
            if reason.code == ROLE:
                told = reason.params
                role = Role(str(told["role"]), str(told["words"]), str(told["dot"]))
                found[int(told["publication"])].append(role)
    return {publication: tuple(roles) for publication, roles in found.items()}
