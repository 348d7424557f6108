"""Uploads to a Mastodon server, which works on them after it has answered.

Media that no status names are swept by the server after a day, so that an upload may be repeated; what is uploaded
already is handed on as `progress`, so that it mostly is not.
"""

import hashlib
import json
from datetime import timedelta
from typing import Final

from coulisse.desks.community.publishing.networks.connection import Connection, Stopped
from coulisse.desks.community.publishing.networks.contract import Media, NotYet, Reason, Refused
from coulisse.desks.community.publishing.networks.shapes import in_path, text_at
from coulisse.desks.community.publishing.networks.wire import form_body

LOOKS: Final = 20
PAUSE: Final = 1.0
LATER: Final = timedelta(seconds=15)
PROCESSING: Final = 206


def upload_all(connection: Connection, token: str, media: tuple[Media, ...], progress: str) -> list[str]:
    """The ids of all, in their order, ready to be posted. Raises `Stopped`; not ready, it carries the progress."""
    ids = ids_of(progress)
    if len(ids) > len(media) or not all(_is_known(connection, token, one) for one in ids):
        ids = []
    for one in media[len(ids) :]:
        try:
            ids.append(_upload(connection, token, one))
        except Stopped as stopped:
            raise _with_progress(stopped, ids) from None
    for media_id in ids:
        _wait_for(connection, token, media_id, ids)
    return ids


def ids_of(progress: str) -> list[str]:
    try:
        found = json.loads(progress) if progress else []
    except ValueError:
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _with_progress(stopped: Stopped, ids: list[str]) -> Stopped:
    result = stopped.result
    if not isinstance(result, NotYet):
        return stopped
    return Stopped(NotYet(result.retry_after, result.reason, result.detail, json.dumps(ids)))


def _is_known(connection: Connection, token: str, media_id: str) -> bool:
    try:
        connection.ask("GET", f"/api/v1/media/{in_path(media_id)}", token=token)
    except Stopped as stopped:
        if isinstance(stopped.result, Refused) and stopped.result.reason == Reason.NOT_FOUND:
            return False
        raise
    return True


def _upload(connection: Connection, token: str, media: Media) -> str:
    boundary = hashlib.sha256(media.content).hexdigest()[:32]
    parts = {"description": media.alt} if media.alt else {}
    name = media.name or f"media.{media.content_type.rpartition('/')[2]}"
    kind, body = form_body(parts, ("file", name, media.content_type, media.content), boundary)
    headers = {"Content-Type": kind}
    return text_at(connection.ask_record("POST", "/api/v2/media", token=token, body=body, headers=headers), "id")


def _wait_for(connection: Connection, token: str, media_id: str, ids: list[str]) -> None:
    """Until the server has worked on it: it refuses a status with a film that is not ready."""
    for look in range(LOOKS):
        answer = connection.ask("GET", f"/api/v1/media/{in_path(media_id)}", token=token)
        if answer.status != PROCESSING:
            return
        if look < LOOKS - 1:
            connection.sleep(PAUSE)
    raise Stopped(NotYet(LATER, Reason.PROCESSING, progress=json.dumps(ids)))
