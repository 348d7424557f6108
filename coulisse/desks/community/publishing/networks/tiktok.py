"""A TikTok account behind the contract: documented, never exercised against the live service.

A place for the upload is asked for; sending the last piece of the film there publishes it, and what became of it
is asked afterwards. A client that TikTok has not audited may only publish for the author alone: that is refused
here, since it is not what was approved.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from coulisse.desks.community.publishing.networks.access import Renewal, by_refresh_token
from coulisse.desks.community.publishing.networks.connection import InDoubt, Said, Stopped
from coulisse.desks.community.publishing.networks.contract import (
    Absent,
    CannotTell,
    Capabilities,
    Confirmed,
    Found,
    Limits,
    Prepared,
    Publication,
    Reason,
    Refused,
    Unknown,
    Visibility,
)
from coulisse.desks.community.publishing.networks.doorway import Doorway, unsupported
from coulisse.desks.community.publishing.networks.fingerprint import Standing
from coulisse.desks.community.publishing.networks.shapes import (
    at,
    number_or_none,
    records_at,
    text_at,
    text_or_empty,
    words_at,
)
from coulisse.desks.community.publishing.networks.wire import Answer, Lost

TOKEN_URL: Final = "https://open.tiktokapis.com/v2/oauth/token/"  # noqa: S105  # an address
UPLOAD_HOSTS: Final = ("tiktokapis.com",)
EVERYBODY: Final = "PUBLIC_TO_EVERYONE"
CHARACTERS: Final = 2200
WHOLE: Final = 64_000_000
PIECE: Final = 32_000_000
"""Pieces are of 5 to 64 MB, the last one up to 128 MB."""
LOOKS: Final = 10
PAUSE: Final = 3.0
REASONS: Final = {
    "access_token_invalid": Reason.TOKEN,
    "scope_not_authorized": Reason.FORBIDDEN,
    "rate_limit_exceeded": Reason.LIMIT,
    "spam_risk_too_many_posts": Reason.LIMIT,
    "spam_risk_too_many_pending_share": Reason.LIMIT,
    "reached_active_user_cap": Reason.LIMIT,
    "spam_risk_user_banned_from_posting": Reason.FORBIDDEN,
    "unaudited_client_can_only_post_to_private_accounts": Reason.FORBIDDEN,
    "privacy_level_option_mismatch": Reason.FORBIDDEN,
    "internal_error": Reason.SERVER,
}


class TikTok(Doorway):
    """One account."""

    capabilities = Capabilities(
        has_idempotency=False,
        harmless_for=timedelta(0),
        has_read_back=True,
        has_removal=False,
        has_comments=False,
        exercised_live=False,
    )

    @staticmethod
    def _explain(answer: Answer) -> Said:
        """`{"error": {"code", "message"}}`, also beside a 200."""
        error = at(answer.said(), "error")
        reason = REASONS.get(text_or_empty(error, "code"))
        words = text_or_empty(error, "message") or text_or_empty(error, "code")
        return Said(reason, words, is_of_server=reason == Reason.SERVER)

    def _renewal(self) -> Renewal | None:
        return by_refresh_token(TOKEN_URL, client_field="client_key")

    def _call(self, path: str, content: object, **query: str) -> dict[str, Any]:
        token = self._access.token()
        return self._connection.ask_record("POST", path, token=token, json_body=content, query=query)

    def _prepared(self, publication: Publication, progress: str) -> Prepared:
        if publication.visibility is not Visibility.PUBLIC or publication.warning or publication.in_reply_to:
            raise unsupported("visibility, warning or reply")
        if len(publication.media) != 1 or not publication.media[0].is_video:
            raise Stopped(Refused(Reason.MEDIA, True, "one film"))
        # Their rules ask for this question before every post.
        creator = at(self._who(), "data")
        options = at(creator, "privacy_level_options")
        if not isinstance(options, list) or EVERYBODY not in options:
            raise Stopped(Refused(Reason.FORBIDDEN, False, "SELF_ONLY"))
        size = len(publication.media[0].content)
        piece = size if size <= WHOLE else PIECE
        source = {
            "source": "FILE_UPLOAD",
            "video_size": size,
            "chunk_size": piece,
            "total_chunk_count": max(size // max(piece, 1), 1),
        }
        post = {"title": publication.text, "privacy_level": EVERYBODY}
        told = self._call("/v2/post/publish/video/init/", {"post_info": post, "source_info": source})
        address = self._connection.upload_address(text_at(told, "data", "upload_url"), *UPLOAD_HOSTS)
        return Prepared(
            publication, {"upload": address, "publish_id": text_at(told, "data", "publish_id"), "piece": piece}
        )

    def _published(self, prepared: Prepared) -> Confirmed:
        film, publish_id = prepared.publication.media[0], str(prepared.payload["publish_id"])
        size, piece = len(film.content), int(prepared.payload["piece"])
        starts = [number * piece for number in range(max(size // max(piece, 1), 1))]
        for start, end in zip(starts, [*starts[1:], size], strict=True):
            headers = {"Content-Type": film.content_type, "Content-Range": f"bytes {start}-{end - 1}/{size}"}
            address, body, is_last = prepared.payload["upload"], film.content[start:end], end == size
            self._connection.ask(
                "PUT", address, headers=headers, body=body, leaving=is_last, trace=publish_id if is_last else ""
            )
        for look in range(LOOKS):
            if look:
                self._connection.sleep(PAUSE)
            found = self._state(publish_id)
            if isinstance(found, Found):
                return found.confirmed
            if isinstance(found, Absent):
                raise Stopped(Refused(Reason.MEDIA, True, "FAILED"))
        raise InDoubt(Unknown(Reason.PROCESSING, trace=publish_id))

    def _state(self, publish_id: str) -> Found | Absent | CannotTell:
        """What became of an upload. A question that fails says nothing about it."""
        try:
            told = self._call("/v2/post/publish/status/fetch/", {"publish_id": publish_id})
        except Stopped as stopped:
            return CannotTell(stopped.result.reason, stopped.result.detail)
        match text_or_empty(told, "data", "status"):
            case "PUBLISH_COMPLETE":
                ids = at(told, "data", "publicaly_available_post_id")  # so spelt there
                post = str(ids[0]) if isinstance(ids, list) and ids else publish_id
                return Found(self._confirmed(post, self._address(post) if post != publish_id else ""))
            case "FAILED":
                return Absent()
            case _:
                return CannotTell(Reason.PROCESSING)

    def _address(self, post: str) -> str:
        return f"https://www.tiktok.com/@{self._connection.account.handle}/video/{post}"

    def _confirmed(self, remote_id: str, address: str) -> Confirmed:
        return Confirmed(address, remote_id, self._connection.now())

    def _looked_up(
        self, publication: Publication, since: datetime, trace: str, known: frozenset[str]
    ) -> Found | Absent | CannotTell:
        return self._state(trace) if trace else super()._looked_up(publication, since, trace, known)

    def _standing_since(self, since: datetime) -> tuple[list[Standing], bool]:
        page = self._call("/v2/video/list/", {"max_count": 20}, fields="id,title,create_time,share_url")
        found = [
            Standing(
                self._confirmed(text_at(one, "id"), text_or_empty(one, "share_url")),
                words_at(one, "title"),
                _moment(one),
            )
            for one in records_at(page, "data", "videos")
        ]
        has_more = at(page, "data", "has_more") is True
        return found, not has_more or any(one.at < since for one in found)

    def _who(self) -> dict[str, Any]:
        return self._call("/v2/post/publish/creator_info/query/", {})

    def _limits(self) -> Limits:
        return Limits(characters=CHARACTERS, media=1)


def _moment(video: dict[str, Any]) -> datetime:
    seconds = number_or_none(video, "create_time")
    if seconds is None or not 0 < seconds < 2**33:
        raise Lost(Reason.MALFORMED, "create_time")
    return datetime.fromtimestamp(seconds, UTC)
