"""Giving contents out, so that nothing of a stranger's file is ever run in the house's name.

A file leaves as an attachment, typed by us, never guessed at by the browser, and in a sandbox should a browser
open it all the same. Only pictures that we drew ourselves are shown in a page.
"""

from pathlib import Path
from typing import Final

from django.http import FileResponse, HttpResponse

from coulisse.foundation.documents.models import Version
from coulisse.foundation.documents.names import attachment
from coulisse.foundation.documents.sniffing import BYTES
from coulisse.foundation.documents.vault import vault

SANDBOX: Final = "sandbox; default-src 'none'"
RUN_BY_BROWSERS: Final = ("text/html", "image/svg+xml", "application/xml")
"""What a browser would draw as a page: sent as mere bytes."""


def download(version: Version) -> FileResponse:
    return download_content(version.sha256, version.media_type, version.name)


def download_content(sha256: str, media_type: str, name: str) -> FileResponse:
    """A content of the vault that is no document's: a file that came along with a message."""
    return as_attachment(FileResponse(vault().open(sha256), content_type=_type(media_type)), name)


def download_path(path: Path, name: str, media_type: str) -> FileResponse:
    return as_attachment(FileResponse(path.open("rb"), content_type=media_type), name)


def as_attachment(response: FileResponse, name: str) -> FileResponse:
    response.headers["Content-Disposition"] = attachment(name)
    response.headers["Cache-Control"] = "private, no-store"
    return _sealed(response)


def picture(path: Path) -> FileResponse:
    """A picture that we drew."""
    response = _sealed(FileResponse(path.open("rb"), content_type="image/webp"))
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cache-Control"] = "private, max-age=600"
    return response


def no_picture() -> HttpResponse:
    """The page says in words why; this is for whoever asks for the picture itself."""
    return HttpResponse(status=404)


def _sealed(response: FileResponse) -> FileResponse:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _type(media_type: str) -> str:
    return BYTES if media_type in RUN_BY_BROWSERS else media_type
