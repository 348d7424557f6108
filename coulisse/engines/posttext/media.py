"""What goes with a post: how many images and videos, how big, and whether everybody can read them.

>>> from coulisse.engines.posttext.networks import rules_of
>>> from coulisse.engines.posttext.records import Network
>>> for one in media_findings((Image(2_500_000, alt="La digue"),), (Video(),), rules_of(Network.BLUESKY)):
...     print(one.code, dict(one.parameters))
mixed_media {}
image_too_big {'image': 1, 'bytes': 2500000, 'limit': 2000000}
no_subtitles {'video': 1}
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coulisse.engines.posttext.emoji import graphemes
from coulisse.engines.posttext.findings import Finding, advice, refused
from coulisse.engines.posttext.networks import Rules


@dataclass(frozen=True, slots=True)
class Image:
    """`size` in bytes, 0 where nobody knows; `is_text` where it shows little else than words."""

    size: int = 0
    alt: str = ""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Video:
    """`size` in bytes and whole `seconds`, 0 where nobody knows; one that `is_silent` needs no subtitles."""

    size: int = 0
    seconds: int = 0
    has_subtitles: bool = False
    is_silent: bool = False


def media_findings(images: Sequence[Image], videos: Sequence[Video], rules: Rules) -> Iterator[Finding]:
    """What the media of a post come up against."""
    if rules.needs_video and not videos:
        yield refused("video_missing")
    elif rules.needs_media and not images and not videos:
        yield refused("media_missing")
    if images and videos and not rules.mixes_media:
        yield refused("mixed_media")
    if rules.images is not None and len(images) > rules.images:
        yield refused("too_many_images", count=len(images), limit=rules.images)
    if rules.videos is not None and len(videos) > rules.videos:
        yield refused("too_many_videos", count=len(videos), limit=rules.videos)
    for number, image in enumerate(images, 1):
        yield from _image_findings(number, image, rules)
    for number, video in enumerate(videos, 1):
        yield from _video_findings(number, video, rules)


def _image_findings(number: int, image: Image, rules: Rules) -> Iterator[Finding]:
    if rules.image_bytes is not None and image.size > rules.image_bytes:
        yield refused("image_too_big", image=number, bytes=image.size, limit=rules.image_bytes)
    alt = image.alt.strip()
    if rules.alt_length is not None:
        length = graphemes(alt)
        if not alt:
            yield advice("alt_missing", image=number)
        elif length > rules.alt_length:
            yield refused("alt_too_long", image=number, length=length, limit=rules.alt_length)
    if image.is_text:
        yield advice("text_only_image", image=number)


def _video_findings(number: int, video: Video, rules: Rules) -> Iterator[Finding]:
    if rules.video_bytes is not None and video.size > rules.video_bytes:
        yield refused("video_too_big", video=number, bytes=video.size, limit=rules.video_bytes)
    if rules.video_seconds is not None and video.seconds > rules.video_seconds:
        yield refused("video_too_long", video=number, seconds=video.seconds, limit=rules.video_seconds)
    if not video.has_subtitles and not video.is_silent:
        yield advice("no_subtitles", video=number)
