"""An X account behind the contract: documented, never exercised against the live service.

Each call costs money there, reading too: `read_back` asks for one page, from the moment of the attempt.
`Account.remote_id` is the number of the account.
"""

import html
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from coulisse.desks.community.publishing.networks.access import Renewal, by_refresh_token
from coulisse.desks.community.publishing.networks.connection import Said, Stopped
from coulisse.desks.community.publishing.networks.contract import (
    Capabilities,
    Comment,
    Comments,
    Confirmed,
    Limits,
    Media,
    NotYet,
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
    in_path,
    moment_at,
    records_at,
    text_at,
    text_or_empty,
    time_of,
    words_at,
)
from coulisse.desks.community.publishing.networks.wire import Answer, form_body

TOKEN_URL: Final = "https://api.x.com/2/oauth2/token"  # noqa: S105  # an address
CHARACTERS: Final = 280
IMAGES: Final = 4
PIECE: Final = 4_000_000
LOOKS: Final = 20
PAUSE: Final = 3.0
LATER: Final = timedelta(seconds=60)
FIELDS: Final = "created_at,entities,note_tweet"


class X(Doorway):
    """One account."""

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
        """`{"title", "detail", "type"}`."""
        told = answer.said()
        words = text_or_empty(told, "detail") or text_or_empty(told, "title")
        return Said(Reason.DUPLICATE if "duplicate" in words.lower() else None, words)

    def _renewal(self) -> Renewal | None:
        return by_refresh_token(TOKEN_URL, by_header=True)

    def _get(self, path: str, **query: str) -> dict[str, Any]:
        return self._connection.ask_record("GET", f"/2/{path}", token=self._access.token(), query=query)

    @property
    def _own(self) -> str:
        return f"users/{in_path(self._connection.account.remote_id)}"

    def _prepared(self, publication: Publication, progress: str) -> Prepared:
        if publication.visibility is not Visibility.PUBLIC or publication.warning:
            raise unsupported("visibility or warning")
        media = publication.media
        videos = sum(one.is_video for one in media)
        is_known = all(one.is_image or one.is_video for one in media)
        if not is_known or len(media) > IMAGES or (videos and len(media) > 1):
            raise Stopped(Refused(Reason.MEDIA, True, "number or type"))
        body: dict[str, Any] = {"text": publication.text}
        if media:
            body["media"] = {"media_ids": [self._upload(one) for one in media]}
        if publication.in_reply_to:
            body["reply"] = {"in_reply_to_tweet_id": publication.in_reply_to}
        return Prepared(publication, body)

    def _upload(self, media: Media) -> str:
        path, token = "/2/media/upload", self._access.token()
        kind = "tweet_video" if media.is_video else "tweet_image"
        about = {"media_type": media.content_type, "total_bytes": len(media.content), "media_category": kind}
        told = self._connection.ask_record("POST", f"{path}/initialize", token=token, json_body=about)
        media_id = text_at(told, "data", "id")
        whole = in_path(media_id)
        for number, start in enumerate(range(0, len(media.content), PIECE)):
            file = ("media", "piece", media.content_type, media.content[start : start + PIECE])
            content_type, body = form_body({"segment_index": str(number)}, file, f"coulisse{whole}{number}")
            headers = {"Content-Type": content_type}
            self._connection.ask("POST", f"{path}/{whole}/append", token=token, headers=headers, body=body)
        told = self._connection.ask_record("POST", f"{path}/{whole}/finalize", token=token)
        self._wait_for(media_id, told)
        if media.alt:
            about_alt = {"id": media_id, "metadata": {"alt_text": {"text": media.alt}}}
            self._connection.ask("POST", "/2/media/metadata", token=token, json_body=about_alt)
        return media_id

    def _wait_for(self, media_id: str, told: dict[str, Any]) -> None:
        for _look in range(LOOKS):
            match text_or_empty(told, "data", "processing_info", "state"):
                case "" | "succeeded":
                    return
                case "failed":
                    raise Stopped(Refused(Reason.MEDIA, True, "failed"))
            self._connection.sleep(PAUSE)
            told = self._get("media/upload", media_id=media_id, command="STATUS")
        raise Stopped(NotYet(LATER, Reason.PROCESSING))

    def _published(self, prepared: Prepared) -> Confirmed:
        token, body = self._access.token(), dict(prepared.payload)
        answer = self._connection.ask_record("POST", "/2/tweets", token=token, json_body=body, leaving=True)
        return self._confirmed(text_at(answer, "data", "id"))

    def _confirmed(self, remote_id: str) -> Confirmed:
        handle = self._connection.account.handle
        return Confirmed(f"https://x.com/{handle}/status/{remote_id}", remote_id, self._connection.now())

    def _standing_since(self, since: datetime) -> tuple[list[Standing], bool]:
        page = self._get(
            f"{self._own}/tweets", max_results="100", start_time=_instant(since), **{"tweet.fields": FIELDS}
        )
        found = [
            Standing(self._confirmed(text_at(one, "id")), written_text(one), moment_at(one, "created_at"))
            for one in _tweets(page)
        ]
        return found, not text_or_empty(page, "meta", "next_token")

    def _removed(self, remote_id: str) -> Removed:
        path = f"/2/tweets/{in_path(remote_id)}"
        return self._gone(lambda: self._connection.ask("DELETE", path, token=self._access.token()))

    def _who(self) -> object:
        return self._get("users/me")

    def _limits(self) -> Limits:
        return Limits(characters=CHARACTERS, media=IMAGES, characters_per_address=23)

    def _comments(self, since: datetime) -> Comments:
        fields = {"tweet.fields": f"{FIELDS},author_id,referenced_tweets", "expansions": "author_id"}
        page = self._get(f"{self._own}/mentions", max_results="100", start_time=_instant(since), **fields)
        listed = at(page, "includes", "users")
        users = listed if isinstance(listed, list) else []
        people = {text_or_empty(one, "id"): one for one in users if isinstance(one, dict)}
        comments = [one for one in (_comment(tweet, people) for tweet in _tweets(page)) if one is not None]
        found = [one for one in comments if one.at >= since]
        is_complete = not text_or_empty(page, "meta", "next_token")
        return Comments(tuple(sorted(found, key=lambda one: one.at)), is_complete)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tweets(page: dict[str, Any]) -> list[dict[str, Any]]:
    """No `data` at all where there is nothing, and then a count of nought that says so."""
    if "data" not in page and at(page, "meta", "result_count") == 0:
        return []
    return records_at(page, "data")


