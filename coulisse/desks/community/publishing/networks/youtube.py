"""A YouTube channel behind the contract: documented, never exercised against the live service.

A place for the upload is asked for, which makes nothing; sending the film there is what publishes it. Films of a
project that YouTube has not audited stay private whatever is asked.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from coulisse.desks.community.publishing.networks.access import Renewal, by_refresh_token
from coulisse.desks.community.publishing.networks.connection import Said, Stopped
from coulisse.desks.community.publishing.networks.contract import (
    Capabilities,
    Comment,
    Comments,
    Confirmed,
    Limits,
    Prepared,
    Publication,
    Reason,
    Refused,
    Removed,
    Visibility,
)
from coulisse.desks.community.publishing.networks.doorway import Doorway, unsupported
from coulisse.desks.community.publishing.networks.fingerprint import Standing
from coulisse.desks.community.publishing.networks.shapes import (
    at,
    moment_at,
    records_at,
    text_at,
    text_or_empty,
    time_of,
    words_at,
)
from coulisse.desks.community.publishing.networks.wire import Answer, Lost

TOKEN_URL: Final = "https://oauth2.googleapis.com/token"  # noqa: S105  # an address
UPLOAD_HOSTS: Final = ("googleapis.com",)
TITLE: Final = 100
UTF8_BYTES: Final = 5000
PAGE: Final = 50
UNTIL_QUOTA: Final = timedelta(hours=1)
"""The count begins anew at midnight in California; nobody says so in an answer."""
WEBSITE: Final = "https://www.youtube.com/watch?v="
REASONS: Final = {
    "quotaExceeded": Reason.LIMIT,
    "dailyLimitExceeded": Reason.LIMIT,
    "rateLimitExceeded": Reason.LIMIT,
    "userRateLimitExceeded": Reason.LIMIT,
    "uploadLimitExceeded": Reason.LIMIT,
    "authError": Reason.TOKEN,
    "videoNotFound": Reason.NOT_FOUND,
    "mediaBodyRequired": Reason.MEDIA,
    "invalidTitle": Reason.CONTENT,
    "invalidDescription": Reason.CONTENT,
}
VISIBILITIES: Final = {Visibility.PUBLIC: "public", Visibility.UNLISTED: "unlisted"}


class YouTube(Doorway):
    """One channel. The words of a film are its title and, on the next line, its description."""

    capabilities = Capabilities(
        has_idempotency=False,
        harmless_for=timedelta(0),
        has_read_back=True,
        has_removal=True,
        has_comments=True,
        exercised_live=False,
    )

    @staticmethod
    def _explain(answer: Answer) -> Said:
        """`{"error": {"message", "errors": [{"reason"}]}}`."""
        error = at(answer.said(), "error")
        listed = at(error, "errors")
        reason = text_or_empty(listed[0], "reason") if isinstance(listed, list) and listed else ""
        found = REASONS.get(reason)
        return Said(found, text_or_empty(error, "message"), UNTIL_QUOTA if found == Reason.LIMIT else None)

    def _renewal(self) -> Renewal | None:
        return by_refresh_token(TOKEN_URL)

    def _get(self, path: str, **query: str) -> dict[str, Any]:
        return self._connection.ask_record("GET", f"/youtube/v3/{path}", token=self._access.token(), query=query)

    def _prepared(self, publication: Publication, progress: str) -> Prepared:
        if publication.visibility not in VISIBILITIES or publication.warning or publication.in_reply_to:
            raise unsupported("visibility, warning or reply")
        if len(publication.media) != 1 or not publication.media[0].is_video:
            raise Stopped(Refused(Reason.MEDIA, True, "one film"))
        if not 0 < len(publication.title) <= TITLE or len(publication.text.encode()) > UTF8_BYTES:
            raise Stopped(Refused(Reason.CONTENT, True, f"{TITLE} characters, {UTF8_BYTES} bytes"))
        film = publication.media[0]
        snippet: dict[str, Any] = {"title": publication.title, "description": publication.text}
        if publication.tags:
            snippet["tags"] = list(publication.tags)
        if publication.languages:
            snippet["defaultLanguage"] = publication.languages[0]
        status = {"privacyStatus": VISIBILITIES[publication.visibility], "selfDeclaredMadeForKids": False}
        answer = self._connection.ask(
            "POST",
            "/upload/youtube/v3/videos",
            token=self._access.token(),
            query={"uploadType": "resumable", "part": "snippet,status"},
            headers={
                "X-Upload-Content-Type": film.content_type,
                "X-Upload-Content-Length": str(len(film.content)),
            },
            json_body={"snippet": snippet, "status": status},
        )
        address = answer.headers.get("location", "")
        if not address:
            raise Lost(Reason.MALFORMED, answer.host)
        return Prepared(publication, {"upload": self._connection.upload_address(address, *UPLOAD_HOSTS)})

    def _published(self, prepared: Prepared) -> Confirmed:
        film = prepared.publication.media[0]
        answer = self._connection.ask_record(
            "PUT",
            prepared.payload["upload"],
            token=self._access.token(),
            headers={"Content-Type": film.content_type},
            body=film.content,
            leaving=True,
        )
        return self._confirmed(text_at(answer, "id"))

    def _confirmed(self, remote_id: str) -> Confirmed:
        return Confirmed(f"{WEBSITE}{remote_id}", remote_id, self._connection.now())

    def _looked_up(self, publication: Publication, since: datetime, trace: str, known: frozenset[str]) -> Any:
        titled = Publication(publication.key, f"{publication.title}\n{publication.text}", publication.dated)
        return super()._looked_up(titled, since, trace, known)

    def _standing_since(self, since: datetime) -> tuple[list[Standing], bool]:
        channel = records_at(self._who(), "items")
        if not channel:
            raise Stopped(Refused(Reason.NOT_FOUND, False, "channel"))
        playlist = text_at(channel[0], "contentDetails", "relatedPlaylists", "uploads")
        page = self._get("playlistItems", part="snippet", playlistId=playlist, maxResults=str(PAGE))
        items = records_at(page, "items")
        found = [
            Standing(
                self._confirmed(text_at(one, "snippet", "resourceId", "videoId")),
                f"{words_at(one, 'snippet', 'title')}\n{words_at(one, 'snippet', 'description')}",
                moment_at(one, "snippet", "publishedAt"),
            )
            for one in items
        ]
        return found, len(items) < PAGE or any(one.at < since for one in found)

    def _removed(self, remote_id: str) -> Removed:
        path, query = "/youtube/v3/videos", {"id": remote_id}
        return self._gone(lambda: self._connection.ask("DELETE", path, token=self._access.token(), query=query))

    def _who(self) -> dict[str, Any]:
        return self._get("channels", part="contentDetails", mine="true")

    def _limits(self) -> Limits:
        return Limits(utf8_bytes=UTF8_BYTES, media=1, quota=100, quota_period=timedelta(days=1))

    def _comments(self, since: datetime) -> Comments:
        channel = self._connection.account.remote_id
        query = {"part": "snippet", "order": "time", "maxResults": "100", "textFormat": "plainText"}
        page = self._get("commentThreads", allThreadsRelatedToChannelId=channel, **query)
        items = records_at(page, "items")
        comments = [one for one in map(_comment, items) if one is not None]
        found = sorted((one for one in comments if one.at >= since), key=lambda one: one.at)
        return Comments(tuple(found), len(items) < 100 or any(one.at < since for one in comments))


def _comment(thread: dict[str, Any]) -> Comment | None:
    snippet = at(thread, "snippet", "topLevelComment", "snippet")
    moment = time_of(at(snippet, "publishedAt"))
    if moment is None:
        return None
    video, remote_id = text_or_empty(snippet, "videoId"), text_at(thread, "id")
    return Comment(
        remote_id=remote_id,
        author=text_or_empty(snippet, "authorDisplayName"),
        author_handle=text_or_empty(snippet, "authorChannelId", "value"),
        text=text_or_empty(snippet, "textDisplay"),
        at=moment,
        address=f"{WEBSITE}{video}&lc={remote_id}" if video else "",
        in_reply_to=video,
    )
