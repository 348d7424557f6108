"""The pictures that we make of contents, kept beside the vault so that each is made once.

They follow from the contents, by hash: they may be deleted at any time, and no backup needs them.
"""

import shutil
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings

from coulisse.foundation.documents.darkroom.develop import draw
from coulisse.foundation.documents.darkroom.trouble import Trouble, Troubled
from coulisse.foundation.documents.models import Version
from coulisse.foundation.documents.vault import vault

PDF: Final = "application/pdf"
DRAWN: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
"""The pictures that we decode. An SVG is a page of the web, and never shown."""
SMALL, LARGE = 320, 1600
GUEST_FORMS: Final = {"image/jpeg": ("JPEG", ".jpg"), "image/webp": ("WEBP", ".webp")}


class Drawable(Protocol):
    """A content of the vault with its type: a version of a document, a file that came along with a message."""

    @property
    def sha256(self) -> str: ...

    @property
    def media_type(self) -> str: ...


class NoPreview(Exception):
    """Files of this type have none."""


def has_preview(media_type: str) -> bool:
    return media_type == PDF or media_type in DRAWN


def thumbnail(version: Drawable) -> Path:
    """The first page or the picture, small. Raises `NoPreview` and `Troubled`."""
    return _page(version, 1, SMALL)


def page_picture(version: Version, number: int) -> Path:
    """One page, or the picture, to read on a screen. Raises `NoPreview` and `Troubled`."""
    return _page(version, number, LARGE)


def picture_without_traces(version: Version) -> tuple[Path, str]:
    """The picture as large as it is, without position, time or anything else but its pixels; and its ending."""
    if version.media_type not in DRAWN:
        raise NoPreview(version.media_type)
    form, ending = GUEST_FORMS.get(version.media_type, ("PNG", ".png"))
    return _once(version, f"whole{ending}", "picture", side=0, form=form), ending


def cut_out(version: Version, box: tuple[int, int, int, int]) -> tuple[Path, str]:
    """What lies in the box (left, top, width, height in pixels, upright), as large as it is; and its ending.

    Raises `NoPreview` and `Troubled`.
    """
    if version.media_type not in DRAWN:
        raise NoPreview(version.media_type)
    form, ending = GUEST_FORMS.get(version.media_type, ("PNG", ".png"))
    name = f"cut-{'-'.join(map(str, box))}{ending}"
    return _once(version, name, "picture", side=0, form=form, box=list(box)), ending


def forget(sha256: str) -> None:
    """Throw the pictures of a content away."""
    shutil.rmtree(_folder(sha256), ignore_errors=True)


def _page(version: Drawable, number: int, side: int) -> Path:
    if version.media_type == PDF:
        return _once(version, f"{number}-{side}.webp", "page", side=side, number=number)
    if version.media_type not in DRAWN:
        raise NoPreview(version.media_type)
    if number != 1:
        raise Troubled(Trouble.NO_SUCH_PAGE)
    return _once(version, f"1-{side}.webp", "picture", side=side, form="WEBP")


def _once(version: Drawable, name: str, do: str, **details: int | str | list[int]) -> Path:
    """The picture made before, or made now; what could not be made before is not tried again."""
    target = _folder(version.sha256) / name
    refused = target.with_suffix(".trouble")
    if target.is_file():
        return target
    if refused.is_file():
        raise Troubled(Trouble(refused.read_text()))
    try:
        return draw(do, vault().place(version.sha256), target, **details)
    except Troubled as troubled:
        if troubled.trouble is not Trouble.NO_SUCH_PAGE:
            refused.write_text(troubled.trouble)
        raise


def _folder(sha256: str) -> Path:
    return Path(settings.DOCUMENTS).with_name("previews") / vault().place(sha256).relative_to(settings.DOCUMENTS)
