"""The access token of an account, renewed a little before it ends, by one process at a time.

What a network grants is stored only when it granted it: a failed renewal leaves what stood.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from coulisse.desks.community.publishing.networks.connection import Connection, Stopped
from coulisse.desks.community.publishing.networks.contract import Credentials, NotYet, Reason, Refused
from coulisse.desks.community.publishing.networks.shapes import number_or_none, text_at, text_or_empty

EARLY: Final = timedelta(minutes=2)
TURNS: Final = 50
TURN: Final = 0.2
NOT_THE_TOKENS: Final = (Reason.INSECURE, Reason.REDIRECTED)
LONGEST_LIFE: Final = 10 * 366 * 24 * 3600

Renewal = Callable[[Connection, Credentials], Credentials]


@dataclass(frozen=True, slots=True)
class Access:
    """`renew` is None where a token lives until it is withdrawn."""

    connection: Connection
    renew: Renewal | None = None
    early: timedelta = EARLY

    def token(self, *, refused: str = "") -> str:
        """A token that still lives. `refused` is one that the network has just turned down. Raises `Stopped`."""
        connection = self.connection
        for _turn in range(TURNS):
            stored = connection.vault.read(connection.account.reference)
            if self._lives(stored, refused):
                return stored.access_token
            if self.renew is None:
                raise Stopped(Refused(Reason.TOKEN, False))
            with connection.vault.holding(connection.account.reference) as is_held:
                if is_held:
                    return self._renewed(refused)
            # Another process renews it: a refresh token may be good once only, so that two must not.
            connection.sleep(TURN)
        raise Stopped(NotYet(timedelta(seconds=10), Reason.BUSY))

    def _renewed(self, refused: str) -> str:
        vault, reference = self.connection.vault, self.connection.account.reference
        stored = vault.read(reference)
        if self._lives(stored, refused):
            return stored.access_token
        assert self.renew is not None
        try:
            granted = self.renew(self.connection, stored)
        except Stopped:
            if self._lives_still(stored, refused):
                return stored.access_token  # it was only early
            raise
        vault.keep(reference, granted)
        return granted.access_token

    def _lives(self, stored: Credentials, refused: str) -> bool:
        return self._lives_still(stored, refused, self.early)

    def _lives_still(self, stored: Credentials, refused: str, early: timedelta = timedelta(0)) -> bool:
        ends = stored.access_expires_at
        if not stored.access_token or stored.access_token == refused:
            return False
        return ends is None or ends - early > self.connection.now()


def granted(stored: Credentials, answer: dict[str, Any], at: datetime) -> Credentials:
    """What stood, with what a token endpoint gave (RFC 6749, 5.1): the old refresh token stays if none came."""
    lives = number_or_none(answer, "expires_in")
    renewed = text_or_empty(answer, "refresh_token")
    refresh_lives = number_or_none(answer, "refresh_token_expires_in") or number_or_none(
        answer, "refresh_expires_in"
    )
    return replace(
        stored,
        access_token=text_at(answer, "access_token"),
        refresh_token=renewed or stored.refresh_token,
        access_expires_at=_later(at, lives),
        refresh_expires_at=_later(at, refresh_lives) or stored.refresh_expires_at,
    )


def _later(at: datetime, seconds: int | None) -> datetime | None:
    return at + timedelta(seconds=seconds) if seconds is not None and 0 <= seconds < LONGEST_LIFE else None


def by_refresh_token(token_url: str, *, client_field: str = "client_id", by_header: bool = False) -> Renewal:
    """The usual renewal (RFC 6749, 6): the refresh token is changed for an access token.

    `by_header`: the client proves itself by HTTP Basic (2.3.1), and not in the form.
    """

    def renew(connection: Connection, stored: Credentials) -> Credentials:
        if not stored.refresh_token:
            raise Stopped(Refused(Reason.TOKEN, False))
        form = {
            "grant_type": "refresh_token",
            "refresh_token": stored.refresh_token,
            client_field: stored.client_id,
        }
        headers = {}
        if stored.client_secret and by_header:
            pair = f"{quote(stored.client_id)}:{quote(stored.client_secret)}"
            headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
        elif stored.client_secret:
            form["client_secret"] = stored.client_secret
        begun = connection.now()
        try:
            answer = connection.ask_record("POST", token_url, form=form, headers=headers)
        except Stopped as stopped:
            # RFC 6749, 5.2: `invalid_grant` comes as a 400.
            if isinstance(stopped.result, Refused) and stopped.result.reason not in NOT_THE_TOKENS:
                raise Stopped(Refused(Reason.TOKEN, False, stopped.result.detail)) from None
            raise
        if text_or_empty(answer, "error"):
            raise Stopped(Refused(Reason.TOKEN, False))  # some say so with a 200
        return granted(stored, answer, begun)

    return renew


def by_extension(address: str, grant_type: str) -> Renewal:
    """Meta's renewal: a token that still lives is changed for one that lives longer; once dead, nothing helps."""

    def renew(connection: Connection, stored: Credentials) -> Credentials:
        ends = stored.access_expires_at
        begun = connection.now()
        if not stored.access_token or (ends is not None and ends <= begun):
            raise Stopped(Refused(Reason.TOKEN, False))
        query = {"grant_type": grant_type}
        answer = connection.ask_record("GET", address, query=query, token=stored.access_token)
        return granted(stored, answer, begun)

    return renew
