"""One account's calls: what an answer means for something that may be repeated, and for something that may not.

| what happened | a call that may be repeated | the one call that cannot be taken back |
|---|---|---|
| no connection | not yet | not yet: nothing has left |
| 429 | not yet, as long as it says | the same: a limiter answers before anything is done |
| no answer, an unreadable one, 408, 5xx | not yet | unknown |
| 3xx | refused: never followed | the same |
| other 4xx | refused | the same |
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final, TypeVar
from urllib.parse import urlencode, urlsplit

from coulisse.desks.community.publishing.networks.contract import (
    Absent,
    Account,
    CannotTell,
    Found,
    NotYet,
    Reason,
    Refused,
    TokenHealth,
    TokenState,
    Unknown,
    Vault,
)
from coulisse.desks.community.publishing.networks.shapes import time_of
from coulisse.desks.community.publishing.networks.wire import Answer, Lost, NotSent, Wire, in_one_line

RETRY: Final = timedelta(seconds=30)
RETRY_LIMITED: Final = timedelta(minutes=1)
SHORTEST: Final = timedelta(seconds=1)
LONGEST_WAIT: Final = timedelta(days=1)
RESETS: Final = ("x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset")
NOT_PERMANENT: Final = (Reason.TOKEN, Reason.FORBIDDEN, Reason.LIMIT, Reason.INSECURE)
"""What a person or the calendar mends, so that the same may be tried again."""

Result = TypeVar("Result")


class Stopped(Exception):
    """It certainly did not happen; `result` says why."""

    def __init__(self, result: NotYet | Refused) -> None:
        super().__init__(result.reason)
        self.result = result


class InDoubt(Exception):
    """It may have happened."""

    def __init__(self, result: Unknown) -> None:
        super().__init__(result.reason)
        self.result = result


@dataclass(frozen=True, slots=True)
class Said:
    """What a refusal means in this network's own terms. Without a reason, the status alone decides."""

    reason: Reason | None = None
    words: str = ""
    wait: timedelta | None = None
    """Where a limit is reached, and the answer itself says for how long."""
    is_of_server: bool = False
    """The fault is the server's, whatever the status: it may have done it before it failed."""


@dataclass(frozen=True, slots=True)
class Connection:
    """`explain` reads the network's own way of refusing."""

    account: Account
    vault: Vault
    wire: Wire
    now: Callable[[], datetime]
    sleep: Callable[[float], None]
    explain: Callable[[Answer], Said]

    def ask(
        self,
        method: str,
        address: str,
        *,
        token: str = "",
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        json_body: object = None,
        form: Mapping[str, str] | None = None,
        body: bytes | None = None,
        leaving: bool = False,
        trace: str = "",
    ) -> Answer:
        """A good answer. `address` is a path on the account's server, or a whole address.

        Raises `Stopped`, and where it is the call that cannot be taken back (`leaving`) `InDoubt`.
        """
        url = address if "://" in address else self.account.server.rstrip("/") + address
        if query:
            url += f"?{urlencode(query)}"
        full = dict(headers or {})
        if token:
            full["Authorization"] = f"Bearer {token}"
        if json_body is not None:
            full["Content-Type"], body = "application/json", json.dumps(json_body).encode()
        elif form is not None:
            full["Content-Type"], body = "application/x-www-form-urlencoded", urlencode(form).encode()
        try:
            answer = self.wire.call(method, url, headers=full, body=body)
        except NotSent as trouble:
            if trouble.reason == Reason.INSECURE:
                raise Stopped(Refused(Reason.INSECURE, False, trouble.host)) from None
            raise Stopped(NotYet(RETRY, trouble.reason, trouble.host)) from None
        except Lost as trouble:
            raise self.doubt(trouble.reason, trouble.host, leaving, trace) from None
        if answer.is_good:
            return answer
        raise self._refusal(answer, leaving, trace, token)

    def ask_record(self, method: str, address: str, *, leaving: bool = False, **how: Any) -> dict[str, Any]:
        """The JSON object of a good answer."""
        answer = self.ask(method, address, leaving=leaving, **how)
        try:
            return answer.record()
        except Lost as trouble:
            raise self.doubt(trouble.reason, trouble.host, leaving, how.get("trace", "")) from None

    def doubt(self, reason: Reason, detail: str, leaving: bool, trace: str = "") -> Exception:
        return InDoubt(Unknown(reason, detail, trace)) if leaving else Stopped(NotYet(RETRY, reason, detail))

    def _refusal(self, answer: Answer, leaving: bool, trace: str, token: str) -> Exception:
        said = self.explain(answer)
        secrets = self.vault.read(self.account.reference).secrets + ((token,) if token else ())
        words = in_one_line(said.words, secrets) or f"HTTP {answer.status}"
        if answer.status == 429 or said.reason == Reason.LIMIT:
            wait = said.wait or waiting_time(answer, self.now())
            return Stopped(NotYet(wait, Reason.LIMIT, words))
        if 300 <= answer.status < 400:
            return Stopped(Refused(Reason.REDIRECTED, True, words))
        if answer.status == 408 or answer.status >= 500 or said.is_of_server:
            if leaving:
                return InDoubt(Unknown(Reason.SERVER, words, trace))
            return Stopped(NotYet(waiting_time(answer, self.now()), Reason.SERVER, words))
        reason = said.reason or STATUS_REASONS.get(answer.status, Reason.REFUSED)
        return Stopped(Refused(reason, reason not in NOT_PERMANENT, words))

    def upload_address(self, url: str, *hosts: str) -> str:
        """An address that a server gave for an upload, if it is the server's own or on one of these hosts."""
        try:
            host = urlsplit(url).hostname or ""
        except ValueError:
            host = ""
        own = urlsplit(self.account.server).hostname
        if host and (host == own or any(host == one or host.endswith(f".{one}") for one in hosts)):
            return url
        raise Stopped(Refused(Reason.REDIRECTED, True, in_one_line(host)))


