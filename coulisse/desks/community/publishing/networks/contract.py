"""What the publish engine and a network say to each other.

One publication goes three steps: `prepare` (uploads; may be repeated), `publish` (the one call that cannot be
taken back, made once), and, where its outcome is unknown, `read_back`. None of them raises for what a network does
or fails to do: the outcome is a value. Records hold no secret; those lie in a `Vault`, under the account's
reference.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

# ---- what is asked of a network -----------------------------------------------------------------------------


class NetworkName(StrEnum):
    """The value is what a column holds."""

    BLUESKY = "bluesky"
    MASTODON = "mastodon"
    FACEBOOK = "facebook"
    INSTAGRAM = "instagram"
    THREADS = "threads"
    LINKEDIN = "linkedin"
    YOUTUBE = "youtube"
    TIKTOK = "tiktok"
    X = "x"


class Visibility(StrEnum):
    PUBLIC = "public"
    UNLISTED = "unlisted"
    FOLLOWERS = "followers"


class FacetKind(StrEnum):
    LINK = "link"
    MENTION = "mention"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Facet:
    """A stretch of the text that does something. `start` and `end` count bytes of its UTF-8."""

    start: int
    end: int
    kind: FacetKind
    value: str
    """The address of a link, the handle or DID of a mention, a tag without its `#`."""


@dataclass(frozen=True, slots=True)
class Media:
    """One picture, film or recording, whole in memory."""

    content: bytes = field(repr=False)
    content_type: str
    alt: str = ""
    name: str = ""
    width: int = 0
    height: int = 0
    address: str = ""
    """Where the public may fetch it: three networks take nothing else."""

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")

    @property
    def is_video(self) -> bool:
        return self.content_type.startswith("video/")


@dataclass(frozen=True, slots=True)
class LinkCard:
    address: str
    title: str
    description: str = ""
    thumbnail: Media | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """One text for one network, in its final form.

    `key` and `dated` are part of what makes a repetition harmless: the engine fixes both before the first attempt
    and never changes them. The key is unique in the house and is for one account.
    """

    key: str
    text: str
    dated: datetime
    """The moment that the post carries, where the network lets one say it; with a time zone."""
    languages: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    media: tuple[Media, ...] = ()
    link: LinkCard | None = None
    in_reply_to: str = ""
    """The network's own id of the post that this one answers."""
    visibility: Visibility = Visibility.PUBLIC
    warning: str = ""
    """The content warning, where the network has one."""
    title: str = ""
    """Of a film; only where the network has one."""
    tags: tuple[str, ...] = ()
    """Beside the text; only where the network has them."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whose account, and where. `reference` says where its secrets lie and is none."""

    network: NetworkName
    handle: str
    server: str
    """`https://…`, without a path; networks with one server for all have a default in the registry."""
    reference: str
    remote_id: str = ""
    """The network's own id of the account: a DID, the number of a page, an URN."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """The secrets of one account, as a vault hands them over; none of them is ever shown by `repr`."""

    access_token: str = field(default="", repr=False)
    refresh_token: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    """An app password, never that of a person."""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    access_expires_at: datetime | None = None
    refresh_expires_at: datetime | None = None

    @property
    def secrets(self) -> tuple[str, ...]:
        values = (self.access_token, self.refresh_token, self.password, self.client_secret)
        return tuple(value for value in values if value)


class Vault(Protocol):
    """Where secrets lie. The desk implements it on its own rows."""

    def read(self, reference: str) -> Credentials: ...

    def keep(self, reference: str, credentials: Credentials) -> None:
        """Store what a network has just granted. Never called with less than stood there."""

    def holding(self, reference: str) -> AbstractContextManager[bool]:
        """One process at a time renews: True for the one that holds, False at once for the others."""


# ---- what comes of it ---------------------------------------------------------------------------------------


class Reason(StrEnum):
    """Why not. The sentence for people is made where it is shown."""

    TOKEN = "token"  # noqa: S105  # no secret
    """The network does not accept our access any more: a person reconnects the account."""
    FORBIDDEN = "forbidden"
    CONTENT = "content"
    MEDIA = "media"
    DUPLICATE = "duplicate"
    """The network says that it holds this already."""
    LIMIT = "limit"
    NOT_FOUND = "not-found"
    UNSUPPORTED = "unsupported"
    """The publication asks for what this network has not; `detail` names it."""
    REDIRECTED = "redirected"
    """The server sends elsewhere; it is never followed."""
    INSECURE = "insecure"
    """The address is not encrypted, or the certificate is not trusted."""
    REFUSED = "refused"
    SERVER = "server"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    LOST = "lost"
    """The connection ended before the answer."""
    MALFORMED = "malformed"
    TOO_LONG = "too-long"
    PROCESSING = "processing"
    BUSY = "busy"
    """Another process is renewing the access."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """It stands there. `address` is what a person opens, empty where the network did not say it."""

    address: str
    remote_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """It certainly did not happen. Not permanent: the same may be tried again once something was mended."""

    reason: Reason
    permanent: bool
    detail: str = ""
    """The network's own words, one line, without secrets."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """It certainly did not happen, and is worth another try after `retry_after`."""

    retry_after: timedelta
    reason: Reason
    detail: str = ""
    progress: str = ""
    """What is uploaded already; hand it back to `prepare`, which then goes on instead of starting anew."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have happened or not: look it up with `read_back` before anything else."""

    reason: Reason
    detail: str = ""
    trace: str = ""
    """What the network gave that helps to look it up; hand it to `read_back`."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything but the last call. `payload` is for the network that made it."""

    publication: Publication
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    confirmed: Confirmed


