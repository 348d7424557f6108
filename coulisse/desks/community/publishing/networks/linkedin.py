"""A LinkedIn member or organisation behind the contract: documented, never exercised against the live service.

`Account.remote_id` is the URN of the author: `urn:li:organization:…` or `urn:li:person:…`.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from coulisse.desks.community.publishing.networks.access import Renewal, by_refresh_token
from coulisse.desks.community.publishing.networks.connection import Said, Stopped
from coulisse.desks.community.publishing.networks.contract import (
    Capabilities,
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
from coulisse.desks.community.publishing.networks.shapes import (
    in_path,
    number_or_none,
    records_at,
    text_at,
    text_or_empty,
    words_at,
)
from coulisse.desks.community.publishing.networks.wire import Answer, Lost

VERSION: Final = "202609"
"""Each lives about a year: a date to look at again, beside the changes that came with it."""
HEADERS: Final = {"LinkedIn-Version": VERSION, "X-Restli-Protocol-Version": "2.0.0"}
TOKEN_URL: Final = "https://www.linkedin.com/oauth/v2/accessToken"  # noqa: S105  # an address
UPLOAD_HOSTS: Final = ("linkedin.com", "licdn.com")
CHARACTERS: Final = 3000
MEDIA: Final = 20
PAGE: Final = 50
WEBSITE: Final = "https://www.linkedin.com/feed/update"
_RESERVED = re.compile(r"(?<!\S)(#(?=[^\W_]))|([\\|{}@\[\]()<>#*_~])")
_ESCAPED = re.compile(r"\{hashtag\|\\#\|([^}]*)\}|\\([\\|{}@\[\]()<>#*_~])")


def little_text(text: str) -> str:
    """Their own format, in which these signs are markup unless a backslash stands before. A tag stays one.

    >>> print(little_text("Prix (net) n#1 #Drache"))
    Prix \\(net\\) n\\#1 #Drache
    """
    return _RESERVED.sub(lambda found: found[1] or f"\\{found[2]}", text)


def plain_text(little: str) -> str:
    """What was written, from what they give back: tags come as templates.

    >>> plain_text(little_text("Prix (net) n#1 _o_"))
    'Prix (net) n#1 _o_'
    >>> print(plain_text(r"Vu {hashtag|\\#|Drache}"))
    Vu #Drache
    """
    return _ESCAPED.sub(lambda found: found[2] or f"#{found[1]}", little)


class LinkedIn(Doorway):
    """One author."""

    capabilities = Capabilities(
        has_idempotency=False,
        harmless_for=timedelta(0),
        has_read_back=True,
        has_removal=True,
        has_comments=False,
        exercised_live=False,
    )
    early = timedelta(days=5)

    @staticmethod
    def _explain(answer: Answer) -> Said:
        """`{"status", "code", "serviceErrorCode", "message"}`."""
        told = answer.said()
        words, code = text_or_empty(told, "message"), text_or_empty(told, "code")
        if "duplicate" in code.lower() or "duplicate" in words.lower():
            return Said(Reason.DUPLICATE, words)
        return Said(words=words or code)

    def _renewal(self) -> Renewal | None:
        return by_refresh_token(TOKEN_URL)

    def _call(self, method: str, path: str, **how: Any) -> Answer:
        headers = {**HEADERS, **how.pop("headers", {})}
        return self._connection.ask(method, path, token=self._access.token(), headers=headers, **how)

    def _prepared(self, publication: Publication, progress: str) -> Prepared:
        if publication.visibility is not Visibility.PUBLIC or publication.warning or publication.in_reply_to:
            raise unsupported("visibility, warning or reply")
        media = publication.media
        if len(media) > MEDIA or not all(one.is_image for one in media):
            raise Stopped(Refused(Reason.MEDIA, True, "number or type"))
        body: dict[str, Any] = {
            "author": self._connection.account.remote_id,
            "commentary": little_text(publication.text),
            "visibility": "PUBLIC",
            "distribution": {
                "feedDistribution": "MAIN_FEED",
                "targetEntities": [],
                "thirdPartyDistributionChannels": [],
            },
            "lifecycleState": "PUBLISHED",
            "isReshareDisabledByAuthor": False,
        }
        images = [{"id": self._upload(one), "altText": one.alt} for one in media]
        if len(images) == 1:
            body["content"] = {"media": images[0]}
        elif images:
            body["content"] = {"multiImage": {"images": images}}
        elif publication.link is not None:
            link = publication.link
            article = {"source": link.address, "title": link.title, "description": link.description}
            body["content"] = {"article": article}
        return Prepared(publication, body)

    def _upload(self, media: Media) -> str:
        asked = {"initializeUploadRequest": {"owner": self._connection.account.remote_id}}
        query = {"action": "initializeUpload"}
        told = self._call("POST", "/rest/images", query=query, json_body=asked).record()
        address = self._connection.upload_address(text_at(told, "value", "uploadUrl"), *UPLOAD_HOSTS)
        self._call("PUT", address, headers={"Content-Type": media.content_type}, body=media.content)
        return text_at(told, "value", "image")

    def _published(self, prepared: Prepared) -> Confirmed:
        answer = self._call("POST", "/rest/posts", json_body=dict(prepared.payload), leaving=True)
        remote_id = answer.headers.get("x-restli-id", "")
        if not remote_id:
            raise Lost(Reason.MALFORMED, answer.host)
        return self._confirmed(remote_id)

    def _confirmed(self, remote_id: str) -> Confirmed:
        return Confirmed(f"{WEBSITE}/{remote_id}", remote_id, self._connection.now())

    def _standing_since(self, since: datetime) -> tuple[list[Standing], bool]:
        query = {
            "q": "author",
            "author": self._connection.account.remote_id,
            "count": str(PAGE),
            "sortBy": "CREATED",
        }
        page = self._call("GET", "/rest/posts", query=query, headers={"X-RestLi-Method": "FINDER"}).record()
        items = records_at(page, "elements")
        found = [
            Standing(self._confirmed(text_at(one, "id")), plain_text(words_at(one, "commentary")), _moment(one))
            for one in items
        ]
        return found, len(items) < PAGE or any(one.at < since for one in found)

    def _removed(self, remote_id: str) -> Removed:
        path = f"/rest/posts/{in_path(remote_id)}"
        return self._gone(lambda: self._call("DELETE", path, headers={"X-RestLi-Method": "DELETE"}))

    def _who(self) -> object:
        return self._call("GET", "/v2/userinfo")

    def _limits(self) -> Limits:
        return Limits(characters=CHARACTERS, media=MEDIA)


def _moment(post: dict[str, Any]) -> datetime:
    milliseconds = number_or_none(post, "createdAt")
    if milliseconds is None or not 0 < milliseconds < 10**14:
        raise Lost(Reason.MALFORMED, "createdAt")
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
