"""What moderation and a network say to each other: what was said to an account, and hiding a reply under a post.

As in `contract.py` nothing raises for what a network does: the outcome is a value. Both acts may be repeated.
Bluesky: notifications, and the hidden replies of a post's threadgate (lexicon `app.bsky.feed.threadgate`).
Mastodon: mentions and the context of a status; it has no hiding of somebody else's reply, so that a person does
what the server offers (block, report), and says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from time import sleep as really_sleep
from typing import Any, ClassVar, Final, Protocol

from coulisse.desks.community.publishing.networks.bluesky import Bluesky
from coulisse.desks.community.publishing.networks.bluesky.network import COMMENTING, WEBSITE
from coulisse.desks.community.publishing.networks.bluesky.records import parts_of
from coulisse.desks.community.publishing.networks.connection import Stopped, harmless
from coulisse.desks.community.publishing.networks.contract import (
    Account,
    NetworkName,
    NotYet,
    Reason,
    Refused,
    Vault,
)
from coulisse.desks.community.publishing.networks.doorway import unsupported
from coulisse.desks.community.publishing.networks.fingerprint import shown_text
from coulisse.desks.community.publishing.networks.mastodon import Mastodon
from coulisse.desks.community.publishing.networks.registry import NETWORKS, NetworkIsOff, ServerMissing
from coulisse.desks.community.publishing.networks.shapes import (
    at,
    in_path,
    records_at,
    text_at,
    text_or_empty,
    time_of,
)
from coulisse.desks.community.publishing.networks.wire import Wire

THREADGATE: Final = "app.bsky.feed.threadgate"
MOST_HIDDEN: Final = 300
"""Hidden replies of one post, by the lexicon."""
PAGES: Final = 20
PAGE: Final = 100
DEEP: Final = 20
AGAIN: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it: no more than tells people apart."""

    remote_id: str
    handle: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """One reply or mention. `thread` is the id of the post that the thread began with, where the network says."""

    remote_id: str
    speaker: Speaker
    text: str
    at: datetime
    address: str = ""
    in_reply_to: str = ""
    thread: str = ""


@dataclass(frozen=True, slots=True)
class HeardAll:
    """The oldest first. Not complete: there was more than is read in one go; ask again from the last one."""

    items: tuple[Heard, ...]
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Hidden:
    """Nobody sees it under the post any more without asking for it."""


class Listening(Protocol):
    """One account on one network, as moderation needs it."""

    can_hide: ClassVar[bool]

    def listen(self, *, since: datetime) -> HeardAll | NotYet | Refused: ...

    def under(self, post: str) -> HeardAll | NotYet | Refused:
        """Everything under one post."""

    def hide(self, comment: str, *, post: str) -> Hidden | NotYet | Refused: ...


class BlueskyListening(Bluesky):
    """The account's own notifications; replies are hidden by the account that began the thread."""

    can_hide: ClassVar[bool] = True

    def listen(self, *, since: datetime) -> HeardAll | NotYet | Refused:
        return harmless(partial(self._listened, since))

    def under(self, post: str) -> HeardAll | NotYet | Refused:
        return harmless(partial(self._read_under, post))

    def hide(self, comment: str, *, post: str) -> Hidden | NotYet | Refused:
        return harmless(partial(self._hid, comment, post))

    def _listened(self, since: datetime) -> HeardAll:
        found: list[Heard] = []
        cursor = ""
        for _page in range(PAGES):
            query = {"limit": str(PAGE)} | ({"cursor": cursor} if cursor else {})
            answer = self._call("GET", "app.bsky.notification.listNotifications", query=query)
            items = records_at(answer, "notifications")
            talk = [one for one in items if one.get("reason") in COMMENTING]
            found += [one for one in map(_post_of, talk) if one is not None and one.at >= since]
            cursor = text_or_empty(answer, "cursor")
            last = time_of(items[-1].get("indexedAt")) if items else None
            if not cursor or not items or (last is not None and last < since):
                return HeardAll(tuple(sorted(found, key=lambda one: one.at)))
        return HeardAll(tuple(sorted(found, key=lambda one: one.at)), False)

    def _read_under(self, post: str) -> HeardAll:
        query = {"uri": post, "depth": str(DEEP), "parentHeight": "0"}
        answer = self._call("GET", "app.bsky.feed.getPostThread", query=query)
        waiting, found = [at(answer, "thread")], []
        while waiting:
            replies = at(waiting.pop(), "replies")
            for one in replies if isinstance(replies, list) else ():
                heard = _post_of(at(one, "post") or {})
                if heard is not None:
                    found.append(heard)
                waiting.append(one)
        return HeardAll(tuple(sorted(found, key=lambda one: one.at)))

    def _hid(self, comment: str, post: str) -> Hidden:
        """Add to the post's threadgate, without losing who may reply; against what stands (`swapRecord`)."""
        repo, _collection, rkey = parts_of(post)
        parts_of(comment)
        if repo != self._did():
            raise Stopped(Refused(Reason.FORBIDDEN, True, post))
        where = {"repo": repo, "collection": THREADGATE, "rkey": rkey}
        stands, cid = self._gate(where)
        hidden = stands.get("hiddenReplies")
        listed = [one for one in hidden if isinstance(one, str)] if isinstance(hidden, list) else []
        if comment in listed:
            return Hidden()
        if len(listed) >= MOST_HIDDEN:
            raise Stopped(Refused(Reason.LIMIT, True, str(MOST_HIDDEN)))
        begun = self._connection.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        new = {"$type": THREADGATE, "post": post, "createdAt": begun, **stands}
        record = {**new, "hiddenReplies": [*listed, comment]}
        try:
            body = {**where, "record": record, "swapRecord": cid}
            self._call("POST", "com.atproto.repo.putRecord", json_body=body)
        except Stopped as stopped:
            if isinstance(stopped.result, Refused) and stopped.result.reason == Reason.DUPLICATE:
                # Somebody changed the gate meanwhile: read it anew.
                raise Stopped(NotYet(AGAIN, Reason.BUSY)) from None
            raise
        return Hidden()

    def _gate(self, where: dict[str, str]) -> tuple[dict[str, Any], str | None]:
        try:
            answer = self._call("GET", "com.atproto.repo.getRecord", query=where)
        except Stopped as stopped:
            if isinstance(stopped.result, Refused) and stopped.result.reason == Reason.NOT_FOUND:
                return {}, None
            raise
        value = answer.get("value")
        return (value if isinstance(value, dict) else {}), text_at(answer, "cid")


