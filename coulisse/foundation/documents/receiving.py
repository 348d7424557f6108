"""Taking files in: no more of one is written to the disk than is kept, whatever a browser sends."""

from typing import Any, Final

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from coulisse.foundation.documents.vault import LIMIT

LARGEST_REQUEST: Final = 10 * LIMIT


class BoundedUpload(TemporaryFileUploadHandler):
    """A temporary file that stops growing past the limit; its size is still told, so that the form refuses it."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803
        if content_length > LARGEST_REQUEST:
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start <= LIMIT:
            super().receive_data_chunk(raw_data, start)
        return None
