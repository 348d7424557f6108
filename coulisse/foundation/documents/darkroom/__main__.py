"""The process behind the wall: one order as JSON on standard input, one answer as JSON on standard output.

    {"do": "picture", "source": "…", "target": "…", "side": 320, "form": "WEBP"}
    {"do": "picture", "source": "…", "target": "…", "side": 0, "form": "JPEG", "box": [0, 0, 400, 400]}
    {"do": "page", "source": "…", "target": "…", "side": 1600, "number": 1}
    {"do": "look", "source": "…"}                       size, time and position of a picture
    {"do": "read", "source": "…"}                       pages and text of a PDF

An answer holds `trouble`, empty or one of the codes of `trouble.Trouble`. Nothing of Django is imported here: the
process starts in a fraction of the time, and could not reach the database if it wanted to.
"""

import json
import resource
import sys
from typing import Any, Final

from coulisse.foundation.documents.darkroom.pages import draw_page, read_pages
from coulisse.foundation.documents.darkroom.pictures import draw_picture, look_at_picture
from coulisse.foundation.documents.darkroom.trouble import Trouble, Troubled

MEMORY: Final = 1_500_000_000
SECONDS: Final = 30
LARGEST_OUTPUT: Final = 64_000_000


def confine() -> None:
    """So much memory, time and output, and no core left behind."""
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))


def obey(order: dict[str, Any]) -> dict[str, Any]:
    source = order["source"]
    if order["do"] == "picture":
        draw_picture(source, order["target"], side=order["side"], form=order["form"], box=order.get("box", ()))
        return {}
    if order["do"] == "page":
        draw_page(source, order["target"], side=order["side"], number=order["number"])
        return {}
    if order["do"] == "look":
        return look_at_picture(source)
    pages, text = read_pages(source)
    return {"pages": pages, "text": text}


def main() -> None:
    confine()
    try:
        answer = {"trouble": "", **obey(json.load(sys.stdin))}
    except Troubled as troubled:
        answer = {"trouble": troubled.trouble}
    except MemoryError:
        answer = {"trouble": Trouble.TOO_LARGE}
    except Exception:
        # Whatever a decoder stumbles over: the file is no better for its name.
        answer = {"trouble": Trouble.BROKEN}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