STATUS_REASONS: Final = {
    401: Reason.TOKEN,
    403: Reason.FORBIDDEN,
    404: Reason.NOT_FOUND,
    409: Reason.DUPLICATE,
    413: Reason.MEDIA,
    415: Reason.MEDIA,
    422: Reason.CONTENT,
}


def waiting_time(answer: Answer, at: datetime) -> timedelta:
    """How long the server asks one to wait: `Retry-After`, or the moment at which its count begins anew."""
    moment = _moment(answer, at)
    if moment is None:
        return RETRY if answer.status >= 500 else RETRY_LIMITED
    return min(max(moment - at, SHORTEST), LONGEST_WAIT)


def _moment(answer: Answer, at: datetime) -> datetime | None:
    after = answer.headers.get("retry-after", "").strip()
    if after.isdecimal() and len(after) < 10:
        return at + timedelta(seconds=int(after))
    if after:
        try:
            found = parsedate_to_datetime(after)
        except ValueError:
            found = None
        if found is not None:
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    for name in RESETS:
        reset = answer.headers.get(name, "").strip()
        if reset.isdecimal() and len(reset) < 12:
            return datetime.fromtimestamp(int(reset), UTC)
        told = time_of(reset)
        if told is not None:
            return told
    return None


# ---- at the door of a network: what was raised becomes a value ------------------------------------------------


def harmless(call: Callable[[], Result]) -> Result | NotYet | Refused:
    """Something that may be repeated."""
    try:
        return call()
    except Stopped as stopped:
        return stopped.result
    except InDoubt as doubt:
        return NotYet(RETRY, doubt.result.reason, doubt.result.detail)
    except Lost as trouble:
        return NotYet(RETRY, trouble.reason, trouble.host)


def leaving(call: Callable[[], Result]) -> Result | NotYet | Refused | Unknown:
    """Something that holds the call which cannot be taken back."""
    try:
        return call()
    except Stopped as stopped:
        return stopped.result
    except InDoubt as doubt:
        return doubt.result
    except Lost as trouble:
        return Unknown(trouble.reason, trouble.host)


def looking_up(call: Callable[[], Found | Absent | CannotTell]) -> Found | Absent | CannotTell:
    """A read-back: whatever stops it leaves the question open."""
    found = harmless(call)
    match found:
        case NotYet(retry_after=wait, reason=reason, detail=detail):
            return CannotTell(reason, detail, wait)
        case Refused(reason=reason, detail=detail):
            return CannotTell(reason, detail)
        case _:
            return found


def health(call: Callable[[], TokenHealth]) -> TokenHealth:
    """A question about our access: only the network's own no means that it is gone."""
    found = harmless(call)
    match found:
        case Refused(reason=Reason.TOKEN | Reason.FORBIDDEN, detail=detail):
            return TokenHealth(TokenState.REFUSED, detail=detail)
        case NotYet(detail=detail) | Refused(detail=detail):
            return TokenHealth(TokenState.UNKNOWN, detail=detail)
        case _:
            return found
