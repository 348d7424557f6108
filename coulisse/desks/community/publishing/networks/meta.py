"""What Facebook, Instagram and Threads have in common: the Graph API's way of refusing, and containers.

From the public documentation (developers.facebook.com, read 2026-11); never exercised against the live service.
"""

import json
from datetime import timedelta
from typing import Any, Final

from coulisse.desks.community.publishing.networks.connection import Connection, Said, Stopped
from coulisse.desks.community.publishing.networks.contract import Capabilities, Media, NotYet, Reason, Refused
from coulisse.desks.community.publishing.networks.shapes import (
    at,
    in_path,
    number_or_none,
    text_at,
    text_or_empty,
)
from coulisse.desks.community.publishing.networks.wire import Answer

TOKEN_CODES: Final = (102, 190, 463, 467)
LIMIT_CODES: Final = (4, 9, 17, 32, 341, 613, 80001, 80002, 80006)
FORBIDDEN_CODES: Final = (3, 10, 368)
MEDIA_CODES: Final = (352, 9004, 36000, 36001, 36003)
SERVER_CODES: Final = (1, 2)
DUPLICATE_CODE: Final = 506
MISSING: Final = (100, 33)
LOOKS: Final = 20
PAUSE: Final = 3.0
LATER: Final = timedelta(seconds=60)

DOCUMENTED: Final = Capabilities(
    has_idempotency=False,
    harmless_for=timedelta(0),
    has_read_back=True,
    has_removal=True,
    has_comments=True,
    exercised_live=False,
)


def explain(answer: Answer) -> Said:
    """`{"error": {"message", "code", "error_subcode", "is_transient"}}`, mostly with a 400."""
    error = at(answer.said(), "error")
    code, words = number_or_none(error, "code"), text_or_empty(error, "message")
    if at(error, "is_transient") is True or code in SERVER_CODES:
        return Said(Reason.SERVER, words, is_of_server=True)
    if (code, number_or_none(error, "error_subcode")) == MISSING:
        return Said(Reason.NOT_FOUND, words)
    return Said(_reason(code), words, _wait(answer))


def _reason(code: int | None) -> Reason | None:
    if code is None:
        return None
    if code in TOKEN_CODES:
        return Reason.TOKEN
    if code in LIMIT_CODES:
        return Reason.LIMIT
    if code in FORBIDDEN_CODES or 200 <= code < 300:
        return Reason.FORBIDDEN
    if code in MEDIA_CODES:
        return Reason.MEDIA
    return Reason.DUPLICATE if code == DUPLICATE_CODE else Reason.CONTENT


def _wait(answer: Answer) -> timedelta | None:
    """`X-Business-Use-Case-Usage` says after how many minutes one may call again."""
    try:
        told = json.loads(answer.headers.get("x-business-use-case-usage", "null"))
    except ValueError:
        return None
    uses = (
        [one for uses in told.values() if isinstance(uses, list) for one in uses] if isinstance(told, dict) else []
    )
    minutes = [number_or_none(one, "estimated_time_to_regain_access") or 0 for one in uses]
    longest = min(max(minutes, default=0), 24 * 60)
    return timedelta(minutes=longest) if longest > 0 else None


def public_address(media: Media) -> str:
    """These servers fetch a picture themselves: it must lie where everybody can read it."""
    if not media.address.startswith("https://"):
        raise Stopped(Refused(Reason.MEDIA, True, "public address"))
    return media.address


def container(connection: Connection, path: str, token: str, fields: dict[str, str]) -> str:
    """A draft on the server; nobody sees it, and it is gone after a day."""
    return text_at(connection.ask_record("POST", path, token=token, form=fields), "id")


def is_of_use(connection: Connection, version: str, token: str, container_id: str, field: str) -> bool:
    """A draft of an earlier attempt is still there, and may be waited for."""
    path, query = f"/{version}/{in_path(container_id)}", {"fields": field}
    try:
        state = text_or_empty(connection.ask_record("GET", path, token=token, query=query), field)
    except Stopped as stopped:
        if isinstance(stopped.result, Refused) and stopped.result.reason != Reason.TOKEN:
            return False
        raise
    return state not in ("ERROR", "EXPIRED")


def wait_for_container(connection: Connection, version: str, token: str, container_id: str, field: str) -> None:
    """Until the server has fetched the media and worked on them. Raises `Stopped`, with the progress."""
    for look in range(LOOKS):
        path, query = f"/{version}/{in_path(container_id)}", {"fields": field}
        state = text_or_empty(connection.ask_record("GET", path, token=token, query=query), field)
        match state:
            case "FINISHED" | "PUBLISHED":
                return
            case "ERROR" | "EXPIRED":
                raise Stopped(Refused(Reason.MEDIA, state == "ERROR", state))
        if look < LOOKS - 1:
            connection.sleep(PAUSE)
    raise Stopped(NotYet(LATER, Reason.PROCESSING, progress=container_id))


def published_container(
    connection: Connection, path: str, version: str, token: str, container_id: str
) -> tuple[str, str]:
    """The call that cannot be taken back: the id of what now stands, and its address where the server says it."""
    fields = {"creation_id": container_id}
    answer = connection.ask_record("POST", path, token=token, form=fields, leaving=True, trace=container_id)
    remote_id = text_at(answer, "id")
    try:
        query = {"fields": "permalink"}
        told = connection.ask_record("GET", f"/{version}/{in_path(remote_id)}", token=token, query=query)
    except Stopped:
        return remote_id, ""  # it stands; only its address is not known yet
    return remote_id, text_or_empty(told, "permalink")


def has_more(page: dict[str, Any]) -> bool:
    return bool(text_or_empty(page, "paging", "next"))


def quota(answer: dict[str, Any]) -> tuple[int | None, int | None, timedelta | None]:
    """Total, used, period, of `…_publishing_limit`."""
    data = at(answer, "data")
    first = data[0] if isinstance(data, list) and data else None
    seconds = number_or_none(first, "config", "quota_duration")
    period = timedelta(seconds=seconds) if seconds is not None and 0 < seconds < 10**7 else None
    return number_or_none(first, "config", "quota_total"), number_or_none(first, "quota_usage"), period
