"""A network that answers what a test tells it to, and counts what it is asked."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from coulisse.desks.community.publishing.models import NetworkAccount
from coulisse.desks.community.publishing.networks.contract import (
    Absent,
    CannotTell,
    Capabilities,
    Comments,
    Confirmed,
    Found,
    Limits,
    NotYet,
    Prepared,
    Publication,
    Refused,
    Removed,
    TokenHealth,
    TokenState,
    Unknown,
)

FOR_EVER = Capabilities(True, timedelta.max, True, True, True, exercised_live=True)
NEVER = Capabilities(False, timedelta(0), True, True, True, exercised_live=False)
Outcome = Confirmed | NotYet | Refused | Unknown


@dataclass(slots=True)
class Scripted:
    """`outcomes` and `lookups` are given one after the other; an exception is raised."""

    outcomes: list[Outcome | Exception] = field(default_factory=list)
    lookups: list[Found | Absent | CannotTell] = field(default_factory=list)
    preparations: list[NotYet | Refused] = field(default_factory=list)
    capabilities: Capabilities = FOR_EVER
    health: TokenHealth = field(default_factory=lambda: TokenHealth(TokenState.GOOD))
    made: list[Publication] = field(default_factory=list)
    looked: list[frozenset[str]] = field(default_factory=list)

    def __call__(self, account: NetworkAccount, *, now: Callable[[], datetime]) -> "Scripted":
        return self

    def prepare(self, publication: Publication, *, progress: str = "") -> Prepared | NotYet | Refused:
        return self.preparations.pop(0) if self.preparations else Prepared(publication, {})

    def publish(self, prepared: Prepared) -> Outcome:
        self.made.append(prepared.publication)
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def read_back(
        self, publication: Publication, *, since: datetime, trace: str = "", known: frozenset[str] = frozenset()
    ) -> Found | Absent | CannotTell:
        self.looked.append(known)
        return self.lookups.pop(0)

    def remove(self, remote_id: str) -> Removed:
        return Removed()

    def token_health(self) -> TokenHealth:
        return self.health

    def limits(self) -> Limits:
        return Limits()

    def comments(self, *, since: datetime) -> Comments:
        return Comments(())
