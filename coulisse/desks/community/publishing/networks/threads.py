"""Threads behind the contract: documented, never exercised against the live service.

A text may stand without media, and answer another one.
"""

from datetime import datetime
from typing import Any

from coulisse.desks.community.publishing.networks.connection import Stopped
from coulisse.desks.community.publishing.networks.containers import Containers, standing_in
from coulisse.desks.community.publishing.networks.contract import (
    Comment,
    Comments,
    Media,
    Publication,
    Reason,
    Refused,
    Removed,
    Visibility,
)
from coulisse.desks.community.publishing.networks.doorway import unsupported
from coulisse.desks.community.publishing.networks.fingerprint import Standing
from coulisse.desks.community.publishing.networks.meta import (
    DOCUMENTED,
    has_more,
    public_address,
)
from coulisse.desks.community.publishing.networks.shapes import (
    in_path,
    records_at,
    text_at,
    text_or_empty,
    time_of,
)


class Threads(Containers):
    """One account."""

    capabilities = DOCUMENTED
    version, grant = "v1.0", "th_refresh_token"
    edge, state, quota_edge = "threads", "status", "threads_publishing_limit"
    characters, most_media = 500, 20

    def _refuse_what_it_has_not(self, publication: Publication) -> None:
        if publication.visibility is not Visibility.PUBLIC or publication.warning:
            raise unsupported("visibility or warning")
        if len(publication.media) > self.most_media:
            raise Stopped(Refused(Reason.MEDIA, True, "number"))

    def _words(self, publication: Publication) -> dict[str, str]:
        reply = {"reply_to_id": publication.in_reply_to} if publication.in_reply_to else {}
        return {"text": publication.text} | reply

    def _without_media(self, publication: Publication) -> dict[str, str]:
        card = {"link_attachment": publication.link.address} if publication.link is not None else {}
        return {"media_type": "TEXT"} | card

    def _file(self, media: Media, *, is_alone: bool) -> dict[str, str]:
        address = public_address(media)
        alt = {"alt_text": media.alt} if media.alt else {}
        if media.is_video:
            return {"media_type": "VIDEO", "video_url": address} | alt
        if not media.is_image:
            raise Stopped(Refused(Reason.MEDIA, True, "type"))
        return {"media_type": "IMAGE", "image_url": address} | alt

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
        path = f"/{self.version}/{in_path(remote_id)}"
        return self._gone(lambda: self._connection.ask("DELETE", path, token=self._access.token()))

    def _who(self) -> object:
        query = {"fields": "id"}
        return self._connection.ask_record("GET", f"/{self.version}/me", token=self._access.token(), query=query)

    def _comments(self, since: datetime) -> Comments:
        """The conversations under the 25 latest posts."""
        query = {"fields": "id,has_replies", "limit": "25"}
        posts = self._connection.ask_record("GET", f"{self._own}/threads", token=self._access.token(), query=query)
        found: list[Comment] = []
        is_complete = True
        for post in records_at(posts, "data"):
            if post.get("has_replies") is not True:
                continue
            path = f"/{self.version}/{in_path(text_at(post, 'id'))}/conversation"
            fields = {"fields": "id,text,timestamp,permalink,username,replied_to", "limit": "100"}
            page = self._connection.ask_record("GET", path, token=self._access.token(), query=fields)
            is_complete &= not has_more(page)
            comments = [one for one in map(_comment, records_at(page, "data")) if one is not None]
            found += [one for one in comments if one.at >= since]
        return Comments(tuple(sorted(found, key=lambda one: one.at)), is_complete)


def _comment(item: dict[str, Any]) -> Comment | None:
    moment = time_of(item.get("timestamp"))
    if moment is None:
        return None
    handle, address = text_or_empty(item, "username"), text_or_empty(item, "permalink")
    parent = text_or_empty(item, "replied_to", "id")
    return Comment(text_at(item, "id"), handle, handle, text_or_empty(item, "text"), moment, address, parent)