@dataclass(frozen=True, slots=True)
class Absent:
    """The network was asked, answered in full, and has nothing of the kind *now*: a late call may still arrive."""


@dataclass(frozen=True, slots=True)
class CannotTell:
    reason: Reason
    detail: str = ""
    retry_after: timedelta = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Removed:
    """It is not there any more, or never was."""


class TokenState(StrEnum):
    GOOD = "good"
    REFUSED = "refused"
    """Expired or withdrawn: a person reconnects."""
    UNKNOWN = "unknown"
    """The network could not be asked."""


@dataclass(frozen=True, slots=True)
class TokenHealth:
    """`expires_at` is when a person must act at the latest; None where nothing is known to end."""

    state: TokenState
    expires_at: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one post may hold, and what is left of a quota. None: not said by the network."""

    characters: int | None = None
    utf8_bytes: int | None = None
    media: int | None = None
    image_bytes: int | None = None
    video_bytes: int | None = None
    characters_per_address: int | None = None
    alt_characters: int | None = None
    quota: int | None = None
    quota_used: int | None = None
    quota_period: timedelta | None = None
    is_asked: bool = False
    """The network said so just now; otherwise it stands in its documentation."""


@dataclass(frozen=True, slots=True)
class Comment:
    remote_id: str
    author: str
    author_handle: str
    text: str
    at: datetime
    address: str = ""
    in_reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Comments:
    """The oldest first. Not complete: there was more than is read in one go; ask again from the last one."""

    items: tuple[Comment, ...]
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a network can do, and how far we have seen it do so."""

    has_idempotency: bool
    """Repeating the very same call makes nothing twice, for `harmless_for`."""
    harmless_for: timedelta
    has_read_back: bool
    has_removal: bool
    has_comments: bool
    exercised_live: bool
    """False: only ever tried against a fake of its documentation, and so off until somebody asks for it."""


class Network(Protocol):
    """One account on one network."""

    @property
    def capabilities(self) -> Capabilities: ...

    def prepare(self, publication: Publication, *, progress: str = "") -> Prepared | NotYet | Refused:
        """Check and upload. Nothing of it is seen by anybody, so that it may be repeated."""

    def publish(self, prepared: Prepared) -> Confirmed | NotYet | Refused | Unknown:
        """The one call that cannot be taken back. Mark the publication as sending, and commit that, before."""

    def read_back(
        self,
        publication: Publication,
        *,
        since: datetime,
        trace: str = "",
        known: frozenset[str] = frozenset(),
    ) -> Found | Absent | CannotTell:
        """Look up what became of it. `since` is the first attempt; `known` are the remote ids of other
        publications, so that a post of the same words is not taken for this one."""

    def remove(self, remote_id: str) -> Removed | NotYet | Refused | Unknown: ...

    def token_health(self) -> TokenHealth: ...

    def limits(self) -> Limits | NotYet | Refused: ...

    def comments(self, *, since: datetime) -> Comments | NotYet | Refused: ...
