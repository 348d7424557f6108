"""A professional Instagram account behind the contract: documented, never exercised against the live service.

The server fetches the media from a public address.
"""

from dataclasses import replace
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
    at,
    records_at,
    text_at,
    text_or_empty,
    time_of,
)


class Instagram(Containers):
    """One account."""

    capabilities = replace(DOCUMENTED, has_removal=False)
    version, grant = "v24.0", "ig_refresh_token"
    edge, state, quota_edge = "media", "status_code", "content_publishing_limit"
    characters, most_media = 2200, 10

    def _refuse_what_it_has_not(self, publication: Publication) -> None:
        if publication.visibility is not Visibility.PUBLIC or publication.warning or publication.in_reply_to:
            raise unsupported("visibility, warning or reply")
        if not 1 <= len(publication.media) <= self.most_media:
            raise Stopped(Refused(Reason.MEDIA, True, "number"))

    def _words(self, publication: Publication) -> dict[str, str]:
        return {"caption": publication.text}

    def _file(self, media: Media, *, is_alone: bool) -> dict[str, str]:
        address = public_address(media)
        if media.is_video:
            return {"media_type": "REELS" if is_alone else "VIDEO", "video_url": address}
        if not media.is_image:
            raise Stopped(Refused(Reason.MEDIA, True, "type"))
        return {"image_url": address} | ({"alt_text": media.alt} if media.alt else {})

    def _standing_since(self, since: datetime) -> tuple[list[Standing], bool]:
        query = {"fields": "id,caption,timestamp,permalink", "limit": "50"}
        page = self._connection.ask_record("GET", f"{self._own}/media", token=self._access.token(), query=query)
        return standing_in(page, "caption", self._connection.now(), since)

    def _who(self) -> object:
        query = {"fields": "id"}
        return self._connection.ask_record("GET", self._own, token=self._access.token(), query=query)

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


def _comment(item: dict[str, Any], post: dict[str, Any]) -> Comment | None:
    moment = time_of(item.get("timestamp"))
    if moment is None:
        return None
    handle = text_or_empty(item, "username")
    parent = text_or_empty(item, "parent_id") or text_or_empty(post, "id")
    address = text_or_empty(post, "permalink")
    return Comment(text_at(item, "id"), handle, handle, text_or_empty(item, "text"), moment, address, parent)
