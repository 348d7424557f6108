"""Mastodon behind the contract (docs.joinmastodon.org, read at mastodon/documentation@2903485d).

`Idempotency-Key` makes a repeated status harmless for an hour; after that, and whenever an answer was lost, the
account's own statuses are read for the same words.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from coulisse.desks.community.publishing.networks.connection import Said
from coulisse.desks.community.publishing.networks.contract import (
    Capabilities,
    Comment,
    Comments,
    Confirmed,
    Limits,
    Prepared,
    Publication,
    Removed,
    Visibility,
)
from coulisse.desks.community.publishing.networks.doorway import Doorway
from coulisse.desks.community.publishing.networks.fingerprint import Standing, idempotency_key, shown_text
from coulisse.desks.community.publishing.networks.mastodon.media import upload_all
from coulisse.desks.community.publishing.networks.shapes import (
    at,
    in_path,
    moment_at,
    number_or_none,
    records_at,
    text_at,
    text_or_empty,
    time_of,
    words_at,
)
from coulisse.desks.community.publishing.networks.wire import Answer

VISIBILITIES: Final = {
    Visibility.PUBLIC: "public",
    Visibility.UNLISTED: "unlisted",
    Visibility.FOLLOWERS: "private",
}
CHARACTERS: Final = 500
MEDIA: Final = 4
CHARACTERS_PER_ADDRESS: Final = 23
PAGE: Final = 40
PAGES: Final = 10


class Mastodon(Doorway):
    """One account on one server."""

    capabilities = Capabilities(
        has_idempotency=True,
        harmless_for=timedelta(hours=1),
        has_read_back=True,
        has_removal=True,
        has_comments=True,
        exercised_live=True,
    )

    @staticmethod
    def _explain(answer: Answer) -> Said:
        """`{"error": …}`, for people."""
        told = answer.said()
        return Said(words=text_or_empty(told, "error_description") or text_or_empty(told, "error"))

    def _prepared(self, publication: Publication, progress: str) -> Prepared:
        ids = upload_all(self._connection, self._access.token(), publication.media, progress)
        status: dict[str, Any] = {
            "status": publication.text,
            "visibility": VISIBILITIES[publication.visibility],
            "sensitive": bool(publication.warning),
        }
        if ids:
            status["media_ids"] = ids
        if publication.warning:
            status["spoiler_text"] = publication.warning
        if publication.languages:
            status["language"] = publication.languages[0]
        if publication.in_reply_to:
            status["in_reply_to_id"] = publication.in_reply_to
        return Prepared(publication, status)

    def _published(self, prepared: Prepared) -> Confirmed:
        answer = self._connection.ask_record(
            "POST",
            "/api/v1/statuses",
            token=self._access.token(),
            headers={"Idempotency-Key": idempotency_key(prepared.publication.key)},
            json_body=dict(prepared.payload),
            leaving=True,
        )
        return self._confirmed(answer)

    def _confirmed(self, status: dict[str, Any]) -> Confirmed:
        address = text_or_empty(status, "url") or text_or_empty(status, "uri")
        return Confirmed(address, text_at(status, "id"), self._connection.now())

    def _account_id(self) -> str:
        return self._connection.account.remote_id or text_at(self._who(), "id")

    def _who(self) -> dict[str, Any]:
        path = "/api/v1/accounts/verify_credentials"
        return self._connection.ask_record("GET", path, token=self._access.token())

    def _standing_since(self, since: datetime) -> tuple[list[Standing], bool]:
        path = f"/api/v1/accounts/{in_path(self._account_id())}/statuses"
        listed, is_whole = self._listed(path, {"exclude_reblogs": "true"}, since)
        return [self._standing(one) for one in listed if one.get("reblog") is None], is_whole

    def _standing(self, status: dict[str, Any]) -> Standing:
        moment = moment_at(status, "created_at")
        media = at(status, "media_attachments")
        count = len(media) if isinstance(media, list) else None
        return Standing(self._confirmed(status), shown_text(words_at(status, "content")), moment, count)

    def _listed(self, path: str, query: dict[str, str], since: datetime) -> tuple[list[dict[str, Any]], bool]:
        """What a list holds back to a moment, and whether it was read so far. The newest come first."""
        found: list[dict[str, Any]] = []
        page = dict(query)
        for _page in range(PAGES):
            answer = self._connection.ask(
                "GET", path, token=self._access.token(), query={**page, "limit": str(PAGE)}
            )
            items = records_at(answer.json())
            found += items
            moments = [moment for moment in (time_of(one.get("created_at")) for one in items) if moment]
            if not items or (moments and min(moments) < since):
                return found, True
            page["max_id"] = text_at(items[-1], "id")
        return found, False

    def _removed(self, remote_id: str) -> Removed:
        path = f"/api/v1/statuses/{in_path(remote_id)}"
        return self._gone(lambda: self._connection.ask("DELETE", path, token=self._access.token()))

    def _limits(self) -> Limits:
        """The server's own: each chooses."""
        told = at(self._connection.ask_record("GET", "/api/v2/instance"), "configuration")
        statuses, media = at(told, "statuses"), at(told, "media_attachments")
        return Limits(
            characters=number_or_none(statuses, "max_characters") or CHARACTERS,
            media=number_or_none(statuses, "max_media_attachments") or MEDIA,
            characters_per_address=number_or_none(statuses, "characters_reserved_per_url")
            or CHARACTERS_PER_ADDRESS,
            image_bytes=number_or_none(media, "image_size_limit"),
            video_bytes=number_or_none(media, "video_size_limit"),
            alt_characters=number_or_none(media, "description_limit"),
            is_asked=True,
        )

    def _comments(self, since: datetime) -> Comments:
        """Mentions, of which a reply is one; private ones too, without an address."""
        listed, is_whole = self._listed("/api/v1/notifications", {"types[]": "mention"}, since)
        found = [one for one in map(_comment_of, listed) if one is not None and one.at >= since]
        return Comments(tuple(sorted(found, key=lambda one: one.at)), is_whole)


def _comment_of(notification: dict[str, Any]) -> Comment | None:
    status, moment = at(notification, "status"), time_of(notification.get("created_at"))
    if notification.get("type") != "mention" or not isinstance(status, dict) or moment is None:
        return None
    is_private = status.get("visibility") == "direct"
    handle = text_or_empty(notification, "account", "acct")
    return Comment(
        remote_id=text_at(status, "id"),
        author=text_or_empty(notification, "account", "display_name") or handle,
        author_handle=handle,
        text=shown_text(text_or_empty(status, "content")),
        at=moment,
        address="" if is_private else text_or_empty(status, "url"),
        in_reply_to=text_or_empty(status, "in_reply_to_id"),
    )
