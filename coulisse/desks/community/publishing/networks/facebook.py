"""A Facebook page behind the contract: documented, never exercised against the live service.

`Account.remote_id` is the number of the page, the token that of the page.
"""

import hashlib
import json
from datetime import datetime
from typing import Any, Final

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
from coulisse.desks.community.publishing.networks.meta import DOCUMENTED, explain, has_more
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
from coulisse.desks.community.publishing.networks.wire import Answer, form_body

VERSION: Final = "v24.0"
CHARACTERS: Final = 63_206
MEDIA: Final = 10
WEBSITE: Final = "https://www.facebook.com"


class Facebook(Doorway):
    """One page."""

    capabilities = DOCUMENTED

    @staticmethod
    def _explain(answer: Answer) -> Said:
        return explain(answer)

    @property
    def _page(self) -> str:
        return f"/{VERSION}/{in_path(self._connection.account.remote_id)}"

    def _prepared(self, publication: Publication, progress: str) -> Prepared:
        if publication.visibility is not Visibility.PUBLIC:
            raise unsupported("visibility")
        if publication.in_reply_to or publication.warning:
            raise unsupported("reply" if publication.in_reply_to else "warning")
        media = publication.media
        if any(one.is_video for one in media):
            if len(media) > 1:
                raise Stopped(Refused(Reason.MEDIA, True, "number"))
            return Prepared(publication, {"video": True})
        if len(media) > MEDIA or not all(one.is_image for one in media):
            raise Stopped(Refused(Reason.MEDIA, True, "number or type"))
        fields = {"message": publication.text}
        if publication.link is not None:
            fields["link"] = publication.link.address
        for place, one in enumerate(media):
            fields[f"attached_media[{place}]"] = json.dumps({"media_fbid": self._photo(one)})
        return Prepared(publication, {"fields": fields})

    def _photo(self, media: Media) -> str:
        """An unpublished photo: the server sweeps what no post takes up."""
        parts = {"published": "false"} | ({"alt_text_custom": media.alt} if media.alt else {})
        return text_at(self._upload("photos", parts, media, leaving=False), "id")

    def _upload(self, edge: str, parts: dict[str, str], media: Media, *, leaving: bool) -> dict[str, Any]:
        boundary = hashlib.sha256(media.content).hexdigest()[:32]
        kind, body = form_body(
            parts, ("source", media.name or "media", media.content_type, media.content), boundary
        )
        headers, token = {"Content-Type": kind}, self._access.token()
        path = f"{self._page}/{edge}"
        return self._connection.ask_record("POST", path, token=token, headers=headers, body=body, leaving=leaving)

    def _published(self, prepared: Prepared) -> Confirmed:
        publication = prepared.publication
        if prepared.payload.get("video"):
            parts = {"description": publication.text} | ({"title": publication.title} if publication.title else {})
            answer = self._upload("videos", parts, publication.media[0], leaving=True)
        else:
            fields, token = prepared.payload["fields"], self._access.token()
            path = f"{self._page}/feed"
            answer = self._connection.ask_record("POST", path, token=token, form=fields, leaving=True)
        return self._confirmed(text_at(answer, "id"))

    def _confirmed(self, remote_id: str, address: str = "") -> Confirmed:
        return Confirmed(address or f"{WEBSITE}/{remote_id}", remote_id, self._connection.now())

    def _standing_since(self, since: datetime) -> tuple[list[Standing], bool]:
        fields = "id,message,created_time,permalink_url"
        query = {"fields": fields, "since": str(int(since.timestamp())), "limit": "100"}
        path = f"{self._page}/published_posts"
        page = self._connection.ask_record("GET", path, token=self._access.token(), query=query)
        found = [
            Standing(
                self._confirmed(text_at(one, "id"), text_or_empty(one, "permalink_url")),
                words_at(one, "message"),
                moment_at(one, "created_time"),
            )
            for one in records_at(page, "data")
        ]
        return found, not has_more(page)

    def _removed(self, remote_id: str) -> Removed:
        path = f"/{VERSION}/{in_path(remote_id)}"
        return self._gone(lambda: self._connection.ask("DELETE", path, token=self._access.token()))

    def _who(self) -> object:
        query = {"fields": "id"}
        return self._connection.ask_record("GET", self._page, token=self._access.token(), query=query)

    def _limits(self) -> Limits:
        return Limits(characters=CHARACTERS, media=MEDIA)

    def _comments(self, since: datetime) -> Comments:
        """Under the fifty latest posts, the fifty latest each."""
        inner = "id,message,created_time,from,permalink_url,parent"
        edge = f"comments.filter(stream).order(reverse_chronological).limit(50){{{inner}}}"
        query = {"fields": f"id,{edge}", "limit": "50"}
        path = f"{self._page}/published_posts"
        page = self._connection.ask_record("GET", path, token=self._access.token(), query=query)
        found: list[Comment] = []
        is_complete = True
        for post in records_at(page, "data"):
            under = at(post, "comments")
            if not isinstance(under, dict):
                continue
            comments = [one for one in (_comment(item, post) for item in records_at(under, "data")) if one]
            is_complete &= not has_more(under) or min((one.at for one in comments), default=since) < since
            found += [one for one in comments if one.at >= since]
        return Comments(tuple(sorted(found, key=lambda one: one.at)), is_complete)


def _comment(item: dict[str, Any], post: dict[str, Any]) -> Comment | None:
    moment = time_of(item.get("created_time"))
    if moment is None:
        return None
    author = text_or_empty(item, "from", "name")
    return Comment(
        remote_id=text_at(item, "id"),
        author=author,
        author_handle=text_or_empty(item, "from", "id"),
        text=text_or_empty(item, "message"),
        at=moment,
        address=text_or_empty(item, "permalink_url"),
        in_reply_to=text_or_empty(item, "parent", "id") or text_or_empty(post, "id"),
    )
