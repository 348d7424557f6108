"""Reading what a command was given: a file, or `-` for standard input, never more than the stated size."""

import sys
from pathlib import Path
from typing import Final

from coulisse.house.outcome import Refused

MOST_BYTES: Final = 64 * 1024 * 1024


def read_source(name: str, *, most: int = MOST_BYTES) -> bytes:
    """The bytes of `name`. Raises Refused when it is missing, a folder, unreadable or over `most` bytes."""
    try:
        if name == "-":
            content = sys.stdin.buffer.read(most + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(most + 1)
    except OSError as error:
        raise Refused("unreadable", f"{name}: {error.strerror}", name) from error
    if len(content) > most:
        raise Refused("too-large", f"{name}: over {most // 1024 // 1024} MB, the most that is read", name)
    return content