def written_text(tweet: dict[str, Any]) -> str:
    """What was written, from what is shown: short addresses made long again, those of pictures left out.

    >>> urls = [{"url": "https://t.co/a", "expanded_url": "https://pleinjour.example/e4"}]
    >>> written_text({"text": "Vu &amp; revu https://t.co/a", "entities": {"urls": urls}})
    'Vu & revu https://pleinjour.example/e4'
    """
    long = at(tweet, "note_tweet")
    whole = long if isinstance(long, dict) else tweet
    text = words_at(whole, "text")
    urls = [*_urls(whole), *(_urls(tweet) if whole is not tweet else ())]
    for one in urls:
        expanded = text_or_empty(one, "expanded_url")
        is_picture = bool(text_or_empty(one, "media_key")) or "/photo/" in expanded or "/video/" in expanded
        text = text.replace(text_or_empty(one, "url") or "\0", "" if is_picture else expanded)
    return html.unescape(text).strip()


def _urls(tweet: dict[str, Any]) -> list[dict[str, Any]]:
    found = at(tweet, "entities", "urls")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _comment(tweet: dict[str, Any], people: dict[str, dict[str, Any]]) -> Comment | None:
    moment, remote_id = time_of(tweet.get("created_at")), text_at(tweet, "id")
    if moment is None:
        return None
    author = people.get(text_or_empty(tweet, "author_id"), {})
    handle = text_or_empty(author, "username")
    referenced = at(tweet, "referenced_tweets")
    replied = [
        text_or_empty(one, "id")
        for one in (referenced if isinstance(referenced, list) else [])
        if isinstance(one, dict) and one.get("type") == "replied_to"
    ]
    return Comment(
        remote_id=remote_id,
        author=text_or_empty(author, "name") or handle,
        author_handle=handle,
        text=written_text(tweet),
        at=moment,
        address=f"https://x.com/{handle or 'i'}/status/{remote_id}",
        in_reply_to=replied[0] if replied else "",
    )
