"""A publication as a record `app.bsky.feed.post` (lexicons of bluesky-social/atproto, read at d6296a1c)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from coulisse.desks.community.publishing.networks.connection import Stopped
from coulisse.desks.community.publishing.networks.contract import (
    Facet,
    FacetKind,
    Media,
    Publication,
    Reason,
    Refused,
    Visibility,
)

COLLECTION: Final = "app.bsky.feed.post"
UTF8_BYTES: Final = 3000
GRAPHEMES: Final = 300
IMAGES: Final = 4
IMAGE_BYTES: Final = 2_000_000
VIDEO_BYTES: Final = 300_000_000
LANGUAGES: Final = 3
SELF_LABELS: Final = ("!no-unauthenticated", "porn", "sexual", "nudity", "graphic-media")
"""The only warnings that exist there (com.atproto.label.defs)."""

Blob = dict[str, Any]
Reference = dict[str, str]


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What the server gave for the pictures, in their order, and for the thumbnail of a link."""

    media: tuple[Blob, ...] = ()
    thumbnail: Blob | None = None


def refusal_of(publication: Publication) -> Refused | None:
    """What can be told before anything is uploaded. Graphemes are the server's to count, and the composer's."""
    if publication.visibility is not Visibility.PUBLIC:
        return Refused(Reason.UNSUPPORTED, True, "visibility")
    if publication.warning and publication.warning not in SELF_LABELS:
        return Refused(Reason.UNSUPPORTED, True, "warning")
    if len(publication.text.encode()) > UTF8_BYTES:
        return Refused(Reason.CONTENT, True, f"{UTF8_BYTES} bytes")
    return _refusal_of_media(publication.media, publication.link is not None)


def _refusal_of_media(media: Sequence[Media], has_link: bool) -> Refused | None:
    images = [one for one in media if one.is_image]
    videos = [one for one in media if one.is_video]
    if len(images) + len(videos) < len(media):
        return Refused(Reason.MEDIA, True, "type")
    if len(images) > IMAGES or len(videos) > 1 or (images and videos) or (media and has_link):
        return Refused(Reason.MEDIA, True, "number")
    if any(len(one.content) > IMAGE_BYTES for one in images):
        return Refused(Reason.MEDIA, True, f"{IMAGE_BYTES} bytes")
    if any(len(one.content) > VIDEO_BYTES or one.content_type != "video/mp4" for one in videos):
        return Refused(Reason.MEDIA, True, f"mp4, {VIDEO_BYTES} bytes")
    return None


def post_record(
    publication: Publication, *, uploaded: Uploaded, dids: Mapping[str, str], reply: Mapping[str, Reference] | None
) -> dict[str, Any]:
    """The record: the same for the same publication, so that writing it again changes nothing."""
    record: dict[str, Any] = {
        "$type": COLLECTION,
        "text": publication.text,
        "createdAt": _instant(publication.dated),
    }
    if publication.languages:
        record["langs"] = list(publication.languages[:LANGUAGES])
    facets = [_facet(one, dids) for one in publication.facets if _is_known(one, dids)]
    if facets:
        record["facets"] = facets
    embed = _embed(publication, uploaded)
    if embed:
        record["embed"] = embed
    if reply:
        record["reply"] = dict(reply)
    if publication.warning:
        values = [{"val": publication.warning}]
        record["labels"] = {"$type": "com.atproto.label.defs#selfLabels", "values": values}
    if publication.tags:
        record["tags"] = list(publication.tags)
    return record


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _is_known(facet: Facet, dids: Mapping[str, str]) -> bool:
    return facet.kind is not FacetKind.MENTION or facet.value in dids


def _facet(facet: Facet, dids: Mapping[str, str]) -> dict[str, Any]:
    kind = "app.bsky.richtext.facet"
    match facet.kind:
        case FacetKind.LINK:
            feature = {"$type": f"{kind}#link", "uri": facet.value}
        case FacetKind.MENTION:
            feature = {"$type": f"{kind}#mention", "did": dids[facet.value]}
        case FacetKind.TAG:
            feature = {"$type": f"{kind}#tag", "tag": facet.value}
    return {"index": {"byteStart": facet.start, "byteEnd": facet.end}, "features": [feature]}


def _embed(publication: Publication, uploaded: Uploaded) -> dict[str, Any]:
    media = publication.media
    if media and media[0].is_video:
        film: dict[str, Any] = {"$type": "app.bsky.embed.video", "video": uploaded.media[0], "alt": media[0].alt}
        return film | _proportion(media[0])
    if media:
        images = [
            {"image": blob, "alt": one.alt} | _proportion(one)
            for one, blob in zip(media, uploaded.media, strict=True)
        ]
        return {"$type": "app.bsky.embed.images", "images": images}
    if publication.link is not None:
        link = publication.link
        card: dict[str, Any] = {"uri": link.address, "title": link.title, "description": link.description}
        if uploaded.thumbnail is not None:
            card["thumb"] = uploaded.thumbnail
        return {"$type": "app.bsky.embed.external", "external": card}
    return {}


def _proportion(media: Media) -> dict[str, Any]:
    if not (media.width and media.height):
        return {}
    return {"aspectRatio": {"width": media.width, "height": media.height}}


def parts_of(uri: str) -> tuple[str, str, str]:
    """Repository, collection and record key of `at://…`. Raises `Stopped` for anything else."""
    pieces = uri.removeprefix("at://").split("/")
    if not uri.startswith("at://") or len(pieces) != 3 or not all(pieces):
        raise Stopped(Refused(Reason.NOT_FOUND, True, "at://"))
    return pieces[0], pieces[1], pieces[2]