def _post_of(item: dict[str, Any]) -> Heard | None:
    """A notification or a post of a thread: both carry uri, author, record and the moment of indexing."""
    moment, uri = time_of(item.get("indexedAt")), text_or_empty(item, "uri")
    text = text_or_empty(item, "record", "text")
    if moment is None or not uri or not text:
        return None
    did, handle = text_or_empty(item, "author", "did"), text_or_empty(item, "author", "handle")
    return Heard(
        remote_id=uri,
        speaker=Speaker(did, handle, text_or_empty(item, "author", "displayName")),
        text=text,
        at=moment,
        address=f"{WEBSITE}/{did}/post/{uri.rpartition('/')[2]}",
        in_reply_to=text_or_empty(item, "record", "reply", "parent", "uri"),
        thread=text_or_empty(item, "record", "reply", "root", "uri"),
    )


class MastodonListening(Mastodon):
    """Mentions, of which a reply is one; a private one has no address."""

    can_hide: ClassVar[bool] = False

    def listen(self, *, since: datetime) -> HeardAll | NotYet | Refused:
        return harmless(partial(self._listened, since))

    def under(self, post: str) -> HeardAll | NotYet | Refused:
        return harmless(partial(self._read_under, post))

    def hide(self, comment: str, *, post: str) -> Hidden | NotYet | Refused:
        """This network has no such thing; said without a call."""
        return harmless(self._cannot_hide)

    def _cannot_hide(self) -> Hidden:
        raise unsupported("hide")

    def _listened(self, since: datetime) -> HeardAll:
        listed, is_whole = self._listed("/api/v1/notifications", {"types[]": "mention"}, since)
        statuses = [at(one, "status") for one in listed if one.get("type") == "mention"]
        found = [one for one in map(_status_of, statuses) if one is not None and one.at >= since]
        return HeardAll(tuple(sorted(found, key=lambda one: one.at)), is_whole)

    def _read_under(self, post: str) -> HeardAll:
        path = f"/api/v1/statuses/{in_path(post)}/context"
        answer = self._connection.ask_record("GET", path, token=self._access.token())
        found = [one for one in map(_status_of, records_at(answer, "descendants")) if one is not None]
        return HeardAll(tuple(sorted(found, key=lambda one: one.at)))


def _status_of(status: object) -> Heard | None:
    moment = time_of(at(status, "created_at"))
    text = shown_text(text_or_empty(status, "content"))
    if moment is None or not text:
        return None
    who = at(status, "account")
    is_private = text_or_empty(status, "visibility") == "direct"
    return Heard(
        remote_id=text_at(status, "id"),
        speaker=Speaker(text_at(who, "id"), text_or_empty(who, "acct"), text_or_empty(who, "display_name")),
        text=text,
        at=moment,
        address="" if is_private else text_or_empty(status, "url"),
        in_reply_to=text_or_empty(status, "in_reply_to_id"),
    )


LISTENING: Final[dict[NetworkName, type[BlueskyListening] | type[MastodonListening]]] = {
    NetworkName.BLUESKY: BlueskyListening,
    NetworkName.MASTODON: MastodonListening,
}
"""The networks that are listened to; of the others a table is imported."""


def open_listening(
    account: Account,
    vault: Vault,
    *,
    now: Callable[[], datetime],
    wire: Wire | None = None,
    sleep: Callable[[float], None] = really_sleep,
) -> Listening:
    """One account, ready to be listened to. Raises `NetworkIsOff` where nobody listens there, `ServerMissing`."""
    kind = LISTENING.get(account.network)
    if kind is None:
        raise NetworkIsOff(account.network)
    server = account.server or NETWORKS[account.network].server
    if not server:
        raise ServerMissing
    told = Account(account.network, account.handle, server, account.reference, account.remote_id)
    return kind(told, vault, wire or Wire(), now=now, sleep=sleep)
