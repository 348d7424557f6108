"""A professional Instagram account behind the contract: documented, never exercised against the live service.

A container is made, the server fetches the media from a public address and works on them, and one call publishes.
`Account.remote_id` is the number of the account.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from coulisse.desks.community.publishing.networks.access import Renewal, by_extension
from coulisse.desks.community.publishing.networks.connection import Said, Stopped
from coulisse.desks.community.publishing.networks.contract import (
    Capabilities,
    Comment,
    Comments,
    Confirmed,
    Limits,
    Media,
    Prepared,
    Publication,
    Reason,
    Refused,
    Visibility,
)
from coulisse.desks.community.publishing.networks.doorway import Doorway, unsupported
from coulisse.desks.community.publishing.networks.fingerprint import Standing
from coulisse.desks.community.publishing.networks.meta import (
    container,
    explain,
    has_more,
    is_of_use,
    public_address,
    published_container,
    quota,
    wait_for_container,
)
from coulisse.desks.community.publishing.networks.shapes import (
    at,
    in_path,
    moment_at,
    records_at,
    text_at,
    text_or_empty,
    time_of,
    words_at,
)
from coulisse.desks.community.publishing.networks.wire import Answer

VERSION: Final = "v24.0"
CHARACTERS: Final = 2200
MEDIA: Final = 10


class Instagram(Doorway):
    """One account."""

    capabilities = Capabilities(
        has_idempotency=False,
        harmless_for=timedelta(0),
        has_read_back=True,
        has_removal=False,
        has_comments=True,
        exercised_live=False,
    )
    early = timedelta(days=20)  # of sixty: once dead, only a person helps

    @staticmethod
    def _explain(answer: Answer) -> Said:
        return explain(answer)

    def _renewal(self) -> Renewal | None:
        return by_extension("/refresh_access_token", "ig_refresh_token")

    @property
    def _own(self) -> str:
        return f"/{VERSION}/{in_path(self._connection.account.remote_id)}"

    def _prepared(self, publication: Publication, progress: str) -> Prepared:
        if publication.visibility is not Visibility.PUBLIC or publication.warning or publication.in_reply_to:
            raise unsupported("visibility, warning or reply")
        if not 1 <= len(publication.media) <= MEDIA:
            raise Stopped(Refused(Reason.MEDIA, True, "number"))
        token = self._access.token()
        is_started = bool(progress) and is_of_use(self._connection, VERSION, token, progress, "status_code")
        container_id = progress if is_started else self._container(publication)
        wait_for_container(self._connection, VERSION, token, container_id, "status_code")
        return Prepared(publication, {"container": container_id})

    def _container(self, publication: Publication) -> str:
        path, token = f"{self._own}/media", self._access.token()
        media, caption = publication.media, {"caption": publication.text}
        if len(media) == 1:
            return container(self._connection, path, token, _fields(media[0], is_alone=True) | caption)
        children = []
        for one in media:
            fields = _fields(one, is_alone=False) | {"is_carousel_item": "true"}
            child = container(self._connection, path, token, fields)
            wait_for_container(self._connection, VERSION, token, child, "status_code")
            children.append(child)
        return container(
            self._connection, path, token, {"media_type": "CAROUSEL", "children": ",".join(children)} | caption
        )

    def _published(self, prepared: Prepared) -> Confirmed:
        token, container_id = self._access.token(), prepared.payload["container"]
        path = f"{self._own}/media_publish"
        remote_id, address = published_container(self._connection, path, VERSION, token, container_id)
        return Confirmed(address, remote_id, self._connection.now())

    def _standing_since(self, since: datetime) -> tuple[list[Standing], bool]:
        query = {"fields": "id,caption,timestamp,permalink", "limit": "50"}
        page = self._connection.ask_record("GET", f"{self._own}/media", token=self._access.token(), query=query)
        return standing_in(page, "caption", self._connection.now(), since)

    def _who(self) -> object:
        query = {"fields": "id"}
        return self._connection.ask_record("GET", self._own, token=self._access.token(), query=query)

    def _limits(self) -> Limits:
        """What is left of the day, which three pages of the documentation tell differently: so it is asked."""
        path, query = f"{self._own}/content_publishing_limit", {"fields": "quota_usage,config"}
        total, used, period = quota(
            self._connection.ask_record("GET", path, token=self._access.token(), query=query)
        )
        return Limits(
            characters=CHARACTERS, media=MEDIA, quota=total, quota_used=used, quota_period=period, is_asked=True
        )

    def _comments(self, since: datetime) -> Comments:
        """Under the 25 latest posts, the fifty latest each."""
        inner = "id,text,timestamp,username,parent_id"
        query = {"fields": f"id,permalink,comments.limit(50){{{inner}}}", "limit": "25"}
        page = self._connection.ask_record("GET", f"{self._own}/media", token=self._access.token(), query=query)
        found: list[Comment] = []
        is_complete = True
        for post in records_at(page, "data"):
            under = at(post, "comments")
            if not isinstance(under, dict):
                continue
            comments = [one for one in (_comment(item, post) for item in records_at(under, "data")) if one]
            is_complete &= not has_more(under)
            found += [one for one in comments if one.at >= since]
        return Comments(tuple(sorted(found, key=lambda one: one.at)), is_complete)


def _fields(media: Media, *, is_alone: bool) -> dict[str, str]:
    address = public_address(media)
    if media.is_video:
        return {"media_type": "REELS" if is_alone else "VIDEO", "video_url": address}
    if not media.is_image:
        raise Stopped(Refused(Reason.MEDIA, True, "type"))
    return {"image_url": address} | ({"alt_text": media.alt} if media.alt else {})


def standing_in(
    page: dict[str, Any], text_field: str, asked_at: datetime, since: datetime
) -> tuple[list[Standing], bool]:
    """The posts of one page, the newest first, and whether they reach back to a moment."""
    found = [
        Standing(
            Confirmed(text_or_empty(one, "permalink"), text_at(one, "id"), asked_at),
            words_at(one, text_field),
            moment_at(one, "timestamp"),
        )
        for one in records_at(page, "data")
    ]
    return found, not has_more(page) or any(one.at < since for one in found)


def _comment(item: dict[str, Any], post: dict[str, Any]) -> Comment | None:
    moment = time_of(item.get("timestamp"))
    if moment is None:
        return None
    handle = text_or_empty(item, "username")
    parent = text_or_empty(item, "parent_id") or text_or_empty(post, "id")
    address = text_or_empty(post, "permalink")
    return Comment(text_at(item, "id"), handle, handle, text_or_empty(item, "text"), moment, address, parent)
