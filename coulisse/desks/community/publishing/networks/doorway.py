"""What every network does the same: at its door, what was raised inside becomes a value of the contract."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from time import sleep as really_sleep
from typing import ClassVar

from coulisse.desks.community.publishing.networks.access import EARLY, Access, Renewal
from coulisse.desks.community.publishing.networks.connection import (
    Connection,
    Said,
    Stopped,
    harmless,
    health,
    leaving,
    looking_up,
)
from coulisse.desks.community.publishing.networks.contract import (
    Absent,
    Account,
    CannotTell,
    Capabilities,
    Comments,
    Confirmed,
    Found,
    Limits,
    NotYet,
    Prepared,
    Publication,
    Reason,
    Refused,
    Removed,
    TokenHealth,
    TokenState,
    Unknown,
    Vault,
)
from coulisse.desks.community.publishing.networks.fingerprint import SKEW, Standing, look_among
from coulisse.desks.community.publishing.networks.wire import Answer, Wire


class Doorway(ABC):
    """One account on one network. A network fills in what begins with an underscore, and raises `Stopped`."""

    capabilities: ClassVar[Capabilities]
    early: ClassVar[timedelta] = EARLY
    """How long before its end a token is renewed."""

    def __init__(
        self,
        account: Account,
        vault: Vault,
        wire: Wire,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], None] = really_sleep,
    ) -> None:
        self._connection = Connection(account, vault, wire, now, sleep, self._explain)
        self._access = Access(self._connection, self._renewal(), self.early)

    def prepare(self, publication: Publication, *, progress: str = "") -> Prepared | NotYet | Refused:
        return harmless(partial(self._prepared, publication, progress))

    def publish(self, prepared: Prepared) -> Confirmed | NotYet | Refused | Unknown:
        return leaving(partial(self._published, prepared))

    def read_back(
        self,
        publication: Publication,
        *,
        since: datetime,
        trace: str = "",
        known: frozenset[str] = frozenset(),
    ) -> Found | Absent | CannotTell:
        return looking_up(partial(self._looked_up, publication, since, trace, known))

    def remove(self, remote_id: str) -> Removed | NotYet | Refused | Unknown:
        return harmless(partial(self._removed, remote_id))

    def token_health(self) -> TokenHealth:
        return health(self._health)

    def limits(self) -> Limits | NotYet | Refused:
        return harmless(self._limits)

    def comments(self, *, since: datetime) -> Comments | NotYet | Refused:
        return harmless(partial(self._comments, since))

    # ---- what a network fills in ----------------------------------------------------------------------------

    @staticmethod
    @abstractmethod
    def _explain(answer: Answer) -> Said: ...

    def _renewal(self) -> Renewal | None:
        """None: tokens live until they are withdrawn."""
        return None

    @abstractmethod
    def _prepared(self, publication: Publication, progress: str) -> Prepared: ...

    @abstractmethod
    def _published(self, prepared: Prepared) -> Confirmed: ...

    @abstractmethod
    def _who(self) -> object:
        """Ask the network who we are: anything that needs the token and costs nothing."""

    @abstractmethod
    def _limits(self) -> Limits: ...

    def _looked_up(
        self, publication: Publication, since: datetime, trace: str, known: frozenset[str]
    ) -> Found | Absent | CannotTell:
        """By the words and the time, among what the network lists."""
        standing, is_whole = self._standing_since(since - SKEW)
        return look_among(standing, publication, since=since, known=known, is_whole=is_whole)

    def _standing_since(self, since: datetime) -> tuple[list[Standing], bool]:
        """The account's own posts back to a moment, and whether these are all."""
        raise unsupported("read-back")

    def _removed(self, remote_id: str) -> Removed:
        raise unsupported("removal")

    def _comments(self, since: datetime) -> Comments:
        raise unsupported("comments")

    def _health(self) -> TokenHealth:
        self._who()
        stored = self._connection.vault.read(self._connection.account.reference)
        ends = stored.refresh_expires_at or (None if stored.refresh_token else stored.access_expires_at)
        return TokenHealth(TokenState.GOOD, ends)

    def _gone(self, delete: Callable[[], object]) -> Removed:
        """What the network does not find is removed as well."""
        try:
            delete()
        except Stopped as stopped:
            if not (isinstance(stopped.result, Refused) and stopped.result.reason == Reason.NOT_FOUND):
                raise
        return Removed()


def unsupported(what: str) -> Stopped:
    """The publication, or the caller, asks for what this network has not."""
    return Stopped(Refused(Reason.UNSUPPORTED, True, what))
