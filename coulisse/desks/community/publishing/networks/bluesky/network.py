"""Bluesky behind the contract.

The record key is made from the publication's key, and the record is the same at every attempt: writing it again is
answered with the record that stands. `swapRecord: null` says "only where nothing stands", so that even a record
that came out differently overwrites nothing.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from coulisse.desks.community.publishing.networks.access import Renewal
from coulisse.desks.community.publishing.networks.bluesky.records import (
    COLLECTION,
    GRAPHEMES,
    IMAGE_BYTES,
    IMAGES,
    UTF8_BYTES,
    VIDEO_BYTES,
    Blob,
    Reference,
    Uploaded,
    parts_of,
    post_record,
    refusal_of,
)
from coulisse.desks.community.publishing.networks.bluesky.session import did_of, explain, renew
from coulisse.desks.community.publishing.networks.connection import Said, Stopped
from coulisse.desks.community.publishing.networks.contract import (
    Absent,
    CannotTell,
    Capabilities,
    Comment,
    Comments,
    Confirmed,
    FacetKind,
    Found,
    Limits,
    Media,
    Prepared,
    Publication,
    Reason,
    Refused,
    Removed,
    TokenHealth,
    TokenState,
)
from coulisse.desks.community.publishing.networks.doorway import Doorway
from coulisse.desks.community.publishing.networks.fingerprint import tid_of
from coulisse.desks.community.publishing.networks.shapes import at, records_at, text_at, text_or_empty, time_of
from coulisse.desks.community.publishing.networks.wire import Answer, Lost

WEBSITE: Final = "https://bsky.app/profile"
PAGES: Final = 20
PAGE: Final = 100
COMMENTING: Final = ("reply", "mention", "quote")


class Bluesky(Doorway):
    """One account on one server (a PDS, or the entryway bsky.social)."""

    capabilities = Capabilities(
        has_idempotency=True,
        harmless_for=timedelta.max,
        has_read_back=True,
        has_removal=True,
        has_comments=True,
        exercised_live=True,
    )

    def _renewal(self) -> Renewal | None:
        return renew

    @staticmethod
    def _explain(answer: Answer) -> Said:
        return explain(answer)

    def _call(self, method: str, name: str, **how: Any) -> dict[str, Any]:
        """An XRPC call with a living token. A token that is turned down is renewed once: nothing was done yet."""
        token = self._access.token()
        path = f"/xrpc/{name}"
        try:
            return self._connection.ask_record(method, path, token=token, **how)
        except Stopped as stopped:
            if not (isinstance(stopped.result, Refused) and stopped.result.reason == Reason.TOKEN):
                raise
        return self._connection.ask_record(method, path, token=self._access.token(refused=token), **how)

    def _did(self) -> str:
        did = self._connection.account.remote_id or did_of(self._access.token())
        return did or text_at(self._who(), "did")

    def _prepared(self, publication: Publication, progress: str) -> Prepared:
        """Upload pictures, resolve mentions, find the thread. The server sweeps blobs that no record names."""
        refusal = refusal_of(publication)
        if refusal is not None:
            raise Stopped(refusal)
        uploaded = Uploaded(
            media=tuple(self._upload(one) for one in publication.media),
            thumbnail=self._thumbnail(publication),
        )
        handles = {one.value for one in publication.facets if one.kind is FacetKind.MENTION}
        resolved = {handle: self._resolve(handle) for handle in sorted(handles)}
        dids = {handle: did for handle, did in resolved.items() if did}
        reply = self._thread(publication.in_reply_to) if publication.in_reply_to else None
        record = post_record(publication, uploaded=uploaded, dids=dids, reply=reply)
        return Prepared(publication, {"repo": self._did(), "rkey": tid_of(publication.key), "record": record})

    def _upload(self, media: Media) -> Blob:
        headers = {"Content-Type": media.content_type}
        answer = self._call("POST", "com.atproto.repo.uploadBlob", body=media.content, headers=headers)
        blob = answer.get("blob")
        if not isinstance(blob, dict):
            raise Lost(Reason.MALFORMED, "blob")
        return blob

    def _thumbnail(self, publication: Publication) -> Blob | None:
        picture = publication.link.thumbnail if publication.link is not None else None
        return self._upload(picture) if picture is not None else None

    def _resolve(self, handle: str) -> str:
        """Whose handle it is; empty where it is nobody's: the words stay, without a link, as its clients do."""
        if handle.startswith("did:"):
            return handle
        name = "com.atproto.identity.resolveHandle"
        try:
            return text_at(self._call("GET", name, query={"handle": handle.removeprefix("@")}), "did")
        except Stopped as stopped:
            if isinstance(stopped.result, Refused) and stopped.result.reason in (Reason.NOT_FOUND, Reason.CONTENT):
                return ""
            raise

    def _thread(self, uri: str) -> dict[str, Reference]:
        """The post that is answered, and the first one of its thread."""
        repo, collection, rkey = parts_of(uri)
        query = {"repo": repo, "collection": collection, "rkey": rkey}
        parent = self._call("GET", "com.atproto.repo.getRecord", query=query)
        own = {"uri": text_at(parent, "uri"), "cid": text_at(parent, "cid")}
        root = at(parent, "value", "reply", "root")
        if not isinstance(root, dict):
            return {"root": own, "parent": own}
        return {"root": {"uri": text_at(root, "uri"), "cid": text_at(root, "cid")}, "parent": own}

    def _published(self, prepared: Prepared) -> Confirmed:
        body = {**prepared.payload, "collection": COLLECTION, "swapRecord": None}
        try:
            answer = self._call("POST", "com.atproto.repo.putRecord", json_body=body, leaving=True)
        except Stopped as stopped:
            result = stopped.result
            if isinstance(result, Refused) and result.reason == Reason.DUPLICATE:
                return self._that_stands(prepared.publication.key)
            raise
        return self._confirmed(text_at(answer, "uri"))

    def _that_stands(self, key: str) -> Confirmed:
        """The server says that a record of this key is there: which was ours, at an earlier attempt."""
        found = self._standing(key)
        if isinstance(found, Found):
            return found.confirmed
        raise Stopped(Refused(Reason.DUPLICATE, False))

    def _looked_up(
        self, publication: Publication, since: datetime, trace: str, known: frozenset[str]
    ) -> Found | Absent | CannotTell:
        """By the record key alone: the words play no part."""
        return self._standing(publication.key)

    def _standing(self, key: str) -> Found | Absent:
        did, rkey = self._did(), tid_of(key)
        query = {"repo": did, "collection": COLLECTION, "rkey": rkey}
        try:
            answer = self._call("GET", "com.atproto.repo.getRecord", query=query)
        except Stopped as stopped:
            if isinstance(stopped.result, Refused) and stopped.result.reason == Reason.NOT_FOUND:
                return Absent()
            raise
        return Found(self._confirmed(text_at(answer, "uri")))

    def _confirmed(self, uri: str) -> Confirmed:
        repo, _collection, rkey = parts_of(uri)
        return Confirmed(f"{WEBSITE}/{repo}/post/{rkey}", uri, self._connection.now())

    def _removed(self, remote_id: str) -> Removed:
        """The server answers the same whether it stood there or not."""
        repo, collection, rkey = parts_of(remote_id)
        if repo != self._did():
            raise Stopped(Refused(Reason.FORBIDDEN, True))
        body = {"repo": repo, "collection": collection, "rkey": rkey}
        self._call("POST", "com.atproto.repo.deleteRecord", json_body=body)
        return Removed()

    def _who(self) -> dict[str, Any]:
        return self._call("GET", "com.atproto.server.getSession")

    def _health(self) -> TokenHealth:
        self._who()
        stored = self._connection.vault.read(self._connection.account.reference)
        # With an app password in the vault the session is opened anew whenever it ends.
        return TokenHealth(TokenState.GOOD, None if stored.password else stored.refresh_expires_at)

    def _limits(self) -> Limits:
        """Of the lexicon: servers of this network do not say their own."""
        return Limits(
            characters=GRAPHEMES,
            utf8_bytes=UTF8_BYTES,
            media=IMAGES,
            image_bytes=IMAGE_BYTES,
            video_bytes=VIDEO_BYTES,
        )

    def _comments(self, since: datetime) -> Comments:
        """Replies, mentions and quotes among the notifications, which a view server (AppView) makes."""
        found: list[Comment] = []
        cursor, is_complete = "", False
        for _page in range(PAGES):
            query = {"limit": str(PAGE)} | ({"cursor": cursor} if cursor else {})
            answer = self._call("GET", "app.bsky.notification.listNotifications", query=query)
            items = records_at(answer, "notifications")
            comments = [one for one in map(_comment_of, items) if one is not None]
            found += [one for one in comments if one.at >= since]
            cursor = text_or_empty(answer, "cursor")
            # Notifications come in the order in which they were indexed, the newest first.
            is_complete = not cursor or not items or _is_before(items[-1], since)
            if is_complete:
                break
        return Comments(tuple(sorted(found, key=lambda one: one.at)), is_complete)


def _is_before(item: dict[str, Any], since: datetime) -> bool:
    indexed = time_of(item.get("indexedAt"))
    return indexed is not None and indexed < since


def _comment_of(item: dict[str, Any]) -> Comment | None:
    moment, uri = time_of(item.get("indexedAt")), text_or_empty(item, "uri")
    if item.get("reason") not in COMMENTING or moment is None or not uri:
        return None
    handle = text_or_empty(item, "author", "handle")
    return Comment(
        remote_id=uri,
        author=text_or_empty(item, "author", "displayName") or handle,
        author_handle=handle,
        text=text_or_empty(item, "record", "text"),
        at=moment,
        address=f"{WEBSITE}/{text_or_empty(item, 'author', 'did')}/post/{uri.rpartition('/')[2]}",
        in_reply_to=text_or_empty(item, "record", "reply", "parent", "uri"),
    )
