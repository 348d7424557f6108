"""A session on an AT Protocol server: short access tokens, a refresh token that is good once, an app password."""

import json
from base64 import urlsafe_b64decode
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from coulisse.desks.community.publishing.networks.connection import Connection, Said, Stopped
from coulisse.desks.community.publishing.networks.contract import Credentials, Reason, Refused
from coulisse.desks.community.publishing.networks.shapes import at, number_or_none, text_at, text_or_empty
from coulisse.desks.community.publishing.networks.wire import Answer

UNREADABLE_LIFE: Final = timedelta(hours=1)
"""How long an access token is trusted that does not say when it ends; the servers' own live for two hours."""
TOKEN_ERRORS: Final = ("ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired", "AccountTakedown")
REASONS: Final = {
    **dict.fromkeys(TOKEN_ERRORS, Reason.TOKEN),
    "RateLimitExceeded": Reason.LIMIT,
    "RecordNotFound": Reason.NOT_FOUND,
    "HandleNotFound": Reason.NOT_FOUND,
    "InvalidSwap": Reason.DUPLICATE,
    "BlobTooLarge": Reason.MEDIA,
    "InvalidMimeType": Reason.MEDIA,
    "InvalidRequest": Reason.CONTENT,
}


def explain(answer: Answer) -> Said:
    """`{"error": NAME, "message": …}` (atproto.com/specs/xrpc)."""
    told = answer.said()
    name = text_or_empty(told, "error")
    return Said(REASONS.get(name), text_or_empty(told, "message") or name)


def renew(connection: Connection, stored: Credentials) -> Credentials:
    """By the refresh token; where it is spent, by the app password, of which a server takes few sign-ins a day."""
    begun = connection.now()
    if stored.refresh_token:
        try:
            path = "/xrpc/com.atproto.server.refreshSession"
            answer = connection.ask_record("POST", path, token=stored.refresh_token)
            return _with(stored, answer, begun)
        except Stopped as stopped:
            if not (stored.password and _is_about_token(stopped)):
                raise
    if not stored.password:
        raise Stopped(Refused(Reason.TOKEN, False))
    who = {"identifier": connection.account.handle, "password": stored.password}
    answer = connection.ask_record("POST", "/xrpc/com.atproto.server.createSession", json_body=who)
    return _with(stored, answer, begun)


def _is_about_token(stopped: Stopped) -> bool:
    return isinstance(stopped.result, Refused) and stopped.result.reason == Reason.TOKEN


def _with(stored: Credentials, answer: dict[str, Any], begun: datetime) -> Credentials:
    access, refresh = text_at(answer, "accessJwt"), text_at(answer, "refreshJwt")
    return replace(
        stored,
        access_token=access,
        refresh_token=refresh,
        access_expires_at=end_of(access) or begun + UNREADABLE_LIFE,
        refresh_expires_at=end_of(refresh),
    )


def end_of(token: str) -> datetime | None:
    """When a token says that it ends (RFC 7519, 4.1.4). Nothing is verified: it is only a reason to renew."""
    try:
        middle = token.split(".")[1]
        told = json.loads(urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    except (ValueError, IndexError):
        return None
    seconds = number_or_none(told, "exp")
    return datetime.fromtimestamp(seconds, UTC) if seconds is not None and 0 < seconds < 2**33 else None


def did_of(token: str) -> str:
    """Whose session it is."""
    try:
        middle = token.split(".")[1]
        told = json.loads(urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    except (ValueError, IndexError):
        return ""
    found = at(told, "sub")
    return found if isinstance(found, str) and found.startswith("did:") else ""
