"""Access by OAuth 2: the refresh token is changed for an access token, a little before the last one expires.

What the token server gives is stored only when it gave it: a failed renewal leaves what stood.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from ipaddress import ip_address
from time import sleep
from typing import Any, Final
from urllib.parse import SplitResult, urlencode, urlsplit

from coulisse.foundation.mailroom.locks import TOKEN, holding
from coulisse.foundation.mailroom.models import Mailbox
from coulisse.foundation.mailroom.problems import ServerProblem
from coulisse.foundation.mailroom.secrets import SealBroken, opened, seal

EARLY: Final = timedelta(minutes=2)
TIMEOUT: Final = 10
LONGEST: Final = 64 * 1024
LIFETIME: Final = 3600
"""Seconds that a token lives where the server does not say (RFC 6749, 5.1)."""
TURNS: Final = 50


@dataclass(frozen=True, slots=True)
class Client:
    """What the token server is asked with."""

    token_url: str
    client_id: str
    client_secret: str
    refresh_token: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Granted:
    """What it gave. `refresh_token` is empty where the old one stays."""

    access_token: str
    refresh_token: str
    expires_at: datetime


def is_this_machine(host: str) -> bool:
    """`localhost`, 127.0.0.1, ::1: what never leaves the machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def access_token(mailbox: Mailbox, *, now: Callable[[], datetime]) -> str:
    """A token that still lives, renewed if need be. Raises `ServerProblem`."""
    for _turn in range(TURNS):
        token = _living(mailbox, now())
        if token:
            return token
        with holding(TOKEN, mailbox.pk) as is_held:
            if is_held:
                return _renew(mailbox, now)
        # Another process renews it: a refresh token may be good once only, so that two must not.
        sleep(0.2)
        mailbox.refresh_from_db(fields=["sealed_access_token", "access_expires_at", "sealed_refresh_token"])
    raise ServerProblem("token", "busy")


@contextmanager
def alone_with(mailbox: Mailbox) -> Iterator[None]:
    """Nobody else renews its access meanwhile: a renewal under way would put the old token back.

    Raises `ServerProblem`.
    """
    for _turn in range(TURNS):
        with holding(TOKEN, mailbox.pk) as is_held:
            if is_held:
                yield
                return
        sleep(0.2)
    raise ServerProblem("token", "busy")


def _living(mailbox: Mailbox, at: datetime) -> str:
    expires = mailbox.access_expires_at
    if not mailbox.sealed_access_token or expires is None or expires - EARLY <= at:
        return ""
    return _opened(mailbox.sealed_access_token)


def _renew(mailbox: Mailbox, now: Callable[[], datetime]) -> str:
    mailbox.refresh_from_db(fields=["sealed_access_token", "access_expires_at", "sealed_refresh_token"])
    token = _living(mailbox, now())
    if token:
        return token
    granted = ask(client_of(mailbox), now=now)
    store(mailbox, granted)
    return granted.access_token


def forget(mailbox: Mailbox) -> None:
    """The access token was refused before its time: the next one is asked for. The refresh token stays."""
    Mailbox.objects.filter(pk=mailbox.pk).update(sealed_access_token="", access_expires_at=None)


def registered(mailbox: Mailbox) -> Client:
    """The client that was registered at the provider, without what it was granted."""
    return Client(
        token_url=mailbox.oauth_token_url,
        client_id=mailbox.oauth_client_id,
        client_secret=_opened(mailbox.sealed_client_secret),
        refresh_token="",
        scope=mailbox.oauth_scope,
    )


def client_of(mailbox: Mailbox) -> Client:
    """What stands in the mailbox, opened."""
    return replace(registered(mailbox), refresh_token=_opened(mailbox.sealed_refresh_token))


def supposing(mailbox: Mailbox, granted: Granted) -> Mailbox:
    """The mailbox as it would be with this access, to be tried: it is no row, so that nothing of it is stored."""
    supposed = copy(mailbox)
    supposed.pk = None
    supposed.sealed_access_token = seal(granted.access_token)
    supposed.sealed_refresh_token = seal(granted.refresh_token)
    supposed.access_expires_at = granted.expires_at + EARLY  # however short it lives, this very token is tried
    return supposed


def store(mailbox: Mailbox, granted: Granted) -> None:
    """Keep what was given, on the row at hand too."""
    values: dict[str, Any] = {
        "sealed_access_token": seal(granted.access_token),
        "access_expires_at": granted.expires_at,
    }
    if granted.refresh_token:
        values["sealed_refresh_token"] = seal(granted.refresh_token)
    Mailbox.objects.filter(pk=mailbox.pk).update(**values)
    for name, value in values.items():
        setattr(mailbox, name, value)


def _opened(sealed: str) -> str:
    try:
        return opened(sealed)
    except SealBroken:
        raise ServerProblem("sealed") from None


def ask(client: Client, *, now: Callable[[], datetime]) -> Granted:
    """Change the refresh token for an access token (RFC 6749, 6), following nobody elsewhere.

    Raises `ServerProblem`.
    """
    if not client.refresh_token:
        raise ServerProblem("no-access")
    form = {"grant_type": "refresh_token", "refresh_token": client.refresh_token}
    if client.scope:
        form["scope"] = client.scope
    return _granted(client, form, now)


def exchange(client: Client, *, code: str, verifier: str, redirect: str, now: Callable[[], datetime]) -> Granted:
    """Change the code that the provider sent back for an access (RFC 6749, 4.1.3; RFC 7636, 4.5).

    Raises `ServerProblem`.
    """
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "code_verifier": verifier,
        "redirect_uri": redirect,
    }
    return _granted(client, form, now)


def _granted(client: Client, form: dict[str, str], now: Callable[[], datetime]) -> Granted:
    form["client_id"] = client.client_id
    if client.client_secret:
        form["client_secret"] = client.client_secret
    begun = now()
    answer = _posted(client.token_url, form)
    token = answer.get("access_token")
    if not isinstance(token, str) or not token or not _is_plain(token):
        raise ServerProblem("token", str(answer.get("error", ""))[:80])
    lives = answer.get("expires_in", LIFETIME)
    seconds = int(lives) if str(lives).isdecimal() and len(str(lives)) < 10 else LIFETIME
    renewed = answer.get("refresh_token")
    return Granted(token, renewed if isinstance(renewed, str) else "", begun + timedelta(seconds=seconds))


def _is_plain(token: str) -> bool:
    """Nothing that would end the sign-in line of a mail server."""
    return all(32 < ord(sign) < 127 for sign in token)


def encrypted_address(url: str) -> SplitResult | None:
    """The parts of an address that secrets may go to: https, or this machine; None for any other."""
    try:
        parts = urlsplit(url)
        _port = parts.port  # a port that is none is found out here
    except ValueError:
        return None
    host = parts.hostname or ""
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(host))
    return parts if host and safe else None


def _posted(url: str, form: dict[str, str]) -> dict[str, Any]:
    parts = encrypted_address(url)
    if parts is None:
        raise ServerProblem("token-address")
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=TIMEOUT)
    try:
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        connection.request(
            "POST",
            path,
            urlencode(form),
            {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"},
        )
        body = connection.getresponse().read(LONGEST)
    except (OSError, HTTPException) as problem:
        raise ServerProblem("token-silent", type(problem).__name__) from None
    finally:
        connection.close()
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        raise ServerProblem("token-garbled") from None
    if not isinstance(answer, dict):
        raise ServerProblem("token-garbled")
    return answer
