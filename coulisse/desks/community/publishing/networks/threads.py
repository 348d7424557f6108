"""Threads behind the contract: documented, never exercised against the live service.

As with Instagram, a container is made and then published. `Account.remote_id` is the number of the account.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from coulisse.desks.community.publishing.networks.access import Renewal, by_extension
from coulisse.desks.community.publishing.networks.connection import Said, Stopped
from coulisse.desks.community.publishing.networks.contract import (
    Comment,
    Comments,
    Confirmed,
    Limits,
    Media,
    Prepared,
    Publication,
    Reason,
    Refused,
    Removed,
    Visibility,
)
from coulisse.desks.community.publishing.networks.doorway import Doorway, unsupported
from coulisse.desks.community.publishing.networks.fingerprint import Standing
from coulisse.desks.community.publishing.networks.instagram import standing_in
from coulisse.desks.community.publishing.networks.meta import (
    DOCUMENTED,
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
    in_path,
    records_at,
    text_at,
    text_or_empty,
    time_of,
)
from coulisse.desks.community.publishing.networks.wire import Answer

VERSION: Final = "v1.0"
CHARACTERS: Final = 500
MEDIA: Final = 20


class Threads(Doorway):
    """One account."""

    capabilities = DOCUMENTED
    early = timedelta(days=20)  # of sixty: once dead, only a person helps

    @staticmethod
    def _explain(answer: Answer) -> Said:
        return explain(answer)

    def _renewal(self) -> Renewal | None:
        return by_extension("/refresh_access_token", "th_refresh_token")

    @property
    def _own(self) -> str:
        return f"/{VERSION}/{in_path(self._connection.account.remote_id)}"

    def _prepared(self, publication: Publication, progress: str) -> Prepared:
        if publication.visibility is not Visibility.PUBLIC or publication.warning:
            raise unsupported("visibility or warning")
        if len(publication.media) > MEDIA:
            raise Stopped(Refused(Reason.MEDIA, True, "number"))
        token = self._access.token()
        is_started = bool(progress) and is_of_use(self._connection, VERSION, token, progress, "status")
        container_id = progress if is_started else self._container(publication)
        wait_for_container(self._connection, VERSION, token, container_id, "status")
        return Prepared(publication, {"container": container_id})

    def _container(self, publication: Publication) -> str:
        path, token, media = f"{self._own}/threads", self._access.token(), publication.media
        shared = {"text": publication.text}
        if publication.in_reply_to:
            shared["reply_to_id"] = publication.in_reply_to
        if not media:
            card = {"link_attachment": publication.link.address} if publication.link is not None else {}
            return container(self._connection, path, token, {"media_type": "TEXT"} | card | shared)
        if len(media) == 1:
            return container(self._connection, path, token, _fields(media[0]) | shared)
        children = []
        for one in media:
            child = container(self._connection, path, token, _fields(one) | {"is_carousel_item": "true"})
            wait_for_container(self._connection, VERSION, token, child, "status")
            children.append(child)
        fields = {"media_type": "CAROUSEL", "children": ",".join(children)}
        return container(self._connection, path, token, fields | shared)

    def _published(self, prepared: Prepared) -> Confirmed:
        token, container_id = self._access.token(), prepared.payload["container"]
        path = f"{self._own}/threads_publish"
        remote_id, address = published_container(self._connection, path, VERSION, token, container_id)
        return Confirmed(address, remote_id, self._connection.now())

    def _standing_since(self, since: datetime) -> tuple[list[Standing], bool]:
        query = {"fields": "id,text,timestamp,permalink", "limit": "100", "since": str(int(since.timestamp()))}
        found: list[Standing] = []
        is_whole = True
        for edge in ("threads", "replies"):
            page = self._connection.ask_record(
                "GET", f"{self._own}/{edge}", token=self._access.token(), query=query
            )
            standing, reaches = standing_in(page, "text", self._connection.now(), since)
            found += standing
            is_whole &= reaches
        return found, is_whole

    def _removed(self, remote_id: str) -> Removed:
        path = f"/{VERSION}/{in_path(remote_id)}"
        return self._gone(lambda: self._connection.ask("DELETE", path, token=self._access.token()))

    def _who(self) -> object:
        query = {"fields": "id"}
        return self._connection.ask_record("GET", f"/{VERSION}/me", token=self._access.token(), query=query)

    def _limits(self) -> Limits:
        path, query = f"{self._own}/threads_publishing_limit", {"fields": "quota_usage,config"}
        total, used, period = quota(
            self._connection.ask_record("GET", path, token=self._access.token(), query=query)
        )
        return Limits(
            characters=CHARACTERS, media=MEDIA, quota=total, quota_used=used, quota_period=period, is_asked=True
        )

    def _comments(self, since: datetime) -> Comments:
        """The conversations under the 25 latest posts."""
        query = {"fields": "id,has_replies", "limit": "25"}
        posts = self._connection.ask_record("GET", f"{self._own}/threads", token=self._access.token(), query=query)
        found: list[Comment] = []
        is_complete = True
        for post in records_at(posts, "data"):
            if post.get("has_replies") is not True:
                continue
            path = f"/{VERSION}/{in_path(text_at(post, 'id'))}/conversation"
            fields = {"fields": "id,text,timestamp,permalink,username,replied_to", "limit": "100"}
            page = self._connection.ask_record("GET", path, token=self._access.token(), query=fields)
            is_complete &= not has_more(page)
            comments = [one for one in map(_comment, records_at(page, "data")) if one is not None]
            found += [one for one in comments if one.at >= since]
        return Comments(tuple(sorted(found, key=lambda one: one.at)), is_complete)


def _fields(media: Media) -> dict[str, str]:
    address = public_address(media)
    alt = {"alt_text": media.alt} if media.alt else {}
    if media.is_video:
        return {"media_type": "VIDEO", "video_url": address} | alt
    if not media.is_image:
        raise Stopped(Refused(Reason.MEDIA, True, "type"))
    return {"media_type": "IMAGE", "image_url": address} | alt


def _comment(item: dict[str, Any]) -> Comment | None:
    moment = time_of(item.get("timestamp"))
    if moment is None:
        return None
    handle, address = text_or_empty(item, "username"), text_or_empty(item, "permalink")
    parent = text_or_empty(item, "replied_to", "id")
    return Comment(text_at(item, "id"), handle, handle, text_or_empty(item, "text"), moment, address, parent)
